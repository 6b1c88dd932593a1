"""`manage.py export_story SLUG --format FORMAT`: an approved revision leaves the house."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.exporters import EXPORTERS
from articles.files import write_beside
from articles.models import Story
from articles.workflow.errors import Refused
from articles.workflow.export import export, newest_approved


class Command(BaseCommand):
    help = "Export an approved revision of a story; every export is recorded with its hash."

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG", help="the story's name in its address")
        parser.add_argument("--format", required=True, choices=EXPORTERS)
        parser.add_argument("--revision", type=int, metavar="N", help="the newest approved one when not given")
        parser.add_argument("--output", type=Path, metavar="FILE", help="standard output when not given")
        parser.add_argument("--json", action="store_true", help="print one JSON document about it; needs --output")

    def handle(self, *, slug, format, revision, output, **options):
        if options["json"] and not output:
            raise CommandError("--json needs --output: standard output cannot hold both the story and the report.")
        try:
            exported = export(
                chosen_revision(slug, revision), format, hand_over=lambda content: self._hand_over(content, output)
            )
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        except OSError as error:
            raise CommandError(f"{output or 'Standard output'} cannot be written: {error.strerror}.") from error
        if output:
            self._report(slug, exported.export, output, options["json"])

    def _hand_over(self, content, output):
        if output:
            return write_beside(output, content)
        if hasattr(self.stdout, "buffer") and not self.stdout.isatty():
            self.stdout.buffer.write(content)
            self.stdout.buffer.flush()
        else:
            self.stdout.write(_text(content), ending="")
        return None

    def _report(self, slug, export, output, as_json):
        number = export.revision.number
        report = {"story": slug, "revision": number, "format": export.format, "file": str(output)}
        report |= {"sha256": export.sha256, "size": export.size}
        told = (
            f"Revision {number} of {slug} as {export.format}: {output}, {export.size} bytes, SHA-256 {export.sha256}."
        )
        self.stdout.write(json.dumps(report, ensure_ascii=False) if as_json else told)


def chosen_revision(slug, number):
    story = Story.objects.at(slug).first()
    if not story:
        raise CommandError(f"There is no story “{slug}”.")
    if number is None:
        revision = newest_approved(story)
        if not revision:
            raise CommandError(f"No revision of {slug} is approved: only approved revisions leave the house.")
        return revision
    revision = story.revisions.filter(number=number).first()
    if not revision:
        raise CommandError(f"{slug} has no revision {number}.")
    return revision


def _text(content):
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise CommandError("This format is not text: name a file with --output, or send it to a pipe.") from None
