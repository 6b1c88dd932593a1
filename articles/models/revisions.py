"""Revision: what the draft said at one moment. It is never changed: approval belongs to it."""

import json
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from articles.models.versions import Versioned


class RevisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        stories = self.model._meta.get_field("story").related_model.objects.visible_to(user)
        return self.filter(story__in=stories)

    def approved(self):
        return self.filter(approval__isnull=False)

    def for_page(self):
        rows = self.select_related("sent_by", "approval__by", "change_request__by", "correction")
        return rows.prefetch_related("endorsements__by")


class Revision(models.Model):
    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.TextField(help_text=gettext_lazy("The whole document as canonical JSON."))
    sha256 = models.CharField(max_length=64, help_text=gettext_lazy("Of the content, UTF-8."))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["story", "-number"]
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="revision_number_once_in_story")]
        permissions = [("approve_revision", "Can approve a revision or send it back")]

    def __str__(self):
        return f"{self.story}, revision {self.number}"

    @cached_property
    def document(self):
        """The content as a dict: see `articles.workflow.document.document_of` for its form."""
        return json.loads(self.content)

    @property
    def is_approved(self):
        return hasattr(self, "approval")


class RevisionNote(Versioned):
    """What an approver says to the writers about `paragraph.text[start:end]` of a revision."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="notes")
    paragraph = models.PositiveBigIntegerField(
        null=True, help_text=gettext_lazy("Its id in the document; empty: the headline.")
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["revision", "pk"]

    def __str__(self):
        return self.text[:60]
