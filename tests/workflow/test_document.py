"""The document: what a revision freezes of the story, so that every export is a function of it alone."""

import pytest

from articles.workflow import annotations
from articles.workflow.document import document_of
from tests import newsdesk


@pytest.fixture
def other(story, article):
    return newsdesk.an_article(story, "The bell was silent for 14 years.\n", outlet="Coast Agency")


def test_it_holds_every_fact_with_what_each_article_says_of_it(story, article, other):
    newsdesk.a_claim(story, says=[(article, "40 years"), (other, "14 years")])
    newsdesk.a_claim(story, "Tomas Brandt", "age", says=[(article, "61")])

    conflict, single = document_of(story)["claims"]

    assert (conflict["subject"], conflict["attribute"], conflict["status"]) == ("The bell", "silent for", "conflict")
    assert single["status"] == "single"
    texts = {1: article.text, 2: other.text}
    for said in conflict["statements"]:
        assert texts[said["article"]][said["start"] : said["end"]] == said["value"]


def test_a_mark_brings_what_surrounds_its_words_and_what_became_of_it(story, article, nora, sami):
    mark = newsdesk.an_annotation(article, "40 years", by=nora)
    annotations.dismiss(mark, by=sami, reason="The log of the harbour says so.", version=mark.version)

    (told,) = document_of(story)["annotations"]

    whole = told["prefix"] + told["quote"] + told["suffix"]
    assert whole in article.text and len(told["prefix"]) == len(told["suffix"]) == 32
    assert (told["by"], told["check"], told["confidence"]) == ("Nora Lind", "", None)
    assert (told["state"], told["decided_by"]) == ("dismissed", "Sami Haddad")
    assert told["decision"] == "The log of the harbour says so."
    assert told["at"].endswith("Z") and told["decided_at"] >= told["at"]


def test_a_mark_at_an_end_of_the_article_has_less_around_it(story):
    article = newsdesk.an_article(story, "Bell 🔔 rings\n")
    newsdesk.an_annotation(article, "Bell")
    newsdesk.an_annotation(article, "rings")

    first, last = document_of(story)["annotations"]

    assert (first["prefix"], first["suffix"]) == ("", " 🔔 rings\n")
    assert (last["prefix"], last["suffix"]) == ("Bell 🔔 ", "\n")


def test_it_names_the_house_and_when_the_story_began(story, settings):
    settings.HOUSE = "Aldmere Evening"

    document = document_of(story)

    assert document["house"] == "Aldmere Evening"
    assert document["story"]["created"] == story.created_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_it_names_the_story_by_what_stays_when_its_address_changes(story):
    before = document_of(story)["story"]["uri"]
    story.slug = "another-address"

    assert document_of(story)["story"]["uri"] == before != document_of(newsdesk.a_story())["story"]["uri"]


def test_the_number_of_queries_does_not_grow_with_the_story(
    story, article, other, nora, django_assert_num_queries, django_assert_max_num_queries
):
    def more():
        newsdesk.an_annotation(article, "40 years", by=nora)
        newsdesk.a_claim(story, f"Bell {story.claims.count()}", says=[(article, "40 years"), (other, "14 years")])

    more()
    with django_assert_max_num_queries(20) as few:
        document_of(story)
    more()
    with django_assert_num_queries(len(few)):
        document_of(story)
