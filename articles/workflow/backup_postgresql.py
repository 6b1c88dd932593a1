"""Backups of PostgreSQL: pg_dump and pg_restore, and a hash taken in the very snapshot that is dumped."""

import hashlib
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.utils.translation import gettext as _
from psycopg import sql

from articles.workflow.backup_content import LAST_LINE, VOLATILE, Snapshot
from articles.workflow.errors import Refused

BEFORE = "newsroom_before_restore"  # the schema that what was there waits in until the rest is proved
# Who owns what, and who else may see it, is the business of the server that it comes to.
ANYWHERE = ["--no-owner", "--no-privileges"]


def copy_out(connection, path):
    with _connect(connection) as opened:
        opened.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        opened.read_only = True
        (snapshot,) = opened.execute("SELECT pg_export_snapshot()").fetchone()
        schema = _schema(opened)
        _run(connection, "pg_dump", "-Fc", *ANYWHERE, f"--schema={schema}", f"--snapshot={snapshot}", f"--file={path}")
        last = opened.execute(LAST_LINE).fetchone() or (0, "")
        return Snapshot(_hash(opened, schema), *last)


def content_sha256(connection):
    with _connect(connection) as opened:
        return _hash(opened, _schema(opened))


@contextmanager
def replacing(connection, path):
    """The schema is what `path` holds; as it was before when what is done inside fails."""
    contents = _contents(connection, path)
    connection.close()
    with _connect(connection, autocommit=True) as opened:
        schema = sql.Identifier(_schema(opened))
        before = sql.Identifier(BEFORE)
        with opened.transaction():
            opened.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(schema, before))
            opened.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
            opened.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO PUBLIC").format(schema))
        try:
            _run(
                connection, "pg_restore", *ANYWHERE, "-1", "-e", f"--use-list={contents}", "-d", _name(connection), path
            )
            yield
        except BaseException:
            connection.close()
            with opened.transaction():
                opened.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(schema))
                opened.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(before, schema))
            raise
        opened.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(before))


def _contents(connection, path):
    """The list of what to restore: all but the schema itself, which is there."""
    listed = _run(connection, "pg_restore", "--list", path)
    wanted = [line for line in listed.splitlines() if " SCHEMA - " not in line and " COMMENT - SCHEMA " not in line]
    contents = Path(path).with_name("contents")
    contents.write_text("\n".join(wanted) + "\n")
    return contents


def _connect(connection, **options):
    there = connection.settings_dict
    named = {"host": there["HOST"], "port": there["PORT"], "user": there["USER"], "password": there["PASSWORD"]}
    named |= {name: value for name, value in there.get("OPTIONS", {}).items() if name.startswith("ssl")}
    given = {name: value for name, value in named.items() if value}
    return psycopg.connect(dbname=_name(connection), options="-c TimeZone=UTC", **given, **options)


def _name(connection):
    return connection.settings_dict["NAME"]


def _run(connection, program, *arguments):
    """The password goes by the environment: anybody on the machine may read the arguments of a program."""
    there = connection.settings_dict
    named = {"PGHOST": there["HOST"], "PGPORT": there["PORT"], "PGUSER": there["USER"], "PGPASSWORD": there["PASSWORD"]}
    named |= {f"PG{name.upper()}": value for name, value in there.get("OPTIONS", {}).items() if name.startswith("ssl")}
    named["PGDATABASE"] = _name(connection)
    environment = {**os.environ, **{name: str(value) for name, value in named.items() if value}}
    try:
        done = subprocess.run([program, *map(str, arguments)], env=environment, capture_output=True, text=True)
    except FileNotFoundError:
        raise Refused(
            _("%(program)s is not installed. On Debian: apt-get install postgresql-client") % {"program": program}
        ) from None
    if done.returncode:
        raise Refused(_("%(program)s failed: %(stderr)s") % {"program": program, "stderr": done.stderr.strip()})
    return done.stdout


def _schema(opened):
    return opened.execute("SELECT current_schema()").fetchone()[0]


def _hash(opened, schema):
    """Over every row in the order of the tables' keys, as the server writes it."""
    digest = hashlib.sha256()
    for table, keys in _tables(opened, schema):
        digest.update(f"{table}\n".encode())
        # As bytes of their text: servers sort texts by rules of their own.
        order = sql.SQL(", ").join(sql.SQL('{}::text COLLATE "C"').format(sql.Identifier(key)) for key in keys)
        rows = sql.SQL("COPY (SELECT * FROM {} ORDER BY {}) TO STDOUT").format(sql.Identifier(schema, table), order)
        with opened.cursor() as cursor, cursor.copy(rows) as copied:
            for part in copied:
                digest.update(part)
    return digest.hexdigest()


def _tables(opened, schema):
    """(table, [columns of its key]) of every table."""
    found = opened.execute(
        "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class c "
        "JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary "
        "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey) "
        "WHERE c.relkind = 'r' AND c.relnamespace = %s::regnamespace GROUP BY c.relname",
        [schema],
    )
    return sorted((table, keys) for table, keys in found if table not in VOLATILE)
