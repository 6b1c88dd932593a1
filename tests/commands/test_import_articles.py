"""`manage.py import_articles`: files and folders in, a report out, and 0 only when everything was done."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Annotation, Article, Incoming, Story
from tests import newsdesk, practice
from tests.readers import files


@pytest.fixture
def folder(tmp_path):
    """Two articles, one of them in a folder inside, and a hidden file that nobody asked for."""
    (tmp_path / "b.txt").write_text("Ferry sails\n\nIt sailed on Monday. It was late.")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "bell.txt").write_text("Bell rings - Aldmere Daily\n\nIt rang.")
    (tmp_path / ".hidden").write_bytes(b"\0")
    return tmp_path


def run(*arguments):
    """(the report, whether the command says that all was done)."""
    out = StringIO()
    try:
        call_command("import_articles", *map(str, arguments), "--json", stdout=out)
    except CommandError:
        return json.loads(out.getvalue()), False
    return json.loads(out.getvalue()), True


def test_a_folder_is_imported_in_order_and_the_story_made(db, folder):
    report, done = run(folder, "--story", "harbour-day")

    assert done
    del report["report"]
    assert report == {
        "story": "harbour-day",
        "imported": [
            {"file": "bell.txt", "article": 1, "outlet": "Aldmere Daily", "characters": 36, "sentences": 2},
            {"file": "b.txt", "article": 2, "outlet": "B", "characters": 46, "sentences": 3},
        ],
        "refused": [],
        "duplicates": [],
    }
    assert Story.objects.get().title == "Harbour day"


def test_importing_again_changes_nothing_and_is_no_failure(db, folder):
    run(folder, "--story", "harbour-day")
    report, done = run(folder, "--story", "harbour-day")

    assert done
    assert report["imported"] == report["refused"] == []
    assert report["duplicates"] == [
        {"file": "bell.txt", "article": 1, "outlet": "Aldmere Daily"},
        {"file": "b.txt", "article": 2, "outlet": "B"},
    ]
    assert Article.objects.count() == 2


def test_a_refused_file_is_named_and_the_rest_goes_on(db, folder):
    (folder / "broken.txt").write_bytes(b"Bell\n\0")
    report, done = run(folder, folder / "gone.txt", "--story", "harbour-day")

    assert not done
    assert [line["file"] for line in report["imported"]] == ["bell.txt", "b.txt"]
    assert [line["file"] for line in report["refused"]] == ["broken.txt", "gone.txt"]
    assert "line 2" in report["refused"][0]["reason"]
    assert "No such file" in report["refused"][1]["reason"]


def test_one_outlet_may_be_named_for_all(db, folder):
    report, _ = run(folder, "--story", "harbour-day", "--outlet", "Aldmere Courier")

    assert {line["outlet"] for line in report["imported"]} == {"Aldmere Courier"}


def test_the_day_is_the_one_named_or_else_the_one_that_the_text_gives(db, folder):
    (folder / "b.txt").write_text("Ferry sails\n\n12 March 2026\n\nIt sailed on Monday. It was late.")
    run(folder, "--story", "harbour-day")
    assert [article.published for article in Article.objects.order_by("number")] == [None, date(2026, 3, 12)]

    run(folder, "--story", "harbour-night", "--published", "2026-03-14")
    night = Article.objects.filter(story__slug="harbour-night")
    assert {article.published for article in night} == {date(2026, 3, 14)}


def test_a_day_that_is_none_is_named(db, folder):
    with pytest.raises(CommandError, match="'14 March' is no day: write it as 2026-03-15"):
        call_command("import_articles", str(folder), "--story", "harbour-day", "--published", "14 March")


def test_each_article_of_an_archive_is_reported_with_its_place(db, tmp_path):
    content = files.archive(("bell.docx", files.word()), ("again.txt", files.TEXT.encode()), ("bad.txt", b"Bell\n\0"))
    (tmp_path / "story.zip").write_bytes(content)
    report, done = run(tmp_path, "--story", "harbour-day")

    assert not done
    assert [line["file"] for line in report["imported"]] == ["story.zip › bell.docx"]
    assert [line["file"] for line in report["duplicates"]] == ["story.zip › again.txt"]
    assert [line["file"] for line in report["refused"]] == ["story.zip › bad.txt"]
    assert "line 2" in report["refused"][0]["reason"]


def test_a_commented_document_is_taken_in_without_anybody(db, tmp_path):
    def comment(document):
        document.add_comment(document.add_paragraph("It ").add_run("rang"), text="Sure?", author="Maria Vega")

    (tmp_path / "bell.docx").write_bytes(files.word(comment))
    _, done = run(tmp_path, "--story", "harbour-day")

    mark = Annotation.objects.get()
    assert done and (mark.quote, mark.created_by) == ("rang", None)
    assert "Maria Vega wrote in the file: Sure?" in mark.reason


@pytest.mark.parametrize("slug", ["Not a slug", "new"])
def test_a_story_that_cannot_be_made_refuses_every_file(db, folder, slug):
    report, done = run(folder, "--story", slug)

    assert (done, len(report["refused"]), Story.objects.count()) == (False, 2, 0)


def test_no_story_is_made_when_nothing_could_be_imported(db, folder):
    _, done = run(folder / ".hidden", "--story", "harbour-day")

    assert (done, Story.objects.count()) == (False, 0)


def test_the_report_for_people_says_the_same(db, folder):
    (folder / "broken.txt").write_bytes(b"%PDF-")
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 3 files refused"):
        call_command("import_articles", str(folder), "--story", "harbour-day", stdout=out)

    assert "imported     1  bell.txt  (Aldmere Daily; 2 sentences, 36 characters)" in out.getvalue()
    assert "refused         broken.txt: It is a PDF document, but damaged." in out.getvalue()
    assert out.getvalue().endswith("2 imported, 0 duplicates, 1 refused.\n")


def test_practice_articles_are_imported_each_with_an_outlet_of_its_own(db):
    report, done = run(*practice.seeds(), "--story", "practice")

    assert (done, len(report["imported"]), report["refused"]) == (True, 5, [])
    assert len({line["outlet"] for line in report["imported"]}) == 5


def test_without_a_story_they_wait_in_incoming(db, folder):
    out = StringIO()
    call_command("import_articles", str(folder), "--incoming", "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert list(report) == ["waiting", "duplicates", "refused", "report"]
    assert [line["incoming"] for line in report["waiting"]] == list(
        Incoming.objects.order_by("pk").values_list("pk", flat=True)
    )
    out = StringIO()
    call_command("import_articles", str(folder), "--incoming", stdout=out)
    assert "0 waiting" in out.getvalue() and "The same text waits already." in out.getvalue()
    assert not Story.objects.exists()


def test_the_whole_report_says_what_was_removed_and_stands_on_a_page(db, tmp_path, ada):
    (tmp_path / "bell.html").write_bytes(files.html_page())
    (tmp_path / "broken.txt").write_bytes(b"Bell\n\0")
    report, _ = run(tmp_path, "--story", "harbour-day")
    (page, broken) = report["report"]["items"]

    assert (report["report"]["taken"], report["report"]["refused"]) == (1, 1)
    assert "We use cookies. Accept all" in [passage["text"] for passage in page["removed"]]
    assert (broken["outcome"], broken["line"], broken["byte"]) == ("refused", 2, 5)
    shown = newsdesk.a_client(newsdesk.a_user("nora")).get(report["report"]["page"]).text
    assert "We use cookies. Accept all" in shown and "broken.txt" in shown


def test_the_report_for_people_says_what_was_removed_and_of_what_it_is_a_new_version(db, tmp_path):
    (tmp_path / "bell.html").write_bytes(files.html_page())
    run(tmp_path, "--story", "harbour-day")
    newsdesk.an_annotation(Article.objects.get(), "for the first time in 40 years")
    newsdesk.an_annotation(Article.objects.get(), "on Monday")
    (tmp_path / "bell.html").write_bytes(files.html_page().replace(b"40 years", b"41 years"))
    out = StringIO()
    call_command("import_articles", str(tmp_path), "--story", "harbour-day", stdout=out)

    assert "a new version of article 1: 1 marks carried, 1 lost)" in out.getvalue()
    assert "removed: “We use cookies. Accept all”" in out.getvalue()
