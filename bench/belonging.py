"""How long it takes to say where an article belongs: `python -m bench.belonging [--articles 100000]`.

Builds that many articles, ten to a story, all of the last two months, in a database of its own (a temporary SQLite file, or a
test database beside that of DATABASE_URL), with words as unevenly spread as in a language. Then it asks for the story of a
copy, of an edited copy, of another report of the same event and of an event that nobody has told yet; and, as the costliest that
may come, of texts in which every word is almost too common to tell anything.
"""

import argparse
import hashlib
import os
import random
import statistics
import time
from functools import cache
from pathlib import Path

from bench.database import database  # isort: skip  (it says which settings hold)

from django.db import connection, transaction

from articles.analysis.belonging import STEM, _key, traces
from articles.models import Article, Original, Story, Trace
from articles.workflow import belonging
from tests import newsdesk

TO_A_STORY, WORDS, SENTENCE, ASKED, AT_ONCE = 10, 250, 15, 40, 1000
VOCABULARY, NAMES = 20_000, 30_000
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru".split()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000, help="how many there are (100,000)")
    count = parser.parse_args().articles
    with database():
        began = time.perf_counter()
        build(count)
        print(f"{connection.vendor}: {count:,} articles with {Trace.objects.count():,} traces", end=" ")
        print(f"built in {time.perf_counter() - began:.0f} s\n\n{'':34} p50 ms  p95 ms  slowest  CPU ms  found")
        for kind in ("copy", "edited copy", "same event", "new event", "common words"):
            ask(kind, count)


# --- What is there ----------------------------------------------------------------------------------------------------


def build(count):
    outlet = newsdesk.an_outlet("Aldmere Courier")
    for first in range(0, count, AT_ONCE):
        with transaction.atomic():
            _some(range(first, min(first + AT_ONCE, count)), outlet)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _some(numbers, outlet):
    events = sorted({number // TO_A_STORY for number in numbers})
    stories = dict(
        zip(events, Story.objects.bulk_create(Story(slug=f"e-{e}", title=f"Event {e}") for e in events), strict=True)
    )
    texts = [text_of(number // TO_A_STORY, number) for number in numbers]
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    originals = Original.objects.bulk_create(Original(sha256=sha256, content=b"", size=0) for sha256 in hashes)
    articles = Article.objects.bulk_create(
        Article(
            story=stories[number // TO_A_STORY],
            number=number % TO_A_STORY + 1,
            outlet=outlet,
            original=original,
            file_name="a.txt",
            text=text,
            text_sha256=sha256,
            word_count=WORDS,
        )
        for number, text, sha256, original in zip(numbers, texts, hashes, originals, strict=True)
    )
    rows = sorted((key, article.pk) for article in articles for key in traces(article.text).keys)
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO articles_trace (key, article_id) VALUES (%s, %s)", rows)


@cache
def word(number):
    """The same word for the same number, and another for each."""
    chance = random.Random(number)
    return "".join(chance.choices(SYLLABLES, k=3)) + SYLLABLES[number % len(SYLLABLES)]


def text_of(event, telling):
    """A report: names and words of its event among those of the language, in an order of its own."""
    of_event, chance = random.Random(f"event {event}"), random.Random(f"telling {telling}")
    names = [word(VOCABULARY + int(NAMES * of_event.random() ** 2)).capitalize() for _ in range(8)]
    told = [word(int(VOCABULARY * of_event.random() ** 3)) for _ in range(30)]
    common = [word(int(VOCABULARY * chance.random() ** 3)) for _ in range(WORDS)]
    for place in range(3, WORDS, 12):
        common[place] = chance.choice(names)
    for place in range(5, WORDS, 6):
        common[place] = chance.choice(told)
    lines = (common[at : at + SENTENCE] for at in range(0, WORDS, SENTENCE))
    return ". ".join(" ".join([line[0].capitalize(), *line[1:]]) for line in lines) + "."


# --- What is asked ----------------------------------------------------------------------------------------------------


def ask(kind, count):
    times, busy, right = [], [], 0
    for number in range(ASKED + 3):
        event = number * 7919 % (count // TO_A_STORY)
        text, expected = _asked(kind, event, count + number)
        began, computed = time.perf_counter(), _computed()
        found = belonging.proposals(text, hashlib.sha256(text.encode()).hexdigest(), None)
        times.append(1000 * (time.perf_counter() - began))
        busy.append(1000 * (_computed() - computed))
        story = Story.objects.get(pk=found[0].story).slug if found else None
        right += story == expected
    times, busy = sorted(times[3:]), statistics.mean(busy[3:])  # the first ones warm up
    p95 = times[int(0.95 * len(times))]
    print(
        f"{kind:34} {statistics.median(times):6.1f}  {p95:6.1f}  {times[-1]:7.1f}  {busy:6.1f}  {right} of {ASKED + 3} right"
    )


def _computed():
    """Seconds for which a processor computed for us: here, and in the server's process of this connection where there is one.

    What the server has on its disk only, it waits for; that is not in it.
    """
    return time.process_time() + (_server_seconds() if connection.vendor == "postgresql" else 0)


@cache
def _server_process():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def _server_seconds():
    """0 where the server runs on another machine, or is no Linux."""
    try:
        fields = Path(f"/proc/{_server_process()}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@cache
def _common_words():
    """(words, names) that nearly so many articles have as tell nothing any more."""
    words = {_key("word", word(number)[:STEM]): word(number) for number in range(VOCABULARY)}
    names = {_key("name", word(number)): word(number).capitalize() for number in range(VOCABULARY, VOCABULARY + NAMES)}
    return _nearly_too_common(words, 2 / 3), _nearly_too_common(names, 1 / 3)


def _nearly_too_common(spelled, least):
    keys, most = list(spelled), belonging.TOO_COMMON
    counted = [Trace.objects.how_common(keys[at : at + 500], 0, most) for at in range(0, len(keys), 500)]
    return [spelled[key] for counts in counted for key, count in counts.items() if least * most < count < most]


def _common(number):
    chance, (words, names) = random.Random(number), _common_words()
    words, names = chance.sample(words, min(16, len(words))), chance.sample(names, min(20, len(names)))
    told = [chance.choice(words) if at % 3 else chance.choice(names) for at in range(WORDS)]
    return ". ".join("The " + " ".join(told[at : at + SENTENCE]) for at in range(0, WORDS, SENTENCE)) + "."


def _asked(kind, event, number):
    if kind == "common words":
        return _common(number), None
    slug = f"e-{event}"
    if kind == "copy":
        return text_of(event, event * TO_A_STORY), slug
    if kind == "edited copy":
        words = text_of(event, event * TO_A_STORY).split()
        return " ".join(words[:120] + ["changed"] + words[121:200]), slug
    return (text_of(event, number), slug) if kind == "same event" else (text_of(f"new {event}", number), None)


if __name__ == "__main__":
    main()
