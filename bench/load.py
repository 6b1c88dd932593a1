"""The day played over HTTP: by one client, in both newsrooms in turn, and by eight clients at once."""

import queue
import threading
import time
from typing import NamedTuple

from bench.databases import say
from bench.day import DAY, FLOORS
from bench.serving import Browser, WrongAnswer

CLIENTS = 8
OF_A_FLOOR = 200  # requests of eight clients


class Alone(NamedTuple):
    """One client. `answers[0]` come from the small newsroom, `answers[1]` from the large one; so do the floors asked between."""

    step: object
    answers: tuple
    floors: tuple
    error: str = ""  # a wrong answer ends the step


class Together(NamedTuple):
    """Eight clients in one newsroom."""

    name: str
    answers: list
    seconds: float
    errors: list


def day(servers, newsrooms, alone, warm_up, together, only=None):
    """{"alone": [Alone], "together": ([Together] of the small newsroom, of the large one)}"""
    steps = [step for step in DAY if not only or step.name.startswith(tuple(only))]
    first = [newsroom.played[: alone + warm_up] for newsroom in newsrooms]
    rest = [newsroom.played[alone + warm_up :][:together] for newsroom in newsrooms]
    found = {"alone": [_alone(step, servers, newsrooms, first, warm_up) for step in _needed(steps)]}
    pairs = zip(servers, newsrooms, rest, strict=True)
    found["together"] = [_together(_needed(steps), *pair) for pair in pairs] if together else []
    return found


def _needed(steps):
    """In the order of the day. Approval and export rest on what came before them."""
    names = {step.name for step in steps}
    chain = [step for step in DAY if step.name in ("send for approval", "approval page", "approve", "export")]
    last = max((at for at, step in enumerate(chain) if step.name in names), default=-1)
    names |= {step.name for step in chain[: last + 1]}
    return [step for step in DAY if step.name in names]


def _alone(step, servers, newsrooms, played, warm_up):
    """Between two requests comes a floor, and the newsrooms take turns: other work on the machine meets all alike."""
    say(f"  {step.name}")
    clients = [
        Browser(server.port, getattr(newsroom, step.by)[0]) for server, newsroom in zip(servers, newsrooms, strict=True)
    ]
    answers, floors = ([], []), ([], [])
    try:
        for number, pair in enumerate(zip(*played, strict=True)):
            for at, (client, story) in enumerate(zip(clients, pair, strict=True)):
                floor, answer = FLOORS[step.floor](client), step.do(client, story)
                if number >= warm_up:
                    floors[at].append(floor)
                    answers[at].append(answer)
    except (WrongAnswer, KeyError) as error:
        say(f"    {error}")
        return Alone(step, answers, floors, str(error))
    return Alone(step, answers, floors)


def _together(steps, server, newsroom, played):
    floors = [
        _at_once(name, lambda client, _, ask=ask: ask(client), "writers", server, newsroom, range(OF_A_FLOOR))
        for name, ask in FLOORS.items()
    ]
    return floors + [_at_once(step.name, step.do, step.by, server, newsroom, played) for step in steps]


def _at_once(name, do, by, server, newsroom, stories):
    say(f"  {name}, {CLIENTS} clients")
    waiting, answers, errors = queue.SimpleQueue(), [], []
    for story in stories:
        waiting.put(story)

    def work(cookies, begin):
        client = Browser(server.port, cookies)
        client.get("/floor/query/")
        begin.wait()
        while True:
            try:
                story = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                answers.append(do(client, story))
            except (WrongAnswer, OSError, KeyError) as error:
                errors.append(str(error))

    begin = threading.Barrier(CLIENTS + 1)
    threads = [threading.Thread(target=work, args=(cookies, begin)) for cookies in getattr(newsroom, by)[:CLIENTS]]
    for thread in threads:
        thread.start()
    begin.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return Together(name, answers, time.perf_counter() - began, errors)
