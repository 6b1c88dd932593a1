"""Who calls: the user of a token, within its scopes. Cookies count for nothing here."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils import timezone
from ninja.security import HttpBearer

from articles.api.problems import Problem
from articles.models.events import token_at_work
from articles.models.time_zones import zone_of
from articles.workflow import tokens

MOST_WRONG = 20  # times that one address may call with one wrong token
PATIENCE = 300  # seconds, then it may try again


class Token(HttpBearer):
    """`auth=Token("stories:read")`: a living token with that scope; without one, any living token."""

    def __init__(self, scope=None):
        super().__init__()
        self.scope = scope

    def authenticate(self, request, token):
        found = tokens.known(token)
        key = _key(request, found)
        if cache.get(key, 0) >= MOST_WRONG:
            raise Problem("slow-down", headers={"Retry-After": str(PATIENCE)})
        if found is None or not tokens.opens(found, token):
            _count(key)
            return None
        if self.scope and self.scope not in found.scopes:
            raise Problem("missing-scope", f"This needs the scope {self.scope}.", scope=self.scope)
        _begin(request, found)
        return found


def _begin(request, token):
    """From here on it is the user of the token who works, in their own time zone; the log names the token."""
    tokens.note_use(token)
    token_at_work.set(token.name)
    request.user = request._cached_user = token.user  # the latter is read by whatever logs the request
    if zone := zone_of(token.user):
        timezone.activate(zone)


def _key(request, token):
    """Of one token where there is one, so that one forgotten program does not lock out the whole house."""
    address = get_adapter().get_client_ip(request)
    return f"wrong-token:{address}:{token.prefix if token else ''}"


def _count(key):
    if not cache.add(key, 1, PATIENCE):
        try:
            cache.incr(key)
        except ValueError:  # it expired in between
            cache.add(key, 1, PATIENCE)
