"""Letting an approved revision leave the house: rendered, recorded with the hash of its bytes."""

import hashlib
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.bundle.contents import signed
from articles.exporters import EXPORTERS, CannotRender
from articles.models import Event, Export, Revision, Story, StoryState
from articles.workflow.bundle import bundle
from articles.workflow.document import moment_of
from articles.workflow.errors import Refused

BUNDLE = "bundle"  # what an export of the evidence bundle is called where a format stands


class Exported(NamedTuple):
    content: bytes
    file_name: str
    content_type: str
    export: Export


def render(revision, format) -> bytes:
    """What an export of the revision would hold. The same revision gives the same bytes; nothing is recorded."""
    if format not in EXPORTERS:
        raise Refused(
            _("There is no format “%(format)s”. There are: %(formats)s.")
            % {"format": format, "formats": ", ".join(EXPORTERS)}
        )
    approval = approval_of(revision)
    try:
        return EXPORTERS[format].render(revision.document, approval)
    except CannotRender as missing:
        raise Refused(str(missing)) from missing


def approval_of(revision):
    """{"by", "at"}: who signed the revision, under the names of then, and when. Refused where nobody did, or for other
    content.
    """
    if not revision.is_approved:
        raise Refused(
            _("Revision %(number)s is not approved: only approved revisions leave the house.")
            % {"number": revision.number}
        )
    approval = revision.approval
    if not _hash(revision.content.encode()) == revision.sha256 == approval.sha256:
        raise Refused(
            _("Revision %(number)s is not what was approved: its hash differs.") % {"number": revision.number}
        )
    if hasattr(revision, "evidence"):
        return signed(revision.evidence.document)
    return {
        "by": " and ".join(_called(row.signer) for row in [*revision.endorsements.all(), approval]),
        "at": moment_of(approval.at),
    }


def export(revision, format, *, by=None, hand_over=None) -> Exported:
    """Render the revision and record that it left. The first export of the newest approved revision publishes the story.

    `hand_over(content)` brings the bytes to where they go: an export that it could not bring there is none. Should it
    return a function, that is called once the export is recorded, so that nothing is out before it is written down.
    """
    refuse_held(Story.objects.get(pk=revision.story_id))
    content = render(revision, format)  # before anything is locked: a long PDF takes its time, and others want to write
    exporter = EXPORTERS[format]
    with transaction.atomic():
        refuse_held(lock(revision.story_id))
        exported = leave(revision, format, content, exporter.extension, exporter.content_type, by=by)
        place = hand_over(content) if hand_over else None
    if place:
        place()
    return exported


@transaction.atomic
def export_bundle(revision, *, by=None) -> Exported:
    """The evidence bundle of the revision leaves the house, recorded like every other format."""
    refuse_held(lock(revision.story_id))
    approval_of(revision)
    return leave(revision, BUNDLE, bundle(revision, by=by), "zip", "application/zip", by=by)


def lock(story_pk):
    return Story.objects.select_for_update().get(pk=story_pk)


def refuse_held(story):
    """Refused when nothing of the story may leave the house, or not yet."""
    if story.state == StoryState.KILLED:
        raise Refused(_("This story was killed: nothing of it leaves the house."))
    if is_embargoed(story):
        raise Refused(
            _("This story is under embargo: nothing of it leaves the house before %(embargo_until)s.")
            % {"embargo_until": _in_words(story.embargo_until)}
        )


def leave(revision, format, content, extension, content_type, *, by=None, receiver=None) -> Exported:
    """Record that these bytes have left, to a receiver or with whoever took them."""
    story = lock(revision.story_id)
    export = Export.objects.create(
        revision=revision,
        format=format,
        file_name=f"{story.slug}-r{revision.number}.{extension}",
        sha256=_hash(content),
        size=len(content),
        exported_by=by,
        receiver=receiver,
    )
    if story.state == StoryState.APPROVED and revision == story.revisions.approved().first():
        corrected = bool(revision.document.get("corrections"))
        state = StoryState.CORRECTED if corrected else StoryState.PUBLISHED
        Story.objects.filter(pk=story.pk).update(state=state)
    Event.objects.record(
        "export",
        by=by,
        story=story,
        target=export,
        number=revision.number,
        format=format,
        file=export.file_name,
        sha256=export.sha256,
        **({"receiver": receiver.name} if receiver else {}),
    )
    return Exported(content, export.file_name, content_type, export)


def is_embargoed(story):
    return bool(story.embargo_until) and timezone.now() < story.embargo_until


def _in_words(moment):
    """With the time zone: an embargo is agreed with people elsewhere."""
    return date_format(timezone.localtime(moment), "j F Y, H:i (T)")


def _called(signer):
    return signer if isinstance(signer, str) else signer.get_full_name() or signer.get_username()


def newest_approved(story) -> Revision | None:
    return story.revisions.approved().first()


def _hash(content):
    return hashlib.sha256(content).hexdigest()
