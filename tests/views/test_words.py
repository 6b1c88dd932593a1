"""The words and signs that every template uses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.templatetags import newsroom
from tests import newsdesk


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(minutes=90, seconds=5), "in 1 h 30 min"),
        (timedelta(hours=2, seconds=5), "in 2 h"),
        (timedelta(days=1, seconds=5), "in 1 day"),
        (timedelta(minutes=-12, seconds=-5), "12 min late"),
        (timedelta(seconds=-5), "1 min late"),
        (timedelta(days=-3), "3 days late"),
    ],
)
def test_how_far_off_a_moment_is(away, words):
    assert newsroom.until(timezone.now() + away) == words


def test_a_moment_of_today_is_its_hour_and_a_far_one_its_date():
    now = timezone.localtime()
    assert f">{now:%H:%M}</time>" in newsroom.moment(now)
    assert f">1 {now:%b} {now.year - 2}</time>" in newsroom.moment(now.replace(day=1, year=now.year - 2))
    assert newsroom.moment(None) == ""


def test_people_are_called_by_their_names(nora, db):
    assert (newsroom.called(nora), newsroom.initials(nora)) == ("Nora Lind", "NL")
    bare = newsdesk.a_user("zed")
    assert newsroom.initials(bare) == "Z"
    assert newsroom.called(None) == "Newsroom"


def test_a_name_cannot_bring_markup_along(db):
    rogue = newsdesk.a_user("rogue")
    rogue.first_name = "<b>"
    assert "<b>" not in newsroom.person(rogue)


def test_everybody_on_a_story_is_named_once(nora, jonas):
    story = newsdesk.a_story(by=nora, members=[nora, jonas])
    assert newsroom.people(story) == [nora, jonas]


def test_counts_are_words_up_to_twelve():
    assert [newsroom.number_word(n) for n in (0, 1, 12, 13)] == ["No", "One", "Twelve", "13"]


def test_a_language_has_a_name_when_we_know_it():
    assert newsroom.language("en") == "English"
    assert newsroom.language("und") == "und"
