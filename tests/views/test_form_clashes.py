"""Two people at one form: the second sees what both started from, both answers, and both together, and is asked."""

import re
from html import unescape

import pytest
from django.urls import reverse

from articles.models import Priority
from tests import newsdesk
from tests.newsdesk import a_client

BOTH = [newsdesk.a_client, newsdesk.an_htmx_client]
both_ways = pytest.mark.parametrize("client_of", BOTH)


def fields_of(page, within="<main"):
    """What a browser would send for the form of the page: hidden fields and text fields, as they stand."""
    page = page[page.index(within) :].partition("</form>")[0]
    inputs = re.findall(r"<input\b[^>]*>", page)
    fields = {}
    for tag in inputs:
        name, value = (re.search(rf'\b{attr}="([^"]*)"', tag) for attr in ("name", "value"))
        kind = re.search(r'\btype="([^"]*)"', tag)
        if name and kind and kind[1] not in ("radio", "checkbox", "search"):
            fields[name[1]] = unescape(value[1]) if value else ""
    for name, inside in re.findall(r'<select\b[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        fields[name] = chosen[1] if chosen else ""
    for tag in inputs:
        if "checked" in tag and (name := re.search(r'name="([^"]*)"', tag)):
            fields.setdefault(name[1], []).append(re.search(r'value="([^"]*)"', tag)[1])
    return fields


@pytest.fixture
def story(nora):
    return newsdesk.a_story(by=nora, title="Old harbour bell")


def test_changes_of_other_fields_and_words_of_a_story_are_saved_together(story, nora, jonas, sami, vera):
    story.members.set([jonas])
    address = reverse("story_edit", args=[story.slug])
    theirs, mine = (fields_of(a_client(user).get(address).text) for user in (jonas, nora))
    theirs |= {"title": "Old harbour bell rings", "priority": Priority.URGENT, "members": [jonas.pk, sami.pk]}
    a_client(jonas).post(address, theirs)
    mine |= {"title": "Very old harbour bell", "members": [vera.pk, jonas.pk], "due_at": "2031-05-06T07:08"}

    clash = a_client(nora).post(address, mine)
    assert clash.status_code == 409
    assert all(
        text in clash.text for text in ("Before both", "Both together", "Save both together", "6 May 2031 07:08")
    )
    again = fields_of(clash.text)
    assert again["title"] == "Very old harbour bell"
    assert a_client(nora).post(address, again | {"together": "yes"}).status_code == 302

    story.refresh_from_db()
    assert (story.title, story.priority) == ("Very old harbour bell rings", Priority.URGENT)
    assert story.due_at and set(story.members.all()) == {jonas, sami, vera}


def test_where_both_changed_the_same_nothing_is_offered_and_together_saves_nothing(story, nora, jonas):
    address = reverse("story_edit", args=[story.slug])
    mine = fields_of(a_client(nora).get(address).text) | {"title": "Old harbour gong"}
    a_client(jonas).post(address, mine | {"title": "Old harbour horn"})

    clash = a_client(nora).post(address, mine)
    assert clash.status_code == 409 and "Save both together" not in clash.text
    forced = a_client(nora).post(address, fields_of(clash.text) | {"together": "yes"})
    assert forced.status_code == 409
    story.refresh_from_db()
    assert story.title == "Old harbour horn"


def test_together_over_a_third_answer_is_asked_for_again(story, nora, jonas):
    address = reverse("story_edit", args=[story.slug])
    mine = fields_of(a_client(nora).get(address).text) | {"title": "Very old harbour bell"}
    a_client(jonas).post(address, mine | {"title": "Old harbour bell rings"})
    seen = fields_of(a_client(nora).post(address, mine).text)
    a_client(jonas).post(
        address, fields_of(a_client(jonas).get(address).text) | {"title": "Old harbour bell rings again"}
    )
    assert a_client(nora).post(address, seen | {"together": "yes"}).status_code == 409
    story.refresh_from_db()
    assert story.title == "Old harbour bell rings again"


@pytest.mark.parametrize("nonsense", ["", "{", "[]", '{"title": 3, "members": "x"}'])
def test_a_damaged_memory_of_the_page_shows_both_and_merges_nothing(story, nora, nonsense):
    address = reverse("story_edit", args=[story.slug])
    mine = fields_of(a_client(nora).get(address).text) | {"title": "Mine", "started": nonsense, "version": 0}
    clash = a_client(nora).post(address, mine)
    assert clash.status_code == 409 and "Save both together" not in clash.text and 'value="Mine"' in clash.text


@both_ways
def test_the_plan_on_the_desk_keeps_what_was_entered_and_joins_both(story, nora, jonas, client_of):
    address = reverse("story_plan", args=[story.slug])
    client = client_of(nora)
    mine = fields_of(client.get(address).text, '<form class="' + ("plan" if client_of == BOTH[1] else "narrow"))
    a_client(jonas).post(address, mine | {"priority": Priority.HIGH})

    clash = client.post(address, mine | {"assigned_to": jonas.pk})
    assert clash.status_code == 409 and "Jonas Weber" in clash.text and "Save both together" in clash.text
    within = '<form class="' + ("plan" if client_of == BOTH[1] else "narrow")
    client.post(address, fields_of(clash.text, within) | {"together": "yes"})
    story.refresh_from_db()
    assert (story.assigned_to, story.priority) == (jonas, Priority.HIGH)


def test_the_details_of_an_article_are_joined(story, nora, jonas):
    article = newsdesk.an_article(story, headline="Bell rings")
    address = reverse("article_edit", args=[story.slug, article.number])
    mine = fields_of(a_client(nora).get(address).text)
    a_client(jonas).post(address, mine | {"published": "2026-10-05"})

    clash = a_client(nora).post(address, mine | {"headline": "Bell rings again"})
    assert clash.status_code == 409 and "Bell rings again" in clash.text and "5 Oct 2026" in clash.text
    a_client(nora).post(address, fields_of(clash.text) | {"together": "yes"})
    article.refresh_from_db()
    assert (article.headline, article.published.isoformat()) == ("Bell rings again", "2026-10-05")


@both_ways
def test_two_edits_of_ones_own_mark_are_joined(story, nora, client_of):
    article = newsdesk.an_article(story)
    mark = newsdesk.an_annotation(article, by=nora, reason="Too long ago.")
    address = reverse("annotation_edit", args=[mark.pk])
    page = client_of(nora).get(address).text
    form = page[page.index("data-chooser") :]
    mine = {"category": "wrong_number", "severity": "major", "version": 1, "started": fields_of(form, "")["started"]}
    a_client(nora).post(address, mine | {"reason": "Too long ago, I think.", "suggestion": ""})

    second = mine | {"reason": "Surely too long ago.", "suggestion": "39 years"}
    clash = client_of(nora).post(address, second)
    assert clash.status_code == 409 and "Save both together" in clash.text and "Before both" in clash.text
    assert client_of(nora).post(address, second | {"version": 2, "together": "yes"}).status_code in (200, 302)
    mark.refresh_from_db()
    assert (mark.reason, mark.suggestion) == ("Surely too long ago, I think.", "39 years")
