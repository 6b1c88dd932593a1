"""Bytes to characters: read right or refused with the place, never a silent guess that ends in garbled letters."""

import codecs
import re

import charset_normalizer

from articles.readers.language import likeliest
from articles.readers.source import SourceRefused

# The longer mark first: UTF-32's begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Without a mark, UTF-16 is taken for certain when at least this share of its characters have one byte zero.
ZERO_BYTES_OF_UTF16 = 0.5
# Languages that Windows-1252 has not all letters for: text in one of them was written in another encoding.
NOT_IN_WINDOWS_1252 = frozenset("bs cs eo hr hu lt lv pl ro sk sl sr tr".split())

_CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_LATIN_IN_UTF8 = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
_LONG_IN_UTF8 = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_LETTERS = "À-ÖØ-öø-ÿƒŠŒŽšœžŸ"
# What Western European writing does not show: three accented letters in a row, a sign inside a word, an accented
# capital inside a word of small letters, the sign ¤ (elsewhere the euro).
_NOT_WESTERN = re.compile(
    rf"[{_HIGH_LETTERS}]{{3}}|[^\W\d_][¡¢£¥¦§©«¬®¯°±²³¶¸¹»¼½¾¿×÷ªº€‚„…†‡ˆ‰‹›˜™][^\W\d_]|[a-zß-öø-ÿ][À-ÖØ-ÞŠŒŽŸ]|¤"
)


def decode(content: bytes) -> tuple[str, str]:
    """(text, encoding). Raises SourceRefused with the byte, counted from 0, at which the content is no text."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding), encoding
    if encoding := _unmarked_utf16(content):
        return _strictly(content, encoding), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _windows_1252(content, error), "cp1252"


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise SourceRefused(
            f"The file says that it is {name}, but byte {error.start} is not: {error.reason}.", byte=error.start
        ) from error


def _unmarked_utf16(content: bytes) -> str | None:
    """Text in an alphabet has every second byte zero, and no other; nothing else looks like that."""
    pairs = len(content) // 2
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if len(content) % 2 or pairs < 2:
        return None
    if odd >= pairs * ZERO_BYTES_OF_UTF16 and not even:
        return "utf-16-le"
    return "utf-16-be" if even >= pairs * ZERO_BYTES_OF_UTF16 and not odd else None


def _windows_1252(content: bytes, not_utf8: UnicodeDecodeError) -> str:
    if found := _CONTROL_BYTE.search(content):
        byte = found.start()
        raise SourceRefused(f"The file is not text: byte {byte} is 0x{content[byte]:02X}.", byte=byte)
    if not _is_mostly_utf8(content):
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            text = ""
        if text and _is_western(text):
            return text
    byte = not_utf8.start
    line = content.count(b"\n", 0, byte) + 1
    raise SourceRefused(
        f"Byte {byte} (0x{content[byte]:02X}, line {line}) is not UTF-8, and the text does not read as Windows-1252"
        f"{_likely(content)}. Save the file as UTF-8.",
        line=line,
        byte=byte,
    )


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether this is UTF-8 with a fault in it: its letters, read as Windows-1252, would show as `Ã©` and `â€™`."""
    in_pairs = 2 * len(_LATIN_IN_UTF8.findall(content))
    return bool(_LONG_IN_UTF8.search(content)) or in_pairs * 2 >= len(_HIGH.findall(content))


def _is_western(text: str) -> bool:
    if _NOT_WESTERN.search(text):
        return False
    accented = re.search(rf"[{_HIGH_LETTERS}]", text)
    return not accented or likeliest(text) not in NOT_IN_WINDOWS_1252


def _likely(content: bytes) -> str:
    """What the judge of encodings believes: a hint for the person, too unsure to read by."""
    best = charset_normalizer.from_bytes(content).best()
    return f" (it may be {best.encoding})" if best and best.encoding not in ("cp1252", "utf_8", "ascii") else ""
