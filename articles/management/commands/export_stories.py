"""`manage.py export_stories FOLDER --format FORMAT`: every approved story leaves the house, each as a file of its own."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max

from articles.exporters import EXPORTERS
from articles.files import write_beside
from articles.models import Revision
from articles.workflow.errors import Refused
from articles.workflow.export import export


class Command(BaseCommand):
    help = "Export the newest approved revision of every story into a folder; every export is recorded with its hash."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="made when it is not there")
        parser.add_argument("--format", required=True, choices=EXPORTERS)
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *, folder, format, **options):
        report = {"format": format, "folder": str(folder), "exported": 0, "bytes": 0, "refused": []}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for revision in newest_approved():
                self._leave(revision, format, folder, report)
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror}.") from error
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else _told(report))
        if report["refused"]:
            raise CommandError(f"Refused: {len(report['refused'])}.")

    def _leave(self, revision, format, folder, report):
        """One at a time: each is on record before its file is in place, whatever becomes of the next one."""
        slug = revision.story.slug
        path = folder / f"{slug}-r{revision.number}.{EXPORTERS[format].extension}"
        try:
            exported = export(revision, format, hand_over=lambda content: write_beside(path, content))
        except Refused as refused:
            report["refused"].append({"story": slug, "reason": refused.reason})
            return
        report["exported"] += 1
        report["bytes"] += exported.export.size


def newest_approved():
    """The newest approved revision of each story. One is in memory at a time, however many there are."""
    newest = Revision.objects.approved().order_by().values("story").annotate(newest=Max("number"))
    for story, number in newest.order_by("story").values_list("story", "newest"):
        yield Revision.objects.select_related("story", "approval__by").get(story=story, number=number)


def _told(report):
    lines = [f"{one['story']}: {one['reason']}" for one in report["refused"]]
    count, folder, size = report["exported"], report["folder"], report["bytes"]
    return "\n".join([*lines, f"Exported as {report['format']} into {folder}: {count}, {size} bytes."])
