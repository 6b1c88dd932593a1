"""Annotation: a mark on a span of an article or of the draft, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.reference import Severity
from articles.models.versions import Versioned


class AnnotationState(models.TextChoices):
    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    DISMISSED = "dismissed", "Dismissed"
    RESOLVED = "resolved", "Resolved"


class AnnotationQuerySet(models.QuerySet):
    def visible_to(self, user):
        stories = self.model._meta.get_field("story").related_model.objects.visible_to(user)
        return self.filter(story__in=stories)

    def open(self):
        return self.filter(state=AnnotationState.OPEN)

    def standing(self):
        """Marks that say that something is wrong and that nobody has settled: open ones, and those accepted as true."""
        return self.filter(state__in=[AnnotationState.OPEN, AnnotationState.ACCEPTED])

    def for_page(self):
        """With everything that a note shows, in two statements."""
        return self.select_related("category", "created_by", "decided_by").prefetch_related("comments__author")


class Annotation(Versioned):
    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="annotations")
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="annotations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(help_text="The words marked, as they stand in the article.")
    category = models.ForeignKey("articles.ErrorCategory", on_delete=models.PROTECT, related_name="annotations")
    severity = models.CharField(max_length=10, choices=Severity)
    reason = models.TextField(blank=True)
    suggestion = models.TextField(
        null=True, blank=True, help_text="What should stand there; empty asks to remove the words."
    )
    related = models.JSONField(default=list, help_text="Spans that bear the reason out: article, start, end, quote.")
    check_slug = models.SlugField(blank=True, help_text="The check that made it; empty when a person did.")
    confidence = models.FloatField(null=True, blank=True, help_text="0 to 1, from the check.")
    fingerprint = models.CharField(max_length=64, blank=True, help_text="By which a later review knows it again.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=AnnotationState, default=AnnotationState.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start", "end", "pk"]
        indexes = [models.Index(fields=["story", "state", "severity"])]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="annotation_marks_something"),
            models.UniqueConstraint(
                fields=["article", "fingerprint"], condition=~Q(fingerprint=""), name="annotation_found_once"
            ),
        ]

    def __str__(self):
        return f"{self.category}: {self.quote[:60]}"

    @property
    def is_open(self):
        return self.state == AnnotationState.OPEN

    @property
    def is_found(self):
        """Made by a check, not by a person."""
        return bool(self.check_slug)


class Comment(models.Model):
    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self):
        return self.text[:60]
