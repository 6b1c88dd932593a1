"""Event: one line of the audit log. Each line carries the hash of the one before: a changed, removed or moved line shows."""

import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

CHAIN_LOCK = 0x4E455753  # any number will do: PostgreSQL's advisory lock for the end of the chain
FIRST = "0" * 64


class EventManager(models.Manager):
    def record(self, verb, *, by=None, story=None, target=None, **data):
        """Add one line to the log. Call it inside the transaction of what it records: both happen or neither."""
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
        return event


class Event(models.Model):
    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    actor_name = models.CharField(max_length=150, blank=True, help_text="Empty: Newsroom itself.")
    verb = models.CharField(max_length=40)
    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="events", null=True)
    target = models.CharField(max_length=80, blank=True, help_text="What it was done to: model:id.")
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    objects = EventManager()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["story", "-number"])]

    def __str__(self):
        return f"{self.number} {self.actor_name or 'Newsroom'} {self.verb} {self.target}"

    def compute_hash(self):
        """SHA-256 over every field of the line and the hash of the line before."""
        line = [
            self.number,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.actor_id,
            self.actor_name,
            self.verb,
            self.story_id,
            self.target,
            self.data,
            self.previous,
        ]
        return hashlib.sha256(json.dumps(line, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
