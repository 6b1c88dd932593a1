from datetime import date

from articles.analysis.checks import dates
from tests.analysis.newsroom_texts import marked, story


def check(*texts, **more):
    dossier = story(*texts, **more)
    findings = list(dates.check(dossier))
    return marked(dossier, findings), findings


def test_a_weekday_that_misses_its_date_is_marked_by_the_calendar():
    marks, (finding,) = check("The fair opened on Monday, 14 May 2024.")
    assert marks == [("one", "Monday, 14 May 2024")]
    assert finding.suggestion == "Tuesday, 14 May 2024"
    assert finding.reason == "14 May 2024 was a Tuesday, not a Monday."


def test_the_year_comes_from_the_day_of_publication():
    assert check("The fair opened on Monday, 14 May.", published=date(2024, 5, 15))[0] != []
    assert check("The fair opened on Tuesday, 14 May.", published=date(2024, 5, 15))[0] == []


def test_the_year_comes_from_a_birth_date_and_an_age():
    marks, _ = check(
        "Ada Quist, 63, opened the fair. She was born on 2 March 1961.",
        "The fair opened on Monday, 14 May.",
    )
    assert marks == [("two", "Monday, 14 May")]


def test_without_a_year_no_weekday_is_wrong():
    assert check("The fair opened on Monday, 14 May.")[0] == []


def test_a_day_that_stands_alone_is_marked():
    marks, (finding,) = check(
        "The fair in the old harbour opened on Tuesday.",
        "The fair in the old harbour opened on Tuesday with music.",
        "The fair in the old harbour opened on Friday.",
    )
    assert marks == [("three", "Friday")]
    assert finding.suggestion == "Tuesday"


def test_swapped_digits_in_a_year_are_marked():
    marks, _ = check(
        "The museum in the old mill was founded in 1893.",
        "The museum was founded in 1893 in a mill.",
        "The museum in the mill was founded in 1839.",
    )
    assert marks == [("three", "1839")]


def test_days_of_different_happenings_are_not_compared():
    marks, _ = check(
        "The fair opened on Tuesday. The mayor speaks on Friday.",
        "The fair opened on Tuesday.",
        "The mayor will speak on Friday. The fair opened on Tuesday.",
    )
    assert marks == []


def test_a_month_and_a_day_in_it_agree():
    assert check("The fair opened in May.", "The fair opened on 14 May.", "The fair opened in May.")[0] == []
