"""SharedWording: what an article has word for word, or nearly so, from another of its story, as the last review found it."""

from django.db import models
from django.utils.translation import gettext_lazy

from articles.analysis.copies import Voices
from articles.analysis.dossier import Passage, Sharing


class SharedWordingQuerySet(models.QuerySet):
    def of(self, story):
        return self.filter(article__story=story)

    def voices(self):
        """Who of these articles is one voice; articles are known by their ids. One query."""
        return Voices(row.as_sharing() for row in self)


class SharedWording(models.Model):
    """`share` of the words of `article` stand in `other` too. Two articles that share words have a row each way."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="shared_wordings")
    other = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    share = models.FloatField(
        help_text=gettext_lazy("0 to 1, of the article's own words: quotations and page furniture aside.")
    )
    is_copy = models.BooleanField(help_text=gettext_lazy("So much is shared that the two count as one voice."))
    is_original = models.BooleanField(
        help_text=gettext_lazy("The other is likely the original of all that share its wording.")
    )
    passages = models.JSONField(
        default=list,
        help_text=gettext_lazy("What is shared, in order of the article: start, end, start and end in the other."),
    )

    objects = SharedWordingQuerySet.as_manager()

    class Meta:
        ordering = ["article", "-share", "other"]
        constraints = [models.UniqueConstraint(fields=["article", "other"], name="shared_wording_once_each_way")]

    def __str__(self):
        return f"{self.article_id} shares {self.share:.0%} with {self.other_id}"

    def as_sharing(self):
        passages = tuple(Passage(*passage) for passage in self.passages)
        return Sharing(self.article_id, self.other_id, self.share, self.is_copy, passages)
