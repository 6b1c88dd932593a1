"""Feeds in the administration: entered, paused, polled at once; what failed is seen with its reason."""

import pytest
from django.urls import reverse

from articles.models import Event, Feed
from tests.newsdesk import a_client, a_feed, an_incoming, an_outlet

LIST = "admin:articles_feed_changelist"


@pytest.fixture
def ada_client(ada):
    return a_client(ada)


def test_an_administrator_enters_a_feed_and_the_log_says_so(ada_client):
    data = {"seen": "", "outlet": an_outlet().pk, "address": "https://courier.example/feed.xml", "minutes": "30"}
    answer = ada_client.post(reverse("admin:articles_feed_add"), data)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    assert Feed.objects.get().state == "new"
    assert Event.objects.filter(verb="add feed", actor_name="ada").exists()


@pytest.mark.parametrize("address", ["ftp://courier.example/", "https://a:b@courier.example/", "courier"])
def test_what_is_no_address_of_the_web_is_not_entered(ada_client, address):
    data = {"seen": "", "outlet": an_outlet().pk, "address": address, "minutes": "30"}
    assert ada_client.post(reverse("admin:articles_feed_add"), data).status_code == 200
    assert not Feed.objects.exists()


def test_the_list_shows_which_feeds_fail_and_why(ada_client):
    feed = a_feed()
    feed.noted(error="The server answered 404 (Not Found).")
    page = ada_client.get(reverse(LIST), {"state": "failing"}).content.decode()
    assert "404 (Not Found)" in page and "failing" in page
    assert "404 (Not Found)" not in ada_client.get(reverse(LIST), {"state": "working"}).content.decode()


def test_a_feed_is_polled_at_once_paused_and_visited_again(ada_client, ada):
    feed = a_feed(due_at="2099-01-01T00:00:00Z")
    ada_client.post(reverse(LIST), {"action": "poll_now", "_selected_action": [feed.pk]})
    assert feed.fetches.get().requested_by == ada
    ada_client.post(reverse(LIST), {"action": "pause", "_selected_action": [feed.pk]})
    feed.refresh_from_db()
    assert feed.state == "paused"
    ada_client.post(reverse(LIST), {"action": "go_on", "_selected_action": [feed.pk]})
    feed.refresh_from_db()
    assert feed.paused_at is None
    assert [line.history_user for line in feed.history.all()[:2]] == [ada, ada]
    assert Event.objects.filter(verb="change feed").count() == 2


def test_each_page_opens(ada_client):
    feed, row = a_feed(), an_incoming()
    for name, pk in (("feed", feed.pk), ("incoming", row.pk)):
        assert ada_client.get(reverse(f"admin:articles_{name}_change", args=[pk])).status_code == 200
    assert ada_client.get(reverse("admin:articles_fetch_changelist")).status_code == 200


def test_an_editor_does_not_administrate_feeds(nora):
    assert a_client(nora).get(reverse(LIST)).status_code in (302, 403)
