import unicodedata

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import ErrorCategory
from tests import newsdesk


def mark_url(article):
    return reverse("annotation_mark", args=[article.story.slug, article.number])


def says(article, quote, **data):
    start = article.text.index(quote)
    return {
        "at": f"{start}-{start + len(quote)}",
        "quote": quote,
        "category": "wrong_number",
        "severity": "major",
        **data,
    }


def test_marking_words_leads_to_the_new_note(nora, article):
    data = says(article, "300 people", reason="The police say 200.", suggestion="200 people")
    response = newsdesk.a_client(nora).post(mark_url(article), data)
    mark = article.annotations.get()
    assert response["Location"] == f"{article.get_absolute_url()}?note={mark.pk}#note-{mark.pk}"
    assert (mark.quote, mark.category.slug, mark.created_by) == ("300 people", "wrong_number", nora)
    assert (mark.reason, mark.suggestion, mark.check_slug) == ("The police say 200.", "200 people", "")


def test_with_htmx_the_text_comes_back_with_the_new_note_open(nora, article):
    newsdesk.an_annotation(article, "quay")
    response = newsdesk.an_htmx_client(nora).post(mark_url(article), says(article, "300 people"))
    mark = article.annotations.get(quote="300 people")
    page = response.content.decode()
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#reading", "outerHTML")
    assert f'note--current" id="note-{mark.pk}" data-note="{mark.pk}" data-number="1"' in page
    assert page.count('hx-swap-oob="true"') == 3


@pytest.mark.parametrize(
    "text",
    ["👩‍🚀 rang the bell at 9.\n", "In Hue\u0302\u0323 they rang the bell at 9.\n", "שלום rang the bell at 9.\n"],
)
def test_offsets_count_code_points_whatever_stands_before(nora, story, text):
    article = newsdesk.an_article(story, unicodedata.normalize("NFC", text))
    newsdesk.a_client(nora).post(mark_url(article), says(article, "bell"))
    mark = article.annotations.get()
    assert article.text[mark.start : mark.end] == "bell"


def test_words_over_two_paragraphs_may_come_back_with_the_line_ends_of_a_form(nora, article):
    quote = 'himself.\n\n"It sounds'
    data = says(article, quote)
    newsdesk.a_client(nora).post(mark_url(article), {**data, "quote": quote.replace("\n", "\r\n")})
    assert article.annotations.get().quote == quote


def test_without_a_severity_the_category_has_its_own(nora, article):
    data = says(article, "Aldmere", category="wrong_location", severity="")
    newsdesk.a_client(nora).post(mark_url(article), data)
    assert article.annotations.get().severity == "blocker"


def test_nothing_said_about_a_suggestion_is_none_and_removing_is_an_empty_one(nora, article):
    client = newsdesk.a_client(nora)
    client.post(mark_url(article), says(article, "old"))
    client.post(mark_url(article), says(article, "himself", removes="on"))
    assert [mark.suggestion for mark in article.annotations.order_by("start")] == [None, ""]


def test_the_chooser_offers_every_category_with_its_key_for_the_words_selected(nora, article):
    at = says(article, "300 people")["at"]
    page = newsdesk.an_htmx_client(nora).get(mark_url(article), {"at": at, "words": "300 people"}).content.decode()
    assert "<html" not in page and "“300 people”" in page
    assert page.count('name="category"') == 14 and 'data-key="1"' in page


def test_words_that_are_not_at_that_place_are_refused_before_and_after(nora, article):
    client, data = newsdesk.an_htmx_client(nora), says(article, "300 people")
    page = client.get(mark_url(article), {"at": data["at"], "words": "299 people"}).content.decode()
    assert "could not be found again" in page
    response = client.post(mark_url(article), {**data, "quote": "299 people"})
    assert response.status_code == 422 and "not at this place" in response.content.decode()
    assert not article.annotations.exists()


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"category": ""}, "Choose a category."),
        ({"category": "nonsense"}, "not on offer"),
        ({"at": ""}, "Choose the words"),
        ({"at": "5-999999"}, "not in the article"),
        ({"suggestion": "x", "removes": "on"}, "Either other words, or none"),
        ({"reason": "x" * 5000}, "4000"),
    ],
)
def test_what_is_wrong_is_said_where_it_was_written(nora, article, wrong, word):
    for client in (newsdesk.a_client(nora), newsdesk.an_htmx_client(nora)):
        response = client.post(mark_url(article), says(article, "300 people", **wrong))
        assert response.status_code == 422 and word in response.content.decode()
    assert not article.annotations.exists()


def test_without_javascript_a_sentence_is_chosen_from_a_list(nora, article):
    client = newsdesk.a_client(nora)
    page = client.get(mark_url(article)).content.decode()
    sentences = page.partition('id="chooser-at"')[2].partition("</select>")[0]
    assert sentences.count("<option") == article.sentences.count()
    sentence = article.sentences.get(number=2)
    client.post(mark_url(article), {"at": f"{sentence.start}-{sentence.end}", "category": "wrong_number"})
    assert article.annotations.get().quote == article.quote(sentence.start, sentence.end)


def test_a_retired_category_is_not_offered(nora, article):
    category = newsdesk.a_category("wrong_number")
    category.retired_at = timezone.now()
    category.save()
    response = newsdesk.an_htmx_client(nora).post(mark_url(article), says(article, "300 people"))
    assert response.status_code == 422


def test_strangers_and_readers_cannot_mark(jonas, vera, article):
    article.story.members.set([jonas])
    assert newsdesk.a_client(vera).post(mark_url(article), says(article, "old")).status_code == 404
    petra = newsdesk.a_user("petra", "Approver")
    article.story.members.add(petra)
    assert newsdesk.a_client(petra).post(mark_url(article), says(article, "old")).status_code == 403
    assert not article.annotations.exists()


def test_the_guideline_of_a_category_stands_beside_the_choice_with_examples_of_both_kinds(nora, article):
    category = newsdesk.a_category("wrong_date")
    type(category).objects.filter(pk=category.pk).update(
        guideline="When the calendar says no.", examples="Friday, 4 March\n31 June", counter_examples="In <spring>"
    )
    page = newsdesk.an_htmx_client(nora).get(mark_url(article), {"at": "0-3"}).content.decode()
    guide = page.partition('id="guide-new-wrong_date"')[2].partition("</div>")[0]
    assert "When the calendar says no." in guide
    assert guide.index("Friday, 4 March") < guide.index("31 June") < guide.index("It is not:")
    assert "In &lt;spring&gt;" in guide.partition("It is not:")[2]


def test_every_category_that_newsroom_starts_with_has_examples_of_both_kinds(db):
    for category in ErrorCategory.objects.all():
        assert category.guideline and category.example_list and category.counter_example_list, category
