"""An approved revision in, bytes out. A new format is a module with one `render`, and one line here.

`render(document, approval)` gets the document of the revision (see `articles.workflow.document.document_of`) and
`{"by", "at"}`. It reads nothing else, neither database nor clock: the same input gives the same bytes. What cannot be
made, for want of a library or for its size, raises CannotRender with the reason.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from articles.exporters import (
    annotations_csv,
    claimreview,
    claims_csv,
    decisions_csv,
    docx,
    html,
    json,
    jsonl,
    markdown,
    newsml,
    ninjs,
    ninjs16,
    pdf,
    text,
    web_annotation,
)
from articles.exporters.document import CannotRender

__all__ = ["AUDIENCES", "EXPORTERS", "Format", "CannotRender"]

READERS, SYSTEMS, STUDY = "readers", "systems", "study"
# For whom a format is, in the order in which the page of exports shows them.
AUDIENCES = {
    READERS: _("For readers"),
    SYSTEMS: _("For other systems"),
    STUDY: _("For study"),
}


class Format(NamedTuple):
    """`purpose` says what it is for and what it carries; `look` gives a file's content as text, for a preview."""

    name: str
    extension: str
    content_type: str
    render: Callable[[dict, dict], bytes]
    audience: str
    purpose: str
    look: Callable[[bytes], str] = bytes.decode


EXPORTERS = {
    "markdown": Format(
        "Markdown",
        "md",
        "text/markdown; charset=utf-8",
        markdown.render,
        READERS,
        _(
            "For a site or a wiki: a footnote for each place cited, with its exact words, and where the sources disagreed."
        ),
    ),
    "html": Format(
        "HTML",
        "html",
        "text/html; charset=utf-8",
        html.render,
        READERS,
        _(
            "One complete page: sources with their words, where they disagreed, data for search engines. Nothing in it runs."
        ),
    ),
    "text": Format(
        "Plain text",
        "txt",
        "text/plain; charset=utf-8",
        text.render,
        READERS,
        _(
            "For mail or print: a line for each paragraph, numbers in brackets, the sources and where they disagreed below."
        ),
    ),
    "docx": Format(
        "Word",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        docx.render,
        READERS,
        _(
            "For editing elsewhere: each sentence has a comment with the exact words that it cites, the sources stand below."
        ),
        docx.look,
    ),
    "pdf": Format(
        "PDF",
        "pdf",
        "application/pdf",
        pdf.render,
        READERS,
        _(
            "For print and archive: the HTML page on paper, tagged for screen readers. Needs WeasyPrint on this machine."
        ),
        pdf.look,
    ),
    "json": Format(
        "JSON",
        "json",
        "application/json",
        json.render,
        SYSTEMS,
        _(
            "The whole revision: offsets, marks, hashes, the approval, and every decision with its reason and who made it."
        ),
    ),
    "ninjs": Format(
        "ninjs 3.1",
        "ninjs.json",
        "application/json",
        ninjs.render,
        SYSTEMS,
        _(
            "The news agencies’ JSON: text as HTML and plain, the sources as associations, corrections as a note to editors."
        ),
    ),
    "ninjs16": Format(
        "ninjs 1.6",
        "ninjs16.json",
        "application/json",
        ninjs16.render,
        SYSTEMS,
        _("The same in the older form, which Superdesk and others read."),
    ),
    "newsml": Format(
        "NewsML-G2",
        "newsml.xml",
        "application/vnd.iptc.g2.newsmessage+xml",
        newsml.render,
        SYSTEMS,
        _(
            "Version 2.35, for editorial systems: plain paragraphs with numbers in brackets, the sources below the text."
        ),
    ),
    "claimreview": Format(
        "ClaimReview",
        "claimreview.jsonld",
        "application/ld+json",
        claimreview.render,
        SYSTEMS,
        _(
            "For search engines and fact checkers: what each source said where they disagreed, and what the story found."
        ),
    ),
    "annotations": Format(
        "Web Annotation",
        "annotations.jsonld",
        "application/ld+json",
        web_annotation.render,
        STUDY,
        _("The marks on the sources in the W3C’s form, each with its words and its place in code points."),
    ),
    "annotations-csv": Format(
        "Marks (CSV)",
        "annotations.csv",
        "text/csv; charset=utf-8",
        annotations_csv.render,
        STUDY,
        _("For a spreadsheet: a row for each mark on the sources, what it says and what became of it."),
    ),
    "claims-csv": Format(
        "Claims (CSV)",
        "claims.csv",
        "text/csv; charset=utf-8",
        claims_csv.render,
        STUDY,
        _("For a spreadsheet: a row for each thing that a source says of a fact, as written and as understood."),
    ),
    "decisions-csv": Format(
        "Decisions (CSV)",
        "decisions.csv",
        "text/csv; charset=utf-8",
        decisions_csv.render,
        STUDY,
        _("For a spreadsheet: a row for each conflict decided, with the reason, by whom, and what the sources said."),
    ),
    "jsonl": Format(
        "JSON Lines",
        "facts.jsonl",
        "application/jsonl",
        jsonl.render,
        STUDY,
        _("For programs: marks, claims and decisions, one a line."),
    ),
}
