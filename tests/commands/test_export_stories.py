"""`manage.py export_stories`: every approved story in a folder, and on record."""

import json
import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Export, Story, StoryState
from articles.workflow.export import render
from tests import newsdesk


def run(*arguments):
    out = StringIO()
    call_command("export_stories", *map(str, arguments), stdout=out)
    return out.getvalue()


def an_approved_story(slug, nora, sami):
    story = newsdesk.a_story(slug, by=nora, headline="The bell rings")
    newsdesk.a_paragraph(story, by=nora)
    return newsdesk.an_approved_revision(story, written_by=nora, approved_by=sami)


def test_every_approved_story_becomes_a_file_and_is_on_record(nora, sami, tmp_path):
    bell, quay = (an_approved_story(slug, nora, sami) for slug in ("bell", "quay"))
    newsdesk.a_paragraph(newsdesk.a_story("unwritten"), by=nora)
    report = json.loads(run(tmp_path / "out", "--format", "text", "--json"))

    assert sorted(os.listdir(tmp_path / "out")) == ["bell-r1.txt", "quay-r1.txt"]
    assert (tmp_path / "out" / "bell-r1.txt").read_bytes() == render(bell, "text")
    assert {export.revision for export in Export.objects.all()} == {bell, quay}
    assert set(Story.objects.filter(slug__in=["bell", "quay"]).values_list("state", flat=True)) == {
        StoryState.PUBLISHED
    }
    size = sum(file.stat().st_size for file in (tmp_path / "out").iterdir())
    assert report == {"format": "text", "folder": str(tmp_path / "out"), "exported": 2, "bytes": size, "refused": []}


def test_the_newest_approved_revision_leaves_and_no_other(nora, sami, tmp_path):
    bell = an_approved_story("bell", nora, sami)
    newsdesk.a_paragraph(bell.story, "It was loud.", by=nora)
    newsdesk.an_approved_revision(bell.story, written_by=nora, approved_by=sami)
    newsdesk.a_paragraph(bell.story, "Nobody had expected it.", by=nora)
    newsdesk.a_revision(bell.story, by=nora)
    told = run(tmp_path, "--format", "markdown")

    assert os.listdir(tmp_path) == ["bell-r2.md"]
    assert "Exported as markdown" in told


def test_what_may_not_leave_stays_and_is_named(nora, sami, tmp_path):
    for slug in ("bell", "quay"):
        an_approved_story(slug, nora, sami)
    Story.objects.filter(slug="bell").update(embargo_until=timezone.now() + timedelta(hours=2))
    with pytest.raises(CommandError, match="Refused: 1"):
        run(tmp_path, "--format", "text")

    assert os.listdir(tmp_path) == ["quay-r1.txt"]
    assert Export.objects.get().revision.story.slug == "quay"


def test_a_folder_that_cannot_be_written_leaves_nothing_on_record(nora, sami, tmp_path):
    an_approved_story("bell", nora, sami)
    (tmp_path / "taken").write_text("a file stands where the folder should be")
    with pytest.raises(CommandError, match="cannot be written"):
        run(tmp_path / "taken", "--format", "text")

    assert not Export.objects.exists()
