"""What Newsroom costs, against what it may cost: `python -m bench`, which is `make bench`.

Everything is measured in one run on this machine, on SQLite and, where a server answers, on PostgreSQL: the steps of an
editor's day with one client and with eight, in a newsroom of 100 stories and in one of 10,000, each beside its floor, which
is a bare view on the same server; then the import, the export of all stories, the first load of a page, a process. Takes
about ten minutes. `--write` puts the table into docs/performance.md.
"""

import argparse
import os
import tempfile
from contextlib import ExitStack

from bench import bulk, databases, load, report, weight
from bench.serving import serving

FEW, MANY = 100, 10_000
ALONE, WARM_UP, TOGETHER = 30, 3, 48  # stories played by one client, not counted, and by eight
PARTS = ("day", "bulk", "weight")


def main():
    asked = _asked()
    began = report.Moment.now()
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        chosen = databases.chosen(asked.databases, asked.postgresql, folder)
        found = {database.vendor: measured(database, chosen[0], folder, asked) for database in chosen}
    table = report.table(found, began, asked)
    print(table)
    if asked.write:
        report.write(table)


def _asked():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--databases", nargs="+", choices=databases.VENDORS, default=databases.VENDORS, help="both")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="all: %(default)s")
    parser.add_argument("--postgresql", default=os.environ.get("NEWSROOM_TEST_POSTGRESQL", databases.POSTGRESQL))
    parser.add_argument("--few", type=int, default=FEW, help="stories of the small newsroom (%(default)s)")
    parser.add_argument("--many", type=int, default=MANY, help="stories of the large one (%(default)s)")
    parser.add_argument("--alone", type=int, default=ALONE, help="stories that one client plays (%(default)s)")
    parser.add_argument("--together", type=int, default=TOGETHER, help="stories that eight clients play (%(default)s)")
    parser.add_argument(
        "--exports", type=int, nargs=1, default=[], help="at most so many leave (all that are approved)"
    )
    parser.add_argument("--steps", nargs="+", help="only steps whose names begin so, and those that they need")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    return parser.parse_args()


def measured(database, first, folder, asked):
    """{what was measured: figures} of one database. A page weighs the same on each: only the first is asked for that."""
    found = {}
    with ExitStack() as stack:
        played = asked.alone + WARM_UP + asked.together
        few, many = (stack.enter_context(database.newsroom(stories, played)) for stories in (asked.few, asked.many))
        servers = [stack.enter_context(serving(newsroom.url, folder)) for newsroom in (few, many)]
        found["start"] = min(server.started for server in servers)
        if "day" in asked.parts:
            found |= load.day(servers, (few, many), asked.alone, WARM_UP, asked.together, asked.steps)
            found["memory"] = weight.memory(servers[1])
        if "weight" in asked.parts and database == first:
            found["first loads"] = weight.first_loads(servers[1], many)
        if "bulk" in asked.parts:
            found |= bulk.measured(few.url, many.url, folder, asked.exports)
    return found


if __name__ == "__main__":
    main()
