"""XML from others: read whole with nothing resolved, fetched or expanded, and not at all where it would cost too much."""

import html
import re
from xml.parsers import expat

from lxml import etree

from articles.readers.limits import DEEPEST_ELEMENTS, MOST_ATTRIBUTES, MOST_ELEMENTS
from articles.readers.markup import characters
from articles.readers.source import SourceRefused

_SPACE = re.compile("[ \t\r\n]+")  # of XML: other spaces are signs of the text
_DECLARATION = re.compile(r"\A\ufeff?\s*(<\?xml[^>]*\?>)?")


def parse(content: bytes) -> etree._Element:
    """The root element. Raises SourceRefused with the line.

    A document type may be named, as old feeds and NITF do, but none is looked up, and none may bring declarations.
    """
    content = look(content)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceRefused(f"It is no well-formed XML: {error}.") from error
    _name_entities(root)
    etree.strip_tags(root, etree.Comment)
    return root


def look(content: bytes) -> bytes:
    """Reads it once without keeping anything: expat counts, and stops at what is not to be kept. The same in UTF-8."""
    text, _ = characters(content)
    inner = _DECLARATION.sub("", text, count=1)
    lines_before = text[: len(text) - len(inner)].count("\n")
    content = inner.encode("utf-8", "replace")
    _parse_for_nothing(content, lines_before)
    return content


def _parse_for_nothing(content: bytes, lines_before: int) -> None:
    parser = expat.ParserCreate("utf-8")
    look = _Look(parser, lines_before)
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.StartDoctypeDeclHandler = look.doctype
    parser.EntityDeclHandler = look.entity
    parser.UseForeignDTD(False)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        line = error.lineno + lines_before
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
            reason = f"It uses an entity in line {line} that XML does not know. Ask for a file without it."
        else:
            what = expat.errors.messages.get(error.code, "not well-formed")
            reason = f"It is no well-formed XML: {what} in line {line}. Ask for the file again."
        raise SourceRefused(reason, line=line) from error


class _Look:
    def __init__(self, parser, lines_before):
        self.parser, self.lines_before, self.depth, self.count = parser, lines_before, 0, 0

    def start(self, name, attributes):
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST_ELEMENTS:
            self._refuse(f"has elements more than {DEEPEST_ELEMENTS} deep in each other")
        if self.count > MOST_ELEMENTS:
            self._refuse(f"has more than {MOST_ELEMENTS} elements")
        if len(attributes) > MOST_ATTRIBUTES:
            self._refuse(f"has an element with more than {MOST_ATTRIBUTES} attributes")

    def end(self, name):
        self.depth -= 1

    def doctype(self, name, system_id, public_id, has_internal_subset):
        if has_internal_subset:
            self._refuse("brings a document type of its own, which can blow up or fetch files")

    def entity(self, *_):
        self._refuse("declares entities, which can blow up or fetch files")

    def _refuse(self, what):
        line = self.parser.CurrentLineNumber + self.lines_before
        raise SourceRefused(f"The XML {what} (line {line}). Ask for a file without it.", line=line)


def _name_entities(root) -> None:
    """Entities of HTML, such as &eacute; in NITF, become their characters; any other is refused."""
    for node in list(root.iter(etree.Entity)):
        written = f"&{node.name};"
        character = html.unescape(written)
        if character == written:
            raise SourceRefused(f"It uses the entity {written}, which is not known here (line {node.sourceline}).")
        before, parent = node.getprevious(), node.getparent()
        text = character + (node.tail or "")
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text
        node.tail = None
        parent.remove(node)


# Asking a tree without minding namespaces: senders use them, leave them out, and mistype them


def local(element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element, name):
    return [child for child in element if local(child) == name] if element is not None else []


def descendants(element, name):
    return [child for child in element.iter() if local(child) == name]


def first(element, *path):
    """The first element down the path of names; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next(iter(children(element, name)), None)
    return element


def words(element) -> str:
    """All text in an element on one line; "" of None."""
    return _SPACE.sub(" ", "".join(element.itertext())).strip() if element is not None else ""
