"""Dates and clock times in running text: days, weekdays, months, years, and the year of the event.

A date is what was written, never more: `Wednesday, 5 June` has a weekday, a day and a month, and no year.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from articles.analysis.dossier import Dossier, Source

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
PARTS_OF_DAY = "morning|afternoon|evening|night"
EARLIEST_YEAR, LATEST_YEAR = 1500, 2100

_MONTH = "(?:" + "|".join([*MONTHS, *(rf"{month[:3]}\b\.?" for month in MONTHS), r"Sept\b\.?"]) + ")"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_WEEKDAY = "(?:" + "|".join(f"{day}" for day in WEEKDAYS) + ")"
_SHORT_WEEKDAY = r"(?:(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_ANY_WEEKDAY = rf"(?P<weekday{{0}}>{_WEEKDAY}|{_SHORT_WEEKDAY})"

DATE = re.compile(
    rf"\b(?:{_ANY_WEEKDAY.format('1')}(?:\s(?:{PARTS_OF_DAY}))?,?\s(?:the\s)?)?"
    rf"(?P<day1>{_DAY})(?:st|nd|rd|th|\.)?\s(?:of\s)?(?P<month1>{_MONTH})(?![\w])(?:,?\s(?P<year1>{_YEAR})\b)?"
    rf"|\b(?:{_ANY_WEEKDAY.format('2')}(?:\s(?:{PARTS_OF_DAY}))?,?\s)?"
    rf"(?P<month2>{_MONTH})\s(?P<day2>{_DAY})(?:st|nd|rd|th)?(?![\d,.:]*\d|\s?%)(?:,?\s(?P<year2>{_YEAR})\b)?"
    rf"|\b(?P<year3>{_YEAR})-(?P<month3>\d\d)-(?P<day3>\d\d)\b"
    rf"|\b(?P<month4>{_MONTH}),?\s(?:of\s)?(?P<year4>{_YEAR})\b"
    rf"|{_ANY_WEEKDAY.format('5')}\b(?:\s(?P<part>{PARTS_OF_DAY})\b)?"
    rf"|(?:(?<=\bin )|(?<=\bsince )|(?<=\bfrom )|(?<=\buntil )|(?<=\bby )|(?<=\blast )|(?<=\bnext )|(?<=\bthis )"
    rf"|(?<=\bof )|(?<=\bwas )|(?<=\bfor )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-))(?P<month6>{'|'.join(MONTHS)})\b"
    rf"|(?<![\w.,£$€-])(?P<year7>{_YEAR})(?![\w%]|[.,]\d|-(?:metre|meter|page|strong|mile|foot))"
)
TIME = re.compile(
    r"(?<![\d.,])(?P<hour>[01]?\d|2[0-3])(?:(?P<mark>[:.])(?P<minute>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap])(?:m\b|\.\s?m\.)|(?(mark)(?<=:\d\d)|(?!))(?!\d))"
    r"|\b(?:a )?(?P<spoken>quarter past|half past|quarter to) (?P<word>\w+)\b"
    r"|\b(?P<oclock>\w+) o['’]clock\b|\b(?P<noon>noon|midday|midnight)\b",
    re.IGNORECASE,
)
DATELINE = re.compile(
    rf"(?P<place>[A-Z][A-Z.'’ -]{{2,60}}[A-Z](?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)*)?)"
    rf"(?:,?\s(?P<month>{_MONTH})\s(?P<day>{_DAY}))?\s*(?:\([^)\n]{{2,40}}\))?\s*[-–—]{{1,2}}\s"
)
# A number of four digits before one of these counts something and is no year.
_COUNTED = re.compile(r"[ -](?:people|persons|men|women|children|homes|houses|\w+(?:[^s\W]s|ies))\b")
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|Copyright)[^\d\n]{{0,30}}({_YEAR})")
_LINE_START = re.compile(r"(?:^|\n)[^\w\n]*$")
_CLOCK_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class WrittenDate:
    """A date at text[start:end]. `month` is 1 to 12, `weekday` 0 (Monday) to 6."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def on(self, year: int | None) -> date | None:
        """The calendar day in that year (its own year goes first), or None if it is none."""
        year = self.year or year
        if not (year and self.month and self.day):
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True)
class ClockTime:
    """A time of day at text[start:end], in minutes after midnight; `certain` when the half of the day is known."""

    start: int
    end: int
    minutes: int
    certain: bool


@lru_cache(maxsize=512)
def dates(text: str) -> tuple[WrittenDate, ...]:
    """Every date in the text, in order. A bare year counts, a bare month only after a preposition.

    Kept, for several checks ask for those of the same article.
    """
    found = []
    for match in DATE.finditer(text):
        if match["year7"] and _COUNTED.match(text, match.end()):
            continue
        found.append(_written(match))
    return tuple(found)


def _written(match: re.Match[str]) -> WrittenDate:
    parts = {name.rstrip("1234567"): value for name, value in match.groupdict().items() if value}
    month = parts.get("month")
    return WrittenDate(
        match.start(),
        match.end(),
        int(parts["year"]) if "year" in parts else None,
        month_number(month) if month else None,
        int(parts["day"]) if "day" in parts else None,
        weekday_number(parts["weekday"]) if "weekday" in parts else None,
    )


def month_number(written: str) -> int | None:
    """1 to 12 for June, Jun., Sept. or 06."""
    if written.isdigit():
        return int(written) if 1 <= int(written) <= 12 else None
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(written[:3])), None)


def weekday_number(written: str) -> int:
    """0 for Monday or Mon."""
    return next(number for number, day in enumerate(WEEKDAYS) if day.startswith(written[:3]))


def times(text: str) -> list[ClockTime]:
    """Every clock time in the text, in order."""
    return [found for match in TIME.finditer(text) if (found := _clock(match)) is not None]


def told_times(text: str) -> list[ClockTime]:
    """The clock times that belong to the story: not those that open the entries of a live blog."""
    return [
        found
        for found in times(text)
        if not _LINE_START.search(text[max(0, found.start - 8) : found.start]) or not _closes(text, found)
    ]


def _closes(text: str, found: ClockTime) -> bool:
    return bool(re.match(r"\s*[-–—:|]\s", text[found.end : found.end + 4]))


def _clock(match: re.Match[str]) -> ClockTime | None:
    if match["noon"]:
        return ClockTime(*match.span(), 0 if match["noon"].lower() == "midnight" else 720, True)
    if match["spoken"] or match["oclock"]:
        return _spoken(match, (match["word"] or match["oclock"]).lower())
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return ClockTime(*match.span(), hour * 60 + minute, bool(half) or hour > 12)


def _spoken(match: re.Match[str], hour: str) -> ClockTime | None:
    """A quarter to six, half past nine, four o'clock: which half of the day is not said."""
    if not hour.isdigit() and hour not in _CLOCK_WORDS:
        return None
    number = int(hour) if hour.isdigit() else _CLOCK_WORDS.index(hour) + 1
    shift = {"quarter past": 15, "half past": 30, "quarter to": -15}.get((match["spoken"] or "").lower(), 0)
    return ClockTime(*match.span(), number * 60 + shift, False)


def dateline(source: Source) -> re.Match[str] | None:
    """The dateline at the head of one of the first paragraphs: groups place, month, day."""
    for start, end in source.paragraphs[:3]:
        if match := DATELINE.match(source.text, start, end):
            return match
    return None


def dateline_date(source: Source) -> WrittenDate | None:
    """The month and day of the dateline."""
    match = dateline(source)
    if not match or not match["month"]:
        return None
    return WrittenDate(match.start("month"), match.end("day"), None, month_number(match["month"]), int(match["day"]))


@lru_cache(maxsize=4)
def event_year(dossier: Dossier) -> int | None:
    """The year in which the articles were written, when they agree on one: published, or the copyright line."""
    published = Counter(source.published.year for source in dossier.sources if source.published)
    if published:
        return published.most_common(1)[0][0] if len(published) == 1 else None
    marks = {int(mark[1]) for source in dossier.sources for mark in _COPYRIGHT.finditer(source.text)}
    return marks.pop() if len(marks) == 1 else None
