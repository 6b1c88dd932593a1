"""Annotation: a mark on a span of an article or of the draft, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy

from articles.models.blind import BlindPass
from articles.models.reference import Severity
from articles.models.versions import Versioned


class AnnotationState(models.TextChoices):
    OPEN = "open", gettext_lazy("Open")
    ACCEPTED = "accepted", gettext_lazy("Accepted")
    DISMISSED = "dismissed", gettext_lazy("Dismissed")
    RESOLVED = "resolved", gettext_lazy("Resolved")


class AnnotationQuerySet(models.QuerySet):
    def visible_to(self, user):
        stories = self.model._meta.get_field("story").related_model.objects.visible_to(user)
        return self.filter(story__in=stories).shown_to(user)

    def shown_to(self, user):
        """Without the marks of others and of checks on articles that this user is reading blind."""
        reading = BlindPass.objects.filter(article=OuterRef("article"), reader=user.pk, finished_at=None)
        return self.filter(Q(created_by=user.pk) | ~Exists(reading))

    def open(self):
        return self.filter(state=AnnotationState.OPEN)

    def standing(self):
        """Marks that say that something is wrong and that nobody has settled: open ones, and those accepted as true."""
        return self.filter(state__in=[AnnotationState.OPEN, AnnotationState.ACCEPTED])

    def for_page(self):
        """With everything that a note shows, in two statements."""
        people = ("created_by", "decided_by", "assigned_to")
        return self.select_related("category", *people).prefetch_related("comments__author")


class Annotation(Versioned):
    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="annotations")
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="annotations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(help_text=gettext_lazy("The words marked, as they stand in the article."))
    category = models.ForeignKey("articles.ErrorCategory", on_delete=models.PROTECT, related_name="annotations")
    severity = models.CharField(max_length=10, choices=Severity)
    reason = models.TextField(blank=True)
    suggestion = models.TextField(
        null=True, blank=True, help_text=gettext_lazy("What should stand there; empty asks to remove the words.")
    )
    related = models.JSONField(
        default=list, help_text=gettext_lazy("Spans that bear the reason out: article, start, end, quote.")
    )
    check_slug = models.SlugField(
        blank=True, help_text=gettext_lazy("The check that made it; empty when a person did.")
    )
    confidence = models.FloatField(null=True, blank=True, help_text=gettext_lazy("0 to 1, from the check."))
    fingerprint = models.CharField(
        max_length=64, blank=True, help_text=gettext_lazy("By which a later review knows it again.")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=AnnotationState, default=AnnotationState.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=gettext_lazy("Who is to settle it; the thread says who asked them, and when."),
    )
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        related_name="carried_to",
        null=True,
        help_text=gettext_lazy("The mark on the same words of the article's earlier version."),
    )

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start", "end", "pk"]
        indexes = [
            models.Index(fields=["story", "state", "severity"]),
            models.Index(fields=["assigned_to"], condition=Q(assigned_to__isnull=False), name="annotation_given"),
        ]
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


class ThreadVerb(models.TextChoices):
    """What was done to the mark with a line of its thread; the label follows a name: "Nora Lind reopened it"."""

    SAID = "", gettext_lazy("said")
    ACCEPTED = "accept", gettext_lazy("accepted it")
    DISMISSED = "dismiss", gettext_lazy("dismissed it")
    RESOLVED = "resolve", gettext_lazy("resolved it")
    REOPENED = "reopen", gettext_lazy("reopened it")
    ASSIGNED = "assign", gettext_lazy("gave it to")
    TAKEN_BACK = "undo", gettext_lazy("took the decision back")


class Comment(models.Model):
    """One line of a mark's thread: what somebody said, or did and why."""

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="comments")
    answers = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        related_name="replies",
        null=True,
        help_text=gettext_lazy("The first line of its branch."),
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=10, choices=ThreadVerb, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=gettext_lazy("Whom it was given to."),
    )
    text = models.TextField(blank=True)
    mentions = models.JSONField(
        default=list, help_text=gettext_lazy("Names called in the text: start, end, and user or group.")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self):
        return self.text[:60] or self.get_verb_display()
