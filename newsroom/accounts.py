"""Who may have an account, and what they may do: administrators make them; nobody signs up alone. And where they are
signed in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.usersessions.internal.flows.sessions import end_sessions
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST


class ClosedAccounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


class Accounts(AuthenticationBackend):
    """As allauth's, but what somebody may do is read with one query instead of two, and who they are together with their
    time zone: every page asks for it.
    """

    def get_user(self, user_id):
        user = get_user_model()._default_manager.select_related("local_time").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None or user_obj.is_superuser:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            theirs = Permission.objects.filter(Q(user=user_obj) | Q(group__user=user_obj))
            names = theirs.order_by().values_list("content_type__app_label", "codename")
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in names}
        return user_obj._perm_cache


@require_POST
def end_session(request, pk):
    """Signs out of one browser. The list of them, and signing out of all others, are allauth's."""
    end_sessions(request, [get_object_or_404(request.user.usersession_set, pk=pk)])
    if request.user.is_authenticated:
        messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")
