"""Two web servers and two workers on one PostgreSQL and one Redis: one of each is killed under load, and nothing is lost
or done twice.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from contextlib import contextmanager

import psycopg
import pytest
import redis
from django.conf import settings

from tests.reliability.programs import kill

POSTGRESQL = os.environ.get("NEWSROOM_TEST_POSTGRESQL", "postgres://postgres@127.0.0.1:5432/newsroom")
REDIS = os.environ.get("NEWSROOM_TEST_REDIS", "redis://127.0.0.1:6379/15")
DATABASE = f"newsroom_machines_{os.getpid()}"
STORIES = 10
EDITORS = 4  # threads that send requests
LEASE = 8  # seconds
ENOUGH = 150  # seconds, for a machine that is busy

# Makes the newsdesk, and prints who may come in and what there is to review.
PREPARE = """
import django, json
django.setup()
from tests import newsdesk
nora = newsdesk.a_user("nora")
slugs = []
for number in range(%d):
    story = newsdesk.a_story(f"bell-{number}", by=nora)
    newsdesk.an_article(story)
    newsdesk.an_article(story, newsdesk.TEXT.replace("40 years", "14 years"), "Aldmere Wire")
    slugs.append(story.slug)
(session,) = [c.value for name, c in newsdesk.a_client(nora).cookies.items() if name.endswith("session")]
print(json.dumps({"session": session, "slugs": slugs}))
"""


@pytest.fixture(scope="module")
def environment():
    """Both servers' addresses in the environment of whoever is started; what was made in them is gone afterwards."""
    server = POSTGRESQL.rpartition("/")[0]
    try:
        psycopg.connect(f"{server}/postgres", connect_timeout=3).close()
        store = redis.from_url(REDIS, socket_connect_timeout=3)
        store.ping()
    except (psycopg.Error, redis.RedisError):
        pytest.skip("no PostgreSQL and Redis to share: apt-get install postgresql redis-server")
    if store.dbsize():
        pytest.skip(f"{REDIS} is in use: name an empty one in NEWSROOM_TEST_REDIS")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administration:
        administration.execute(f"CREATE DATABASE {DATABASE}")
        try:
            yield {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                "DATABASE_URL": f"{server}/{DATABASE}",
                "REDIS_URL": REDIS,
                "NEWSROOM_DEBUG": "1",
                "NEWSROOM_TASK_LEASE": str(LEASE),
                "NEWSROOM_LOG_LEVEL": "WARNING",
                "WEB_CONCURRENCY": "1",
            }
        finally:
            administration.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")
            store.flushdb()


@pytest.fixture
def start(environment):
    """`start(arguments)`: a program in a group of its own, as on a machine of its own."""
    started = []

    def run(*arguments):
        program = subprocess.Popen(arguments, cwd=settings.BASE_DIR, env=environment, process_group=0)
        started.append(program)
        return program

    yield run
    for program in started:
        kill(program)


def a_worker(start):
    return start(sys.executable, "manage.py", "run_worker")


def a_server(start):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    gunicorn = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--config", "newsroom/gunicorn.py"]
    return port, start(*gunicorn, "--bind", f"127.0.0.1:{port}", "--log-level", "warning")


def eventually(is_so, what):
    deadline = time.monotonic() + ENOUGH
    while not is_so():
        assert time.monotonic() < deadline, f"Waited {ENOUGH} seconds for this in vain: {what}"
        time.sleep(0.1)


class Editor:
    """Sends requests to whichever server answers, and notes which were acknowledged."""

    def __init__(self, ports, session):
        self.ports, self.session, self.acknowledged = ports, session, []

    def send(self, path, **fields):
        """Whether a server said that it is done; the next one is asked when one is gone.

        A server may die between doing and saying so: then the next one refuses a second story of that address (422).
        """
        done = {302}
        for port in self.ports:
            try:
                status = self._post(port, path, fields)
            except (OSError, http.client.HTTPException):
                done.add(422)
                continue
            assert status in done, f"{path}: {status}"
            return True
        return False

    def _post(self, port, path, fields):
        token = "x" * 32
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {
            "Cookie": f"newsroom_session={self.session}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", path, urllib.parse.urlencode(fields), headers)
        return connection.getresponse().status


@contextmanager
def load(editor, jobs):
    """Editors send all these jobs while what is inside happens."""
    waiting, lock, failures = list(jobs), threading.Lock(), []

    def work():
        while True:
            with lock:
                if not waiting:
                    return
                job = waiting.pop(0)
            try:
                if editor.send(job["path"], **job["fields"]):
                    with lock:
                        editor.acknowledged.append(job)
            except AssertionError as failure:
                failures.append(str(failure))

    threads = [threading.Thread(target=work) for _ in range(EDITORS)]
    for thread in threads:
        thread.start()
    try:
        yield lambda: len(editor.acknowledged)
    finally:
        for thread in threads:
            thread.join()
    assert failures == []


def test_one_of_each_is_killed_and_nothing_is_lost_or_done_twice(environment, start):
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], cwd=settings.BASE_DIR, env=environment, check=True)
    prepare = [sys.executable, "-c", PREPARE % STORIES]
    desk = json.loads(subprocess.check_output(prepare, cwd=settings.BASE_DIR, env=environment))
    (first_port, first), (second_port, _) = a_server(start), a_server(start)
    for port in (first_port, second_port):
        eventually(lambda port=port: _is_alive(port), "a server that answers")
    doomed = a_worker(start)

    jobs = []
    for number, slug in enumerate(desk["slugs"]):
        jobs.append({"path": f"/stories/{slug}/review/", "fields": {}, "review": slug})
        title = f"Quay {number}"
        jobs.append({"path": "/stories/new/", "fields": {"title": title, "slug": f"quay-{number}"}, "title": title})
    editor = Editor([first_port, second_port], desk["session"])
    with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as database:

        def ask(question):
            return database.execute(question).fetchall()

        with load(editor, jobs) as acknowledged:
            eventually(lambda: acknowledged() >= len(jobs) // 3, "a third of the work")
            kill(first)
            held = "SELECT story_id FROM articles_review WHERE holder <> '' AND finished_at IS NULL"
            eventually(lambda: ask(held), "a review that the worker is at")
            kill(doomed)
            a_worker(start)
        (left_behind,) = ask(held)[:1] or [None]
        unfinished = "SELECT count(*) FROM articles_review WHERE finished_at IS NULL"
        eventually(lambda: ask(unfinished) == [(0,)], "the reviews")

        reviewed = {job["review"] for job in editor.acknowledged if "review" in job}
        opened = {job["title"] for job in editor.acknowledged if "title" in job}
        assert len(reviewed) + len(opened) >= len(jobs) - EDITORS  # all but those that the killed server was at

        done = dict(
            ask(
                "SELECT s.slug, count(*) FROM articles_event e JOIN articles_story s ON s.id = e.story_id "
                "WHERE e.verb = 'review' GROUP BY s.slug"
            )
        )
        assert reviewed <= done.keys()
        assert set(done.values()) == {1}
        assert ask("SELECT error FROM articles_review WHERE error <> ''") == []
        assert left_behind is None or ask(
            f"SELECT attempts FROM articles_review WHERE story_id = {left_behind[0]}"
        ) == [(2,)]
        twice = "SELECT article_id, fingerprint FROM articles_annotation GROUP BY 1, 2 HAVING count(*) > 1"
        assert ask(twice) == []

        stories = ask("SELECT title, count(*) FROM articles_story WHERE title LIKE 'Quay%' GROUP BY title")
        assert opened <= dict(stories).keys()
        assert {count for _, count in stories} == {1}
    subprocess.run([*manage, "verify_audit"], cwd=settings.BASE_DIR, env=environment, check=True)
    subprocess.run([*manage, "recount_figures", "--check"], cwd=settings.BASE_DIR, env=environment, check=True)


def _is_alive(port):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
