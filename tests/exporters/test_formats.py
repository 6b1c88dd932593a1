"""What holds for every format: exactly these bytes, and always the same ones."""

import copy
from pathlib import Path

import pytest

from articles.exporters import EXPORTERS
from tests.exporters.papers import APPROVAL, a_document, a_hostile_document

GOLDEN = Path(__file__).with_name("golden")


@pytest.fixture(params=EXPORTERS)
def exporter(request):
    return EXPORTERS[request.param]


def test_a_format_gives_exactly_the_bytes_on_record(exporter):
    assert exporter.render(a_document(), APPROVAL).decode() == (GOLDEN / f"story.{exporter.extension}").read_text()


def test_the_same_input_gives_the_same_bytes_and_stays_as_it_was(exporter):
    document = a_hostile_document()
    before = copy.deepcopy(document)

    assert exporter.render(document, APPROVAL) == exporter.render(before, APPROVAL)
    assert document == before


def test_the_order_of_keys_makes_no_difference(exporter):
    document = a_document()
    turned = dict(reversed(document.items()))

    assert exporter.render(turned, APPROVAL) == exporter.render(document, APPROVAL)


def test_a_story_without_citations_and_decisions_has_no_empty_lists(exporter):
    document = a_document(citations=[], decisions=[], articles=[])
    document["paragraphs"] = [{"id": 1, "text": "Bell.", "sentences": [{"start": 0, "end": 5, "citations": []}]}]
    content = exporter.render(document, APPROVAL).decode()

    assert "Bell." in content
    assert not any(title in content for title in ("Sources", "Decisions"))


def test_a_story_without_a_headline_goes_by_its_title(exporter):
    document = a_document(story={"slug": "harbour-bell", "title": "Harbour bell", "headline": ""})

    assert "Harbour bell" in exporter.render(document, APPROVAL).decode()


def test_a_conflict_that_the_story_leaves_out_says_so(exporter):
    document = a_document()
    document["decisions"][0]["value"] = ""
    content = exporter.render(document, APPROVAL).decode()

    assert "left out of the story" in content or '"value": ""' in content


def test_what_is_for_the_house_alone_stays_in_it(exporter):
    content = exporter.render(a_document(contributor_ids=[987654]), APPROVAL).decode()

    assert "987654" not in content
    assert "before noon" not in content
