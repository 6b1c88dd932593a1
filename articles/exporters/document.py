"""What every format reads out of a revision's document."""

import re
from collections import Counter
from datetime import UTC, datetime
from typing import NamedTuple

_MARKS = frozenset('"“”„«»')
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


class Dispute(NamedTuple):
    """A fact on which the sources disagree, its values in quotation marks. `value` is what the story uses, or ""."""

    fact: str
    says: list[tuple[str, list[str]]]  # (value, the outlets that say it)
    value: str


def paragraphs(document) -> list[list[Piece]]:
    """Each paragraph's text cut after each sentence; the pieces of one joined are its text."""
    numbers = _note_numbers(document)
    return [_pieces(paragraph, numbers) for paragraph in document["paragraphs"]]


def notes(document) -> list[Note]:
    """What the story cites, each place of a source once, in the order of its first mark."""
    articles, numbers = _articles(document), _note_numbers(document)
    first = {}
    for citation in document["citations"]:
        first.setdefault(numbers[citation["number"]], citation)
    return [
        Note(number, *_named(articles[citation["article"]]), citation["quote"], _language(articles, citation))
        for number, citation in first.items()
    ]


def disputes(document) -> list[Dispute]:
    """The facts behind the cited words on which the sources disagree. Why an editor decided so stays in the house."""
    articles = _articles(document)
    return [
        Dispute(
            f"{decision['subject']}, {decision['attribute']}",
            _who_says_what(decision["statements"], articles),
            decision["value"] and quoted(_bare(decision["value"])),
        )
        for decision in document["decisions"]
        if _is_disputed(decision) and _is_cited(decision, document)
    ]


def quoted(text: str) -> str:
    """The text in quotation marks, unless it brings its own at one of its ends: then where it stands shows what it is."""
    return text if has_own_marks(text) else f"“{text}”"


def has_own_marks(text: str) -> bool:
    return text[:1] in _MARKS or text[-1:] in _MARKS


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


def _pieces(paragraph, numbers):
    found, done, text = [], 0, paragraph["text"]
    for sentence in paragraph["sentences"]:
        cited = dict.fromkeys(numbers[number] for number in sentence["citations"])
        found.append(Piece(text[done : sentence["end"]], tuple(cited)))
        done = sentence["end"]
    return [*found, Piece(text[done:], ())] if text[done:] else found


def _note_numbers(document):
    """{number of a citation: number of its note}: citations of the same words of the same article share a note."""
    notes, numbers = {}, {}
    for citation in document["citations"]:
        place = (citation["article"], citation["source_start"], citation["source_end"])
        numbers[citation["number"]] = notes.setdefault(place, len(notes) + 1)
    return numbers


def _is_disputed(decision):
    return len({_bare(said["value"]).casefold() for said in decision["statements"]}) > 1


def _is_cited(decision, document):
    return any(
        said["article"] == citation["article"]
        and said["start"] < citation["source_end"]
        and said["end"] > citation["source_start"]
        for said in decision["statements"]
        for citation in document["citations"]
    )


def _who_says_what(statements, articles):
    """[(value, [outlet])]: each value once, with each outlet that says it once."""
    outlets, wordings = {}, {}
    for said in statements:
        value = _bare(said["value"])
        wordings.setdefault(value.casefold(), quoted(value))
        outlets.setdefault(value.casefold(), {})[articles[said["article"]]["outlet"]] = True
    return [(wordings[value], list(names)) for value, names in outlets.items()]


def _bare(value):
    """The value; a quotation without its marks and without the stop or comma at its end."""
    inner = value.strip().strip("".join(_MARKS))
    is_quotation = inner != value.strip() and not _MARKS & set(inner)
    return inner.strip().rstrip(",.") or value if is_quotation else value


def _articles(document):
    return {article["number"]: article for article in document["articles"]}


def _named(article):
    return article["outlet"], article["headline"] or article["file_name"]


def _language(articles, citation):
    code = articles[citation["article"]]["language"]
    return "" if code == "und" else code
