"""Corrected readings of an article: its text as received with the accepted suggestions in it. The received text stays."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from articles.text import Edit, Edited


class CorrectedReading(models.Model):
    """What an article reads with the corrections that stood at one moment. Never changed: the next one is a new row."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="corrected_readings")
    number = models.PositiveIntegerField(help_text=gettext_lazy("Counted from 1 in the article."))
    edits = models.JSONField(
        default=list,
        help_text=gettext_lazy("Its corrections in order: start and end in the received text, words, mark (its id)."),
    )
    left_out = models.JSONField(
        default=list,
        help_text=gettext_lazy(
            "Accepted marks whose words another correction had changed: mark, and by, the one that stood."
        ),
    )
    verb = models.CharField(max_length=10, help_text=gettext_lazy("What led to it: accept, undo, …"))
    marks = models.JSONField(default=list, help_text=gettext_lazy("The marks that this was done with."))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["article", "-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="reading_number_once_in_article")]

    def __str__(self):
        return f"Reading {self.number}"

    @cached_property
    def edited(self):
        """The received text with the corrections made. Needs the article's text."""
        return Edited(self.article.text, [edit for edit, _ in self.corrections])

    @property
    def text(self):
        return self.edited.text

    @property
    def corrections(self):
        """[(edit, id of its mark)] in the order of the text."""
        return [(Edit(row["start"], row["end"], row["words"]), row["mark"]) for row in self.edits]


class Attachment(models.Model):
    """Where an editor attached a mark that had lost its place: words of one corrected reading. The last one counts."""

    annotation = models.ForeignKey("articles.Annotation", on_delete=models.CASCADE, related_name="attachments")
    reading = models.ForeignKey(CorrectedReading, on_delete=models.PROTECT, related_name="attachments")
    start = models.PositiveIntegerField(help_text=gettext_lazy("In the text of the reading."))
    end = models.PositiveIntegerField()
    quote = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="attached_to_words")]

    def __str__(self):
        return self.quote[:60]
