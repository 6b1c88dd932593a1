"""Asking for a review of a story, and watching it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.access import may_write, story_of
from articles.workflow import review as workflow
from articles.workflow.errors import Refused


@require_POST
def request_review(request, slug):
    story = story_of(request, slug, even_blind=True)
    may_write(request)
    is_running = story.reviews.filter(finished_at=None).exists()
    try:
        review = workflow.request(story, by=request.user)
    except Refused as refusal:
        return _refused(request, story, refusal)
    if not is_running:
        tasks.enqueue_review(review)
    if request.htmx:
        return render(request, "reviews/_progress.html", {"story": story, "review": review})
    messages.success(request, _("The review is under way. Reload the page to see how far it is."))
    return HttpResponseRedirect(_where_from(request, story))


@require_safe
def progress(request, slug):
    """The progress as a fragment; nothing (204) while it stands where `?seen=` says that it did."""
    story = story_of(request, slug, even_blind=True)
    review = story.reviews.first()
    is_running = review is not None and review.is_running
    if is_running and request.GET.get("seen") == progress_seen(review):
        return HttpResponse(status=204)
    response = render(
        request, "reviews/_progress.html", {"story": story, "review": review, "just_finished": not is_running}
    )
    if not is_running:
        response.headers["HX-Trigger"] = "review-finished"
    return response


def progress_seen(review):
    return f"{review.done}-{review.total}"


def _refused(request, story, refusal):
    if request.htmx:
        context = {"story": story, "review": None, "refusal": refusal.reason}
        return render(request, "reviews/_progress.html", context, status=422)
    messages.error(request, refusal.reason)
    return HttpResponseRedirect(_where_from(request, story))


def _where_from(request, story):
    """Back to the page with the button: the form names it in `next`."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else story.get_absolute_url()
