"""Deliveries: what went to whom, each try of it, and sending it again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.access import revision_of
from articles.models import About, Delivery, DeliveryState, Receiver
from articles.views.draft_answers import number
from articles.workflow import outbox
from articles.workflow.errors import Refused

SHOWN = 100  # the newest
TRIES_SHOWN = 20  # of one delivery, the newest


@require_safe
def deliveries(request):
    """The newest deliveries of the stories that this user may see; `?state=` and `?story=` (its address) narrow them."""
    return _page(request)


@require_POST
def send_again(request, pk):
    delivery = get_object_or_404(Delivery.objects.visible_to(request.user), pk=pk)
    refusal = None
    try:
        outbox.send_again(delivery, by=request.user)
        tasks.wake_deliveries()
    except Refused as reason:
        refusal = reason
    if request.htmx:
        context = {"delivery": _told(Delivery.objects.filter(pk=pk))[0], "refusal": refusal}
        return render(request, "deliveries/_delivery.html", context, status=422 if refusal else 200)
    if refusal:
        return _page(request, refusal)
    messages.success(request, _("It is being sent again."))
    return redirect(f"{reverse('deliveries')}#delivery-{pk}")


@require_POST
def send_out(request, pk):
    """An approved revision goes to the receivers that were chosen (`receiver`, once for each)."""
    revision = revision_of(request, pk)
    chosen = [number(chosen) for chosen in request.POST.getlist("receiver")]
    back = f"{reverse('exports', args=[revision.story.slug])}?revision={revision.number}#receivers"
    try:
        made = outbox.send(revision, list(Receiver.objects.filter(pk__in=chosen)), by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect(back)
    tasks.wake_deliveries()
    told = ngettext("It goes to {count} receiver.", "It goes to {count} receivers.", len(made))
    messages.success(request, told.format(count=len(made)))
    return redirect(back)


def receivers_of(story, revision):
    """[(receiver, its delivery of this revision or None)] of those that get the story. Two queries."""
    sent = Delivery.objects.filter(revision=revision).exclude(about=About.KILLED).order_by("made_at")
    newest = {delivery.receiver_id: delivery for delivery in sent}
    return [(receiver, newest.get(receiver.pk)) for receiver in Receiver.objects.of(story)]


def _page(request, refusal=None):
    rows = Delivery.objects.visible_to(request.user)
    state, story = request.GET.get("state", ""), request.GET.get("story", "")
    if state in DeliveryState.values:
        rows = rows.filter(state=state)
    if story:
        rows = rows.filter(story__slug=story)
    context = {
        "deliveries": _told(rows),
        "states": DeliveryState.choices,
        "state": state,
        "story_slug": story,
        "refusal": refusal,
        "most": SHOWN,
    }
    return render(request, "deliveries/deliveries.html", context, status=422 if refusal else 200)


def _told(rows):
    """With everything that a line shows; two queries."""
    rows = rows.select_related("receiver", "story", "revision").defer("revision__content").prefetch_related("log")
    found = list(rows[:SHOWN])
    for delivery in found:
        delivery.newest_tries = list(reversed(delivery.log.all()))[:TRIES_SHOWN]
    return found
