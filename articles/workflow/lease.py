"""Running a review, a fetch or a delivery alone: who is at it says so every few seconds, and stores nothing once somebody
else has taken over.
"""

import logging
import threading
import uuid

from django.db import Error, connection
from django.utils import timezone

from articles.models.leases import LEASE

BEAT = LEASE.total_seconds() / 6  # several beats fit into a lease: one may come late

log = logging.getLogger(__name__)


class Lost(Exception):
    """Somebody else runs it: this program was away for so long that it was given up."""


class Lease:
    """`with take(review) as lease:` while it lasts, a thread says that we are alive."""

    def __init__(self, row, holder):
        self.row, self.holder = row, holder
        self._done = threading.Event()
        self._heart = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self):
        self._heart.start()
        return self

    def __exit__(self, error, *_):
        self._done.set()
        self._heart.join(timeout=1)
        if error and not issubclass(error, Exception):
            # Stopped by hand (Ctrl-C): whoever comes next need not wait until we are taken for dead.
            self._mine().update(holder="", alive_at=None)

    def note(self, **fields):
        """Store these fields of the row. Raises Lost, and stores nothing, when it is not ours any more."""
        if not self._mine().update(**fields):
            raise Lost

    def confirm(self):
        """Inside the transaction that stores the result: nobody can take over until it is committed."""
        self.note(alive_at=timezone.now())

    def _mine(self):
        return type(self.row).objects.held(self.row.pk, self.holder)

    def _beat(self):
        try:
            while not self._done.wait(BEAT):
                try:
                    self.note(alive_at=timezone.now())
                except Lost:
                    return
                except Error:
                    log.warning("A sign of life was not stored", exc_info=True)
                    connection.close_if_unusable_or_obsolete()
        finally:
            connection.close()


def take(row):
    """The lease of the review or fetch, or None while somebody else holds it or when it is finished."""
    holder = uuid.uuid4().hex
    return Lease(row, holder) if type(row).objects.take(row.pk, holder) else None
