"""E-mail, ZIP and Markdown: what is in them, where it stood, and what is only their wrapping."""

import pytest

from articles.readers import Removed, SourceRefused, place
from tests.readers import files


def test_a_message_and_its_attachments_are_articles(read_all):
    content = files.mail(
        ("report.docx", files.word(), "application/octet-stream"),
        ("logo.png", b"\x89PNG", "image/png"),
        ("sheet.bin", b"\x00\x01", "application/octet-stream"),
    )
    found = {item.part: item.answer for item in read_all(content)}

    assert list(found) == ["message", "report.docx", "sheet.bin"]
    assert found["message"].text == found["report.docx"].text == files.TEXT
    assert (found["message"].author, found["message"].headline) == ("Ida Berg", files.HEADLINE)
    assert isinstance(found["sheet.bin"], SourceRefused)


def test_a_message_in_html_is_read_as_its_reader_sees_it(read):
    assert read(files.mail(html=True)).text == files.TEXT


def test_lines_that_a_mail_program_broke_are_joined_and_the_signature_goes(read):
    head = b"From: Ida <ida@courier.example>\nTo: desk@newsroom.example\nSubject: Bell\nDate: Thu, 12 Mar 2026 09:30:00 +0100\n\n"
    body = b"The old harbour bell of Aldmere rang on Monday for the first time in\nforty years, the office said.\n\n"
    body += b"It was loud.\n-- \nIda Berg\n"
    source = read(head + body)

    assert "for the first time in forty years, the office said.\n\nIt was loud.\n" in source.text
    assert source.removed == (Removed("Ida Berg", "signature"),)


def test_a_message_of_an_impossible_day_is_read_without_one(read):
    content = files.mail().replace(b"12 Mar 2026", b"12 Mar " + b"9" * 40)

    assert (read(content).published, read(content).author) == (None, "Ida Berg")


def test_each_file_of_an_archive_says_where_it_stood(read_all):
    inner = files.archive(("deep/bell.txt", files.TEXT.encode()))
    content = files.archive(
        ("a.docx", files.word()),
        ("b/page.html", files.html_page()),
        ("b/inner.zip", inner),
        ("broken.txt", b"Bell\n\0"),
        ("__MACOSX/._a.docx", b"\0"),
        (".DS_Store", b"\0"),
        ("b/", b""),
    )
    found = {place("story.zip", item.part): item.answer for item in read_all(content)}

    assert list(found) == [
        "story.zip › a.docx",
        "story.zip › b/page.html",
        "story.zip › b/inner.zip › deep/bell.txt",
        "story.zip › broken.txt",
    ]
    assert [getattr(answer, "format", "") for answer in found.values()] == ["docx", "html", "text", ""]
    assert "line 2" in found["story.zip › broken.txt"].reason


def test_two_files_of_one_name_are_told_apart(read_all):
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = files.archive(("a.txt", b"Bell rings once."), ("a.txt", b"Bell rings twice."))

    assert [item.part for item in read_all(content)] == ["a.txt", "a.txt (2)"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (files.archive(), "is empty"),
        (files.archive(("xl/workbook.xml", b"")), "an Excel workbook"),
        (files.archive(("content.xml", b""), ("mimetype", b"")), "OpenDocument"),
        (files.archive(("a.txt", b"Bell"))[:-9], "damaged"),
        (files.archive(*((f"{number}.txt", b"Bell") for number in range(101))), "at most 100"),
    ],
)
def test_archives_of_something_else_are_refused_with_what_to_do(read, content, reason):
    with pytest.raises(SourceRefused, match=reason):
        read(content)


def test_markdown_loses_its_signs_and_keeps_its_words(read):
    content = (
        b"---\ntitle: Bell\nauthor: [Ida Berg]\nurl: javascript:alert(1)\n---\n\n"
        b"# Bell\n\nThe **bell** [rang](https://x.example) on\n"
        b"*Monday*.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n<script>alert(1)</script>\n\nIt was `loud`.\n"
    )
    source = read(content)

    assert source.text == "Bell\n\nThe bell rang on Monday.\n\none\n\ntwo\n\na\tb\n\nc\td\n\nIt was loud.\n"
    assert (source.headline, source.author, source.address) == ("Bell", "Ida Berg", "")
    assert Removed("<script>alert(1)</script>", "HTML") in source.removed
