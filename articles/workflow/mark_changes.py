"""The way back from decisions on marks: each keeps how its marks stood before, and whoever took it can take it back.

One takes back one's own decisions, the last first. What somebody else has decided since stays as they decided it.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Event, MarkChange, ThreadVerb
from articles.workflow import readings, threads
from articles.workflow.errors import Refused

DECISION = ("state", "decided_by_id", "decided_at", "decision_reason")


class TakenBack(NamedTuple):
    """What became of it: the marks that stand as before, and those that others have decided since, with their names."""

    marks: list
    overtaken: list
    by_whom: list


def state_of(annotation):
    """How a mark stands, as `MarkChange.before` keeps it."""
    state = {name: getattr(annotation, name) for name in DECISION}
    return state | {"decided_at": annotation.decided_at and annotation.decided_at.isoformat()}


def remember(article, verb, before, *, by, has_line=False):
    """Keep a decision that has just been taken. `before`: {mark's id: state_of it before}."""
    MarkChange.objects.create(article=article, verb=verb, by=by, at=timezone.now(), before=before, has_line=has_line)


def last_change(article, user):
    """What undo would take back: one's own last decision in the article that stands, or None."""
    return article.mark_changes.filter(by=user).standing().first()


def undo(change, *, by):
    """Take back one's own decision. Of several marks, those that others have decided since stay as they are; refused
    when that is true of all. The decision before it can be taken back next, either way."""
    taken = _undo(change, by)
    if not taken.marks and taken.overtaken:
        raise Refused(
            _("%(who)s has decided this mark since: your decision cannot be taken back.")
            % {"who": _together(taken.by_whom)}
        )
    return taken


@transaction.atomic
def _undo(change, by):
    change = MarkChange.objects.select_for_update(of=("self",)).select_related("article__story").get(pk=change.pk)
    if change.by_id != by.pk or change.undone_at or change.given_up_at:
        raise Refused(_("This decision has been taken back already, or is not yours."))
    marks = list(change.article.annotations.select_related("category").filter(pk__in=list(change.before)))
    later = _decided_since(change)
    free = [mark for mark in marks if str(mark.pk) not in later]
    overtaken = [mark for mark in marks if str(mark.pk) in later]
    for mark in free:
        _put_back(change, mark, by)
    if free or not overtaken:
        change.undone_at = timezone.now()
        reading = readings.renew(change.article, free, verb=ThreadVerb.TAKEN_BACK, by=by)
        Event.objects.record(
            "undo",
            by=by,
            story=change.article.story,
            target=free[0] if len(free) == 1 else None,
            decision=change.verb,
            marks=[mark.pk for mark in free],
            **readings.logged(reading),
        )
    else:
        change.given_up_at = timezone.now()
    change.save(update_fields=["undone_at", "given_up_at"])
    names = dict.fromkeys(later[str(mark.pk)] for mark in overtaken)
    return TakenBack(free, overtaken, list(names))


def _decided_since(change):
    """{mark's id: name of who else has decided it after this decision}, of decisions that stand."""
    others = change.article.mark_changes.filter(pk__gt=change.pk, undone_at=None).exclude(by=change.by_id)
    return {
        pk: later.by.get_full_name() or later.by.get_username()
        for later in others.select_related("by")
        for pk in later.before
        if pk in change.before
    }


def _put_back(change, mark, by):
    before = change.before[str(mark.pk)]
    decided_at = before["decided_at"] and datetime.fromisoformat(before["decided_at"])
    mark.swap(mark.version, **{**before, "decided_at": decided_at})
    if change.has_line:
        threads.say(mark, by=by, verb=ThreadVerb.TAKEN_BACK)


def _together(names):
    return " and ".join(names)
