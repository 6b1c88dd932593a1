"""Files of several articles and files that say more than their text: all of it is kept, or refused with its place."""

from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction

from articles.models import Annotation, Article, Event, Original, StoryFigures
from articles.workflow import intake
from tests.readers import files


def with_comment(document):
    run = document.add_paragraph("It cost ").add_run("300 crowns")
    document.add_comment(run, text="Is this still so?", author="Maria Vega")


def test_what_a_page_says_of_its_article_is_kept(story, nora):
    candidate = intake.read(files.html_page(), "page.html")
    article = intake.take_in(story, candidate, by=nora, published=candidate.published)

    assert (article.text, article.format, article.part) == (files.TEXT, "html", "")
    assert (article.author, article.address, article.outlet.name) == ("Ida Berg", files.ADDRESS, "Aldmere Courier")
    assert (article.published, article.published_at) == (date(2026, 3, 12), datetime.fromisoformat(files.MOMENT))
    assert {"text": "Home Sport", "reason": "navigation"} in article.removed
    assert bytes(article.original.content) == files.html_page()


def test_the_moment_goes_when_an_editor_names_another_day(story, nora):
    candidate = intake.read(files.html_page(), "page.html")

    article = intake.take_in(story, candidate, by=nora, published=date(2026, 3, 11))

    assert (article.published, article.published_at) == (date(2026, 3, 11), None)


def test_comments_in_a_document_become_open_marks_of_who_took_it_in(story, nora):
    article = intake.take_in(story, intake.read(files.word(with_comment), "bell.docx"), by=nora)

    (mark,) = Annotation.objects.filter(article=article)
    assert (mark.quote, article.quote(mark.start, mark.end)) == ("300 crowns", "300 crowns")
    assert (mark.created_by, mark.category.slug, mark.state) == (nora, "note", "open")
    assert mark.reason == "Maria Vega wrote in the file: Is this still so?"
    assert StoryFigures.objects.get(story=story).minor_count == 1


def test_each_article_of_an_archive_is_taken_in_from_the_same_bytes(story, nora):
    content = files.archive(("b/bell.docx", files.word()), ("tram.txt", b"Tram\n\nIt ran."), ("bad.txt", b"Bell\0"))
    bell, tram, bad = intake.read_all(content, "story.zip")

    articles = [intake.take_in(story, candidate, by=nora) for candidate in (bell, tram)]

    assert [article.part for article in articles] == ["b/bell.docx", "tram.txt"]
    assert {article.file_name for article in articles} == {"story.zip"}
    assert bytes(Original.objects.get().content) == content
    assert (bad.place, bad.kind) == ("story.zip › bad.txt", "refusal") and "NUL" in bad.reason
    told = [event.data["file"] for event in Event.objects.filter(verb="import").order_by("number")]
    assert told == ["story.zip › b/bell.docx", "story.zip › tram.txt"]


def test_a_preview_knows_the_same_text_within_one_file(story):
    content = files.archive(("a.txt", files.TEXT.encode()), ("b.html", files.html_page()))
    ((first, second),) = intake.preview(story, [("story.zip", content)])

    assert (first.kind, second.kind, second.other) == ("candidate", "duplicate", "story.zip › a.txt")
    assert second.place == "story.zip › b.html"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/bell"])
def test_the_database_takes_no_address_that_is_none_of_the_web(article, address):
    with pytest.raises(DatabaseError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(address=address)
