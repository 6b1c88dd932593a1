"""From the draft to an approved revision: sent by a writer, signed off by somebody who wrote no part of it.

The house may ask for two signatures (`ApprovalRule`): then the first endorses the revision and the second approves it.
"""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import (
    Approval,
    ApprovalRule,
    ChangeRequest,
    DraftChange,
    Endorsement,
    Event,
    NotificationKind,
    Revision,
    RevisionNote,
    Stale,
    Story,
    StoryState,
)
from articles.workflow import inbox, outbox
from articles.workflow.blockers import blockers
from articles.workflow.corrections import Correcting, correct
from articles.workflow.document import canonical_json, document_of, moment_of, name_of
from articles.workflow.errors import Refused
from articles.workflow.freezing import freeze

LONGEST_NOTE = 2000  # characters that a writer may leave for the approver
MOST_NOTES = 100  # in one revision
MOMENT = ("revision", "sent_by", "sent_at")  # what differs between two documents that say the same


# --- Sending ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def send(story, *, by, note="", correcting: Correcting | None = None):
    """Freeze the draft as a revision and ask for approval. Nothing new since the last revision: refused.

    `correcting` says that it puts right what left the house, with the notice that readers will see.
    """
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state == StoryState.KILLED:
        raise Refused(_("This story was killed."))
    note = note.replace("\r\n", "\n").strip()  # a browser counts a line break as one character and sends two
    if len(note) > LONGEST_NOTE:
        raise Refused(
            _("The note may have %(most)s characters; this one has %(count)s.")
            % {"most": LONGEST_NOTE, "count": len(note)}
        )
    document = document_of(story)
    if not document["paragraphs"]:
        raise Refused(_("The draft is empty: write the story first."))
    if correcting:
        document["corrections"].append(correcting.line(story, document))
    last = story.revisions.first()
    if last and _says(last.document) == _says(document):
        raise Refused(_("Nothing has changed since revision %(number)s.") % {"number": last.number})
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
    if correcting:
        correct(revision, correcting)
    Story.objects.filter(pk=story.pk).update(state=StoryState.IN_REVIEW)
    Event.objects.record("send", by=by, story=story, target=revision, number=revision.number, sha256=revision.sha256)
    inbox.tell_of_revision(revision, barred=_writers(revision))
    return revision


def _says(document):
    return {name: value for name, value in document.items() if name not in (*MOMENT, "note")}


# --- Approving --------------------------------------------------------------------------------------------------------


@transaction.atomic
def approve(revision, *, sha256, by=None, link=None):
    """Sign the revision off, as `by` or as the guest of a `link`. Returns the Approval, or the Endorsement where the
    house asks for a second signature.

    `sha256` names the content that the approver saw: any other content is refused. Raises Stale when the draft was
    changed or another revision was sent in the meantime.
    """
    story = Story.objects.select_for_update().get(pk=revision.story_id)
    revision = _waiting(story, revision)
    if by:
        allowed, why_not = may_approve(revision, by)
        if not allowed:
            raise Refused(why_not)
    if sha256 != revision.sha256:
        raise Stale(revision)
    if open_points := blockers(story, revision.document):
        raise Refused(_("This revision cannot be approved yet."), [point.text for point in open_points])
    is_last = len(revision.endorsements.all()) + 1 >= ApprovalRule.current().signatures
    signature = (Approval if is_last else Endorsement).objects.create(
        revision=revision, by=by, link=link, at=timezone.now(), sha256=sha256
    )
    if is_last:
        Story.objects.filter(pk=story.pk).update(state=StoryState.APPROVED)
    told = {"guest": link.guest, "link": link.pk} if link else {}
    if is_last:
        told["evidence"] = freeze(revision, [*revision.endorsements.all(), signature]).sha256
    verb = "approve" if is_last else "endorse"
    Event.objects.record(verb, by=by, story=story, target=revision, number=revision.number, sha256=sha256, **told)
    if is_last:
        outbox.on_approval(revision)
        signed_by = f"By {link.guest}, through a link." if link else ""
        inbox.tell(_writers(revision), NotificationKind.APPROVED, story=story, by=by, text=signed_by)
    return signature


@transaction.atomic
def request_changes(revision, *, by, reason):
    """Send the revision back to its writers. Without a reason it needs a note on a place of the revision."""
    story = Story.objects.select_for_update().get(pk=revision.story_id)
    _waiting(story, revision)
    if not by.has_perm("articles.approve_revision"):
        raise Refused(_("Only approvers may send a revision back."))
    if not reason.strip() and not revision.notes.exists():
        raise Refused(_("Say what should change: the writers read your reason."))
    request = ChangeRequest.objects.create(revision=revision, by=by, at=timezone.now(), reason=reason.strip())
    Story.objects.filter(pk=story.pk).update(state=StoryState.CHANGES_REQUESTED)
    Event.objects.record("request changes", by=by, story=story, target=revision, reason=request.reason)
    inbox.tell(_writers(revision), NotificationKind.CHANGES, story=story, by=by, text=request.reason)
    return request


def may_approve(revision, user):
    """(allowed, why not): an approver, and nobody who wrote, edited or sent any part of it. No exception for anybody."""
    if not user.has_perm("articles.approve_revision"):
        return False, _("Only approvers may approve a revision.")
    if user.pk == revision.sent_by_id:
        return False, _("You sent this revision: somebody else must approve it.")
    if user.pk in _writers(revision):
        return False, _("You wrote a part of this story: somebody else must approve it.")
    if any(endorsement.by_id == user.pk for endorsement in revision.endorsements.all()):
        return False, _("You have signed this revision: the second signature must be somebody else's.")
    return True, ""


def _writers(revision):
    """The ids of whoever wrote, edited or sent any part of it."""
    return contributors(revision.story) | set(revision.document["contributor_ids"]) | {revision.sent_by_id}


def contributors(story):
    """The ids of everybody who ever changed the draft, whether their words still stand in it or not."""
    changes = DraftChange.objects.filter(story=story).exclude(by=None)
    return set(changes.order_by().values_list("by_id", flat=True).distinct())


def _waiting(story, revision):
    """The revision as it stands; Refused or Stale when it does not wait for a verdict any more."""
    latest = story.revisions.for_page().first()
    if latest != revision:
        raise Stale(latest)
    if latest.is_approved:
        raise Refused(_("Revision %(number)s is approved already.") % {"number": revision.number})
    if hasattr(latest, "change_request"):
        raise Refused(_("Revision %(number)s was sent back already.") % {"number": revision.number})
    if story.state != StoryState.IN_REVIEW:
        raise Stale(story)
    latest.story = story
    return latest


# --- Notes of the approver --------------------------------------------------------------------------------------------


@transaction.atomic
def add_note(revision, *, by, paragraph, start, end, quote, text):
    """An approver says something about `quote`, which stands at start:end of that paragraph (None: of the headline)."""
    Story.objects.select_for_update().get(pk=revision.story_id)
    if not by.has_perm("articles.approve_revision"):
        raise Refused(_("Only approvers may write notes on a revision."))
    if not text.strip():
        raise Refused(_("Write what the writers should know."))
    if len(text) > LONGEST_NOTE:
        raise Refused(
            _("The note may have %(most)s characters; this one has %(count)s.")
            % {"most": LONGEST_NOTE, "count": len(text)}
        )
    if revision.notes.count() >= MOST_NOTES:
        raise Refused(_("This revision has %(most)s notes already: send it back with a reason.") % {"most": MOST_NOTES})
    words = _words_of(revision.document, paragraph)
    if words is None or not 0 <= start < end <= len(words) or words[start:end] != quote:
        raise Refused(_("The words you chose are not at this place of the revision. Reload the page and choose again."))
    note = RevisionNote.objects.create(
        revision=revision, paragraph=paragraph, start=start, end=end, quote=quote, text=text.strip(), by=by
    )
    Event.objects.record("note", by=by, story=revision.story, target=revision, number=revision.number, quote=quote)
    return note


@transaction.atomic
def settle_note(note, *, by, version):
    """The writers have done what the note asks for."""
    if note.settled_at:
        raise Refused(_("This note is settled already."))
    note.swap(version, settled_by_id=by.pk, settled_at=timezone.now())
    note.settled_by = by
    Event.objects.record("settle note", by=by, story=note.revision.story, target=note, quote=note.quote)


@transaction.atomic
def reopen_note(note, *, by, version):
    if not note.settled_at:
        raise Refused(_("This note is open already."))
    note.swap(version, settled_by_id=None, settled_at=None)
    Event.objects.record("reopen note", by=by, story=note.revision.story, target=note, quote=note.quote)


def _words_of(document, paragraph):
    if paragraph is None:
        return document["story"]["headline"]
    return next((row["text"] for row in document["paragraphs"] if row["id"] == paragraph), None)
