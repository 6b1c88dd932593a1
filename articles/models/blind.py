"""BlindPass: a second reader marks an article without seeing what others and the checks have marked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class BlindPass(models.Model):
    """One reader's pass over one article. `marks` and `desk` are what is compared, as both stood when it was finished:
    lists of {"id", "category" (its slug), "start", "end"}."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="blind_passes")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    marks = models.JSONField(default=list, help_text=gettext_lazy("The reader's own marks."))
    desk = models.JSONField(
        default=list, help_text=gettext_lazy("The marks of everybody else and of the checks, but dismissed ones.")
    )

    class Meta:
        ordering = ["started_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "reader"], name="article_read_blind_once")]

    def __str__(self):
        return f"{self.reader} on {self.article_id}"

    @classmethod
    def number_read_by(cls, user):
        """The number of the article of a story (`OuterRef("pk")`) that this user is reading blind, or NULL."""
        passes = cls.objects.filter(article__story=models.OuterRef("pk"), reader=user.pk, finished_at=None)
        return models.Subquery(passes.values("article__number")[:1])


class SettledChoice(models.TextChoices):
    MINE = "mine", gettext_lazy("the reader’s")
    THEIRS = "theirs", gettext_lazy("the desk’s")
    BOTH = "both", gettext_lazy("both")
    NONE = "none", gettext_lazy("none")


class Settlement(models.Model):
    """What was decided about a difference between a blind reader and the desk: which marks of a sentence stand."""

    blind_pass = models.ForeignKey(BlindPass, on_delete=models.PROTECT, related_name="settlements")
    sentence = models.PositiveIntegerField(help_text=gettext_lazy("The number of the sentence in its article."))
    choice = models.CharField(max_length=10, choices=SettledChoice)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["blind_pass", "sentence"]
        constraints = [models.UniqueConstraint(fields=["blind_pass", "sentence"], name="difference_settled_once")]

    def __str__(self):
        return f"{self.sentence}: {self.choice}"
