"""How long the pages and actions of an editor's day take: `python -m bench.pages [--stories 40]`.

Builds stories in a database of its own (a temporary SQLite file, or a test database beside that of DATABASE_URL),
serves them with gunicorn and production settings, and plays the day of an editor over HTTP, once for each story.
"""

import argparse
import os
import platform
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
FOLDER = tempfile.TemporaryDirectory(prefix="newsroom-bench-")
GIVEN = os.environ.get("DATABASE_URL", "")
IS_SQLITE = not GIVEN.startswith(("postgres", "pgsql"))
os.environ.update(
    DJANGO_SETTINGS_MODULE="bench.settings",
    BENCH_STATIC_ROOT=f"{FOLDER.name}/static",
    NEWSROOM_SECRET_KEY=secrets.token_hex(32),
    NEWSROOM_DEBUG="off",
    NEWSROOM_HTTPS="off",
    NEWSROOM_LOG_LEVEL="ERROR",
    DATABASE_URL=f"sqlite:///{FOLDER.name}/bench.sqlite3" if IS_SQLITE else GIVEN,
)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from articles.models import Severity  # noqa: E402
from articles.workflow import draft  # noqa: E402
from tests import newsdesk  # noqa: E402

WORDS, MARKS, CITED = 900, 60, 6  # in each story: words of its article, annotations on it, sentences of its draft
WARM_UP = 3  # stories whose times do not count
CSRF = secrets.token_hex(16)


class Answer(NamedTuple):
    milliseconds: float  # from the first byte sent to the last byte read
    processor: float  # milliseconds of it that the server computed: other work on the machine does not count
    queries: int


class Told(NamedTuple):
    """A story as the day begins."""

    story: object
    article: object
    mark: object
    paragraph: object


# --- What is there before the day -------------------------------------------------------------------------------------


@contextmanager
def database():
    """The URL of a migrated database that is gone afterwards."""
    if IS_SQLITE:
        call_command("migrate", verbosity=0)
        yield os.environ["DATABASE_URL"]
        return
    own = connection.settings_dict["NAME"]
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield urlsplit(GIVEN)._replace(path=f"/{name}").geturl()
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)


@transaction.atomic
def build(count, writer):
    return [_tell(number, writer) for number in range(count)]


def _tell(number, writer):
    sentences = [
        f"Boat {n} of fleet {number} left quay {n % 7} at noon with {n} men." for n in range(1, WORDS // 12 + 1)
    ]
    story = newsdesk.a_story(f"fleet-{number}", title=f"Fleet {number}", by=writer)
    article = newsdesk.an_article(
        story, "\n\n".join(" ".join(sentences[n : n + 5]) for n in range(0, len(sentences), 5))
    )
    # The marks stand on the last sentences, the citations on the first: no mark is in the way of approval.
    marks = [
        newsdesk.an_annotation(article, sentences[-1 - n % 60][:20], severity=Severity.MINOR) for n in range(MARKS)
    ]
    for sentence in sentences[:CITED]:
        start = article.text.index(sentence)
        paragraph = draft.put_sentence(story, by=writer, article=article, start=start, end=start + len(sentence))
    return Told(story, article, marks[0], paragraph)


@contextmanager
def serving(url):
    """The port of a gunicorn with one process, on the product's own configuration."""
    call_command("collectstatic", verbosity=0, interactive=False)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # One process, so that times compare; connections stay open while the other person acts.
    options = "--config newsroom/gunicorn.py --workers 1 --keep-alive 60 --log-level error"
    command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", *options.split(), "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url})
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port, server, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


# --- The day ----------------------------------------------------------------------------------------------------------


class Browser:
    """One signed-in connection that stays open."""

    def __init__(self, user, port):
        cookies = {name: morsel.value for name, morsel in newsdesk.a_client(user).cookies.items()} | {"csrftoken": CSRF}
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "X-CSRFToken": CSRF}

    def get(self, path):
        return self._ask("GET", path, 200)

    def post(self, path, status=200, htmx=False, **data):
        form = {"Content-Type": "application/x-www-form-urlencoded"} | ({"HX-Request": "true"} if htmx else {})
        return self._ask("POST", path, status, urlencode(data), form)

    def _ask(self, method, path, status, body=None, headers=None):
        started = time.perf_counter()
        self.connection.request(method, path, body, self.headers | (headers or {}))
        response = self.connection.getresponse()
        response.read()
        milliseconds = (time.perf_counter() - started) * 1000
        if response.status != status:
            raise SystemExit(f"{method} {path} answered {response.status} instead of {status}.")
        return Answer(milliseconds, float(response.headers["X-Processor-Time"]), int(response.headers["X-Queries"]))


def day(told, writer, approver):
    """(what was done, its Answer) from the desk to the export of one story."""
    story, article, mark, paragraph = told
    here = f"/stories/{story.slug}"
    yield "a signed-in view with one query", writer.get("/floor/")
    yield "desk", writer.get("/")
    yield "article page", writer.get(f"{here}/articles/1/")
    at = article.text.index("left quay")
    span = {"at": f"{at}-{at + 9}", "quote": "left quay", "category": "garbled_sentence", "severity": "minor"}
    yield "create annotation", writer.post(f"{here}/articles/1/mark/", htmx=True, **span)
    yield "accept", writer.post(f"/annotations/{mark.pk}/accept/", htmx=True, version=mark.version)
    yield "claim matrix", writer.get(f"{here}/claims/")
    yield "draft page", writer.get(f"{here}/draft/")
    text = paragraph.text.replace("men", "hands")
    save = {"text": text, "version": paragraph.version}
    yield "save paragraph", writer.post(f"/paragraphs/{paragraph.pk}/save/", htmx=True, **save)
    yield "send for approval", writer.post(f"{here}/send/", 302)
    revision = story.revisions.get()
    yield "approval page", approver.get(f"{here}/approval/")
    yield "approve", approver.post(f"/revisions/{revision.pk}/approve/", 302, sha256=revision.sha256)
    yield "exports page", writer.get(f"{here}/exports/")
    yield "export", writer.post(f"/revisions/{revision.pk}/export/markdown/")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--stories", type=int, default=40, help="how many stories, each played once (40)")
    count = parser.parse_args().stories
    with database() as url:
        nora, sami = newsdesk.a_user("nora"), newsdesk.a_user("sami")
        stories = build(count + WARM_UP, nora)
        answers = {}
        with serving(url) as port:
            writer, approver = Browser(nora, port), Browser(sami, port)
            for number, told in enumerate(stories):
                for name, answer in day(told, writer, approver):
                    answers.setdefault(name, []).extend([answer] if number >= WARM_UP else [])
        report(answers, count)


def report(answers, count):
    print(
        f"{count} stories, each with an article of {WORDS} words and {MARKS} annotations. {connection.vendor}, "
        f"Django {django.get_version()}, Python {platform.python_version()}, {os.cpu_count()} cores.\n"
    )
    print(f"{'':34}{'p50 ms':>8}{'p95 ms':>8}{'CPU ms':>8}{'queries':>9}{'floors':>8}")
    floor = None
    for name, rows in answers.items():
        times = [row.milliseconds for row in rows]
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]
        floor = floor or p50
        processor = statistics.median(row.processor for row in rows)
        queries = sorted({row.queries for row in rows})
        counted = str(queries[0]) if len(queries) == 1 else f"{queries[0]}-{queries[-1]}"
        print(f"{name:34}{p50:8.1f}{p95:8.1f}{processor:8.1f}{counted:>9}{p50 / floor:8.1f}")


if __name__ == "__main__":
    main()
