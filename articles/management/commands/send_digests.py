"""`manage.py send_digests`: the unread part of each inbox by e-mail, to those who asked for it."""

import json

from django.core.management.base import BaseCommand, CommandError

from articles.workflow import digests


class Command(BaseCommand):
    help = "Send the digests that are due. Run it every hour from a timer; running it twice sends nothing twice."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, **options):
        run = digests.send_due()
        if options["json"]:
            self.stdout.write(json.dumps(run._asdict(), indent=2))
        else:
            self.stdout.write(f"Digests sent: {len(run.sent)}. Nothing unread: {len(run.empty)}.")
        if run.failed:
            reasons = "\n".join(f"{name}: {reason}" for name, reason in run.failed.items())
            raise CommandError(f"Not sent, to be tried again at the next run: {len(run.failed)}.\n{reasons}")
