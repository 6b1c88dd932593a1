"""`make soak`: every proof as often as it is promised, on SQLite and then on PostgreSQL, and a table of how it went.

`python -m tests.reliability.soak [TESTS...]`; `--write` also puts the table into docs/reliability.md.
"""

import argparse
import json
import os
import platform
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import psycopg

FOLDER = "tests/reliability"
POSTGRESQL = os.environ.get("NEWSROOM_TEST_POSTGRESQL") or "postgres://postgres@127.0.0.1:5432/newsroom"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- soak: begin -->", "<!-- soak: end -->"
COLUMNS = ("point", "what", "database", "done", "result", "seconds", "noted")
MET, SHORT, FAILED, LEFT_OUT = "met", "SHORT", "FAILED", "left out"
OF_NO_POINT = 99  # such rows come last


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tests", nargs="*", default=[FOLDER])
    parser.add_argument("--jobs", default="2", help="processes that run tests side by side")
    parser.add_argument("--only", choices=["SQLite", "PostgreSQL"], help="one database of the two")
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    asked = parser.parse_args()
    began, rows, servers = time.monotonic(), [], versions()
    if asked.only:
        servers = {database: address for database, address in servers.items() if database.startswith(asked.only)}
    for database, address in servers.items():
        print(f"\n== The soak on {database}", flush=True)
        rows += soak(database, address, asked.tests, asked.jobs)
    if len(servers) == 1 and not asked.only:
        print("The soak on PostgreSQL was left out: there is none at NEWSROOM_TEST_POSTGRESQL.")
    rows.sort(key=lambda row: (row["point"] or OF_NO_POINT, row["what"], row["database"] != "SQLite"))
    told = measured(servers, time.monotonic() - began)
    print(f"\n{told}\n\n{plain(rows)}\n\n{summed(rows)}")
    if asked.write:
        write(told, rows)
    sys.exit(any(row["result"] in (SHORT, FAILED) for row in rows) or not rows)


def versions():
    """{the database with its version: its address; None for SQLite}"""
    found = {f"SQLite {sqlite3.sqlite_version}": None}
    try:
        with psycopg.connect(f"{POSTGRESQL.rpartition('/')[0]}/postgres", connect_timeout=3) as server:
            found[f"PostgreSQL {server.info.server_version // 10000}"] = POSTGRESQL
    except psycopg.Error:
        pass
    return found


def soak(database, address, tests, jobs):
    """The rows of one run of the tests."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if address:
        environment["DATABASE_URL"] = address
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        ledger, report = Path(folder) / "ledger", Path(folder) / "report.xml"
        environment |= {"NEWSROOM_SOAK": "1", "NEWSROOM_LEDGER": str(ledger)}
        pytest = [sys.executable, "-m", "pytest", "--numprocesses", jobs, "--dist", "worksteal"]
        subprocess.run([*pytest, f"--junitxml={report}", *tests], env=environment)
        noted = [json.loads(line) for line in ledger.read_text().splitlines()] if ledger.exists() else []
        outcomes = results(report) if report.exists() else {}
    name = database.split()[0]
    if not outcomes:
        return [row(0, "the tests ended without a report", name, "", FAILED, 0)]
    return [*told_rows(noted, outcomes, name), *untold_rows(noted, outcomes, name)]


def results(report):
    """{test: (result, seconds)}, as pytest wrote them down."""
    found = {}
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        kinds = {child.tag for child in case}
        result = FAILED if kinds & {"failure", "error"} else LEFT_OUT if "skipped" in kinds else MET
        test = f"{case.get('classname').replace('.', '/')}.py::{case.get('name')}"
        found[test] = (result, float(case.get("time")))
    return found


def told_rows(noted, outcomes, database):
    """What the proofs say of themselves."""
    for line in noted:
        if not line["wanted"] and not line["number"]:
            continue  # it broke off before it could say anything: its plain result stands in the table
        result = outcomes.get(line["test"], (FAILED, 0))[0]
        if not line["passed"]:
            result = FAILED
        elif line["number"] < line["wanted"]:
            result = SHORT
        done = f"{line['number']:,} / {line['wanted']:,} {line['unit']}".strip()
        yield row(line["point"], line["what"], database, done, result, line["seconds"], line["figure"])


def untold_rows(noted, outcomes, database):
    """The other tests, each with its plain result: those that differ by a parameter in one row."""
    told = {line["test"] for line in noted if line["wanted"] or line["number"]}
    groups = defaultdict(list)
    for test, outcome in outcomes.items():
        if test not in told:
            groups[test.partition("[")[0]].append(outcome)
    for test, group in groups.items():
        kinds = [result for result, _ in group]
        result = FAILED if FAILED in kinds else MET if MET in kinds else LEFT_OUT
        seconds = round(sum(seconds for _, seconds in group), 1)
        what = test.partition("::")[2].removeprefix("test_").replace("_", " ")
        yield row(0, what, database, f"{kinds.count(MET)} / {len(kinds)} tests", result, seconds)


def row(point, what, database, done, result, seconds, noted=""):
    return dict(zip(COLUMNS, (point, what, database, done, result, seconds, noted), strict=True))


# --- The table --------------------------------------------------------------------------------------------------------


def measured(servers, seconds):
    """When, on what, how long."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, {' and '.join(servers)}; {seconds / 60:.0f} minutes, "
        f"{(used.ru_utime + used.ru_stime) / 60:.0f} of processor time."
    )


def cells(rows):
    return [[str(value or "") for value in row.values()] for row in rows]


def plain(rows):
    table = [list(COLUMNS), *cells(rows)]
    widths = [max(len(line[place]) for line in table) for place in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in table
    )


def summed(rows):
    results = [row["result"] for row in rows]
    return ", ".join(f"{results.count(result)} {result}" for result in (MET, SHORT, FAILED, LEFT_OUT))


def write(told, rows):
    table = [list(COLUMNS), ["---"] * len(COLUMNS), *cells(rows)]
    lines = "\n".join(f"| {' | '.join(line)} |" for line in table)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{told} {summed(rows)}.\n\n{lines}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
