"""What approvers said of a revision: endorsed, approved, sent back; and the links by which guests may approve."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from articles.models.revisions import Revision


class ApprovalLink(models.Model):
    """Lets one person without an account approve one revision, once, until it expires or is withdrawn."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="links")
    guest = models.CharField(
        max_length=150, help_text=gettext_lazy("Whoever gets the link; their name stands under the approval.")
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.guest}, {self.revision}"

    def is_open(self, now):
        return self.used_at is None and self.withdrawn_at is None and now < self.expires_at


class Signed(models.Model):
    """Who signed, when, and the content that they saw: a user, or the guest of a link."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    link = models.OneToOneField(ApprovalLink, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, help_text=gettext_lazy("The content that the approver saw."))

    class Meta:
        abstract = True

    @property
    def signer(self):
        """The account that signed, or the name of the guest."""
        return self.by or self.link.guest


class Endorsement(Signed):
    """The first of two signatures, where the house asks for two: the revision still waits for the second."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="endorsements")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["revision", "by"], name="endorsed_once_by_each")]

    def __str__(self):
        return f"{self.revision} endorsed by {self.signer}"


class Approval(Signed):
    """Somebody who wrote no part of it has signed the revision off: it may leave the house."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="approval")

    def __str__(self):
        return f"{self.revision} approved by {self.signer}"


class ChangeRequest(models.Model):
    """The revision was sent back, with the reason."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="change_request")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self):
        return self.reason[:60]
