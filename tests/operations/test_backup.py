"""backup and restore: one moment of everything goes into a file, and comes back as it was, or not at all."""

import json
import threading
import zipfile
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from articles.models import Article, Event, Original, Story, guards
from articles.workflow import audit, backup
from articles.workflow.errors import Refused
from tests import newsdesk
from tests.operations.databases import an_empty_database, manage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def busy(nora, sami):
    """A newsroom that has worked: an approved story, its log, somebody signed in."""
    newsdesk.an_approved_revision(written_by=nora, approved_by=sami)
    newsdesk.a_client(nora)
    return Story.objects.get()


def run(command, *arguments):
    output = StringIO()
    call_command(command, *map(str, arguments), stdout=output)
    return output.getvalue()


def content():
    return backup._store().content_sha256(connection)


def test_what_comes_back_is_what_left(busy, nora, tmp_path):
    said, before = run("backup", tmp_path / "all"), content()
    assert before in said
    newsdesk.a_story(title="After the backup", by=nora)
    assert content() != before
    said = run("restore", tmp_path / "all", "--replace")
    assert "Content and its hash agree" in said and "The audit log is sound" in said
    assert list(Story.objects.all()) == [busy]
    assert Event.objects.first().verb == "restore backup"
    assert audit.verify().is_sound


def test_json_says_the_same_in_one_document(busy, tmp_path):
    made = json.loads(run("backup", tmp_path / "all", "--json"))
    restored = json.loads(run("restore", tmp_path / "all", "--replace", "--json"))
    assert made["content_sha256"] == restored["content_sha256"]
    assert (restored["lines"], restored["problem"], restored["to_migrate"]) == (Event.objects.count() - 1, None, False)


def test_it_comes_back_into_an_empty_database_elsewhere(busy, tmp_path):
    made = json.loads(run("backup", tmp_path / "all", "--json"))
    with an_empty_database(tmp_path) as url:
        restored = json.loads(manage(url, "restore", tmp_path / "all", "--json").stdout)
        assert restored["content_sha256"] == made["content_sha256"]
        assert "sound" in manage(url, "verify_audit").stdout
        assert "No migrations to apply" in manage(url, "migrate").stdout


def test_the_database_guards_what_came_back(busy, tmp_path):
    run("backup", tmp_path / "all")
    run("restore", tmp_path / "all", "--replace")
    with pytest.raises(Exception, match="refuses to change"), transaction.atomic():
        Original.objects.update(size=1)


def test_new_rows_find_a_number_of_their_own(busy, nora, tmp_path):
    run("backup", tmp_path / "all")
    run("restore", tmp_path / "all", "--replace")
    assert newsdesk.a_story(by=nora).pk > busy.pk
    assert newsdesk.an_article(Story.objects.last()).pk


def test_the_search_finds_what_came_back(busy, nora, tmp_path):
    run("backup", tmp_path / "all")
    run("restore", tmp_path / "all", "--replace")
    assert b"Harbour bell" in newsdesk.a_client(nora).get("/search/?q=harbour").content


def test_everybody_signs_in_again(busy, tmp_path):
    run("backup", tmp_path / "all")
    run("restore", tmp_path / "all", "--replace")
    assert not Session.objects.exists()


def test_content_is_not_replaced_unasked(busy, tmp_path):
    run("backup", tmp_path / "all")
    before = content()
    with pytest.raises(CommandError, match="Back it up first; then say --replace"):
        run("restore", tmp_path / "all")
    assert content() == before


def test_a_backup_while_others_write_is_one_moment(busy, nora, tmp_path):
    """Each writer adds a story with an article and its line of the log; each backup holds all of a story or none."""
    stop = threading.Event()
    files = [tmp_path / f"backup-{number}" for number in range(4)]

    def write():
        try:
            while not stop.is_set():
                with transaction.atomic():
                    story = newsdesk.a_story(by=nora)
                    newsdesk.an_article(story)
                    Event.objects.record("import", by=nora, story=story)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    try:
        made = [json.loads(run("backup", file, "--json")) for file in files]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert made[-1]["lines"] > made[0]["lines"]
    for file, report in zip(files, made, strict=True):
        backup.restore(file, replace=True)
        imports = Event.objects.filter(verb="import")
        assert Article.objects.count() == imports.count() + 1
        assert Event.objects.count() == report["lines"] + 1
        assert audit.verify(report["head"]).is_sound


def test_a_file_that_was_changed_is_refused_and_nothing_happens(busy, tmp_path):
    file, before = tmp_path / "all", content()
    run("backup", file)
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    file.write_bytes(whole)
    with pytest.raises(CommandError, match="is damaged"):
        run("restore", file, "--replace")
    assert content() == before


def test_when_other_content_comes_back_all_is_as_before(busy, nora, tmp_path):
    """A manifest that names another hash: as if a row had been lost on the way."""
    file = tmp_path / "all"
    run("backup", file)
    _forge(file, content_sha256="0" * 64)
    newsdesk.a_story(by=nora)
    before = content()
    with pytest.raises(CommandError, match="as it was before"):
        run("restore", file, "--replace")
    assert content() == before
    assert newsdesk.a_story(by=nora).pk


@pytest.mark.parametrize(
    "forged, says",
    [
        ({"migrations": [["articles", "9999_next_year"]]}, "newer version"),
        ({"form": 2}, "newer version"),
        ({"engine": "oracle"}, "of its own kind"),
    ],
)
def test_what_cannot_fit_is_refused_with_the_reason(busy, tmp_path, forged, says):
    run("backup", tmp_path / "all")
    _forge(tmp_path / "all", **forged)
    with pytest.raises(Refused, match=says):
        backup.restore(tmp_path / "all", replace=True)


def test_a_log_that_was_broken_in_the_backup_is_told(busy, nora, tmp_path):
    guards.remove(connection)
    Event.objects.filter(number=1).update(verb="forged")
    run("backup", tmp_path / "all")
    with pytest.raises(CommandError, match="audit log in the backup is not sound: Line 1"):
        run("restore", tmp_path / "all", "--replace")


def test_a_file_that_is_no_backup_is_refused(db, tmp_path):
    (tmp_path / "notes").write_text("no backup")
    for name, says in (("notes", "no backup of Newsroom"), ("nowhere", "cannot be read")):
        with pytest.raises(CommandError, match=says):
            run("restore", tmp_path / name)


def test_a_backup_that_cannot_be_written_says_so_and_leaves_nothing(busy, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        run("backup", tmp_path / "missing" / "all")
    with pytest.raises(CommandError, match="is a folder"):
        run("backup", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_only_its_owner_may_read_a_backup(busy, tmp_path):
    run("backup", tmp_path / "all")
    assert (tmp_path / "all").stat().st_mode & 0o777 == 0o600


def _forge(file, **changed):
    with zipfile.ZipFile(file) as archive:
        manifest, payload = json.loads(archive.read("manifest.json")), archive.read("database")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest | changed))
        archive.writestr("database", payload)
