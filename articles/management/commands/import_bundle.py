"""`manage.py import_bundle FILE`: an approved revision of another house comes in, with its evidence."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.management.commands.verify_bundle import read
from articles.workflow.bundle_import import take_bundle
from articles.workflow.errors import Refused


class Command(BaseCommand):
    help = (
        "Import an evidence bundle, all or nothing: what verify_bundle refuses is refused. Its people become inactive "
        "accounts without a password; the revision keeps their names, its approval and its place in the other house's log."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *, file, **options):
        try:
            taken = take_bundle(read(file))
        except Refused as refused:
            raise CommandError("\n".join([refused.reason, *refused.details])) from refused
        story, number = taken.revision.story, taken.revision.number
        report = {"story": story.slug, "revision": number, "imported": taken.is_new, "accounts": taken.accounts}
        if options["json"]:
            self.stdout.write(json.dumps({**report, "articles": taken.articles}, ensure_ascii=False))
        elif not taken.is_new:
            self.stdout.write(f"Revision {number} of {story.slug} is here already: nothing was imported.")
        else:
            made = f" Inactive accounts made: {', '.join(taken.accounts)}." if taken.accounts else ""
            self.stdout.write(f"Revision {number} of {story.slug} was imported, with {taken.articles} articles.{made}")
