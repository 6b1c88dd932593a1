"""Two texts that were written from one: both sets of changes together, where they do not meet."""

from functools import cached_property
from typing import NamedTuple

from articles.text.differences import pieces, word_diff
from articles.text.edits import Edit


class MergePiece(NamedTuple):
    """A stretch of a merge. `op` is "same", "removed" or "added"; `by` is "mine" or "theirs", or "both" of them."""

    op: str
    by: str
    text: str


def merge(base: str, mine: str, theirs: str) -> list[MergePiece] | None:
    """What both writers did to `base`, word by word, or None where their changes meet.

    The same and added pieces joined are the merged text (`merged_text`). Two changes meet when no word of `base` stands
    between them; a change that both made alike is made once. So every word of the merged text stands in it as often as
    its writers wrote it, and every two neighbouring words of it were neighbours in one of the three texts.
    """
    own, other = _edits(base, mine), _edits(base, theirs)
    alike = set(own) & set(other)
    edits = [(edit, "both" if edit in alike else "mine") for edit in own]
    edits += [(edit, "theirs") for edit in other if edit not in alike]
    edits.sort(key=lambda entry: entry[0][:2])
    if any(_meet(base, one, two) for one, two in zip(edits, edits[1:], strict=False)):
        return None
    return _merged(base, edits)


def merged_text(merged: list[MergePiece]) -> str:
    return "".join(piece.text for piece in merged if piece.op != "removed")


class Clash:
    """`mine` was typed over `base` while somebody else saved `theirs`. `name` is the field, `label` its name for people.

    Without a known base (None) there is nothing to merge, and `mine` is compared with `theirs`.
    """

    def __init__(self, base, mine, theirs, *, name="", label=""):
        self.base, self.mine, self.theirs, self.name, self.label = base, mine, theirs, name, label

    @property
    def mine_changed(self):
        return word_diff(self.theirs if self.base is None else self.base, self.mine)

    @property
    def theirs_changed(self):
        return word_diff(self.theirs if self.base is None else self.base, self.theirs)

    @cached_property
    def merged(self):
        """[MergePiece], or None where both changed the same words."""
        return None if self.base is None else merge(self.base, self.mine, self.theirs)

    @property
    def together(self):
        """The text with both changes; None where they meet."""
        return None if self.merged is None else merged_text(self.merged)


def _edits(base, text):
    edits, at, removed = [], 0, ""
    for op, words in [*pieces(base, text), ("same", "")]:
        if op == "removed":
            removed = words
            continue
        if op == "added":
            edits.append(Edit(at, at + len(removed), words))
        elif removed:
            edits.append(Edit(at, at + len(removed), ""))
        at += len(removed) + (len(words) if op == "same" else 0)
        removed = ""
    return edits


def _meet(base, first, second):
    """Changes of one writer never meet: where they do, they are one change."""
    (one, by), (two, by_too) = first, second
    if by == by_too or "both" in (by, by_too):
        return two.start < one.end
    return not any(character.isalnum() for character in base[one.end : two.start])


def _merged(base, edits):
    merged, at = [], 0
    for (start, end, text), by in edits:
        merged += [
            MergePiece("same", "both", base[at:start]),
            MergePiece("removed", by, base[start:end]),
            MergePiece("added", by, text),
        ]
        at = end
    return [piece for piece in [*merged, MergePiece("same", "both", base[at:])] if piece.text]
