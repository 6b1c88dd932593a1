"""Export: what left the house."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class Export(models.Model):
    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="exports")
    format = models.SlugField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text=gettext_lazy("Of the bytes that left."))
    size = models.PositiveIntegerField(help_text=gettext_lazy("Bytes."))
    exported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=gettext_lazy("Empty: the command line."),
    )
    receiver = models.ForeignKey(
        "articles.Receiver",
        on_delete=models.PROTECT,
        related_name="exports",
        null=True,
        help_text=gettext_lazy("Whom it was delivered to; empty: somebody took it."),
    )
    exported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-exported_at", "-pk"]

    def __str__(self):
        return self.file_name
