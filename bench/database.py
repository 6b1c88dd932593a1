"""A database that is gone afterwards, on production's settings. Import it before anything of Django: it says which hold.

`DATABASE_URL` chooses: a temporary SQLite file, or a test database beside that of PostgreSQL.
"""

import os
import tempfile
from contextlib import contextmanager
from urllib.parse import urlsplit

from bench.serving import environment

FOLDER = tempfile.TemporaryDirectory(prefix="newsroom-bench-")
GIVEN = os.environ.get("DATABASE_URL", "")
IS_SQLITE = not GIVEN.startswith(("postgres", "pgsql"))
os.environ.update(environment(f"sqlite:///{FOLDER.name}/bench.sqlite3" if IS_SQLITE else GIVEN, FOLDER.name))

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402


@contextmanager
def database():
    """The URL of a migrated database."""
    call_command("collectstatic", verbosity=0, interactive=False)
    if IS_SQLITE:
        call_command("migrate", verbosity=0)
        yield os.environ["DATABASE_URL"]
        return
    own = connection.settings_dict["NAME"]
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield urlsplit(GIVEN)._replace(path=f"/{name}").geturl()
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)
