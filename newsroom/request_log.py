"""One line of the log for each request, and the id under which everything about it is found."""

import logging
import re
import uuid
from time import perf_counter

from django.conf import settings
from django.db import connection

from newsroom import logs

HEADER = "X-Request-ID"
ACCEPTABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,127}")  # what proxies send; nothing that breaks a line

log = logging.getLogger("newsroom.request")


class RequestLogMiddleware:
    """Gives the request its id, tells it to who asks (`X-Request-ID`), and writes the line when it is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request_id = _id_of(request)
        queries, began = _Counter(), perf_counter()
        with logs.about(request=request_id):
            with connection.execute_wrapper(queries):
                response = self.get_response(request)
            self._write(request, response, perf_counter() - began, queries.number)
        response.headers[HEADER] = request_id
        return response

    def _write(self, request, response, seconds, queries):
        log.log(
            logging.DEBUG if _is_static(request) else logging.INFO,
            "Request",
            extra=logs.say(
                method=request.method,
                route=logs.route_of(request),
                # Whoever was asked for: looking them up now could cost a query.
                user=getattr(getattr(request, "_cached_user", None), "pk", None),
                status=response.status_code,
                ms=round(seconds * 1000, 1),
                queries=queries,
            ),
        )


class _Counter:
    number = 0

    def __call__(self, execute, sql, params, many, context):
        self.number += 1
        return execute(sql, params, many, context)


def _id_of(request):
    """The proxy's id for it where we trust one; anybody else may write what they like into the header."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return given if ACCEPTABLE.fullmatch(given) else uuid.uuid4().hex


def _is_static(request):
    return getattr(request, "resolver_match", None) is None and request.path.startswith(settings.STATIC_URL)
