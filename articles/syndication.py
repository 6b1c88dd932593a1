"""RSS and Atom: which entries a feed has, and where their pages are. Bytes in, no Django."""

import hashlib
import re
from datetime import UTC, datetime
from typing import NamedTuple

import feedparser

MOST_ENTRIES = 100
LARGEST_FEED = 2 * 1024 * 1024  # bytes
FEWEST_WORDS = 60  # a content of fewer is a teaser

_TAG = re.compile(r"<[^>]*>")
# What a content ends with that goes on elsewhere.
_CUT = re.compile(
    r"(?:…|\.\.\.|\[[^\]]{0,3}\]|&hellip;|&#8230;|\bread (?:more|on)|\bread the (?:full|whole|rest)\b.{0,60}"
    r"|\bcontinue reading\b.{0,60}|\bfull story)\W*$",
    re.IGNORECASE,
)


class NoFeed(ValueError):
    """The document is no feed, in one plain sentence."""


class Entry(NamedTuple):
    """`guid` is what the feed calls it, or else its address. `state` differs when the feed says something else of it.

    `is_whole`: the feed carries the full text (RSS content:encoded, Atom content), not only its beginning.
    """

    guid: str
    address: str
    title: str
    published: datetime | None
    state: str
    is_whole: bool = False

    @property
    def name(self) -> str:
        return self.title or self.address or self.guid


def entries(content: bytes, address: str) -> list[Entry]:
    """The entries of a feed, in its order, each once. `address` is where it came from. Raises NoFeed."""
    if len(content) > LARGEST_FEED:
        raise NoFeed(f"The feed is larger than {LARGEST_FEED // 1024**2} MB.")
    parsed = feedparser.parse(content, sanitize_html=False, response_headers={"content-location": address})
    if not parsed.get("version"):
        raise NoFeed("There is no feed at this address: neither RSS nor Atom.")
    found = {}
    for entry in map(_entry, parsed.entries):
        if entry.guid:
            found.setdefault(entry.guid, entry)
    if parsed.entries and not found:
        raise NoFeed("The entries of this feed have neither addresses nor identifiers.")
    return list(found.values())[:MOST_ENTRIES]


def is_feed(content: bytes, kind: str) -> bool:
    """Whether a document is a feed: by its beginning, whatever the server calls it."""
    start = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    has_root = any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf"))
    return has_root and (start.startswith(b"<") and b"<html" not in start)


def _entry(entry) -> Entry:
    address = entry.get("link", "").strip()
    title = " ".join(entry.get("title", "").split())
    said = [title, address, entry.get("summary", ""), entry.get("updated", ""), entry.get("published", "")]
    said += [part.get("value", "") for part in entry.get("content", [])]
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return Entry(
        guid=(entry.get("id", "").strip() or address)[:500],
        address=address if address.startswith(("http://", "https://")) else "",
        title=title[:500],
        published=_moment(moment),
        state=hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:16],
        is_whole=any(_is_whole(part.get("value", "")) for part in entry.get("content", [])),
    )


def _is_whole(markup) -> bool:
    text = _TAG.sub(" ", markup).strip()
    return len(text.split()) >= FEWEST_WORDS and not _CUT.search(text[-200:])


def _moment(parsed) -> datetime | None:
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except ValueError:
        return None
