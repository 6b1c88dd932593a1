"""Reviews and the marks on the articles."""

from django.contrib import admin

from articles.admin.rules import Kept, KeptInline
from articles.models import Annotation, Comment, Review


@admin.register(Review)
class ReviewAdmin(Kept):
    list_display = ["story", "requested_by", "requested_at", "started_at", "finished_at", "found", "error"]
    list_filter = ["requested_at", ("finished_at", admin.EmptyFieldListFilter), ("error", admin.EmptyFieldListFilter)]
    list_select_related = ["story", "requested_by"]
    search_fields = ["story__title", "story__slug", "error"]


class CommentInline(KeptInline):
    model = Comment
    fields = ["author", "verb", "assignee", "text", "created_at"]
    readonly_fields = ["created_at"]


@admin.register(Annotation)
class AnnotationAdmin(Kept):
    list_display = ["category", "severity", "state", "shown_quote", "article", "check_slug", "created_by", "created_at"]
    list_filter = ["state", "severity", "category", "check_slug", "created_at"]
    list_select_related = ["category", "article__outlet", "created_by"]
    search_fields = ["quote", "reason", "suggestion", "story__title"]
    inlines = [CommentInline]
    exclude = ["fingerprint"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("article__text")

    @admin.display(ordering="quote", description="words")
    def shown_quote(self, annotation):
        return annotation.quote if len(annotation.quote) < 80 else annotation.quote[:79] + "…"


@admin.register(Comment)
class CommentAdmin(Kept):
    list_display = ["text", "verb", "author", "annotation", "created_at"]
    list_filter = ["verb", "created_at"]
    list_select_related = ["author", "annotation__category"]
    search_fields = ["text", "author__username", "annotation__quote"]
