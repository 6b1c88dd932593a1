"""Upgrading from every earlier schema, with data in it: what was there is there, unchanged, and guarded.

There has been no release yet: the earlier schemas are those between two migrations. Each is filled with rows of the
models as they were then.
"""

import hashlib
import io
import itertools
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from articles.models import guards
from articles.models.events import FIRST, hash_of_line
from articles.workflow import audit
from tests.operations.databases import an_empty_database
from tests.operations.test_upgrade import _changed
from tests.reliability.rounds import IS_SOAK

STATES = sorted(name for app, name in MigrationLoader(None).disk_migrations if app == "articles")[:-1]
QUICK = STATES[:1]
MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LINES = 5  # of the audit log


@contextmanager
def an_old_database(folder):
    """A connection to an empty database, in the place of that of the tests."""
    with an_empty_database(folder) as url:
        of_the_tests = connections["default"]
        name = url.rpartition("/")[2] if url.startswith("postgres") else url.removeprefix("sqlite:///")
        there = type(of_the_tests)(dict(of_the_tests.settings_dict) | {"NAME": name}, "default")
        connections["default"] = there
        try:
            yield there
        finally:
            there.close()
            connections["default"] = of_the_tests


def test_what_an_earlier_schema_held_survives_the_upgrade(django_db_blocker, tmp_path, ledger):
    states, rows = STATES if IS_SOAK else QUICK, 0
    with django_db_blocker.unblock():
        for state in states:
            with an_old_database(tmp_path) as old:
                rows += upgraded(old, state)
    ledger(
        f"Upgraded from each of {len(STATES)} earlier schemas: every row as it was, the log whole, the guards in place",
        len(states),
        point=8,
        wanted=len(STATES),
        unit="schemas",
        figure=f"{rows} rows",
    )


def upgraded(old, state):
    """How many rows were there before, and are there afterwards."""
    executor = MigrationExecutor(old)
    executor.migrate([("articles", state)])
    apps = executor.loader.project_state([("articles", state)]).apps
    with transaction.atomic():
        Filler(apps).fill()
    held = rows_of(old, [model._meta.db_table for model in apps.get_models()])
    full = [table for table, content in held.items() if content["rows"]]

    migrate()
    assert _changed(old, held) == [], state
    assert audit.verify().lines == LINES and audit.verify().is_sound, state
    for table in guards.FROZEN:
        assert table not in full or is_guarded(old, table), (state, table)
    executor = MigrationExecutor(old)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == [], state
    migrate()
    assert _changed(old, held) == [], state
    return sum(len(content["rows"]) for content in held.values())


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())


def migrate():
    call_command("migrate", verbosity=0)


def rows_of(connection, tables):
    """As `_changed` takes them."""
    held = {}
    with connection.cursor() as cursor:
        for table in sorted(set(tables) & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"SELECT * FROM {table}")
            columns = [column.name for column in cursor.description] if hasattr(cursor.description[0], "name") else None
            columns = columns or [column[0] for column in cursor.description]
            held[table] = {"columns": columns, "rows": cursor.fetchall()}
    return held


def is_guarded(connection, table):
    with (
        pytest.raises(DatabaseError, match="kept as it is"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {table}")
    return True


class Filler:
    """Two rows of each model of the articles' app, as it was then; a user whom they name; a log with its chain."""

    def __init__(self, apps):
        self.apps, self.numbers = apps, itertools.count(1)

    def fill(self):
        User = self.apps.get_model(settings.AUTH_USER_MODEL)
        self.user = User.objects.create(username="nora", password="!")
        for model in self.apps.get_app_config("articles").get_models():
            if not model._meta.auto_created and model._meta.model_name != "event":
                for _ in range(2):
                    self.row_of(model)
        self.write_a_log()

    def row_of(self, model):
        """A new row; None where there can be no other."""
        values = {}
        for field in model._meta.concrete_fields:
            if not (field.primary_key and isinstance(field, models.AutoField)) and field.db_column != "rowid":
                values[field.attname] = self.value_of(field)
        try:
            with transaction.atomic():
                return model.objects.create(**values)
        except DatabaseError:
            if model.objects.exists():
                return None
            raise

    def value_of(self, field):
        if field.is_relation:
            return self.named_by(field)
        if field.choices:
            return field.choices[0][0]
        if field.has_default() and not field.unique:
            return field.get_default()
        return self.plain(field)

    def named_by(self, field):
        target = field.related_model
        if target._meta.label == settings.AUTH_USER_MODEL:
            return None if field.unique and field.null else self.user.pk
        found = target._base_manager.first()
        if field.null:
            return found.pk if found and not field.unique else None
        return self.row_of(target).pk if field.unique or not found else found.pk

    def plain(self, field):
        number = next(self.numbers)
        match field:
            case models.JSONField():
                return []
            case models.BinaryField():
                return f"Bell {number}".encode()
            case models.BooleanField():
                return True
            case models.DateTimeField():
                return None if field.null else MOMENT
            case models.DateField():
                return date(2026, 11, 22)
            case models.URLField():
                return f"https://courier.example/{number}"
            case models.UUIDField():
                return field.get_default()
            case models.CharField() | models.TextField():
                if field.name.endswith("sha256") or field.max_length == 64:
                    return hashlib.sha256(str(number).encode()).hexdigest()
                if field.max_length == 1:
                    return chr(0x100 + number)  # a key that no category of ours has
                if field.name == "address":
                    return f"https://courier.example/{number}"
                return f"Bell {number}"[-(field.max_length or 100) :]
            case models.IntegerField() | models.FloatField() | models.DecimalField():
                return number
        return None

    def write_a_log(self):
        model = self.apps.get_model("articles", "Event")
        story, previous = self.apps.get_model("articles", "Story").objects.first(), FIRST
        for number in range(1, LINES + 1):
            line = {
                "number": number,
                "at": MOMENT.isoformat(timespec="microseconds"),
                "actor": self.user.pk,
                "actor_name": "nora",
                "verb": "décide",
                "story": story.pk,
                "target": f"story:{story.pk}",
                "data": {"note": "“quoted”", "number": number},
                "previous": previous,
            }
            previous = hash_of_line(line)
            named = {"at": MOMENT, "actor_id": line.pop("actor"), "story_id": line.pop("story"), "sha256": previous}
            model.objects.create(**line | named)
