"""Revision: what the draft said at one moment. It is never changed: approval belongs to it."""

import json
from functools import cached_property

from django.conf import settings
from django.db import models


class RevisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        stories = self.model._meta.get_field("story").related_model.objects.visible_to(user)
        return self.filter(story__in=stories)

    def approved(self):
        return self.filter(approval__isnull=False)

    def for_page(self):
        return self.select_related("sent_by", "approval__by", "change_request__by")


class Revision(models.Model):
    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.TextField(help_text="The whole document as canonical JSON.")
    sha256 = models.CharField(max_length=64, help_text="Of the content, UTF-8.")
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


class Approval(models.Model):
    """Somebody who wrote no part of it has signed the revision off."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="approval")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, help_text="The content that the approver saw.")

    def __str__(self):
        return f"{self.revision} approved by {self.by}"


class ChangeRequest(models.Model):
    """The revision was sent back, with the reason."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="change_request")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self):
        return self.reason[:60]
