"""Atom: which stories were approved, corrected or killed. The text itself leaves through an export, which is recorded."""

from datetime import UTC, datetime
from typing import NamedTuple

from django.utils.feedgenerator import Atom1Feed

from articles.exporters.document import corrections, for_xml, head, headline
from articles.exporters.identity import story_uri
from articles.exporters.wire import house

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without entries was last changed
KILLED = "This story was killed. Do not use it; take down what was published of it."
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


class Entry(NamedTuple):
    """`document` is that of the newest approved revision, `published` when the first was approved; times are UTC."""

    document: dict
    address: str
    published: datetime
    updated: datetime
    is_killed: bool


class _Feed(Atom1Feed):
    def latest_post_date(self):
        """That of the newest entry, and never the clock's: the same entries give the same bytes."""
        return max((item["updateddate"] for item in self.items), default=BEGINNING)


def feed(entries, *, name, address, own_address) -> bytes:
    """The entries in their order. `address` is where people read, `own_address` where this feed is."""
    made = _Feed(title=f"{name}: approved stories", link=address, description="", feed_url=own_address)
    for entry in entries:
        made.add_item(**_item(entry))
    return made.writeString("utf-8").encode()


def _item(entry):
    """A killed story keeps its name, so that receivers find what they must take down, and loses its words."""
    document, title = entry.document, for_xml(headline(entry.document))
    around = head(document)
    said = [around.standfirst, *corrections(document)]
    state = "killed" if entry.is_killed else "corrected" if document.get("corrections") else "approved"
    return {
        "title": f"KILLED: {title}" if entry.is_killed else title,
        "link": entry.address,
        "description": KILLED if entry.is_killed else for_xml("\n".join(filter(None, said))),
        "unique_id": story_uri(document),
        "pubdate": entry.published,
        "updateddate": entry.updated,
        "author_name": for_xml(around.byline or house(document)),
        "categories": [state, *([] if entry.is_killed else map(for_xml, around.keywords))],
    }
