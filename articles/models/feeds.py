"""Feed: an address that is asked again and again for new articles. Fetch: one visit to an address, and what came of it."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from articles.models.leases import Leased, LeasedQuerySet

LONGEST_PAUSE = timedelta(days=1)  # between two visits to a feed that fails again and again
FEWEST_MINUTES, MOST_MINUTES = 5, 7 * 24 * 60
WEB_ONLY = Q(address__startswith="https://") | Q(address__startswith="http://")


class FeedQuerySet(models.QuerySet):
    def due(self, now):
        """Those whose time has come, the longest waiting first."""
        return self.filter(Q(due_at=None) | Q(due_at__lte=now), paused_at=None).order_by(
            F("due_at").asc(nulls_first=True), "pk"
        )


class Feed(models.Model):
    """RSS or Atom. What a visit changes is written by `noted`, past the history, which keeps what administrators changed."""

    outlet = models.ForeignKey("articles.Outlet", on_delete=models.PROTECT, related_name="feeds")
    address = models.URLField(max_length=2000, unique=True, help_text=gettext_lazy("Of the feed: http or https."))
    minutes = models.PositiveIntegerField(
        "every",
        default=30,
        validators=[MinValueValidator(FEWEST_MINUTES), MaxValueValidator(MOST_MINUTES)],
        help_text=gettext_lazy("Minutes between two visits. After an error the pause grows, up to a day."),
    )
    paused_at = models.DateTimeField(
        null=True, blank=True, help_text=gettext_lazy("Not visited any more since; empty: visited.")
    )
    due_at = models.DateTimeField("next visit", null=True, blank=True, editable=False)
    visited_at = models.DateTimeField("last visit", null=True, blank=True, editable=False)
    worked_at = models.DateTimeField("last answer", null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(
        default=0, editable=False, help_text=gettext_lazy("Visits that failed, one after another.")
    )
    error = models.TextField(blank=True, editable=False, help_text=gettext_lazy("Why the last visit failed."))
    etag = models.CharField(max_length=200, blank=True, editable=False)
    modified = models.CharField(max_length=200, blank=True, editable=False)
    entries = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=gettext_lazy("The entries that were dealt with: what tells their states apart."),
    )
    history = HistoricalRecords(
        excluded_fields=["due_at", "visited_at", "worked_at", "failures", "error", "etag", "modified", "entries"]
    )

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["outlet__name", "address"]
        constraints = [models.CheckConstraint(condition=WEB_ONLY, name="feed_address_is_of_the_web")]

    def __str__(self):
        return f"{self.outlet}: {self.address}"

    @property
    def state(self):
        """One word: paused, failing, new or working."""
        if self.paused_at:
            return "paused"
        return "failing" if self.failures else "working" if self.worked_at else "new"

    def noted(self, *, error=""):
        """Write down how a visit went, and when the next is due."""
        now = timezone.now()
        failures = self.failures + 1 if error else 0
        pause = min(
            timedelta(minutes=self.minutes) * 2 ** min(failures, 10),
            max(LONGEST_PAUSE, timedelta(minutes=self.minutes)),
        )
        changes = {"visited_at": now, "due_at": now + pause, "failures": failures, "error": error}
        if not error:
            changes["worked_at"] = now
        Feed.objects.filter(pk=self.pk).update(**changes)
        for name, value in changes.items():
            setattr(self, name, value)


class FetchQuerySet(LeasedQuerySet):
    def visible_to(self, user):
        """What this user asked for; visits to feeds belong to everybody who may import."""
        return self.filter(Q(requested_by=user.pk) | ~Q(feed=None))


class Fetch(Leased):
    """`report` is one line for each item: {"item", "outcome", "reason"} with "incoming" or "article" where it led to one.
    An outcome is waiting, taken, version, known or refused."""

    address = models.CharField(max_length=2000)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="fetches", null=True)
    story = models.ForeignKey(
        "articles.Story",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=gettext_lazy("What it was asked for."),
    )
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    step = models.CharField(max_length=200, blank=True, help_text=gettext_lazy("What it is at."))
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    report = models.JSONField(default=list)

    objects = FetchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = gettext_lazy("fetches")
        indexes = [models.Index(fields=["requested_by", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["feed"], condition=Q(finished_at=None), name="feed_visited_by_one_at_a_time"
            )
        ]

    def __str__(self):
        return self.address
