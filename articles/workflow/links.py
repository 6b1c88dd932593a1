"""Links by which somebody without an account approves one revision: signed, single, short-lived, withdrawn at will.

Only somebody who might approve the revision themselves may make one, so that no author passes their own words to
themselves under another name.
"""

from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ApprovalLink, ApprovalRule, Event, Story
from articles.workflow.approval import approve, may_approve
from articles.workflow.errors import Refused

LONGEST_NAME = 150
_signer = Signer(salt="articles.workflow.links")


@transaction.atomic
def make_link(revision, *, guest, by):
    story = Story.objects.select_for_update().get(pk=revision.story_id)
    hours = ApprovalRule.current().link_hours
    if not hours:
        raise Refused(_("The administrators do not allow approval by link."))
    allowed, why_not = may_approve(revision, by)
    if not allowed:
        raise Refused(why_not)
    guest = " ".join(guest.split())
    if not 0 < len(guest) <= LONGEST_NAME:
        raise Refused(_("Name whoever gets the link, in at most %(most)s characters.") % {"most": LONGEST_NAME})
    now = timezone.now()
    link = ApprovalLink.objects.create(
        revision=revision, guest=guest, made_by=by, made_at=now, expires_at=now + timedelta(hours=hours)
    )
    Event.objects.record("make link", by=by, story=story, target=link, number=revision.number, guest=guest)
    return link


@transaction.atomic
def withdraw_link(link, *, by):
    now = timezone.now()
    rows = ApprovalLink.objects.filter(pk=link.pk, used_at=None, withdrawn_at=None)
    if not rows.update(withdrawn_at=now, withdrawn_by=by):
        raise Refused(_("This link has been used or withdrawn already."))
    Event.objects.record("withdraw link", by=by, story=link.revision.story, target=link, guest=link.guest)


def token_of(link):
    """What stands in the address of the link; nobody can guess or forge it."""
    return _signer.sign(link.pk).replace(":", ".")


def link_of(token):
    """The link with this token, whatever became of it; Refused when there is none."""
    pk, _dot, signature = token.partition(".")
    try:
        return ApprovalLink.objects.select_related("revision__story").get(pk=_signer.unsign(f"{pk}:{signature}"))
    except (BadSignature, ApprovalLink.DoesNotExist, ValueError):
        raise Refused(_("This link is not one of ours: a part of its address may be missing.")) from None


def why_closed(link):
    """Why the link opens nothing any more, or ""."""
    if link.used_at:
        return _("This link has been used: the revision carries your approval.")
    if link.withdrawn_at:
        return _("This link was withdrawn.")
    if link.expires_at <= timezone.now():
        return _("This link has expired: ask for another one.")
    return ""


@transaction.atomic
def approve_by_link(link, *, sha256, user=None):
    """The guest signs. `user`: whoever is signed in where the link was opened, who must not be one of the writers."""
    if user and user.is_authenticated and not _may(link, user):
        raise Refused(_("You wrote a part of this story or sent it: a link does not change that."))
    if closed := why_closed(link):
        raise Refused(closed)
    now = timezone.now()
    if not ApprovalLink.objects.filter(pk=link.pk, used_at=None, withdrawn_at=None).update(used_at=now):
        raise Refused(_("This link has been used or withdrawn in the meantime."))
    return approve(link.revision, link=link, sha256=sha256)


def _may(link, user):
    writers = set(link.revision.document["contributor_ids"]) | {link.revision.sent_by_id}
    return user.pk not in writers
