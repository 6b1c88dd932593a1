"""Digests: the unread part of an inbox by e-mail, to those who asked for it.

Nothing is lost when mail fails: a line counts as mailed only after the server took the message, and a digest that was
not sent is tried again at the next run. Two runs at once send each digest once: one takes it, the other leaves it.
Should a run be killed between sending and writing that down, the same message goes out again, under the same
Message-ID.
"""

import logging
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Digest, DigestFrequency, Event, Notification
from articles.workflow.errors import Refused

log = logging.getLogger(__name__)

DAILY_HOUR = 7  # in the time zone of the house: daily digests go out in the first run after it
MOST_LINES = 50  # in one message; the inbox holds the rest
LEASE = timedelta(minutes=15)  # longer than any message takes: then whoever took a digest was killed


class Run(NamedTuple):
    """User names of those whose digest was sent, who had nothing unread, and {name: why not} of the others."""

    sent: list[str]
    empty: list[str]
    failed: dict[str, str]


@transaction.atomic
def choose(user, every):
    """From now on `user` wants digests `every` hour or day, or never."""
    if every not in DigestFrequency.values:
        raise Refused(_("Choose never, every hour or once a day."))
    if every != DigestFrequency.NEVER and not user.email:
        raise Refused(_("Your account has no e-mail address: ask an administrator to enter it."))
    Digest.objects.update_or_create(user=user, defaults={"every": every})
    Event.objects.record("choose digest", by=user, target=user, every=every)


def send_due(now=None):
    """Send every digest whose time has come."""
    now = now or timezone.now()
    run = Run([], [], {})
    wanted = Digest.objects.exclude(every=DigestFrequency.NEVER).exclude(user__email="")
    for digest in wanted.filter(user__is_active=True).select_related("user").order_by("pk"):
        if _is_due(digest, now) and _take(digest, now):
            _send(digest, now, run)
    return run


def _is_due(digest, now):
    """Whether it has not gone out since the beginning of this hour, or since the last morning."""
    local = timezone.localtime(now)
    began = local.replace(minute=0, second=0, microsecond=0)
    if digest.every == DigestFrequency.DAILY:
        began = began.replace(hour=DAILY_HOUR) - timedelta(days=local.hour < DAILY_HOUR)
    return digest.sent_at is None or digest.sent_at < began


def _take(digest, now):
    """True for one of several runs: whose update finds the digest as it was read, and not taken."""
    is_free = Q(taken_at=None) | Q(taken_at__lt=now - LEASE)
    return Digest.objects.filter(is_free, pk=digest.pk, sent_at=digest.sent_at).update(taken_at=now)


def _send(digest, now, run):
    user = digest.user
    lines = list(Notification.objects.inbox_of(user).unread().filter(mailed_at=None).for_page().order_by("pk"))
    if lines:
        try:
            message_to(user, lines).send()
        except Exception as error:  # whatever it is, the others still get theirs
            log.warning("The digest for %s was not sent: %s", user, error)
            Digest.objects.filter(pk=digest.pk).update(taken_at=None)
            run.failed[user.username] = f"{type(error).__name__}: {error}"
            return
    with transaction.atomic():
        Notification.objects.filter(pk__in=[line.pk for line in lines]).update(mailed_at=now)
        Digest.objects.filter(pk=digest.pk).update(sent_at=now, taken_at=None)
    (run.sent if lines else run.empty).append(user.username)


def message_to(user, lines):
    """One message with these lines of the inbox, as text and as HTML."""
    inbox, choice = (settings.ADDRESS + reverse(name) for name in ("inbox", "preferences"))
    context = {
        "user": user,
        "count": len(lines),
        "lines": [(line, settings.ADDRESS + line.get_absolute_url()) for line in lines[:MOST_LINES]],
        "more": max(0, len(lines) - MOST_LINES),
        "inbox": inbox,
        "choice": choice,
    }
    subject = ngettext("One thing in your Newsroom inbox", "%(count)s things in your Newsroom inbox", len(lines)) % {
        "count": len(lines)
    }
    text, html = (render_to_string(f"inbox/digest.{ending}", context) for ending in ("txt", "html"))
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {
        "Message-ID": f"<digest-{user.pk}-{lines[0].pk}-{lines[-1].pk}@{host}>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{choice}>",
    }
    message = EmailMultiAlternatives(subject, text, to=[user.email], headers=headers)
    message.attach_alternative(html, "text/html")
    return message
