"""Those who get the stories: checked before they are saved; their secrets made, sealed and rotated."""

import re
import secrets
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.exporters import EXPORTERS
from articles.models import Event, Receiver, ReceiverKind
from articles.outbound import Blocked, checked
from articles.workflow.errors import Refused
from articles.workflow.export import BUNDLE
from articles.workflow.sealing import seal, unseal

OLD_SECRET_SIGNS = timedelta(days=2)  # longer than a delivery is retried: time to bring the new one to the receiver
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


def check(receiver):
    """Refused when nothing could ever be delivered to it."""
    if receiver.kind == ReceiverKind.FOLDER:
        folder_of(receiver)
    else:
        try:
            receiver.address = checked(receiver.address)
        except Blocked as blocked:
            raise Refused(str(blocked)) from blocked
    unknown = [slug for slug in receiver.formats if slug not in (*EXPORTERS, BUNDLE)]
    if unknown or not receiver.formats:
        raise Refused(_("Choose at least one format.") if not unknown else _("There is no such format."))


def folder_of(receiver) -> Path:
    """Where its files go: below the folder for deliveries, wherever links may lead."""
    if settings.DELIVERY_FOLDER is None:
        raise Refused(_("There is no folder for deliveries: the administrator sets NEWSROOM_DELIVERY_FOLDER."))
    if not _FOLDER.fullmatch(receiver.address):
        raise Refused(_("Name a folder in letters, digits, dots and hyphens, such as site/incoming."))
    root = settings.DELIVERY_FOLDER.resolve()
    folder = (root / receiver.address).resolve()
    if root not in folder.parents:
        raise Refused(_("The folder lies outside of the folder for deliveries."))
    return folder


@transaction.atomic
def rotate(receiver, *, by) -> str:
    """A new secret, shown this once. The old one signs beside it for two days."""
    receiver = Receiver.objects.select_for_update().get(pk=receiver.pk)
    if not receiver.is_webhook:
        raise Refused(_("A folder has no secret."))
    plain = secrets.token_urlsafe(32)
    receiver.old_secret, receiver.secret, receiver.rotated_at = receiver.secret, seal(plain), timezone.now()
    receiver.save_without_historical_record(update_fields=["secret", "old_secret", "rotated_at"])
    Event.objects.record("rotate secret", by=by, target=receiver, name=receiver.name)
    return plain


def secrets_of(receiver, now) -> list[str]:
    """Those that sign, the newest first."""
    if not receiver.secret:
        raise Refused(_("The receiver has no secret: rotate it in the administration."))
    old = [receiver.old_secret] if receiver.old_secret and now < receiver.rotated_at + OLD_SECRET_SIGNS else []
    return [unseal(sealed) for sealed in (receiver.secret, *old)]
