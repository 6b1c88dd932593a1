"""`manage.py recount_figures`: do the desk's figures say what is there?"""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.models import StoryFigures


class Command(BaseCommand):
    help = "Count every story anew and name those whose figures were wrong. With --check nothing is changed."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only compare; exit status 1 when a figure is wrong")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    @transaction.atomic
    def handle(self, *, check, **options):
        before = _figures()
        StoryFigures.objects.recount_all()
        after = _figures()
        if check:
            transaction.set_rollback(True)
        wrong = sorted(story for story in after if before.get(story) != after[story])
        if options["json"]:
            self.stdout.write(json.dumps({"stories": len(after), "wrong": wrong}, indent=2))
        else:
            self.stdout.write(f"{len(after)} stories counted, {len(wrong)} were wrong. {' '.join(wrong)}".strip())
        if check and wrong:
            raise CommandError(f"The figures of {len(wrong)} stories are wrong: run it without --check.")


def _figures():
    rows = StoryFigures.objects.select_related("story").values()
    slugs = dict(StoryFigures.objects.values_list("story_id", "story__slug"))
    return {slugs[row["story_id"]]: row for row in rows}
