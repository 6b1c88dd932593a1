"""The product as it runs in earnest: web servers and workers, each a program of its own that a test may kill."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from contextlib import contextmanager
from typing import NamedTuple

from django.conf import settings
from django.db import connection

ENOUGH = 60  # seconds, for a machine that is busy
TOKEN = "x" * 32  # of the forms: the cookie and the field must be alike


class Answer(NamedTuple):
    status: int
    headers: dict
    text: str

    @property
    def json(self):
        return json.loads(self.text)


def address_of_the_database():
    """The DATABASE_URL of the tests' own."""
    there = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{there['NAME']}"
    password = f":{there['PASSWORD']}" if there["PASSWORD"] else ""
    return f"postgres://{there['USER']}{password}@{there['HOST']}:{there['PORT'] or 5432}/{there['NAME']}"


@contextmanager
def programs(database, **environment):
    """`with programs(url) as run:` whatever runs at the end is killed."""
    run = Programs(database, environment)
    try:
        yield run
    finally:
        for program in run.started:
            kill(program)


class Programs:
    def __init__(self, database, environment):
        self.started = []
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.reliability.earnest",
            "DATABASE_URL": database,
            "NEWSROOM_DEBUG": "0",
            "NEWSROOM_SECRET_KEY": settings.SECRET_KEY,  # sessions that a test began are known
            "NEWSROOM_HTTPS": "0",
            "NEWSROOM_LOG_LEVEL": "ERROR",
            "WEB_CONCURRENCY": "1",
            **environment,
        }

    def start(self, *arguments, wrapper=(), **options):
        """In a group of its own, as on a machine of its own."""
        program = subprocess.Popen(
            [*wrapper, sys.executable, *map(str, arguments)],
            cwd=settings.BASE_DIR,
            env=self.environment,
            process_group=0,
            **options,
        )
        self.started.append(program)
        return program

    def worker(self, **options):
        return self.start("manage.py", "run_worker", "-v0", **options)

    def server(self, **options):
        """(its port, the program), as soon as it answers."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        program = self.start(
            *("-m", "gunicorn", "newsroom.wsgi", "--config", "newsroom/gunicorn.py"),
            *("--bind", f"127.0.0.1:{port}", "--log-level", "error"),
            **options,
        )
        eventually(lambda: ask(port, "/healthz", timeout=10).status == 200, "a server that answers")
        return port, program

    def manage(self, *arguments, check=True, **options):
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            **options,
        )
        assert not check or done.returncode == 0, done.stderr
        return done

    def python(self, code):
        """What this prints in a process of its own: one JSON document."""
        told = subprocess.check_output([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=self.environment)
        return json.loads(told)


def kill(program):
    """As when its machine loses power: the program and all that it started, at once."""
    try:
        os.killpg(program.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    program.wait()


def ask(port, path, *, session="", form=None, timeout=60, **headers):
    """The Answer of the server on this port; status 0 when there was none. With a form it is a POST."""
    sent = {"Cookie": f"newsroom_session={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN, **headers}
    body = None
    if form is not None:
        body = form if isinstance(form, bytes) else urllib.parse.urlencode(form)
        sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
    try:
        there = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        there.request("GET" if form is None else "POST", path, body, sent)
        answer = there.getresponse()
        return Answer(answer.status, dict(answer.headers), answer.read().decode(errors="replace"))
    except (OSError, http.client.HTTPException) as error:
        return Answer(0, {}, repr(error))


def session_of(client):
    """The cookie of a test client that has signed in."""
    (session,) = [morsel.value for name, morsel in client.cookies.items() if name.endswith("session")]
    return session


def eventually(is_so, what):
    deadline = time.monotonic() + ENOUGH
    while not is_so():
        assert time.monotonic() < deadline, f"Waited {ENOUGH} seconds for this in vain: {what}"
        time.sleep(0.1)
