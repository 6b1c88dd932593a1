"""Review: one run of the analysis over a story, as its progress is shown."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy

# Whoever runs a review says so again and again; after this long without a word, their program is gone.
LEASE = timedelta(seconds=settings.TASK_LEASE)


class ReviewQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(finished_at=None)

    def unheld(self, lease=LEASE):
        """Unfinished, and nobody is at it, or nobody any more."""
        return self.unfinished().exclude(alive_at__gt=timezone.now() - lease)

    def take(self, pk, holder):
        """Whether `holder`, and nobody else, runs the review from now on."""
        now = timezone.now()
        free = self.unheld().filter(pk=pk)
        return bool(free.update(holder=holder, alive_at=now, started_at=now, attempts=F("attempts") + 1))

    def held(self, pk, holder):
        return self.unfinished().filter(pk=pk, holder=holder)


class Review(models.Model):
    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="reviews")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    requested_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=80, blank=True, help_text=gettext_lazy("What it is doing now."))
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    found = models.PositiveIntegerField(default=0, help_text=gettext_lazy("Marks made that were not there before."))
    failures = models.JSONField(default=list, help_text=gettext_lazy("Checks that broke: name and error."))
    error = models.TextField(blank=True, help_text=gettext_lazy("Why the whole run failed."))
    task_id = models.CharField(
        max_length=64, blank=True, help_text=gettext_lazy("The task that shall run it, in whichever queue.")
    )
    holder = models.CharField(max_length=32, blank=True, help_text=gettext_lazy("Who runs it; a name of one run."))
    alive_at = models.DateTimeField(null=True, help_text=gettext_lazy("When whoever runs it last said that they do."))
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        get_latest_by = "requested_at"

    def __str__(self):
        return f"Review of {self.story} at {self.requested_at:%Y-%m-%d %H:%M}"

    @property
    def is_running(self):
        return self.finished_at is None
