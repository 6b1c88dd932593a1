"""`manage.py export_story`: the approved story in a file or on standard output, and on record."""

import hashlib
import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

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
        (["unapproved", "--format", "docx"], "invalid choice"),
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


def test_standard_output_carries_the_bytes_whatever_its_encoding(tmp_path):
    """Run as people run it: a process of its own, on a terminal that knows only ASCII."""
    address = f"sqlite:///{tmp_path / 'newsroom.sqlite3'}"
    environment = {**os.environ, "DATABASE_URL": address, "PYTHONIOENCODING": "ascii", "PYTHONPATH": os.getcwd()}
    script = (
        "import django; django.setup()\n"
        "from django.core.management import call_command as call\n"
        "from tests import newsdesk\n"
        "call('migrate', verbosity=0)\n"
        "nora, sami = newsdesk.a_user('nora'), newsdesk.a_user('sami')\n"
        "story = newsdesk.a_story('bell', by=nora, headline='Ärger 🔔')\n"
        "newsdesk.a_paragraph(story, by=nora)\n"
        "newsdesk.an_approved_revision(story, written_by=nora, approved_by=sami)\n"
        "call('export_story', 'bell', format='text')\n"
    )
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True, timeout=120)

    assert done.stdout.decode().startswith("Ärger 🔔\n\nThe bell of Aldmere rang on Monday.\n")
