"""Word: read back with the library, and as the archive that it is."""

import time
from io import BytesIO
from zipfile import ZipFile

from docx import Document

from articles.exporters import docx
from tests.exporters.papers import (
    APPROVAL,
    HOSTILE,
    a_document,
    a_document_of_form_3,
    a_hostile_document,
    a_story_that_says,
)


def opened(document):
    return Document(BytesIO(docx.render(document, APPROVAL)))


def test_each_citation_is_a_comment_with_the_exact_words_of_the_source():
    comments = [(comment.author, comment.text) for comment in opened(a_document()).comments]

    assert comments[:2] == [
        ("Aldmere Courier", "rang on Monday for the first time in 40 years"),
        ("Küstenbote", "Am Montag läutete sie laut."),
    ]
    assert len(comments) == 5  # one for each number in the text


def test_a_comment_stands_on_the_sentence_that_cites():
    word = opened(a_document())
    ids = [comment.comment_id for comment in word.comments]
    starts = word.element.xpath("//w:commentRangeStart/@w:id")
    ends = word.element.xpath("//w:commentRangeEnd/@w:id")

    assert sorted(map(int, starts)) == sorted(map(int, ends)) == ids == list(range(5))
    first = word.element.xpath("//w:commentRangeStart[@w:id='0']/following-sibling::w:r[1]")[0]
    assert first.text == "The bell rang on Monday."


def test_the_head_the_sources_and_the_signature_are_in_it():
    word = opened(a_document_of_form_3())
    lines = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs]

    assert lines[0] == ("Title", "The harbour bell rings again")
    assert ("Subtitle", "After 40 years, a bell.") in lines and ("Subtitle", "Nora Lind · Aldmere") in lines
    assert ("Heading 1", "Sources") in lines and ("Heading 1", "Where the sources disagreed") in lines
    assert ("Normal", "Keywords: bells, harbours") in lines
    assert lines[-1] == ("Caption", "Revision 3, approved by Sami Haddad on 2026-03-02 11:30 UTC.")


def test_the_file_says_what_it_is_and_when_it_was_approved():
    about = opened(a_document_of_form_3()).core_properties

    assert (about.title, about.author, about.revision) == ("The harbour bell rings again", "Aldmere Evening", 3)
    assert about.created.isoformat() == about.modified.isoformat() == "2026-03-02T11:30:00+00:00"
    assert about.language == "en"


def test_a_paragraph_in_hebrew_runs_from_the_right():
    word = opened(a_story_that_says("הפעמון צלצל.", "he"))
    hebrew = [paragraph for paragraph in word.paragraphs if paragraph.text.startswith("הפעמון")]

    assert hebrew and all(paragraph._p.xpath("./w:pPr/w:bidi") for paragraph in hebrew)
    assert all(paragraph.runs[0].font.rtl for paragraph in hebrew)
    assert not opened(a_document()).element.xpath("//w:bidi")


def test_the_same_revision_gives_the_same_bytes_on_another_day(monkeypatch):
    first, now = docx.render(a_document(), APPROVAL), time.time
    monkeypatch.setattr(time, "time", lambda: now() + 86_400)

    assert docx.render(a_document(), APPROVAL) == first
    assert {comment.timestamp.isoformat() for comment in opened(a_document()).comments} == {"2026-03-02T11:30:00+00:00"}


def test_the_archive_is_whole_and_of_one_time():
    archive = ZipFile(BytesIO(docx.render(a_document(), APPROVAL)))

    assert archive.testzip() is None
    assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert archive.namelist()[0] == "[Content_Types].xml"


def test_hostile_text_is_text_and_nothing_leads_out_of_the_file():
    content = docx.render(a_hostile_document(), APPROVAL)
    word = Document(BytesIO(content))

    assert HOSTILE.replace("\u2028", " ") in word.paragraphs[0].text
    assert [comment.text for comment in word.comments] == [HOSTILE]
    with ZipFile(BytesIO(content)) as archive:
        relations = [archive.read(name) for name in archive.namelist() if name.endswith(".rels")]
    assert relations and not any(b"External" in relation for relation in relations)
    assert not word.element.xpath("//w:hyperlink|//w:fldSimple|//w:instrText")


def test_a_preview_holds_the_text_and_the_comments():
    shown = docx.look(docx.render(a_document(), APPROVAL))

    assert "The bell rang on Monday.[1][2] It was loud.[2]" in shown
    assert "Comment, Küstenbote: Am Montag läutete sie laut." in shown
