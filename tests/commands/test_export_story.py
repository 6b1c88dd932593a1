"""`manage.py export_story`: the approved story in a file or on standard output, and on record."""

import hashlib
import json
import os
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command

from articles.exporters import EXPORTERS
from articles.models import Export
from articles.workflow.export import render
from tests import newsdesk


@pytest.fixture
def revision(nora, sami):
    return newsdesk.an_approved_revision(written_by=nora, approved_by=sami)


def run(*arguments):
    out = StringIO()
    call_command("export_story", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_story_goes_to_standard_output_and_nothing_else_does(revision):
    assert run(revision.story.slug, "--format", "markdown") == render(revision, "markdown").decode()
    assert Export.objects.get().exported_by is None


def test_the_story_goes_to_a_file(revision, tmp_path):
    file = tmp_path / "bell.html"
    file.write_text("an older export")
    told = run(revision.story.slug, "--format", "html", "--output", file)

    assert file.read_bytes() == render(revision, "html")
    assert os.listdir(tmp_path) == ["bell.html"]
    assert hashlib.sha256(file.read_bytes()).hexdigest() in told


@pytest.mark.parametrize("format", EXPORTERS)
def test_every_format_goes_to_a_file_whole(revision, tmp_path, format):
    file = tmp_path / "bell"
    run(revision.story.slug, "--format", format, "--output", file)

    assert file.read_bytes() == render(revision, format)


def test_what_is_not_text_needs_a_file_or_a_pipe(revision):
    with pytest.raises(CommandError, match="name a file with --output"):
        run(revision.story.slug, "--format", "docx")
    assert not Export.objects.exists()


def test_the_report_for_machines_is_one_document(revision, tmp_path):
    file = tmp_path / "bell.json"
    report = json.loads(run(revision.story.slug, "--format", "json", "--output", file, "--json"))

    assert report == {
        "story": revision.story.slug,
        "revision": 1,
        "format": "json",
        "file": str(file),
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "size": file.stat().st_size,
    }


def test_the_newest_approved_revision_is_taken_unless_another_is_named(revision, nora, sami):
    newsdesk.a_paragraph(revision.story, "It was loud.", by=nora)
    newsdesk.an_approved_revision(revision.story, written_by=nora, approved_by=sami)
    newsdesk.a_paragraph(revision.story, "Nobody had expected it.", by=nora)
    newsdesk.a_revision(revision.story, by=nora)
    slug = revision.story.slug

    assert "Revision 2, approved" in run(slug, "--format", "text")
    assert "Revision 1, approved" in run(slug, "--format", "text", "--revision", "1")
    with pytest.raises(CommandError, match="Revision 3 is not approved"):
        run(slug, "--format", "text", "--revision", "3")
    with pytest.raises(CommandError, match="no revision 4"):
        run(slug, "--format", "text", "--revision", "4")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nowhere", "--format", "text"], "no story"),
        (["unapproved", "--format", "text"], "No revision of unapproved is approved"),
        (["unapproved", "--format", "tablet"], "invalid choice"),
        (["unapproved", "--format", "text", "--json"], "needs --output"),
    ],
)
def test_what_cannot_be_exported_is_refused_with_the_reason(nora, arguments, reason):
    story = newsdesk.a_story("unapproved")
    newsdesk.a_paragraph(story, by=nora)
    newsdesk.a_revision(story, by=nora)

    with pytest.raises(CommandError, match=reason):
        run(*arguments)


def test_an_export_that_could_not_be_written_is_not_on_record(revision, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        run(revision.story.slug, "--format", "text", "--output", tmp_path / "nowhere" / "bell.txt")

    assert not Export.objects.exists()


def test_standard_output_carries_the_bytes_whatever_its_encoding(nora, sami):
    story = newsdesk.a_story(by=nora, headline="Ärger 🔔")
    newsdesk.a_paragraph(story, by=nora)
    revision = newsdesk.an_approved_revision(story, written_by=nora, approved_by=sami)
    terminal = TextIOWrapper(BytesIO(), encoding="ascii")
    call_command("export_story", story.slug, "--format", "text", stdout=terminal)

    assert terminal.buffer.getvalue() == render(revision, "text")
