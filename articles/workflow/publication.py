"""The end of a story: killed, so that nothing of it leaves the house any more."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Event, Kill, Story, StoryState
from articles.workflow import outbox
from articles.workflow.errors import Refused

LONGEST_REASON = 2000  # characters


@transaction.atomic
def kill(story, *, by, reason):
    """Withdraw the story for ever. An approver does it, with a reason; what has left the house is told in the log."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    if not by.has_perm("articles.approve_revision"):
        raise Refused(_("Only approvers may kill a story."))
    if story.state == StoryState.KILLED:
        raise Refused(_("This story was killed already."))
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Refused(_("Say why, in at most %(most)s characters.") % {"most": f"{LONGEST_REASON:,}"})
    killed = Kill.objects.create(story=story, by=by, at=timezone.now(), reason=reason)
    Story.objects.filter(pk=story.pk).update(state=StoryState.KILLED)
    outbox.on_kill(story, by=by)
    Event.objects.record("kill", by=by, story=story, target=story, reason=reason)
    return killed
