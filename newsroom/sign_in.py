"""Where signing in leads to, and what an address shows that only takes forms."""

from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

READING = ("GET", "HEAD")


class SignInMiddleware(LoginRequiredMiddleware):
    """Whoever pressed a button when their session had ended comes back to the page on which it stood: the address that
    takes the form has none to show.
    """

    def handle_no_permission(self, request, view_func):
        if request.method in READING:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(_page_before(request), self.get_login_url(view_func))


class FormsOnlyMiddleware:
    """Asked for as a page, an address that only takes forms says so, instead of nothing at all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        if not isinstance(answer, HttpResponseNotAllowed) or request.method != "GET" or answer.content:
            return answer
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = answer.headers["Allow"]
        return page


def _page_before(request):
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
