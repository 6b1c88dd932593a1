"""Dates that cannot be: a weekday that does not belong to its date, or another day than all other sources give.

Reason to exist: readers act on dates, and the calendar decides many of them without asking anybody.

Caught: `Wednesday, 5 June 2025` (a Thursday); `Tuesday, 4 November` where the year, known from the article, a copyright
line, or a birth date and an age, makes it a Monday; `opened on Friday` where three others say Thursday; 1839 for 1893.
Rightly left alone: dates of other things, an event on Monday reported on Tuesday, `in early June` against 5 June, dates
without a year that nothing in the story fixes.
"""

from collections.abc import Iterator

from articles.analysis.alignment import Group, Item, Row
from articles.analysis.dates import MONTHS, WEEKDAYS
from articles.analysis.dossier import Dossier, Finding, Place
from articles.analysis.event_dates import date_rows, time_rows
from articles.analysis.weekdays import Misfit, misfits
from articles.analysis.wording import listed, name_of, related, says, usual

CATEGORY = "wrong_date"
BY_THE_CALENDAR, BY_DATELINE, OUTVOTED = 0.95, 0.7, 0.75


def check(dossier: Dossier) -> Iterator[Finding]:
    """A Finding for every weekday that misses its date, and every date that a majority speaks against."""
    marked = set()
    for misfit in misfits(dossier):
        marked.add((misfit.source, misfit.found.start))
        yield _misfit(dossier, misfit)
    for row in (*date_rows(dossier), *time_rows(dossier)):
        majority = winner(row)
        outvoted = [group for group in row.groups if majority and group is not majority]
        for item in (item for group in outvoted for item in group.items):
            if (item.source, item.start) not in marked:
                marked.add((item.source, item.start))
                yield _outvoted(dossier, item, majority.items)


def winner(row: Row) -> Group | None:
    """The side with two sources at least and more than any other; None where nobody is outvoted."""
    if len(row.groups) < 2:
        return None
    first, second = row.groups[0], row.groups[1]
    return first if len(first.sources) >= 2 and len(first.sources) > len(second.sources) else None


def _misfit(dossier: Dossier, misfit: Misfit) -> Finding:
    found, day = misfit.found, misfit.day
    right, written = WEEKDAYS[misfit.right], WEEKDAYS[found.weekday]
    if day:
        reason = f"{day.day} {MONTHS[day.month - 1]} {day.year} was a {right}, not a {written}."
    else:
        voices = list(dict.fromkeys(name_of(dossier.source(key)) for key, _ in misfit.voices))
        reason = f"{listed(voices[:3])} put that day on a {right}."
    text = dossier.source(misfit.source).text[found.start : found.end]
    return Finding(
        misfit.source,
        found.start,
        found.end,
        CATEGORY,
        "major",
        BY_THE_CALENDAR if day else BY_DATELINE,
        reason,
        text.replace(written, right),
        tuple(Place(key, one.start, one.end) for key, one in misfit.voices),
    )


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
