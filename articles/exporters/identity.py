"""By which names other systems know a story, its sources and its marks: made from the document, the same each time."""

from base64 import urlsafe_b64encode
from datetime import UTC
from uuid import NAMESPACE_URL, uuid5


def new_story_uri(number, created) -> str:
    """A name for a story that stays when its address, its headline or its sources change: of its row and its beginning."""
    return _urn(f"story/{number}/{created.astimezone(UTC).isoformat()}")


def story_uri(document) -> str:
    """The same for every revision of a story. Those of the first forms hold none: they go by slug and first article."""
    if uri := document["story"].get("uri"):
        return uri
    first = min(document["articles"], key=lambda article: article["number"], default={"sha256": ""})
    return _urn(f"story/{document['story']['slug']}/{first['sha256']}")


def part_uri(document, *names) -> str:
    """Of a part of this revision, such as a mark, which `names` tell apart from the others."""
    return _urn("/".join(map(str, (story_uri(document), document["revision"], *names))))


def article_uri(article) -> str:
    """Of the canonical text of an article: its SHA-256 (RFC 6920), which whoever holds the text can work out."""
    digest = urlsafe_b64encode(bytes.fromhex(article["text_sha256"])).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def cited_articles(document) -> list[dict]:
    """The articles that the story cites, in the order of their numbers."""
    cited = {citation["article"] for citation in document["citations"]}
    return [article for article in document["articles"] if article["number"] in cited]


def _urn(name):
    return uuid5(NAMESPACE_URL, f"newsroom:{name}").urn
