"""`manage.py verify_bundle FILE`: is an evidence bundle as it was made? Needs no database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.bundle import verify
from articles.bundle.archive import MOST_BYTES


class Command(BaseCommand):
    help = "Check an evidence bundle: sums, revision, audit lines, quotes. Exit status 1 when anything is wrong."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *, file, **options):
        verdict = verify(read(file))
        if options["json"]:
            report = {"sound": verdict.is_sound, "file": str(file), **verdict._asdict()}
            self.stdout.write(json.dumps(report, indent=2, ensure_ascii=False))
        elif verdict.is_sound:
            self.stdout.write(
                f"{file} is sound: {verdict.story}, revision {verdict.revision}; {verdict.files} files, "
                f"{verdict.lines} audit lines, {verdict.citations} citations. SHA-256 {verdict.sha256}.\n"
                f"The house that made it has the audit line {verdict.head}."
            )
            for note in verdict.notes:
                self.stdout.write(f"Note: {note}")
        if not verdict.is_sound:
            raise CommandError(f"{file} is not sound.\n" + "\n".join(verdict.problems))


def read(file):
    """The bytes of the file, of one that is too large no more than shows that it is."""
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
