"""What a reader answers: the text of an article with what the file tells about it, or why the file cannot be read."""

from datetime import date, datetime
from typing import NamedTuple

BETWEEN_PARTS = " › "


class Removed(NamedTuple):
    """What of the file is not in the text, and why where that is known; "" where it is not."""

    text: str
    reason: str = ""


class Note(NamedTuple):
    """What somebody wrote in the file beside `text[start:end]` of the article."""

    start: int
    end: int
    author: str
    text: str


class SourceText(NamedTuple):
    """`text` is canonical. What the file does not tell is "" or None; headline, outlet and day may then be guesses.

    `published` is a day, or a moment with its offset from UTC. `address` begins with https:// or http://.
    """

    text: str
    headline: str = ""
    outlet: str = ""
    language: str = ""  # ISO 639, "und" when the text is too short to tell
    encoding: str = ""  # as Python names it; "" of a file that is not text
    published: date | datetime | None = None
    author: str = ""
    address: str = ""
    guid: str = ""
    removed: tuple[Removed, ...] = ()
    notes: tuple[Note, ...] = ()
    format: str = "text"


class SourceRefused(ValueError):
    """The file cannot be taken in. `reason` is a plain sentence; `line` counts from 1, `byte` from 0, where known."""

    def __init__(self, reason: str, line: int | None = None, byte: int | None = None):
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.byte = byte


class Part(NamedTuple):
    """Something that a file holds: its name there, and an article, a refusal, or bytes that are a file of their own."""

    name: str
    content: bytes | SourceText | SourceRefused


class Found(NamedTuple):
    """An article of a file, or why it cannot be read. `part` says where in the file: "" for the file itself."""

    part: str
    answer: SourceText | SourceRefused


def place(file_name: str, part: str) -> str:
    """`story.zip › a.docx`."""
    return f"{file_name}{BETWEEN_PARTS}{part}" if part else file_name
