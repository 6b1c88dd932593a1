"""Ages that the other sources, or a birth date, show to be wrong.

Reason to exist: an age is the fact most often mistyped, and the one that its owner notices.

Caught:
- Ivo Brandt, ‹36›, sailed home on Monday. || Ivo Brandt, 63, sailed home on Monday.
- The ‹36›-year-old skipper Ivo Brandt sailed home on Monday. || Ivo Brandt, 63, sailed home on Monday.
- Ivo Brandt, 63, sailed home. ¶ Nobody knew where ‹Brandt, 36›, had been. || Ivo Brandt, 63, sailed home.
- Lena Moor, of ‹70› years, who was born in 1946, sailed home in 2025. || Lena Moor, 79, who was born in 1946,
  sailed home in 2025.

Rightly left alone:
- At 22 Ivo Brandt drove a bus. || Ivo Brandt, 63, sailed home on Monday.
- Ada Quist, 71, and her son, Ivo Quist, 40, sailed. || Ada Quist, 71, sailed.
- Ivo Brandt, who will be 70 in 2032, sailed home. || Ivo Brandt, 63, sailed home on Monday.
- The Clara Dunn, 36 years old, is the oldest ferry here. || Ivo Brandt, 63, sailed home on Monday.

Figures (22 November 2026): labelled stories 28/30 found, 1 false; planted errors 6/6 found, 0 false; sound news no
mark in 37,843 words.
"""

import re
from collections.abc import Iterator

from articles.analysis.ages import Age, age_on, ages
from articles.analysis.alignment import Group, Item, Row
from articles.analysis.dates import event_year
from articles.analysis.dossier import Dossier, Finding
from articles.analysis.rows import age_rows
from articles.analysis.wording import related, says

CATEGORY = "misstated_age"
SURE, LIKELY, ONE_YEAR_OFF = 0.95, 0.85, 0.6
# Articles so many weeks apart can be on two sides of a birthday.
WEEKS_APART = 2
_BIRTHDAY = re.compile(r"\bturned\b|\bbirthday\b")
_TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()


def check(dossier: Dossier) -> Iterator[Finding]:
    """A Finding for every age that a majority of the sources, or a birth date, speaks against."""
    for row in age_rows(dossier):
        expected = expected_ages(dossier, row.key.removeprefix("age:"))
        majority = winner(row, expected)
        for item in row.items:
            if majority is not None and item not in majority.items:
                if not _had_birthday(dossier, item, majority.items):
                    yield _outvoted(dossier, item, majority.items)
            elif majority is None and expected and not any(item.value.can_be(years) for years in expected[0]):
                yield _miscounted(dossier, item, expected)


def _had_birthday(dossier: Dossier, item: Item, majority: list[Item]) -> bool:
    """Whether one year more or less is right on both sides: articles of different weeks, or a birthday that is told."""
    if abs(item.value.years - majority[0].value.years) != 1 or item.value.until:
        return False
    tell = any(_BIRTHDAY.search(dossier.source(one.source).text[one.start : one.end]) for one in (item, *majority))
    days = [dossier.source(one.source).published for one in (item, *majority)]
    apart = days[0] and any(day and abs((day - days[0]).days) >= WEEKS_APART * 7 for day in days[1:])
    return tell or bool(apart)


def winner(row: Row, expected: tuple[set[int], str] | None = None) -> Group | None:
    """The group that the others must yield to: one with two sources more than half, or the birth date on its side."""
    if len(row.groups) < 2:
        return None
    if expected:
        fitting = [group for group in row.groups if any(group.items[0].value.can_be(years) for years in expected[0])]
        return fitting[0] if len(fitting) == 1 else None
    first, second = row.groups[0], row.groups[1]
    if len(first.sources) >= 2 and len(first.sources) > len(second.sources):
        return first
    alone = len(row.sources) == 1 and len(first.items) > len(second.items)
    return first if alone else None


def expected_ages(dossier: Dossier, person: str) -> tuple[set[int], str] | None:
    """The ages that a known birth date allows at the time of the articles, and where it comes from."""
    published = [source.published for source in dossier.sources if source.published]
    for known in dossier.people:
        if known.name == person and known.born and published:
            return {age_on(known.born, day) for day in published}, "the list of people"
    year = event_year(dossier)
    for age in ages(dossier):
        if age.person == person and age.years is None and year and age.born_year:
            exact = age.born and published
            allowed = (
                {age_on(age.born, day) for day in published}
                if exact
                else {year - age.born_year - 1, year - age.born_year}
            )
            return allowed, dossier.source(age.source).outlet or age.source
    return None


def _outvoted(dossier: Dossier, item: Item, majority: list[Item]) -> Finding:
    age, right = item.value, majority[0].value.years
    close = abs(age.years - right) == 1
    voices = len({other.source for other in majority})
    confidence = ONE_YEAR_OFF if close else SURE if voices > 1 else LIKELY
    return Finding(
        age.source,
        age.number_start,
        age.number_end,
        CATEGORY,
        "major",
        confidence,
        f"{says(dossier, majority, age.source)} {age.person} is {right}, not {_said(age)}.",
        _written(dossier, age, right),
        related(majority),
    )


def _said(age: Age) -> str:
    return f"{age.years} to {age.until}" if age.until else str(age.years)


def _written(dossier: Dossier, age: Age, right: int) -> str:
    """The right age in the form of the wrong one: 71, or "seventies"."""
    written = dossier.source(age.source).text[age.number_start : age.number_end]
    if not age.until:
        return str(right)
    return f"{right // 10}0s" if written[0].isdigit() else _TENS[right // 10 - 2] if right >= 20 else str(right)


def _miscounted(dossier: Dossier, item: Item, expected: tuple[set[int], str]) -> Finding:
    age, (allowed, origin) = item.value, expected
    right = min(allowed, key=lambda years: abs(years - age.years))
    return Finding(
        age.source,
        age.number_start,
        age.number_end,
        CATEGORY,
        "major",
        LIKELY,
        f"By the birth date in {origin}, {age.person} is {' or '.join(map(str, sorted(allowed)))}, not {_said(age)}.",
        _written(dossier, age, right),
    )
