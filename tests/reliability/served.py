"""A newsroom as it runs in earnest, for tests that kill it: gunicorn with the product's own settings, workers, real HTTP,
and a database of its own, which the tests look into from outside.
"""

import http.client
import json
import os
import select
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
from contextlib import closing, contextmanager

import psycopg
from django.conf import settings
from django.db import connection

from tests.operations.databases import an_empty_database, manage
from tests.reliability.programs import kill as end

ENOUGH = 120  # seconds, for a machine that is busy
LEASE = 2  # seconds: the least that a worker under load keeps
BROKEN_OFF = (OSError, http.client.HTTPException)


@contextmanager
def a_newsroom(folder, *, processes=1):
    """Served, with its people. Nothing of it is left afterwards."""
    (folder / "temporary").mkdir()
    (folder / "delivered").mkdir()
    with _a_copy_of_the_database(folder) as url:
        newsroom = Newsroom(url, folder, processes)
        try:
            newsroom.start()
            yield newsroom
        finally:
            newsroom.stop()


@contextmanager
def _a_copy_of_the_database(folder):
    """That of the tests as the migrations left it: migrating again takes many times as long."""
    if connection.vendor == "sqlite":
        file = folder / "newsroom.sqlite3"
        connection.ensure_connection()
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)
        yield f"sqlite:///{file}"
        return
    original = connection.settings_dict["NAME"]
    connection.close()
    try:
        with an_empty_database(folder, template=original) as url:
            yield url
    except psycopg.errors.ObjectInUse:  # by the server of browser tests, which keeps its connection
        with an_empty_database(folder) as url:
            manage(url, "migrate", "-v0")
            yield url


class Newsroom:
    def __init__(self, url, folder, processes):
        self.url, self.folder, self.sessions = url, folder, {}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DATABASE_URL": url,
            "NEWSROOM_DEBUG": "1",
            "NEWSROOM_TASK_LEASE": str(LEASE),
            "NEWSROOM_LOG_LEVEL": "CRITICAL",
            "NEWSROOM_LOG_FORMAT": "lines",
            "NEWSROOM_BIND": f"127.0.0.1:{self.port}",
            "NEWSROOM_DELIVERY_FOLDER": str(folder / "delivered"),
            "NEWSROOM_TEST_SERVING": str(folder / "serving"),
            "TMPDIR": str(folder / "temporary"),
            "WEB_CONCURRENCY": str(processes),
        }
        self.server = self.zygote = None

    # --- Starting and ending --------------------------------------------------------------------------------------

    def start(self):
        self.zygote = self._run("-m", "tests.reliability.zygote", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.sessions = self.make("people")
        self.start_server()

    def start_server(self):
        config = ["--config", "tests/reliability/served_gunicorn.py", "--log-level", "critical"]
        self.server = self._run("-m", "gunicorn", "newsroom.wsgi", *config)
        self.wait_until_it_serves()

    def stop(self):
        for program in filter(None, (self.server, self.zygote)):
            end(program)

    def _run(self, *arguments, **pipes):
        command = [sys.executable, *arguments]
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=self.environment, process_group=0, **pipes)

    def wait_until_it_serves(self):
        eventually(lambda: self._answers(), "a server that answers")

    def _answers(self):
        try:
            return self.get("/healthz").status == 200
        except BROKEN_OFF:
            assert self.server.poll() is None, "The server has ended"
            return False

    # --- What is asked of the zygote ------------------------------------------------------------------------------

    def make(self, what, **options):
        """Call this function of tests.reliability.zygote there."""
        self.zygote.stdin.write(json.dumps({"what": what, "options": options}).encode() + b"\n")
        self.zygote.stdin.flush()
        answer = json.loads(self.zygote.stdout.readline())
        assert "failed" not in answer, answer["failed"]
        return answer["made"]

    # --- HTTP -----------------------------------------------------------------------------------------------------

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=ENOUGH)

    def get(self, path, by=None):
        with closing(self.connection()) as client:
            client.request("GET", path, headers={"Cookie": f"newsroom_session={self.sessions[by]}"} if by else {})
            answer = client.getresponse()
            answer.text = answer.read().decode(errors="replace")
            return answer

    def post(self, path, by, **fields):
        with closing(self.connection()) as client:
            self._send(client, path, by, fields)
            answer = client.getresponse()
            answer.text = answer.read().decode(errors="replace")
            return answer

    def post_and_kill(self, path, by, fields, after):
        """The server's process is killed so many seconds after it was asked, or as soon as it answers. The status of the
        answer, None when it did not come whole.
        """
        serving = self.serving()
        with closing(self.connection()) as client:
            self._send(client, path, by, fields)
            select.select([client.sock], [], [], after)
            kill(serving)
            try:
                answer = client.getresponse()
                answer.read()
                return answer.status
            except BROKEN_OFF:
                return None

    def _send(self, client, path, by, fields):
        client.request("POST", path, urllib.parse.urlencode(fields, doseq=True), self.headers(by))

    def headers(self, by):
        token = "x" * 32
        return {
            "Cookie": f"newsroom_session={self.sessions[by]}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def serving(self):
        """The id of the process that serves."""
        return int((self.folder / "serving").read_text())

    # --- Looking from outside -------------------------------------------------------------------------------------

    def ask(self, question):
        """The rows of a statement of SQL."""
        with closing(self._database()) as database:
            return database.execute(question).fetchall()

    def change(self, statement):
        with closing(self._database()) as database:
            database.execute(statement)

    def _database(self):
        if self.url.startswith("sqlite"):
            file = self.url.removeprefix("sqlite:///")
            return sqlite3.connect(file, timeout=ENOUGH, isolation_level=None)
        return psycopg.connect(self.url, autocommit=True)

    def count(self, rows):
        """`count("articles_event WHERE verb = 'send'")`"""
        return self.ask(f"SELECT count(*) FROM {rows}")[0][0]

    def wait_until_settled(self):
        """PostgreSQL may still be at what a process that was killed had asked for last."""
        if not self.url.startswith("sqlite"):
            others = "pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            at_work = f"{others} AND backend_type = 'client backend' AND state <> 'idle'"
            eventually(lambda: self.count(at_work) == 0, "a database at rest")

    def left_behind(self):
        """Files that should not be there: temporary ones, journals of a database that is at rest, half of a delivery."""
        beside = [file.name for file in self.folder.glob("newsroom.sqlite3-*")]
        half = [file.name for file in (self.folder / "delivered").rglob(".*")]
        return [file.name for file in (self.folder / "temporary").rglob("*")] + beside + half


def kill(pid):
    """At once, without a word; and until it is gone."""
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: not _is_there(pid), "the end of a process")


def _is_there(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # it may end while it is read
        return False


def eventually(is_so, what):
    deadline = time.monotonic() + ENOUGH
    while not is_so():
        assert time.monotonic() < deadline, f"Waited {ENOUGH} seconds for this in vain: {what}"
        time.sleep(0.005)
