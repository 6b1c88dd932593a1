"""`manage.py restore FILE`: what a backup holds is what is there."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.workflow import backup
from articles.workflow.errors import Refused

NEXT = "Everybody signs in again. Start web servers and workers."


class Command(BaseCommand):
    help = "Put back what a backup holds, and prove it. Stop web servers and workers first."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="what `manage.py backup` wrote")
        parser.add_argument("--replace", action="store_true", help="restore over a database that holds content")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *, file, replace, **options):
        try:
            restored = backup.restore(file, replace=replace)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        report = restored.backup
        if options["json"]:
            told = {"problem": restored.problem, "to_migrate": restored.to_migrate}
            self.stdout.write(json.dumps(report._asdict() | told, indent=2))
        else:
            self.stdout.write(
                f"Restored what was backed up at {report.made_at}. Content and its hash agree: {report.content_sha256}"
            )
            self.stdout.write(
                "It is of an older version: run manage.py migrate, then manage.py verify_audit. " + NEXT
                if restored.to_migrate
                else NEXT
            )
        if restored.problem:
            raise CommandError(f"The audit log in the backup is not sound: {restored.problem}")
        if not options["json"]:
            self.stdout.write(f"The audit log is sound: {report.lines} lines.")
