"""What holds for every format: exactly these bytes, and always the same ones."""

import copy
from html import unescape
from pathlib import Path

import pytest
from django.utils.html import strip_tags

from articles.exporters import AUDIENCES, EXPORTERS
from tests.exporters.papers import APPROVAL, a_document, a_document_of_form_3, a_hostile_document
from tests.exporters.reading import READ

GOLDEN = Path(__file__).with_name("golden")
BINARY = ("docx", "pdf")  # their bytes depend on versions of libraries; their own tests read them


@pytest.fixture(params=EXPORTERS)
def exporter(request):
    return EXPORTERS[request.param]


@pytest.fixture(params=READ)
def with_the_story(request):
    return EXPORTERS[request.param]


@pytest.fixture(params=["markdown", "html", "text"])
def for_readers(request):
    return EXPORTERS[request.param]


@pytest.mark.parametrize("slug", [slug for slug in EXPORTERS if slug not in BINARY])
def test_a_format_gives_exactly_the_bytes_on_record(slug):
    exporter = EXPORTERS[slug]

    assert exporter.render(a_document(), APPROVAL) == (GOLDEN / f"story.{exporter.extension}").read_bytes()


def test_names_and_extensions_tell_the_formats_apart():
    for tell in (lambda format: format.name, lambda format: format.extension, lambda format: format.render):
        assert len({tell(format) for format in EXPORTERS.values()}) == len(EXPORTERS)
    assert {format.audience for format in EXPORTERS.values()} == set(AUDIENCES)


def test_revisions_of_every_form_leave_in_every_format(exporter):
    for document in (a_document(), a_document_of_form_3()):
        assert exporter.look(exporter.render(document, APPROVAL))


def test_the_same_input_gives_the_same_bytes_and_stays_as_it_was(exporter):
    document = a_hostile_document()
    before = copy.deepcopy(document)

    assert exporter.render(document, APPROVAL) == exporter.render(before, APPROVAL)
    assert document == before


def test_the_order_of_keys_makes_no_difference(exporter):
    document = a_document()
    turned = dict(reversed(document.items()))

    assert exporter.render(turned, APPROVAL) == exporter.render(document, APPROVAL)


def test_a_story_without_citations_and_decisions_has_no_empty_lists(with_the_story):
    document = a_document(citations=[], decisions=[], articles=[], annotations=[])
    document["paragraphs"] = [{"id": 1, "text": "Bell.", "sentences": [{"start": 0, "end": 5, "citations": []}]}]
    content = with_the_story.look(with_the_story.render(document, APPROVAL))

    assert "Bell." in content
    assert not any(title in content for title in ("Sources", "disagreed"))


def test_a_story_without_a_headline_goes_by_its_title(with_the_story):
    document = a_document(story={"slug": "harbour-bell", "title": "Harbour bell", "headline": ""})

    assert "Harbour bell" in with_the_story.look(with_the_story.render(document, APPROVAL))


def test_a_conflict_that_the_story_leaves_out_says_so(with_the_story):
    document = a_document()
    document["decisions"][0]["value"] = ""
    content = with_the_story.look(with_the_story.render(document, APPROVAL))

    assert "This story leaves it out." in content or '"value": ""' in content


def test_readers_learn_where_the_sources_disagreed_and_never_why_or_by_whom_it_was_decided(for_readers):
    content = strip_tags(for_readers.render(a_document(), APPROVAL).decode())

    for words in ("The bell, silent for", "Aldmere Courier", "“40 years”", "Coast Agency", "“14 years”"):
        assert words in content.split("Where the sources disagreed")[1]
    assert "uses “40 years”" in content
    assert not any(secret in content for secret in ("The harbour office keeps the log.", "Nora Lind"))


def test_a_decision_on_words_that_the_story_does_not_cite_stays_in_the_house(for_readers):
    assert "Tomas Brandt" not in for_readers.render(a_document(), APPROVAL).decode()


def test_a_decision_where_the_sources_say_the_same_is_no_disagreement(for_readers):
    document = a_document()
    document["decisions"][0]["statements"][2]["value"] = "40 Years"

    assert "disagreed" not in for_readers.render(document, APPROVAL).decode()


def test_what_an_outlet_says_twice_is_told_once(for_readers):
    told = for_readers.render(a_document(), APPROVAL).decode().split("Where the sources disagreed")[1]

    assert told.count("Aldmere Courier") == 1
    assert told.count("40 years") == 2  # what the Courier says, and what the story uses


def test_a_value_that_is_a_quotation_has_one_pair_of_marks_and_no_comma_before_the_stop(for_readers):
    document = a_document()
    document["decisions"][0]["value"] = '"We heard them,"'
    document["decisions"][0]["statements"][0]["value"] = '"We heard them,"'
    told = strip_tags(unescape(for_readers.render(document, APPROVAL).decode())).split("Where the sources disagreed")[1]

    assert told.count("“We heard them”") == 2  # who says it, and what the story uses
    assert "“We heard them”." in told
    assert '"' not in told.split("This story")[1].split("\n")[0]


def test_the_same_words_of_the_same_article_have_one_note(for_readers):
    content = for_readers.render(a_document(), APPROVAL).decode()

    assert content.count("Am Montag läutete sie laut.") == 1
    assert not any(mark in content for mark in ("[4]", "[^4]", "note-4"))


def test_what_is_for_the_house_alone_stays_in_it(exporter):
    content = exporter.look(exporter.render(a_document(contributor_ids=[987654]), APPROVAL))

    assert "987654" not in content
    assert "before noon" not in content
