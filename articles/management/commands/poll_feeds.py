"""`manage.py poll_feeds`: visit the feeds whose time has come. Run it every five minutes from a timer."""

import json

from django.core.management.base import BaseCommand, CommandError

from articles import tasks
from articles.models import Feed
from articles.workflow import fetches
from articles.workflow.reports import Line, report_of


class Command(BaseCommand):
    help = (
        "Ask for a visit to each feed whose time has come; a worker does them. Run it every five minutes from a timer."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="every feed that is not paused, due or not")
        parser.add_argument("--now", action="store_true", help="do the visits here and wait for them, without a worker")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, **options):
        if options["all"]:
            asked = [fetches.request_feed(feed) for feed in Feed.objects.filter(paused_at=None)]
        else:
            asked = fetches.request_due()
        for fetch in asked:
            if options["now"]:
                fetches.run(fetch)
            else:
                tasks.enqueue_fetch(fetch)
        report = [_told(fetch) for fetch in asked]
        self.stdout.write(
            json.dumps({"feeds": report}, ensure_ascii=False, indent=2) if options["json"] else _text(report)
        )
        if failed := [one for one in report if one.get("error")]:
            raise CommandError(f"{len(failed)} of {len(report)} feeds failed; they are visited again later.")


def _told(fetch):
    told = {"feed": fetch.address, "state": "waiting" if fetch.is_running else "failed" if fetch.error else "done"}
    return told | {"error": fetch.error, **_report(fetch)} if fetch.finished_at else told


def _report(fetch):
    return {"report": report_of(map(Line.of_row, fetch.report)).as_json()}


def _text(report):
    lines = []
    for one in report:
        lines.append(f"{one['state']:8} {one['feed']}{': ' + one['error'] if one.get('error') else ''}")
        for line in one.get("report", {}).get("items", ()):
            reason = f": {line['reason']}" if line["reason"] else ""
            lines.append(f"  {line['outcome']:9} {line['file_name']}{reason}")
    return "\n".join(lines or ["No feed is due."])
