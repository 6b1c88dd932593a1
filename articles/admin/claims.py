"""The facts of the events, what the sources say of them, what the editors decided."""

from django.contrib import admin

from articles.admin.rules import Kept, KeptInline
from articles.models import Claim, Decision, Statement


class StatementInline(KeptInline):
    model = Statement
    fields = ["article", "value", "normalised", "group"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("article__outlet").defer("article__text")


class DecisionInline(KeptInline):
    model = Decision
    fields = ["value", "reason", "decided_by", "decided_at"]
    readonly_fields = ["decided_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("decided_by")


@admin.register(Claim)
class ClaimAdmin(Kept):
    list_display = ["subject", "attribute", "kind", "status", "story", "decision"]
    list_filter = ["status", "kind", ("decision", admin.EmptyFieldListFilter)]
    list_select_related = ["story", "decision"]
    search_fields = ["subject", "attribute", "story__title"]
    fields = ["story", "subject", "attribute", "kind", "status", "decision"]
    inlines = [StatementInline, DecisionInline]


@admin.register(Statement)
class StatementAdmin(Kept):
    list_display = ["value", "normalised", "claim", "article", "group"]
    list_select_related = ["claim", "article__outlet"]
    search_fields = ["value", "normalised", "claim__subject", "article__headline"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("article__text")


@admin.register(Decision)
class DecisionAdmin(Kept):
    list_display = ["value", "claim", "reason", "decided_by", "decided_at"]
    list_filter = ["decided_at"]
    list_select_related = ["claim", "decided_by"]
    search_fields = ["value", "reason", "claim__subject", "decided_by__username"]
