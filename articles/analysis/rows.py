"""The facts of a story with what each source says of them: quantities, ages, dates. Checks and claims both read these.

A row holds the statements about one thing in groups that agree; a row of two groups is a conflict.
"""

from collections import Counter, defaultdict
from dataclasses import replace
from functools import lru_cache

from articles.analysis.alignment import COMPARED, Group, Item, Row, Rules, align
from articles.analysis.context import context, rarity, shared_weight
from articles.analysis.dossier import Dossier
from articles.analysis.people import Age, ages
from articles.analysis.quantities import Quantity, quantities
from articles.analysis.slips import mistyped, swapped
from articles.analysis.statements import is_live, quantity_item, with_neighbours

# How far apart two numbers may be and still be the same one, as a share of it.
SAME_VALUE = 0.005
# Weight of the words that two counts of one value must share to be one fact under two nouns.
COMMON_WORD = 0.4
# --- Quantities -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def quantity_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Rows whose items hold a Quantity."""
    taken = defaultdict(list)
    for age in ages(dossier):
        taken[age.source].append((age.start, age.end))
    items: list[Item] = []
    items_of: dict[str, list[Item]] = defaultdict(list)
    for source in dossier.english:
        free = [q for q in quantities(source) if not any(start <= q.start < end for start, end in taken[source.key])]
        told = [quantity_item(source, quantity) for quantity in free]
        items_of[source.key] = with_neighbours([item for item in told if item.value.value or item.attribute])
        items += items_of[source.key]
    items = _under_one_noun(items, rarity(dossier))
    rules = Rules(
        Quantity.agrees,
        _items_mistyped,
        _items_swapped,
        rivals=lambda one, other: _name_the_same(one, other) and not _adds_up(items_of, one, other),
        doubtful=lambda one, other: (
            one.items[0].value.kind == "score" or _knows(items_of, one, other) or _knows(items_of, other, one)
        ),
        named_apart=lambda item: item.value.kind != "money",
    )
    return tuple(align(items, rules, rarity(dossier)))


def _under_one_noun(items: list[Item], weights: dict[str, float]) -> list[Item]:
    """Counts of several sources with one telling value and a word in common count one thing, by whatever noun."""
    keys: dict[float, Counter[str]] = defaultdict(Counter)
    for item in items:
        if item.distinctive and item.key.startswith("count:") and not item.value.part:
            keys[item.value.value][item.key] += 1
    usual = {value: found.most_common(1)[0][0] for value, found in keys.items() if len(found) > 1}
    return [_renamed(item, usual.get(item.value.value, item.key), items, weights) for item in items]


def _renamed(item: Item, key: str, items: list[Item], weights: dict[str, float]) -> Item:
    if key == item.key or not item.distinctive or not item.key.startswith("count:") or item.value.part:
        return item
    others = (one for one in items if one.key == key and one.value.value == item.value.value)
    close = any(
        one.source != item.source and shared_weight(one.context, item.context, weights) >= COMMON_WORD for one in others
    )
    return replace(item, key=key) if close else item


def _knows(items_of: dict[str, list[Item]], group: Group, other: Group) -> bool:
    """Whether a source of the group gives the other's value too, of whatever thing: then it means two things."""
    against = other.items[0]
    return any(
        item.value.kind == against.value.kind
        and item.value.unit == against.value.unit
        and abs(item.value.value - against.value.value) <= SAME_VALUE * against.value.value
        and (against.distinctive or item.key.partition(":part")[0] == against.key.partition(":part")[0])
        for key in group.sources
        for item in items_of[key]
    )


def _adds_up(items_of: dict[str, list[Item]], one: Group, other: Group) -> bool:
    """Whether one side's value is the sum of several that a source of the other side gives, or what is left of 100."""
    for group, against in ((one, other), (other, one)):
        total, key = against.items[0].value.value, against.items[0].key
        for source in group.sources:
            values = {item.value.value for item in items_of[source] if item.key == key and item.value.value < total}
            if len(values) > 1 and abs(sum(values) - total) <= SAME_VALUE * total:
                return True
    first, second = one.items[0].value, other.items[0].value
    return first.kind == "percent" and abs(first.value + second.value - 100) <= SAME_VALUE * 100


def _items_mistyped(one: Item, other: Item) -> bool:
    return mistyped(one.value, other.value)


def _name_the_same(one: Group, other: Group) -> bool:
    """False where both name somebody or some place and never the same: then they count in two places."""
    pairs = [
        (item.context.names, against.context.names)
        for item in one.items[:COMPARED]
        for against in other.items[:COMPARED]
    ]
    typo = mistyped(one.items[0].value, other.items[0].value)
    if _stand_beside_places(one, other) and not typo:
        return False
    if any(item.listed for item in (one.items[0], other.items[0])):
        return any(_name_beside(item) == _name_beside(against) for item in one.items for against in other.items)
    return typo or any(not names or not others or names & others for names, others in pairs)


def _stand_beside_places(one: Group, other: Group) -> bool:
    """Whether the towns nearest to the two numbers are different ones."""
    towns = [{town for item in group.items if (town := item.context.town)} for group in (one, other)]
    return all(towns) and not towns[0] & towns[1]


def _name_beside(item: Item) -> str:
    """The name nearest to the number."""
    return next((found for found in item.context.nearest if found in item.context.names), "")


def _items_swapped(one: Item, other: Item) -> bool:
    """Two telling numbers with the same digits in another order."""
    telling = one.distinctive and other.distinctive and not (one.background or other.background)
    return telling and one.value.kind != "score" and swapped(one.value, other.value)


# --- Ages -------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def age_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Rows whose items hold an Age in years; `key` is "age:" and the person."""
    by_person: dict[str, list[Age]] = defaultdict(list)
    for age in ages(dossier):
        if age.years is not None:
            by_person[age.person].append(age)
    return tuple(Row(f"age:{person}", _by_years(dossier, found)) for person, found in by_person.items())


def _by_years(dossier: Dossier, found: list[Age]) -> list[Group]:
    groups: dict[int, Group] = defaultdict(Group)
    for age in found:
        words = context(dossier.source(age.source), age.start, age.end)
        item = Item(age.source, age.start, age.end, f"age:{age.person}", age, words, "age")
        groups[age.years].items.append(item)
    return sorted(groups.values(), key=lambda group: -len(group.sources))


# --- Growing counts ---------------------------------------------------------------------------------------------------

# Counts that rise while a story unfolds.
_GROWING = {"killed", "injured", "missing", "arrested", "evacuated", "rescued", "homeless", "in hospital", "burned"}


def is_update(dossier: Dossier, row: Row) -> bool:
    """Whether the values of a row are one count at several moments: a toll that rises from day to day, or in a live blog."""
    if row.attribute not in _GROWING:
        return False
    if any(is_live(dossier.source(key)) for key in row.sources):
        return True
    days = {dossier.source(key).published for key in row.sources}
    return None not in days and len(days) > 1
