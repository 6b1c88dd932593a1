"""Dates that cannot be: a weekday that does not belong to its date, or another day than all other sources give.

Reason to exist: readers act on dates, and the calendar decides many of them without asking anybody.

Caught:
- The pier opened on ‹Wednesday, 5 June 2025›.
- The pier will open on ‹31 June›.
- The pier opened on ‹Friday›. || The pier opened on Thursday.
- The war lasted from ‹2019 until 2016›.
- The pier was built in ‹1839›. || The pier was built in 1893.
- Sentence will be passed on ‹20 February›. || Sentence will be passed on 20 January.

Rightly left alone:
- The pier opened on Thursday, 5 June 2025.
- The pier opened in early June. || The pier opened on 5 June.
- The pier opened on Thursday. The shop opens on Friday. || The pier opened on Thursday.

Figures (22 November 2026): labelled stories 28/31 found, 1 false; planted errors 14/14 found, 0 false; sound news
no mark in 37,843 words.
"""

import re
from collections.abc import Iterator

from articles.analysis.alignment import Group, Item, Row
from articles.analysis.calendar_slips import slips
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
    for slip in slips(dossier):
        marked.add((slip.source, slip.found.start))
        yield Finding(slip.source, slip.start, slip.end, CATEGORY, "major", BY_THE_CALENDAR, slip.reason)
    for misfit in misfits(dossier):
        marked.add((misfit.source, misfit.found.start))
        yield _misfit(dossier, misfit)
    for row in (*date_rows(dossier), *time_rows(dossier)):
        majority = winner(row)
        outvoted = [group for group in row.groups if majority and group.sources.isdisjoint(majority.sources)]
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
    suggestion = text.replace(written, right)
    if misfit.instead:
        month, number = misfit.instead
        reason = f"{listed(voices[:3])} put that {written} on {number} {MONTHS[month - 1]}."
        suggestion = re.sub(
            rf"\b0?{found.day}(?!\d)", str(number), text.replace(MONTHS[found.month - 1], MONTHS[month - 1])
        )
    return Finding(
        misfit.source,
        found.start,
        found.end,
        CATEGORY,
        "major",
        BY_THE_CALENDAR if day else BY_DATELINE,
        reason,
        suggestion,
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
