"""API tokens: made by their user, shown once, asked on every call, withdrawn at will.

A token reads `nrt_PREFIX_SECRET`. The prefix finds it, the hash of the secret proves it.
"""

import hashlib
import re
import secrets
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from articles.models import ApiToken, Event, Scope
from articles.workflow.errors import Refused

LONGEST_NAME = ApiToken._meta.get_field("name").max_length
MOST_LIVING = 20  # of one user
DAYS = (7, 30, 90, 365)  # for which a token may be made
USED_WITHIN = timedelta(minutes=1)  # how exactly it is kept when a token was last used
_TOKEN = re.compile(r"nrt_([0-9a-z]{10})_([A-Za-z0-9_-]{43})")


class Made(NamedTuple):
    """The token as it is kept, and the text to give to the program: it cannot be shown again."""

    token: ApiToken
    text: str


@transaction.atomic
def make(*, by, name, scopes, days) -> Made:
    """A token for this user. What they may not do themselves, it will not do for them."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(_("Name what the token is for, in at most %(most)s characters.") % {"most": LONGEST_NAME})
    if not scopes or not set(scopes) <= set(Scope.values):
        raise Refused(_("Choose at least one thing that the token may do."))
    if days not in DAYS:
        raise Refused(
            _("A token lasts %(days)s or %(last)s days.") % {"days": ", ".join(map(str, DAYS[:-1])), "last": DAYS[-1]}
        )
    now = timezone.now()
    if by.api_tokens.living(now).count() >= MOST_LIVING:
        raise Refused(_("You have %(most)s tokens: withdraw one that you do not need.") % {"most": MOST_LIVING})
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=by,
        name=name,
        prefix=prefix,
        secret_sha256=_hash(secret),
        scopes=[scope for scope in Scope.values if scope in scopes],
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    Event.objects.record("make token", by=by, target=token, name=name, prefix=prefix, scopes=token.scopes)
    return Made(token, f"nrt_{prefix}_{secret}")


@transaction.atomic
def withdraw(token, *, by):
    """From now on it opens nothing. One's own, or anybody's for administrators."""
    if token.user_id != by.pk and not by.has_perm("articles.change_apitoken"):
        raise Refused(_("Only administrators may withdraw somebody else's token."))
    if not ApiToken.objects.filter(pk=token.pk, withdrawn_at=None).update(withdrawn_at=timezone.now(), withdrawn_by=by):
        raise Refused(_("This token was withdrawn already."))
    Event.objects.record("withdraw token", by=by, target=token, name=token.name, prefix=token.prefix)


def known(text) -> ApiToken | None:
    """The token whose prefix this text has, whatever its secret: `opens` must be asked before it is trusted. One query."""
    found = _TOKEN.fullmatch(text)
    return ApiToken.objects.select_related("user__local_time").filter(prefix=found[1]).first() if found else None


def opens(token, text):
    """Whether the text holds the secret of this token, and the token is alive, and its user active."""
    found = _TOKEN.fullmatch(text)
    is_right = constant_time_compare(token.secret_sha256, _hash(found[2])) if found else False
    return is_right and token.is_living(timezone.now()) and token.user.is_active


def note_use(token):
    """Keep when it was last used, to the minute: no line is written for every call."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at <= now - USED_WITHIN:
        unnoted = Q(last_used_at=None) | Q(last_used_at__lte=now - USED_WITHIN)
        ApiToken.objects.filter(unnoted, pk=token.pk).update(last_used_at=now)


def _hash(secret):
    return hashlib.sha256(secret.encode()).hexdigest()
