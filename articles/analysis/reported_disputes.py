"""Two values that one article itself sets against each other: `2,000 people, as her friends claim, or 800, as the police do`.

Crowds, tolls and costs are often told so. The article takes no side, and whoever gives one of the two values alone is
disputed by whoever gives the other.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from articles.analysis.alignment import Group, Item
from articles.analysis.dossier import Dossier, Source

_SAYS = (
    r"(?:according to|said|says?|saying|claim(?:s|ed)?|estimat(?:e[sd]?|ing)|puts?|putting|counted|counts|reckon(?:s|ed)?|"
    r"speaks? of|spoke of|figures?|as [\w’' ]{2,40}? (?:do|does|did|had it|have it|has it))"
)
_ATTRIBUTED = re.compile(rf"\b{_SAYS}\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:or|while|but|whereas|against|although|though|however|instead|rather than|not)\b|[;–—]", re.IGNORECASE
)
_ALTERNATIVE = re.compile(r"\bor (?:only |just |even |about |some |perhaps )*$", re.IGNORECASE)
# Characters between two numbers that are set against each other.
FARTHEST = 200

Disputes = frozenset[tuple[str, int, int]]


def disputes(dossier: Dossier, items: Iterable[Item]) -> Disputes:
    """(source, start, start) of every two numbers of one kind that an article sets against each other."""
    by_source: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        if not item.background:
            by_source[item.source, item.key].append(item)
    found = set()
    for (key, _), alike in by_source.items():
        alike.sort(key=lambda item: item.start)
        for one, other in zip(alike, alike[1:], strict=False):
            near = other.start - one.end <= FARTHEST and one.attribute == other.attribute
            if near and one.value.value != other.value.value and _set_against(dossier.source(key), one, other):
                found.add((key, one.start, other.start))
    return frozenset(found)


def _set_against(source: Source, one: Item, other: Item) -> bool:
    """Whether two sides are named, one with each number, and a word sets them against each other.

    What two sides pay, ask or offer are two things: only counts are taken, and sums with a plain `or` between them.
    """
    text = source.text
    between = text[one.end : other.start]
    start = source.sentences[one.context.sentence][0]
    _, end = source.sentences[other.context.sentence]
    if "\n" in between or other.context.sentence - one.context.sentence > 1 or not _AGAINST.search(between):
        return False
    alternative = _ALTERNATIVE.search(text, one.end, other.start)
    if one.value.kind != "count" and not alternative:
        return False
    told = [match.start() for match in _ATTRIBUTED.finditer(text, start, end)]
    if alternative:
        return bool(told)
    before, after = [place for place in told if place < one.start], [place for place in told if place > other.end]
    return len(told) > 1 and (bool(before) or bool(after) or len(told) > 2)


def disputed(found: Disputes, one: Group, other: Group) -> bool:
    """Whether an article sets a number of one group against one of the other."""
    return any(
        (item.source, *sorted((item.start, against.start))) in found
        for item in one.items
        for against in other.items
        if item.source == against.source
    )
