"""`manage.py backup FILE`: everything into one file, while work goes on."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.workflow import backup
from articles.workflow.errors import Refused


class Command(BaseCommand):
    help = "Write everything into one file: one moment of the database, while web servers and workers go on."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="one that is there is replaced when all is written")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *, file, **options):
        try:
            report = backup.back_up(file)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        if options["json"]:
            self.stdout.write(json.dumps(report._asdict(), indent=2))
        else:
            self.stdout.write(
                f"Backed up to {report.file}: {report.size} bytes, {report.lines} lines of the audit log.\n"
                f"Content: {report.content_sha256}\n"
                "Keep it away from this machine, and its secret key elsewhere: it holds every text."
            )
