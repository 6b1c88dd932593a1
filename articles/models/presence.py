"""Who is on which page of a story now. Nothing here is kept: a row is about the last few seconds."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import FilteredRelation, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.models.events import Event
from articles.models.leases import lately
from articles.models.stories import Story

PING_EVERY = 10  # seconds; the page's script reads it from the page
GONE_AFTER = timedelta(seconds=30)
KEPT_FOR = timedelta(hours=1)  # then the row goes with the next arrival on any page


class PresenceManager(models.Manager):
    def ping(self, story, user, *, place, paragraph=None):
        """This user is at `place` now, writing in `paragraph` (an id, or None). One statement, for any number of pings."""
        row = Presence(story_id=story, user=user, place=place, paragraph=paragraph, seen_at=timezone.now())
        self.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["story", "user", "place"],
            update_fields=["paragraph", "seen_at"],
        )

    def sweep(self):
        """Take away the rows of those who left long ago."""
        self.exclude(lately("seen_at", KEPT_FOR)).delete()

    def situation(self, user, slug):
        """(id of the story, number of its last event, [those who are there]) in one statement; None where the user may
        not see the story. Each of those: {"user", "name", "place", "paragraph"}.
        """
        now = FilteredRelation("presences", condition=lately("presences__seen_at", GONE_AFTER))
        last = Event.objects.filter(story=OuterRef("pk")).order_by("-number").values("number")[:1]
        rows = (
            Story.objects.visible_to(user)
            .at(slug)
            .annotate(here=now, last=Subquery(last))
            .order_by("here__user__first_name", "here__user__username")
            .values_list(
                "pk",
                "last",
                "here__user_id",
                "here__user__first_name",
                "here__user__last_name",
                "here__user__username",
                "here__place",
                "here__paragraph",
            )
        )
        if not (rows := list(rows)):
            return None
        people = [
            {"user": pk, "name": f"{first} {last_name}".strip() or username, "place": place, "paragraph": paragraph}
            for _, _, pk, first, last_name, username, place, paragraph in rows
            if pk
        ]
        return rows[0][0], rows[0][1] or 0, people


class Presence(models.Model):
    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=20, help_text=gettext_lazy("The page: draft, claims, article 3 and the like."))
    paragraph = models.PositiveBigIntegerField(
        null=True, help_text=gettext_lazy("The paragraph of the draft that they write in.")
    )
    seen_at = models.DateTimeField(db_index=True)

    objects = PresenceManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "user", "place"], name="present_once_on_a_page")]

    def __str__(self):
        return f"{self.user} on {self.place}"
