"""`manage.py requeue_stale_tasks`: work that a killed worker left behind is done after all."""

import json
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError

from articles import tasks

USUAL_MINUTES = 30


class Command(BaseCommand):
    help = (
        "Let work wait again whose worker was killed. `run_worker` does it by itself every few seconds; where other "
        "workers are in use, run this every minute from a timer."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--minutes",
            type=int,
            default=USUAL_MINUTES,
            help=f"how long a task that gives no sign of life must have been running ({USUAL_MINUTES}); "
            "0 only while no worker runs",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *, minutes, **options):
        if minutes < 0:
            raise CommandError("--minutes must be zero or more.")
        requeued = tasks.requeue_stale(timedelta(minutes=minutes))
        if options["json"]:
            self.stdout.write(json.dumps(requeued._asdict(), indent=2))
        elif any(requeued):
            self.stdout.write(
                f"Reviews that wait again: {len(requeued.waiting)}. Given up: {len(requeued.given_up)}. "
                f"Fetches that wait again: {len(requeued.fetches_waiting)}. "
                f"Given up: {len(requeued.fetches_given_up)}. "
                f"Other tasks that wait again: {len(requeued.tasks_waiting)}. "
                f"Given up: {len(requeued.tasks_given_up)}. "
                f"Deliveries that nobody was at: {requeued.deliveries_waiting}."
            )
        else:
            self.stdout.write("No task was left behind.")
