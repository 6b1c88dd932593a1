"""Numbers that tell by their value what they count.

`11,864 votes` in one article and `Brandt had 11,864` in another are one number; so are `94 branches` and `94 offices` where
the sentences share a word. A number of three figures says it alone; a shorter one needs words in common.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from articles.analysis.alignment import Item, ties
from articles.analysis.attributes import GROWING
from articles.analysis.context import shared_weight
from articles.analysis.quantities import Quantity, figures
from articles.analysis.slips import swapped
from articles.analysis.statements import TELLING_FIGURES

# Attributes from which it is plain what is counted, whatever noun is left out.
SPEAKING = GROWING | {"margin"}
# A number without a noun and without a unit.
BARE = "count:"
# Weight of the words that must be shared by two numbers of one value: where the value is telling, where it has two
# figures, and where it is small.
TELLING, TWO_FIGURES, SMALL = 0.0, 0.5, 1.5
# The weight of hanging on the same noun or verb.
TIE = 0.5
# Weight of the words that two counts of one value must share to be one fact under two nouns.
COMMON_WORD = 0.4


def under_one_key(items: list[Item], weights: dict[str, float]) -> list[Item]:
    """The items, those of one value under the key that most of them have, bare numbers under that of what they repeat."""
    items = _strangers_home(_under_one_noun(items, weights))
    named: dict[float, list[Item]] = defaultdict(list)
    by_attribute: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.key != BARE and item.value.kind in ("count", "measure", "percent", "money"):
            named[_written(item.value)].append(item)
            if item.attribute in SPEAKING and item.value.kind == "count":
                by_attribute[item.attribute].append(item)
    found = []
    for item in items:
        if item.key != BARE:
            found.append(item)
            continue
        likely = [one for one in named[_written(item.value)] if one.source != item.source]
        model = _model(item, likely, weights) or _of_attribute(item, by_attribute[item.attribute])
        if model is not None:
            found.append(_as(item, model))
        elif figures(item.value) >= TELLING_FIGURES:
            found.append(item)
    return found


def _written(quantity: Quantity) -> float:
    return round(quantity.value / quantity.factor, 6)


def _model(item: Item, likely: Iterable[Item], weights: dict[str, float]) -> Item | None:
    """The number of another source that the bare one repeats."""
    count = figures(item.value)
    needed = TELLING if count >= TELLING_FIGURES else TWO_FIGURES if count == 2 else SMALL
    best, most = None, -1.0
    for other in likely:
        shared = shared_weight(item.context, other.context, weights) + (TIE if ties(item, other) else 0.0)
        if shared >= needed and shared > most and (count >= TELLING_FIGURES or item.background == other.background):
            best, most = other, shared
    return best


def _of_attribute(item: Item, others: list[Item]) -> Item | None:
    """The count that has the bare number's attribute: the margin of an election is one of votes in every article."""
    keys = Counter(other.key for other in others if other.source != item.source)
    usual = keys.most_common(1)
    return next(other for other in others if other.key == usual[0][0]) if usual else None


def _as(item: Item, model: Item) -> Item:
    """The bare number with the unit and the noun of the other."""
    quantity: Quantity = item.value
    factor = model.value.factor
    value = replace(
        quantity,
        kind=model.value.kind,
        unit=model.value.unit,
        noun=model.value.noun,
        factor=factor,
        value=quantity.value * factor,
        low=quantity.low * factor,
        high=quantity.high * factor,
    )
    return replace(item, key=model.key, value=value, attribute=item.attribute or model.attribute)


def _under_one_noun(items: list[Item], weights: dict[str, float]) -> list[Item]:
    """Counts of several sources with one telling value count one thing, by whatever noun."""
    keys: dict[tuple[str, float], Counter[str]] = defaultdict(Counter)
    for item in items:
        if _can_be_renamed(item):
            keys[_sort(item), item.value.value][item.key] += 1
    usual = {value: found.most_common(1)[0][0] for value, found in keys.items() if len(found) > 1}
    return [_renamed(item, usual.get((_sort(item), item.value.value), item.key), items, weights) for item in items]


def _can_be_renamed(item: Item) -> bool:
    telling = not item.value.part or figures(item.value) >= TELLING_FIGURES
    return _can_be_swapped(item) and item.key != BARE and telling


def _renamed(item: Item, key: str, items: list[Item], weights: dict[str, float]) -> Item:
    if key == item.key or not _can_be_renamed(item):
        return item
    needed = TELLING if figures(item.value) >= TELLING_FIGURES else COMMON_WORD
    others = (one for one in items if one.key == key and one.value.value == item.value.value)
    close = any(
        one.source != item.source and shared_weight(one.context, item.context, weights) >= needed for one in others
    )
    return replace(item, key=key) if close else item


def _strangers_home(items: list[Item]) -> list[Item]:
    """Counts of one article alone, which look like a number of several others with two figures swapped, under its key.

    Another word (`34 embarcations`, `room for 340`) hides that it is the number of boats or seats. A number of three figures
    tells so alone; a shorter one where no other article uses the word, and its own gives no other count of the others' word.
    """
    sources: dict[str, set[str]] = defaultdict(set)
    givers: dict[tuple[str, float], set[str]] = defaultdict(set)
    models: dict[tuple[str, float], Item] = {}
    for item in items:
        sources[item.key].add(item.source)
        if _can_be_swapped(item):
            givers[_sort(item), item.value.value].add(item.source)
            models.setdefault((_sort(item), item.value.value), item)
    usual = [model for value, model in models.items() if len(givers[value]) > 1]
    return [_home(item, usual, givers, sources) for item in items]


def _can_be_swapped(item: Item) -> bool:
    return item.distinctive and item.value.kind in ("count", "bare", "ordinal")


def _sort(item: Item) -> str:
    return "ordinal" if item.value.kind == "ordinal" else "count"


def _home(item: Item, usual: list[Item], givers: dict, sources: dict[str, set[str]]) -> Item:
    if not _can_be_swapped(item) or len(givers[_sort(item), item.value.value]) > 1:
        return item
    for model in usual:
        if model.key == item.key or _sort(model) != _sort(item) or not swapped(item.value, model.value):
            continue
        known = item.source in givers[_sort(model), model.value.value]
        strange = item.key != BARE and len(sources[item.key]) == 1 and item.source not in sources[model.key]
        if not known and (strange or figures(item.value) >= TELLING_FIGURES):
            return replace(item, key=model.key)
    return item
