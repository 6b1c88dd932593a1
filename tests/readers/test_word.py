"""Word documents: text with the changes accepted, comments on their words, nothing lost unseen."""

import io
import zipfile

import pytest
from docx.oxml import parse_xml

from articles.readers import Note, Removed, SourceRefused
from tests.readers import bombs, files

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_comments_stand_on_their_words_and_name_who_wrote_them(read):
    def comment(document):
        paragraph = document.add_paragraph("It cost ")
        run = paragraph.add_run("300 crowns 🔔")
        paragraph.add_run(" to mend.")
        document.add_comment(run, text="Is this still so?", author="Maria Vega", initials="MV")

    source = read(files.word(comment))

    (note,) = source.notes
    assert source.text[note.start : note.end] == "300 crowns 🔔"
    assert note == Note(note.start, note.end, "Maria Vega", "Is this still so?")
    assert source.author == "Ida Berg"


def test_comments_stay_on_their_words_when_letters_are_composed(read):
    def comment(document):
        paragraph = document.add_paragraph("Cafe\u0301 Zoe\u0308 opened on ")
        run = paragraph.add_run("Monday")
        document.add_comment(run, text="Which?", author="Maria Vega")

    source = read(files.word(comment))

    (note,) = source.notes
    assert "Café Zoë opened" in source.text
    assert source.text[note.start : note.end] == "Monday"


def test_tracked_changes_count_as_made_and_what_was_deleted_is_shown(read):
    def change(document):
        paragraph = document.add_paragraph("The bell rang ")
        element = paragraph._p
        element.append(parse_xml(f'<w:ins {W} w:id="1" w:author="a"><w:r><w:t>twice</w:t></w:r></w:ins>'))
        element.append(parse_xml(f'<w:del {W} w:id="2" w:author="a"><w:r><w:delText>once</w:delText></w:r></w:del>'))

    source = read(files.word(change))

    assert "The bell rang twice\n" in source.text
    assert Removed("once", "deleted in the document") in source.removed


def test_hidden_words_and_the_edges_of_the_pages_are_removed_and_shown(read):
    def add(document):
        document.add_paragraph("Seen. ").add_run("Unseen.").font.hidden = True
        document.sections[0].header.paragraphs[0].text = "Draft, not for print"

    source = read(files.word(add))

    assert "Unseen" not in source.text and "Draft" not in source.text
    assert Removed("Unseen.", "hidden in the document") in source.removed
    assert Removed("Draft, not for print", "head of the page") in source.removed


def test_a_table_is_read_row_by_row(read):
    def add(document):
        table = document.add_table(2, 2)
        for row, words in zip(table.rows, (("Bell", "1886"), ("Clock", "1901")), strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word

    assert "Bell\t1886\n\nClock\t1901\n" in read(files.word(add)).text


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_a_document_with_a_broken_part_is_refused_by_name(read, part):
    with pytest.raises(SourceRefused, match=r"Word document.*well-formed"):
        read(changed(files.word(), part, b"<broken"))


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_document_that_lacks_a_part_is_refused_as_damaged(read, part):
    with pytest.raises(SourceRefused, match="Word document, but damaged"):
        read(changed(files.word(), part, None))


def changed(document, part, content):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as sound, zipfile.ZipFile(out, "w") as other:
        for name in sound.namelist():
            if name != part:
                other.writestr(name, sound.read(name))
            elif content is not None:
                other.writestr(name, content)
    return out.getvalue()


def test_entities_in_a_document_are_refused_and_never_expanded(read):
    with pytest.raises(SourceRefused, match="document.xml.*document type of its own"):
        read(bombs.word_with_laughs())
