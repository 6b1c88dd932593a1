"""W3C Web Annotation: the form that the model asks for, and places that lead back to the exact words."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.exporters import web_annotation
from articles.models import Article
from articles.workflow.export import render
from tests import newsdesk
from tests.exporters.papers import APPROVAL, HOSTILE, a_document, a_document_of_form_3, a_hostile_document


def collection(document):
    return json.loads(web_annotation.render(document, APPROVAL))


def items(document):
    return collection(document)["first"]["items"]


def bodies(annotation, purpose):
    return [body["value"] for body in annotation["body"] if body["purpose"] == purpose]


@pytest.mark.parametrize("document", [a_document(), a_document_of_form_3(), a_hostile_document()])
def test_it_has_what_the_model_requires(document):
    told = collection(document)

    assert (told["@context"], told["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    assert told["total"] == len(told["first"]["items"]) == 1
    assert told["first"]["type"] == "AnnotationPage" and told["first"]["id"] == told["last"]
    for annotation in told["first"]["items"]:
        assert annotation["type"] == "Annotation" and annotation["id"].startswith("urn:uuid:")
        assert {selector["type"] for selector in annotation["target"]["selector"]} == {
            "TextQuoteSelector",
            "TextPositionSelector",
        }
        assert all(body["type"] == "TextualBody" and body["purpose"] for body in annotation["body"])


def test_a_mark_says_its_category_reason_suggestion_state_and_who_made_it():
    (mark,) = items(a_document_of_form_3())

    assert bodies(mark, "classifying") == ["wrong_number"]
    assert bodies(mark, "tagging") == ["severity: major", "state: accepted"]
    assert bodies(mark, "commenting") == ["The other source says 40."]
    assert bodies(mark, "editing") == ["40 years"]
    assert bodies(mark, "replying") == ["The log says 40."]
    assert mark["creator"] == {"type": "Software", "name": "numbers"}
    assert mark["created"] == "2026-03-02T08:00:00Z"
    assert mark["target"]["selector"][0] == {
        "type": "TextQuoteSelector",
        "exact": "14 years",
        "prefix": "was silent for ",
        "suffix": " until now",
    }


def test_a_suggestion_to_remove_the_words_is_told_apart_from_none():
    removed, silent = a_document_of_form_3(), a_document_of_form_3()
    removed["annotations"][0]["suggestion"], silent["annotations"][0]["suggestion"] = "", None

    assert bodies(items(removed)[0], "editing") == [""]
    assert bodies(items(silent)[0], "editing") == []


def test_a_story_without_marks_is_an_empty_collection():
    told = collection(a_document(annotations=[]))

    assert told["total"] == 0 and "first" not in told


def test_places_and_words_lead_back_to_the_text_of_the_article_which_its_hash_names(story, nora, sami):
    article = newsdesk.an_article(story, "🔔🔔 The bell was silent for 14 years, 👩‍👩‍👧 he said. שלום עולם\n")
    for words in ("14 years", "👩‍👩‍👧", "שלום"):
        newsdesk.an_annotation(article, words, by=nora, state="dismissed")
    newsdesk.a_paragraph(story, "The bell rang.", by=nora)
    revision = newsdesk.an_approved_revision(story, written_by=nora, approved_by=sami)
    text = Article.objects.get(pk=article.pk).text
    name = urlsafe_b64encode(sha256(text.encode()).digest()).decode().rstrip("=")

    for annotation in json.loads(render(revision, "annotations"))["first"]["items"]:
        quote, position = annotation["target"]["selector"]
        assert annotation["target"]["source"] == f"ni:///sha-256;{name}"
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text.count(quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")) == 1
        assert annotation["creator"] == {"type": "Person", "name": "Nora Lind"}


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_words_come_back(words):
    document = a_document_of_form_3()
    document["annotations"][0] |= {"quote": words, "reason": words}

    (mark,) = items(document)
    assert mark["target"]["selector"][0]["exact"] == words
    assert bodies(mark, "commenting") == [words]


def test_hostile_text_is_text():
    assert bodies(items(a_hostile_document())[0], "commenting") == [HOSTILE]
