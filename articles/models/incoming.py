"""Incoming: an article that came and belongs to no story yet. Trace: what of an article's words it can be found by."""

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from articles.models.sources import Original
from articles.models.versions import Versioned


class IncomingState(models.TextChoices):
    WAITING = "waiting", gettext_lazy("Waiting")
    CONFIRMED = "confirmed", gettext_lazy("Taken in")
    REJECTED = "rejected", gettext_lazy("Rejected")
    REPLACED = "replaced", gettext_lazy("Replaced by a newer version")


class IncomingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What waits is for everybody who may import."""
        return self if user.is_active and user.has_perm("articles.change_story") else self.none()

    def waiting(self):
        return self.filter(state=IncomingState.WAITING)

    def for_page(self):
        """With outlet and feed, without the text of what it replaces."""
        return self.select_related("outlet", "feed__outlet", "replaces__story", "received_by").defer("replaces__text")


class Incoming(Versioned):
    """`proposals` are the stories that it may belong to, best first: {"story", "article", "kind", "score", ...}.

    A kind is version, copy, near or event; the score goes from 0 to 1. What else stands there is the reason, in
    the article's own words: see `analysis.belonging`.
    """

    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="incoming")
    fetch = models.ForeignKey("articles.Fetch", on_delete=models.SET_NULL, related_name="incoming", null=True)
    feed = models.ForeignKey("articles.Feed", on_delete=models.SET_NULL, related_name="incoming", null=True)
    outlet = models.ForeignKey("articles.Outlet", on_delete=models.PROTECT, related_name="+")
    source = models.JSONField(
        default=dict, help_text=gettext_lazy("What the file says of it besides, as the import keeps it.")
    )
    text = models.TextField(help_text=gettext_lazy("Canonical text."))
    text_sha256 = models.CharField(max_length=64, db_index=True)
    headline = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=2000, blank=True, db_index=True)
    guid = models.CharField(max_length=500, blank=True, db_index=True)
    published = models.DateField(null=True)
    word_count = models.PositiveIntegerField()
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    replaces = models.ForeignKey(
        "articles.Article",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=gettext_lazy("Of which it is a new version."),
    )
    proposals = models.JSONField(default=list)
    best_score = models.FloatField(default=0)
    state = models.CharField(max_length=10, choices=IncomingState, default=IncomingState.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    article = models.OneToOneField(
        "articles.Article",
        on_delete=models.PROTECT,
        related_name="incoming",
        null=True,
        help_text=gettext_lazy("What it became."),
    )

    objects = IncomingQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name_plural = gettext_lazy("incoming")
        indexes = [models.Index(fields=["state", "-received_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(address="") | Q(address__startswith="https://") | Q(address__startswith="http://"),
                name="incoming_address_is_of_the_web",
            ),
            models.UniqueConstraint(
                fields=["text_sha256"], condition=Q(state="waiting"), name="incoming_text_waits_once"
            ),
        ]

    def __str__(self):
        return f"{self.outlet}: {self.headline}"

    def get_absolute_url(self):
        return f"{reverse('incoming')}#incoming-{self.pk}"

    @property
    def is_waiting(self):
        return self.state == IncomingState.WAITING


class TraceManager(models.Manager):
    """Both questions cost the keys asked for, not the articles there are."""

    def how_common(self, keys, since, most):
        """{key: how many articles from the id `since` on have it}; `most` stands for that many or more. One query."""
        keys = list(keys)
        if not keys:
            return {}
        asked = ", ".join(["(CAST(%s AS bigint))"] * len(keys))
        some = "SELECT 1 FROM articles_trace WHERE key = asked.key AND article_id >= %s LIMIT %s"
        counted = f"SELECT key, (SELECT COUNT(*) FROM ({some}) AS counted) FROM asked"  # nosec B608  # values are parameters
        with connection.cursor() as cursor:
            cursor.execute(f"WITH asked(key) AS (VALUES {asked}) {counted}", [*keys, since, most])
            return dict(cursor.fetchall())

    def where(self, keys, since, *, stories=None):
        """(key, article, its story) for each article from the id `since` on that has one of the keys.

        `stories` are the ids of those that are looked through; else all. One query, or two with stories.
        """
        rows = self.filter(key__in=list(keys), article_id__gte=since)
        if stories is None:
            return rows.values_list("key", "article_id", "article__story_id")
        articles = self.model._meta.get_field("article").related_model.objects.filter(story__in=stories, pk__gte=since)
        story_of = dict(articles.values_list("pk", "story_id"))
        return [(key, pk, story_of[pk]) for key, pk in rows.filter(article__in=story_of).values_list("key", "article")]


class Trace(models.Model):
    """A key is a hash of some of an article's words: `analysis.belonging` says which."""

    key = models.BigIntegerField()
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="traces", db_index=False)

    objects = TraceManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "article"], name="trace_once_in_article")]

    def __str__(self):
        return f"{self.key} in {self.article_id}"
