from datetime import date

from articles.analysis.checks import dates
from articles.analysis.claim_kinds import normal_date
from articles.analysis.relative_dates import relative_dates
from tests.analysis.newsroom_texts import marked, story

TUESDAY = date(2024, 5, 14)


def told(text, published=TUESDAY):
    dossier = story(text, published=published)
    return [normal_date(found) for found in relative_dates(dossier, dossier.sources[0])]


def test_days_and_months_are_told_from_the_day_of_publication():
    assert told("The fair opened yesterday and ends tomorrow.") == ["2024-05-13", "2024-05-15"]
    assert told("The fair opened last month. It comes back next month.") == ["April 2024", "June 2024"]
    assert told("The fair was founded last year.") == ["2023"]
    assert told("The fair opened last June. It closed last March.") == ["June 2023", "March 2024"]
    assert told("It opened last month.", published=date(2024, 1, 9)) == ["December 2023"]


def test_next_june_in_may_can_be_either_june():
    assert told("A summit is held next June.") == []


def test_a_dateline_tells_the_day_without_a_year():
    assert told("LAGOS, May 1 (Wire) - The fair opened yesterday.", published=None) == ["--04-30"]


def test_without_a_day_of_writing_and_inside_quotes_nothing_is_told():
    assert told("The fair opened yesterday.", published=None) == []
    assert told("“I came yesterday,” she said.") == []


def test_yesterday_is_compared_with_the_weekdays_of_the_others():
    texts = "The fair in the old harbour opened on Monday.", "The fair in the old harbour opened on Monday with music."
    for last, found in (
        ("The fair in the old harbour opened yesterday.", []),
        ("The fair in the old harbour opened today.", ["today"]),
    ):
        dossier = story(*texts, last, published=TUESDAY)
        assert [words for _, words in marked(dossier, dates.check(dossier))] == found
