"""Plain text: every encoding that newsrooms meet is read right, and nothing else gets in."""

import codecs

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from articles.readers import LARGEST_SOURCE, SourceRefused, read
from articles.text import TextRefused, canonical
from tests import practice

BELL = "The harbour bell of Aldmere rang on Monday.\n“It’s a naïve plan,” said Zoë Müller – the keeper from Málaga.\n"
MARKS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
WESTERN = {
    "English": "The café’s owner said £5 was “naïve” – and 25°C is warm. © Zoë",
    "French": "La société a été créée à l’été 1999 : « où est l’œuvre ? », demande l’élève.",
    "German": "Die Straße über den Fluß ist größer als früher, sagte der Bürgermeister von Köln.",
    "Spanish": "¿Dónde está el señor Muñoz? Llegó a Málaga el miércoles, según fuentes.",
    "Swedish": "Räksmörgåsar är gott på våren, säger Åsa Öberg från Malmö.",
    "Finnish": "Hän sanoi: ”Tämä ei ole hyvää työtä.” Näin kävi Hämeenlinnassa tänään.",
    "Portuguese": "A situação na região é difícil, disse João à televisão. Não há informação.",
    "capitals": "LE PRÉSIDENT A ÉTÉ ÉLU À L’ASSEMBLÉE",
}
FOREIGN = {
    "cp1251": "Привет, как дела? Сегодня хорошая погода.",
    "koi8-r": "Привет, как дела? Сегодня хорошая погода.",
    "cp1250": "Zażółć gęślą jaźń, powiedział premier w Warszawie we wtorek.",
    "cp1253": "Ο πρωθυπουργός δήλωσε ότι η κατάσταση είναι δύσκολη.",
    "cp1254": "Cumhurbaşkanı İstanbul'da yaptığı konuşmada şunları söyledi.",
    "cp1256": "وصل الرئيس إلى المدينة اليوم في زيارة رسمية",
    "cp1257": "Prezidentė pareiškė, kad situacija šalyje yra sudėtinga, tačiau viskas bus išspręsta.",
    "shift_jis": "今日は天気がいいですね。東京に行きます。",
    "gb18030": "今天天气很好，我们去公园散步。",
    "mac_roman": "“The café is closed,” said Zoë Müller – the mayor.",
    "iso8859-15": "The bell cost 5 € and the café paid.",
}


def a_text():
    """Any text with a word in it, that does not begin like data or markup."""
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
    return st.text(characters).map(lambda text: f"Bell {text}")


@pytest.mark.parametrize("encoding", MARKS)
def test_unicode_is_read_right_with_every_mark(encoding):
    source = read(MARKS[encoding] + BELL.encode(encoding))

    assert source.text == BELL


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_zero_bytes(encoding):
    source = read(BELL.encode(encoding))

    assert (source.text, source.encoding) == (BELL, encoding)


@pytest.mark.parametrize("text", WESTERN.values(), ids=WESTERN)
def test_windows_1252_is_read_right(text):
    source = read(text.encode("cp1252"))

    assert (source.text, source.encoding) == (text, "cp1252")


@pytest.mark.parametrize("encoding", FOREIGN)
def test_other_old_encodings_are_refused_instead_of_garbled(encoding):
    with pytest.raises(SourceRefused, match="Save the file as UTF-8") as refused:
        read(FOREIGN[encoding].encode(encoding))

    assert (refused.value.line, refused.value.byte) == (
        1,
        _first_byte_that_is_no_utf8(FOREIGN[encoding].encode(encoding)),
    )


def _first_byte_that_is_no_utf8(content):
    with pytest.raises(UnicodeDecodeError) as error:
        content.decode()
    return error.value.start


def test_broken_utf8_names_its_byte_and_line_instead_of_passing_for_windows_1252():
    content = BELL.encode() + b"A broken \xff byte.\n"
    byte = len(BELL.encode()) + 9

    with pytest.raises(SourceRefused, match=rf"Byte {byte} \(0xFF, line 3\)") as refused:
        read(content)

    assert (refused.value.line, refused.value.byte) == (3, byte)


@settings(deadline=None)
@given(a_text(), st.sampled_from(list(MARKS)))
@example("Bell\r\nrang\rtwice\n", "utf-16")
@example("Bell e\u0301 \U0001f514 שלום", "utf-8-sig")
def test_any_text_in_any_unicode_encoding_comes_back_canonical_or_is_refused_as_canonical_refuses_it(text, encoding):
    content = MARKS[encoding] + text.encode(encoding)
    try:
        expected = canonical(text)
    except TextRefused as reason:
        with pytest.raises(SourceRefused) as refused:
            read(content)
        assert refused.value.line == reason.line
        return
    assert read(content).text == expected


@settings(deadline=None)
@given(st.text(st.sampled_from([chr(n) for n in range(32, 127)] + list("àâäçéèêëîïñóöôùûüßÉÖ“”‘’–—…€£°"))))
def test_windows_1252_is_read_right_or_refused_and_never_garbled(text):
    content = f"Bell {text}".encode("cp1252")
    assume(not _is_utf8(content))
    try:
        assert read(content).text == f"Bell {text}"
    except SourceRefused as refused:
        assert refused.byte is not None


def _is_utf8(content):
    try:
        return content.decode() is not None
    except UnicodeDecodeError:
        return False


@settings(deadline=None)
@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00\xd8")
@example(b"\xff\xfea")
@example(b"[" * 100_000 + b"1")
def test_random_bytes_are_text_or_refused_with_a_reason(content):
    try:
        assert read(content).text
    except SourceRefused as refused:
        assert refused.reason.endswith(".")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "white space"),
        ("\u00a0\u2003\n".encode(), "white space"),
        (codecs.BOM_UTF8, "white space"),
        (b"* * *\n", "no words"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04 ...", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n...", "a PNG image"),
        (b"{\\rtf1 Bell}", "an RTF document"),
        (b"<!DOCTYPE html><nav>Menu</nav>", "No article"),
        (b'{"bell": 1}', "JSON data"),
        (b"a" * (LARGEST_SOURCE + 1), "larger than 2 MB"),
    ],
)
def test_what_is_no_text_of_an_article_is_refused_by_name(content, reason):
    with pytest.raises(SourceRefused, match=reason):
        read(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_nul_is_refused_with_its_line_and_byte(encoding):
    before = "Bell\nÉtude "

    with pytest.raises(SourceRefused, match="NUL .* line 2") as refused:
        read(f"{before}\0 rang on Monday, they said\n".encode(encoding))

    assert (refused.value.line, refused.value.byte) == (2, len(before.encode(encoding)))


def test_a_file_of_exactly_the_largest_size_is_read():
    content = b"Bell. " + b"a" * (LARGEST_SOURCE - 6)

    assert len(read(content).text) == LARGEST_SOURCE


@pytest.mark.parametrize(
    ("text", "headline", "outlet"),
    [
        ("Bell rings again\n\nIt rang on Monday.", "Bell rings again", ""),
        ("Bell rings at last - Aldmere Daily News\n\nIt rang.", "Bell rings at last", "Aldmere Daily News"),
        ("Bell rings | aldmere.example\n\nIt rang.", "Bell rings", "aldmere.example"),
        ("Bell rings - and nobody listens\n\nIt rang.", "Bell rings - and nobody listens", ""),
        ("ALDMERE (Coast Agency) - The bell rang. It was loud.", "The bell rang", "Coast Agency"),
        ("ALDMERE, March 2 (CA) – The bell rang. It was loud.", "The bell rang", "CA"),
        ("Bell rings\n\nALDMERE (Coast Agency) - The bell rang.", "Bell rings", "Coast Agency"),
        ("Home · News · Sport · Weather\n\nBell rings\n\nIt rang.", "Bell rings", ""),
        ("The old bell of Aldmere rang on Monday. It was loud.", "The old bell of Aldmere rang on Monday", ""),
    ],
)
def test_the_first_lines_tell_headline_and_outlet(text, headline, outlet):
    source = read(text.encode())

    assert (source.headline, source.outlet) == (headline, outlet)


def test_a_long_first_sentence_is_shortened_between_two_words():
    source = read(b"The old harbour bell of Aldmere rang " + b"again and " * 30 + b"again.")

    assert source.headline.startswith("The old harbour bell of Aldmere rang again")
    assert source.headline.endswith(("again…", "and…"))
    assert len(source.headline) <= 91


def test_the_language_is_told_and_left_open_when_the_text_is_too_short():
    assert read(BELL.encode()).language == "en"
    assert read(WESTERN["French"].encode()).language == "fr"
    assert read(b"Bell rings").language == "und"


def test_practice_articles_are_read():
    for file in practice.seeds():
        source = read(file.read_bytes())
        assert (source.text, source.language) == (canonical(file.read_text()), "en")
