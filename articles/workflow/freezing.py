"""What an approval rested on, frozen with it: who signed, under which names; threads; notes; the story's lines of the log.

The revision's own document holds the rest: it was frozen when it was sent.
"""

import hashlib

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.models import Comment, Event, Evidence
from articles.workflow.document import canonical_json, moment_of, name_of

FORM = 1


def freeze(revision, signatures):
    """Keep the evidence of the approval that is being given. Its hash goes into the event that records the approval."""
    lines = list(Event.objects.filter(story=revision.story_id).order_by("number").values_list("number", "sha256"))
    document = {
        "form": FORM,
        "address": settings.ADDRESS,
        "sent": {**_person(revision.sent_by), "at": moment_of(revision.sent_at)},
        "signatures": [_signature(signed) for signed in signatures],
        "threads": _threads(revision.story),
        "notes": _notes(revision),
        "audit": {
            "lines": len(lines),
            "last": lines[-1][0] if lines else 0,
            "sha256": _hash("".join(sha256 for _, sha256 in lines)),
        },
    }
    content = canonical_json(document)
    return Evidence.objects.create(revision=revision, content=content, sha256=_hash(content), frozen_at=timezone.now())


@transaction.atomic
def evidence_of(revision, *, by=None):
    """The evidence of an approved revision. One approved before evidence was kept is frozen now, and the log says so."""
    found = Evidence.objects.filter(revision=revision).first()
    if found:
        return found
    evidence = freeze(revision, [*revision.endorsements.all(), revision.approval])
    Event.objects.record(
        "freeze evidence",
        by=by,
        story=revision.story,
        target=revision,
        number=revision.number,
        evidence=evidence.sha256,
    )
    return evidence


def _person(user):
    return {"by": name_of(user), "username": user.get_username()}


def _signature(signed):
    """A guest signs through a link and has no account."""
    person = _person(signed.by) if signed.by else {"by": signed.link.guest, "username": ""}
    return {**person, "at": moment_of(signed.at), "sha256": signed.sha256}


def _threads(story):
    """[what was said and done about one mark]: the mark by its place, its lines in their order."""
    comments = Comment.objects.filter(annotation__story=story).select_related(
        "annotation__article", "annotation__category", "author", "assignee"
    )
    found = {}
    for comment in comments.defer("annotation__article__text").order_by("annotation_id", "created_at", "pk"):
        found.setdefault(comment.annotation_id, (comment.annotation, []))[1].append(_comment(comment))
    return [
        {
            "article": mark.article.number,
            "start": mark.start,
            "end": mark.end,
            "category": mark.category.slug,
            "lines": lines,
        }
        for mark, lines in found.values()
    ]


def _comment(comment):
    given_to = name_of(comment.assignee) if comment.assignee else ""
    return {
        "by": name_of(comment.author),
        "at": moment_of(comment.created_at),
        "verb": comment.verb,
        "given_to": given_to,
        "text": comment.text,
    }


def _notes(revision):
    rows = revision.notes.select_related("by", "settled_by")
    return [
        {
            "paragraph": row.paragraph,
            "start": row.start,
            "end": row.end,
            "quote": row.quote,
            "text": row.text,
            "by": name_of(row.by),
            "at": moment_of(row.at),
            "settled_by": name_of(row.settled_by) if row.settled_by else "",
        }
        for row in rows.order_by("pk")
    ]


def _hash(text):
    return hashlib.sha256(text.encode()).hexdigest()
