"""HTML: one complete page that needs nothing else and in which nothing can run."""

import hashlib
import json
from base64 import b64encode
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.exporters.document import (
    disputes,
    has_own_marks,
    headline,
    language,
    notes,
    one_line,
    paragraphs,
    signature,
)

STYLE = Path(__file__).with_name("story.css").read_text(encoding="utf-8")
# The page's own style is all that a browser may use on it.
POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ku ps sd ug ur yi".split())
# Characters that could end a script element or start a comment in it.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def render(document, approval) -> bytes:
    seen = set()
    code = language(document)
    context = {
        "headline": headline(document),
        "language": code,
        "direction": "rtl" if code in RIGHT_TO_LEFT else "ltr",
        "paragraphs": [_paragraph(pieces, seen) for pieces in paragraphs(document)],
        "notes": [_note(note, seen) for note in notes(document)],
        "disputes": disputes(document),
        "signature": signature(document, approval),
        "policy": POLICY,
        "style": format_html("<style>{}</style>", mark_safe(STYLE)),
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
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": headline(document),
        "inLanguage": language(document) or None,
        "datePublished": approval["at"],
        "articleBody": "\n\n".join(one_line(paragraph["text"]) for paragraph in document["paragraphs"]),
        "citation": [
            {
                "@type": "Article",
                "headline": article["headline"],
                "publisher": {"@type": "Organization", "name": article["outlet"]},
            }
            for article in document["articles"]
            if any(citation["article"] == article["number"] for citation in document["citations"])
        ],
    }
    known = {name: value for name, value in data.items() if value}
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(json.dumps(known, ensure_ascii=False).translate(_ESCAPES)),
    )
