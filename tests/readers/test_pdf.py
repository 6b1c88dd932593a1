"""PDF: lines become paragraphs, what repeats on each page goes, pictures of pages are named as such."""

import pytest

from articles.readers import SourceRefused
from tests.readers import files

LINES = [
    "Harbour bell rings again",
    "",
    "The old harbour bell of Aldmere rang on Monday for the first time",
    "in 40 years, and about 300 people stood on the quay to hear its re-",
    "turn. “It’s as loud as ever,” said its keeper.",
    "The council paid for it.",
]


def test_lines_are_joined_to_paragraphs_and_words_over_their_hyphen(read):
    text = read(files.pdf(LINES)).text

    assert "for the first time in 40 years, and about 300 people stood on the quay to hear its return." in text
    assert "“It’s as loud as ever,” said its keeper." in text
    assert text.startswith("Harbour bell rings again\n\n")


def test_what_repeats_at_the_edges_of_the_pages_is_removed(read):
    bodies = [
        ["The bell rang on Monday in the harbour.", "The keeper pulled the rope."],
        ["Three hundred people stood there.", "Some of them had tears in their eyes."],
        ["The council paid for the repair.", "It cost more than was said at first."],
        ["A smith from the next town did it.", "He worked on it for a whole winter."],
    ]
    pages = [["Aldmere Courier", *body, f"Page {number}"] for number, body in enumerate(bodies, start=1)]
    source = read(files.pdf(*pages))

    assert "Page" not in source.text and "Aldmere Courier" not in source.text
    assert all(line in source.text for body in bodies for line in body)
    assert {passage.text for passage in source.removed} == {"Aldmere Courier", "Page 1", "Page 2", "Page 3", "Page 4"}


def test_the_author_that_a_pdf_names_is_kept(read):
    assert read(files.pdf(LINES, info="/Author (Ida Berg)")).author == "Ida Berg"
    assert read(files.pdf(LINES, info="/Author (Acrobat)")).author == ""


def test_pictures_of_pages_are_refused_with_what_to_do(read):
    with pytest.raises(SourceRefused, match="no text layer.*OCR"):
        read(files.pdf([]))


@pytest.mark.parametrize("cut", [20, 300, 500])
def test_a_pdf_that_is_cut_off_is_read_or_refused_as_damaged(read, cut):
    try:
        assert read(files.pdf(LINES)[:cut]).text
    except SourceRefused as refused:
        assert "PDF" in refused.reason
