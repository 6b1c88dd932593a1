"""What the proofs share: the ledger that a soak makes its table of."""

import json
import os
import time

import pytest
from django.db import connection


@pytest.fixture
def ledger(request):
    """`ledger("Two saves of one paragraph", number, point=1)`: a row of the table, once the test has passed or failed.

    `number` is how often it was done, `wanted` how often it must be done in a soak, `unit` what was done. The row holds
    whether the test passed; a test that fails before it says anything leaves a row with its name.
    """
    rows, started = [], time.monotonic()

    def note(what, number, *, point, wanted=1000, unit="rounds", figure=""):
        rows.append({"what": what, "number": number, "point": point, "wanted": wanted, "unit": unit, "figure": figure})

    yield note
    report = getattr(request.node, "call_report", None)
    _write(
        {
            **row,
            "test": request.node.nodeid,
            "database": connection.vendor,
            "passed": report is not None and report.passed,
            "seconds": round(time.monotonic() - started, 1),
        }
        for row in rows or [{"what": request.node.name, "number": 0, "point": 0, "wanted": 0, "unit": "", "figure": ""}]
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.call_report = report
    return report


def _write(rows):
    """To the file that `NEWSROOM_LEDGER` names, a line each: several processes may write to it."""
    if name := os.environ.get("NEWSROOM_LEDGER"):
        with open(name, "a", encoding="utf-8") as file:
            file.write("".join(json.dumps(row) + "\n" for row in rows))
