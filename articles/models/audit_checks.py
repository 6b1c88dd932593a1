"""AuditCheck: one reading of the audit log from its first line to its last, and what it found. Never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class AuditCheck(models.Model):
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=gettext_lazy("Empty: the command verify_audit."),
    )
    lines = models.PositiveBigIntegerField(help_text=gettext_lazy("How many lines are sound, counted from the first."))
    head = models.CharField(max_length=64, help_text=gettext_lazy("The hash of the last sound line."))
    line = models.PositiveBigIntegerField(null=True, help_text=gettext_lazy("The first line that is wrong."))
    problem = models.TextField(blank=True, help_text=gettext_lazy("What is wrong with it; empty when all is sound."))

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.problem or f"{self.lines} lines are sound"
