"""Whatever is done to a line of the log behind the product's back is found."""

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction

from articles.models import Event, guards
from articles.workflow import audit
from tests.reliability.rounds import rounds

pytestmark = pytest.mark.django_db
LINES = 30


def change(line, luck):
    rows = Event.objects.filter(number=line.number)
    field = luck.choice(["verb", "actor_name", "target", "data", "at", "sha256", "previous", "story", "actor"])
    rows.update(**{field: _other(line, field)})


def _other(line, field):
    return {
        "data": {**line.data, "number": -1},
        "at": line.at + timedelta(microseconds=1),
        "story": None,
        "actor": None,
        "sha256": line.sha256[::-1],
        "previous": "f" * 64,
    }.get(field, f"{getattr(line, field)}.")


def forge(line, luck):
    """Changed, and with a hash that fits what it says now."""
    line.data = {**line.data, "number": -1}
    Event.objects.filter(number=line.number).update(data=line.data, sha256=line.compute_hash())


def remove(line, luck):
    Event.objects.filter(number=line.number).delete()


def swap(line, luck):
    other = luck.choice([number for number in range(1, LINES + 1) if number != line.number])
    Event.objects.filter(number=line.number).update(number=LINES + 1)
    Event.objects.filter(number=other).update(number=line.number)
    Event.objects.filter(number=LINES + 1).update(number=other)


def cut(line, luck):
    Event.objects.filter(number__gte=line.number).delete()


def add(line, luck):
    """A line of their own at the end, without the way that the product takes."""
    last = Event.objects.get(number=LINES)
    last.pk, last.number = None, LINES + 1
    last.save(force_insert=True)


@pytest.fixture
def head(nora, story):
    """The head of a log of thirty lines, and the guards out of a forger's way."""
    for number in range(LINES):
        Event.objects.record("décide", by=nora, story=story, target=story, note="“quoted”", number=number)
    guards.remove(connection)
    assert Event.objects.count() == LINES
    return Event.objects.get(number=LINES).sha256


def test_every_tampering_is_found(head):
    for number in range(rounds()):
        luck = random.Random(number)
        line = Event.objects.get(number=luck.randint(1, LINES))
        tamper = luck.choice([change, forge, remove, swap, cut, add])
        with transaction.atomic():
            tamper(line, luck)
            assert not audit.verify(head).is_sound, (number, tamper.__name__, line.number)
            transaction.set_rollback(True)
    assert audit.verify(head).is_sound
