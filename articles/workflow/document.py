"""The document: the story as a revision freezes it and an exporter renders it."""

import json
from datetime import UTC

from articles.models import Citation, DraftChange

FORM = 1  # of the document; raised when its form changes


def document_of(story):
    """The draft as a plain document: what a revision freezes and an exporter renders.

    Offsets in `paragraphs` and `citations` count code points of the paragraph's text, `source_start` and `source_end`
    those of the article's canonical text. Citations are numbered in reading order from 1.
    """
    paragraphs, citations = paragraphs_of(story)
    writers = DraftChange.objects.filter(story=story).exclude(by=None).select_related("by").order_by("by_id")
    people = {change.by_id: name_of(change.by) for change in writers}
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


def paragraphs_of(story):
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
            "by": name_of(claim.decision.decided_by),
            "at": moment_of(claim.decision.decided_at),
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
            "by": name_of(row.created_by) if row.created_by else row.check_slug,
        }
        for row in rows
    ]


def name_of(user):
    return user.get_full_name() or user.get_username()


def moment_of(time):
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def canonical_json(document):
    """The one way to write a document, so that the same document always has the same hash."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
