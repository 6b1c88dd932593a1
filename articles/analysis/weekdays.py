"""Weekdays that miss their date, by the calendar or by the other dates of the story, and the year in which it plays."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from articles.analysis.context import sentence_number
from articles.analysis.dates import WrittenDate, dateline, dateline_date, dates, event_year
from articles.analysis.dossier import Dossier, Source
from articles.analysis.people import age_on, ages

# The year of the event is looked for from a birth year on, this many years further.
LONGEST_LIFE = 115
# Years tried for a story that names none, and the share of its dates that must fit the best of them.
CALENDAR_YEARS = (1990, 2060)
CALENDAR_SHARE = 0.6


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

    `voices` are the dates of other sources that say so where the calendar cannot.
    """

    source: str
    found: WrittenDate
    right: int
    day: date | None = None
    voices: tuple[tuple[str, WrittenDate], ...] = ()


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
        return _against_calendar(dossier, source, found) or _against_datelines(dossier, source, found)
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
        day = WrittenDate(0, 0, year, self.month, self.day).on(year)
        return day is not None and day.weekday() == self.weekday


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


def _pairs_of_datelines(dossier: Dossier) -> list[tuple[str, int, int, int]]:
    """(source, month, day, weekday) where a dateline gives the day and the sentence behind it a weekday."""
    found = []
    for source in dossier.english:
        head, stated = dateline(source), dateline_date(source)
        if not head or not stated:
            continue
        sentence = sentence_number(source, head.end())
        end = source.sentences[sentence].end
        weekdays = {w.weekday for w in dates(source.text[head.end() : end]) if w.weekday is not None}
        if len(weekdays) == 1:
            found.append((source.key, stated.month, stated.day, weekdays.pop()))
    return found
