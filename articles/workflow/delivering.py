"""Carrying out what the outbox holds: each thing at least once, under one id, tried again while it fails.

A worker takes a delivery, sends it, and writes down how it went. Killed in between, it leaves the delivery taken and gives
no sign of life any more: after the lease the next one tries again, under the same id, by which the receiver knows what it
has already. One receiver gets one thing at a time, in the order in which things were decided.
"""

import logging
import time
import uuid
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import outbound
from articles.files import write_whole
from articles.models import About, Delivery, DeliveryState, DeliveryTry, Event, Receiver
from articles.workflow import lease, outbox
from articles.workflow.errors import Refused
from articles.workflow.export import leave
from articles.workflow.parcels import files_of, letter, signature
from articles.workflow.receivers import folder_of, secrets_of

# After the first failure it waits so long, after the second so long; after the last one it is given up.
WAITS = [timedelta(minutes=m) for m in (1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60)]
SECONDS = 30  # that a receiver has for its answer
MOST_BODY = 64 * 1024 * 1024  # bytes of one call
NOBODY = {"taken_at": None, "alive_at": None, "holder": ""}
STOPPED = "The worker was stopped before it could write down how it went."

log = logging.getLogger(__name__)


class Run(NamedTuple):
    """Ids of what was delivered, {id: why not} of what failed or was given up, ids of what is held back."""

    delivered: list[str]
    failed: dict[str, str]
    held: list[str]


class Failed(Exception):
    """This try failed. `status` of the answer, if there was one; `is_final`: trying again would change nothing."""

    def __init__(self, reason, status=None, is_final=False):
        super().__init__(reason)
        self.status, self.is_final = status, is_final


def deliver_due() -> Run:
    """Try everything whose time has come, each once."""
    run, seen = Run([], {}, []), set()
    while delivery := _take(seen):
        seen.add(delivery.pk)
        with lease.Lease(delivery, delivery.holder):
            try:
                _carry(delivery, run)
            except lease.Lost:
                log.warning("Delivery %s was taken over by another worker, which tries it again", delivery.pk)
    return run


def next_due():
    """When something will be due next, or None when nothing waits."""
    waiting = Delivery.objects.waiting().filter(receiver__switched_off_at=None, taken_at=None)
    return waiting.order_by("due_at").values_list("due_at", flat=True).first()


# --- Taking -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def _take(seen):
    """The next that is due and free, taken; or None."""
    now = timezone.now()
    for row in Delivery.objects.free(now).exclude(pk__in=seen).order_by("made_at", "pk"):
        Receiver.objects.select_for_update().get(pk=row.receiver_id)
        if Delivery.objects.attended().filter(receiver=row.receiver_id).exists():
            continue  # another worker came first to this receiver
        mine = Delivery.objects.waiting().held(row.pk, row.holder)
        if mine.update(taken_at=now, alive_at=now, holder=uuid.uuid4().hex):
            if row.taken_at:
                _write_try(row, row.taken_at, None, None, STOPPED)
            rows = Delivery.objects.select_related("receiver", "story", "revision__approval", "revision__evidence")
            return rows.get(pk=row.pk)
    return None


# --- Carrying ---------------------------------------------------------------------------------------------------------


def _carry(delivery, run):
    may, until, why_never = outbox.may_go(delivery)
    if not may:
        _hold(delivery, until, why_never)
        run.held.append(str(delivery.pk))
        return
    clock, files, status = time.monotonic(), [], None
    failed = None
    try:
        files = files_of(delivery)
        status = (_call if delivery.receiver.is_webhook else _put)(delivery, files)
    except Failed as failure:
        failed = failure
    except outbound.NotSent as unsent:
        failed = Failed(str(unsent), is_final=isinstance(unsent, outbound.Blocked))
    except Refused as refused:
        failed = Failed(refused.reason)
    except OSError as error:
        failed = Failed(_("The files cannot be written: {error}.").format(error=error.strerror or error))
    milliseconds = round(1000 * (time.monotonic() - clock))
    if failed:
        _fail(delivery, failed, milliseconds)
        run.failed[str(delivery.pk)] = str(failed)
    else:
        _succeed(delivery, files, status, milliseconds)
        run.delivered.append(str(delivery.pk))


def _call(delivery, files):
    """One signed POST; any answer of 200 to 299 says that it was received."""
    body = letter(delivery, files, with_content=True)
    if len(body) > MOST_BODY:
        raise Failed(_("This is too large for a call: choose fewer formats, or a folder."), is_final=True)
    now = int(time.time())
    headers = {
        "Content-Type": "application/json",
        "Newsroom-Delivery": str(delivery.pk),
        "Newsroom-About": delivery.about,
        "Newsroom-Time": str(now),
        "Newsroom-Signature": signature(body, now, secrets_of(delivery.receiver, timezone.now())),
    }
    answer = outbound.request(
        "POST",
        delivery.receiver.address,
        headers=headers,
        content=body,
        seconds=SECONDS,
        most=1000,
        allowed_hosts=settings.PRIVATE_HOSTS,
    )
    if 300 <= answer.status < 400:
        raise Failed(_("It answered with a redirect, which is not followed: enter its new address."), answer.status)
    if not 200 <= answer.status < 300:
        raise Failed(_("It answered with status {status}.").format(status=answer.status), answer.status)
    return answer.status


def _put(delivery, files):
    """Each file whole or not at all; last the letter, which says that all are there."""
    folder = folder_of(delivery.receiver)
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        write_whole(folder / file.name, file.content, follow=False)
    number = f"-r{delivery.revision.number}" if delivery.revision and delivery.about != About.KILLED else ""
    ending = "killed" if delivery.about == About.KILLED else "delivery"
    slug = delivery.revision.document["story"]["slug"] if delivery.revision else delivery.story.slug
    write_whole(folder / f"{slug}{number}.{ending}.json", letter(delivery, files, with_content=False), follow=False)


# --- Writing down how it went -----------------------------------------------------------------------------------------


@transaction.atomic
def _succeed(delivery, files, status, milliseconds):
    row = _mine(delivery)
    _write_try(row, delivery.taken_at, milliseconds, status, "")
    changes = {**NOBODY, "failed_in_a_row": 0}
    if row.state == DeliveryState.WAITING:
        changes |= {"state": DeliveryState.DELIVERED, "ended_at": timezone.now(), "error": ""}
    Delivery.objects.filter(pk=row.pk).update(**changes)
    for file in files:
        leave(
            delivery.revision, file.format, file.content, file.extension, file.content_type, receiver=delivery.receiver
        )
    Event.objects.record("deliver", story=delivery.story, target=delivery.receiver, **_told(delivery))


@transaction.atomic
def _fail(delivery, failed, milliseconds):
    row = _mine(delivery)
    _write_try(row, delivery.taken_at, milliseconds, failed.status, str(failed))
    failures = row.failed_in_a_row + 1
    changes = {**NOBODY, "failed_in_a_row": failures}
    is_over = failed.is_final or failures > len(WAITS)
    if row.state == DeliveryState.WAITING:
        changes["error"] = str(failed)
        if is_over:
            changes |= {"state": DeliveryState.GIVEN_UP, "ended_at": timezone.now()}
        else:
            changes["due_at"] = timezone.now() + WAITS[failures - 1]
    Delivery.objects.filter(pk=row.pk).update(**changes)
    if is_over:
        told = _told(delivery) | {"reason": str(failed)}
        Event.objects.record("give up delivery", story=delivery.story, target=delivery.receiver, **told)


@transaction.atomic
def _hold(delivery, until, why_never):
    rows = Delivery.objects.filter(pk=_mine(delivery).pk)
    if until:
        rows.waiting().update(due_at=until)
    if why_never:
        rows.waiting().update(state=DeliveryState.WITHDRAWN, ended_at=timezone.now(), error=why_never)
    rows.update(**NOBODY)


def _mine(delivery):
    """Its row, locked. Raises lease.Lost when another worker took it over: that one writes down how it goes."""
    row = Delivery.objects.select_for_update().held(delivery.pk, delivery.holder).first()
    if row is None:
        raise lease.Lost
    return row


def _write_try(row, began_at, milliseconds, status, error):
    """A line in the log of tries. `row` is locked, or taken by us."""
    row.tries += 1
    Delivery.objects.filter(pk=row.pk).update(tries=row.tries)
    DeliveryTry.objects.create(
        delivery=row, number=row.tries, began_at=began_at, milliseconds=milliseconds, status=status, error=error
    )


def _told(delivery):
    number = {"number": delivery.revision.number} if delivery.revision else {}
    return {"delivery": str(delivery.pk), "receiver": delivery.receiver.name, "about": delivery.about, **number}
