"""Whether Newsroom is alive (/healthz) and whether it can work (/readyz), for those who watch it by machine.

Answered before everything else: no login, no redirect to HTTPS, no check of the host's name, since probes ask by the
address of a machine. What is said names no address, no file and no error; the log does.
"""

import functools
import logging
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse

from newsroom import queue_age

LEAST_FREE = 50 * 1024 * 1024  # bytes that must be left where we write
TAKES_NOTHING = "Is its disk mounted read-only, or does it belong to another user? Newsroom's user must own it."

log = logging.getLogger("newsroom.health")


class NotReady(Exception):
    """One plain sentence for whoever watches."""


class ProbesMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = ANSWERS.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = answer()
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def healthz():
    """The process answers. Nothing else is asked: a database that is away must not get the server killed."""
    return HttpResponse("alive\n", content_type="text/plain")


def readyz():
    """Each thing that work needs, by name: "ok", or what is wrong. 503 when one is wrong."""
    found = {name: _tried(name, check) for name, check in CHECKS.items()}
    is_ready = set(found.values()) == {"ok"}
    status = 200 if is_ready else 503
    return JsonResponse({"status": "ready" if is_ready else "not ready", "checks": found}, status=status)


def _tried(name, check):
    try:
        check()
    except NotReady as why:
        log.warning("Not ready: %s: %s", name, why)
        return str(why)
    except Exception:
        log.warning("Not ready: %s", name, exc_info=True)
        return "does not answer: see the log"
    return "ok"


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations():
    if missing := len(_wanted() - MigrationRecorder(connection).applied_migrations().keys()):
        raise NotReady(f"{missing} not applied: run manage.py migrate")


@functools.cache
def _wanted():
    """All migrations that this version brings: read from the files once a process."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _cache():
    """Read only where the cache is the database, which has been asked; written to where it is a server of its own."""
    if settings.REDIS_URL:
        cache.set("readyz", 1, 60)
        if cache.get("readyz") != 1:
            raise NotReady("does not keep what it is given")
    else:
        cache.get("readyz")


def _queue():
    """A task that waits this long has no worker."""
    age = queue_age.seconds()
    if age > settings.MOST_QUEUE_AGE:
        raise NotReady(f"a task has been waiting for {age:.0f} seconds: is a worker running?")


def _disk():
    """Large uploads lie in the temporary folder for a while; the database file, where it is one, grows."""
    if any(not os.access(place, os.W_OK) for place in written_to()):
        raise NotReady("nothing can be written there: is it read-only, or somebody else's?")
    if any(shutil.disk_usage(place).free < LEAST_FREE for place in written_to()):
        raise NotReady("the disk is full, or nearly so")


def written_to():
    """The folders and files that must take what Newsroom writes. SQLite makes a file beside its own while it writes."""
    places = {Path(tempfile.gettempdir())}
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"]).resolve()
        places |= {file.parent} | ({file} if file.exists() else set())
    return sorted(places)


def what_is_written_to_takes_it(**_):
    """A warning and no error: what only reads, such as a backup, may go on."""
    return [
        checks.Warning(f"Nothing can be written to {place}.", hint=TAKES_NOTHING, id="newsroom.W001")
        for place in written_to()
        if not os.access(place, os.W_OK)
    ]


ANSWERS = {"/healthz": healthz, "/readyz": readyz}
CHECKS = {"database": _database, "migrations": _migrations, "cache": _cache, "queue": _queue, "disk": _disk}
