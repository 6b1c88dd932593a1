"""Markdown (CommonMark, with tables and data in front): the text as a reader sees it, without its signs."""

import re

from markdown_it import MarkdownIt

from articles.readers.composing import compose
from articles.readers.encoding import decode
from articles.readers.limits import LARGEST_SOURCE, MEGABYTE
from articles.readers.source import Removed, SourceRefused, SourceText

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"([\w-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_FIELDS = {
    "headline": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "published": ("date", "published", "published_at"),
    "address": ("canonical", "canonical_url", "url", "link"),
    "outlet": ("outlet", "source", "site", "publication"),
    "language": ("lang", "language"),
    "guid": ("guid", "id"),
}


def read(content: bytes) -> SourceText:
    if len(content) > LARGEST_SOURCE:
        raise SourceRefused(
            f"The file is larger than {LARGEST_SOURCE // MEGABYTE} MB, the most that an article may have."
        )
    text, encoding = decode(content)
    text = text.lstrip("\ufeff")
    facts, removed = {}, []
    if found := _FRONT_MATTER.match(text):
        facts, text = _facts(found[1]), text[found.end() :]
        removed.append(Removed(found[1], "data in front of the text"))
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    kept = list(_blocks(tokens, removed))
    return compose(kept, encoding=encoding, removed=removed, **{"headline": _heading(tokens)} | facts)


def _facts(written):
    fields = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(written)}
    found = {fact: next((fields[name] for name in names if fields.get(name)), "") for fact, names in _FIELDS.items()}
    return {fact: value.strip("[]") for fact, value in found.items() if value}


def _heading(tokens):
    """The first line when it is a heading of the first degree."""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return " ".join(_words(tokens[1], []).split())
    return ""


def _blocks(tokens, removed):
    row = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield "\t".join(row)
            row = None
        elif token.type == "inline":
            words = _words(token, removed)
            if row is None:
                yield words
            else:
                row.append(words)
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            removed.append(Removed(token.content, "HTML"))


def _words(token, removed):
    words = []
    for child in token.children or []:
        if child.type in ("text", "code_inline", "text_special"):
            words.append(child.content)
        elif child.type == "softbreak":
            words.append(" ")
        elif child.type == "hardbreak":
            words.append("\n")
        elif child.type == "html_inline":
            removed.append(Removed(child.content, "HTML"))
        elif child.type == "image":
            removed.append(Removed(child.content, "caption of a picture"))
    return "".join(words)
