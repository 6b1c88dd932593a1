"""What is to be delivered: written down in the transaction that decides it, so that none is forgotten and none invented."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import About, Delivery, DeliveryState, Event, Occasion, Receiver, Story, StoryState
from articles.workflow.errors import Refused
from articles.workflow.export import approval_of, lock, refuse_held


def on_approval(revision):
    """The approved revision goes to those who get it at once; a correction to everybody who got the story, too."""
    story = revision.story
    receivers = set(Receiver.objects.of(story).filter(occasion=Occasion.APPROVAL))
    is_correction = hasattr(revision, "correction")
    if is_correction:
        receivers |= set(Receiver.objects.that_got(story))
    _withdraw(story, _("Revision {number} goes instead.").format(number=revision.number), receiver__in=receivers)
    return [_queue(receiver, revision, story) for receiver in sorted(receivers, key=lambda row: row.pk)]


def on_kill(story, *, by):
    """What waits is withdrawn, and everybody who got something of the story is told."""
    receivers = list(Receiver.objects.that_got(story).order_by("pk"))
    _withdraw(story, _("The story was killed."))
    last = story.revisions.approved().first()
    return [_queue(receiver, last, story, about=About.KILLED, by=by) for receiver in receivers]


@transaction.atomic
def send(revision, receivers, *, by):
    """An approved revision goes to these receivers now. Whoever has it already is not sent it a second time."""
    story = lock(revision.story_id)
    refuse_held(story)
    approval_of(revision)
    if not receivers:
        raise Refused(_("Choose who is to get it."))
    offered = set(Receiver.objects.of(story))
    there = Delivery.objects.filter(revision=revision, receiver__in=receivers).exclude(about=About.KILLED)
    there = set(there.exclude(state=DeliveryState.WITHDRAWN).values_list("receiver_id", flat=True))
    for receiver in receivers:
        if receiver not in offered:
            raise Refused(_("{receiver} does not get this story.").format(receiver=receiver))
        if receiver.pk in there:
            raise Refused(
                _(
                    "Revision {number} went to {receiver} already, or is on its way: send it again in the list of deliveries."
                ).format(number=revision.number, receiver=receiver)
            )
    made = [_queue(receiver, revision, story, by=by) for receiver in receivers]
    Event.objects.record(
        "send out",
        by=by,
        story=story,
        target=revision,
        number=revision.number,
        receivers=[row.name for row in receivers],
    )
    return made


@transaction.atomic
def send_again(delivery, *, by):
    """Try at once, under the same id, whatever became of it."""
    story = lock(delivery.story_id)
    delivery = Delivery.objects.select_for_update().select_related("receiver", "story").get(pk=delivery.pk)
    if delivery.about != About.KILLED:
        refuse_held(story)
    if delivery.receiver.switched_off_at:
        raise Refused(_("{receiver} is switched off.").format(receiver=delivery.receiver))
    if delivery.state == DeliveryState.WITHDRAWN:
        raise Refused(_("This delivery was withdrawn: something newer went instead."))
    rows = Delivery.objects.filter(pk=delivery.pk)
    rows.update(state=DeliveryState.WAITING, due_at=timezone.now(), failed_in_a_row=0, ended_at=None)
    Event.objects.record(
        "send again", by=by, story=story, target=delivery.receiver, delivery=str(delivery.pk), about=delivery.about
    )


def _queue(receiver, revision, story, *, about=None, by=None):
    now = timezone.now()
    is_correction = revision is not None and hasattr(revision, "correction")
    held = story.embargo_until if about != About.KILLED and story.embargo_until else now
    return Delivery.objects.create(
        receiver=receiver,
        story=story,
        revision=revision,
        about=about or (About.CORRECTED if is_correction else About.APPROVED),
        formats=[] if about == About.KILLED else receiver.formats,
        due_at=max(now, held),
        made_at=now,
        made_by=by,
    )


def _withdraw(story, why, **narrowed):
    waiting = Delivery.objects.waiting().filter(story=story, **narrowed)
    waiting.update(state=DeliveryState.WITHDRAWN, ended_at=timezone.now(), error=why)


def may_go(delivery):
    """(whether it may be sent now, the moment until which it is held or None, why it may never be sent or "")"""
    story = Story.objects.get(pk=delivery.story_id)
    if delivery.about == About.KILLED:
        return True, None, ""
    if story.state == StoryState.KILLED:
        return False, None, _("The story was killed.")
    if story.embargo_until and timezone.now() < story.embargo_until:
        return False, story.embargo_until, ""
    return True, None, ""
