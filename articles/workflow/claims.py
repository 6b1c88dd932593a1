"""Deciding what the story says where its sources disagree."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Decision, Event
from articles.workflow.errors import Refused


@transaction.atomic
def decide(claim, *, by, version, value, reason):
    """Choose the value that the story will use; an empty value leaves the fact out of it. A reason is needed.

    The decision holds for what the sources say now: when a new source changes the picture, it is asked again.
    """
    value, reason = value.strip(), reason.strip()
    if not reason:
        raise Refused(_("Say why: the approver reads your reason."))
    claim.swap(version)
    decision = Decision.objects.create(claim=claim, value=value, reason=reason, picture=claim.picture, decided_by=by)
    claim.decision = decision
    claim.save(update_fields=["decision"])
    Event.objects.record("decide", by=by, story=claim.story, target=claim, claim=str(claim), value=value, reason=reason)
    return decision
