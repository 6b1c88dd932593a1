"""The way back, and forth again: every change of the draft keeps what its paragraphs were before.

Taking a change back is a change itself, of the verb "undo": what it keeps is what to put back. The two carry the same
moment, which is how redo finds the change that stands again.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import DraftChange, Event
from articles.workflow.draft_changes import HEAD, locked, reopen, restore, state_of, touched
from articles.workflow.errors import Refused

UNDO = "undo"

CANNOT_UNDO = gettext_lazy("%(by)s has changed the same words since: your change cannot be undone alone.")
CANNOT_REDO = gettext_lazy("%(by)s has changed the same words since: your change cannot be put back alone.")


def last_change(story, user):
    """What undo would take back: one's own last change that stands, or None."""
    return story.changes.filter(undone_at=None, by=user).exclude(verb=UNDO).first()


def last_undone(story, user):
    """What redo would put back: the change that one took back last, or None when one has changed something since."""
    latest = story.changes.filter(undone_at=None, by=user).first()
    if latest is None or latest.verb != UNDO:
        return None
    return story.changes.filter(undone_at=latest.at, by=user).first()


@transaction.atomic
def undo(story, *, by):
    """Take one's own last change back. Refused when somebody has changed one of its paragraphs since."""
    story = locked(story)
    change = last_change(story, by)
    if change is None:
        raise Refused(_("You have changed nothing that could be undone."))
    _refuse_if_changed_since(change, story.changes.filter(undone_at=None).exclude(verb=UNDO), CANNOT_UNDO)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    replaced = _put_back(story, change.before, by)
    DraftChange.objects.create(story=story, verb=UNDO, by=by, at=change.undone_at, before=replaced)
    Event.objects.record(UNDO, by=by, story=story, change=change.verb, paragraphs=sorted(change.before))
    return change


@transaction.atomic
def redo(story, *, by):
    """Put back what one took back last. Refused when somebody has changed one of its paragraphs since."""
    story = locked(story)
    change = last_undone(story, by)
    if change is None:
        raise Refused(_("You have taken nothing back that could be put back."))
    undone = story.changes.get(verb=UNDO, at=change.undone_at, by=by)
    _refuse_if_changed_since(undone, story.changes.filter(undone_at=None), CANNOT_REDO)
    _put_back(story, undone.before, by)
    undone.undone_at, change.undone_at = timezone.now(), None
    for row in (undone, change):
        row.save(update_fields=["undone_at"])
    Event.objects.record("redo", by=by, story=story, change=change.verb, paragraphs=sorted(change.before))
    return change


def _refuse_if_changed_since(change, standing, why):
    for later in standing.filter(pk__gt=change.pk).select_related("by"):
        if touched(later) & touched(change):
            raise Refused(why % {"by": later.by})


def _put_back(story, states, by):
    """Bring paragraphs and head back to these states; returns what they were until now."""
    paragraphs = {str(paragraph.pk): paragraph for paragraph in story.paragraphs.all()}
    replaced = {}
    for pk, state in states.items():
        if pk in HEAD:
            replaced[pk] = getattr(story, pk)
            story.swap(story.version, **{pk: state})
        else:
            replaced[pk] = state_of(paragraphs[pk], like=state)
            restore(paragraphs[pk], state, by)
    reopen(story)
    return replaced
