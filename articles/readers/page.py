"""A web page: the article taken from it, and all that lies around it shown as removed.

Trafilatura judges what belongs to the article and what the page says of itself. The words are taken from the page, not
from Trafilatura, which tidies them.
"""

import re
from collections import Counter
from collections.abc import Iterable

import trafilatura
from lxml import etree
from trafilatura.settings import Document

from articles.readers.composing import compose, moment, web_address
from articles.readers.markup import Block, blocks, characters, parse
from articles.readers.source import Removed, SourceRefused, SourceText

# A block of this many characters that stands within a longer one of Trafilatura's belongs to it.
LONG_ENOUGH = 25
FURNITURE = "not part of the article"

_PUBLISHED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"")
_MOMENTS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='date' or @name='DC.date.issued' or @name='parsely-pub-date']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
_ADDRESSES = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")


def read(content: bytes) -> SourceText:
    markup, encoding = characters(content)
    tree = parse(markup)
    facts = _facts(tree, markup)
    found = list(blocks(tree))
    document = _extracted(markup)
    kept, removed = _parted(found, document, facts["headline"] or (document and document.title) or "")
    if not any(map(str.isalnum, "".join(kept))) or len(kept) == 1 and kept[0] == facts["headline"]:
        raise SourceRefused("No article was found on this page. Copy its text and paste it.")
    return compose(kept, removed=removed, encoding=encoding, **_completed(facts, document))


def _extracted(markup: str) -> Document | None:
    return trafilatura.bare_extraction(
        markup,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


# What the page says of itself


def _facts(tree, markup: str) -> dict:
    """What its own elements say beyond doubt."""
    headings = [" ".join("".join(heading.itertext()).split()) for heading in tree.iter("h1")]
    dates = [value for path in _MOMENTS for value in tree.xpath(path)] + _PUBLISHED.findall(markup)
    published = next((found for found in map(moment, dates) if found), None)
    address = next(filter(None, map(web_address, (a for path in _ADDRESSES for a in tree.xpath(path)))), "")
    return {"headline": headings[0] if len(headings) == 1 else "", "published": published, "address": address}


def _completed(facts: dict, document: Document | None) -> dict:
    if document is None:
        return facts
    published = facts["published"]
    return {
        "headline": facts["headline"] or document.title or "",
        "published": published or moment(document.date),
        "address": facts["address"] or document.url or "",
        "author": (document.author or "").replace("; ", ", "),
        "outlet": document.sitename or document.hostname or "",
    }


# What belongs to the article


def _parted(found: list[Block], document: Document | None, headline: str) -> tuple[list[str], list[Removed]]:
    """(blocks of the article, what was removed, neighbours of one reason joined)."""
    belongs = _judge(document, headline) if document is not None else _looks_like_prose
    kept, removed = [], []
    for block in found:
        if not block.is_hidden and belongs(block):
            kept.append(block.text)
        elif block.tag == "title":
            continue
        else:
            removed.append((block.text, block.reason or FURNITURE))
    return kept, list(_joined(removed))


def _judge(document: Document, headline: str):
    passages = Counter(_passages(document.body))
    together = "\n".join(passages)
    heading = _compact(headline)

    def belongs(block):
        text = _compact(block.text)
        if heading and text == heading and block.tag == "h1":
            return True
        if passages[text]:
            passages[text] -= 1
            return True
        if len(text) >= LONG_ENOUGH and text in together:
            return True
        return len(text) >= LONG_ENOUGH and any(len(p) >= LONG_ENOUGH and p in text for p in passages)

    return belongs


def _passages(body) -> Iterable[str]:
    """The paragraphs of an extracted article, and their pieces where a line was broken."""
    for element in body.iter(etree.Element):
        if element.tag in ("p", "head", "item", "quote", "cell", "code", "row", "ab", "fw", "list"):
            text = _compact("".join(element.itertext()))
            if text:
                yield text


def _looks_like_prose(block: Block) -> bool:
    return not block.reason and block.tag != "title"


def _joined(removed):
    text, reason = [], None
    for words, why in removed:
        if why != reason and text:
            yield Removed("\n".join(text), reason)
            text = []
        text.append(words)
        reason = why
    if text:
        yield Removed("\n".join(text), reason)


def _compact(text: str) -> str:
    return "".join(text.split())
