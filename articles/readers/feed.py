"""RSS 0.9 to 2.0 and Atom: each entry that carries its full text is an article."""

from lxml import etree

from articles.readers import xml
from articles.readers.composing import compose
from articles.readers.limits import MOST_ARTICLES
from articles.readers.markup import seen
from articles.readers.source import Part, SourceRefused
from articles.text import count_words

# A description of fewer words is a summary.
FEWEST_WORDS = 60


def read(content: bytes):
    root = xml.parse(content)
    channel = xml.first(root, "channel") if xml.local(root) != "feed" else root
    entries = _entries(root)
    if not entries:
        raise SourceRefused("The feed has no entries.")
    if len(entries) > MOST_ARTICLES:
        raise SourceRefused(
            f"The feed has {len(entries)} entries; at most {MOST_ARTICLES} can be read at once. Ask for a shorter one."
        )
    outlet = xml.words(xml.first(channel, "title")) if channel is not None else ""
    language = xml.words(xml.first(channel, "language")) if channel is not None else ""
    language = language or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    for number, entry in enumerate(entries, start=1):
        title = _plain(xml.first(entry, "title"))
        name = f"{number}. {title[:80]}" if title else f"entry {number}"
        try:
            yield Part(name, _article(entry, title, outlet, language))
        except SourceRefused as refused:
            yield Part(name, refused)


def alone(content: bytes) -> list[bytes]:
    """The same feed once for each of its entries, with that entry only. Raises SourceRefused as `read` does."""
    root = xml.parse(content)
    places = [(entry.getparent(), entry) for entry in _entries(root)]
    for parent, entry in places:
        parent.remove(entry)
    found = []
    for parent, entry in places:
        entry.tail = "\n"
        parent.append(entry)
        found.append(etree.tostring(root, encoding="utf-8", xml_declaration=True))
        parent.remove(entry)
    return found


def _entries(root):
    return [element for element in root.iter() if xml.local(element) in ("item", "entry")]


def _article(entry, title, outlet, language):
    address = _address(entry)
    blocks, is_full = _text(entry)
    if not is_full and count_words("\n".join(blocks)) < FEWEST_WORDS:
        where = f" Open {address} and save the page." if address else " Ask for a feed with full texts."
        raise SourceRefused(f"The feed gives only a summary of it.{where}")
    return compose(
        blocks,
        headline=title,
        outlet=xml.words(xml.first(entry, "source", "title")) or outlet,
        author=_author(entry),
        published=_first(entry, "pubDate", "published", "date", "issued", "updated", "modified"),
        address=address,
        guid=_first(entry, "guid", "id") or entry.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", ""),
        language=entry.get("{http://www.w3.org/XML/1998/namespace}lang", "") or language,
    )


def _text(entry):
    """(the blocks, whether they are the full text): its content, or else its description."""
    full = [child for child in entry if xml.local(child) in ("encoded", "content") and not _is_media(child)]
    blocks = max(map(_blocks, full), key=_size, default=[])
    if blocks:
        return blocks, True
    short = [child for child in entry if xml.local(child) in ("description", "summary")]
    return max(map(_blocks, short), key=_size, default=[]), False


def _size(blocks):
    return sum(map(len, blocks))


def _is_media(element):
    """`media:content` is a picture or a film."""
    return "mrss" in element.tag


def _blocks(element):
    kind = element.get("type", "html")
    if kind == "xhtml":
        return seen(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    if kind in ("text", "text/plain"):
        return [line for line in (element.text or "").splitlines() if line.strip()]
    markup = "".join(element.itertext())
    return seen(markup) if markup.strip() else []


def _plain(element):
    """A title: Atom says whether it is HTML; RSS writes HTML into it without saying so."""
    text = xml.words(element)
    if element is None or element.get("type") == "text" or not ("<" in text or "&" in text):
        return text
    return " ".join(" ".join(seen(text)).split()) or text


def _address(entry):
    for link in xml.children(entry, "link"):
        if link.get("rel", "alternate") == "alternate" and (link.get("href") or link.text):
            return link.get("href") or link.text
    guid = xml.first(entry, "guid")
    return guid.text if guid is not None and guid.get("isPermaLink", "true") == "true" else ""


def _author(entry):
    names = [xml.words(xml.first(author, "name")) or xml.words(author) for author in xml.children(entry, "author")]
    names += [xml.words(creator) for creator in xml.children(entry, "creator")]
    return ", ".join(filter(None, names))


def _first(entry, *names):
    return next(filter(None, (xml.words(xml.first(entry, name)) for name in names)), "")
