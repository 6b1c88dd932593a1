"""Backups of SQLite: its own online copy, which is one moment of the database however busy it is."""

import hashlib
import sqlite3
import time
from contextlib import closing, contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from articles.workflow.backup_content import LAST_LINE, PATIENCE, VOLATILE, Snapshot
from articles.workflow.errors import Refused


def copy_out(connection, path):
    name = connection.settings_dict["NAME"]
    _copy(name, path)
    with closing(sqlite3.connect(path)) as copied:
        last = copied.execute(LAST_LINE).fetchone() or (0, "")
        return Snapshot(_hash(copied), *last)


def content_sha256(connection):
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as opened:
        return _hash(opened)


@contextmanager
def replacing(connection, path):
    """The database is what `path` holds; as it was before when what is done inside fails. Those who have it open see
    the one or the other, never a part.
    """
    _refuse_damaged(path)
    connection.close()
    name = connection.settings_dict["NAME"]
    before = Path(path).with_name("before")
    _copy(name, before)
    _copy(path, name)
    try:
        yield
    except BaseException:
        connection.close()
        _copy(before, name)
        raise


def _copy(source, target):
    """In one step, so that it is one moment: who writes meanwhile waits, or is waited for."""
    deadline = time.monotonic() + PATIENCE

    def look(status, remaining, total):
        if status != sqlite3.SQLITE_DONE and time.monotonic() > deadline:
            raise Refused(_("The database was busy for too long. Stop web servers and workers, and try again."))

    try:
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
            read.backup(written, progress=look)
    except sqlite3.OperationalError as error:
        raise Refused(
            _("%(target)s cannot be written: %(error)s. Nothing was changed.") % {"target": target, "error": error}
        ) from error


def _refuse_damaged(path):
    try:
        with closing(sqlite3.connect(path)) as opened:
            sound = opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise Refused(_("The database in the backup is damaged. Nothing was changed."))


def _hash(opened):
    """Over every row in the order of the tables' keys. What the search keeps of the texts follows from them."""
    digest = hashlib.sha256()
    for table in _tables(opened):
        digest.update(f"{table}\n".encode())
        for row in opened.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):  # nosec B608  # only names of ours; values are parameters
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _tables(opened):
    there = opened.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    search = [name for name, sql in there if sql and sql.startswith("CREATE VIRTUAL")]
    own = [name for name, _ in there if not name.startswith("sqlite_") and name not in VOLATILE]
    return [name for name in own if not any(name == kept or name.startswith(f"{kept}_") for kept in search)]
