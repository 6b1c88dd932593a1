"""Preferences: how Newsroom looks and listens, kept in cookies: they belong to the browser, not to the account."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from articles.templatetags.newsroom import KEYS_COOKIE, THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 3600
SYSTEM = "system"
THEME_CHOICES = [
    (SYSTEM, "As this device", "Light by day and dark by night, if the device does so."),
    ("light", "Light", "Always."),
    ("dark", "Dark", "Always."),
]


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    if request.method != "POST":
        return render(request, "preferences/preferences.html", _chosen(request))
    response = redirect("preferences")
    theme = request.POST.get("theme")
    _keep(response, THEME_COOKIE, theme if theme in THEMES else SYSTEM, request)
    _keep(response, KEYS_COOKIE, "on" if request.POST.get("keys") == "on" else "off", request)
    messages.success(request, "Saved for this browser.")
    return response


def _chosen(request):
    theme = request.COOKIES.get(THEME_COOKIE)
    return {
        "theme": theme if theme in THEMES else SYSTEM,
        "keys": request.COOKIES.get(KEYS_COOKIE) != "off",
        "theme_choices": THEME_CHOICES,
    }


def _keep(response, name, value, request):
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
