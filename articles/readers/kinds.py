"""What kind of file it is: from its bytes alone, since a name can say anything."""

import codecs
import re

# Kind: the module that reads it. Each has `read(content) -> SourceText`, or an iterable of Parts for a file of several.
READERS = {
    "text": "plain",
    "markdown": "markdown",
    "html": "page",
    "docx": "word",
    "pdf": "pdf",
    "ninjs": "ninjs",
    "newsml-g2": "newsml",
    "nitf": "nitf",
    "feed": "feed",
    "mail": "mail",
    "zip": "archive",
}
LOOKED_AT = 4096  # characters of the beginning
PDF_WITHIN = 1024  # bytes: some programs write something before a PDF

ROOTS = {
    "rss": "feed",
    "feed": "feed",
    "RDF": "feed",
    "newsMessage": "newsml-g2",
    "newsItem": "newsml-g2",
    "packageItem": "newsml-g2",
    "NewsML": "newsml-g2",
    "nitf": "nitf",
}
HTML_ROOTS = frozenset(
    "html head body title meta link base article main section header div p span h1 h2 h3 h4 h5 h6 ul ol table blockquote "
    "center font a b i em strong img figure br hr nav script style".split()
)
MAIL_HEADERS = frozenset(
    "from to cc date subject message-id mime-version received return-path content-type reply-to sender delivered-to".split()
)
FEWEST_MAIL_HEADERS = 3

_PROLOG = re.compile(r"(?:\s+|<\?[^>]*\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\])?\s*>)*", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
_JSON = re.compile(r'\s*(?:\{\s*"|\[\s*\{\s*")')
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:[ \t]|$)")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[\w-]+:.*\r?\n|[ \t-].*\r?\n|\r?\n)+---[ \t]*(?:\r?\n|$)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]\n]{1,300}\]\((?:https?://|/|#|mailto:)[^)\s]{1,2000}(?: \"[^\"\n]*\")?\)")


def kind_of(content: bytes) -> str:
    """A key of READERS: "text" for whatever nothing speaks against, which the reader of plain text may still refuse."""
    if b"%PDF-" in content[:PDF_WITHIN]:
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"  # a Word document is one, too: `archive.kind_of` looks inside
    beginning = _characters(content[: 4 * LOOKED_AT])[:LOOKED_AT].lstrip("\ufeff")
    return _marked_up(beginning) or _written(beginning, content)


def _characters(content: bytes) -> str:
    """Good enough to tell kinds apart; the readers decode with care."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "ignore")
    if content[1::2].count(0) * 4 > len(content):
        return content.decode("utf-16-le", "ignore")
    if content[::2].count(0) * 4 > len(content):
        return content.decode("utf-16-be", "ignore")
    return content.decode("utf-8", "replace")


def _marked_up(beginning: str) -> str | None:
    if _JSON.match(beginning):
        return "ninjs"
    if not beginning.lstrip().startswith("<"):
        return None
    if re.match(r"\s*<!doctype\s+html", beginning, re.IGNORECASE):
        return "html"
    root = _ROOT.match(beginning, _PROLOG.match(beginning).end())
    name = root[1] if root else ""
    if name in ROOTS:
        return ROOTS[name]
    if name.lower() in HTML_ROOTS or re.match(r"\s*<html", beginning, re.IGNORECASE):
        return "html"
    return "newsml-g2" if re.match(r"\s*<\?xml", beginning) else None


def _written(beginning: str, content: bytes) -> str:
    if _is_mail(beginning):
        return "mail"
    return "markdown" if _is_markdown(beginning) else "text"


def _is_mail(beginning: str) -> bool:
    """Headers at the very top, three of those that every message has."""
    names = set()
    for line in beginning.splitlines():
        found = _HEADER.match(line)
        if found:
            names.add(found[1].lower())
        elif not line.startswith((" ", "\t")) and not (line.startswith("From ") and not names):
            break
    return len(names & MAIL_HEADERS) >= FEWEST_MAIL_HEADERS and bool(names & {"from", "received", "mime-version"})


def _is_markdown(beginning: str) -> bool:
    """Beyond doubt: data in front, a link written as Markdown, or headings. A hash alone may be anything."""
    if _FRONT_MATTER.match(beginning) or _LINK.search(beginning):
        return True
    headings = _HEADING.findall(beginning)
    return len(headings) > 1 or bool(headings and _HEADING.match(beginning.lstrip()))
