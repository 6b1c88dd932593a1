"""Import: files that somebody took in together, and what became of each thing that they held."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy


class Via(models.TextChoices):
    PAGE = "page", gettext_lazy("Page")
    COMMAND = "command", gettext_lazy("Command")
    API = "api", gettext_lazy("API")


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those into stories that this user may see; what waits for a story is for everybody who may import."""
        stories = self.model._meta.get_field("story").related_model.objects.visible_to(user)
        into_none = models.Q(story=None) if user.has_perm("articles.change_story") else models.Q(pk=None)
        return self.filter(into_none | models.Q(story__in=stories))


class Import(models.Model):
    """Its report are its lines: `workflow.reports` says what stands in one."""

    story = models.ForeignKey(
        "articles.Story",
        on_delete=models.PROTECT,
        related_name="imports",
        null=True,
        help_text=gettext_lazy("Into which; empty: each article waits for its own."),
    )
    via = models.CharField(max_length=10, choices=Via)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    started_at = models.DateTimeField(auto_now_add=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.pk}: {self.story or self.get_via_display()}"

    def get_absolute_url(self):
        return reverse("import_report", args=[self.pk])


class ImportLine(models.Model):
    """What became of one thing. Written in one transaction with what it tells of, and never changed."""

    report = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="lines")
    told = models.JSONField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.report_id}: {self.told.get('file')}"
