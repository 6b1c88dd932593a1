"""Who may have an account, and what they may do: administrators make them; nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q


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
