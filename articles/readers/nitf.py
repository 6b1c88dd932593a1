"""NITF, the news industry's older text format: one article, its headlines first."""

from articles.readers import xml
from articles.readers.composing import compose
from articles.readers.source import Removed, SourceRefused, SourceText

# Below a block: what is its own block, and what the words of a block are not.
_BLOCKS = frozenset("p hl1 hl2 li tr pre dt dd credit".split())
_ASIDE = {"media": "picture or film", "note": "note to editors", "fn": "footnote", "nitf-table": ""}


def read(content: bytes) -> SourceText:
    return article(xml.parse(content))


def article(root, **facts) -> SourceText:
    """The article of a `nitf` element. `facts` are what is known from around it; they go before what NITF says."""
    head, body = xml.first(root, "head"), xml.first(root, "body")
    if body is None:
        raise SourceRefused("The NITF document has no body.")
    if _is_killed(head):
        raise SourceRefused("Its sender has killed this story: it must not be used.")
    top, kept, removed = xml.first(body, "body.head"), [], []
    headline = _headline(top) or xml.words(xml.first(head, "title") if head is not None else None)
    for part in (xml.first(body, "body.content"), xml.first(body, "body.end")):
        if part is not None:
            _gather(part, kept, removed)
    for line in xml.descendants(top, "hl2") if top is not None else []:
        kept.insert(0, xml.words(line))
    said = {
        "headline": headline,
        "author": _author(top),
        "outlet": _outlet(head, top),
        "published": _norm(head, "date.issue") or _attribute(head, "pubdata", "date.publication"),
        "guid": _attribute(head, "doc-id", "id-string"),
        "address": _attribute(head, "pubdata", "ex-ref"),
        "language": root.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
    }
    return compose(kept, removed=removed, encoding="", **said | {name: fact for name, fact in facts.items() if fact})


def _gather(element, kept, removed):
    for child in element:
        name = xml.local(child)
        if name in _ASIDE and _ASIDE[name]:
            removed.append(Removed(xml.words(child), _ASIDE[name]))
        elif name in ("byline", "tagline", "bibliography"):
            removed.append(Removed(xml.words(child), "byline"))
        elif name in _BLOCKS:
            cells = [xml.words(cell) for cell in child if xml.local(cell) in ("td", "th")]
            kept.append("\t".join(cells) if cells else xml.words(child))
        elif len(child):
            _gather(child, kept, removed)
        else:
            kept.append(xml.words(child))


def _headline(top):
    return xml.words(next(iter(xml.descendants(top, "hl1")), None)) if top is not None else ""


def _author(top):
    if top is None:
        return ""
    lines = xml.descendants(top, "byline")
    people = [xml.words(person) for line in lines for person in xml.descendants(line, "person")]
    written = ", ".join(people) or ", ".join(map(xml.words, lines))
    return written[3:] if written[:3].lower() == "by " else written


def _outlet(head, top):
    distributor = next(iter(xml.descendants(top, "distributor")), None) if top is not None else None
    return xml.words(distributor) or _attribute(head, "pubdata", "name") or _attribute(head, "doc.copyright", "holder")


def _is_killed(head):
    return head is not None and any(
        (element.get("management-status") or element.get("mgmt-status") or "").lower() in ("canceled", "killed")
        for element in head.iter()
        if isinstance(element.tag, str)
    )


def _norm(head, name):
    return _attribute(head, name, "norm")


def _attribute(head, name, attribute):
    if head is None:
        return ""
    return next((element.get(attribute) for element in xml.descendants(head, name) if element.get(attribute)), "")
