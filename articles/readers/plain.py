"""Plain text: the encodings that newsrooms meet, read right; what is no article's text, refused by name."""

import json
import re

from articles.readers.encoding import decode
from articles.readers.limits import LARGEST_SOURCE, MEGABYTE
from articles.readers.source import SourceRefused, SourceText
from articles.text import TextRefused, canonical

# How the files begin that people take for text, and what they are.
SIGNATURES = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive (Word documents are, too)",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\xd0\xcf\x11\xe0": "an old Microsoft Office document",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
    b"{\\rtf": "an RTF document",
    b"SQLite format 3\x00": "a database",
}
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|head|body|nitf|newsitem)\b", re.IGNORECASE)


def read(content: bytes) -> SourceText:
    """Reads UTF-8 and UTF-16 with or without a byte-order mark, UTF-32 with one, and Windows-1252."""
    if len(content) > LARGEST_SOURCE:
        raise SourceRefused(
            f"The file is larger than {LARGEST_SOURCE // MEGABYTE} MB, the most that an article may have."
        )
    _refuse_other_kinds(content)
    decoded, encoding = decode(content)
    try:
        text = canonical(decoded)
    except TextRefused as refused:
        byte = len(decoded[: refused.position].encode(encoding, "surrogatepass"))
        raise SourceRefused(refused.reason, line=refused.line, byte=byte) from refused
    _refuse_what_is_no_prose(text)
    return SourceText(text, encoding=encoding)


def _refuse_other_kinds(content: bytes) -> None:
    for beginning, kind in SIGNATURES.items():
        if content.startswith(beginning):
            raise SourceRefused(f"The file is {kind}, not plain text (by its first bytes).", byte=0)


def _refuse_what_is_no_prose(text: str) -> None:
    if not any(map(str.isalnum, text)):
        raise SourceRefused("The file holds no words." if text.strip() else "The file holds nothing but white space.")
    if _MARKUP.match(text):
        raise SourceRefused("The file is a web page or XML, not plain text: paste the article's text instead.", line=1)
    if _is_json(text):
        raise SourceRefused("The file is JSON data, not the text of an article.", line=1)


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
