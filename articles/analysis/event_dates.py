"""When things happened according to each source, and in which year the story plays.

A date enters under its weekday, its day of the month, its month and its year, as far as it names them; under each of
these, dates of one happening come together by the words around them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from articles.analysis import language
from articles.analysis.ages import ages
from articles.analysis.alignment import COMPARED, Group, Item, Row, Rules, align, by_voices
from articles.analysis.anchors import LIGHT, anchors
from articles.analysis.calendar_slips import slips
from articles.analysis.context import Context, context, opening, rarity
from articles.analysis.dates import ClockTime, WrittenDate, dateline, told_times
from articles.analysis.dossier import Dossier, Source
from articles.analysis.families import family
from articles.analysis.quantities import quantities
from articles.analysis.relative_dates import told_dates
from articles.analysis.same_words import changed_values
from articles.analysis.weekdays import misfits

HALF_DAY = 12 * 60
# The day of the event stands in one of the first sentences.
LEAD_SENTENCES = 2


@lru_cache(maxsize=4)
def date_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Rows whose items hold a WrittenDate; `key` is weekday, day, month or year."""
    items = []
    births = {(age.source, age.number_start) for age in ages(dossier) if age.years is None}
    for source in dossier.english:
        head = dateline(source)
        for found in told_dates(dossier, source.key):
            if not (head and head.start() <= found.start < head.end()) and (source.key, found.start) not in births:
                items += _items(source, found)
    rules = Rules(
        _agree,
        _mistyped,
        _days_swapped,
        rivals=lambda one, other: not (_knows(dossier, one, other) and _knows(dossier, other, one)),
        doubtful=lambda one, other: not _apart(dossier, one, other),
        named_apart=lambda item: False,
    )
    aligned = [*changed_values(dossier, items, _agree), *align(items, rules, rarity(dossier))]
    rows = _with_months_swapped(dossier, _with_voices(aligned))
    disputed = any(row.key == "weekday" and len(row.groups) > 1 for row in rows)
    return (*rows, *(() if disputed else _lead(dossier, items)))


def _with_voices(rows: list[Row]) -> list[Row]:
    """A disputed day, month or year with all other sources that give one of its values, in whatever words."""
    kept = [row for row in rows if len(row.groups) == 1]
    disputed = [row for row in rows if len(row.groups) > 1]
    for row in disputed:
        for other in [one for one in kept if one.key == row.key != "weekday" and not one.sources & row.sources]:
            sides = [group for group in row.groups if _agree(group.items[0].value, other.items[0].value)]
            if len(sides) == 1:
                sides[0].items += other.items
                kept.remove(other)
        row.groups = by_voices(row.groups)
    return disputed + kept


def _with_months_swapped(dossier: Dossier, rows: list[Row]) -> list[Row]:
    """Where all other articles name a day, the same day of another month in the one that does not is that day mistaken."""
    days = [row for row in rows if row.key == "day" and len(row.groups) == 1]
    by_day: dict[tuple, list[Row]] = defaultdict(list)
    for row in days:
        by_day[row.items[0].value.month, row.items[0].value.day].append(row)
    others = len(dossier.english) - 1
    for (month, day), named in by_day.items():
        sources = set().union(*(row.sources for row in named))
        if others < 2 or len(sources) != others:
            continue
        for odd in (row for row in days if len(row.groups) == 1 and row.sources.isdisjoint(sources)):
            value: WrittenDate = odd.items[0].value
            if value.day == day and value.month != month and all(row.groups for row in named):
                odd.groups = [Group([item for row in named for item in row.items]), odd.groups[0]]
                for row in named:
                    row.groups = []
    return [row for row in rows if row.groups]


def _apart(dossier: Dossier, one: Group, other: Group) -> bool:
    """Whether no source of either group also names the date of the other: who names both means two dates."""
    return not _knows(dossier, one, other) and not _knows(dossier, other, one)


def _knows(dossier: Dossier, group: Group, other: Group) -> bool:
    compared = other.items[:COMPARED]
    return any(
        _agree(found, item.value) for key in group.sources for found in told_dates(dossier, key) for item in compared
    )


def _lead(dossier: Dossier, items: list[Item]) -> list[Row]:
    """The weekday that each article opens with, where one article stands against two or more."""
    first: dict[str, Item] = {}
    for item in items:
        early = item.context.sentence < opening(dossier.source(item.source)) + LEAD_SENTENCES
        if item.key == "weekday" and early:
            first.setdefault(item.source, item)
    by_day: dict[int, Group] = defaultdict(Group)
    for item in first.values():
        by_day[item.value.weekday].items.append(item)
    groups = sorted(by_day.values(), key=lambda group: -len(group.sources))
    outvoted = len(groups) == 2 and len(groups[0].sources) > 1 == len(groups[1].sources)
    return [Row("weekday", groups)] if outvoted and _apart(dossier, *groups) else []


@lru_cache(maxsize=4)
def same_dates(dossier: Dossier) -> tuple[Row, ...]:
    """One row for every date that is written in the story, whatever happened on it: a weekday is one day in one story."""
    by_value: dict[tuple, list[Item]] = defaultdict(list)
    for row in date_rows(dossier):
        for item in row.items:
            by_value[(item.key, _value(item))].append(item)
    return tuple(Row(key, [Group(items)]) for (key, _), items in by_value.items())


def _value(item: Item) -> tuple:
    found: WrittenDate = item.value
    return {
        "weekday": (found.weekday,),
        "day": (found.month, found.day),
        "month": (found.month, found.year),
        "year": (found.year,),
    }[item.key]


@lru_cache(maxsize=4)
def time_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Rows whose items hold a ClockTime; the times that open the entries of a live blog are left out."""
    items = [
        Item(
            source.key,
            found.start,
            found.end,
            "time",
            found,
            context(source, found.start, found.end),
            anchors=anchors(source, found.start, found.end),
        )
        for source in dossier.english
        for found in told_times(source.text)
    ]
    return tuple(align(items, Rules(_same_time), rarity(dossier)))


def _same_time(one: ClockTime, other: ClockTime) -> bool:
    if one.certain and other.certain:
        return one.minutes == other.minutes
    return one.minutes % HALF_DAY == other.minutes % HALF_DAY


def _items(source: Source, found: WrittenDate) -> list[Item]:
    keys = [
        key
        for key, given in (
            ("weekday", found.weekday is not None),
            ("day", found.day is not None),
            ("month", found.day is None and found.month is not None),
            ("year", found.month is None and found.year is not None),
        )
        if given
    ]
    words = _with_ordinals(source, context(source, found.start, found.end))
    verb = _governor(source, found)
    hangs_on = anchors(source, found.start, found.end)
    return [Item(source.key, found.start, found.end, key, found, words, verb, anchors=hangs_on) for key in keys]


def _with_ordinals(source: Source, words: Context) -> Context:
    """A first review is told from a second one."""
    start, end = source.sentences[words.sentence]
    ranked = {
        f"{family(quantity.noun)} {quantity.value:g}"
        for quantity in quantities(source)
        if quantity.kind == "ordinal" and start <= quantity.start < end
    }
    return replace(words, words=words.words | ranked) if ranked else words


def _governor(source: Source, found: WrittenDate) -> str:
    """What happened on that date: the word it hangs on, or the family of that word."""
    span = language.parse(source).char_span(found.start, found.end, alignment_mode="expand")
    if span is None:
        return ""
    head = span.root.head
    while head.pos_ in ("ADP", "PROPN", "NUM") and head.head != head:
        head = head.head
    lemma = head.lemma_.lower()
    return family(lemma) if head.pos_ in ("VERB", "NOUN") and lemma not in LIGHT else ""


def _agree(one: WrittenDate, other: WrittenDate) -> bool:
    pairs = [
        (one.weekday, other.weekday),
        (one.day, other.day),
        (one.month, other.month),
        (one.year, other.year),
    ]
    compared = [left == right for left, right in pairs if left is not None and right is not None]
    return bool(compared) and all(compared)


def _mistyped(first_item: Item, second_item: Item) -> bool:
    """Two years with the same digits in another order; one month, or one day of it, in two years with one digit wrong;
    one day of two months (20 January, 20 February); one weekday on two days of one week."""
    one, other = first_item.value, second_item.value
    if _months_swapped(one, other) or _one_weekday_twice(one, other):
        return True
    if not (one.year and other.year) or one.year == other.year:
        return False
    first, second = str(one.year), str(other.year)
    if one.month is None and other.month is None:
        return sorted(first) == sorted(second)
    wrong = sum(left != right for left, right in zip(first, second, strict=True))
    return (one.month, one.day) == (other.month, other.day) and (bool(one.day) or first[3] == second[3]) and wrong == 1


def _months_swapped(one: WrittenDate, other: WrittenDate) -> bool:
    same_year = one.year is None or other.year is None or one.year == other.year
    return bool(one.day) and one.day == other.day and one.month != other.month and same_year


def _one_weekday_twice(one: WrittenDate, other: WrittenDate) -> bool:
    if not (one.day and other.day) or one.month != other.month:
        return False
    return one.weekday == other.weekday is not None and 0 < abs(one.day - other.day) < 7


def _days_swapped(first_item: Item, second_item: Item) -> bool:
    """12 May and 21 May."""
    one, other = first_item.value, second_item.value
    if not (one.day and other.day) or one.month != other.month or one.day == other.day:
        return False
    return f"{one.day:02d}" == f"{other.day:02d}"[::-1]


def calendar_rows(dossier: Dossier) -> Iterator[Row]:
    """For every misfit, what the story says about the right weekday against the wrong date; for every day that no month
    has, the dates of that month in other sources against it."""
    for slip in slips(dossier):
        wrong = _items(dossier.source(slip.source), slip.found)
        right = [
            item
            for row in date_rows(dossier)
            for item in row.items
            if item.source != slip.source and item.value.month == slip.found.month is not None
        ]
        if right:
            yield Row("day", [Group(right), Group(wrong[:1])])
    for misfit in misfits(dossier):
        wrong = _items(dossier.source(misfit.source), misfit.found)[:1]
        told = [item for key, one in misfit.voices for item in _items(dossier.source(key), one)[:1]]
        right = (
            []
            if misfit.voices
            else [
                row
                for row in same_dates(dossier)
                if row.key == "weekday" and row.items[0].value.weekday == misfit.right
            ]
        )
        if told or right:
            yield Row("weekday", [Group(told or right[0].items), Group(wrong)])
