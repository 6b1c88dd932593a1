"""Dates told from the day of writing: `yesterday`, `last month`, `next June`.

The day of writing is the day of publication, else that of the dateline, which has no year.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from articles.analysis.dates import MONTHS, WrittenDate, dateline_date, dates, event_year, month_number
from articles.analysis.dossier import Dossier, Source

_DAYS_AWAY = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "this morning": 0, "tomorrow": 1}
_RELATIVE = re.compile(
    rf"\b(?:(?P<day>{'|'.join(_DAYS_AWAY)})|(?P<which>last|this|next)\s(?:(?P<month>{'|'.join(MONTHS)})|(?P<unit>month|year)))\b"
    r"(?!['’]s\s(?:world|papers?|youth))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")
# A year for counting days where none is known: it gives no weekday and no year away.
_ANY_YEAR = 2023


@lru_cache(maxsize=256)
def told_dates(dossier: Dossier, key: str) -> tuple[WrittenDate, ...]:
    """Every date of the source in order, those told from the day of writing among them."""
    source = dossier.source(key)
    relative = list(relative_dates(dossier, source))
    plain = [
        found
        for found in dates(source.text)
        if not any(one.start < found.end and found.start < one.end for one in relative)
    ]
    return tuple(sorted((*plain, *relative), key=lambda found: found.start))


def relative_dates(dossier: Dossier, source: Source) -> Iterator[WrittenDate]:
    """The relative dates of the article as dates; none where the day of writing is unknown, and none inside quotes, which
    may be older."""
    head = dateline_date(source)
    year = source.published.year if source.published else event_year(dossier)
    written = source.published or (head.on(year or _ANY_YEAR) if head else None)
    if written is None:
        return
    quoted = [found.span() for found in _QUOTED.finditer(source.text)]
    for found in _RELATIVE.finditer(source.text):
        said = any(start <= found.start() < end for start, end in quoted)
        if not said and (told := _told(found, written, known_year=year is not None)):
            yield told


def _told(found: re.Match[str], written: date, *, known_year: bool) -> WrittenDate | None:
    if found["day"]:
        day = written + timedelta(days=_DAYS_AWAY[found["day"].lower()])
        year, weekday = (day.year, day.weekday()) if known_year else (None, None)
        return WrittenDate(*found.span(), year, day.month, day.day, weekday)
    step = {"last": -1, "this": 0, "next": 1}[found["which"].lower()]
    if found["month"]:
        return _month_by_name(found, written, step) if known_year else None
    if found["unit"].lower() == "year":
        return WrittenDate(*found.span(), written.year + step) if known_year else None
    months = written.year * 12 + written.month - 1 + step
    return WrittenDate(*found.span(), months // 12 if known_year else None, months % 12 + 1)


def _month_by_name(found: re.Match[str], written: date, step: int) -> WrittenDate | None:
    """`Last June` is the June before; `next June` of a May can be either, and is none."""
    month = month_number(found["month"].title())
    if step == 1 and month >= written.month:
        return None
    year = written.year + (step if (month >= written.month) == (step < 0) or step > 0 else 0)
    return WrittenDate(*found.span(), year, month)
