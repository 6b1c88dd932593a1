"""Errors as problem details (RFC 9457): one form for everything that goes wrong, whoever notices it."""

import logging
from typing import NamedTuple

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.signals import got_request_exception
from django.http import Http404, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja.errors import AuthenticationError, HttpError, ValidationError

from articles.models import Stale
from articles.workflow.errors import Refused
from newsroom.errors import COME_BACK, fault_of, give_up_connection

CONTENT_TYPE = "application/problem+json"

log = logging.getLogger(__name__)


class Kind(NamedTuple):
    """A kind of problem: the end of its `type`, the usual status, its title, what to do about it."""

    slug: str
    status: int
    title: str
    advice: str


_KINDS = [
    ("malformed", 400, "The request cannot be read", "Send UTF-8 JSON, or a well-formed multipart body."),
    ("no-token", 401, "A living token is needed", "Send `Authorization: Bearer nrt_…` with a token of yours."),
    ("missing-scope", 403, "The token may not do this", "Make a token that has the scope named in `scope`."),
    ("forbidden", 403, "You may not do this", "The account behind the token may not do it on the pages, either."),
    ("not-found", 404, "Nothing is there", "It does not exist, or the account behind the token may not see it."),
    ("method-not-allowed", 405, "This method is not allowed here", "The header `Allow` names those that are."),
    (
        *("stale", 409, "Somebody else saved first"),
        "Read it again, decide again, and name `current_version`. It is 412 when you named your version by `If-Match`.",
    ),
    ("in-progress", 409, "The same request is under way", "Wait, and send it again with the same `Idempotency-Key`."),
    ("too-large", 413, "This is too large", "Send less at once; `detail` says how much is possible."),
    ("refused", 422, "This was refused", "`detail` says why, and `details` what stands in the way, one thing each."),
    ("invalid", 422, "The request is not valid", "`errors` says of each fault where it is and what is wrong."),
    (
        *("version-needed", 428, "Name the version that you saw"),
        'Send it as `If-Match: "3"`, or as `version` in the body.',
    ),
    ("slow-down", 429, "Too many wrong tokens", "Wait for as many seconds as the header `Retry-After` says."),
    (
        *("server-error", 500, "Something broke here"),
        "Tell an administrator the number in the header `X-Request-ID`: the log has more under it.",
    ),
    ("away", 503, "The database does not answer", "Wait for as many seconds as the header `Retry-After` says."),
    ("full", 503, "There is no room left", "Nothing was saved. Tell an administrator that the disk is full."),
    ("read-only", 503, "The database takes no changes", "Nothing was saved. Tell an administrator."),
]
KINDS = {slug: Kind(slug, *told) for slug, *told in _KINDS}


class Problem(Exception):
    """What the API answers instead. `more` joins the problem details."""

    def __init__(self, slug, detail="", *, status=None, headers=None, **more):
        super().__init__(detail)
        self.kind, self.detail = KINDS[slug], detail
        self.status, self.headers, self.more = status or self.kind.status, headers or {}, more


def answer(problem):
    kind = problem.kind
    said = {"type": f"/api/#problem-{kind.slug}", "title": kind.title, "status": problem.status}
    said |= {"detail": problem.detail or kind.advice} | problem.more
    return JsonResponse(said, status=problem.status, content_type=CONTENT_TYPE, headers=problem.headers)


def register(api):
    """Every exception that reaches the API becomes a problem."""
    for error in (
        Problem,
        Refused,
        Stale,
        HttpError,
        ValidationError,
        Http404,
        PermissionDenied,
        *MALFORMED,
        Exception,
    ):
        api.add_exception_handler(error, _handle)


MALFORMED = (BadRequest, SuspiciousOperation, UnreadablePostError, MultiPartParserError)


def _handle(request, error):
    return answer(_problem(request, error))


def _problem(request, error):
    match error:
        case Problem():
            return error
        case HttpError() if isinstance(error.__cause__, Problem):
            return error.__cause__
        case AuthenticationError():
            return Problem("no-token", headers={"WWW-Authenticate": "Bearer"})
        case Refused():
            return Problem("refused", error.reason, details=error.details)
        case Stale():
            return _stale(request, error.current)
        case ValidationError():
            return Problem("invalid", errors=[_fault(fault) for fault in error.errors])
        case Http404():
            return Problem("not-found")
        case PermissionDenied():
            return Problem("forbidden", str(error))
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            return Problem("too-large")
        case HttpError() | BadRequest() | SuspiciousOperation() | UnreadablePostError() | MultiPartParserError():
            return Problem("malformed")
    if fault := fault_of(error):
        log.exception("What Newsroom stands on fails: %s", fault, exc_info=error)
        give_up_connection(fault)
        return Problem(fault, headers={"Retry-After": str(COME_BACK)})
    log.exception("The API broke at %s %s", request.method, request.path, exc_info=error)
    got_request_exception.send(sender=None, request=request)
    return Problem("server-error")


def _stale(request, current):
    """409, or 412 where the version came in a header. `version`: what the caller saw; `current_version`: what is."""
    by_header = "If-Match" in request.headers
    stands = getattr(current, "version", None) or getattr(current, "sha256", None)  # a revision has no versions
    more = {"version": getattr(request, "seen_version", None), "current_version": stands}
    return Problem("stale", f"“{current}” was changed in the meantime.", status=412 if by_header else 409, **more)


def _fault(fault):
    """Where, as in `body.title`, and what is wrong."""
    place = [str(step) for step in fault["loc"] if step not in ("payload", "asked")]
    return {"where": ".".join(place), "what": fault["msg"]}
