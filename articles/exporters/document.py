"""What every format reads out of a revision's document."""

import re
from collections import Counter
from datetime import UTC, datetime
from typing import NamedTuple

LEFT_OUT = "left out of the story"

_BREAK = re.compile(r"\s*[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")


class Piece(NamedTuple):
    """A stretch of a paragraph with the numbers of the notes that follow it."""

    text: str
    notes: tuple[int, ...]


class Note(NamedTuple):
    number: int
    outlet: str
    headline: str
    quote: str
    language: str


class Ruling(NamedTuple):
    """What the editors decided about one fact. `says` is [(outlet, value)], `at` as people read it."""

    fact: str
    value: str
    reason: str
    by: str
    at: str
    says: list[tuple[str, str]]


def pieces(paragraph) -> list[Piece]:
    """The paragraph's text cut after each sentence; the pieces joined are the text."""
    found, done, text = [], 0, paragraph["text"]
    for sentence in paragraph["sentences"]:
        found.append(Piece(text[done : sentence["end"]], tuple(sentence["citations"])))
        done = sentence["end"]
    return [*found, Piece(text[done:], ())] if text[done:] else found


def notes(document) -> list[Note]:
    articles = _articles(document)
    return [
        Note(
            citation["number"], *_named(articles[citation["article"]]), citation["quote"], _language(articles, citation)
        )
        for citation in document["citations"]
    ]


def rulings(document) -> list[Ruling]:
    articles = _articles(document)
    return [
        Ruling(
            fact=f"{decision['subject']}, {decision['attribute']}",
            value=decision["value"] or LEFT_OUT,
            reason=decision["reason"],
            by=decision["by"],
            at=moment(decision["at"]),
            says=[(articles[said["article"]]["outlet"], said["value"]) for said in decision["statements"]],
        )
        for decision in document["decisions"]
    ]


def signature(document, approval) -> str:
    """Who answers for this text, in one line."""
    by, at = one_line(approval["by"]), moment(approval["at"])
    return f"Revision {document['revision']}, approved by {by} on {at}."


def headline(document) -> str:
    return one_line(document["story"]["headline"] or document["story"]["title"])


def language(document) -> str:
    """The language of most of the story's articles, taken for the story's; "" when none is known."""
    known = Counter(article["language"] for article in document["articles"] if article["language"] != "und")
    return min(known, key=lambda code: (-known[code], code), default="")


def one_line(text: str) -> str:
    """The text without the line breaks in it."""
    return _BREAK.sub(" ", text).strip()


def moment(iso: str) -> str:
    return datetime.fromisoformat(iso).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _articles(document):
    return {article["number"]: article for article in document["articles"]}


def _named(article):
    return article["outlet"], article["headline"] or article["file_name"]


def _language(articles, citation):
    code = articles[citation["article"]]["language"]
    return "" if code == "und" else code
