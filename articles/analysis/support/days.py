"""Dates and times of day of a sentence that the cited words do not give."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from articles.analysis.dates import WrittenDate, dates, times
from articles.analysis.support.texts import Cited, Point

HALF_A_DAY = 12 * 60  # minutes
_RELATIVE = {"yesterday": -1, "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "tomorrow": 1}
_RELATIVE_DAY = re.compile(rf"\b(?:{'|'.join(_RELATIVE)})\b", re.IGNORECASE)
_PARTS = ("year", "month", "day", "weekday")


def unsupported_days(text: str, cited: Sequence[Cited]) -> Iterator[Point]:
    """The dates and clock times of the text, which is one sentence, that the cited words do not give."""
    given = [day for one in cited for day in _days(one.text, one.published)]
    for found in dates(text):
        if not any(_covers(day, found) for day in given):
            yield Point("date", found.start, found.end, text[found.start : found.end])
    told = [time for one in cited for time in times(one.text)]
    for found in times(text):
        if not any(_same_time(found, other) for other in told):
            yield Point("time", found.start, found.end, text[found.start : found.end])


@lru_cache(maxsize=2048)
def _days(text: str, published: date | None) -> tuple[dict[str, int], ...]:
    """What the text says of each day that it names, in full where the day of publication tells the rest."""
    found = []
    for written in dates(text):
        found.append(_known(written))
        found += [_of(day) for day in _meant(written, published)]
    if published:
        for match in _RELATIVE_DAY.finditer(text):
            found.append(_of(published + timedelta(days=_RELATIVE[match.group().lower()])))
    return tuple(found)


def _known(written: WrittenDate) -> dict[str, int]:
    parts = {name: getattr(written, name) for name in _PARTS}
    return {name: value for name, value in parts.items() if value is not None}


def _of(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day, "weekday": day.weekday()}


def _meant(written: WrittenDate, published: date | None) -> Iterator[date]:
    """The days that the words can mean: in the year of publication, a bare weekday the last or the next one."""
    if day := written.on(published.year if published else None):
        yield day
    if published and written.weekday is not None and not written.day:
        back = (published.weekday() - written.weekday) % 7
        yield published - timedelta(days=back)
        yield published + timedelta(days=7 - back)


def _covers(given: dict[str, int], written: WrittenDate) -> bool:
    return all(given.get(name) == value for name, value in _known(written).items())


def _same_time(one, other) -> bool:
    if one.certain and other.certain:
        return one.minutes == other.minutes
    return one.minutes % HALF_A_DAY == other.minutes % HALF_A_DAY
