"""Word documents (DOCX): the text with the tracked changes accepted, and the comments as notes on their words.

python-docx opens the package; the text is read from its XML, because the library leaves out what was inserted with
tracked changes, text boxes and content controls.
"""

import io
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from articles.readers import xml
from articles.readers.composing import compose, one_line
from articles.readers.limits import MOST_NOTES
from articles.readers.source import Note, Removed, SourceRefused, SourceText
from articles.readers.zipped import opened, unpacked
from articles.text import canonical

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
# A text box is written twice, the second time for old programs; what was moved away stands where it went.
_SKIPPED = {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{_W}moveFrom", f"{_W}instrText"}
_PARTS = {"footnotes": "footnote", "endnotes": "endnote", "header": "head of the page", "footer": "foot of the page"}
_TEMPLATE_AUTHORS = frozenset({"python-docx", "microsoft office user", "user", "admin", "unknown"})


def read(content: bytes) -> SourceText:
    _refuse_costly(content)
    try:
        document = docx.Document(io.BytesIO(content))
    except (
        OpcError,
        BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        TypeError,
        etree.XMLSyntaxError,
    ) as error:
        raise SourceRefused("It is a Word document, but damaged. Open it in Word and save it again.") from error
    body = _Body(document.element.body)
    text = "".join(body.pieces).strip("\n") + "\n"
    notes = _notes(document, body, text)
    return compose(
        text,
        headline=body.title,
        author=_author(document),
        removed=[*body.removed, *_aside(document)],
        notes=notes,
    )


def _refuse_costly(content):
    """Looks at each XML part before any library does."""
    archive = opened(content, "a Word document")
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            try:
                xml.look(unpacked(archive, entry))
            except SourceRefused as refused:
                raise SourceRefused(f"In the Word document, {entry.filename}: {refused.reason}") from refused


class _Body:
    """The text of a document piece by piece, with the places where comments begin and end."""

    def __init__(self, body):
        self.pieces, self.length, self.removed, self.title = [], 0, [], ""
        self.starts, self.ends, self.after = {}, {}, {}
        self._blocks(body)

    def _blocks(self, element):
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tr":
                self._row(child)
            else:
                self._mark(child)
                self._blocks(child)

    def _paragraph(self, paragraph):
        start = self.length
        self._inline(paragraph)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") == "Title" and not self.title:
            self.title = "".join(self.pieces)[start:].strip()
        if self.length > start:
            self._say("\n\n")

    def _row(self, row):
        """A row of a table is a line, its cells parted by tabs."""
        start = self.length
        for number, cell in enumerate(row.iter(f"{_W}tc")):
            if number:
                self._say("\t")
            for place, paragraph in enumerate(cell.iter(f"{_W}p")):
                if place:
                    self._say(" ")
                self._inline(paragraph)
        if self.length > start:
            self._say("\n\n")

    def _inline(self, element):
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == f"{_W}t":
                self._say(child.text or "")
            elif child.tag in _CHARACTERS:
                self._say(_CHARACTERS[child.tag])
            elif child.tag == f"{_W}del":
                words = "".join(part.text or "" for part in child.iter(f"{_W}delText", f"{_W}t"))
                self.removed.append(Removed(words, "deleted in the document"))
            elif child.tag == f"{_W}r" and _is_hidden(child):
                self.removed.append(
                    Removed("".join(t.text or "" for t in child.iter(f"{_W}t")), "hidden in the document")
                )
            elif child.tag == f"{_W}p":
                self._say("\n")
                self._inline(child)
            else:
                self._mark(child)
                self._inline(child)

    def _mark(self, element):
        places = {
            f"{_W}commentRangeStart": self.starts,
            f"{_W}commentRangeEnd": self.ends,
            f"{_W}commentReference": self.after,
        }
        if element.tag in places:
            places[element.tag].setdefault(element.get(f"{_W}id"), self.length)

    def _say(self, text):
        self.pieces.append(text)
        self.length += len(text)


def _is_hidden(run):
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in ("false", "0")


def _notes(document, body, text):
    """The comments, each on the words it was put on, or else on the word before its sign."""
    notes = []
    lead = len("".join(body.pieces)) - len("".join(body.pieces).lstrip("\n"))
    comments = list(document.comments) if "comments" in _part_names(document) else []
    if len(comments) > MOST_NOTES:
        raise SourceRefused(f"The document has {len(comments)} comments; at most {MOST_NOTES} can be taken in.")
    for comment in comments:
        key, said = str(comment.comment_id), comment.text.strip()
        end = body.ends.get(key, body.after.get(key, 0))
        start, end = (_within(text, place - lead) for place in (body.starts.get(key, end), end))
        start, end = _something(text, start, end)
        if said and start < end:
            start, end = len(canonical(text[:start])), len(canonical(text[:end]))
            notes.append(Note(start, end, one_line(comment.author), canonical(said)))
    return tuple(notes)


def _within(text, place):
    return max(0, min(place, len(text)))


def _something(text, start, end):
    """The span without white space at its ends; the word before it when it is empty."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        return start, end
    end = len(text[:end].rstrip())
    start = end
    while start and not text[start - 1].isspace():
        start -= 1
    return start, end


def _author(document):
    author = one_line(document.core_properties.author)
    return "" if author.lower() in _TEMPLATE_AUTHORS else author


def _part_names(document):
    return {str(part.partname).rpartition("/")[2].removesuffix(".xml") for part in document.part.package.iter_parts()}


def _aside(document):
    """What stands outside the text: footnotes, and the heads and feet of the pages."""
    for part in document.part.package.iter_parts():
        name = str(part.partname).rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
        if name in _PARTS and getattr(part, "blob", b""):
            root = xml.parse(part.blob)
            for paragraph in root.iter(f"{_W}p"):
                words = "".join(t.text or "" for t in paragraph.iter(f"{_W}t")).strip()
                if words:
                    yield Removed(words, _PARTS[name])
