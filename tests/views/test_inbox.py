"""The inbox page and what one does on it."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from articles.models import Digest, Notification
from articles.workflow import annotations, inbox
from tests import newsdesk

ADDRESS = reverse("inbox")


@pytest.fixture
def mark(article):
    return newsdesk.an_annotation(article)


@pytest.fixture
def lines(mark, nora, jonas):
    """Two unread lines for Nora, the older one first."""
    for text in ("@nora one", "@nora <two>"):
        annotations.comment(mark, by=jonas, text=text)
    return list(Notification.objects.order_by("pk"))


def page(client, address=ADDRESS):
    return client.get(address).content.decode()


def count(text):
    """The figure in the bar at the top."""
    return re.search(r'id="inbox-count"[^>]*>(\d*)', text)[1]


def test_unread_lines_come_first_and_say_who_did_what_where(nora, lines, mark):
    inbox.read(lines[1])
    text = page(newsdesk.a_client(nora))
    assert text.index("@nora one") < text.index("@nora &lt;two&gt;")
    assert "Jonas Weber mentioned you" in text and mark.quote in text and mark.story.title in text
    assert "One thing you have not read" in text


def test_every_page_shows_how_much_is_unread(nora, jonas, lines):
    assert count(page(newsdesk.a_client(nora), reverse("desk"))) == "2"
    assert count(page(newsdesk.a_client(jonas), reverse("desk"))) == ""


def test_beyond_ninety_nine_it_says_only_that_there_are_more(nora, jonas, lines):
    more = [Notification(user=nora, kind="sent", story=lines[0].story, by=jonas, at=lines[0].at) for _ in range(98)]
    Notification.objects.bulk_create(more[:97])
    assert "99<span" in page(newsdesk.a_client(nora))
    Notification.objects.bulk_create(more[97:])
    text = page(newsdesk.a_client(nora))
    assert "99+<span" in text and "More than 99 things you have not read" in text


def test_opening_a_line_marks_it_as_read_and_leads_to_its_place(nora, lines, mark):
    answer = newsdesk.a_client(nora).post(reverse("inbox_read", args=[lines[0].pk]), {"open": "yes"})
    assert answer["Location"] == f"{mark.article.get_absolute_url()}?note={mark.pk}#note-{mark.pk}"
    lines[0].refresh_from_db()
    assert lines[0].read_at


def test_a_line_is_marked_read_and_unread_in_its_place(nora, lines):
    client = newsdesk.an_htmx_client(nora)
    text = client.post(reverse("inbox_read", args=[lines[0].pk])).content.decode()
    assert "Mark unread" in text and count(text) == "1" and 'hx-swap-oob="true"' in text and "<html" not in text
    text = client.post(reverse("inbox_unread", args=[lines[0].pk])).content.decode()
    assert "Mark read" in text and count(text) == "2"


def test_without_htmx_marking_leads_back_to_the_inbox(nora, lines):
    client = newsdesk.a_client(nora)
    for name in ("inbox_read", "inbox_unread"):
        assert client.post(reverse(name, args=[lines[0].pk]))["Location"] == ADDRESS


def test_all_are_marked_as_read_and_that_is_taken_back(nora, lines):
    client = newsdesk.a_client(nora)
    text = client.post(reverse("inbox_read_all"), {"up_to": lines[1].pk}, follow=True).content.decode()
    assert "2 marked as read." in text and count(text) == ""
    at = re.search(r'name="at" value="([^"]+)"', text)[1]
    text = client.post(reverse("inbox_undo_read_all"), {"at": at}, follow=True).content.decode()
    assert count(text) == "2" and "marked as read" not in text


def test_with_htmx_the_list_and_the_counts_come_back(nora, lines):
    client = newsdesk.an_htmx_client(nora)
    text = client.post(reverse("inbox_read_all"), {"up_to": lines[1].pk}).content.decode()
    assert "<html" not in text and "2 marked as read." in text and count(text) == ""
    at = re.search(r'name="at" value="([^"]+)"', text)[1]
    assert count(client.post(reverse("inbox_undo_read_all"), {"at": at}).content.decode()) == "2"
    answer = client.post(reverse("inbox_undo_read_all"), {"at": at})
    assert answer.status_code == 422 and "nothing to take back" in answer.content.decode()


@pytest.mark.parametrize(
    "name, data",
    [("inbox_read_all", {"up_to": "x"}), ("inbox_undo_read_all", {"at": "x"}), ("inbox_undo_read_all", {})],
)
def test_nonsense_is_refused(nora, lines, name, data):
    assert newsdesk.a_client(nora).post(reverse(name), data).status_code == 400


@pytest.mark.parametrize("at", ["2030-05-06T10:00:00", "soon", "9999999-01-01T00:00:00+00:00"])
def test_a_moment_that_is_none_is_not_one(nora, lines, at):
    client = newsdesk.a_client(nora)
    assert client.post(reverse("inbox_undo_read_all"), {"at": at}).status_code == 400
    assert "marked as read" not in page(client, f"{ADDRESS}?{urlencode({'read': 2, 'at': at})}")


def test_the_actions_need_a_post(nora, lines):
    client = newsdesk.a_client(nora)
    for name in ("inbox_read", "inbox_unread"):
        assert client.get(reverse(name, args=[lines[0].pk])).status_code == 405
    for name in ("inbox_read_all", "inbox_undo_read_all", "digest"):
        assert client.get(reverse(name)).status_code == 405


def test_nobody_reads_or_marks_what_is_somebody_elses(jonas, lines):
    client = newsdesk.a_client(jonas)
    assert "@nora" not in page(client)
    for name in ("inbox_read", "inbox_unread"):
        assert client.post(reverse(name, args=[lines[0].pk]), {"open": "yes"}).status_code == 404


def test_what_belongs_to_a_story_that_one_lost_is_gone(nora, jonas, lines, mark):
    type(mark.story).objects.filter(pk=mark.story_id).update(created_by=jonas)
    mark.story.members.set([jonas])
    client = newsdesk.a_client(nora)
    text = page(client)
    assert "@nora" not in text and count(text) == "" and "You have read everything" in text
    assert client.post(reverse("inbox_read", args=[lines[0].pk])).status_code == 404


def test_a_long_inbox_has_pages_and_costs_no_more_queries(nora, jonas, lines, mark, django_assert_max_num_queries):
    client = newsdesk.a_client(nora)
    with django_assert_max_num_queries(14) as few:
        client.get(ADDRESS)
    for number in range(40):
        annotations.comment(mark, by=jonas, text=f"@nora {number}")
    with django_assert_max_num_queries(len(few)):
        text = client.get(ADDRESS).content.decode()
    assert text.count('<li class="inbox__line') == 30 and "Page 1 of 2" in text
    assert client.get(ADDRESS, {"page": "2"}).content.decode().count('<li class="inbox__line') == 12


# --- Digests ----------------------------------------------------------------------------------------------------------


def test_how_often_it_comes_by_mail_is_chosen_in_the_preferences(nora):
    client = newsdesk.a_client(nora)
    assert 'value="never" checked' in page(client, reverse("preferences"))
    answer = client.post(reverse("digest"), {"every": "daily"}, follow=True).content.decode()
    assert "Saved for your account." in answer and 'value="daily" checked' in answer
    assert Digest.objects.get().user == nora


def test_an_account_without_an_address_says_so(nora):
    type(nora).objects.update(email="")
    client = newsdesk.a_client(nora)
    assert "an administrator can enter it" in page(client, reverse("preferences"))
    assert "no e-mail address" in client.post(reverse("digest"), {"every": "daily"}, follow=True).content.decode()
    assert not Digest.objects.exists()
