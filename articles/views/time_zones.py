"""The time zone of an account: chosen in the preferences, where the browser's own is proposed."""

from functools import cache
from zoneinfo import available_timezones

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.workflow import time_zones
from articles.workflow.errors import Refused

PLACES = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)


@require_POST
def choose(request):
    try:
        time_zones.choose(request.user, request.POST.get("time_zone", ""))
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("Saved for your account."))
    return redirect("preferences")


@cache
def on_offer():
    """The names by place, such as Europe/Paris, and UTC; not the many abbreviations."""
    return [*sorted(name for name in available_timezones() if name.startswith(PLACES)), "UTC"]
