"""Which sentences of two texts tell the same: the same words, or changed ones, or nothing of the kind in the other text.

Sentences meet through an index over their words, each with a bounded number of others: the time is about proportional
to the texts.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

# Likeness (0 to 1) from which two sentences count as one that was changed: below it, most pairs tell different things.
LIKE = 0.25
# A word that stands in more sentences of a text than this does not tell which one is meant.
MOST_PLACES = 12
# How many sentences of the other text each one is compared with: those with which it shares most rare words.
MOST_COMPARED = 6

_WORD = re.compile(r"\w+")
_STRAIGHT = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')


class Row(NamedTuple):
    """What stands side by side, as indexes into the two texts: a pair, or sentences that have no partner here."""

    left: range
    right: range
    is_pair: bool


class Alignment(NamedTuple):
    """Two texts side by side.

    `rows` hold every sentence of both texts once, each text in its own order. `partners` is {index on the left: index
    on the right} of all pairs; some are no rows, since they come in another order in the two texts. `same` are those
    on the left whose partner has the same words.
    """

    rows: list[Row]
    partners: dict[int, int]
    same: set[int]


def align(left: Sequence[str], right: Sequence[str]) -> Alignment:
    """The sentences of two texts side by side; each has one partner at most."""
    partners = _equal(left, right)
    same = set(partners)
    partners |= _alike(left, right, partners)
    return Alignment(_rows(_in_order(partners), len(left), len(right)), partners, same)


def _equal(left, right) -> dict[int, int]:
    """Sentences with the same characters, but for white space and the shape of quotation marks; repeated ones in turn."""
    places = defaultdict(deque)
    for index, sentence in enumerate(right):
        places[_plain(sentence)].append(index)
    return {index: places[plain].popleft() for index, plain in enumerate(map(_plain, left)) if places[plain]}


def _plain(sentence: str) -> str:
    return " ".join(sentence.split()).translate(_STRAIGHT)


def _alike(left, right, taken: dict[int, int]) -> dict[int, int]:
    """Of the sentences that are left over, the likest pairs first."""
    ours = {index: _words(sentence) for index, sentence in enumerate(left) if index not in taken}
    used = set(taken.values())
    theirs = {index: _words(sentence) for index, sentence in enumerate(right) if index not in used}
    weights = _weights([*map(_words, left), *map(_words, right)])
    likely = []
    for i, j in _candidates(ours, theirs, weights):
        likeness = _likeness(ours[i], theirs[j], weights)
        if likeness >= LIKE:
            likely.append((-likeness, abs(i / len(left) - j / len(right)), i, j))
    pairs, met = {}, set()
    for _, _, i, j in sorted(likely):
        if i not in pairs and j not in met:
            pairs[i] = j
            met.add(j)
    return pairs


def _words(sentence: str) -> frozenset[str]:
    return frozenset(_WORD.findall(sentence.casefold()))


def _weights(sentences: list[frozenset[str]]) -> dict[str, float]:
    """How much each word tells: the more, the fewer sentences have it."""
    counts = Counter(word for words in sentences for word in words)
    return {word: log(1 + len(sentences) / count) ** 2 for word, count in counts.items()}


def _candidates(ours, theirs, weights) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: they share words that stand in few sentences."""
    places = defaultdict(list)
    for index, words in theirs.items():
        for word in words:
            places[word].append(index)
    for i, words in ours.items():
        shared = Counter()
        for word in sorted(words):
            if len(places.get(word, ())) <= MOST_PLACES:
                for j in places.get(word, ()):
                    shared[j] += weights[word]
        for j, _ in shared.most_common(MOST_COMPARED):
            yield i, j


def _likeness(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    """What two sentences share as a part of all that they hold, by weight: 0 to 1."""

    def weight(words):
        return sum(weights[word] for word in words)

    return 2 * weight(one & other) / (weight(one) + weight(other))


def _in_order(partners: dict[int, int]) -> list[tuple[int, int]]:
    """The longest chain of pairs that come in the same order in both texts."""
    ends, chains, before = [], [], {}
    for i in sorted(partners):
        at = bisect_left(ends, partners[i])
        ends[at : at + 1] = [partners[i]]
        chains[at : at + 1] = [i]
        before[i] = chains[at - 1] if at else None
    chain, i = [], chains[-1] if chains else None
    while i is not None:
        chain.append((i, partners[i]))
        i = before[i]
    return chain[::-1]


def _rows(chain: list[tuple[int, int]], left: int, right: int) -> list[Row]:
    """The pairs of the chain, and between them what has no partner there."""
    rows, past_left, past_right = [], 0, 0
    for i, j in [*chain, (left, right)]:
        if i > past_left or j > past_right:
            rows.append(Row(range(past_left, i), range(past_right, j), is_pair=False))
        if i < left:
            rows.append(Row(range(i, i + 1), range(j, j + 1), is_pair=True))
        past_left, past_right = i + 1, j + 1
    return rows
