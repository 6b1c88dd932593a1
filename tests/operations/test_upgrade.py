"""Upgrading from every version that was released: what it wrote is there afterwards, unchanged, its log whole.

released/*.json hold the rows that each of those versions wrote, named by its newest migration. For a new release, add
its rows here; never change those that are here.
"""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connections, transaction

from tests.operations.databases import an_empty_database, manage

# What a later version writes by itself where nobody had written anything: the guideline's examples.
REWRITTEN = {("articles_errorcategory", "examples"), ("articles_errorcategory", "counter_examples")}
RELEASED = sorted(Path(__file__).with_name("released").glob("*.json"))


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def released(request):
    return json.loads(request.param.read_text())


@pytest.fixture
def old(released, django_db_blocker, tmp_path):
    """The address of a database as that version left it, and a connection to it."""
    with django_db_blocker.unblock(), an_empty_database(tmp_path) as url:
        there = dict(connections["default"].settings_dict)
        there["NAME"] = url.rpartition("/")[2] if url.startswith("postgres") else url.removeprefix("sqlite:///")
        connections.databases["old"] = there
        try:
            manage(url, "migrate", "articles", released["migration"], "--verbosity", "0")
            _fill(connections["old"], released["tables"])
            yield url, connections["old"]
        finally:
            connections["old"].close()
            del connections["old"], connections.databases["old"]


def test_what_a_released_version_wrote_survives_the_upgrade(released, old):
    url, connection = old
    connection.close()
    manage(url, "migrate", "--verbosity", "0")
    assert json.loads(manage(url, "verify_audit", "--head", released["head"], "--json").stdout)["sound"]
    assert json.loads(manage(url, "recount_figures", "--check", "--json").stdout)["wrong"] == []
    assert _changed(connection, released["tables"]) == []
    with pytest.raises(Exception, match="refuses to change"), connection.cursor() as cursor:
        cursor.execute("UPDATE articles_event SET verb = 'forged'")


def _fill(connection, tables):
    """In any order: rows that name each other are looked at when all are there. What the migrations wrote stays."""
    with transaction.atomic(using="old"), connection.cursor() as cursor:
        for table, content in tables.items():
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
            if cursor.fetchone():
                continue
            columns = content["columns"]
            kinds = _kinds(connection, cursor, table)
            names, holders = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
            for row in content["rows"]:
                values = [_stored(kinds[column], value) for column, value in zip(columns, row, strict=True)]
                cursor.execute(f'INSERT INTO "{table}" ({names}) VALUES ({holders})', values)
            if connection.vendor == "postgresql" and "id" in columns:
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                    f" WHERE pg_get_serial_sequence('{table}', 'id') IS NOT NULL"
                )


def _kinds(connection, cursor, table):
    """The kind of field that each column is; None for what Django knows none of."""
    described = connection.introspection.get_table_description(cursor, table)
    return {column.name: _kind(connection, column) for column in described}


def _kind(connection, column):
    try:
        return connection.introspection.get_field_type(column.type_code, column)
    except KeyError:
        return None


def _stored(kind, value):
    if isinstance(value, dict):
        return base64.b64decode(value["base64"])
    return bool(value) if kind == "BooleanField" and value is not None else value


def _changed(connection, tables):
    """[(table, key, column)] of what is not as it was; columns and tables that a later version dropped are not."""
    changed = []
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table, content in tables.items():
            if table not in there:
                continue
            kinds = _kinds(connection, cursor, table)
            columns = [column for column in content["columns"] if column in kinds]
            cursor.execute(f'SELECT {", ".join(f"{chr(34)}{column}{chr(34)}" for column in columns)} FROM "{table}"')
            now = {row[0]: dict(zip(columns, row, strict=True)) for row in cursor.fetchall()}
            for row in content["rows"]:
                was = dict(zip(content["columns"], row, strict=True))
                key = row[0]
                changed += [
                    (table, key, column)
                    for column in columns
                    if (table, column) not in REWRITTEN
                    and (key not in now or _plain(now[key][column]) != _plain(was[column]))
                ]
    return changed


def _plain(value):
    """One form for what the two databases return: hashes of bytes, moments in UTC, JSON as what it says."""
    if isinstance(value, dict) and "base64" in value:
        return base64.b64decode(value["base64"])
    if isinstance(value, memoryview | bytes):
        return bytes(value)
    if hasattr(value, "isoformat"):
        return _plain(value.isoformat())
    if isinstance(value, str):
        for read in (json.loads, _moment):
            try:
                return read(value)
            except ValueError:
                continue
    return value


def _moment(text):
    read = datetime.fromisoformat(text)
    return read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC)
