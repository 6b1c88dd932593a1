"""The head of a story: its fields, their way back, and their place in what is approved and exported."""

import pytest

from articles.exporters import EXPORTERS
from articles.models import Stale
from articles.workflow import draft
from articles.workflow.errors import Refused
from articles.workflow.head import set_head
from tests import newsdesk
from tests.exporters.reading import READ

HEAD = {
    "standfirst": "After 40 years, a bell.",
    "keywords": "bells, harbours",
    "location": "Aldmere",
    "byline": "Nora Lind",
    "editors_note": "The keeper is a cousin of the editor.",
}


def test_the_fields_are_saved_in_one_line_each_and_keywords_once(story, nora):
    set_head(story, by=nora, version=1, standfirst="  Two\r\nlines ", keywords="bells,, harbours ,bells")
    story.refresh_from_db()
    assert (story.standfirst, story.keywords) == ("Two lines", "bells, harbours")


def test_the_same_again_changes_nothing(story, nora):
    set_head(story, by=nora, version=1, byline="Nora Lind")
    set_head(story, by=nora, version=2, byline="Nora Lind")
    story.refresh_from_db()
    assert (story.version, story.changes.count()) == (2, 1)


def test_a_field_too_long_is_refused_by_its_name(story, nora):
    with pytest.raises(Refused, match="Byline: at most 200 characters; this has 201"):
        set_head(story, by=nora, version=1, byline="x" * 201)


def test_who_comes_too_late_is_told(story, nora, jonas):
    set_head(story, by=nora, version=1, byline="Nora Lind")
    with pytest.raises(Stale):
        set_head(story, by=jonas, version=1, byline="Jonas Weber")


def test_undo_and_redo_bring_the_fields_back(story, nora):
    set_head(story, by=nora, version=1, **HEAD)
    draft.undo(story, by=nora)
    story.refresh_from_db()
    assert {name: getattr(story, name) for name in HEAD} == dict.fromkeys(HEAD, "")
    draft.redo(story, by=nora)
    story.refresh_from_db()
    assert {name: getattr(story, name) for name in HEAD} == HEAD


def test_the_head_is_part_of_what_is_approved(story, nora):
    newsdesk.a_paragraph(story, by=nora)
    first = newsdesk.a_revision(story, by=nora)
    story.refresh_from_db()
    set_head(story, by=nora, version=story.version, **HEAD)
    second = newsdesk.a_revision(story, by=nora)
    assert first.sha256 != second.sha256
    said = second.document["story"]
    assert said | {"keywords": ", ".join(said["keywords"])} == said | HEAD
    assert said["slug"] == story.slug


@pytest.mark.parametrize("format", READ)
def test_every_export_carries_the_head(story, article, nora, format):
    newsdesk.a_paragraph(story, by=nora, cites=[(article, "About 300 people")])
    set_head(story, by=nora, version=1, **HEAD)
    document = newsdesk.a_revision(story, by=nora).document
    exporter = EXPORTERS[format]
    written = exporter.look(exporter.render(document, {"by": "Sami Haddad", "at": "2026-03-02T11:30:00Z"}))
    for words in (
        "After 40 years, a bell.",
        "Aldmere",
        "Nora Lind",
        "The keeper is a cousin of the editor.",
        "harbours",
    ):
        assert words in written
