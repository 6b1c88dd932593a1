"""Weekdays that miss their date, by the calendar or by the other dates of the story, and the year in which it plays."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from articles.analysis.ages import age_on, ages
from articles.analysis.context import sentence_number
from articles.analysis.dates import WrittenDate, dateline, dateline_date, dates, event_year
from articles.analysis.dossier import Dossier, Source

# The year of the event is looked for from a birth year on, this many years further.
LONGEST_LIFE = 115
# Years tried for a story that names none, and the share of its dates that must fit the best of them.
CALENDAR_YEARS = (1990, 2060)
CALENDAR_SHARE = 0.6
# Dates of the same weeks, and days before its dateline of which an article tells at its beginning.
CLOSE_DAYS, DAYS_BACK = 31, 3
COMMON_AND_LEAP_YEAR = (2023, 2024)
_AHEAD = re.compile(r"\b(?:will|next|would|to be|due)\b")


@lru_cache(maxsize=256)
def dates_of(dossier: Dossier, key: str) -> tuple[WrittenDate, ...]:
    """Every date of the source."""
    return tuple(dates(dossier.source(key).text))


def year_of(dossier: Dossier, month: int, day: int) -> int | None:
    """The year in which that day of the story falls, told by the articles' own year or by a birth date and an age."""
    return event_year(dossier) or _year_by_age(dossier, month, day)


def _year_by_age(dossier: Dossier, month: int, day: int) -> int | None:
    born = {age.person: age.born for age in ages(dossier) if age.born}
    votes: Counter[int] = Counter()
    stated: dict[str, Counter[int]] = defaultdict(Counter)
    for age in ages(dossier):
        if age.person in born and age.years:
            stated[age.person][age.years] += 1
    for person, counts in stated.items():
        (years, most), *others = counts.most_common(2)
        if others and others[0][1] == most:
            continue
        birth = born[person]
        for year in range(birth.year, birth.year + LONGEST_LIFE):
            try:
                votes[year] += age_on(birth, date(year, month, day)) == years
            except ValueError:
                continue
    best = [year for year, count in votes.items() if count and count == max(votes.values())]
    return best[0] if len(best) == 1 else None


@dataclass(frozen=True)
class Misfit:
    """A written date whose weekday is wrong: `right` is the weekday it should be, `day` the calendar day if known.

    `voices` are the dates of other sources that say so where the calendar cannot; `instead` is the month and day that
    they give for the weekday.
    """

    source: str
    found: WrittenDate
    right: int
    day: date | None = None
    voices: tuple[tuple[str, WrittenDate], ...] = ()
    instead: tuple[int, int] | None = None


@lru_cache(maxsize=4)
def misfits(dossier: Dossier) -> tuple[Misfit, ...]:
    """Every date with a weekday that the calendar, or the datelines of other sources, speak against."""
    return tuple(
        misfit
        for source in dossier.english
        for found in dates(source.text)
        if found.weekday is not None and found.day and (misfit := _misfit(dossier, source, found))
    )


def _misfit(dossier: Dossier, source: Source, found: WrittenDate) -> Misfit | None:
    days = [day for year in sorted(_years(dossier, source, found)) if (day := found.on(year))]
    if not days:
        return (
            _against_calendar(dossier, source, found)
            or _against_datelines(dossier, source, found)
            or _against_one_week(dossier, source, found)
        )
    if found.weekday in {day.weekday() for day in days}:
        return None
    return Misfit(source.key, found, days[0].weekday(), days[0])


def _years(dossier: Dossier, source: Source, found: WrittenDate) -> set[int]:
    """The years that the date can be of: its own; else the story's, and for far months the years beside it."""
    if found.year:
        return {found.year}
    if source.published:
        year, months_away = source.published.year, found.month - source.published.month
        return {year} if abs(months_away) <= 1 else {year - 1, year, year + 1}
    year = year_of(dossier, found.month, found.day)
    return {year} if year else set()


def _against_calendar(dossier: Dossier, source: Source, found: WrittenDate) -> Misfit | None:
    """The other dates of the story that name a weekday fit only years in which this day is another weekday."""
    pairs = [
        pair
        for pair in _days_with_weekdays(dossier)
        if (pair.month, pair.day) != (found.month, found.day) or pair.weekday != found.weekday
    ]
    fitting = {year: [pair for pair in pairs if pair.fits(year)] for year in range(*CALENDAR_YEARS)}
    most = max(map(len, fitting.values()), default=0)
    years = [year for year, fits in fitting.items() if len(fits) == most]
    voices = fitting[years[0]]
    if len({voice.source for voice in voices}) < 2 or most < CALENDAR_SHARE * len(pairs):
        return None
    days = {day.weekday() for year in years if (day := found.on(year))}
    if len(days) != 1 or found.weekday in days:
        return None
    return Misfit(source.key, found, days.pop(), None, tuple((voice.source, voice.found) for voice in voices))


@dataclass(frozen=True)
class _DayOfWeek:
    """Somewhere a source calls a day of a month by its weekday."""

    source: str
    month: int
    day: int
    weekday: int
    found: WrittenDate

    def fits(self, year: int) -> bool:
        return _weekday_of(year, self.month, self.day) == self.weekday


@lru_cache(maxsize=16_384)
def _weekday_of(year: int, month: int, day: int) -> int | None:
    """Kept, for every date of a story is held against every other in every year."""
    on = WrittenDate(0, 0, year, month, day).on(year)
    return on.weekday() if on else None


@lru_cache(maxsize=4)
def _days_with_weekdays(dossier: Dossier) -> tuple[_DayOfWeek, ...]:
    """Every day with its weekday, once for each source: as written, or a dateline with the weekday behind it."""
    written = [
        _DayOfWeek(source.key, found.month, found.day, found.weekday, found)
        for source in dossier.english
        for found in dates_of(dossier, source.key)
        if found.weekday is not None and found.month and found.day and found.year is None
    ]
    told = [
        _DayOfWeek(key, month, day, weekday, dateline_date(dossier.source(key)))
        for key, month, day, weekday in _pairs_of_datelines(dossier)
    ]
    once = {(pair.source, pair.month, pair.day, pair.weekday): pair for pair in (*written, *told)}
    return tuple(once.values())


def _against_datelines(dossier: Dossier, source: Source, found: WrittenDate) -> Misfit | None:
    """Another source is dated that day and calls it by another weekday, as a third one does, and this article never."""
    for key, month, day, weekday in _pairs_of_datelines(dossier):
        if key == source.key or (month, day) != (found.month, found.day) or weekday == found.weekday:
            continue
        voices = tuple(
            (other.key, one)
            for other in dossier.english
            if other is not source
            for one in dates_of(dossier, other.key)
            if one.weekday == weekday
        )
        if len({voice for voice, _ in voices}) >= 2 and not any(
            one.weekday == weekday for one in dates_of(dossier, source.key)
        ):
            return Misfit(source.key, found, weekday, None, voices)
    return None


def _against_one_week(dossier: Dossier, source: Source, found: WrittenDate) -> Misfit | None:
    """Another source calls a day of these weeks by a weekday so that this date cannot have its own, in any year.

    What a dateline says is of that day or of one shortly before; the date must stand in no other source, and that other
    day, or the weekday, in two.
    """
    others = [other for other in dossier.english if other is not source]
    if any(_same_day(one, found) for other in others for one in _all_dates(dossier, other)):
        return None
    datelines = {(key, month, day) for key, month, day, _ in _pairs_of_datelines(dossier)}
    for pair in _days_with_weekdays(dossier):
        if pair.source == source.key or not _are_close(pair, found):
            continue
        back = DAYS_BACK if (pair.source, pair.month, pair.day) in datelines else 0
        if any(_fit_together(pair, found, days) for days in range(back + 1)):
            continue
        voices = [
            (other.key, one)
            for other in others
            for one in _all_dates(dossier, other)
            if one.weekday == found.weekday or (one.month, one.day) == (pair.month, pair.day)
        ]
        if len({key for key, _ in voices}) > 1:
            instead = (pair.month, pair.day) if pair.weekday == found.weekday else None
            right = _weekday_by(pair, found)
            return Misfit(source.key, found, right, None, tuple(voices), instead) if right is not None else None
    return None


def _all_dates(dossier: Dossier, source: Source) -> tuple[WrittenDate, ...]:
    """The dates of the source and that of its dateline."""
    stated = dateline_date(source)
    return (*dates_of(dossier, source.key), stated) if stated else dates_of(dossier, source.key)


def _same_day(one: WrittenDate, other: WrittenDate) -> bool:
    return (one.month, one.day) == (other.month, other.day)


def _are_close(pair: _DayOfWeek, found: WrittenDate) -> bool:
    return abs(_day_of_year(pair) - _day_of_year(found)) <= CLOSE_DAYS


def _day_of_year(day: "_DayOfWeek | WrittenDate") -> int:
    return (day.month - 1) * 31 + day.day


def _weekday_by(pair: _DayOfWeek, found: WrittenDate, back: int = 0) -> int | None:
    """The weekday of the found date if the pair's day is `back` days after its weekday; None over a leap day."""
    weekdays = set()
    for year in COMMON_AND_LEAP_YEAR:
        days = [WrittenDate(0, 0, year, one.month, one.day).on(year) for one in (pair, found)]
        if not all(days):
            return None
        weekdays.add((pair.weekday + back + (days[1] - days[0]).days) % 7)
    return weekdays.pop() if len(weekdays) == 1 else None


def _fit_together(pair: _DayOfWeek, found: WrittenDate, back: int) -> bool:
    return _weekday_by(pair, found, back) in (found.weekday, None)


def _pairs_of_datelines(dossier: Dossier) -> list[tuple[str, int, int, int]]:
    """(source, month, day, weekday) where a dateline gives the day and the sentence behind it a weekday, its first."""
    found = []
    for source in dossier.english:
        head, stated = dateline(source), dateline_date(source)
        if not head or not stated:
            continue
        sentence = sentence_number(source, head.end())
        end = source.sentences[sentence].end
        weekdays = [one.weekday for one in dates(source.text[head.end() : end]) if one.weekday is not None]
        if weekdays and not _AHEAD.search(source.text, head.end(), end):
            found.append((source.key, stated.month, stated.day, weekdays[0]))
    return found
