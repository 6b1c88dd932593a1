"""The facts of a story with what each source says of them: quantities, ages, dates. Checks and claims both read these.

A row holds the statements about one thing in groups that agree; a row of two groups is a conflict.
"""

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from articles.analysis.ages import Age, ages
from articles.analysis.alignment import COMPARABLE, COMPARED, SOME_OTHER, Group, Item, Row, Rules, align
from articles.analysis.attributes import GROWING
from articles.analysis.context import context, rarity
from articles.analysis.counted import is_person
from articles.analysis.dossier import Dossier, Source
from articles.analysis.families import family
from articles.analysis.quantities import Quantity, bare_numbers, quantities
from articles.analysis.reported_disputes import disputed, disputes
from articles.analysis.same_value import BARE, under_one_key
from articles.analysis.slips import mistyped, rescaled, swapped
from articles.analysis.statements import is_live, is_specific, quantity_item, with_neighbours

# How far apart two numbers may be and still be the same one, as a share of it.
SAME_VALUE = 0.005
# Counts up to this stand for many things.
HANDFUL = 4
_OPENS_BRACKET = re.compile(r"\s?\((?:\w+ ){0,2}")
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
        every = sorted((*quantities(source), *bare_numbers(source)), key=lambda quantity: quantity.start)
        free = [q for q in every if not any(start <= q.start < end for start, end in taken[source.key])]
        free = [q for number, q in enumerate(free) if not (number and _restates(source, free[number - 1], q))]
        said = [quantity_item(source, quantity) for quantity in free]
        items += with_neighbours([item for item in said if item.value.value or item.attribute])
    items = _with_only(dossier, under_one_key(items, rarity(dossier)))
    for item in items:
        passing = item.background or (item.attribute in GROWING and not item.only)
        if not (passing and is_live(dossier.source(item.source))):
            items_of[item.source].append(item)
    told = disputes(dossier, items)
    rules = Rules(
        Quantity.agrees,
        _items_mistyped,
        _items_swapped,
        rivals=lambda one, other: (
            _can_clash(one, other)
            and _name_the_same(one, other)
            and not _adds_up(items_of, one, other)
            and not _knows(items_of, one, other)
            and not _knows(items_of, other, one)
        ),
        doubtful=lambda one, other: one.items[0].value.kind == "score",
        named_apart=lambda item: item.value.kind != "money",
        reported=lambda one, other: disputed(told, one, other),
        comparable=_of_one_size,
        claimed=_is_claimed,
    )
    return tuple(part for row in align(items, rules, rarity(dossier)) for part in _without_passing(dossier, row))


def _restates(source: Source, before: Quantity, quantity: Quantity) -> bool:
    """Whether it says the one before it once more, in brackets: `80 metres (262 feet)`, `2 million euros ($2.2 million)`."""
    if not _OPENS_BRACKET.fullmatch(source.text, before.end, quantity.start) or before.kind != quantity.kind:
        return False
    if quantity.kind == "money":
        return before.unit != quantity.unit
    return quantity.kind == "measure" and before.unit == quantity.unit and before.factor != quantity.factor


def _without_passing(dossier: Dossier, row: Row) -> list[Row]:
    """The row, what live blogs alone say of a growing count on its own: the count as it stood at that hour.

    A count of a live blog that is higher than all others is none that has passed: it stays.
    """
    if row.attribute not in GROWING or len(row.groups) < 2:
        return [row]
    passing = [group for group in row.groups if _is_live(dossier, group) and not _is_highest(group, row)]
    rest = [group for group in row.groups if group not in passing]
    return [Row(row.key, rest), *(Row(row.key, [group]) for group in passing)] if rest else [row]


def _is_live(dossier: Dossier, group: Group) -> bool:
    return all(is_live(dossier.source(key)) for key in group.sources)


def _is_highest(group: Group, row: Row) -> bool:
    return all(group is other or group.items[0].value.value > other.items[0].value.value for other in row.groups)


def _with_only(dossier: Dossier, items: list[Item]) -> list[Item]:
    """The items, those marked that give the only value of their attribute in their article; of a live blog, the last."""
    values: dict[tuple, set[float]] = defaultdict(set)
    for item in items:
        values[_sort(item)].add(round(item.value.value, 3))
    last = {_sort(item): item for item in items if item.attribute in GROWING and is_live(dossier.source(item.source))}
    return [
        replace(item, only=_can_be_only(item) and (len(values[_sort(item)]) == 1 or last.get(_sort(item)) is item))
        for item in items
    ]


def _sort(item: Item) -> tuple[str, ...]:
    return item.source, item.key, item.attribute, family(item.value.noun) if item.value.kind == "count" else ""


def _can_be_only(item: Item) -> bool:
    quantity: Quantity = item.value
    if quantity.kind in ("ordinal", "score") or item.background == SOME_OTHER:
        return False
    if (
        item.attribute and item.attribute == quantity.unit != "length"
    ):  # many things have a speed, a weight, a temperature
        return False
    return bool(item.attribute) or (quantity.kind == "count" and is_specific(quantity.noun))


def _knows(items_of: dict[str, list[Item]], group: Group, other: Group) -> bool:
    """Whether a source of the group gives the other's value too, of no other attribute: then it means two things."""
    against = other.items[0]
    return any(
        item.value.kind == against.value.kind
        and item.value.unit == against.value.unit
        and abs(item.value.value - against.value.value) <= SAME_VALUE * against.value.value
        and not (item.attribute and against.attribute and item.attribute != against.attribute)
        and (against.distinctive or item.key.partition(":part")[0] == against.key.partition(":part")[0])
        for key in group.present
        for item in items_of[key]
    )


def _adds_up(items_of: dict[str, list[Item]], one: Group, other: Group) -> bool:
    """Whether one side's value is the sum of several that a source of the other side gives, or what is left of 100."""
    for group, against in ((one, other), (other, one)):
        total, key = against.items[0].value.value, against.items[0].key
        for source in group.sources:
            parts = [item for item in items_of[source] if item.key == key and item.value.value < total]
            values = {item.value.value for item in parts}
            if len(values) > 1 and abs(sum(values) - total) <= SAME_VALUE * total and _are_parts(parts):
                return True
    first, second = one.items[0].value, other.items[0].value
    return first.kind == "percent" and abs(first.value + second.value - 100) <= SAME_VALUE * 100


def _is_claimed(one: Item, other: Item) -> bool:
    """Whether two bodies, or a body and the other article, count, measure or reckon in two ways; a handful of
    things only where both are named. No rank and no score."""
    values = one.value, other.value
    if one.teller == other.teller or any(value.kind in ("ordinal", "rank", "score", "bare") for value in values):
        return False
    several = all(value.kind != "count" or value.value > HANDFUL for value in values)
    return several or bool(one.teller and other.teller and not is_person(values[0].noun))


def _are_parts(items: list[Item]) -> bool:
    """Whether these can be parts of one whole: people, votes, sums; two lengths or hours only in sentences side by side."""
    sentences = [item.context.sentence for item in items]
    return items[0].value.kind not in ("measure", "duration") or max(sentences) - min(sentences) <= 1


def _of_one_size(one: Item, other: Item) -> bool:
    low, high = sorted((one.value.value, other.value.value))
    return 0 < high <= low * COMPARABLE and not (one.value.part or other.value.part)


def _can_clash(one: Group, other: Group) -> bool:
    """Numbers without anything that they count clash only where one looks like the other mistyped."""
    return one.items[0].key != BARE or any(
        mistyped(item.value, against.value) for item in one.items[:COMPARED] for against in other.items[:COMPARED]
    )


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
    if not typo and _stand_beside_places(one, other):
        return False
    if typo or any(
        _only_of_attribute(item, against) for item in one.items[:COMPARED] for against in other.items[:COMPARED]
    ):
        return True
    if any(item.listed for item in (one.items[0], other.items[0])):
        return any(_name_beside(item) == _name_beside(against) for item in one.items for against in other.items)
    return any(not names or not others or names & others for names, others in pairs)


def _only_of_attribute(item: Item, against: Item) -> bool:
    """Whether each article gives one such number alone, as one of the injured: then it is that of the story."""
    return bool(item.attribute) and item.attribute == against.attribute and item.only and against.only


def _stand_beside_places(one: Group, other: Group) -> bool:
    """Whether the towns nearest to the two numbers are different ones."""
    towns = [{town for item in group.items if (town := item.context.town)} for group in (one, other)]
    return all(towns) and not towns[0] & towns[1]


def _name_beside(item: Item) -> str:
    """The name nearest to the number."""
    return next((found for found in item.context.nearest if found in item.context.names), "")


def _items_swapped(one: Item, other: Item) -> bool:
    """Two telling numbers with the same digits in another order, or in another scale."""
    telling = one.distinctive and other.distinctive and not (one.background or other.background)
    if not telling or one.value.kind == "score":
        return False
    return swapped(one.value, other.value) or rescaled(one.value, other.value)


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
    """Exact ages by their number; the ten alone agrees with the exact age that most sources give inside it."""
    groups: dict[int, Group] = defaultdict(Group)
    for age in sorted(found, key=lambda age: age.until is not None):
        fitting = [years for years in groups if age.until and age.can_be(years)]
        years = max(fitting, key=lambda years: len(groups[years].sources), default=age.years)
        words = context(dossier.source(age.source), age.start, age.end)
        item = Item(age.source, age.start, age.end, f"age:{age.person}", age, words, "age")
        groups[years].items.append(item)
    return sorted(groups.values(), key=lambda group: -len(group.sources))


# --- Growing counts ---------------------------------------------------------------------------------------------------


def is_update(dossier: Dossier, row: Row) -> bool:
    """Whether the values of a row are one count at several moments: a toll that rises from day to day, or in a live blog."""
    if row.attribute not in GROWING:
        return False
    if any(_is_live(dossier, group) and not _is_highest(group, row) for group in row.groups):
        return True
    days = {dossier.source(key).published for key in row.sources}
    return None not in days and len(days) > 1


def outgrows(dossier: Dossier, row: Row) -> bool:
    """Whether a live blog gives a higher value of a growing count than all other articles."""
    growing = row.attribute in GROWING and len(row.groups) > 1
    return growing and any(_is_live(dossier, group) and _is_highest(group, row) for group in row.groups)
