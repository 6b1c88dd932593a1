from datetime import date

from articles.analysis.checks import dates
from articles.analysis.event_dates import calendar_rows
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


def test_a_day_that_no_month_has_is_marked():
    for text in ("on 31 June 2027", "on April 31", "on 30 February", "on 29 February 2023"):
        marks, _ = check(f"The fair opens {text}.")
        assert marks == [("one", text.removeprefix("on "))]
    assert check("The fair opened on 29 February. It opened on 29 February 2024.")[0] == []


def test_a_period_that_ends_before_it_begins_is_marked():
    assert check("The fraud went on from 2019 until 2016.")[0] == [("one", "from 2019 until 2016")]
    assert check("The fair runs from 12 May to 3 May.")[0] == [("one", "12 May to 3 May")]
    for text in (
        "He ran the mill between 2016 and 2019.",
        "The fair runs from 12 December to 3 January.",
        "The shop is open from 20 March to 5 March of the next year.",
    ):
        assert check(text)[0] == []


def test_the_same_day_of_another_month_is_marked():
    for texts in (
        (
            "Sentence will be passed on 20 January.",
            "Sentencing is on Jan. 20.",
            "The pain is pronounced on the 20 February.",
        ),
        ("The strike began on January 27.", "The strike began on the 27 January.", "It had dragged on since 27 June."),
    ):
        marks, _ = check(*texts)
        assert [source for source, _ in marks] == ["three"]


def test_the_same_day_of_another_month_is_left_alone_beside_the_right_one():
    texts = "Sentencing is on 20 January. Appeals are due by 20 February.", "Sentencing is on 20 January."
    assert check(*texts, "Sentencing is on Jan. 20.")[0] == []


def test_one_weekday_cannot_be_on_two_days_of_a_week():
    marks, (finding,) = check(
        "The final is on Sunday, November 23.",
        "The final: Rosario, 23 November.",
        "The final will be disputed on Sunday, the 22 November.",
    )
    assert marks == [("three", "Sunday, the 22 November")]
    assert "23" in finding.suggestion


def test_a_dateline_and_its_weekday_tell_the_weekdays_of_the_days_around():
    wire = "LAGOS, May 8 (Wire) - The vaccine works, researchers said on Thursday."
    second = "On Thursday researchers showed the vaccine."
    assert check(wire, second, "The vaccine was shown on Friday, 8 May.")[0] == [("three", "Friday, 8 May")]
    assert check(wire, second, "The vaccine was shown on Thursday, 8 May.")[0] == []
    later = "LAGOS, May 9 (Wire) - The vaccine works, researchers said on Thursday."
    assert check(later, second, "The vaccine was shown on Thursday, 8 May.")[0] == []


def test_a_date_with_the_stop_of_other_languages_is_read():
    assert check("The vaccine was shown on Monday, the 14. May 2024.")[0] == [("one", "Monday, the 14. May 2024")]


def test_the_claim_of_a_date_that_cannot_be_stands_against_those_who_say_so():
    dossier = story(
        "The final is on Sunday, November 23.",
        "The final: Rosario, 23 November.",
        "The final is on Sunday, 22 November.",
    )
    (row,) = [row for row in calendar_rows(dossier)]
    assert [group.sources for group in row.groups] == [{"one", "two"}, {"three"}]
