"""What a review stores of wording that articles share, and what the document of the story says of it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import SharedWording
from articles.workflow import review
from articles.workflow.document import document_of
from tests import newsdesk

AGENCY = (
    "The lighthouse of Skarn was lit again on Friday after eleven dark years, and some two hundred people came out in "
    "boats to see it. The keepers had mended the lamp over the winter with parts from a lighthouse that was pulled down.\n"
)
REPRINT = f"Light in the dark\n\n{AGENCY}\n(Harbour Wire)\n"
OWN = "Skarn has its light back. Volunteers switched it on at nightfall on Friday, and the bay was full of lamps.\n"


@pytest.fixture
def lighthouse(story):
    """Coast Radio prints what Harbour Wire wrote; the Bell was there."""
    newsdesk.an_article(story, REPRINT, "Coast Radio", file_name="reprint.txt")
    newsdesk.an_article(story, OWN, "Evening Bell", file_name="own.txt")
    newsdesk.an_article(story, AGENCY, "Harbour Wire", file_name="agency.txt")
    return story


def reviewed(story):
    return review.run(review.request(story))


def kept(story):
    rows = SharedWording.objects.of(story).select_related("article", "other")
    return {(row.article.file_name, row.other.file_name): row for row in rows}


def test_a_review_keeps_who_shares_whose_wording_with_the_passages(lighthouse):
    reviewed(lighthouse)
    rows = kept(lighthouse)
    assert set(rows) == {("reprint.txt", "agency.txt"), ("agency.txt", "reprint.txt")}
    row = rows["reprint.txt", "agency.txt"]
    assert row.is_copy and row.is_original and not rows["agency.txt", "reprint.txt"].is_original
    ((start, end, other_start, other_end),) = row.passages
    assert row.article.quote(start, end) == row.other.quote(other_start, other_end) == AGENCY.strip().rstrip(".")


def test_a_second_review_keeps_no_second_copy(lighthouse):
    reviewed(lighthouse)
    reviewed(lighthouse)
    assert len(kept(lighthouse)) == SharedWording.objects.count() == 2


def test_when_the_comparison_breaks_what_was_known_stays_and_the_review_says_so(lighthouse, monkeypatch):
    reviewed(lighthouse)

    def broken(*_):
        raise ValueError("no words")

    monkeypatch.setattr("articles.analysis.copies.compare", broken)
    run = reviewed(lighthouse)
    assert run.failures == [{"check": "copies", "error": "ValueError: no words"}]
    assert len(kept(lighthouse)) == 2


def test_the_document_numbers_the_voices_and_names_the_likely_original(lighthouse):
    reviewed(lighthouse)
    articles = document_of(lighthouse)["articles"]
    assert [(a["file_name"], a["voice"], a["copy_of"]) for a in articles] == [
        ("reprint.txt", 1, 3),
        ("own.txt", 2, None),
        ("agency.txt", 1, None),
    ]


def test_without_a_review_every_article_is_a_voice(lighthouse):
    assert [article["voice"] for article in document_of(lighthouse)["articles"]] == [1, 2, 3]


def test_the_command_reports_voices_and_copies(lighthouse):
    out = StringIO()
    call_command("review_story", lighthouse.slug, "--json", stdout=out)
    report = json.loads(out.getvalue())
    found = next(copy for copy in report["copies"] if copy["file"] == "reprint.txt")
    assert found["other"] == "agency.txt" and found["one_voice"] and found["original"] and found["share"] > 0.8
    assert AGENCY[found["passages"][0]["other_start"] : found["passages"][0]["other_end"]].startswith("The lighthouse")
    assert report["claims"] and all(
        1 <= claim["voices"] <= len({s["file"] for s in claim["statements"]}) for claim in report["claims"]
    )
    assert any(claim["status"] == "agree" and claim["voices"] == 1 for claim in report["claims"])


def test_the_command_says_it_in_words_too(lighthouse):
    out = StringIO()
    call_command("review_story", lighthouse.slug, stdout=out)
    assert "of its wording with agency.txt, one voice" in out.getvalue()
    assert "(one voice)" in out.getvalue()
