"""The time zone that somebody chose holds for what they read and for what they enter; for nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Event, LocalTime, Story
from tests import newsdesk

ADDRESS = "/preferences/time-zone/"
NIGHT = datetime(2024, 6, 1, 23, 30, tzinfo=UTC)


def choose(user, zone):
    return newsdesk.a_client(user).post(ADDRESS, {"time_zone": zone}, follow=True)


def times_on(user, story):
    return newsdesk.a_client(user).get(f"/stories/{story.slug}/").text


def test_times_are_shown_in_the_chosen_zone_and_to_others_in_that_of_the_house(nora, jonas):
    story = newsdesk.a_story(by=nora, due_at=NIGHT)
    assert "Saved for your account." in choose(nora, "Asia/Tokyo").text
    assert 'datetime="2024-06-02T08:30:00+09:00"' in times_on(nora, story)
    assert 'datetime="2024-06-01T23:30:00+00:00"' in times_on(jonas, story)


def test_the_choice_holds_in_every_browser_at_once(nora):
    story = newsdesk.a_story(by=nora, due_at=NIGHT)
    other_browser = newsdesk.a_client(nora)
    choose(nora, "Asia/Tokyo")
    assert "+09:00" in other_browser.get(f"/stories/{story.slug}/").text


def test_a_time_that_is_entered_is_one_of_the_chosen_zone(nora):
    choose(nora, "Asia/Tokyo")
    client = newsdesk.a_client(nora)
    client.post("/stories/new/", {"title": "Ferry aground", "due_at": "2030-06-02T08:30", "priority": "3"})
    assert Story.objects.get().due_at == datetime(2030, 6, 1, 23, 30, tzinfo=UTC)


def test_the_house_zone_comes_back(nora):
    choose(nora, "Asia/Tokyo")
    choose(nora, "")
    assert not LocalTime.objects.exists()
    assert [event.data["time_zone"] for event in Event.objects.all()] == ["", "Asia/Tokyo"]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "UTC+3"])
def test_a_zone_that_does_not_exist_is_refused(nora, zone):
    assert "Choose a time zone from the list." in choose(nora, zone).text
    assert not LocalTime.objects.exists()


def test_a_zone_that_this_machine_does_not_know_any_more_breaks_nothing(nora):
    LocalTime.objects.create(user=nora, time_zone="Europe/Atlantis")
    story = newsdesk.a_story(by=nora, due_at=NIGHT)
    assert "23:30:00+00:00" in times_on(nora, story)
    assert "Europe/Atlantis" in newsdesk.a_client(nora).get("/preferences/").text


def test_it_costs_no_query(nora):
    client = newsdesk.a_client(nora)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get("/search/")
        return len(asked)

    before = queries()
    choose(nora, "Asia/Tokyo")
    assert queries() == before


def test_the_zone_of_one_request_is_gone_in_the_next(nora, client):
    before = timezone.get_current_timezone_name()
    choose(nora, "Asia/Tokyo")
    assert timezone.get_current_timezone_name() == before
    assert timezone.localtime(NIGHT).utcoffset() == timedelta()


def test_it_is_chosen_by_post_and_with_an_account_only(nora, client):
    assert newsdesk.a_client(nora).get(ADDRESS).status_code == 405
    assert client.post(ADDRESS, {"time_zone": "UTC"}).url.startswith("/accounts/login/")
