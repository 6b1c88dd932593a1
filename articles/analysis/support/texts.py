"""What a sentence of the draft is held against: the words of the sources that it cites."""

import re
from dataclasses import dataclass
from datetime import date

# Characters before the cited words in which the person may be named whom a pronoun in them means.
REACH = 400


@dataclass(frozen=True)
class Cited:
    """Cited words, read with the corrections that editors accepted.

    `before` is what stands in front of them in their article, `article` all of it; both say whom a surname or a pronoun
    means, and nothing else. `published` is the day on which "Monday" and "yesterday" are read.
    """

    text: str
    before: str = ""
    article: str = ""
    published: date | None = None


@dataclass(frozen=True)
class Point:
    """Something in a sentence that its sources do not bear out: `text[start:end]` of the paragraph, which are `words`."""

    kind: str
    start: int
    end: int
    words: str


def blanked(text: str, spans) -> str:
    """The text with spaces in place of the spans: every other character stays where it is."""
    for start, end in spans:
        text = text[:start] + re.sub(r"\S", " ", text[start:end]) + text[end:]
    return text
