"""Who may have an account, and what they may do: administrators make them; nobody signs up alone. And where they are
signed in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.usersessions.internal.flows.sessions import end_sessions
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models.aggregates import Joined


class ClosedAccounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


class Accounts(AuthenticationBackend):
    """As allauth's, but who they are is read together with their time zone and with what they may do, and that alone with
    one query instead of two: every page asks for it.
    """

    def get_user(self, user_id):
        users = get_user_model()._default_manager.select_related("local_time").annotate(may=_permissions())
        user = users.filter(pk=user_id).first()
        if not user or not self.user_can_authenticate(user):
            return None
        if not user.is_superuser:
            user._perm_cache = set(user.may.split(",")) if user.may else set()
        return user

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None or user_obj.is_superuser:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            theirs = Permission.objects.filter(Q(user=user_obj) | Q(group__user=user_obj))
            names = theirs.order_by().values_list("content_type__app_label", "codename")
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in names}
        return user_obj._perm_cache


def _permissions():
    """The names of what a user may do, by themselves or by their groups, with commas: a column of the user."""
    theirs = Permission.objects.filter(Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk"))).order_by()
    named = theirs.annotate(whole=Value(1)).values("whole")
    names = named.annotate(names=Joined(Concat("content_type__app_label", Value("."), "codename"))).values("names")
    return Subquery(names)


@require_POST
def end_session(request, pk):
    """Signs out of one browser. The list of them, and signing out of all others, are allauth's."""
    end_sessions(request, [get_object_or_404(request.user.usersession_set, pk=pk)])
    if request.user.is_authenticated:
        messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")
