"""The feed of approved stories, for feed readers and other systems: signed in, or with an API token."""

import hashlib
from base64 import b64decode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, quote_etag
from django.views.decorators.http import require_safe

from articles.exporters import atom
from articles.models import Scope
from articles.workflow import feed as workflow
from articles.workflow import tokens


@login_not_required
@require_safe
def feed(request):
    """A feed reader gives a token as the password of HTTP Basic, with any name; a program gives it as Bearer."""
    user = _who(request)
    if user is None:
        return _refused(request)
    rows = workflow.rows(user)
    known = hashlib.sha256(repr([(row.pk, row.slug, row.changed, row.killed) for row in rows]).encode()).hexdigest()
    response = get_conditional_response(request, etag=quote_etag(known[:32]))
    if response is None:
        response = HttpResponse(_written(request, rows), content_type=atom.CONTENT_TYPE)
        response.headers["ETag"] = quote_etag(known[:32])
    patch_cache_control(response, private=True, no_cache=True)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _written(request, rows):
    site = request.build_absolute_uri("/").rstrip("/")
    return atom.feed(
        workflow.entries(rows, site),
        name=settings.HOUSE,
        address=f"{site}{reverse('desk')}",
        own_address=f"{site}{reverse('feed')}",
    )


def _who(request):
    """The user, or None: a token counts for more than a session, so that a wrong one is noticed."""
    if text := _token(request.headers.get("Authorization", "")):
        token = tokens.known(text)
        if token is None or not tokens.opens(token, text) or Scope.STORIES_READ not in token.scopes:
            return None
        tokens.note_use(token)
        return token.user
    return request.user if request.user.is_authenticated else None


def _token(header):
    scheme, _, given = header.partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return b64decode(given).decode().partition(":")[2] or "none"
    except ValueError:
        return "none"


def _refused(request):
    if "Authorization" not in request.headers and request.accepts("text/html"):
        return redirect_to_login(request.get_full_path())
    return HttpResponse(
        "Sign in, or give an API token that may read stories as the password.\n",
        content_type="text/plain; charset=utf-8",
        status=401,
        headers={"WWW-Authenticate": 'Basic realm="Newsroom", charset="UTF-8"'},
    )
