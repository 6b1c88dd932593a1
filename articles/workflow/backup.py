"""Backing up everything into one file while work goes on, and restoring it: what comes back is proved to be what left.

The file is a ZIP of two: `manifest.json`, which says what it holds, and the database in its own form (a copy made by
SQLite, or pg_dump's). Everything is in the database, originals included.
"""

import hashlib
import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Event
from articles.workflow import audit, backup_postgresql, backup_sqlite
from articles.workflow.errors import Refused

STORES = {"sqlite": backup_sqlite, "postgresql": backup_postgresql}
MANIFEST, PAYLOAD = "manifest.json", "database"
FORM = 1  # of the manifest
CONTENT = ["auth_user", "articles_story", "articles_event"]  # a row in one of these is somebody's work


class Report(NamedTuple):
    """What a backup holds. `content_sha256` is over every row of every table but sessions and cache; `head` is the hash
    of the last of `lines` of the audit log.
    """

    file: str
    size: int
    engine: str
    made_at: str
    content_sha256: str
    lines: int
    head: str


class Restored(NamedTuple):
    """`problem` of the audit log as it stood in the backup, if it has one; `to_migrate`: the backup is of an older
    version.
    """

    backup: Report
    problem: str | None
    to_migrate: bool


def back_up(file: Path) -> Report:
    """Write the backup; all of it or nothing. Raises Refused with what to do."""
    file = file.resolve()
    if file.is_dir():
        raise Refused(_("%(file)s is a folder. Name the file that the backup shall be.") % {"file": file})
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
            payload, packed = Path(folder, PAYLOAD), Path(folder, "packed")
            applied = sorted(map(list, MigrationRecorder(connection).applied_migrations()))
            snapshot = _store().copy_out(connection, payload)
            manifest = {
                "form": FORM,
                "engine": connection.vendor,
                "made_at": timezone.now().isoformat(timespec="seconds"),
                "content_sha256": snapshot.content_sha256,
                "lines": snapshot.lines,
                "head": snapshot.head,
                "migrations": applied,
                "payload_sha256": _sha256(payload),
            }
            _pack(packed, manifest, payload)
            packed.replace(file)
    except OSError as error:
        raise Refused(
            _("%(file)s cannot be written: %(strerror)s.") % {"file": file, "strerror": error.strerror}
        ) from error
    return _report(file, manifest)


def restore(file: Path, *, replace=False) -> Restored:
    """Put back what the file holds. A database with content is replaced only when told to. When what came back is not
    what left, the database is as it was before. Raises Refused with what to do.
    """
    manifest = _read_manifest(file)
    if not replace and (table := _first_content()):
        raise Refused(
            _("The database here holds content (%(table)s). Back it up first; then say --replace to restore over it.")
            % {"table": table}
        )
    with tempfile.TemporaryDirectory(prefix="restore-") as folder:
        payload = _unpack(file, manifest, Path(folder))
        with _store().replacing(connection, payload):
            found = _store().content_sha256(connection)
            if found != manifest["content_sha256"]:
                raise Refused(_("What came back is not what the backup was made of. The database is as it was before."))
    to_migrate = bool(_brought() - _named(manifest))
    verdict = audit.verify(manifest["head"] or None)
    _end_sessions()
    if not to_migrate:
        Event.objects.record("restore backup", made_at=manifest["made_at"], content_sha256=manifest["content_sha256"])
    return Restored(_report(file, manifest), verdict.problem, to_migrate)


def _store():
    return STORES[connection.vendor]


def _pack(packed, manifest, payload):
    """Readable by its owner alone: it holds every text and the hashes of the passwords."""
    descriptor = os.open(packed, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
            archive.write(payload, PAYLOAD)
        opened.flush()
        os.fsync(opened.fileno())


def _read_manifest(file):
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read(MANIFEST))
    except OSError as error:
        raise Refused(
            _("%(file)s cannot be read: %(strerror)s.") % {"file": file, "strerror": error.strerror}
        ) from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Refused(_("%(file)s is no backup of Newsroom, or it is damaged.") % {"file": file}) from error
    if manifest.get("form") != FORM or _named(manifest) - _brought():
        raise Refused(
            _("%(file)s was made by a newer version of Newsroom. Install that version first.") % {"file": file}
        )
    if manifest["engine"] != connection.vendor:
        raise Refused(
            _(
                "%(file)s is a backup of %(engine)s, and DATABASE_URL names %(vendor)s: restore it into a "
                "database of its own kind."
            )
            % {"file": file, "engine": manifest["engine"], "vendor": connection.vendor}
        )
    return manifest


def _unpack(file, manifest, folder):
    try:
        with zipfile.ZipFile(file) as archive:
            payload = Path(archive.extract(PAYLOAD, folder))
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise Refused(_("%(file)s is damaged. Nothing was changed.") % {"file": file}) from error
    if _sha256(payload) != manifest["payload_sha256"]:
        raise Refused(
            _("%(file)s is damaged: its hash is not the one that it names. Nothing was changed.") % {"file": file}
        )
    return payload


def _first_content():
    """The first table with somebody's work in it, or None."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table in CONTENT:
            if table in there:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # nosec B608  # only names of ours; values are parameters
                if cursor.fetchone():
                    return table
    return None


def _brought():
    """The migrations that this version brings, as (app, name)."""
    return set(MigrationLoader(None).disk_migrations)


def _named(manifest):
    return {tuple(migration) for migration in manifest.get("migrations", [])}


def _end_sessions():
    """Who signed out since the backup must not be signed in again by it."""
    Session.objects.all().delete()
    cache.clear()


def _report(file, manifest):
    told = {name: manifest[name] for name in ("engine", "made_at", "content_sha256", "lines", "head")}
    return Report(file=str(file), size=Path(file).stat().st_size, **told)


def _sha256(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
