"""From a fresh machine to the running product, with something to look at."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles.management.processes import Ended, Program, Supervisor
from articles.workflow import demo

HOST = "127.0.0.1"
STARTING = 30  # seconds that the server has to answer


class Command(BaseCommand):
    help = "Set up the database, load the demo stories and people, start worker and server. Only where debug is on."

    def add_arguments(self, parser):
        parser.add_argument("--port", default="8000", help="Where to serve (8000).")
        parser.add_argument("--while-exists", metavar="FILE", help="Stop when this file is gone.")
        parser.add_argument("--load-only", action="store_true", help="Load the demo and start nothing.")

    def handle(self, *, port, while_exists, load_only, **options):
        if not settings.DEBUG:
            raise CommandError("The demo's passwords are known: it runs only with NEWSROOM_DEBUG=1.")
        lease = Path(while_exists) if while_exists else None
        try:
            if not load_only:
                _refuse_taken(_number(port))
            self._load()
            if not load_only:
                self._serve(int(port), lease)
        finally:
            if lease:
                lease.unlink(missing_ok=True)

    def _load(self):
        self._say("Bringing the database up to date")
        call_command("migrate", verbosity=0)
        self._say("Collecting static files")
        collect = [*_manage("collectstatic"), "--verbosity", "0", "--no-input"]
        if subprocess.run(collect, env={**os.environ, **as_in_production()}).returncode:
            raise CommandError("The static files could not be collected.")
        call_command("requeue_stale_tasks", minutes=0, stdout=self.stdout)
        if demo.is_loaded():
            self._say("The demo stories are there already")
        else:
            self._say("Loading the demo stories and reviewing them (half a minute)")
        demo.load()

    def _serve(self, port, lease):
        self._say("Starting the worker and the server")
        supervisor = Supervisor(
            [
                Program("server", _server(port), as_in_production()),
                Program("worker", _worker(), as_in_production(), restarted=True),
            ],
            say=self._say,
            until=lambda: lease is not None and not lease.exists(),
        )
        try:
            supervisor.run(ready=lambda: self._announce(port, supervisor))
        except Ended as ended:
            raise CommandError(str(ended)) from None
        self._say("\nNewsroom has stopped.")

    def _announce(self, port, supervisor):
        deadline = time.monotonic() + STARTING
        while not _answers(port):
            if supervisor.must_stop() or time.monotonic() > deadline:
                return
            time.sleep(0.1)
        self._say(f"\nNewsroom is ready: http://{HOST}:{port}\n\nSign in with the password {demo.PASSWORD} as")
        for member in demo.PEOPLE:
            self._say(f"  {member.username:8}{member.what}")
        self._say("\nCtrl-C stops it.")

    def _say(self, text):
        self.stdout.write(text)
        self.stdout.flush()


def _number(port):
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(f"PORT must be a number from 1 to 65535; it is {port!r}.")
    return int(port)


def _refuse_taken(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CommandError(f"Port {port} needs an administrator. Take another: PORT=8001 make run") from None
        except OSError:
            raise CommandError(f"Port {port} is taken. Take another: PORT={port % 65535 + 1} make run") from None


def _answers(port):
    try:
        with socket.create_connection((HOST, port), timeout=1):
            return True
    except OSError:
        return False


def _server(port):
    gunicorn = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--config", "newsroom/gunicorn.py"]
    return [*gunicorn, "--bind", f"{HOST}:{port}", "--log-level", "warning", "--chdir", os.fspath(settings.BASE_DIR)]


def _worker():
    return _manage("run_worker")


def _manage(command):
    return [sys.executable, os.fspath(settings.BASE_DIR / "manage.py"), command]


def as_in_production():
    """What is shown behaves as in earnest, our own error pages included; only without HTTPS, which nobody has here."""
    quiet = {"NEWSROOM_LOG_FORMAT": "lines", "NEWSROOM_LOG_LEVEL": os.environ.get("NEWSROOM_LOG_LEVEL", "WARNING")}
    return {"NEWSROOM_DEBUG": "0", "NEWSROOM_HTTPS": "0", "NEWSROOM_SECRET_KEY": settings.SECRET_KEY, **quiet}
