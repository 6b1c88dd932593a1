"""Databases beside that of the tests, of the same kind: for what starts from an empty one."""

import os
import subprocess
import sys
import uuid
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def an_empty_database(folder, template="template1"):
    """The DATABASE_URL of one that nobody has used; it is gone afterwards. PostgreSQL copies `template`."""
    name = f"newsroom_{uuid.uuid4().hex[:12]}"
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    there = connection.settings_dict
    with _server(there) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        password = f":{there['PASSWORD']}" if there["PASSWORD"] else ""
        yield f"postgres://{there['USER']}{password}@{there['HOST']}:{there['PORT'] or 5432}/{name}"
    finally:
        with _server(there) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(url, *arguments, check=True, **environment):
    """Run manage.py in a process of its own on the database at `url`."""
    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", *map(str, arguments)],
        env={**os.environ, "DATABASE_URL": url, "NEWSROOM_DEBUG": "1", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        | environment,
        capture_output=True,
        text=True,
    )
    assert not check or done.returncode == 0, done.stderr
    return done


def _server(there):
    import psycopg

    return psycopg.connect(
        host=there["HOST"],
        port=there["PORT"] or 5432,
        user=there["USER"],
        password=there["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    )
