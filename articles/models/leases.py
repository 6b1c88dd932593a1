"""Work that one worker at a time is at: who is says so again and again, so that what a dead one left is taken up."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

# Whoever is at something says so again and again; after this long without a word, their program is gone.
LEASE = timedelta(seconds=settings.TASK_LEASE)


def lately(field, within=LEASE):
    """That the moment in `field` is at most so long ago. What lies as far ahead was written before the clock was put back:
    it says nothing.
    """
    now = timezone.now()
    return Q(**{f"{field}__gt": now - within, f"{field}__lt": now + max(within, LEASE)})


class HeldQuerySet(models.QuerySet):
    def held(self, pk, holder):
        return self.filter(pk=pk, holder=holder)

    def unheld(self, lease=LEASE):
        """Nobody is at it, or nobody any more."""
        return self.exclude(lately("alive_at", lease))


class Held(models.Model):
    """What somebody may be at."""

    holder = models.CharField(max_length=32, blank=True, help_text=gettext_lazy("Who runs it; a name of one run."))
    alive_at = models.DateTimeField(null=True, help_text=gettext_lazy("When whoever runs it last said that they do."))

    class Meta:
        abstract = True


class LeasedQuerySet(HeldQuerySet):
    def unfinished(self):
        return self.filter(finished_at=None)

    def unheld(self, lease=LEASE):
        return super().unheld(lease).unfinished()

    def held(self, pk, holder):
        return super().held(pk, holder).unfinished()

    def take(self, pk, holder):
        """Whether `holder`, and nobody else, runs it from now on."""
        now = timezone.now()
        free = self.unheld().filter(pk=pk)
        return bool(free.update(holder=holder, alive_at=now, started_at=now, attempts=F("attempts") + 1))


class Leased(Held):
    """What a task does once, from beginning to end. It stands here, whichever queue brings it to a worker."""

    requested_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    task_id = models.CharField(
        max_length=64, blank=True, help_text=gettext_lazy("The task that shall run it, in whichever queue.")
    )
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def is_running(self):
        return self.finished_at is None
