"""Letting an approved revision leave the house: rendered, recorded with the hash of its bytes."""

import hashlib
from datetime import UTC
from typing import NamedTuple

from django.db import transaction

from articles.exporters import EXPORTERS
from articles.models import Event, Export, Revision, Story, StoryState
from articles.workflow.errors import Refused


class Exported(NamedTuple):
    content: bytes
    file_name: str
    content_type: str
    export: Export


def render(revision, format) -> bytes:
    """What an export of the revision would hold. The same revision gives the same bytes; nothing is recorded."""
    if format not in EXPORTERS:
        raise Refused(f"There is no format “{format}”. There are: {', '.join(EXPORTERS)}.")
    if not revision.is_approved:
        raise Refused(f"Revision {revision.number} is not approved: only approved revisions leave the house.")
    approval = revision.approval
    if not _hash(revision.content.encode()) == revision.sha256 == approval.sha256:
        raise Refused(f"Revision {revision.number} is not what was approved: its hash differs.")
    signed = {
        "by": approval.by.get_full_name() or approval.by.get_username(),
        "at": approval.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return EXPORTERS[format].render(revision.document, signed)


@transaction.atomic
def export(revision, format, *, by=None) -> Exported:
    """Render the revision and record that it left. The first export of the newest approved revision publishes the story."""
    story = Story.objects.select_for_update().get(pk=revision.story_id)
    if story.state == StoryState.KILLED:
        raise Refused("This story was killed: nothing of it leaves the house.")
    content = render(revision, format)
    exporter = EXPORTERS[format]
    export = Export.objects.create(
        revision=revision,
        format=format,
        file_name=f"{story.slug}-r{revision.number}.{exporter.extension}",
        sha256=_hash(content),
        size=len(content),
        exported_by=by,
    )
    if story.state == StoryState.APPROVED and revision == story.revisions.approved().first():
        Story.objects.filter(pk=story.pk).update(state=StoryState.PUBLISHED)
    Event.objects.record(
        "export",
        by=by,
        story=story,
        target=export,
        number=revision.number,
        format=format,
        file=export.file_name,
        sha256=export.sha256,
    )
    return Exported(content, export.file_name, exporter.content_type, export)


def newest_approved(story) -> Revision | None:
    return story.revisions.approved().first()


def _hash(content):
    return hashlib.sha256(content).hexdigest()
