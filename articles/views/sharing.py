"""What the article page says of wording that the article shares with others."""

from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from articles.models import SharedWording
from articles.views.matrix import place_url

PASSAGES_SHOWN = 6  # the longest
WORDS_SHOWN = 9  # of a passage, from its beginning


class Shown(NamedTuple):
    """A passage by its first words: its length in words, its address here and in the other article."""

    beginning: str
    words: int
    here: str
    there: str


class Shared(NamedTuple):
    """What the article shares with another: `is_copy` if both are one voice; `more` passages are not shown."""

    outlet: str
    url: str
    percent: int
    is_copy: bool
    is_from_there: bool
    is_from_here: bool
    passages: list[Shown]
    more: int


def shared_of(article):
    """The articles that have wording in common with this one, the most first. One query."""
    rows = SharedWording.objects.filter(Q(article=article) | Q(other=article)).select_related("other__outlet")
    rows = list(rows.defer("other__text"))
    copied_from_here = {row.article_id for row in rows if row.other_id == article.pk and row.is_original}
    mine = sorted(
        (row for row in rows if row.article_id == article.pk and row.passages),
        key=lambda row: (-row.share, row.other.number),
    )
    return [_shared_with(article, row, is_from_here=row.other_id in copied_from_here) for row in mine]


def _shared_with(article, row, *, is_from_here):
    other = row.other
    other.story = article.story
    longest = sorted(row.passages, key=lambda passage: passage[0] - passage[1])[:PASSAGES_SHOWN]
    return Shared(
        other.outlet.name,
        reverse("article", args=[article.story.slug, other.number]),
        round(100 * row.share),
        row.is_copy,
        row.is_original,
        is_from_here,
        [_shown(article, other, *passage) for passage in sorted(longest)],
        len(row.passages) - len(longest),
    )


def _shown(article, other, start, end, other_start, other_end):
    words = article.quote(start, end).split()
    beginning = " ".join(words[:WORDS_SHOWN]) + ("…" if len(words) > WORDS_SHOWN else "")
    return Shown(beginning, len(words), place_url(article, start, end), place_url(other, other_start, other_end))
