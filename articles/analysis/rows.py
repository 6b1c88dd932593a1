"""The facts of a story with what each source says of them: quantities, ages, dates. Checks and claims both read these.

A row holds the statements about one thing in groups that agree; a row of two groups is a conflict.
"""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import lru_cache

from articles.analysis.alignment import COMPARED, Group, Item, Row, Rules, align
from articles.analysis.anchors import anchors, link
from articles.analysis.context import Context, context, rarity, shared_weight
from articles.analysis.dates import dates
from articles.analysis.dossier import Dossier, Source
from articles.analysis.families import family
from articles.analysis.people import Age, ages
from articles.analysis.quantities import Quantity, is_person, quantities

# The word for what a quantity says, by the words beside it; the nearest of them decides.
_OF_MONEY = {
    **{word: word for word in "cost value reward fine damage profit revenue salary loss".split()},
    "donate": "donated",
    "raise": "raised",
}
_OF_LENGTH = {"long": "length", "wide": "width", "high": "height", "deep": "depth"}
_OF_TIME = {"late": "delay", "last": "duration", "build": "building time", "sentence": "sentence"}
_OF_COUNT = {
    "die": "killed",
    "injure": "injured",
    "evacuate": "evacuated",
    "arrest": "arrested",
    "rescue": "rescued",
    "miss": "missing",
    "missing": "missing",
    "steal": "stolen",
    "seek": "sought",
    "want": "sought",
    "hunt": "sought",
    "attend": "attendance",
    "employ": "employed",
    "trap": "trapped",
    "displace": "displaced",
    "queue": "queueing",
    "vote": "votes",
    "homeless": "homeless",
    "hospitalise": "in hospital",
    "hospitalize": "in hospital",
    "burn": "burned",
}
# What befalls and becomes people alone: shelters are opened for the evacuated, and are not evacuated.
_OF_PEOPLE = frozenset(
    "injured evacuated arrested rescued missing sought attendance employed homeless trapped displaced queueing".split()
) | {"in hospital"}
_HALF_TIME = re.compile(r"(?:at|by) (?:the )?(?:half-?time|half|break|interval)|half-?time", re.IGNORECASE)
BESIDE_SCORE = 16
ATTRIBUTES = {"money": _OF_MONEY, "measure": _OF_LENGTH, "duration": _OF_TIME, "count": _OF_COUNT}
# A sentence with one of these speaks of another time or another case.
_BACKGROUND = re.compile(
    r"\b(?:compared (?:with|to)|for comparison|up from|down from|last year|a year earlier|a year ago|previous(?:ly)?|"
    r"earlier this|in the past|years ago|on average|would be|if)\b",
    re.IGNORECASE,
)
# "Since 1990" and "until 2030" open a span of time that the story lies in.
_SPAN_OF_TIME = re.compile(
    r"\b(?:since|until|till|by|from|counting from)(?: the)?(?: year)?(?: end of)?(?: [A-Z]\w+)? $"
)
# Characters from the start of a sentence within which a date sets the time of all of it.
OPENING = 12
# In a live blog: a count that the next entry replaces.
_PASSING = re.compile(r"\b(?:now|so far|already|still|as things stand)\b", re.IGNORECASE)
# Below these a number alone tells nothing: many things are three, or ten metres long.
# A number of two figures and not round is telling from the second on.
# Quantities of a sentence that are noted beside each other.
MOST_NEIGHBOURS = 12
SMALL_COUNT, SMALL_MEASURE = 100, 12
# How far apart two numbers may be and still be the same one, as a share of it.
SAME_VALUE = 0.005
# Weight of the words that two counts of one value must share to be one fact under two nouns.
COMMON_WORD = 0.4
# Nouns that count everything.
_VAGUE_NOUNS = frozenset(
    "people time point case number part kind side thing way member million thousand group other pair piece item step "
    "day week month year hour minute second place percent".split()
)


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
        told = [_quantity_item(source, quantity) for quantity in free]
        items_of[source.key] = _together([item for item in told if item.value.value or item.attribute])
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
    return (
        one.distinctive
        and other.distinctive
        and not (one.background or other.background)
        and sorted(_figures(one.value)) == sorted(_figures(other.value))
        and mistyped(one.value, other.value)
    )


def _quantity_item(source: Source, quantity: Quantity) -> Item:
    words = context(source, quantity.start, quantity.end)
    sentence = words.sentence
    background = _is_background(source, sentence) or _is_of_another_year(source, quantity, sentence)
    attribute = _attribute(source, quantity, words)
    key, distinctive = _key(quantity), _is_distinctive(quantity)
    hangs_on = anchors(source, quantity.start, quantity.end) - {f"of:{family(quantity.noun)}"}
    if key.startswith("count:") and key.removeprefix("count:") not in _VAGUE_NOUNS:
        hangs_on |= {f"of:{key}"}
    return Item(
        source.key, quantity.start, quantity.end, key, quantity, words, attribute, distinctive, background, hangs_on
    )


@lru_cache(maxsize=20_000)
def _is_background(source: Source, sentence: int) -> bool:
    """Whether the sentence speaks of another time or case than the story's."""
    start, end = source.sentences[sentence]
    text = source.text[start:end]
    return bool((is_live(source) and _PASSING.search(text)) or _BACKGROUND.search(text))


def _is_of_another_year(source: Source, quantity: Quantity, sentence: int) -> bool:
    """Whether the quantity hangs on a verb that is dated to another year than the article's."""
    own = link(source, quantity.start, quantity.end).verb
    for start, end, fronted in _other_years(source, sentence):
        dated = link(source, start, end).verb
        if own is None or dated is None or own == dated or dated in own.ancestors and fronted:
            return True
    return False


@lru_cache(maxsize=20_000)
def _other_years(source: Source, sentence: int) -> tuple[tuple[int, int, bool], ...]:
    """Years of the sentence that are not the article's own, and whether they open it; "since 1990" is none."""
    start, end = source.sentences[sentence]
    text = source.text[start:end]
    found = (date for date in dates(text) if date.year)
    return tuple(
        (start + date.start, start + date.end, date.start < OPENING)
        for date in found
        if not _SPAN_OF_TIME.search(text, max(0, date.start - 40), date.start)
        and not (source.published and source.published.year == date.year)
    )


def _together(items: list[Item]) -> list[Item]:
    """The items of one source, each with the other quantities of its sentence among its words: they tell a fact apart."""
    by_sentence = defaultdict(list)
    for item in items:
        by_sentence[item.context.sentence].append(item)
    for neighbours in by_sentence.values():
        del neighbours[MOST_NEIGHBOURS:]
    return [_with_neighbours(item, by_sentence[item.context.sentence]) for item in items]


def _with_neighbours(item: Item, neighbours: list[Item]) -> Item:
    values = {f"{other.key} {other.value.value:.4g}" for other in neighbours if other is not item}
    listed = any(other.key == item.key for other in neighbours if other is not item)
    words = replace(item.context, words=item.context.words | values)
    return replace(item, context=words, listed=listed) if values else item


def _key(quantity: Quantity) -> str:
    if quantity.kind == "count":
        noun = "people" if is_person(quantity.noun) else family(quantity.noun)
        return f"count:{noun}{':part' if quantity.part else ''}"
    if quantity.kind == "ordinal":
        return f"ordinal:{family(quantity.noun)}"
    return f"{quantity.kind}:{quantity.unit}"


def _is_distinctive(quantity: Quantity) -> bool:
    """Whether the value alone tells that two sources mean one thing: 27.4 million pounds does, three people do not."""
    figures = quantity.digits.strip("0")
    if quantity.kind in ("ordinal", "share", "score"):
        return quantity.kind == "score"
    if quantity.kind in ("count", "percent"):
        if quantity.value != int(quantity.value):
            return len(figures) >= 2
        return quantity.value >= SMALL_COUNT or (len(figures) >= 2 and quantity.value > SMALL_MEASURE)
    return len(figures) >= 2 and quantity.value > SMALL_MEASURE


def _attribute(source: Source, quantity: Quantity, words: Context) -> str:
    if quantity.kind == "score":
        beside = source.text[max(0, quantity.start - BESIDE_SCORE) : quantity.end + BESIDE_SCORE]
        return "score at half-time" if _HALF_TIME.search(beside) else ""
    if quantity.kind == "ordinal":
        return "which one"
    if quantity.kind == "measure" and quantity.unit != "length":
        return quantity.unit
    known = ATTRIBUTES.get(quantity.kind, {})
    if quantity.kind == "count" and not is_person(quantity.noun):
        known = {word: attribute for word, attribute in known.items() if attribute not in _OF_PEOPLE}
    return next((known[found] for found in words.nearest if found in known), "")


def mistyped(one: Quantity, other: Quantity) -> bool:
    """Whether one number looks like the other with two digits swapped, one digit wrong, or a wrong scale."""
    same_unit = one.factor == other.factor
    first, second = _figures(one, written=same_unit), _figures(other, written=same_unit)
    if one.kind in ("ordinal", "score") or min(len(first), len(second)) < 2:
        return False
    if one.digits and other.digits and one.digits == other.digits and one.value != other.value:
        return True
    if len(first) != len(second):
        return False
    differing = [place for place in range(len(first)) if first[place] != second[place]]
    swapped = len(differing) == 2 and sorted(first) == sorted(second)
    return swapped or (len(differing) == 1 and len(first) >= 3 and one.kind != "percent")


def _figures(quantity: Quantity, *, written: bool = False) -> str:
    """The digits without zeros at the end: in the base unit, or in the unit that was written."""
    value = quantity.value / quantity.factor if written else quantity.value
    return f"{value:.6g}".replace(".", "").rstrip("0") if value else "0"


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
_LIVE_TIMES = re.compile(r"^\W*\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?\s*[-–—:|]", re.MULTILINE | re.IGNORECASE)
LIVE_ENTRIES = 3


def is_live(source: Source) -> bool:
    """Whether the article is a live blog: three paragraphs at least open with a time."""
    return len(_LIVE_TIMES.findall(source.text)) >= LIVE_ENTRIES


def is_update(dossier: Dossier, row: Row) -> bool:
    """Whether the values of a row are one count at several moments: a toll that rises from day to day, or in a live blog."""
    if row.attribute not in _GROWING:
        return False
    if any(is_live(dossier.source(key)) for key in row.sources):
        return True
    days = {dossier.source(key).published for key in row.sources}
    return None not in days and len(days) > 1
