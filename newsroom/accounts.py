"""Who may have an account: administrators make them; nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAccounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
