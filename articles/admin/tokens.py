"""API tokens: whose they are, when they were last used; withdrawing them is all that can be done here."""

from django.contrib import admin, messages

from articles.admin.rules import Kept
from articles.models import ApiToken
from articles.workflow import tokens
from articles.workflow.errors import Refused


@admin.register(ApiToken)
class ApiTokenAdmin(Kept):
    list_display = ["name", "user", "prefix", "scope_list", "created_at", "last_used_at", "expires_at", "withdrawn_at"]
    list_filter = ["expires_at", "last_used_at", ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user"]
    search_fields = ["name", "prefix", "user__username"]
    exclude = ["secret_sha256"]
    actions = ["withdraw"]

    @admin.display(description="may")
    def scope_list(self, token):
        return ", ".join(token.scopes)

    def has_withdraw_permission(self, request):
        return request.user.has_perm("articles.change_apitoken")

    @admin.action(description="Withdraw the selected tokens", permissions=["withdraw"])
    def withdraw(self, request, queryset):
        for token in queryset:
            try:
                tokens.withdraw(token, by=request.user)
            except Refused as refused:
                self.message_user(request, f"{token}: {refused.reason}", messages.WARNING)
            else:
                self.message_user(request, f"{token} opens nothing any more.", messages.SUCCESS)
