"""What an approval rested on, kept as it stood at that moment; and where a revision of another house came from."""

import json
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class Evidence(models.Model):
    """Marks with their threads, claims, decisions and signatures, names included, frozen with the approval."""

    revision = models.OneToOneField("articles.Revision", on_delete=models.PROTECT, related_name="evidence")
    content = models.TextField(help_text=gettext_lazy("As canonical JSON: see articles.workflow.frozen."))
    sha256 = models.CharField(max_length=64, help_text=gettext_lazy("Of the content, UTF-8."))
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["revision"]
        verbose_name_plural = gettext_lazy("evidence")

    def __str__(self):
        return f"Evidence of {self.revision}"

    @cached_property
    def document(self):
        return json.loads(self.content)


class ImportedRevision(models.Model):
    """A revision that another house approved, taken in from its evidence bundle."""

    revision = models.OneToOneField("articles.Revision", on_delete=models.PROTECT, related_name="imported")
    house = models.CharField(max_length=300, help_text=gettext_lazy("The address of the house that approved it."))
    audit = models.TextField(
        help_text=gettext_lazy("Its part of that house's audit log, as the bundle has it: JSON lines.")
    )
    bundle_sha256 = models.CharField(max_length=64)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=gettext_lazy("Empty: the command line."),
    )
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["revision"]

    def __str__(self):
        return f"{self.revision}, from {self.house}"
