"""Ages that the other sources, or a birth date, show to be wrong.

Reason to exist: an age is the fact most often mistyped, and the one that its owner notices.

Caught: `Ivo Brandt, 36` where two others say 63; `Lena Moor, of 70 years` where her birth date makes her 79; two ages
of one person in one article.
Rightly left alone: `At 22 she drove a bus`, `he will be 90 next June`, `Ada Quist, 71, and her son, 40`, two people with one
surname, the age of a ship, one year of difference between sources with different dates.
"""

from collections.abc import Iterator

from articles.analysis.alignment import Group, Item, Row
from articles.analysis.dates import event_year
from articles.analysis.dossier import Dossier, Finding
from articles.analysis.people import age_on, ages
from articles.analysis.rows import age_rows
from articles.analysis.wording import related, says

CATEGORY = "misstated_age"
SURE, LIKELY, ONE_YEAR_OFF = 0.95, 0.85, 0.6


def check(dossier: Dossier) -> Iterator[Finding]:
    """A Finding for every age that a majority of the sources, or a birth date, speaks against."""
    for row in age_rows(dossier):
        expected = expected_ages(dossier, row.key.removeprefix("age:"))
        majority = winner(row, expected)
        for group in row.groups:
            if majority is not None and group is not majority:
                for item in group.items:
                    yield _outvoted(dossier, item, majority.items)
        if majority is None and expected:
            for item in row.items:
                if item.value.years not in expected[0]:
                    yield _miscounted(dossier, item, expected)


def winner(row: Row, expected: tuple[set[int], str] | None = None) -> Group | None:
    """The group that the others must yield to: one with two sources more than half, or the birth date on its side."""
    if len(row.groups) < 2:
        return None
    if expected:
        fitting = [group for group in row.groups if group.items[0].value.years in expected[0]]
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
        f"{says(dossier, majority, age.source)} {age.person} is {right}, not {age.years}.",
        str(right),
        related(majority),
    )


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
        f"By the birth date in {origin}, {age.person} is {' or '.join(map(str, sorted(allowed)))}, not {age.years}.",
        str(right),
    )
