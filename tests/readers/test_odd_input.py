"""Odd input through every reader: markup in a headline is text, and an article of 50,000 words comes in whole."""

import json
from html import escape

import pytest

from tests.readers import files

HEADLINE = "Bell <b>rings</b> & <script>alert(1)</script> „wieder“ «oui» 🔔 שלום"
LONG = "The old bell rang on Monday over the harbour of Aldmere, and Ida Berg counted the people on the quay. " * 10
WORDS = len(LONG.split())
PARAGRAPHS = (LONG.strip(),) * -(-50_000 // WORDS)
KINDS = ("html", "docx", "ninjs 1", "ninjs 2", "ninjs 3", "newsml-g2", "nitf", "rss", "atom", "mail", "zip")


def written(kind, headline):
    """The headline as a file of this kind has it: a feed's title is HTML within XML."""
    if kind in ("rss", "atom"):
        return escape(escape(headline, quote=False), quote=False)
    return escape(headline, quote=False) if kind in ("html", "newsml-g2", "nitf", "zip") else headline


@pytest.mark.parametrize("kind", KINDS)
def test_markup_in_a_headline_is_text(read_all, monkeypatch, kind):
    monkeypatch.setattr(files, "HEADLINE", written(kind, HEADLINE))
    monkeypatch.setattr(files, "pdf", lambda *pages: b"")  # its letters are those of Windows-1252
    found = [one.answer for one in read_all(files.one_of_each()[kind])]
    source = found[-1 if kind == "zip" else 0]  # of the archive: its page

    assert source.headline == HEADLINE
    assert source.text.startswith(f"{HEADLINE}\n")


def test_markup_in_the_headline_of_a_text_is_text(read_all):
    assert read_all(f"{HEADLINE}\n\n{files.FIRST}\n".encode())[0].answer.text.startswith(HEADLINE)


@pytest.mark.parametrize("kind", ["text", "markdown", *KINDS])
def test_an_article_of_50000_words_comes_in_whole(read_all, monkeypatch, kind):
    whole = f"{files.HEADLINE}\n\n" + "\n\n".join(PARAGRAPHS) + "\n"
    monkeypatch.setattr(files, "PARAGRAPHS", PARAGRAPHS)
    monkeypatch.setattr(files, "TEXT", whole)
    monkeypatch.setattr(files, "FIRST", PARAGRAPHS[0])
    monkeypatch.setattr(files, "SECOND", PARAGRAPHS[0])
    monkeypatch.setattr(files, "HARD", "\n\n".join(PARAGRAPHS[2:]))
    made = {"text": whole.encode, "markdown": files.markdown}.get(kind) or (lambda: files.one_of_each()[kind])

    assert read_all(made())[0].answer.text == whole


def test_a_pdf_of_50000_words_comes_in_whole(read_all):
    names = [f"{first}{second}lmere" for first in "ABCDEFGHIJKLMNOP" for second in "aeiouyhlnrstvw"][:220]
    line = "The old bell of {} rang on day {} over the harbour and the quay."
    pages = [[line.format(name, day) for day in range(20)] for name in names]
    text = " ".join(read_all(files.pdf(*pages))[0].answer.text.split())

    assert all(line.format(name, day) in text for name in names for day in range(20))
    assert len(text.split()) > 50_000


def test_odd_signs_survive_in_every_field_of_ninjs(read_all):
    odd = files.HARD.replace("\u00a0", " ")  # a name stands on one line, with plain spaces
    content = json.loads(files.ninjs1(headline=odd, byline=f"By {odd}", copyrightholder=odd))
    source = read_all(json.dumps(content, ensure_ascii=False).encode())[0].answer

    assert (source.headline, source.author, source.outlet) == (odd, odd, odd)
