"""Word (DOCX): the story, each sentence with a comment for what it cites, the sources below. No macro, no link."""

import unicodedata
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from docx import Document
from docx.comments import Comment
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from articles.exporters.document import (
    corrections,
    for_xml,
    head,
    headline,
    language,
    notes,
    paragraphs,
    signature,
    unbroken,
)
from articles.exporters.identity import story_uri
from articles.exporters.text import back_matter
from articles.exporters.wire import house

UNUSED_PARTS = ("customXml", "stylesWithEffects", "thumbnail")
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the time of every file in the archive: what a ZIP can say at the earliest


def render(document, approval) -> bytes:
    word, around, at = Document(), head(document), datetime.fromisoformat(approval["at"])
    _lighten(word)
    _describe(word, document, at)
    _write(word, headline(document), "Title")
    for line in around.lines:
        _write(word, line, "Subtitle")
    sources, comments = {note.number: note for note in notes(document)}, _Comments(word, at)
    for pieces in paragraphs(document):
        _paragraph(word, pieces, sources, comments)
    if around.editors_note:
        _write(word, f"Editor’s note: {around.editors_note}", "Quote")
    for notice in corrections(document):
        _write(word, unbroken(notice), "Quote")
    if around.keywords:
        _write(word, f"Keywords: {', '.join(around.keywords)}")
    for title, lines in back_matter(document):
        _write(word, title, "Heading 1")
        for line in lines:
            _write(word, line)
    _write(word, signature(document, approval), "Caption")
    return _packed(word)


def look(content: bytes) -> str:
    """The paragraphs of a file and its comments, as text."""
    word = Document(BytesIO(content))
    said = [f"Comment, {comment.author}: {comment.text}" for comment in word.comments]
    return "\n\n".join([*(paragraph.text for paragraph in word.paragraphs), *said])


def _lighten(word):
    """Without what the library's template brings and a story has no use for: it is stored as it is, not compressed."""
    for owner in (word.part, word.part.package):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rsplit("/", 1)[1] in UNUSED_PARTS:
                owner.rels.pop(key)
    for style in word.styles.element.xpath("w:style[@w:type='table'][not(@w:default)]"):
        style.getparent().remove(style)


def _describe(word, document, at):
    about = word.core_properties
    about.title, about.author, about.last_modified_by = for_xml(headline(document))[:255], for_xml(house(document)), ""
    about.created = about.modified = at.replace(tzinfo=None)
    about.revision, about.identifier, about.comments = document["revision"], story_uri(document), ""
    about.language = language(document)
    for element in word.styles.element.iter(qn("w:lang")):
        for name in ("w:val", "w:bidi") if language(document) else ():
            element.set(qn(name), language(document))


class _Comments:
    """The comments of a file. The library numbers each by reading all of them: in a long story that takes minutes."""

    def __init__(self, word, at):
        self.word, self.at, self.blank, self.count = word, at, None, 0

    def add(self, runs, note):
        """What the runs cite, exactly, with the outlet for its author."""
        comment = self._next()
        comment.author, comment.initials = for_xml(note.outlet), str(note.number)
        comment._comment_elm.date = self.at
        comment.paragraphs[0].add_run(for_xml(note.quote))
        runs[0].mark_comment_range(runs[-1], comment.comment_id)

    def _next(self):
        if self.blank is None:
            first = self.word.comments.add_comment()
            self.all, self.blank = first._comment_elm.getparent(), deepcopy(first._comment_elm)
            return first
        self.count += 1
        element = deepcopy(self.blank)
        element.set(qn("w:id"), str(self.count))
        self.all.append(element)
        return Comment(element, self.word.part._comments_part)


def _paragraph(word, pieces, sources, comments):
    paragraph = _write(word, "", text="".join(piece.text for piece in pieces))
    for piece in pieces:
        said = _run(paragraph, piece.text)
        for number in piece.notes:
            mark = _run(paragraph, f"[{number}]")
            mark.font.superscript = True
            comments.add([said, mark], sources[number])


def _write(word, line, style=None, *, text=None):
    """A new paragraph with the line; it runs in the direction of its first letter, or that of `text`."""
    paragraph = word.add_paragraph(style=style)
    if _runs_from_right(line if text is None else text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    if line:
        _run(paragraph, line)
    return paragraph


def _run(paragraph, text):
    run = paragraph.add_run(for_xml(unbroken(text)))
    if _runs_from_right(text):
        run.font.rtl = True
    return run


def _runs_from_right(text):
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _packed(word):
    """The file with its parts in one order, at one time and as they are: compressors differ from machine to machine, and
    the same story gives the same bytes.
    """
    loose, packed = BytesIO(), BytesIO()
    word.save(loose)
    with ZipFile(loose) as parts, ZipFile(packed, "w") as archive:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = ZipInfo(name, EARLIEST)
            archive.writestr(info, parts.read(name))
    return packed.getvalue()
