"""NewsML-G2: each text item of a message is an article."""

from lxml import etree

from articles.readers import nitf, xml
from articles.readers.composing import compose
from articles.readers.limits import MOST_ARTICLES
from articles.readers.markup import seen
from articles.readers.source import Part, SourceRefused

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# A message may still carry what must not be used.
_UNUSABLE = {"canceled": "has cancelled it", "withheld": "withholds it"}
_OTHER_ITEMS = {
    "packageItem": "a package: a list of other items, without a text",
    "conceptItem": "a description of a concept, no article",
    "knowledgeItem": "a list of concepts, no article",
    "catalogItem": "a catalogue, no article",
    "planningItem": "a plan of coverage, no article",
}


def read(content: bytes):
    root = xml.parse(content)
    if xml.local(root) == "newsItem":
        return _article(root)
    if xml.local(root) == "NewsML":
        raise SourceRefused("It is NewsML 1, which is not read here. Ask for NewsML-G2, NITF or ninjs.")
    if xml.local(root) not in ("newsMessage", *_OTHER_ITEMS):
        raise SourceRefused(
            f"It is XML of a kind that is not read here (<{xml.local(root)[:40]}>). Ask for NewsML-G2, NITF, RSS or Atom."
        )
    return _message(root)


def _message(root):
    items = (
        [root]
        if xml.local(root) in _OTHER_ITEMS
        else [item for group in xml.children(root, "itemSet") for item in group]
    )
    items = [item for item in items if xml.local(item)]
    if not items:
        raise SourceRefused("The message has no items.")
    if len(items) > MOST_ARTICLES:
        raise SourceRefused(f"The message has {len(items)} items; at most {MOST_ARTICLES} can be read at once.")
    for number, item in enumerate(items, start=1):
        name = f"{number}. {(_headline(item) or item.get('guid') or 'item')[:80]}"
        try:
            yield Part(name, _article(item))
        except SourceRefused as refused:
            yield Part(name, refused)


def _article(item):
    if xml.local(item) in _OTHER_ITEMS:
        raise SourceRefused(f"It is {_OTHER_ITEMS[xml.local(item)]}.")
    if xml.local(item) != "newsItem":
        raise SourceRefused(f"It is an item of a kind that is not known here (<{xml.local(item)[:40]}>).")
    about, content = xml.first(item, "itemMeta"), xml.first(item, "contentMeta")
    status = _code(xml.first(about, "pubStatus"))
    if status in _UNUSABLE:
        raise SourceRefused(f"Its sender {_UNUSABLE[status]} (pubStatus {status}): it must not be used.")
    guid = item.get("guid") or ""
    facts = {
        "headline": _headline(item),
        "outlet": _name(xml.first(content, "infoSource")) or _name(xml.first(about, "provider")),
        "author": _authors(content),
        "published": xml.words(xml.first(about, "versionCreated")),
        "guid": guid,
        "address": guid,
        "language": _language(item, content),
    }
    return _text(item, facts)


def _text(item, facts):
    holder = xml.first(item, "contentSet")
    inline = [child for child in holder if xml.local(child) == "inlineXML" and len(child)] if holder is not None else []
    for child in inline:
        root = next(grandchild for grandchild in child if xml.local(grandchild))
        if xml.local(root) == "nitf":
            return nitf.article(root, **facts)
        if xml.local(root) == "html" or child.get("contenttype", "").startswith(("application/xhtml", "text/html")):
            return compose(_paragraphs(root), **facts)
    for child in xml.children(holder, "inlineData") if holder is not None else []:
        if child.get("contenttype", "text/plain").startswith("text/plain") and not child.get("encoding"):
            return compose([line for line in "".join(child.itertext()).splitlines() if line.strip()], **facts)
        if child.get("contenttype", "").startswith("text/html") and not child.get("encoding"):
            return compose(seen("".join(child.itertext())), **facts)
    if inline:
        return compose(_paragraphs(inline[0]), **facts)
    raise SourceRefused("The item carries no text: only pictures or links to it. Ask for the item with its text.")


def _paragraphs(root):
    for element in root.iter():  # prefixed tags are no HTML
        if isinstance(element.tag, str):
            element.tag = xml.local(element)
    etree.cleanup_namespaces(root)
    body = xml.first(root, "body")
    return seen(etree.tostring(root if body is None else body, encoding="unicode", method="html", with_tail=False))


def _headline(item):
    content = xml.first(item, "contentMeta")
    return xml.words(xml.first(content, "headline")) or xml.words(xml.first(item, "itemMeta", "title"))


def _authors(content):
    if content is None:
        return ""
    by = ", ".join(filter(None, map(xml.words, xml.children(content, "by"))))
    names = by or ", ".join(filter(None, map(_name, xml.children(content, "creator"))))
    return names[3:] if names[:3].lower() == "by " else names


def _name(element):
    if element is None:
        return ""
    return xml.words(xml.first(element, "name")) or element.get("literal") or ""


def _code(element):
    return (
        (element.get("qcode") or element.get("uri") or "").replace("/", ":").rpartition(":")[2]
        if element is not None
        else ""
    )


def _language(item, content):
    language = xml.first(content, "language")
    return (language.get("tag") if language is not None else "") or item.get(_LANG) or ""
