"""Event: one line of the audit log. Each line carries the hash of the one before: a changed, removed or moved line shows."""

import hashlib
import json
from contextvars import ContextVar
from datetime import UTC

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.models.figures import StoryFigures

CHAIN_LOCK = 0x4E455753  # any number will do: PostgreSQL's advisory lock for the end of the chain
FIRST = "0" * 64
# The API token with which the work at hand is done: it stands in each line. Empty: by hand, or by Newsroom itself.
token_at_work = ContextVar("token_at_work", default="")


class EventManager(models.Manager):
    def record(self, verb, *, by=None, story=None, target=None, **data):
        """Add one line to the log, and count the story anew. Call it last in the transaction of what it records."""
        if token := token_at_work.get():
            data["token"] = token
        with transaction.atomic(savepoint=False):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
            last = self.order_by("-number").values_list("number", "sha256").first() or (0, FIRST)
            event = Event(
                number=last[0] + 1,
                at=timezone.now(),
                actor=by,
                actor_name=by.get_username() if by else "",
                verb=verb,
                story=story,
                target=f"{target._meta.model_name}:{target.pk}" if target else "",
                data=data,
                previous=last[1],
            )
            event.sha256 = event.compute_hash()
            event.save(force_insert=True)
            if story:
                # What is done to a mark leaves the draft as it is.
                StoryFigures.objects.recount(story.pk, draft_stands=event.target.startswith("annotation:"))
        return event


class Event(models.Model):
    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    actor_name = models.CharField(max_length=150, blank=True, help_text=gettext_lazy("Empty: Newsroom itself."))
    verb = models.CharField(max_length=40)
    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="events", null=True)
    target = models.CharField(max_length=80, blank=True, help_text=gettext_lazy("What it was done to: model:id."))
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    objects = EventManager()

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["story", "-number"]),
            models.Index(fields=["actor_name", "-number"]),
            models.Index(
                fields=["verb", "story", "number", "at"]
            ),  # how long stories stand in each state: models.insights
        ]

    def __str__(self):
        return f"{self.number} {self.actor_name or 'Newsroom'} {self.verb} {self.target}"

    def compute_hash(self):
        return hash_of_line(self.as_line())

    def as_line(self):
        """Every field as plain data, for a copy of the line outside of the database; `sha256` among them."""
        return {
            "number": self.number,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor_id,
            "actor_name": self.actor_name,
            "verb": self.verb,
            "story": self.story_id,
            "target": self.target,
            "data": self.data,
            "previous": self.previous,
            "sha256": self.sha256,
        }


HASHED = ["number", "at", "actor", "actor_name", "verb", "story", "target", "data", "previous"]


def hash_of_line(line):
    """SHA-256 over every field of the line and the hash of the line before."""
    fields = [line[name] for name in HASHED]
    return hashlib.sha256(json.dumps(fields, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
