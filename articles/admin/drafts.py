"""The drafts as they stand, and every change of them."""

from django.contrib import admin

from articles.admin.rules import Kept, KeptInline
from articles.models import Citation, DraftChange, StoryParagraph, SupportConfirmation


class CitationInline(KeptInline):
    model = Citation
    fields = ["start", "end", "article", "quote", "created_by"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("article__outlet", "created_by").defer("article__text")


@admin.register(StoryParagraph)
class StoryParagraphAdmin(Kept):
    list_display = ["__str__", "story", "position", "updated_by", "updated_at", "removed_at"]
    list_filter = ["updated_at", ("removed_at", admin.EmptyFieldListFilter)]
    list_select_related = ["story", "updated_by"]
    search_fields = ["text", "story__title"]
    inlines = [CitationInline]


@admin.register(Citation)
class CitationAdmin(Kept):
    list_display = ["quote", "article", "paragraph", "created_by", "created_at"]
    list_filter = ["created_at"]
    list_select_related = ["article__outlet", "paragraph", "created_by"]
    search_fields = ["quote", "article__headline", "paragraph__text"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("article__text")


@admin.register(DraftChange)
class DraftChangeAdmin(Kept):
    list_display = ["at", "by", "verb", "story", "undone_at"]
    list_filter = ["verb", "at", ("undone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["by", "story"]
    search_fields = ["story__title", "by__username"]


@admin.register(SupportConfirmation)
class SupportConfirmationAdmin(Kept):
    list_display = ["at", "by", "kind", "words", "reason", "story", "withdrawn_at"]
    list_filter = ["kind", "at", ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["by", "story"]
    search_fields = ["sentence", "words", "reason", "story__title"]
