"""PDF: read back, the same bytes each time, and nothing asked of the network."""

import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from articles.exporters import pdf
from articles.exporters.document import CannotRender
from tests.exporters.papers import APPROVAL, a_document, a_hostile_document, a_story_that_says

try:
    import weasyprint  # noqa: F401
except (ImportError, OSError):
    pytestmark = pytest.mark.skip("no WeasyPrint on this machine: pip install weasyprint==70.0, and Pango")


def opened(document):
    return PdfReader(BytesIO(pdf.render(document, APPROVAL)))


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_story_its_sources_and_who_approved_it_are_on_its_pages():
    reader = opened(a_document())
    text = text_of(reader)

    for words in ("The harbour bell rings again", "About 300 people stood on the quay.", "Küstenbote", "Sources"):
        assert words in text
    assert "approved by Sami Haddad on 2026-03-02 11:30 UTC." in text
    assert text.endswith(f"1 / {len(reader.pages)}")


def test_it_is_tagged_for_those_who_listen_and_names_its_title_and_language():
    reader = opened(a_document())

    assert reader.metadata.title == "The harbour bell rings again"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_same_revision_gives_the_same_bytes_and_names_no_day():
    content = pdf.render(a_document(), APPROVAL)

    assert pdf.render(a_document(), APPROVAL) == content
    assert "/CreationDate" not in opened(a_document()).metadata


def test_a_story_longer_than_a_page_goes_on_and_counts_them():
    reader = opened(a_story_that_says("The bell rang on Monday over the harbour of Aldmere. " * 10, times=12))

    assert len(reader.pages) > 1
    assert f"2 / {len(reader.pages)}" in reader.pages[1].extract_text()


def test_hostile_text_is_text_that_asks_for_nothing(monkeypatch):
    asked = []
    monkeypatch.setattr(pdf, "_fetch_nothing", lambda url, *rest, **options: asked.append(url))

    content = pdf.render(a_hostile_document(), APPROVAL)
    reader = PdfReader(BytesIO(content))

    assert "<script>alert(1)</script>" in pdf.look(content)
    assert asked == []
    assert not {"/AA", "/OpenAction", "/AcroForm"} & set(reader.trailer["/Root"])
    assert "/JavaScript" not in reader.trailer["/Root"].get("/Names", {})
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert links and all("/URI" not in link.get("/A", {}) for link in links)


def test_whatever_a_page_asked_for_would_be_refused():
    with pytest.raises(ValueError, match="fetch nothing"):
        pdf._fetch_nothing("file:///etc/passwd")


def test_a_story_too_long_for_it_is_refused_with_a_way_out():
    with pytest.raises(CannotRender, match="up to 50,000 words; this one has 50,200. HTML has no such limit"):
        pdf.render(a_story_that_says("The bell rang on Monday. " * 20, times=502), APPROVAL)


def test_a_story_of_50000_words_is_printed_whole():
    text = text_of(opened(a_story_that_says(("The bell rang on Monday over the harbour. " * 25).strip(), times=250)))

    assert text.count("over the harbour") >= 250 * 25


def test_without_its_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(CannotRender, match="pip install weasyprint==70.0"):
        pdf.render(a_document(), APPROVAL)
