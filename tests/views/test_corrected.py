"""The corrected text of an article beside the received one, and attaching marks that have lost their place."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from articles.models import BlindPass, Event
from articles.workflow import annotations, readings
from tests import newsdesk

TEXT = (
    "The fire in Porto killed nine people on Monday, police said.\n\n"
    "A man aged 30 was saved. The fire began in a kitchen. The fire was out by noon.\n\n"
    "Advertisement\n\n"
    "Police said the kitchen had no alarm."
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(nora):
    return newsdesk.an_article(newsdesk.a_story(members=[nora], by=nora), TEXT)


@pytest.fixture
def reader(nora):
    return newsdesk.a_client(nora)


def corrected(article, by, *pairs):
    for quote, suggestion in pairs or [("nine", "six")]:
        mark = newsdesk.an_annotation(article, quote, suggestion=suggestion)
        annotations.accept(mark, by=by, version=mark.version)
    return mark


def page(client, article, text="corrected", **asks):
    response = client.get(article.get_absolute_url(), {"text": text, **asks})
    assert response.status_code == 200
    return response.content.decode()


def words(html, part):
    """What stands in this part of the page, without tags."""
    return " ".join(
        strip_tags(re.search(rf'<article class="reading" id="{part}".*?</article>\s*\n', html, re.S)[0]).split()
    )


def test_the_corrected_text_shows_the_marks_at_their_places(nora, reader, article):
    newsdesk.an_annotation(article, "in a kitchen")
    mark = corrected(article, nora)
    html = page(reader, article)
    assert re.search(rf'id="mark-{mark.pk}"[^>]*><span class="vh"[^>]*>\[[^\]]*: </span>six<', html)
    assert "killed nine" not in words(html, "corrected")
    assert "in a kitchen" in html and "Reading 1: the text with one accepted correction." in html


def test_the_received_text_stays_and_leads_to_the_corrected_one(nora, reader, article):
    assert "?text=corrected" not in page(reader, article, text="")
    corrected(article, nora)
    html = page(reader, article, text="")
    assert "?text=corrected" in html and "?text=difference" in html
    assert re.search(r"</span>nine<", html)


def test_the_difference_shows_both_and_leads_to_the_mark(nora, reader, article):
    mark = corrected(article, nora, ("Advertisement", ""), ("nine", "six"))
    html = page(reader, article, text="difference")
    assert re.search(
        r"<del[^>]*><span[^>]*>received </span>nine</del><ins[^>]*><span[^>]*>corrected </span>six</ins>", html
    )
    assert f"?note={mark.pk}#note-{mark.pk}" in html
    assert "</span>Advertisement</del>" in html


@pytest.mark.parametrize("text", ["corrected", "difference"])
def test_without_a_correction_the_page_says_what_makes_one(reader, article, text):
    assert "Nothing is corrected in this text yet." in page(reader, article, text=text)


def test_when_all_is_taken_back_it_says_so_and_shows_how_it_came_about(nora, reader, article):
    mark = corrected(article, nora)
    annotations.reopen(mark, by=nora, version=mark.version)
    html = page(reader, article)
    assert "No correction stands in this text any more" in html
    assert "Nora Lind: 0 corrections stand" in html and "Nora Lind: one correction stands" in html


def test_what_is_not_in_the_text_is_listed(nora, reader, article):
    newsdesk.an_annotation(article, "nine people")
    corrected(article, nora, ("nine", "six"), ("killed nine", "hurt nine"), ("Advertisement", ""))
    html = page(reader, article)
    for heading in ("Accepted, but not in this text", "Taken out", "Lost their place"):
        assert heading in html
    assert "the correction of mark 2 changed these words first" in strip_tags(html)


def test_a_mark_that_lost_its_place_is_attached_again_without_javascript(nora, reader, article):
    mark = newsdesk.an_annotation(article, "nine people")
    corrected(article, nora)
    html = page(reader, article, attach=mark.pk)
    form = {"version": mark.version, "reading": 1, "words": re.search(r"<textarea[^>]*>(.*?)</textarea>", html)[1]}
    assert form["words"] == "six people"
    answer = reader.post(f"/annotations/{mark.pk}/attach/", form, follow=True)
    assert answer.redirect_chain == [(f"{article.get_absolute_url()}?text=corrected#mark-{mark.pk}", 302)]
    html = answer.content.decode()
    assert "Attached to “six people”." in html and "Lost their place" not in html
    assert f'id="mark-{mark.pk}"' in html


def test_words_that_stand_several_times_ask_which_place_and_keep_what_was_typed(nora, reader, article):
    mark = newsdesk.an_annotation(article, "nine people")
    corrected(article, nora)
    form = {"version": mark.version, "reading": 1, "words": "The fire"}
    answer = reader.post(f"/annotations/{mark.pk}/attach/", form)
    html = answer.content.decode()
    assert answer.status_code == 422 and "stand in the text several times" in html
    starts = re.findall(r'name="start" value="(\d+)"', html)
    assert len(starts) == 3 and html.count("checked") == 1 and ">The fire</textarea>" in html
    assert reader.post(f"/annotations/{mark.pk}/attach/", form | {"start": starts[2]}).status_code == 302
    reading = readings.last_reading(article)
    assert readings.places(reading, [mark])[0][mark.pk].start == int(starts[2])


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({"words": "nobody wrote this"}, 422, "These words do not stand in the corrected text."),
        ({"words": " "}, 422, "Write the words that the mark belongs to"),
        ({"reading": 7}, 422, "The text has been corrected in the meantime."),
        ({"version": 99}, 409, "Somebody changed this mark while you were reading."),
        ({"version": "x"}, 400, "is not a number"),
    ],
)
def test_what_cannot_be_attached_says_why_and_changes_nothing(nora, reader, article, change, status, says):
    mark = newsdesk.an_annotation(article, "nine people")
    corrected(article, nora)
    form = {"version": mark.version, "reading": 1, "words": "six people"} | change
    answer = reader.post(f"/annotations/{mark.pk}/attach/", form)
    assert answer.status_code == status and says in answer.content.decode()
    assert not mark.attachments.exists() and not Event.objects.filter(verb="attach").exists()


def test_only_editors_who_see_the_story_attach(nora, vera, reader, article):
    mark = newsdesk.an_annotation(article, "nine people")
    corrected(article, nora)
    form = {"version": mark.version, "reading": 1, "words": "six people"}
    assert reader.get(f"/annotations/{mark.pk}/attach/").status_code == 405
    assert newsdesk.a_client(vera).post(f"/annotations/{mark.pk}/attach/", form).status_code == 404
    petra = newsdesk.a_user("petra", "Approver")
    assert newsdesk.a_client(petra).post(f"/annotations/{mark.pk}/attach/", form).status_code in (403, 404)


def test_whoever_reads_blind_sees_the_received_text_alone(nora, jonas, article):
    corrected(article, nora)
    article.story.members.add(jonas)
    BlindPass.objects.create(article=article, reader=jonas)
    client = newsdesk.a_client(jonas)
    for text in ("corrected", "difference"):
        assert client.get(article.get_absolute_url(), {"text": text}).url == article.get_absolute_url()
    assert "?text=corrected" not in page(client, article, text="")


def test_the_corrected_page_costs_as_many_queries_with_ten_corrections_as_with_one(nora, reader, article):
    counts = []
    for pairs in ([("nine", "six")], [(word, f"{word}s") for word in "fire man kitchen noon alarm Police".split()]):
        corrected(article, nora, *pairs)
        newsdesk.an_annotation(article, "Monday, police")
        with CaptureQueriesContext(connection) as queries:
            page(reader, article)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_accepting_with_htmx_brings_the_way_to_the_corrected_text(nora, article):
    mark = newsdesk.an_annotation(article, "nine", suggestion="six")
    answer = newsdesk.an_htmx_client(nora).post(f"/annotations/{mark.pk}/accept/", {"version": mark.version})
    html = answer.content.decode()
    assert 'id="texts"' in html and "?text=corrected" in html and 'hx-swap-oob="true"' in html


def test_markup_in_a_suggestion_is_shown_as_text(nora, reader, article):
    corrected(article, nora, ("nine", "<b>six</b>"))
    for text in ("corrected", "difference"):
        assert "<b>six" not in page(reader, article, text=text)
