"""The map of the API: its page, its document, its operations, and a problem for every other address."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseNotAllowed
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from articles.api import api
from articles.api.articles import MOST_BYTES
from articles.api.problems import Problem, answer
from articles.api.reference import openapi, reference
from articles.models.events import token_at_work

LARGEST_REQUEST = MOST_BYTES + 1024 * 1024  # with what multipart puts around the files


def answering(view):
    """The view as a program meets it: no login, no cookie, every error a problem, nothing kept by caches on the way."""

    @login_not_required
    @csrf_exempt  # what no cookie opens, no other site can have a browser do
    @wraps(view)
    def answered(request, *args, **kwargs):
        request.user = request._cached_user = AnonymousUser()
        at_work = token_at_work.set("")
        try:
            response = _too_large(request) or view(request, *args, **kwargs)
        finally:
            token_at_work.reset(at_work)
        if isinstance(response, HttpResponseNotAllowed):
            response = answer(Problem("method-not-allowed", headers={"Allow": response.headers["Allow"]}))
        response.headers["Cache-Control"] = "no-store"
        return response

    return answered


def _too_large(request):
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > LARGEST_REQUEST:
        return answer(Problem("too-large", f"A request may have {LARGEST_REQUEST // 1024**2} MB."))
    return None


@answering
def nothing(request, *args, **kwargs):
    return answer(Problem("not-found"))


def _operations():
    for pattern in api.urls[0]:
        if pattern.name != "api-root":
            pattern.callback = answering(pattern.callback)
            yield pattern


urlpatterns = [
    path("", reference, name="api"),
    path("v1/openapi.json", openapi, name="openapi"),
    path("v1/", include(list(_operations()))),
    re_path(r"^v1(/[\s\S]*)?$", nothing),
]
