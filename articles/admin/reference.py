"""Outlets, error categories, people, house style, what is set for the checks."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, URLField

from articles.admin.rules import Reference
from articles.analysis.checks import CHECKS
from articles.models import ApprovalRule, CheckSetting, ErrorCategory, HouseStyle, Outlet, Person
from articles.templatetags.newsroom import human

SEVERITY_HELP = (
    "Offered with every new mark that an editor makes. Marks that are there already keep theirs; "
    "the checks say themselves how grave each of their finds is."
)


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
        ("For the editors", {"fields": ["guideline", "examples", "counter_examples"]}),
    ]

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, help_texts={"default_severity": SEVERITY_HELP}, **kwargs)

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

    def save_model(self, request, person, form, change):
        super().save_model(request, person, form, change)
        for other in _namesakes(person):
            messages.warning(request, _of_one_name(person, other))


@admin.register(HouseStyle)
class HouseStyleAdmin(Reference):
    list_display = ["preferred", "shown_variants", "note"]
    search_fields = ["preferred", "variants", "note"]

    @admin.display(description="instead of")
    def shown_variants(self, rule):
        return ", ".join(rule.variant_list)


@admin.register(CheckSetting)
class CheckSettingAdmin(Reference):
    list_display = ["slug", "switched_off_at", "lowest_confidence", "note"]
    list_filter = [("switched_off_at", admin.EmptyFieldListFilter)]
    search_fields = ["slug", "note"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "slug":
            return forms.ChoiceField(label="Check", choices=[(slug, human(slug)) for slug in CHECKS])
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def _namesakes(person):
    """Everybody else who has one of the person's names, however it is written."""
    names = _spellings(person)
    others = Person.objects.exclude(pk=person.pk).only("name", "aliases", "birth_date", "role")
    return [other for other in others if names & _spellings(other)]


def _spellings(person):
    return {" ".join(name.casefold().split()) for name in (person.name, *person.alias_list)}


def _of_one_name(person, other):
    born = f"born {other.birth_date:%-d %B %Y}" if other.birth_date else "of no known birth date"
    role = f", {other.role}" if other.role else ""
    return (
        f"{person.name} shares a name with another person: {other.name}, {born}{role}. "
        "The checks cannot tell which of the two an article means: is this somebody else?"
    )


@admin.register(ApprovalRule)
class ApprovalRuleAdmin(Reference):
    list_display = ["signatures", "link_hours"]
    search_fields = ["signatures"]

    def has_add_permission(self, request):
        """One line at most: it is changed, not joined by another."""
        return super().has_add_permission(request) and not ApprovalRule.objects.exists()
