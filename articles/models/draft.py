"""The draft: its paragraphs, what each sentence cites, and every change with the way back."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy

from articles.models.sources import Sentence
from articles.models.versions import Versioned
from articles.text import sentences


class StoryParagraphQuerySet(models.QuerySet):
    def visible_to(self, user):
        stories = self.model._meta.get_field("story").related_model.objects.visible_to(user)
        return self.filter(story__in=stories)

    def standing(self):
        """The paragraphs of the draft as it reads now; removed ones stay for undo."""
        return self.filter(removed_at=None)

    def for_page(self):
        return self.select_related("updated_by").prefetch_related(Prefetch("citations", Citation.objects.for_page()))


class StoryParagraph(Versioned):
    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="paragraphs")
    position = models.PositiveIntegerField(help_text=gettext_lazy("Order within the draft."))
    text = models.TextField(blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    updated_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = StoryParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["story", "removed_at", "position"])]

    def __str__(self):
        return self.text[:60] or "(empty paragraph)"

    def cited_sentences(self):
        """[(Span, [citations that touch it])] for each sentence of the text, in order."""
        citations = list(self.citations.all())
        return [
            (span, [c for c in citations if c.start < span.end and c.end > span.start]) for span in sentences(self.text)
        ]


class CitationQuerySet(models.QuerySet):
    def for_page(self):
        """With article and outlet, but not the article's text, and `sentence`: the number of the source's sentence."""
        begun = Sentence.objects.filter(article=OuterRef("article"), start__lte=OuterRef("source_start"))
        number = Subquery(begun.order_by("-start").values("number")[:1])
        return self.select_related("article__outlet").defer("article__text").annotate(sentence=number)


class Citation(models.Model):
    """Ties `paragraph.text[start:end]` to `article.text[source_start:source_end]`, whose words are `quote`."""

    paragraph = models.ForeignKey(StoryParagraph, on_delete=models.CASCADE, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="citations")
    source_start = models.PositiveIntegerField()
    source_end = models.PositiveIntegerField()
    quote = models.TextField()
    said = models.TextField(blank=True, help_text=gettext_lazy("The paragraph's words when they were cited for."))
    claim = models.ForeignKey("articles.Claim", on_delete=models.SET_NULL, related_name="citations", null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["paragraph", "start", "pk"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="citation_covers_words")]

    def __str__(self):
        return self.quote[:60]


class DraftChange(models.Model):
    """One change of the draft: who, what, and the paragraphs as they were before, so that it can be undone."""

    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="changes")
    verb = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    before = models.JSONField(
        help_text=gettext_lazy("Each paragraph touched, as it was: null where the change made it.")
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["story", "-id"])]

    def __str__(self):
        return f"{self.verb} by {self.by}"
