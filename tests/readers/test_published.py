"""The day of publication: taken from the first lines when they leave no doubt, and from nothing else."""

from datetime import date

import pytest

from articles.readers import read
from articles.readers.published import published

BODY = "\n\nThe harbour bell of Aldmere rang on Monday.\n"
DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    "line",
    [
        "12 March 2026",
        "Thursday, 12 March 2026",
        "March 12, 2026",
        "12 Mar 2026, 14:05",
        "2026-03-12",
        "2026-03-12T14:05:00Z",
        "12th of March 2026",
        "By Ines Carr, 12 March 2026",
        "Aldmere Courier | 12 March 2026 | Local",
        "Published 12 March 2026",
        "Published: Thursday 12 March 2026 at 14:05",
        "First published on 12 March 2026, updated 14 March 2026",
        "By Ines Carr – Posted 14:05 GMT, 12 March 2026",
        "ALDMERE, March 12, 2026 (Coast Agency) - The bell rang.",
        "Aldmere, 12 March 2026 – The bell of the harbour, cast on 3 May 1871, rang again.",
    ],
)
def test_a_byline_or_a_dateline_gives_the_day(line):
    assert published(f"Bell rings again\n\n{line}{BODY}") == DAY


@pytest.mark.parametrize(
    "line",
    [
        "The bell rang on 12 March 2026.",
        "Its keeper, born on 12 March 1964, pulled the rope",
        "03/04/2026",
        "12 March",
        "March 2026",
        "31 February 2026",
        "Updated 12 March 2026",
        "12 March 2026 to 14 March 2026",
        "A list published by the council on 12 March 2026 names him.",
        "Bells rang in 2026",
    ],
)
def test_a_day_that_the_text_tells_of_is_not_taken(line):
    assert published(f"Bell rings again\n\n{line}{BODY}") is None


def test_a_headline_that_names_a_day_is_not_taken_but_a_date_above_it_is():
    assert published(f"Bell rings again, 12 March 2026{BODY}") is None
    assert published(f"12 March 2026\n\nBell rings again{BODY}") == DAY


def test_two_days_leave_a_doubt_unless_one_is_said_to_be_the_day():
    assert published(f"Bell\n\n11 March 2026\n\n12 March 2026{BODY}") is None
    assert published(f"Bell\n\n11 March 2026\n\nPublished 12 March 2026{BODY}") == DAY


def test_a_day_far_down_in_the_text_is_not_taken():
    assert published("Bell\n\n" + "It rang.\n\n" * 10 + "12 March 2026\n") is None


def test_a_file_that_is_read_brings_its_day_along():
    assert read(f"Bell rings\n\n12 March 2026{BODY}".encode()).published == DAY
    assert read(f"Bell rings{BODY}".encode()).published is None
