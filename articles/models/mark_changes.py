"""MarkChange: one decision on marks, so that whoever took it can take it back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class MarkChangeQuerySet(models.QuerySet):
    def standing(self):
        """Those that can be taken back."""
        return self.filter(undone_at=None, given_up_at=None)


class MarkChange(models.Model):
    """One decision, on one mark or on many at once: who, what, and how each mark stood before."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="mark_changes")
    verb = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField(
        help_text=gettext_lazy("For each mark, by its id: its state, and who had decided it, when (ISO 8601), and why.")
    )
    has_line = models.BooleanField(default=False, help_text=gettext_lazy("The decision left a line in the thread."))
    undone_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(
        null=True, help_text=gettext_lazy("When taking it back was refused, others having decided since.")
    )

    objects = MarkChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["article", "by", "-id"])]

    def __str__(self):
        return f"{self.verb} by {self.by}"

    @property
    def name(self):
        """What undoing it is called after: "accept 3 marks"."""
        count = len(self.before)
        return self.verb if count == 1 else f"{self.verb} {count} marks"
