"""`manage.py deliver_due`: what waits for receivers and is due, tried once."""

import json

from django.core.management.base import BaseCommand, CommandError

from articles.workflow import delivering


class Command(BaseCommand):
    help = (
        "Carry out the deliveries that are due. The worker does it, too: run this from a timer, every few minutes, so "
        "that nothing waits longer when a worker was killed. Running it twice delivers nothing twice."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, **options):
        run = delivering.deliver_due()
        if options["json"]:
            self.stdout.write(json.dumps(run._asdict(), indent=2))
        else:
            self.stdout.write(
                f"Delivered: {len(run.delivered)}. Failed: {len(run.failed)}. Held back: {len(run.held)}."
            )
        if run.failed:
            reasons = "\n".join(f"{delivery}: {reason}" for delivery, reason in run.failed.items())
            raise CommandError(f"Not delivered: {len(run.failed)}.\n{reasons}")
