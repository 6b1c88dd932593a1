"""Outlets, error categories, people, house style."""

from django.contrib import admin
from django.db.models import Count, URLField

from articles.admin.rules import Reference
from articles.models import ErrorCategory, HouseStyle, Outlet, Person


@admin.register(Outlet)
class OutletAdmin(Reference):
    list_display = ["name", "homepage", "articles_taken_in"]
    search_fields = ["name", "homepage", "notes"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(taken_in=Count("articles"))

    @admin.display(ordering="taken_in", description="articles")
    def articles_taken_in(self, outlet):
        return outlet.taken_in


@admin.register(ErrorCategory)
class ErrorCategoryAdmin(Reference):
    list_display = ["name", "key", "family", "default_severity", "short_name", "order", "retired_at"]
    list_filter = ["family", "default_severity", ("retired_at", admin.EmptyFieldListFilter)]
    search_fields = ["name", "slug", "short_name", "guideline"]
    fieldsets = [
        (None, {"fields": ["seen", "name", "slug", "short_name", "order", "retired_at"]}),
        ("In the text", {"fields": ["family", "key", "default_severity"]}),
        ("For the editors", {"fields": ["guideline", "examples"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """Checks, exports and old marks know a category by its slug."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}


@admin.register(Person)
class PersonAdmin(Reference):
    list_display = ["name", "birth_date", "role"]
    list_filter = [("birth_date", admin.EmptyFieldListFilter)]
    search_fields = ["name", "aliases", "role"]


@admin.register(HouseStyle)
class HouseStyleAdmin(Reference):
    list_display = ["preferred", "shown_variants", "note"]
    search_fields = ["preferred", "variants", "note"]

    @admin.display(description="instead of")
    def shown_variants(self, rule):
        return ", ".join(rule.variant_list)
