"""Sound articles on one event, and what is said of a fault that is planted into them."""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from articles.text import Span, paragraphs, sentences
from bench.wordlists import REWORDINGS, STOP_WORDS


@dataclass(frozen=True)
class Place:
    """A place in a sound text; offsets as everywhere."""

    file: str
    start: int
    end: int


@dataclass(frozen=True)
class Edit(Place):
    """What stands at a place instead. `marked` is the part of `new` that matters, as a span of it."""

    new: str = ""
    marked: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Fault:
    """`edits` bring the error in; `setting` brings in sound words that it is seen against; `support` was there before.

    `one_of_two` says that one statement stands against one, so that nobody can tell which of them is wrong.
    """

    category: str
    kind: str
    edits: tuple[Edit, ...]
    reason: str
    support: tuple[Place, ...] = ()
    setting: tuple[Edit, ...] = ()
    correction: str | None = None
    one_of_two: bool = False


@dataclass(frozen=True)
class Sentence(Place):
    text: str = ""
    words: frozenset[str] = frozenset()

    def place(self, start: int, end: int) -> Place:
        """Of a part of this sentence."""
        return Place(self.file, self.start + start, self.start + end)

    @property
    def has_quote(self) -> bool:
        return any(mark in self.text for mark in '"“”')


@dataclass(frozen=True)
class Story:
    """`flaws` are known faults of the articles themselves, as (file, quoted words, categories, reason)."""

    name: str
    texts: dict[str, str]
    flaws: tuple[tuple, ...] = ()
    sentences: list[Sentence] = field(init=False)

    def __post_init__(self):
        parts = [
            Sentence(file, span.start, span.end, text[span.start : span.end], content(text[span.start : span.end]))
            for file, text in self.texts.items()
            for span in sentences(text)
        ]
        object.__setattr__(self, "sentences", parts)

    @property
    def whole(self) -> str:
        return "\n".join(self.texts.values())

    def paragraphs(self, file: str) -> list[Span]:
        return paragraphs(self.texts[file])

    def gaps(self, file: str) -> list[int]:
        """Where a paragraph may come in: the ends of paragraphs that leave no quotation open for the next one."""
        text = self.texts[file]
        return [p.end for p in self.paragraphs(file) if closed(text[p.start : p.end])]

    def inserted(self, file: str, at: int, text: str, marked: tuple[int, int] | None = None) -> Edit:
        """The text as a paragraph of its own behind the paragraph that ends at `at`, or on top of all for 0."""
        gap = "\n\n" if "\n\n" in self.texts[file] else "\n"
        start, end = marked or (0, len(text))
        if at == 0:
            return Edit(file, 0, 0, text + gap, (start, end))
        return Edit(file, at, at, gap + text, (len(gap) + start, len(gap) + end))


def closed(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def content(text: str) -> frozenset[str]:
    """The words that say what a text is about, cut to a stem."""
    return frozenset(stem(word) for word in re.findall(r"[A-Za-z]{3,}", text) if word.lower() not in STOP_WORDS)


@cache
def stem(word: str) -> str:
    word = word.lower()
    for ending in ("ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def shuffled(items: Iterable, rng: random.Random) -> list:
    items = list(items)
    return rng.sample(items, len(items))


def reworded(text: str, rng: random.Random) -> str:
    """Up to two words exchanged for others of the same sense; the text itself if it has none to exchange."""
    usable = [pair for pair in REWORDINGS if pair[0] in text]
    for old, new in rng.sample(usable, min(len(usable), 2)):
        text = text.replace(old, new, 1)
    return text
