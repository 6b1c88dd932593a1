"""PDF with a text layer: lines joined to paragraphs, what repeats on every page taken out."""

import io
import logging
import re
from collections import Counter

import pypdf
from pypdf.errors import PyPdfError

from articles.readers.composing import compose, one_line
from articles.readers.limits import MOST_OBJECTS, MOST_PAGES
from articles.readers.source import Removed, SourceRefused, SourceText

FEWEST_REPEATS = 3  # pages that must have the same line before it is taken for their head or foot
LINES_AT_THE_EDGE = 2
# A line that ends this far before the others ends its paragraph.
SHORT_LINE = 0.72
# Letters that typesetting joined; they are two or three letters of the text.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_OBJECT = re.compile(rb"\d\s+obj\b")
_ENDS = re.compile(r"[.!?…:;][\"”’')\]»]*$")
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity
_NOT_AUTHORS = re.compile(r"word|writer|acrobat|indesign|latex|admin|user\b", re.IGNORECASE)


def read(content: bytes) -> SourceText:
    if sum(1 for _ in _OBJECT.finditer(content)) > MOST_OBJECTS:
        raise SourceRefused(f"The PDF has more than {MOST_OBJECTS} objects: this is no article.")
    try:
        pages, facts = _pages(content)
    except SourceRefused:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, OSError) as error:
        raise _damaged() from error
    except (RecursionError, AssertionError, NotImplementedError, UnicodeError, LookupError) as error:
        raise _damaged() from error
    removed = _edges(pages)
    blocks = list(_paragraphs([line for page in pages for line in page]))
    if not any(map(str.isalnum, "".join(blocks))):
        raise SourceRefused("The PDF has no text layer: its pages are pictures. Have its text recognised (OCR) first.")
    text = "\n\n".join(blocks) + "\n"
    if signs := Counter(_NO_TEXT.findall(text)):
        removed += [
            Removed(f"U+{ord(sign):04X}, {count} times", "a sign that is no text") for sign, count in signs.items()
        ]
    return compose(_NO_TEXT.sub("", text), removed=removed, **facts)


def _damaged():
    return SourceRefused("It is a PDF document, but damaged. Open it and print it to a new PDF, or copy its text.")


def _pages(content):
    """([lines of each page], facts)."""
    reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not _opens(reader):
        raise SourceRefused("The PDF is protected by a password. Save it without one.")
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise SourceRefused(f"The PDF has {count} pages; at most {MOST_PAGES} are possible.")
    pages = [_lines(page.extract_text()) for page in reader.pages]
    about = reader.metadata or {}
    author = one_line(about.get("/Author"))
    return pages, {"author": "" if _NOT_AUTHORS.search(author) else author}


def _opens(reader):
    """Many are locked against changes only, with an empty password for reading."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # pypdf asks for a library of its own for some locks
        return False


def _lines(text):
    text = _LIGATURE.sub(lambda found: _LIGATURES[found[0]], text)
    return [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _edges(pages):
    """Takes the lines at the edges of the pages that repeat, numbers aside, out of `pages`; what they were."""
    edges = [set(map(_pattern, _edge(page))) for page in pages]
    counts = Counter(pattern for patterns in edges for pattern in patterns)
    often = {p for p, count in counts.items() if p and count >= max(FEWEST_REPEATS, len(pages) / 2)}
    removed = Counter()
    for page in pages:
        for line in _edge(page):
            if _pattern(line) in often and line in page:
                page.remove(line)
                removed[line.strip()] += 1
    return [Removed(line, "head or foot of the pages") for line in removed]


def _edge(page):
    lines = [line for line in page if line.strip()]
    return [*lines[:LINES_AT_THE_EDGE], *lines[LINES_AT_THE_EDGE:][-LINES_AT_THE_EDGE:]]


def _pattern(line):
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _paragraphs(lines):
    """Lines joined while they go on: to the end of a sentence, or a line much shorter than the page is wide."""
    widths = sorted(len(line) for line in lines if line.strip())
    width = widths[len(widths) * 3 // 4] if widths else 0
    block, last = "", ""
    for line in lines:
        if block and (not line.strip() or _is_end(last, line, width)):
            yield block
            block = ""
        block, last = _joined(block, line.strip()), line
    if block:
        yield block


def _is_end(last, line, width):
    if len(last) < SHORT_LINE * width:
        return bool(_ENDS.search(last)) or line.strip()[:1].isupper() or line.strip()[:1].isdigit()
    return line.startswith(("   ", "\t"))


def _joined(block, line):
    if not block:
        return line
    if re.search(r"[^\W\d_]-$", block) and line[:1].islower():
        return block[:-1] + line
    return f"{block} {line}" if line else block
