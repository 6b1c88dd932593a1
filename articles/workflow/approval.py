"""From the draft to an approved revision: sent by a writer, signed off by somebody who wrote no part of it."""

import hashlib

from django.db import transaction
from django.utils import timezone

from articles.models import (
    Approval,
    ChangeRequest,
    DraftChange,
    Event,
    Revision,
    Stale,
    Story,
    StoryState,
)
from articles.workflow.blockers import blockers
from articles.workflow.document import canonical_json, document_of, moment_of, name_of
from articles.workflow.errors import Refused

LONGEST_NOTE = 2000  # characters that a writer may leave for the approver
MOMENT = ("revision", "sent_by", "sent_at")  # what differs between two documents that say the same


# --- Sending ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def send(story, *, by, note=""):
    """Freeze the draft as a revision and ask for approval. Nothing new since the last revision: refused."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state == StoryState.KILLED:
        raise Refused("This story was killed.")
    note = note.replace("\r\n", "\n").strip()  # a browser counts a line break as one character and sends two
    if len(note) > LONGEST_NOTE:
        raise Refused(f"The note may have {LONGEST_NOTE} characters; this one has {len(note)}.")
    document = document_of(story)
    if not document["paragraphs"]:
        raise Refused("The draft is empty: write the story first.")
    last = story.revisions.first()
    if last and _says(last.document) == _says(document):
        raise Refused(f"Nothing has changed since revision {last.number}.")
    document |= {
        "revision": last.number + 1 if last else 1,
        "sent_by": name_of(by),
        "sent_at": moment_of(timezone.now()),
        "note": note,
    }
    content = canonical_json(document)
    revision = Revision.objects.create(
        story=story,
        number=document["revision"],
        content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        sent_by=by,
        sent_at=timezone.now(),
    )
    Story.objects.filter(pk=story.pk).update(state=StoryState.IN_REVIEW)
    Event.objects.record("send", by=by, story=story, target=revision, number=revision.number, sha256=revision.sha256)
    return revision


def _says(document):
    return {name: value for name, value in document.items() if name not in (*MOMENT, "note")}


# --- Approving --------------------------------------------------------------------------------------------------------


@transaction.atomic
def approve(revision, *, by, sha256):
    """Sign the revision off. `sha256` names the content that the approver saw: any other content is refused.

    Raises Stale when the draft was changed or another revision was sent in the meantime.
    """
    story = Story.objects.select_for_update().get(pk=revision.story_id)
    _refuse_unless_waiting(story, revision)
    revision.story = story
    allowed, why_not = may_approve(revision, by)
    if not allowed:
        raise Refused(why_not)
    if sha256 != revision.sha256:
        raise Stale(revision)
    if open_points := blockers(story, revision.document):
        raise Refused("This revision cannot be approved yet.", [point.text for point in open_points])
    approval = Approval.objects.create(revision=revision, by=by, at=timezone.now(), sha256=sha256)
    Story.objects.filter(pk=story.pk).update(state=StoryState.APPROVED)
    Event.objects.record("approve", by=by, story=story, target=revision, number=revision.number, sha256=sha256)
    return approval


@transaction.atomic
def request_changes(revision, *, by, reason):
    """Send the revision back to its writers. A reason is needed."""
    story = Story.objects.select_for_update().get(pk=revision.story_id)
    _refuse_unless_waiting(story, revision)
    if not by.has_perm("articles.approve_revision"):
        raise Refused("Only approvers may send a revision back.")
    if not reason.strip():
        raise Refused("Say what should change: the writers read your reason.")
    request = ChangeRequest.objects.create(revision=revision, by=by, at=timezone.now(), reason=reason.strip())
    Story.objects.filter(pk=story.pk).update(state=StoryState.CHANGES_REQUESTED)
    Event.objects.record("request changes", by=by, story=story, target=revision, reason=request.reason)
    return request


def may_approve(revision, user):
    """(allowed, why not): an approver, and nobody who wrote, edited or sent any part of it. No exception for anybody."""
    if not user.has_perm("articles.approve_revision"):
        return False, "Only approvers may approve a revision."
    if user.pk == revision.sent_by_id:
        return False, "You sent this revision: somebody else must approve it."
    if user.pk in contributors(revision.story) | set(revision.document["contributor_ids"]):
        return False, "You wrote a part of this story: somebody else must approve it."
    return True, ""


def contributors(story):
    """The ids of everybody who ever changed the draft, whether their words still stand in it or not."""
    changes = DraftChange.objects.filter(story=story).exclude(by=None)
    return set(changes.order_by().values_list("by_id", flat=True).distinct())


def _refuse_unless_waiting(story, revision):
    latest = story.revisions.for_page().first()
    if latest != revision:
        raise Stale(latest)
    if latest.is_approved:
        raise Refused(f"Revision {revision.number} is approved already.")
    if hasattr(latest, "change_request"):
        raise Refused(f"Revision {revision.number} was sent back already.")
    if story.state != StoryState.IN_REVIEW:
        raise Stale(story)
