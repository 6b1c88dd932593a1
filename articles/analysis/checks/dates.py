"""Dates that cannot be: a weekday that does not belong to its date, or another day than all other sources give.

Reason to exist: readers act on dates, and the calendar decides many of them without asking anybody.

Caught: `Wednesday, 5 June 2025` (a Thursday); `Tuesday, 4 November` where the year, known from the article, a copyright
line, or a birth date and an age, makes it a Monday; `opened on Friday` where three others say Thursday; 1912 for 1921.
Rightly left alone: dates of other things, an event on Monday reported on Tuesday, `in early June` against 5 June, dates
without a year that nothing in the story fixes.
"""

from collections.abc import Iterator
from datetime import date

from articles.analysis.alignment import Item, Row
from articles.analysis.dates import MONTHS, WEEKDAYS, WrittenDate, dates
from articles.analysis.dossier import Dossier, Finding, Place, Source
from articles.analysis.event_dates import date_rows, pairs_of_datelines, year_of
from articles.analysis.wording import listed, name_of, related, says, usual

CATEGORY = "wrong_date"
BY_THE_CALENDAR, BY_DATELINE, OUTVOTED = 0.95, 0.7, 0.75


def check(dossier: Dossier) -> Iterator[Finding]:
    """A Finding for every weekday that misses its date, and every date that a majority speaks against."""
    marked = set()
    for source in dossier.english:
        for found in dates(source.text):
            finding = _against_the_calendar(dossier, source, found)
            if finding:
                marked.add((source.key, found.start))
                yield finding
    for row in date_rows(dossier):
        majority = winner(row)
        for group in row.groups if majority else ():
            for item in group.items if group is not majority else ():
                if (item.source, item.start) not in marked:
                    marked.add((item.source, item.start))
                    yield _outvoted(dossier, item, majority.items)


def winner(row: Row):
    """The side with two sources at least and more than any other."""
    if len(row.groups) < 2:
        return None
    first, second = row.groups[0], row.groups[1]
    return first if len(first.sources) >= 2 and len(first.sources) > len(second.sources) else None


def _against_the_calendar(dossier: Dossier, source: Source, found: WrittenDate) -> Finding | None:
    if found.weekday is None or not found.day:
        return None
    years = _years(dossier, source, found)
    days = [day for year in years if (day := found.on(year))]
    if days:
        return None if found.weekday in {day.weekday() for day in days} else _misfit(dossier, source, found, days[0])
    return _against_datelines(dossier, source, found)


def _years(dossier: Dossier, source: Source, found: WrittenDate) -> set[int]:
    """The years that the date can be of: its own; else the story's, and the year before and after for other months."""
    if found.year:
        return {found.year}
    if source.published:
        year, months_away = source.published.year, found.month - source.published.month
        return {year} if abs(months_away) <= 1 else {year - 1, year, year + 1}
    year = year_of(dossier, found.month, found.day)
    return {year} if year else set()


def _misfit(dossier: Dossier, source: Source, found: WrittenDate, day: date) -> Finding:
    right = WEEKDAYS[day.weekday()]
    reason = f"{day.day} {MONTHS[day.month - 1]} {day.year} was a {right}, not a {WEEKDAYS[found.weekday]}."
    return Finding(
        source.key,
        found.start,
        found.end,
        CATEGORY,
        "major",
        BY_THE_CALENDAR,
        reason,
        _with_weekday(source, found, right),
    )


def _with_weekday(source: Source, found: WrittenDate, right: str) -> str:
    return source.text[found.start : found.end].replace(WEEKDAYS[found.weekday], right)


def _against_datelines(dossier: Dossier, source: Source, found: WrittenDate) -> Finding | None:
    """Another source is dated that day and calls it by another weekday, as a third one does, and this article never."""
    for key, month, day, weekday in pairs_of_datelines(dossier):
        if key == source.key or (month, day) != (found.month, found.day) or weekday == found.weekday:
            continue
        voices = [other for other in dossier.english if other is not source and _names(other, weekday)]
        if len(voices) >= 2 and not _names(source, weekday):
            right = WEEKDAYS[weekday]
            spans = tuple(
                Place(other.key, one.start, one.end)
                for other in voices
                for one in dates(other.text)
                if one.weekday == weekday
            )
            reason = f"{listed([name_of(voice) for voice in voices[:3]])} put the day on a {right}."
            suggestion = _with_weekday(source, found, right)
            return Finding(
                source.key, found.start, found.end, CATEGORY, "major", BY_DATELINE, reason, suggestion, spans
            )
    return None


def _names(source: Source, weekday: int) -> bool:
    return any(found.weekday == weekday for found in dates(source.text))


def _outvoted(dossier: Dossier, item: Item, majority: list[Item]) -> Finding:
    agreed = usual(dossier, majority)
    return Finding(
        item.source,
        item.start,
        item.end,
        CATEGORY,
        "major",
        OUTVOTED,
        f"{says(dossier, majority, item.source)} {agreed}.",
        agreed,
        related(majority),
    )
