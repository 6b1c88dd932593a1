"""The feed: what somebody may know of the stories that may leave the house, or must be taken down."""

from django.db.models import F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from articles.exporters.atom import Entry
from articles.models import Revision, Story

MOST_ENTRIES = 50


def rows(user):
    """The stories of the feed, newest change first, with `newest` (revision), `published`, `changed`, `killed`. One query.

    Those under embargo are not in it, killed or not: nobody outside learned of them.
    """
    approved = Revision.objects.approved().filter(story=OuterRef("pk")).order_by("-number")
    free = Q(embargo_until=None) | Q(embargo_until__lte=timezone.now())
    stories = (
        Story.objects.visible_to(user)
        .filter(free)
        .annotate(
            newest=Subquery(approved.values("pk")[:1]),
            published=Min("revisions__approval__at"),
            killed=F("kill__at"),
            changed=Coalesce("kill__at", Subquery(approved.values("approval__at")[:1])),
        )
    )
    return list(stories.exclude(newest=None).order_by("-changed", "-pk")[:MOST_ENTRIES])


def entries(stories, site):
    """The entries of these rows; `site` is the address that stands before each story's. One query."""
    revisions = Revision.objects.in_bulk([story.newest for story in stories])
    return [
        Entry(
            document=revisions[story.newest].document,
            address=f"{site}{reverse('exports', args=[story.slug])}",
            published=story.published.replace(microsecond=0),
            updated=story.changed.replace(microsecond=0),
            is_killed=story.killed is not None,
        )
        for story in stories
    ]
