"""SupportConfirmation: an editor vouches for what the cited words do not bear out, and says why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class SupportConfirmation(models.Model):
    """One point of the support check that was settled by a reason. It holds for these very words of the sentence,
    wherever they stand in the story: whoever changes the sentence is asked again.
    """

    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="confirmations")
    paragraph = models.ForeignKey("articles.StoryParagraph", on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField()
    sentence_sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, help_text=gettext_lazy("Of the point: see articles.analysis.support."))
    words = models.TextField(help_text=gettext_lazy("What the point is about: a number, a name, a quote."))
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["story", "pk"]

    def __str__(self):
        return f"{self.words}: {self.reason}"[:60]
