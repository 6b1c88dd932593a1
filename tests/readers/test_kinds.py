"""Files of every kind: known by their bytes, the same report read from each, and what they say of it kept."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.readers.composing import moment, web_address
from articles.readers.kinds import kind_of
from tests.readers import files

FILES = files.one_of_each()
MOMENT = datetime.fromisoformat(files.MOMENT)


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind != "pdf"])
def test_the_same_report_is_read_from_every_kind_to_the_letter(read_all, kind):
    first = read_all(FILES[kind])[0].answer

    assert first.text == files.TEXT
    assert (first.headline, first.language) == (files.HEADLINE, "en")


@pytest.mark.parametrize("kind", ["html", "ninjs 1", "ninjs 2", "ninjs 3", "newsml-g2", "nitf", "rss", "atom"])
def test_what_a_file_says_of_the_article_is_kept(read_all, kind):
    source = read_all(FILES[kind])[0].answer

    assert (source.outlet, source.author, source.published) == ("Aldmere Courier", "Ida Berg", MOMENT)
    assert source.address == (files.ADDRESS if kind in ("html", "nitf", "rss", "atom") else "")
    assert source.guid == ("" if kind == "html" else files.GUID)


@pytest.mark.parametrize("kind", FILES)
def test_the_bytes_tell_the_kind_and_the_name_is_never_asked(kind):
    wanted = {"docx": "zip", "rss": "feed", "atom": "feed"}.get(kind, kind.partition(" ")[0])
    assert kind_of(FILES[kind]) == wanted
    if kind not in ("docx", "zip", "pdf", "mail"):
        assert kind_of(FILES[kind].decode().encode("utf-16")) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Bell rings again\n\nIt rang on Monday.",
        "#1 in the charts: the bell\n\nIt rang.",
        "From: the harbour\n\nA letter to the editor about the bell.",
        "<3 from Aldmere\n\nThe bell rang.",
        "[Aldmere] The bell rang (again).",
        "{sic} The bell rang.",
        "Bell --- rings\n---\nIt rang.",
    ],
)
def test_prose_that_looks_a_little_like_another_kind_stays_plain_text(text):
    assert kind_of(text.encode()) == "text"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_of_some_kind(content):
    assert kind_of(content)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "java\nscript:alert(1)",
        "https:",
        "https://",
        "//courier.example/",
        "/bell",
        "ftp://courier.example/",
        "https://courier.example/a b",
        'https://courier.example/"onclick="x',
        "https://[::1",
        "https://courier.example/" + "a" * 3000,
        None,
        3,
    ],
)
def test_only_addresses_of_the_web_are_addresses(address):
    assert web_address(address) == ""


def test_an_address_of_the_web_is_kept_with_its_scheme_in_small_letters():
    assert web_address(" HTTPS://Courier.example/A?b=c#d ") == "https://Courier.example/A?b=c#d"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (files.MOMENT, MOMENT),
        ("2026-03-12T08:30:00Z", MOMENT),
        ("20260312T093000+0100", MOMENT),
        ("Thu, 12 Mar 2026 09:30:00 +0100", MOMENT),
        ("2026-03-12T09:30:00", date(2026, 3, 12)),
        ("2026-03-12", date(2026, 3, 12)),
        ("2026-02-30", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        ("9" * 400, None),
    ],
)
def test_a_time_is_a_moment_only_with_its_offset(written, meant):
    assert moment(written) == meant
