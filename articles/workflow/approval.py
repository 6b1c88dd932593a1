"""From the draft to an approved revision: sent by a writer, signed off by somebody who wrote no part of it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Annotation,
    Approval,
    ChangeRequest,
    Citation,
    Claim,
    DraftChange,
    Event,
    Revision,
    Severity,
    Stale,
    Statement,
    Story,
    StoryState,
)
from articles.workflow.errors import Refused

FORM = 1  # of the document; raised when its form changes
IN_THE_WAY = [Severity.MAJOR, Severity.BLOCKER]
MOMENT = ("revision", "sent_by", "sent_at")  # what differs between two documents that say the same


@dataclass(frozen=True)
class Blocker:
    """Something that must be settled before approval. `url` leads to the place where it is."""

    kind: str  # empty, uncited, marked, undecided
    text: str
    url: str
    paragraph: int | None = None


# --- Sending ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def send(story, *, by, note=""):
    """Freeze the draft as a revision and ask for approval. Nothing new since the last revision: refused."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state == StoryState.KILLED:
        raise Refused("This story was killed.")
    document = document_of(story)
    if not document["paragraphs"]:
        raise Refused("The draft is empty: write the story first.")
    last = story.revisions.first()
    if last and _says(last.document) == _says(document):
        raise Refused(f"Nothing has changed since revision {last.number}.")
    document |= {
        "revision": last.number + 1 if last else 1,
        "sent_by": _name(by),
        "sent_at": _moment(timezone.now()),
        "note": note.strip(),
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


def canonical_json(document):
    """The one way to write a document, so that the same document always has the same hash."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


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


# --- What stands in the way -------------------------------------------------------------------------------------------


def blockers(story, document=None):
    """Everything open that refuses approval of the document (by default the draft as it stands), in reading order."""
    if document is None:
        document = dict(zip(("paragraphs", "citations"), _paragraphs(story), strict=True))
    if not document["paragraphs"]:
        return [Blocker("empty", "The draft is empty.", reverse("draft", args=[story.slug]))]
    cited = _cited_spans(story, document)
    return [*_uncited(story, document), *_marked(story, cited), *_undecided(story, cited)]


def _uncited(story, document):
    draft = reverse("draft", args=[story.slug])
    for paragraph in document["paragraphs"]:
        for sentence in paragraph["sentences"]:
            if not sentence["citations"]:
                text = f"A sentence cites no source: “{_short(sentence['text'])}”"
                yield Blocker("uncited", text, f"{draft}#para-{paragraph['id']}", paragraph["id"])


def _marked(story, cited):
    """Marks that stand on cited words: open, or accepted as true and not resolved."""
    standing = Annotation.objects.filter(story=story, severity__in=IN_THE_WAY).standing().select_related("category")
    for annotation in standing.select_related("category", "article__outlet").defer("article__text"):
        paragraph = _touching(cited, annotation.article_id, annotation.start, annotation.end)
        if paragraph is not None:
            where = reverse("article", args=[story.slug, annotation.article.number])
            text = (
                f"The story cites words marked “{annotation.category.name}” in {annotation.article.outlet.name}: "
                f"“{_short(annotation.quote)}”"
            )
            yield Blocker("marked", text, f"{where}?note={annotation.pk}#note-{annotation.pk}", paragraph)


def _undecided(story, cited):
    statements = Statement.objects.filter(claim__in=Claim.objects.filter(story=story).undecided())
    seen = set()
    for statement in statements.select_related("claim").order_by("claim__position"):
        paragraph = _touching(cited, statement.article_id, statement.start, statement.end)
        if paragraph is not None and statement.claim_id not in seen:
            seen.add(statement.claim_id)
            where = f"{reverse('claims', args=[story.slug])}?claim={statement.claim_id}"
            text = f"The story cites an undecided conflict: {statement.claim}"
            yield Blocker("undecided", text, where, paragraph)


def _cited_spans(story, document):
    """{article id: [(start, end, paragraph id)]} of everything that the document cites."""
    ids = dict(story.articles.values_list("number", "pk"))
    spans = {}
    for citation in document["citations"]:
        span = (citation["source_start"], citation["source_end"], citation["paragraph"])
        spans.setdefault(ids[citation["article"]], []).append(span)
    return spans


def _touching(cited, article, start, end):
    return next((paragraph for s, e, paragraph in cited.get(article, ()) if s < end and e > start), None)


def _short(text, length=70):
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


# --- The document -----------------------------------------------------------------------------------------------------


def document_of(story):
    """The draft as a plain document: what a revision freezes and an exporter renders.

    Offsets in `paragraphs` and `citations` count code points of the paragraph's text, `source_start` and `source_end`
    those of the article's canonical text. Citations are numbered in reading order from 1.
    """
    paragraphs, citations = _paragraphs(story)
    writers = DraftChange.objects.filter(story=story).exclude(by=None).select_related("by").order_by("by_id")
    people = {change.by_id: _name(change.by) for change in writers}
    return {
        "newsroom": FORM,
        "story": {"slug": story.slug, "title": story.title, "headline": story.headline or story.title},
        "paragraphs": paragraphs,
        "citations": citations,
        "articles": _articles(story),
        "decisions": _decisions(story),
        "annotations": _annotations(story),
        "contributors": list(people.values()),
        "contributor_ids": list(people),
    }


def _paragraphs(story):
    rows = story.paragraphs.standing().exclude(text="").prefetch_related("citations__article")
    paragraphs, citations = [], []
    for row in rows:
        numbers = {}
        for number, citation in enumerate(row.citations.all(), start=len(citations) + 1):
            numbers[citation.pk] = number
            citations.append(_citation(number, row, citation))
        sentences = [
            {
                "start": span.start,
                "end": span.end,
                "text": row.text[span.start : span.end],
                "citations": [numbers[citation.pk] for citation in cited],
            }
            for span, cited in row.cited_sentences()
        ]
        paragraphs.append({"id": row.pk, "text": row.text, "sentences": sentences})
    return paragraphs, citations


def _citation(number, paragraph, citation: Citation):
    return {
        "number": number,
        "paragraph": paragraph.pk,
        "start": citation.start,
        "end": citation.end,
        "article": citation.article.number,
        "source_start": citation.source_start,
        "source_end": citation.source_end,
        "quote": citation.quote,
    }


def _articles(story):
    return [
        {
            "number": article.number,
            "outlet": article.outlet.name,
            "headline": article.headline,
            "file_name": article.file_name,
            "sha256": article.original.sha256,
            "text_sha256": article.text_sha256,
            "language": article.language,
            "published": article.published.isoformat() if article.published else None,
        }
        for article in story.articles.select_related("outlet", "original").defer("text", "original__content")
    ]


def _decisions(story):
    claims = story.claims.exclude(decision=None).select_related("decision__decided_by")
    return [
        {
            "subject": claim.subject,
            "attribute": claim.attribute,
            "value": claim.decision.value,
            "reason": claim.decision.reason,
            "by": _name(claim.decision.decided_by),
            "at": _moment(claim.decision.decided_at),
            "statements": [
                {"article": s.article.number, "value": s.value, "start": s.start, "end": s.end}
                for s in claim.statements.all()
            ],
        }
        for claim in claims.prefetch_related("statements__article")
    ]


def _annotations(story):
    rows = story.annotations.select_related("category", "article", "created_by").defer("article__text")
    return [
        {
            "article": row.article.number,
            "start": row.start,
            "end": row.end,
            "quote": row.quote,
            "category": row.category.slug,
            "severity": row.severity,
            "state": row.state,
            "reason": row.reason,
            "suggestion": row.suggestion,
            "by": _name(row.created_by) if row.created_by else row.check_slug,
        }
        for row in rows
    ]


def _name(user):
    return user.get_full_name() or user.get_username()


def _moment(time):
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
