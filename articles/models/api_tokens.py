"""ApiToken: by which a program works in the name of one user, within the scopes that they gave it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class Scope(models.TextChoices):
    """What a token may be used for; the label says it to whoever makes one."""

    STORIES_READ = (
        "stories:read",
        gettext_lazy("Read stories, with their articles, marks, claims, drafts and revisions"),
    )
    STORIES_WRITE = "stories:write", gettext_lazy("Open stories and plan them")
    ARTICLES_WRITE = "articles:write", gettext_lazy("Import articles")
    REVIEWS_WRITE = "reviews:write", gettext_lazy("Ask for reviews")
    ANNOTATIONS_WRITE = "annotations:write", gettext_lazy("Mark passages, decide marks, comment on them")
    CLAIMS_DECIDE = "claims:decide", gettext_lazy("Decide where the sources disagree")
    DRAFTS_WRITE = "drafts:write", gettext_lazy("Write drafts and send them for approval")
    REVISIONS_APPROVE = "revisions:approve", gettext_lazy("Approve revisions or send them back")
    EXPORTS_READ = "exports:read", gettext_lazy("Take approved revisions out, which publishes the story")


class ApiTokenQuerySet(models.QuerySet):
    def living(self, now):
        """Those that open something, as far as the token itself is concerned."""
        return self.filter(withdrawn_at=None, expires_at__gt=now)


class ApiToken(models.Model):
    """The secret is shown once and only its hash is kept: 256 random bits need no slow one."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=80, help_text=gettext_lazy("What it is for; the audit log names it."))
    prefix = models.CharField(
        max_length=12, unique=True, help_text=gettext_lazy("The part of the token that is no secret.")
    )
    secret_sha256 = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, help_text=gettext_lazy("To the minute."))
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = gettext_lazy("API token")
        verbose_name_plural = gettext_lazy("API tokens")

    def __str__(self):
        return f"{self.name} ({self.prefix})"

    def is_living(self, now):
        return self.withdrawn_at is None and now < self.expires_at
