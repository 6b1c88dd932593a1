"""Which words of one text are which of another, where that is beyond doubt: what articles.text.carrying rests on."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

# So many words in a row, some of which stand in a row once in each text, show by themselves that they are the same
# place, moved or not.
PROOF = 8
# Words in a row by which such places are looked for.
GRAM = 4
# Fewer words than PROOF are the same place only between two such places. One word alone might be a coincidence.
SHORTEST = 2
# How far the match of a short run may reach into its neighbours: what lies beyond is proof enough.
LONGEST_REACH = 64
# Where other runs claim words of a run, as those of a copy are, the rest of it must be at least so many times as long.
NO_COPY = 2


class Run(NamedTuple):
    """Words in a row that are the same: `old[start:end]` is `new[there:there + length]`."""

    start: int
    end: int
    there: int

    @property
    def length(self):
        return self.end - self.start

    @property
    def there_end(self):
        return self.there + self.length


def same_words(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int | None]:
    """For each word of `old`, which word of `new` it is, or None where that is not certain.

    Certain are

    - runs of at least PROOF words that hold GRAM words in a row which stand once in each text; both texts begin and end
      alike in this, so a common beginning or end is such a run however short;
    - shorter runs between two of those that are neighbours in both texts, if all that was changed between the two is
      little: beside each run less than half of its length.

    A word that two runs claim is not certain: a passage may have been repeated right behind itself, or one of two equal
    words removed. Nor is what little else a run holds of which others claim a part: it may be a copy, whose first writing
    was edited. Each word is part of two of the long runs at most, so all takes time about proportional to the texts.
    """
    framed_old, framed_new = _framed(old), _framed(new)
    proven = [run for run in _runs(framed_old, framed_new, GRAM) if run.length >= PROOF]
    in_order = _in_order(proven)
    short, claims = _between(in_order, framed_old, framed_new)
    moved = set(proven) - set(in_order)
    places = _certain([*proven, *short], moved, [*proven, *claims], len(framed_old))
    return [None if place is None else place - PROOF for place in places[PROOF:-PROOF]]


def _framed(words):
    """With PROOF words in front and behind that stand nowhere else."""
    frame = [(side, number) for side in ("start", "end") for number in range(PROOF)]
    return [*frame[:PROOF], *words, *frame[PROOF:]]


def _runs(old, new, gram, here=None, there=None, reach=None) -> Iterator[Run]:
    """The longest runs around each `gram` words in a row that stand once in old[here] and once in new[there] (ranges;
    all if None). They may reach out of them by `reach` words."""
    here, there = here or range(len(old)), there or range(len(new))
    low = 0 if reach is None else max(here.start - reach, 0)
    high = len(old) if reach is None else min(here.stop + reach, len(old))
    places = _once(new, gram, there)
    done = {}  # diagonal: where its last run ends
    for words, start in _once(old, gram, here).items():
        at = places.get(words)
        if at is None or done.get(at - start, -1) >= start + gram:
            continue
        shift, end = at - start, start + gram
        while start > low and start + shift > 0 and old[start - 1] == new[start + shift - 1]:
            start -= 1
        while end < high and end + shift < len(new) and old[end] == new[end + shift]:
            end += 1
        done[shift] = end
        yield Run(start, end, start + shift)


def _once(words, gram, within) -> dict[tuple, int]:
    """The runs of `gram` words that stand once within the range, with their places."""
    rows = list(zip(*(words[within.start + n : within.stop] for n in range(gram)), strict=False))
    counts = Counter(rows)
    return {row: within.start + at for at, row in enumerate(rows) if counts[row] == 1}


def _in_order(runs) -> list[Run]:
    """The chain of runs that come in the same order in both texts and hold most words: the others were moved."""
    best = []  # (place in the new text, words up to there, run, what comes before it): both numbers rise
    for run in sorted(runs):
        at = bisect_left(best, run.there, key=lambda entry: entry[0])
        before = best[at - 1] if at else None
        words = run.length + (before[1] if before else 0)
        beaten = at
        while beaten < len(best) and best[beaten][1] <= words:
            beaten += 1
        if not (at < len(best) and best[at][0] == run.there and beaten == at):
            best[at:beaten] = [(run.there, words, run, before)]
    chain, entry = [], best[-1] if best else None
    while entry:
        chain.append(entry[2])
        entry = entry[3]
    return chain[::-1]


def _between(in_order, old, new) -> tuple[list[Run], list[Run]]:
    """The short runs between those that come in order: the certain ones, and all that claim words."""
    certain, claims = [], []
    for left, right in pairwise(in_order):
        if left.end >= right.start or left.there_end >= right.there:
            continue
        here, there = range(left.end, right.start), range(left.there_end, right.there)
        found = sorted(_runs(old, new, SHORTEST, here, there, LONGEST_REACH))
        claims += found
        inside = [_clipped(run, here, there) for run in found]
        chain = [left, *inside, right]
        if all(_near(one, other) for one, other in pairwise(chain)):
            certain += inside
    return certain, claims


def _clipped(run, here, there):
    """What of a run lies between its neighbours."""
    before = max(here.start - run.start, there.start - run.there, 0)
    behind = max(run.end - here.stop, run.there_end - there.stop, 0)
    return Run(run.start + before, run.end - behind, run.there + before)


def _near(one, other):
    """Whether two runs follow each other in both texts, with less changed between them than half the shorter one."""
    here, there = other.start - one.end, other.there - one.there_end
    return here >= 0 and there >= 0 and min(here, there) <= min(one.length, other.length) // 2


def _certain(runs, moved, claims, length) -> list[int | None]:
    """Where each word went, if one claim alone is laid to it on either side and its run is no copy."""
    here, there = Counter(), Counter()
    for run in claims:
        here.update(range(run.start, run.end))
        there.update(range(run.there, run.there_end))
    places = [None] * length
    for run in runs:
        free = [here[run.start + n] == there[run.there + n] == 1 for n in range(run.length)]
        contested = free.count(False)
        if contested >= GRAM and run in moved:
            continue
        for stretch in _stretches(free):
            at_an_end = run.start + stretch.start == 0 or run.start + stretch.stop == length
            if contested < GRAM or at_an_end or len(stretch) >= NO_COPY * contested:
                for n in stretch:
                    places[run.start + n] = run.there + n
    return places


def _stretches(free) -> Iterator[range]:
    """The stretches of true values."""
    at = 0
    for is_free, group in groupby(free):
        length = len(list(group))
        if is_free:
            yield range(at, at + length)
        at += length
