"""What happened between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from articles.text.splitting import CLOSING

# Two stretches whose lengths (in words) multiply to more than this are shown as removed and added, not word by word.
LARGEST_DIFF = 1_000_000
# How far a change may be moved to be cut where a sentence ends.
LONGEST_SHIFT = 60


class Piece(NamedTuple):
    """A stretch of a difference. `op` is "same", "removed" or "added"."""

    op: str
    text: str


_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_UNIT = re.compile(r"[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+")


def word_diff(old: str, new: str) -> list[Piece]:
    """What happened between two texts, word by word.

    The same and removed pieces joined give `old`, the same and added ones `new`. No two neighbours share an op.
    """
    return _joined(iter(_slid(pieces(old, new))))


def pieces(old: str, new: str) -> list[Piece]:
    """The plain difference: `word_diff` before it is cut where sentences end."""
    return _joined(_diff(old, new, (_UNIT, _TOKEN)))


def _diff(old: str, new: str, grains: tuple[re.Pattern, ...]) -> Iterator[Piece]:
    """Compares by the first grain, and what it finds changed by the finer ones."""
    if old == new or not (old and new) or not grains:
        yield from _replaced(old, new)
        return
    before, after = grains[0].findall(old), grains[0].findall(new)
    lead = _common_length(before, after)
    tail = _common_length(before[lead:][::-1], after[lead:][::-1])
    middle_before, middle_after = before[lead : len(before) - tail], after[lead : len(after) - tail]
    yield Piece("same", "".join(before[:lead]))
    if len(middle_before) * len(middle_after) > LARGEST_DIFF:
        yield from _replaced("".join(middle_before), "".join(middle_after))
    else:
        matcher = SequenceMatcher(None, middle_before, middle_after, autojunk=len(middle_before) > 200)
        for _, a, b, c, d in matcher.get_opcodes():
            yield from _diff("".join(middle_before[a:b]), "".join(middle_after[c:d]), grains[1:])
    yield Piece("same", "".join(before[len(before) - tail :]))


def _replaced(old: str, new: str) -> Iterator[Piece]:
    if old == new:
        yield Piece("same", old)
    else:
        yield Piece("removed", old)
        yield Piece("added", new)


def _common_length(first: list[str], second: list[str]) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Without empty pieces, neighbours of one op made one, and what was removed before what was added."""
    joined: list[Piece] = []
    gone, come = [], []

    def flush():
        joined.extend(Piece(op, "".join(parts)) for op, parts in (("removed", gone), ("added", come)) if any(parts))
        gone.clear()
        come.clear()

    for op, text in pieces:
        if op != "same":
            (gone if op == "removed" else come).append(text)
        elif text:
            flush()
            if joined and joined[-1].op == "same":
                joined[-1] = Piece("same", joined[-1].text + text)
            else:
                joined.append(Piece("same", text))
    flush()
    return joined


def _slid(pieces: list[Piece]) -> list[Piece]:
    """Between equal words a change can be cut in several ways: cut it where a sentence ends, as its writer did.

    "Rain fell[. It stopped]. Sun came." becomes "Rain fell.[ It stopped.] Sun came."
    """
    for i in range(1, len(pieces) - 1):
        before, (op, text), after = pieces[i - 1 : i + 2]
        if before.op == after.op == "same" and op != "same":
            shift = next((n for n in _shifts(text, after.text) if _ends_sentence(before.text + text[:n], text[n:])), 0)
            pieces[i - 1] = Piece("same", before.text + text[:shift])
            pieces[i] = Piece(op, text[shift:] + after.text[:shift])
            pieces[i + 1] = Piece("same", after.text[shift:])
    return [piece for piece in pieces if piece.text]


def _shifts(text: str, after: str) -> Iterator[int]:
    """How far right a change may move: as long as what it leaves behind is what it takes in."""
    yield 0
    yield from range(1, _common_length(list(text[:LONGEST_SHIFT]), list(after[:LONGEST_SHIFT])) + 1)


def _ends_sentence(before: str, behind: str) -> bool:
    return before.rstrip(CLOSING)[-1:] in tuple(".!?…") and behind[:1].isspace()
