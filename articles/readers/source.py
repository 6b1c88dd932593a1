"""What a reader answers: the text of an article with what the file tells about it, or why the file cannot be read."""

from datetime import date
from typing import NamedTuple


class SourceText(NamedTuple):
    """`text` is canonical. `headline`, `outlet` and `published` are guesses for an editor to confirm; "" and None mean none."""

    text: str
    headline: str
    outlet: str
    language: str  # ISO 639-1, "und" when the text is too short to tell
    encoding: str  # as Python names it
    published: date | None = None


class SourceRefused(ValueError):
    """The file cannot be taken in. `reason` is a plain sentence; `line` counts from 1, `byte` from 0, where known."""

    def __init__(self, reason: str, line: int | None = None, byte: int | None = None):
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.byte = byte
