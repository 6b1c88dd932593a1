"""The export of every approved story, by the command that people use: `python -m bench.outgoing [MOST]`, from DATABASE_URL.

Prints how many, how long, and the memory of the process when a tenth had left and at the end, as JSON.
"""

import json
import os
import sys
import tempfile
import time
from io import StringIO
from itertools import islice
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from articles.management.commands import export_stories  # noqa: E402
from articles.models import Revision  # noqa: E402


def main():
    count = Revision.objects.approved().values("story").distinct().count()
    if len(sys.argv) > 1:
        count, newest = min(count, int(sys.argv[1])), export_stories.newest_approved
        export_stories.newest_approved = lambda: islice(newest(), count)
    held = {}
    with tempfile.TemporaryDirectory() as folder:
        left = export_stories.export
        export_stories.export = watched(left, held, count)
        out, began = StringIO(), time.perf_counter()
        call_command("export_stories", folder, format="json", json=True, stdout=out)
        seconds = time.perf_counter() - began
    told = json.loads(out.getvalue())
    print(json.dumps({"stories": told["exported"], "bytes": told["bytes"], "seconds": seconds} | held))


def watched(export, held, count):
    """The verb itself, which notes on the way what the process holds."""
    done = 0

    def leave(*arguments, **options):
        nonlocal done
        exported = export(*arguments, **options)
        done += 1
        if done in (count // 10, count):
            held["at the end" if done == count else "after a tenth"] = _megabytes()
        return exported

    return leave


def _megabytes():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main()
