"""Quotations of the draft that are not word for word in the cited words. What is left out must be marked."""

import re
from collections.abc import Iterator, Sequence

from articles.analysis.support.texts import Cited, Point
from articles.text import Span

# Marked as left out, or put in by the writer.
_GAP = re.compile(r"\(?(?:\.\s?){3,}\)?|\[?\s?…\s?\]?|\[[^\]]*\]")
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘(?=\S)[^‘]*?(?:(?<=[\w.,!?…])’(?!\w)|$)")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_STRAIGHT = str.maketrans("’‘–—‐‑", "''----")


def quotations(text: str) -> list[Span]:
    """The quotations of a paragraph with their marks; one that is not closed reaches to its end."""
    return [Span(*match.span()) for match in _QUOTED.finditer(text) if _words(match.group())]


def unsupported_quotations(text: str, start: int, end: int, cited: Sequence[Cited]) -> Iterator[Point]:
    """The quotations in the sentence `text[start:end]` of a paragraph that no cited words hold word for word."""
    for span in quotations(text):
        first, last = max(span.start, start), min(span.end, end)
        if first < last and _words(text[first:last]) and not any(_holds(one.text, text[first:last]) for one in cited):
            yield Point("quote", first, last, text[first:last])


def _holds(source: str, quoted: str) -> bool:
    """Whether the words stand in the source in this order, without a gap but where one is marked."""
    whole, reached = " " + " ".join(_words(source)) + " ", 0
    for part in _GAP.split(quoted):
        words = " ".join(_words(part))
        if not words:
            continue
        place = whole.find(f" {words} ", reached)
        if place < 0:
            return False
        reached = place + len(words) + 1
    return True


def _words(text: str) -> list[str]:
    """The words in small letters: quotation marks, stops and capitals are the paper's, the words are the speaker's."""
    return _WORD.findall(text.translate(_STRAIGHT).casefold())
