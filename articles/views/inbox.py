"""The inbox: what concerns me, unread first; reading it, all at once too, and taking that back; digests of it."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Notification
from articles.workflow import digests
from articles.workflow import inbox as workflow
from articles.workflow.errors import Refused

PAGE_SIZE = 30


@require_safe
def inbox(request):
    return _page(request)


@require_POST
def read(request, pk):
    """With `open` the way leads on to what it is about."""
    notification = _own(request, pk)
    workflow.read(notification)
    if "open" in request.POST:
        return redirect(notification)
    return _line(request, notification)


@require_POST
def unread(request, pk):
    notification = _own(request, pk)
    workflow.unread(notification)
    return _line(request, notification)


@require_POST
def read_all(request):
    try:
        count, moment = workflow.read_all(request.user, up_to=int(request.POST.get("up_to", "")))
    except ValueError:
        return HttpResponseBadRequest(_("What was shown is named by a number."))
    if not request.htmx:
        return redirect(f"{reverse('inbox')}?{urlencode({'read': count, 'at': moment.isoformat()})}")
    return _page(request, count=count, moment=moment)


@require_POST
def undo_read_all(request):
    try:
        workflow.undo_read_all(request.user, _moment(request.POST))
    except ValueError:
        return HttpResponseBadRequest(_("The moment is not one."))
    except Refused as refused:
        return _page(request, notice=refused.reason, status=422)
    return _page(request) if request.htmx else redirect("inbox")


@require_POST
def digest(request):
    """How often the inbox comes by e-mail."""
    try:
        digests.choose(request.user, request.POST.get("every", ""))
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("Saved for your account."))
    return redirect("preferences")


def _own(request, pk):
    return get_object_or_404(Notification.objects.inbox_of(request.user).for_page(), pk=pk)


def _line(request, line):
    if not request.htmx:
        return redirect("inbox")
    return render(request, "inbox/line.html", {"line": line})


def _page(request, *, status=200, **said):
    """The whole page, or with HTMX its list. `count` and `moment` tell what was marked read together."""
    lines = Notification.objects.inbox_of(request.user)
    context = {
        "page": Paginator(lines.unread_first().for_page(), PAGE_SIZE).get_page(request.GET.get("page")),
        "newest": lines.values_list("pk", flat=True).first(),
        "has_unread": lines.unread().exists(),
        **_marked(request),
        **said,
    }
    return render(request, "inbox/answer.html" if request.htmx else "inbox/inbox.html", context, status=status)


def _marked(request):
    """What `read_all` did before it led back here, from the address."""
    try:
        return {"count": int(request.GET.get("read", "")), "moment": _moment(request.GET)}
    except ValueError:
        return {}


def _moment(says):
    moment = datetime.fromisoformat(says.get("at", ""))
    if moment.tzinfo is None:
        raise ValueError("without a time zone it is no moment")
    return moment
