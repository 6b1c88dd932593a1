"""Choosing the time zone in which somebody reads and enters times."""

from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Event, LocalTime
from articles.workflow.errors import Refused


@transaction.atomic
def choose(user, time_zone):
    """From now on `user` reads times in this zone; an empty one is that of the house."""
    if time_zone and time_zone not in available_timezones():
        raise Refused(_("Choose a time zone from the list."))
    if time_zone:
        LocalTime.objects.update_or_create(user=user, defaults={"time_zone": time_zone})
    else:
        LocalTime.objects.filter(user=user).delete()
    Event.objects.record("choose time zone", by=user, target=user, time_zone=time_zone)
