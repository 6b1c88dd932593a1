"""The head of a story on the draft page: saved as each field is left, never over somebody else's words."""

import pytest
from django.urls import reverse

from articles.workflow.head import set_head
from tests import newsdesk

both_ways = pytest.mark.parametrize("client_of", [newsdesk.a_client, newsdesk.an_htmx_client], ids=["plain", "htmx"])


@pytest.fixture
def reader(db):
    """Somebody who sees the stories and writes none."""
    return newsdesk.a_user("olga", "Approver")


def save(client, story, version=1, **fields):
    started = {f"started_{name}": "" for name in fields}
    return client.post(reverse("draft_head", args=[story.slug]), {"version": version} | started | fields)


def page(client, story):
    return client.get(reverse("draft", args=[story.slug])).text


@both_ways
def test_the_fields_are_saved(story, nora, client_of):
    response = save(client_of(nora), story, standfirst="After 40 years, a bell.", byline="Nora Lind")
    assert response.status_code in (200, 302)
    html = page(newsdesk.a_client(nora), story)
    assert ">After 40 years, a bell.</textarea>" in html and 'value="Nora Lind"' in html
    assert "Undo: head of the story" in html


def test_the_answer_to_htmx_brings_the_next_version_to_both_forms(story, nora):
    answer = save(newsdesk.an_htmx_client(nora), story, byline="Nora Lind").text
    assert answer.count('name="version" value="2"') == 2
    assert 'name="started_byline" value="Nora Lind"' in answer


@both_ways
def test_what_somebody_else_wrote_in_another_field_is_no_clash(story, nora, jonas, client_of):
    set_head(story, by=jonas, version=1, location="Aldmere")
    assert save(client_of(nora), story, byline="Nora Lind", location="").status_code in (200, 302)
    story.refresh_from_db()
    assert (story.byline, story.location) == ("Nora Lind", "Aldmere")


@both_ways
def test_two_texts_of_one_field_are_both_shown_until_one_is_chosen(story, nora, jonas, client_of):
    set_head(story, by=jonas, version=1, byline="Jonas Weber")
    client = client_of(nora)
    clash = save(client, story, byline="Nora Lind")
    assert clash.status_code == 409
    assert "Jonas Weber" in clash.text and "Nora Lind" in clash.text and 'name="over" value="2"' in clash.text
    story.refresh_from_db()
    assert story.byline == "Jonas Weber"
    chosen = {"version": 1, "over": 2, "byline": "Nora Lind", "started_byline": "", "base_byline": ""}
    assert client.post(reverse("draft_head", args=[story.slug]), chosen).status_code in (200, 302)
    story.refresh_from_db()
    assert story.byline == "Nora Lind"


@both_ways
def test_changes_of_other_words_are_offered_together_and_asked_for(story, nora, jonas, client_of):
    before, theirs, mine = (f"The bell of {where} {did}." for where, did in SAYS)
    set_head(story, by=jonas, version=1, standfirst=before)
    set_head(story, by=jonas, version=2, standfirst=theirs)
    fields = {"version": 2, "standfirst": mine, "started_standfirst": before}
    client, url = client_of(nora), reverse("draft_head", args=[story.slug])
    clash = client.post(url, fields)
    assert clash.status_code == 409 and "Save both together" in clash.text
    story.refresh_from_db()
    assert story.standfirst == theirs
    chosen = fields | {"together": 3, "base_standfirst": before, "started_standfirst": before}
    assert client.post(url, chosen).status_code in (200, 302)
    story.refresh_from_db()
    assert story.standfirst == "The bell of Old Aldmere rang twice."


SAYS = [("Aldmere", "rang"), ("Old Aldmere", "rang"), ("Aldmere", "rang twice")]


def test_a_field_too_long_is_refused_where_it_was_typed(story, nora):
    answer = save(newsdesk.an_htmx_client(nora), story, byline="x" * 201)
    assert answer.status_code == 422 and "Byline: at most 200 characters" in answer.text


def test_it_refuses_get_strangers_and_those_who_may_not_write(story, nora, vera, reader):
    assert newsdesk.a_client(nora).get(reverse("draft_head", args=[story.slug])).status_code == 405
    assert save(newsdesk.a_client(reader), story, byline="x").status_code == 403
    story.members.set([nora])
    assert save(newsdesk.a_client(vera), story, byline="x").status_code == 404
