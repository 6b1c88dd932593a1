"""What every format reads out of a revision's document."""

import re
from collections import Counter
from datetime import UTC, datetime
from typing import NamedTuple

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ku ps sd ug ur yi".split())
_MARKS = frozenset('"“”„«»')
_BREAK = re.compile(r"\s*[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class CannotRender(Exception):
    """A format cannot be made of this document, or on this machine; the message says why, and what to do."""


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


class Head(NamedTuple):
    """What stands around a story, each in one line, "" or empty where there is none."""

    standfirst: str
    byline: str
    location: str
    keywords: list[str]
    editors_note: str

    @property
    def lines(self):
        """What stands between headline and text."""
        return [line for line in (self.standfirst, " · ".join(filter(None, (self.byline, self.location)))) if line]


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
            decision["value"] and quoted(bare(decision["value"])),
        )
        for decision in told(document)
    ]


def told(document) -> list[dict]:
    """The decisions that readers learn of: the sources disagree, and the story cites what one of them says."""
    return [row for row in document["decisions"] if _is_disputed(row) and _is_cited(row, document)]


def corrections(document) -> list[str]:
    """The notices of what was put right, oldest first."""
    return [f"Correction {row['number']}: {row['notice']}" for row in document.get("corrections", [])]


def quoted(text: str) -> str:
    """The text in quotation marks, unless it brings its own at one of its ends: then where it stands shows what it is."""
    return text if has_own_marks(text) else f"“{text}”"


def bare(value: str) -> str:
    """The value; a quotation without its marks and without the stop or comma at its end."""
    inner = value.strip().strip("".join(_MARKS))
    is_quotation = inner != value.strip() and not _MARKS & set(inner)
    return inner.strip().rstrip(",.") or value if is_quotation else value


def has_own_marks(text: str) -> bool:
    return text[:1] in _MARKS or text[-1:] in _MARKS


def signature(document, approval) -> str:
    """Who answers for this text, in one line."""
    by, at = one_line(approval["by"]), moment(approval["at"])
    return f"Revision {document['revision']}, approved by {by} on {at}."


def headline(document) -> str:
    return one_line(document["story"]["headline"] or document["story"]["title"])


def head(document) -> Head:
    story = document["story"]
    standfirst, byline, location, note = (
        one_line(story.get(name, "")) for name in ("standfirst", "byline", "location", "editors_note")
    )
    return Head(standfirst, byline, location, [one_line(word) for word in story.get("keywords", ())], note)


def language(document) -> str:
    """The language of most of the story's articles, taken for the story's; "" when none is known."""
    known = Counter(article["language"] for article in document["articles"] if article["language"] != "und")
    return min(known, key=lambda code: (-known[code], code), default="")


def direction(language: str) -> str:
    """In which direction a text in this language runs: "rtl" or "ltr"."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def for_xml(text: str) -> str:
    """The text with U+FFFD for what XML has no way to write: control characters and noncharacters."""
    return _NOT_IN_XML.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text without the line breaks in it."""
    return unbroken(text).strip()


def unbroken(text: str) -> str:
    """The same with what stands at its ends: for a part of a line."""
    return _BREAK.sub(" ", text)


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
    return len({bare(said["value"]).casefold() for said in decision["statements"]}) > 1


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
        value = bare(said["value"])
        wordings.setdefault(value.casefold(), quoted(value))
        outlets.setdefault(value.casefold(), {})[articles[said["article"]]["outlet"]] = True
    return [(wordings[value], list(names)) for value, names in outlets.items()]


def _articles(document):
    return {article["number"]: article for article in document["articles"]}


def _named(article):
    return article["outlet"], article["headline"] or article["file_name"]


def _language(articles, citation):
    code = articles[citation["article"]]["language"]
    return "" if code == "und" else code
