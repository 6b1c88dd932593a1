"""Preferences: how Newsroom looks and listens, kept in cookies: they belong to the browser, not to the account.

What belongs to the account stands on the same page: digests, and the time zone.
"""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.templatetags.newsroom import KEYS_COOKIE, THEME_COOKIE, THEMES
from articles.views.time_zones import on_offer

A_YEAR = 365 * 24 * 3600
SYSTEM = "system"
THEME_CHOICES = [
    (SYSTEM, gettext_lazy("As this device"), gettext_lazy("Light by day and dark by night, if the device does so.")),
    ("light", gettext_lazy("Light"), gettext_lazy("Always.")),
    ("dark", gettext_lazy("Dark"), gettext_lazy("Always.")),
]


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    if request.method != "POST":
        return render(request, "preferences/preferences.html", _chosen(request))
    response = redirect("preferences")
    theme = request.POST.get("theme")
    _keep(response, THEME_COOKIE, theme if theme in THEMES else SYSTEM, request)
    _keep(response, KEYS_COOKIE, "on" if request.POST.get("keys") == "on" else "off", request)
    messages.success(request, _("Saved for this browser."))
    return response


def _chosen(request):
    theme = request.COOKIES.get(THEME_COOKIE)
    return {
        "theme": theme if theme in THEMES else SYSTEM,
        "keys": request.COOKIES.get(KEYS_COOKIE) != "off",
        "theme_choices": THEME_CHOICES,
        "zone": getattr(getattr(request.user, "local_time", None), "time_zone", ""),
        "zones": on_offer(),
        "house_zone": settings.TIME_ZONE,
    }


def _keep(response, name, value, request):
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
