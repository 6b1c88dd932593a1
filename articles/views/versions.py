"""What the article page says of earlier and later versions of the article."""

from typing import NamedTuple

from django.urls import reverse

from articles.models import Annotation
from articles.workflow.versions import not_carried


class Versions(NamedTuple):
    """`lost` are the marks of the earlier version that stand on words which changed. URLs show what differs, word by word."""

    newer: dict | None  # a line of the shelf
    newer_url: str
    older: dict | None
    older_url: str
    lost: list[Annotation]


def versions_of(article, shelf, is_blind=False):
    """`shelf` are the story's articles. One query where there is an earlier version. Blind readers see no mark of others."""
    newer = next((line for line in shelf if line["replaces_id"] == article.pk), None)
    older = next((line for line in shelf if line["pk"] == article.replaces_id), None)
    if not newer and not older:
        return None
    compare = reverse("compare", args=[article.story.slug])
    return Versions(
        newer,
        f"{compare}?left={article.number}&right={newer['number']}" if newer else "",
        older,
        f"{compare}?left={older['number']}&right={article.number}" if older else "",
        list(not_carried(article)) if older and not is_blind else [],
    )
