"""Values that differ in the same words: a sentence that two articles share, in which one of them changed the value.

Articles of one agency share whole sentences. Where the words around a place, a date or an age are the same, the values
are of one thing, whatever else the articles name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from articles.analysis.alignment import Agrees, Group, Item, Row, by_voices
from articles.analysis.context import sentence_number
from articles.analysis.dossier import Dossier

# Words on each side that are looked at, and how many in all must be the same, without a gap.
SIDE, SAME_WORDS = 8, 8
# Items behind the same two words that are compared with each other.
MOST_ALIKE = 60
_WORD = re.compile(r"\w+")


class _Frame(NamedTuple):
    """The words around an item inside its sentence, the nearest first."""

    item: Item
    before: tuple[str, ...]
    after: tuple[str, ...]

    def shares(self, other: "_Frame") -> bool:
        same = _in_common(self.before, other.before) + _in_common(self.after, other.after)
        return same >= SAME_WORDS


def changed_values(dossier: Dossier, items: Iterable[Item], agrees: Agrees) -> list[Row]:
    """Rows of two groups or more: items of several sources in the same words with values that do not agree."""
    frames = [_frame(dossier, item) for item in items]
    row_of: dict[int, list[int]] = {}
    for one, other in _candidates(frames):
        together = one in row_of and row_of[one] is row_of.get(other)
        if not together and frames[one].shares(frames[other]):
            joined = [*row_of.get(one, [one]), *row_of.get(other, [other])]
            row_of.update(dict.fromkeys(joined, joined))
    rows = [row for index, row in row_of.items() if row[0] == index]
    return [made for row in rows if (made := _row([frames[index].item for index in row], agrees)) is not None]


def _frame(dossier: Dossier, item: Item) -> _Frame:
    source = dossier.source(item.source)
    start, end = source.sentences[sentence_number(source, item.start)]
    before = _WORD.findall(source.text[start : item.start].lower())[-SIDE:]
    after = _WORD.findall(source.text[item.end : end].lower())[:SIDE]
    return _Frame(item, tuple(reversed(before)), tuple(after))


def _candidates(frames: list[_Frame]) -> Iterator[tuple[int, int]]:
    """Pairs of different sources and one kind with the same two words on one side."""
    alike: dict[tuple, list[int]] = defaultdict(list)
    for index, frame in enumerate(frames):
        for side, words in (("before", frame.before[:2]), ("after", frame.after[:2])):
            if len(words) == 2 and len(alike[frame.item.key, side, words]) < MOST_ALIKE:
                alike[frame.item.key, side, words].append(index)
    for group in alike.values():
        for one, other in combinations(group, 2):
            if frames[one].item.source != frames[other].item.source:
                yield one, other


def _in_common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _row(items: list[Item], agrees: Agrees) -> Row | None:
    groups: list[Group] = []
    for item in sorted(items, key=lambda item: (item.source, item.start)):
        home = next((group for group in groups if agrees(group.items[0].value, item.value)), None)
        if home is None:
            groups.append(Group([item]))
        else:
            home.items.append(item)
    apart = all(one.sources.isdisjoint(other.sources) for one, other in combinations(groups, 2))
    return Row(items[0].key, by_voices(groups)) if len(groups) > 1 and apart else None
