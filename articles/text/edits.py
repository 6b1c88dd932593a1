"""Known changes of a text: what it reads after them, and where its places lie then. Nothing is guessed here."""

from collections.abc import Iterable
from typing import NamedTuple

from articles.text.spans import Span

_CLOSE_UP = tuple(".,;:!?)]”’")  # no space stands before these, also where words were taken out


class Edit(NamedTuple):
    """`text[start:end]` becomes `words`."""

    start: int
    end: int
    words: str


class EditsMeet(ValueError):
    """Two edits change the same words: `first` and `second` cannot both be made."""

    def __init__(self, first: Edit, second: Edit):
        super().__init__(f"The change at {second.start} meets the one at {first.start}.")
        self.first, self.second = first, second


def meet(one: Edit, other: Edit) -> bool:
    """Whether two edits change the same characters, or put words in at the same point."""
    first, second = sorted([one, other])
    return second.start < first.end or second.start == first.start


class Edited:
    """A text with edits made: `text` is what it reads then. Raises EditsMeet when two of them change the same words."""

    def __init__(self, old: str, edits: Iterable[Edit]):
        self.old = old
        self.edits = sorted(edits)
        for first, second in zip(self.edits, self.edits[1:], strict=False):
            if meet(first, second):
                raise EditsMeet(first, second)
        self.text = "".join(words for _, words in self.pieces())

    def pieces(self) -> list[tuple[Edit | None, str]]:
        """The new text in order: [(the edit that wrote it or None, characters)]; an edit that removes words has none."""
        found, at = [], 0
        for edit in self.edits:
            found += [(None, self.old[at : edit.start]), (edit, edit.words)]
            at = edit.end
        return [*found, (None, self.old[at:])]

    def carry(self, span: Span) -> Span | None:
        """Where a span of the old text lies in the new one; None if an edit changed words of it or next to them within
        one word, or if it holds no word and no sign.
        """
        if not self.old[span.start : span.end].strip():
            return None
        shift = 0
        for edit in self.edits:
            if edit.end <= span.start:
                shift += len(edit.words) - (edit.end - edit.start)
            elif edit.start < span.end:
                return None
        carried = Span(span.start + shift, span.end + shift)
        return carried if self._cuts(span, self.old) == self._cuts(carried, self.text) else None

    def place_of(self, edit: Edit) -> Span:
        """Where the words of an edit stand in the new text."""
        shift = sum(len(other.words) - (other.end - other.start) for other in self.edits if other < edit)
        return Span(edit.start + shift, edit.start + shift + len(edit.words))

    def around(self, span: Span) -> Span | None:
        """What stands now where a span stood, changed words of it included; None if nothing is left of it."""
        start, end = self._moved(span.start, to_end=False), self._moved(span.end, to_end=True)
        return Span(start, end) if self.text[start:end].strip() else None

    def _moved(self, position, *, to_end):
        """A position of the old text in the new one; within an edit, where its words begin or end."""
        shift = 0
        for edit in self.edits:
            if edit.end <= position:
                shift += len(edit.words) - (edit.end - edit.start)
            elif edit.start < position:
                return edit.start + shift + (len(edit.words) if to_end else 0)
        return position + shift

    @staticmethod
    def _cuts(span, text):
        """Whether a word goes on before the span, and behind it."""
        return tuple(
            0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (span.start, span.end)
        )


def removal(text: str, start: int, end: int) -> Edit:
    """The edit that takes `text[start:end]` out, with the white space that would be left over beside it.

    A whole paragraph goes with the empty lines behind it; within one, no double space and none before a comma stays.
    """
    before, behind = text[:start].rstrip(), text[end:].lstrip()
    is_line = "\n" in text[len(before) : start] or not before
    ends_line = "\n" in text[end : len(text) - len(behind)] or not behind
    if is_line and ends_line:
        return Edit(start, len(text) - len(behind), "") if behind else Edit(len(before), end, "")
    if text[end : end + 1] in _CLOSE_UP and not is_line:
        return Edit(len(before), end, "")
    if text[end : end + 1] in (" ", "\t") and text[start - 1 : start].isspace():
        return Edit(start, end + 1, "")
    return Edit(start, end, "")
