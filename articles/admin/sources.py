"""What came in."""

from django.contrib import admin

from articles.admin.rules import Kept, link
from articles.models import Article, Original, Sentence


@admin.register(Article)
class ArticleAdmin(Kept):
    list_display = [
        "headline",
        "outlet",
        "story",
        "number",
        "language",
        "word_count",
        "imported_by",
        "imported_at",
        "page",
    ]
    list_filter = ["language", "imported_at", "format", "encoding"]
    list_select_related = ["outlet", "story", "imported_by"]
    search_fields = ["headline", "file_name", "outlet__name", "story__title", "text_sha256", "address", "guid"]
    fields = [
        *("story", "number", "outlet", "headline", "author", "published", "published_at", "address", "guid"),
        *("language", "word_count", "file_name", "part", "format", "encoding", "original", "text_sha256"),
        *("imported_by", "imported_at", "text", "removed"),
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.resolver_match.url_name.endswith("_change") else rows.defer("text")

    @admin.display(description="in Newsroom")
    def page(self, article):
        return link(article, "Open")


@admin.register(Original)
class OriginalAdmin(Kept):
    list_display = ["sha256", "size", "received_at"]
    list_filter = ["received_at"]
    search_fields = ["sha256", "articles__file_name"]
    fields = ["sha256", "size", "received_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


@admin.register(Sentence)
class SentenceAdmin(Kept):
    list_display = ["article", "number", "paragraph", "start", "end", "words"]
    list_select_related = ["article__outlet"]
    search_fields = ["article__headline", "article__file_name"]
    fields = ["article", "number", "paragraph", "start", "end", "words"]
    list_per_page = 25

    @admin.display(description="text")
    def words(self, sentence):
        return sentence.article.quote(sentence.start, sentence.end)
