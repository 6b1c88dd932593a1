"""`manage.py index_articles`: what older articles can be found by, for those that were imported before it was kept."""

import json

from django.core.management.base import BaseCommand

from articles.workflow import belonging


class Command(BaseCommand):
    help = "Leave the traces of articles that have none. Running it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, **options):
        count = belonging.index_missing()
        self.stdout.write(json.dumps({"indexed": count}) if options["json"] else f"Articles indexed: {count}.")
