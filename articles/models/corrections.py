"""After publication: what was corrected, and what was killed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class Correction(models.Model):
    """A revision that puts right what an exported one said. Readers see its notice; the cause stays in the house."""

    revision = models.OneToOneField("articles.Revision", on_delete=models.PROTECT, related_name="correction")
    corrects = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveIntegerField(help_text=gettext_lazy("Counts the corrections of the story."))
    notice = models.TextField()
    annotation = models.ForeignKey("articles.Annotation", on_delete=models.PROTECT, related_name="+", null=True)
    decision = models.ForeignKey("articles.Decision", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["revision__story", "number"]

    def __str__(self):
        return self.notice[:60]

    @property
    def cause(self):
        """The annotation or the decision that brought it about, or None."""
        return self.annotation or self.decision


class Kill(models.Model):
    """The story was withdrawn, for ever: nothing of it leaves the house any more, but for the word that it was killed."""

    story = models.OneToOneField("articles.Story", on_delete=models.PROTECT, related_name="kill")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self):
        return f"{self.story} killed by {self.by}"
