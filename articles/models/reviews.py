"""Review: one run of the analysis over a story, as its progress is shown."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from articles.models.leases import Leased, LeasedQuerySet


class Review(Leased):
    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="reviews")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    step = models.CharField(max_length=80, blank=True, help_text=gettext_lazy("What it is doing now."))
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    found = models.PositiveIntegerField(default=0, help_text=gettext_lazy("Marks made that were not there before."))
    failures = models.JSONField(default=list, help_text=gettext_lazy("Checks that broke: name and error."))
    error = models.TextField(blank=True, help_text=gettext_lazy("Why the whole run failed."))

    objects = LeasedQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        get_latest_by = "requested_at"

    def __str__(self):
        return f"Review of {self.story} at {self.requested_at:%Y-%m-%d %H:%M}"
