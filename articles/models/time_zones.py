"""LocalTime: the time zone in which somebody reads and enters times. No row: that of the house."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy


class LocalTime(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="local_time")
    time_zone = models.CharField(max_length=64, help_text=gettext_lazy("A name such as Europe/Paris."))

    def __str__(self):
        return f"{self.user}: {self.time_zone}"


def zone_of(user):
    """The zone that the user chose, or None: that of the house. One that this machine does not know counts as not chosen."""
    chosen = getattr(user, "local_time", None)
    try:
        return ZoneInfo(chosen.time_zone) if chosen else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
