"""HTML: one complete page that needs nothing else and in which nothing can run."""

import hashlib
import json
from base64 import b64encode
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.exporters.document import (
    corrections,
    direction,
    disputes,
    has_own_marks,
    head,
    headline,
    language,
    notes,
    one_line,
    paragraphs,
    signature,
)
from articles.exporters.identity import cited_articles, story_uri
from articles.exporters.wire import house

STYLE = Path(__file__).with_name("story.css").read_text(encoding="utf-8")
# The page's own style is all that a browser may use on it.
POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
# Characters that could end a script element or start a comment in it.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def render(document, approval) -> bytes:
    seen = set()
    code = language(document)
    context = {
        "headline": headline(document),
        "head": head(document),
        "language": code,
        "direction": direction(code),
        "paragraphs": [_paragraph(pieces, seen) for pieces in paragraphs(document)],
        "corrections": corrections(document),
        "notes": [_note(note, seen) for note in notes(document)],
        "disputes": disputes(document),
        "signature": signature(document, approval),
        "policy": POLICY,
        "style": format_html("<style>{}</style>", mark_safe(STYLE)),  # nosec B703  # a file of ours
        "metadata": _metadata(document, approval),
    }
    return render_to_string("exports/story.html", context).encode()


def _paragraph(pieces, seen):
    """[(text, [(number of a note, whether it is the first mark of that note)])]"""
    return [(piece.text, [_mark(number, seen) for number in piece.notes]) for piece in pieces]


def _mark(number, seen):
    is_first = number not in seen
    seen.add(number)
    return number, is_first


def _note(note, seen):
    return {"note": note, "cited": note.number in seen, "has_own_marks": has_own_marks(note.quote)}


def _metadata(document, approval):
    """What search engines and other systems read: a NewsArticle of schema.org, which is data and never runs."""
    around = head(document)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": headline(document),
        "description": around.standfirst,
        "keywords": around.keywords,
        "contentLocation": around.location and {"@type": "Place", "name": around.location},
        "author": around.byline and {"@type": "Person", "name": around.byline},
        "inLanguage": language(document) or None,
        "datePublished": approval["at"],
        "identifier": story_uri(document),
        "version": document["revision"],
        "publisher": {"@type": "Organization", "name": house(document)},
        "correction": [
            {"@type": "CorrectionComment", "text": row["notice"]} for row in document.get("corrections", [])
        ],
        "articleBody": "\n\n".join(one_line(paragraph["text"]) for paragraph in document["paragraphs"]),
        "citation": [
            {
                "@type": "NewsArticle",
                "headline": article["headline"] or article["file_name"],
                "publisher": {"@type": "Organization", "name": article["outlet"]},
            }
            for article in cited_articles(document)
        ],
    }
    known = {name: value for name, value in data.items() if value}
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(json.dumps(known, ensure_ascii=False).translate(_ESCAPES)),  # nosec B703  # escaped
    )
