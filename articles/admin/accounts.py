"""Accounts: administrators make and close them. What only a superuser may give, nobody else can give themselves."""

import hashlib

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction

from articles.admin.rules import Recorded, SeenForm

User = get_user_model()
SUPERUSERS_ONLY = ["is_superuser", "user_permissions"]

admin.site.unregister(User)
admin.site.unregister(Group)


class AccountForm(SeenForm, UserChangeForm):
    def state_of(self, account):
        """Everything but when it was last used."""
        return _state(account, "groups", "user_permissions") if account.pk else ""


class RoleForm(SeenForm):
    def state_of(self, group):
        return _state(group, "permissions") if group.pk else ""


def _state(row, *relations):
    fields = [(f.name, str(f.value_from_object(row))) for f in row._meta.concrete_fields if f.name != "last_login"]
    named = [(name, sorted(getattr(row, name).values_list("pk", flat=True))) for name in relations]
    return hashlib.sha256(repr(fields + named).encode()).hexdigest()[:16]


@admin.register(User)
class AccountAdmin(Recorded, UserAdmin):
    form = AccountForm
    fieldsets = [(None, {"fields": ["seen", "username", "password"]}), *UserAdmin.fieldsets[1:]]
    list_display = ["username", "first_name", "last_name", "email", "shown_groups", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_staff", "is_superuser"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        fields = [*super().get_readonly_fields(request, obj), "last_login", "date_joined"]
        return fields if request.user.is_superuser else [*fields, *SUPERUSERS_ONLY]

    def has_change_permission(self, request, obj=None):
        """A superuser's account, its password above all, is for superusers."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def has_delete_permission(self, request, obj=None):
        """What an account did stays told by its name: it is closed (not active), never deleted."""
        return False

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        if not self.has_change_permission(request, self.get_object(request, id)):
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    def log_change(self, request, user, message):
        """Also called for a new password, which goes past the account's form."""
        if request.resolver_match.url_name == "auth_user_password_change":
            self.record(request, "change", user, changes={"password": ["", "a new one"]})
        return super().log_change(request, user, message)

    @admin.display(description="groups")
    def shown_groups(self, user):
        return ", ".join(group.name for group in user.groups.all())


@admin.register(Group)
class RoleAdmin(Recorded, GroupAdmin):
    """Who is in a group is set at the account; what a group may do, by superusers."""

    form = RoleForm
    fields = ["seen", "name", "permissions"]

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return False
