"""`manage.py export_bundle SLUG`: the evidence of an approved revision, in one ZIP."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.files import write_beside
from articles.management.commands.export_story import chosen_revision
from articles.workflow.errors import Refused
from articles.workflow.export import export_bundle


class Command(BaseCommand):
    help = "Export the evidence bundle of an approved revision; recorded with its hash like every export."

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG", help="the story's name in its address")
        parser.add_argument("--revision", type=int, metavar="N", help="the newest approved one when not given")
        parser.add_argument("--output", type=Path, metavar="FILE", help="SLUG-rN-bundle.zip here when not given")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *, slug, revision, output, **options):
        try:
            with transaction.atomic():  # a bundle that could not be written is none
                exported = export_bundle(chosen_revision(slug, revision))
                output = output or Path(exported.file_name)
                place = write_beside(output, exported.content)
            place()
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        export = exported.export
        number = export.revision.number
        report = {"story": slug, "revision": number, "file": str(output), "sha256": export.sha256, "size": export.size}
        told = f"Bundle of {slug}, revision {number}: {output}, {export.size} bytes, SHA-256 {export.sha256}."
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else told)
