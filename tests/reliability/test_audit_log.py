"""Whatever is done to a line of the log behind the product's back is found."""

import json
import random
from datetime import datetime, timedelta

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


def change_by_sql(line, luck):
    """As somebody does who has a way into the database and none into the product: any column of the table."""
    column = luck.choice(["at", "actor_name", "verb", "target", "previous", "sha256", "data"])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM articles_event WHERE number = %s", [line.number])
        value = _other_stored(column, cursor.fetchone()[0])
        cursor.execute(f"UPDATE articles_event SET {column} = %s WHERE number = %s", [value, line.number])


def _other_stored(column, value):
    """By one character, one second, one more entry."""
    if column == "data":
        data = json.loads(value) if isinstance(value, str) else value
        return json.dumps(data | {"number": -1})
    if column == "at":
        return (datetime.fromisoformat(str(value)) + timedelta(seconds=1)).isoformat(" ")
    return f"{value[:-1]}~"


def remove_by_sql(line, luck):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_event WHERE number = %s", [line.number])


def renumber_by_sql(line, luck):
    """A line is taken out, and the gap behind it closed."""
    remove_by_sql(line, luck)
    with connection.cursor() as cursor:
        for number in range(line.number + 1, LINES + 1):
            cursor.execute("UPDATE articles_event SET number = number - 1 WHERE number = %s", [number])


def copy_by_sql(line, luck):
    """A line stands there twice, the second time at the end."""
    with connection.cursor() as cursor:
        columns = "at, actor_id, actor_name, verb, story_id, target, data, previous, sha256"
        cursor.execute(
            f"INSERT INTO articles_event (number, {columns}) SELECT %s, {columns} FROM articles_event WHERE number = %s",
            [LINES + 1, line.number],
        )


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


TAMPERINGS = [
    *(change, forge, remove, swap, cut, add),
    *(change_by_sql, remove_by_sql, renumber_by_sql, copy_by_sql),
]


def test_every_tampering_is_found(head, ledger):
    number_of_tamperings = rounds()
    for number in range(number_of_tamperings):
        luck = random.Random(number)
        line = Event.objects.get(number=luck.randint(1, LINES))
        tamper = TAMPERINGS[number % len(TAMPERINGS)]
        with transaction.atomic():
            tamper(line, luck)
            assert not audit.verify(head).is_sound, (number, tamper.__name__, line.number)
            transaction.set_rollback(True)
    assert audit.verify(head).is_sound
    ledger(
        "Tamperings with the audit log found, by queryset and by plain SQL",
        number_of_tamperings,
        point=9,
        unit="tamperings",
    )
