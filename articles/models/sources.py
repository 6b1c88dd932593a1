"""What came in: the original bytes, the article read from them, its sentences."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from articles.models.aggregates import Joined
from articles.models.reviews import Review


class Original(models.Model):
    """The bytes of a source as they were received. Kept for ever: the database refuses to change or delete them."""

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    size = models.PositiveIntegerField(help_text=gettext_lazy("Bytes."))
    received_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.sha256[:12]


class ArticleQuerySet(models.QuerySet):
    def visible_to(self, user):
        stories = self.model._meta.get_field("story").related_model.objects.visible_to(user)
        return self.filter(story__in=stories)

    def with_review(self):
        """Each with `is_reviewed`: whether a review that came to its end began when the article was there."""
        done = Review.objects.filter(story=OuterRef("story"), finished_at__isnull=False, error="")
        return self.annotate(is_reviewed=Exists(done.filter(started_at__gte=OuterRef("imported_at"))))

    def with_sentence_places(self):
        """Each with its `sentence_places`, so that they cost no query of their own."""
        place = Concat(
            Cast("start", models.TextField()), Value("-", models.TextField()), Cast("end", models.TextField())
        )
        rows = Sentence.objects.filter(article=OuterRef("pk")).order_by().values("article")
        return self.annotate(sentence_places=Subquery(rows.annotate(places=Joined(place)).values("places")))


class Article(models.Model):
    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="articles")
    number = models.PositiveSmallIntegerField(help_text=gettext_lazy("Its place among the story's articles."))
    outlet = models.ForeignKey("articles.Outlet", on_delete=models.PROTECT, related_name="articles")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="articles")
    file_name = models.CharField(max_length=255)
    part = models.CharField(
        max_length=500,
        blank=True,
        help_text=gettext_lazy("Where in the file it stood, when the file held several: “b/story.docx”."),
    )
    format = models.CharField(
        max_length=20, default="text", help_text=gettext_lazy("The kind of file that it was read from.")
    )
    encoding = models.CharField(max_length=40, blank=True, help_text=gettext_lazy("Of a file that is text."))
    text = models.TextField(help_text=gettext_lazy("Canonical text; every offset counts its code points."))
    text_sha256 = models.CharField(max_length=64)
    removed = models.JSONField(
        default=list, blank=True, help_text=gettext_lazy("What of the file is not in the text, in order: text, reason.")
    )
    headline = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=500, blank=True, help_text=gettext_lazy("As its outlet names them."))
    address = models.CharField(
        max_length=2000,
        blank=True,
        help_text=gettext_lazy("Its canonical address on the web: http or https."),
        db_index=True,
    )
    guid = models.CharField(
        max_length=500, blank=True, help_text=gettext_lazy("What its outlet or feed calls it."), db_index=True
    )
    language = models.CharField(max_length=8, default="en")
    published = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(
        null=True, blank=True, help_text=gettext_lazy("The moment, where the file gives one.")
    )
    word_count = models.PositiveIntegerField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    imported_at = models.DateTimeField(auto_now_add=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=gettext_lazy("Who is to read it."),
    )
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="replaced_by",
        null=True,
        help_text=gettext_lazy("Its earlier version."),
    )
    version_number = models.PositiveSmallIntegerField(default=1)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["story", "number"]
        indexes = [
            models.Index(fields=["outlet", "story"]),
            models.Index(fields=["imported_at", "outlet", "story", "word_count"]),  # words by month: models.insights
            models.Index(fields=["assigned_to"], condition=Q(assigned_to__isnull=False), name="article_given"),
            models.Index(fields=["text_sha256"], name="article_text"),  # the same text in other stories
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="article_number_once_in_story"),
            models.UniqueConstraint(fields=["story", "text_sha256"], name="article_text_once_in_story"),
            # An address becomes a link: what would run as a script is not stored, whoever writes it.
            models.CheckConstraint(
                condition=Q(address="") | Q(address__startswith="https://") | Q(address__startswith="http://"),
                name="article_address_is_of_the_web",
            ),
        ]

    def __str__(self):
        return f"{self.outlet}: {self.headline or self.file_name}"

    def get_absolute_url(self):
        return reverse("article", args=[self.story.slug, self.number])

    def quote(self, start, end):
        return self.text[start:end]

    @cached_property
    def sentence_places(self):
        """ "START-END,START-END": where each sentence stands, in no order. One query, none `with_sentence_places()`."""
        return ",".join(f"{start}-{end}" for start, end in self.sentences.values_list("start", "end"))


class Sentence(models.Model):
    """A sentence of an article's canonical text: `text[start:end]`."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="sentences")
    number = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["article", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="sentence_number_once_in_article")]

    def __str__(self):
        return f"{self.article_id}:{self.number}"
