"""ClaimReview: what readers may know of a decided conflict, in the words of schema.org."""

import json

from articles.exporters import claimreview
from tests.exporters.papers import APPROVAL, HOSTILE, a_document, a_document_of_form_3, a_hostile_document


def reviews(document):
    return json.loads(claimreview.render(document, APPROVAL))["@graph"]


def ratings(document):
    return {review["claimReviewed"]: review["reviewRating"] for review in reviews(document)}


def with_another_wording(**changes):
    """The first source says the same a second time, in other words."""
    document = a_document_of_form_3(**changes)
    document["decisions"][0]["statements"][1]["value"] = "forty years"
    return document


def test_each_value_of_a_conflict_is_reviewed_with_what_a_review_needs():
    told = reviews(a_document_of_form_3())

    assert [review["claimReviewed"] for review in told] == [
        "The bell, silent for: 40 years",
        "The bell, silent for: 14 years",
    ]
    for review in told:
        assert review["@type"] == "ClaimReview" and review["url"] and review["datePublished"] == APPROVAL["at"]
        assert review["author"] == {"@type": "Organization", "name": "Aldmere Evening"}
        assert review["reviewRating"]["@type"] == "Rating" and review["reviewRating"]["alternateName"]
        assert review["itemReviewed"]["@type"] == "Claim"
    assert len({review["@id"] for review in told}) == 2


def test_a_value_appears_where_it_was_said():
    _, wrong = reviews(a_document_of_form_3())
    (article,) = wrong["itemReviewed"]["appearance"]

    assert (article["headline"], article["publisher"]["name"]) == ("Bell", "Coast Agency")


def test_what_was_decided_is_confirmed_in_any_wording_and_the_rest_is_wrong():
    told = ratings(with_another_wording())

    assert told["The bell, silent for: 40 years"]["ratingValue"] == 5
    assert told["The bell, silent for: forty years"]["alternateName"] == "Confirmed"
    wrong = told["The bell, silent for: 14 years"]
    assert (wrong["ratingValue"], wrong["worstRating"], wrong["alternateName"]) == (1, 1, "Wrong")


def test_a_revision_that_does_not_tell_what_means_the_same_judges_no_other_wording():
    told = ratings(a_document())

    assert told["The bell, silent for: 40 years"]["alternateName"] == "Confirmed"
    assert told["The bell, silent for: 14 years"] == {"@type": "Rating", "alternateName": "The story says: 40 years"}


def test_a_value_that_no_source_says_judges_none_of_them():
    document = a_document_of_form_3()
    document["decisions"][0]["value"] = "about four decades"

    assert {rating.get("ratingValue") for rating in ratings(document).values()} == {None}


def test_a_fact_that_the_story_leaves_out_is_not_established():
    document = a_document_of_form_3()
    document["decisions"][0]["value"] = ""

    assert [rating["alternateName"] for rating in ratings(document).values()] == ["Not established"] * 2


def test_a_decision_on_what_the_story_does_not_cite_its_reason_and_who_made_it_stay_in_the_house():
    content = claimreview.render(a_document(), APPROVAL).decode()

    assert not any(secret in content for secret in ("Tomas Brandt", "The harbour office keeps the log.", "Nora Lind"))


def test_a_story_without_conflicts_has_an_empty_graph():
    assert reviews(a_document(decisions=[])) == []


def test_hostile_text_comes_back_as_it_was():
    assert reviews(a_hostile_document())[0]["itemReviewed"]["appearance"][0]["publisher"]["name"] == HOSTILE
