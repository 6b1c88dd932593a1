"""Newsroom served by gunicorn as in production, and who asks it over HTTP. Knows nothing of Django."""

import os
import secrets
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
CSRF = secrets.token_hex(16)
SECRET = secrets.token_hex(32)
FIRST_PAGE = "/accounts/login/"


def environment(url, folder):
    """Production's settings, with a header in each answer that says what it cost. `folder` takes the static files."""
    return {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "BENCH_STATIC_ROOT": f"{folder}/static",
        "NEWSROOM_SECRET_KEY": os.environ.get("NEWSROOM_SECRET_KEY") or SECRET,
        "NEWSROOM_DEBUG": "off",
        "NEWSROOM_HTTPS": "off",
        "DATABASE_URL": url,
    }


# --- The server -------------------------------------------------------------------------------------------------------


class Start(NamedTuple):
    """From the command to the first answer, which is a page."""

    seconds: float
    processor: float  # seconds that its processes computed meanwhile


class Server(NamedTuple):
    port: int
    process: subprocess.Popen
    started: Start

    @property
    def workers(self):
        """The process numbers of those that answer."""
        return [
            int(pid) for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        ]


@contextmanager
def serving(url, folder, workers=2):
    """A Server on the product's own configuration; its two processes are what it starts with by itself."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Connections stay open, as a browser's or a proxy's do.
    options = f"--config newsroom/gunicorn.py --workers {workers} --keep-alive 120 --bind 127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", *options.split()]
    log = Path(folder) / f"server-{port}.log"
    began = time.perf_counter()
    with log.open("wb") as told:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment(url, folder)}, stderr=told)
    try:
        _first_answer(port, process, log)
        seconds = time.perf_counter() - began
        server = Server(port, process, Start(seconds, 0))
        computed = sum(map(_computed, [process.pid, *server.workers]))
        yield server._replace(started=Start(seconds, computed))
    finally:
        process.terminate()
        process.wait(timeout=20)


def _computed(pid):
    """Seconds of a core, so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _first_answer(port, process, log, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", FIRST_PAGE)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise SystemExit(f"The server did not start.\n{log.read_text()[-2000:]}")


# --- Who asks ---------------------------------------------------------------------------------------------------------


class Answer(NamedTuple):
    milliseconds: float  # from the first byte sent to the last byte read
    processor: float  # milliseconds of it that the server computed: other work on the machine does not count
    queries: int
    text: str


class WrongAnswer(Exception):
    """Another status than the one expected."""


class Browser:
    """One signed-in connection that stays open."""

    def __init__(self, port, cookies):
        self.connection = HTTPConnection("127.0.0.1", port, timeout=120)
        cookies = "; ".join(f"{name}={value}" for name, value in (cookies | {"csrftoken": CSRF}).items())
        self.headers = {"Cookie": cookies, "X-CSRFToken": CSRF, "Accept-Encoding": "gzip"}

    def get(self, path):
        return self._ask("GET", path, 200)

    def post(self, path, status=200, htmx=False, **data):
        form = {"Content-Type": "application/x-www-form-urlencoded"} | ({"HX-Request": "true"} if htmx else {})
        return self._ask("POST", path, status, urlencode(data), form)

    def _ask(self, method, path, status, body=None, headers=None):
        started = time.perf_counter()
        self.connection.request(method, path, body, self.headers | (headers or {}))
        response = self.connection.getresponse()
        content = response.read()
        milliseconds = (time.perf_counter() - started) * 1000
        if response.status != status:
            raise WrongAnswer(f"{method} {path} answered {response.status} instead of {status}.")
        told = response.headers
        return Answer(milliseconds, float(told["X-Processor-Time"]), int(told["X-Queries"]), _text(content, told))


def _text(content, headers):
    if headers.get("Content-Encoding") == "gzip":
        import gzip

        content = gzip.decompress(content)
    return content.decode("utf-8", "replace")
