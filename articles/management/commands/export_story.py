"""`manage.py export_story SLUG --format FORMAT`: an approved revision leaves the house."""

import json
import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.exporters import EXPORTERS
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
            with transaction.atomic():  # an export that could not be written is none
                exported = export(_revision(slug, revision), format)
                self._hand_over(exported.content, output)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        except OSError as error:
            raise CommandError(f"{output or 'Standard output'} cannot be written: {error.strerror}.") from error
        if output:
            self._report(slug, exported.export, output, options["json"])

    def _hand_over(self, content, output):
        if output:
            _write(output, content)
        elif hasattr(self.stdout, "buffer"):
            self.stdout.buffer.write(content)
            self.stdout.buffer.flush()
        else:
            self.stdout.write(content.decode(), ending="")

    def _report(self, slug, export, output, as_json):
        number = export.revision.number
        report = {"story": slug, "revision": number, "format": export.format, "file": str(output)}
        report |= {"sha256": export.sha256, "size": export.size}
        told = (
            f"Revision {number} of {slug} as {export.format}: {output}, {export.size} bytes, SHA-256 {export.sha256}."
        )
        self.stdout.write(json.dumps(report, ensure_ascii=False) if as_json else told)


def _revision(slug, number):
    story = Story.objects.filter(slug=slug).first()
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


def _write(path, content):
    """All of the content or the file as it was: written beside it and moved into its place."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a pipe or a terminal cannot be replaced
        return
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
