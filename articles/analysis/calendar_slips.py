"""Dates that no calendar has (`31 June`), and periods that end before they begin (`from 2019 until 2016`)."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from articles.analysis.dates import MONTHS, WrittenDate, dates
from articles.analysis.dossier import Dossier

LEAP_YEAR = 2024
_YEAR = r"(?:1[5-9]|20)\d\d"
_PERIOD_OF_YEARS = re.compile(
    rf"\b(?:from\s(?P<first>{_YEAR})\s(?:to|until|till|through)|between\s(?P<first2>{_YEAR})\sand)\s(?P<last>{_YEAR})\b"
)
_BEFORE_FIRST = re.compile(r"\b(?:from|between)\s(?:the\s)?\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"\s(?:to|until|till|through|and)\s(?:the\s)?")
_NEXT_YEAR = re.compile(r",?\s(?:of\s(?:the\s)?(?:next|following)|next|the\sfollowing|a\syear\slater)\b")


@dataclass(frozen=True)
class Slip:
    """text[start:end] of the source cannot be; `found` is the date for the rows of the story, `reason` says why."""

    source: str
    start: int
    end: int
    found: WrittenDate
    reason: str


@lru_cache(maxsize=4)
def slips(dossier: Dossier) -> tuple[Slip, ...]:
    """Every impossible date and period, in order of source and place."""
    return tuple(
        slip
        for source in dossier.english
        for slip in (*_days_of_no_month(source.key, source.text), *_backwards(source.key, source.text))
    )


def _days_of_no_month(key: str, text: str) -> Iterator[Slip]:
    for found in dates(text):
        if found.day and found.month:
            longest = monthrange(found.year or LEAP_YEAR, found.month)[1]
            if found.day > longest:
                month = MONTHS[found.month - 1] + (f" {found.year}" if longest == 28 else "")
                yield Slip(key, found.start, found.end, found, f"{month} has {longest} days.")


def _backwards(key: str, text: str) -> Iterator[Slip]:
    for match in _PERIOD_OF_YEARS.finditer(text):
        first, last = match["first"] or match["first2"], match["last"]
        if int(first) > int(last):
            found = WrittenDate(*match.span(), int(last))
            yield Slip(key, *match.span(), found, f"The period ends in {last}, before it begins in {first}.")
    written = dates(text)
    for first, last in zip(written, written[1:], strict=False):
        joined = _BETWEEN.fullmatch(text, first.end, last.start)
        opens = _BEFORE_FIRST.search(text, max(0, first.start - 16), first.start)
        if joined and opens and _is_backwards(first, last) and not _NEXT_YEAR.match(text, last.end):
            yield Slip(key, first.start, last.end, last, "The period ends before it begins.")


def _is_backwards(first: WrittenDate, last: WrittenDate) -> bool:
    """Within one month, or with both years written."""
    if not (first.day and last.day and first.month and last.month):
        return False
    if first.year and last.year:
        return (first.year, first.month, first.day) > (last.year, last.month, last.day)
    return first.month == last.month and first.day > last.day
