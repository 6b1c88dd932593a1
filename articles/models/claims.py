"""Claim: one fact of the event; what each article says of it; what the editors decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy

from articles.models.annotations import Annotation, AnnotationState
from articles.models.versions import Versioned


class ClaimStatus(models.TextChoices):
    AGREE = "agree", gettext_lazy("Agree")
    CONFLICT = "conflict", gettext_lazy("Conflict")
    SINGLE = "single", gettext_lazy("One source")


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        stories = self.model._meta.get_field("story").related_model.objects.visible_to(user)
        return self.filter(story__in=stories)

    def undecided(self):
        """Conflicts without a decision, and those decided on a picture that has changed since."""
        return self.filter(Q(decision=None) | ~Q(decision__picture=F("picture")), status=ClaimStatus.CONFLICT)

    def for_matrix(self):
        statements = Prefetch("statements", Statement.objects.with_marks())
        return self.select_related("decision__decided_by").prefetch_related(statements)


class Claim(Versioned):
    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="claims")
    subject = models.CharField(max_length=200)
    attribute = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64, help_text=gettext_lazy("By which a later review knows it again."))
    position = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=ClaimStatus)
    picture = models.CharField(
        max_length=64, help_text=gettext_lazy("Hash of what the sources say; a decision holds for one picture.")
    )
    decision = models.ForeignKey(
        "articles.Decision", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["story", "fingerprint"], name="claim_once_in_story")]

    def __str__(self):
        return f"{self.subject}: {self.attribute}"

    @property
    def is_decided(self):
        return self.decision_id is not None and self.decision.picture == self.picture

    @property
    def is_undecided(self):
        return self.status == ClaimStatus.CONFLICT and not self.is_decided

    @property
    def is_reopened(self):
        """Decided once, but the sources have changed since."""
        return self.status == ClaimStatus.CONFLICT and self.decision_id is not None and not self.is_decided


class StatementQuerySet(models.QuerySet):
    def with_marks(self):
        """Each with what editors accepted as wrong in its words: `wrong_mark`, the id of the first such mark, and
        `wrong_category`, its name; None where its words stand."""
        accepted = Annotation.objects.filter(
            article=OuterRef("article"),
            state=AnnotationState.ACCEPTED,
            start__lt=OuterRef("end"),
            end__gt=OuterRef("start"),
        ).order_by("start", "end", "pk")
        return self.annotate(
            wrong_mark=Subquery(accepted.values("pk")[:1]),
            wrong_category=Subquery(accepted.values("category__name")[:1]),
        )


class Statement(models.Model):
    """What one article says: the value as written at `text[start:end]`, and as the analysis understands it."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="statements")
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="statements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    value = models.TextField()
    normalised = models.TextField()
    group = models.PositiveSmallIntegerField(
        help_text=gettext_lazy("Statements of one group agree; group 0 has the most voices.")
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start"]

    def __str__(self):
        return self.value


class Decision(models.Model):
    """The value that an editor chose for a conflict, and why. Never changed: a later decision is a row of its own."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="decisions")
    value = models.TextField(blank=True, help_text=gettext_lazy("Empty: the story leaves it out."))
    reason = models.TextField()
    picture = models.CharField(max_length=64)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-decided_at", "-pk"]

    def __str__(self):
        return self.value or "left out"
