"""Secrets that must be read again, and so cannot be hashed: kept sealed with a key made from the site's own."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from articles.workflow.errors import Refused


def seal(plain: str) -> str:
    return _box().encrypt(plain.encode()).decode()


def unseal(sealed: str) -> str:
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Refused(
            _("The secret was sealed with another NEWSROOM_SECRET_KEY: give the receiver a new one.")
        ) from None


def _box():
    """Sealed with the key of today; opened with those of earlier days, too."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key):
    return base64.urlsafe_b64encode(hashlib.sha256(b"newsroom: sealed secrets\n" + key.encode()).digest())
