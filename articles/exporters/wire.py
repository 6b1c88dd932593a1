"""A story as news agencies send it: what ninjs and NewsML-G2 say of it in their own words.

Times are `2026-03-02T11:30:00Z`, without fractions of a second, which receivers refuse. The text is plain paragraphs:
some receivers read nothing after the first element inside one.
"""

from typing import NamedTuple

from articles.exporters import text
from articles.exporters.document import corrections, head, headline, language
from articles.exporters.identity import story_uri
from articles.text import count_words


class Item(NamedTuple):
    uri: str
    version: int
    house: str
    first_created: str
    created: str  # what was sent for approval
    approved: str
    language: str  # "" when it is not known
    headline: str
    standfirst: str
    byline: str
    located: str
    slugline: str
    keywords: list[str]
    editors_note: str  # the notices of corrections
    corrects: int | None  # the version that the newest of them puts right
    paragraphs: list[str]
    words: int


def item(document, approval) -> Item:
    around, story, lines = head(document), document["story"], paragraphs(document)
    return Item(
        uri=story_uri(document),
        version=document["revision"],
        house=house(document),
        first_created=story.get("created") or document["sent_at"],
        created=document["sent_at"],
        approved=approval["at"],
        language=language(document),
        headline=headline(document),
        standfirst=around.standfirst,
        byline=around.byline,
        located=around.location,
        slugline=story["slug"],
        keywords=around.keywords,
        editors_note=" ".join(corrections(document)),
        corrects=max((row["corrects"] for row in document.get("corrections", [])), default=None),
        paragraphs=lines,
        words=count_words("\n".join(lines)),
    )


def house(document) -> str:
    """Who publishes; revisions from before the house had a name say Newsroom."""
    return document.get("house") or "Newsroom"


def paragraphs(document) -> list[str]:
    """The text with the numbers of its notes, then the notes themselves, each in one line."""
    lines = text.body(document)
    for title, below in text.back_matter(document):
        lines += [title, *below]
    return lines
