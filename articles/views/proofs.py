"""The words behind a revision: each place of a source that it cites, in its paragraph, with the way to the whole article."""

from typing import NamedTuple

from articles.text import Span
from articles.views.redline import sentence_number, source_url

AROUND = 400  # characters of the source shown on either side of the words cited


class Proof(NamedTuple):
    """The words cited, with what stands before and behind them in their source; `numbers` are its citations."""

    numbers: list[int]
    sentence: int
    before: str
    quote: str
    behind: str
    url: str


class Source(NamedTuple):
    """An article that the revision cites, and the places in it in the order of the article."""

    outlet: str
    headline: str
    language: str
    proofs: list[Proof]


def proofs_of(story, document, starts):
    """The articles that the document cites, in their order. `starts` as in `redline`. One query."""
    texts = dict(story.articles.values_list("number", "text"))
    cited = {}
    for row in document["citations"]:
        place = (row["source_start"], row["source_end"])
        cited.setdefault(row["article"], {}).setdefault(place, []).append(row["number"])
    return [
        Source(
            article["outlet"],
            article["headline"] or article["file_name"],
            article["language"],
            [
                _proof(
                    document["story"]["slug"],
                    article["number"],
                    texts[article["number"]],
                    Span(*place),
                    numbers,
                    starts,
                )
                for place, numbers in sorted(cited[article["number"]].items())
            ],
        )
        for article in document["articles"]
        if article["number"] in cited
    ]


def _proof(slug, number, text, span, numbers, starts):
    before, behind = _around(text, span)
    return Proof(
        numbers,
        sentence_number(starts, number, span.start),
        before,
        text[span.start : span.end],
        behind,
        source_url(slug, number, span.start, span.end),
    )


def _around(text, span):
    """What stands beside the span in its paragraph, cut at a word where that is long."""
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    before, behind = text[begin : span.start], text[span.end : end if end >= 0 else len(text)]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(behind) > AROUND:
        behind = behind[:AROUND].rpartition(" ")[0] + " …"
    return before, behind
