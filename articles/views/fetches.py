"""Fetching from an address: asking for it, and watching it. The visit itself is a task's."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.access import may_write, story_of
from articles.models import Fetch
from articles.views.imports import ask
from articles.workflow import fetches, reports
from articles.workflow.errors import Refused
from articles.workflow.reports import Line


@require_POST
def new(request, slug=None):
    """Ask for `address`, for this story or for what waits for one."""
    may_write(request)
    story = story_of(request, slug) if slug else None
    try:
        fetch = fetches.request(request.POST.get("address", ""), by=request.user, story=story)
    except Refused as refused:
        return ask(request, story, refused.reason)
    tasks.enqueue_fetch(fetch)
    return redirect("fetch", fetch.pk)


@require_safe
def fetch(request, pk):
    """How far it is, and what came of it. With HTMX the fragment, or nothing (204) while it stands where `?seen=` says."""
    may_write(request)
    fetch = get_object_or_404(Fetch.objects.visible_to(request.user).select_related("feed__outlet", "story"), pk=pk)
    if not request.htmx:
        return render(request, "fetches/fetch.html", {"fetch": fetch, "report": report_of(request, fetch)})
    if fetch.is_running and request.GET.get("seen") == seen(fetch):
        return HttpResponse(status=204)
    return render(request, "fetches/_fetch.html", {"fetch": fetch, "report": report_of(request, fetch)})


def seen(fetch):
    return f"{fetch.done}-{fetch.total}-{fetch.step}"


def report_of(request, fetch):
    return reports.report_of(map(Line.of_row, fetch.report), request.user)
