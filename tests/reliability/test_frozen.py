"""What is kept as it is stays so, by every way that leads to it: every guarded table and every guarded field of it.

The tables and fields are those of articles.models.guards: a new one is tried by itself.
"""

import json
import logging
import random
import re
import uuid
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import DatabaseError, connection, models, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from articles.models import guards
from tests import kept, newsdesk
from tests.reliability.outcomes import undone
from tests.reliability.permissions import EXAMPLES, OPERATIONS, bearer, bodies, filled, forms, pages
from tests.reliability.rounds import rounds
from tests.reliability.scene import Scene

pytestmark = pytest.mark.django_db
MODELS = {model._meta.db_table: model for model in apps.get_models()}
REFUSALS = (DatabaseError, models.ProtectedError, models.RestrictedError)
ROLES = ["editor", "approver", "administrator", "superuser"]


def guarded(model):
    """Its fields that may not change: all of them, or those that are listed."""
    listed = guards.FROZEN[model._meta.db_table]
    return [field for field in model._meta.concrete_fields if listed is None or field.column in listed]


GUARDED = [(MODELS[table], field) for table in guards.FROZEN for field in guarded(MODELS[table])]


# --- The scene --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """One for all: what was tried is undone after it."""
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        scene = Scene()
        kept.one_of_everything(scene.nora, newsdesk.a_user("jonas"), scene.sami)
        scene.tokens = {role: scene.token(role) for role in ROLES}
        scene.clients = {role: scene.client(role) for role in ROLES}
        yield scene
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def before(scene, django_db_blocker):
    return everything()


def everything():
    """{table: {key: the guarded values}}"""
    found = {}
    with connection.cursor() as cursor:
        for table in guards.FROZEN:
            model = MODELS[table]
            columns = [model._meta.pk.column, *(field.column for field in guarded(model))]
            cursor.execute(f"SELECT {', '.join(map(quoted, columns))} FROM {table}")
            found[table] = {row[0]: tuple(map(plain, row)) for row in cursor.fetchall()}
    return found


def plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def lost(before):
    """[(table, key)] of what is not as it was. What came anew is no harm."""
    now = everything()
    return [(table, key) for table, rows in before.items() for key, row in rows.items() if now[table].get(key) != row]


def another(field, value):
    """A value that the column takes, and that is not this one."""
    if isinstance(field, models.ForeignKey | models.OneToOneField):
        return (value or 0) + 1 if not isinstance(value, uuid.UUID) else uuid.uuid4()
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case bytes() | memoryview():
            return bytes(value) + b"."
        case datetime() | date():
            return value + timedelta(days=1)
        case str():
            return f"x{value}"[: field.max_length or None] if value[:1] != "x" else f"y{value[1:]}"
        case list() | dict():
            return {"forged": True}
    return {"DateTimeField": newsdesk.timezone.now(), "PositiveSmallIntegerField": 1}.get(
        field.get_internal_type(), "1"
    )


# --- The ways ---------------------------------------------------------------------------------------------------------
# Each takes the scene, the model, a row, one of its guarded fields and another value for it. Those of the first group are
# refused by an error; those of the second may answer politely.


def save(scene, model, row, field, value):
    setattr(row, field.attname, value)
    row.save(force_update=True)


def save_one_field(scene, model, row, field, value):
    setattr(row, field.attname, value)
    row.save(update_fields=[field.name])


def update(scene, model, row, field, value):
    model._base_manager.filter(pk=row.pk).update(**{field.attname: value})


def bulk_update(scene, model, row, field, value):
    setattr(row, field.attname, value)
    model._base_manager.bulk_update([row], [field.name])


def insert_over(scene, model, row, field, value):
    """As an upsert does."""
    setattr(row, field.attname, value)
    options = {"unique_fields": [model._meta.pk.name], "update_fields": [field.name]}
    model._base_manager.bulk_create([row], update_conflicts=True, **options)


def sql_update(scene, model, row, field, value):
    run(
        f"UPDATE {model._meta.db_table} SET {quoted(field.column)} = %s WHERE {key(model)} = %s",
        stored(field, value),
        row=row,
    )


def sql_update_all(scene, model, row, field, value):
    """The value of one row for all."""
    name = quoted(field.column)
    run(f"UPDATE {model._meta.db_table} SET {name} = {name} WHERE {key(model)} = %s", row=row)


def delete(scene, model, row, field, value):
    row.delete()


def delete_rows(scene, model, row, field, value):
    model._base_manager.filter(pk=row.pk).delete()


def delete_raw(scene, model, row, field, value):
    rows = model._base_manager.filter(pk=row.pk)
    rows._raw_delete(rows.db)


def sql_delete(scene, model, row, field, value):
    run(f"DELETE FROM {model._meta.db_table} WHERE {key(model)} = %s", row=row)


def sql_replace(scene, model, row, field, value):
    """SQLite takes the old row out of the way of a new one; PostgreSQL empties a whole table at once."""
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")  # what still waits to be checked would keep a table from being emptied
        run(f"TRUNCATE {table} CASCADE")
        return
    columns = [one.column for one in model._meta.concrete_fields]
    values = ["%s" if column == field.column else quoted(column) for column in columns]
    names = ", ".join(map(quoted, columns))
    run(
        f"INSERT OR REPLACE INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} WHERE {key(model)} = %s",
        stored(field, value),
        row=row,
    )


def delete_parent(scene, model, row, field, value):
    """With it would go what belongs to it. Some may go: what they were named by is empty then, and not guarded."""
    parents = [one for one in model._meta.concrete_fields if one.is_relation and getattr(row, one.attname)]
    if parents:
        with suppress(*REFUSALS), transaction.atomic():
            getattr(row, random.choice(parents).name).delete()


BY_ERROR = [
    save,
    save_one_field,
    update,
    bulk_update,
    insert_over,
    sql_update,
    sql_update_all,
    delete,
    delete_rows,
    delete_raw,
    sql_delete,
    sql_replace,
]
WITHOUT_KEY = [
    save,
    save_one_field,
    bulk_update,
    insert_over,
    sql_replace,
]  # with another key they speak of another row


def admin_form(scene, model, row, field, value):
    send(scene.clients["superuser"], admin_address(model, "change", row.pk), forged(value))


def admin_delete(scene, model, row, field, value):
    send(scene.clients["superuser"], admin_address(model, "delete", row.pk), {"post": "yes"})


def admin_action(scene, model, row, field, value):
    form = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [row.pk], "post": "yes"}
    send(scene.clients["superuser"], admin_address(model, "changelist"), form)


def page(scene, model, row, field, value):
    """Any button, with the names of all that is guarded beside what it asks for."""
    name, route = random.choice(pages())
    send(scene.clients[random.choice(ROLES)], filled(name, route, scene.at), forged(value) | forms(scene).get(name, {}))


def api(scene, model, row, field, value):
    name, operation = random.choice(list(OPERATIONS.items()))
    route = re.sub(r"{(\w+)}", r"<\1>", operation.path.removeprefix("/"))
    body = forged(str(value)) | (EXAMPLES | bodies(scene)).get(name, {})
    method = random.choice([operation.method, "PUT", "PATCH", "DELETE", "POST"])
    client = Client(headers=bearer(scene.tokens[random.choice(ROLES)]), raise_request_exception=False)
    with transaction.atomic():
        client.generic(method, filled(name, route, scene.at), json.dumps(body), content_type="application/json")


POLITELY = [delete_parent, admin_form, admin_delete, admin_action, page, api]


def send(client, address, form):
    if address:
        with transaction.atomic():
            client.raise_request_exception = False
            client.post(address, form)


def admin_address(model, kind, *arguments):
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=arguments)
    except NoReverseMatch:
        return None


def forged(value):
    return {field.name: str(value) for _, field in GUARDED} | {field.attname: str(value) for _, field in GUARDED}


def stored(field, value):
    return field.get_db_prep_save(value, connection)


def quoted(name):
    return connection.ops.quote_name(name)


def key(model):
    return quoted(model._meta.pk.column)


def run(statement, *values, row=None):
    """On the row, where one is given: its key comes last."""
    values = [*values, *([stored(row._meta.pk, row.pk)] if row else [])]
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


# --- The proofs -------------------------------------------------------------------------------------------------------


def attempt(scene, number, *, ways, of=None):
    """(the way, its arguments), drawn by lot; each way in its turn."""
    luck = random.Random(number)
    random.seed(number)
    way = ways[number % len(ways)]
    model, field = of or luck.choice([one for one in GUARDED if way not in WITHOUT_KEY or not one[1].primary_key])
    row = luck.choice(list(model._base_manager.order_by("pk")))
    return way, (scene, model, row, field, another(field, getattr(row, field.attname)))


def test_every_guarded_field_of_every_table_is_refused(scene, before):
    for model, field in GUARDED:
        assert model._base_manager.exists(), f"tests/kept.py makes no {model.__name__}"
        _, arguments = attempt(scene, 0, ways=[sql_update], of=(model, field))
        with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
            sql_update(*arguments)
    assert lost(before) == []


def test_nothing_that_is_kept_changes_by_any_way(scene, before, ledger):
    number = rounds(quick=54)
    for turn in range(number):
        way, arguments = attempt(scene, turn, ways=[*BY_ERROR, *POLITELY])
        with undone():
            if way in BY_ERROR:
                with (
                    pytest.raises(REFUSALS),
                    transaction.atomic(),
                ):
                    way(*arguments)
            else:
                way(*arguments)
            assert lost(before) == [], (turn, way.__name__, arguments[1:])
    ledger(
        f"{len(guards.FROZEN)} guarded tables, {len(GUARDED)} fields: changed or deleted by any of "
        f"{len(BY_ERROR) + len(POLITELY)} ways, refused",
        number,
        point=4,
        unit="attempts",
    )


@pytest.mark.parametrize("way", [way for way in BY_ERROR if way is not sql_update_all], ids=lambda way: way.__name__)
def test_without_the_guards_the_same_attempt_would_succeed(scene, before, way):
    """Else the proof above would prove nothing."""
    with undone():
        guards.remove(connection)
        assert any(_changes(scene, before, way, turn) for turn in range(100))


def _changes(scene, before, way, turn):
    _, arguments = attempt(scene, turn, ways=[way])
    try:
        with undone():
            way(*arguments)
            return bool(lost(before))
    except REFUSALS:
        return False
