"""The pages for what went wrong, which say what to do. With the id of the request, for the administrator to look up."""

import errno
import logging
import sqlite3
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from newsroom import logs

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
DATABASE_AWAY = (OperationalError, InterfaceError)
COME_BACK = 10  # seconds until trying again makes sense
FAULT = "Newsroom-Fault"  # the header in which a script finds which of these it is
AWAY, FULL, READ_ONLY = "away", "full", "read-only"
# What the databases call it: SQLite by the lower byte of its code, PostgreSQL by the class of its state.
IN_SQLITE = {sqlite3.SQLITE_FULL: FULL, sqlite3.SQLITE_READONLY: READ_ONLY}
IN_POSTGRESQL = {"53100": FULL, "25006": READ_ONLY}
OF_FILES = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY}
# The same in one sentence, for the command line.
ADVICE = {
    AWAY: "The database does not answer: does it run, and does DATABASE_URL name it?",
    FULL: "The disk is full. Nothing was changed: make room, and do it again.",
    READ_ONLY: "The database takes no changes: is its disk mounted read-only, or is it another user's?",
}

log = logging.getLogger(__name__)


def bad_request(request, exception):
    """Django calls a request that is too large a bad one (400); the standard has a number for it (413)."""
    return _page(413 if isinstance(exception, TOO_LARGE) else 400)


def too_many_requests(request):
    return render(request, "429.html", status=429)


def server_error(request):
    if fault := fault_of(sys.exc_info()[1]):
        give_up_connection(fault)
        return _page(503, {"fault": fault}, headers={"Retry-After": str(COME_BACK), FAULT: fault})
    return _page(500)


def fault_of(error):
    """What is the matter with what Newsroom stands on, or None: the error is another one."""
    if isinstance(error, OSError):
        return OF_FILES.get(error.errno)
    if not isinstance(error, Error):
        return None
    cause = error.__cause__
    known = IN_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    known = known or IN_POSTGRESQL.get(getattr(cause, "sqlstate", None))
    return known or (AWAY if isinstance(error, DATABASE_AWAY) else None)


def give_up_connection(fault):
    """One that SQLite opened for reading only stays so, also when the file may be written again."""
    if fault == READ_ONLY:
        connection.close()


def _page(status, context=None, **options):
    """Without the request: who asked stands in the database, and it may be the database that failed. When the page
    fails, too, a line of text.
    """
    try:
        return HttpResponse(render_to_string(f"{status}.html", context), status=status, **options)
    except Exception:
        log.exception("The page for %s cannot be drawn", status)
        told = f"Newsroom failed ({status}). Tell your administrator this number: {logs.request_id()}\n"
        return HttpResponse(told, status=status, content_type="text/plain", **options)
