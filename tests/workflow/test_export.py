"""Exporting: only what was approved, always the same bytes, each time on record."""

import hashlib
import sys

import pytest
from django.db import connection

from articles.exporters import EXPORTERS
from articles.models import Approval, Event, Export, Revision, Story
from articles.workflow.errors import Refused
from articles.workflow.export import export, newest_approved, render
from tests import newsdesk


@pytest.fixture
def revision(nora, sami):
    return newsdesk.an_approved_revision(written_by=nora, approved_by=sami)


@pytest.mark.parametrize("format", EXPORTERS)
def test_what_leaves_is_recorded_with_the_hash_of_its_bytes(revision, nora, format):
    exported = export(revision, format, by=nora)

    row = Export.objects.get()
    assert row == exported.export
    assert (row.revision, row.format, row.exported_by) == (revision, format, nora)
    assert (row.sha256, row.size) == (hashlib.sha256(exported.content).hexdigest(), len(exported.content))
    assert row.file_name == exported.file_name == f"{revision.story.slug}-r1.{EXPORTERS[format].extension}"
    assert exported.content_type == EXPORTERS[format].content_type
    event = Event.objects.get(verb="export")
    assert (event.actor, event.story, event.target) == (nora, revision.story, f"export:{row.pk}")
    assert event.data["sha256"] == row.sha256


@pytest.mark.parametrize("format", EXPORTERS)
def test_the_same_revision_gives_the_same_bytes_again(revision, format):
    first = export(revision, format)
    again = export(Revision.objects.get(pk=revision.pk), format)

    assert first.content == again.content == render(revision, format)
    assert Export.objects.count() == 2


def test_the_story_and_its_quotes_and_who_approved_it_are_in_it(revision):
    content = export(revision, "markdown").content.decode()

    assert content.startswith("# The bell rings\n\nThe bell of Aldmere rang on Monday.[^1]\n")
    assert "About 300 people stood on the quay." in content
    assert "approved by Sami Haddad" in content


def test_an_export_that_could_not_be_handed_over_is_none(revision):
    def full(content):
        raise OSError("No space left")

    with pytest.raises(OSError):
        export(revision, "text", hand_over=full)
    assert not (Export.objects.exists() or Event.objects.filter(verb="export").exists())
    assert _state(revision) == "approved"


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_a_file_is_made(revision, monkeypatch):
    at_work = []
    monkeypatch.setitem(
        EXPORTERS,
        "text",
        EXPORTERS["text"]._replace(render=lambda *_: at_work.append(connection.in_atomic_block) or b"The bell rang."),
    )

    export(revision, "text")

    assert at_work == [False]


def test_looking_at_an_export_records_nothing(revision):
    render(revision, "html")

    assert not (Export.objects.exists() or Event.objects.filter(verb="export").exists())


def test_the_export_publishes_the_story(revision):
    export(revision, "text")

    assert _state(revision) == "published"


@pytest.mark.parametrize("state", ["draft", "in_review", "changes_requested", "corrected"])
def test_an_export_leaves_a_story_alone_that_goes_on_being_written(revision, state):
    Story.objects.update(state=state)
    export(revision, "text")

    assert _state(revision) == state


def test_an_older_revision_may_leave_but_publishes_nothing(revision, nora, sami):
    newsdesk.a_paragraph(revision.story, "It was loud.", by=nora)
    newer = newsdesk.an_approved_revision(revision.story, written_by=nora, approved_by=sami)
    exported = export(revision, "text")

    assert exported.file_name.endswith("-r1.txt")
    assert _state(revision) == "approved"
    assert newest_approved(revision.story) == newer


def _state(revision):
    return Story.objects.get(pk=revision.story_id).state


def test_what_is_not_approved_is_refused(story, article, nora):
    newsdesk.a_paragraph(story, by=nora)
    revision = newsdesk.a_revision(story, by=nora)

    with pytest.raises(Refused, match="not approved"):
        export(revision, "text")
    assert (_state(revision), Export.objects.count()) == ("in_review", 0)


def test_an_unknown_format_is_refused_with_those_that_there_are(revision):
    with pytest.raises(Refused, match="markdown, html, text, docx"):
        export(revision, "tablet")


def test_a_format_whose_library_is_missing_is_refused_with_the_way_to_get_it(revision, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)  # as where it is not installed

    with pytest.raises(Refused, match="pip install weasyprint"):
        export(revision, "pdf")
    assert not Export.objects.exists()


def test_nothing_of_a_killed_story_leaves(revision):
    Story.objects.update(state="killed")

    with pytest.raises(Refused, match="killed"):
        export(revision, "text")


def test_content_other_than_the_approved_is_refused(story, nora, sami):
    newsdesk.a_paragraph(story, by=nora)
    revision = newsdesk.a_revision(story, by=nora)
    Approval.objects.create(revision=revision, by=sami, at=revision.sent_at, sha256="0" * 64)

    with pytest.raises(Refused, match="hash differs"):
        export(revision, "text")
