"""The pages for what went wrong, which say what to do. With the id of the request, for the administrator to look up."""

import logging
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from newsroom import logs

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
DATABASE_AWAY = (OperationalError, InterfaceError)
COME_BACK = 10  # seconds until trying again makes sense

log = logging.getLogger(__name__)


def bad_request(request, exception):
    """Django calls a request that is too large a bad one (400); the standard has a number for it (413)."""
    return _page(413 if isinstance(exception, TOO_LARGE) else 400)


def too_many_requests(request):
    return render(request, "429.html", status=429)


def server_error(request):
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        return _page(503, headers={"Retry-After": str(COME_BACK)})
    return _page(500)


def _page(status, **options):
    """Without the request: who asked stands in the database, and it may be the database that failed. When the page
    fails, too, a line of text.
    """
    try:
        return HttpResponse(render_to_string(f"{status}.html"), status=status, **options)
    except Exception:
        log.exception("The page for %s cannot be drawn", status)
        told = f"Newsroom failed ({status}). Tell your administrator this number: {logs.request_id()}\n"
        return HttpResponse(told, status=status, content_type="text/plain", **options)
