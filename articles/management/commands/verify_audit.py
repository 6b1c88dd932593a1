"""`manage.py verify_audit`: is the audit log as it was written?"""

import json

from django.core.management.base import BaseCommand, CommandError

from articles.workflow import audit


class Command(BaseCommand):
    help = "Check the audit log's chain of hashes and name the first line that is wrong. Exit status 1 when one is."

    def add_arguments(self, parser):
        parser.add_argument(
            "--head", metavar="HASH", help="the head that an earlier check printed: it must still be there"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *, head, **options):
        verdict = audit.check(noted_head=head)
        if options["json"]:
            self.stdout.write(json.dumps({"sound": verdict.is_sound, **verdict._asdict()}, indent=2))
        else:
            self.stdout.write(f"{verdict.lines} lines are sound. Head: {verdict.head}")
        if not verdict.is_sound:
            raise CommandError(verdict.problem)
