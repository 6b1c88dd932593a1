"""Places carried through edits: `carry` for what must stay word for word, `follow` for what is still being written.

Where the changes themselves are known, nothing has to be found out: see articles.text.edits.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

from articles.text.differences import word_diff
from articles.text.matching import same_words
from articles.text.spans import Span

# The share of an edited sentence that must be left of the old one for it to be the same sentence still.
KEPT_WORDS = 0.4

_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"\w(?:\S*\w)?")


def carry(span: Span, old: str, new: str) -> Span | None:
    """Where a span of `old` lies in `new`, or None: one question to `Carried`."""
    return Carried(old, new).carry(span)


class Carried:
    """Where the places of an old text lie in a new one: found from the two texts alone, and never guessed.

    `carry` answers for one span. It stays when its words stand in the new text with the same signs between them, and
    what surrounds them proves that they are the same words and not others that read alike (articles.text.matching says
    when). If it cannot be proven, the span has lost its place, and a person may give it one.
    """

    def __init__(self, old: str, new: str):
        self.old, self.new = old, new

    def carry(self, span: Span) -> Span | None:
        """Where a span of the old text lies in the new one; None if it has lost its place, or is empty.

        White space may differ; at the ends of the span it is left away. A span within a word stays with the word.
        """
        span = _trimmed(span, self.old)
        if span is None or self.old == self.new:
            return span
        first, beyond = self._words_needed(span)
        places = self._places[first:beyond]
        if not places or None in places or places[-1] - places[0] != len(places) - 1:
            return None
        start = self._walk(first, places[0], span.start)
        last = self._walk(beyond - 1, places[-1], span.end - 1)
        if start is None or last is None:
            return None
        same = self.old[span.start : span.end].split() == self.new[start : last + 1].split()
        return Span(start, last + 1) if same else None

    @cached_property
    def _places(self):
        """For each word of the old text, which word of the new one it is, or None."""
        return same_words(self._read_old.words(), self._read_new.words())

    @cached_property
    def _read_old(self):
        return _Read(self.old)

    @cached_property
    def _read_new(self):
        return _Read(self.new)

    def _words_needed(self, span):
        """Which words must have kept their place: those that the span touches, and beside signs that stand alone at one
        of its ends the words on either side."""
        read = self._read_old
        first = bisect_right(read.chunks, span.start, key=lambda chunk: chunk.end)
        last = bisect_left(read.chunks, span.end, key=lambda chunk: chunk.start) - 1
        before, behind = not read.has_word(first), not read.has_word(last)
        return max(read.before[first] - before, 0), min(read.before[last + 1] + behind, len(read.spans))

    def _walk(self, word, place, at):
        """From a word to the character `at` of the old text, and as many characters, white space aside, in the new."""
        here, there = self._read_old.spans[word].start, self._read_new.spans[place].start
        step = 1 if at >= here else -1
        steps = len("".join(self.old[min(here, at) : max(here, at)].split()))
        while steps:
            there += step
            if not 0 <= there < len(self.new):
                return None
            steps -= not self.new[there].isspace()
        return there


class _Read:
    """A text as chunks between white space, and the words in them: a chunk without the signs at its ends.

    "fire-fighters", "3.5" and "mayor's" are one word each; a dash that stands alone is a chunk without a word.
    """

    def __init__(self, text):
        self.text = text
        self.chunks = [Span(*found.span()) for found in _CHUNK.finditer(text)]
        found = [_WORD.search(text, *chunk) for chunk in self.chunks]
        self.spans = [Span(*word.span()) for word in found if word]
        self.before = [0, *accumulate(bool(word) for word in found)]  # how many words stand before each chunk

    def words(self):
        return [self.text[start:end] for start, end in self.spans]

    def has_word(self, chunk):
        return self.before[chunk + 1] > self.before[chunk]


def _trimmed(span, text):
    quote = text[span.start : span.end]
    if not quote.strip():
        return None
    return Span(span.end - len(quote.lstrip()), span.start + len(quote.rstrip()))


def follow(span: Span, old: str, new: str) -> Span | None:
    """Where a span lies after its text was edited: its ends move with the words around them.

    Unlike `carry`, words changed inside the span stay inside it: whoever edits a sentence is still writing that one.
    None if fewer than KEPT_WORDS of its letters and digits are left: what stands there now is something else.
    """
    start = end = 0
    before = after = kept_letters = 0
    replaced = False  # the words just passed were removed and lay in the span: what follows stands in their place
    for op, text in word_diff(old, new):
        length = len(text)
        if op == "added":
            end = after + length if replaced and before >= span.end else end
            after += length
            continue
        kept = length if op == "same" else 0
        if before <= span.start < before + length:
            start = after + min(span.start - before, kept)
        if before < span.end <= before + length:
            end = after + min(span.end - before, kept)
        if kept:
            kept_letters += _letters(text[max(span.start - before, 0) : max(span.end - before, 0)])
        replaced = not kept and span.start < before + length and before < span.end
        before, after = before + length, after + kept
    is_still_it = kept_letters >= KEPT_WORDS * _letters(old[span.start : span.end])
    return Span(start, end) if end > start and is_still_it else None


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
