"""The document: the story as a revision freezes it and an exporter renders it."""

import json
from datetime import UTC

from django.conf import settings
from django.db.models import Prefetch

from articles.analysis.copies import families
from articles.exporters.identity import new_story_uri
from articles.models import Citation, Correction, DraftChange, SharedWording, Statement

# Of the document; raised when there is more in it. Exporters read every form: revisions are never changed.
# 2: corrections, confirmations, voices. 3: the house, claims, what surrounds the words of a mark and what became of it.
# 4: whether a statement rests on words that were accepted as wrong.
FORM = 4
AROUND = 32  # characters before and after the words of a mark, by which other systems find them again


_STATEMENTS = Prefetch("statements", Statement.objects.with_marks().select_related("article").defer("article__text"))


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
        "house": settings.HOUSE,
        "story": _head(story),
        "paragraphs": paragraphs,
        "citations": citations,
        "articles": _articles(story),
        "claims": _claims(story),
        "decisions": _decisions(story),
        "annotations": _annotations(story),
        "corrections": _corrections(story),
        "confirmations": _confirmations(story, paragraphs),
        "contributors": list(people.values()),
        "contributor_ids": list(people),
    }


def _head(story):
    return {
        "uri": new_story_uri(story.pk, story.created_at),
        "slug": story.slug,
        "title": story.title,
        "headline": story.headline or story.title,
        "standfirst": story.standfirst,
        "keywords": [word.strip() for word in story.keywords.split(",") if word.strip()],
        "location": story.location,
        "byline": story.byline,
        "editors_note": story.editors_note,
        "created": moment_of(story.created_at),
    }


def paragraphs_of(story, rows=None):
    """(paragraphs, citations) of the draft, or of its `rows` where they are read already, citations and articles too."""
    if rows is None:
        rows = story.paragraphs.standing().prefetch_related("citations__article")
    paragraphs, citations = [], []
    for row in (row for row in rows if row.text):
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
    """Articles with the same `voice` share their wording; `copy_of` is the number of the likely original."""
    articles = list(story.articles.select_related("outlet", "original").defer("text", "original__content"))
    voices = _voices(story, articles)
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
            **voices[article.pk],
        }
        for article in articles
    ]


def _voices(story, articles):
    """{article id: its voice, counted from 1 in the order of the articles, and the number of its likely original}."""
    wordings = list(SharedWording.objects.of(story).defer("passages"))
    numbers = {article.pk: article.number for article in articles}
    original_of = {row.article_id: numbers[row.other_id] for row in wordings if row.is_original}
    pairs = [(row.article_id, row.other_id) for row in wordings if row.is_copy]
    together = families([*((article.pk, article.pk) for article in articles), *pairs])
    return {
        pk: {"voice": voice, "copy_of": original_of.get(pk)}
        for voice, family in enumerate(together, start=1)
        for pk in family
    }


def _claims(story):
    """Every fact that the articles tell, and what each says of it. Statements of one `group` agree with each other."""
    return [
        {
            "subject": claim.subject,
            "attribute": claim.attribute,
            "kind": claim.kind,
            "status": claim.status,
            "statements": [
                {
                    "article": said.article.number,
                    "value": said.value,
                    "normalised": said.normalised,
                    "group": said.group,
                    "start": said.start,
                    "end": said.end,
                    "accepted_as_wrong": said.wrong_mark is not None,
                }
                for said in claim.statements.all()
            ],
        }
        for claim in story.claims.prefetch_related(_STATEMENTS)
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
        for claim in claims.prefetch_related(_STATEMENTS)
    ]


def _annotations(story):
    texts = dict(story.articles.values_list("pk", "text"))
    rows = story.annotations.select_related("category", "article", "created_by", "decided_by").defer("article__text")
    return [
        {
            "article": row.article.number,
            "start": row.start,
            "end": row.end,
            "quote": row.quote,
            "prefix": texts[row.article_id][max(row.start - AROUND, 0) : row.start],
            "suffix": texts[row.article_id][row.end : row.end + AROUND],
            "category": row.category.slug,
            "severity": row.severity,
            "state": row.state,
            "reason": row.reason,
            "suggestion": row.suggestion,
            "by": name_of(row.created_by) if row.created_by else row.check_slug,
            "check": row.check_slug,
            "confidence": row.confidence,
            "at": moment_of(row.created_at),
            "decided_by": name_of(row.decided_by) if row.decided_by else "",
            "decided_at": moment_of(row.decided_at) if row.decided_at else None,
            "decision": row.decision_reason,
        }
        for row in rows
    ]


def _corrections(story):
    """Those of approved revisions; the one that a revision brings joins them when it is sent."""
    rows = Correction.objects.filter(revision__story=story, revision__approval__isnull=False)
    return [
        {"number": row.number, "notice": row.notice, "corrects": row.corrects.number}
        for row in rows.select_related("corrects").order_by("number")
    ]


def _confirmations(story, paragraphs):
    """What editors vouched for in the sentences as they stand, and why."""
    said = {sentence["text"] for paragraph in paragraphs for sentence in paragraph["sentences"]}
    rows = story.confirmations.filter(withdrawn_at=None).select_related("by").order_by("pk")
    return [
        {
            "sentence": row.sentence,
            "kind": row.kind,
            "words": row.words,
            "reason": row.reason,
            "by": name_of(row.by),
            "at": moment_of(row.at),
        }
        for row in rows
        if row.sentence in said
    ]


def name_of(user):
    return user.get_full_name() or user.get_username()


def moment_of(time):
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def canonical_json(document):
    """The one way to write a document, so that the same document always has the same hash."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
