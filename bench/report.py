"""The table: what was wanted, what was measured, met or short."""

import os
import platform
import statistics
import time
from pathlib import Path
from typing import NamedTuple

from bench.day import DAY

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- make bench -->", "<!-- end of make bench -->"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
MOST_GROWTH = 1.3
MOST_MEMORY, MOST_START, MOST_BYTES, MOST_REQUESTS = 160, 1.5, 100_000, 10
LEAST_OF_BULK = 1 / 3
MOST_OF_EXPORT = 5  # megabytes that the process may hold more at the end than when a tenth had left


class Moment(NamedTuple):
    """When the run began, and what else the machine did."""

    day: str
    clock: float
    load: float

    @classmethod
    def now(cls):
        return cls(time.strftime("%-d %B %Y, %H:%M UTC", time.gmtime()), time.monotonic(), os.getloadavg()[0])


class Verdicts(list):
    """[(what, on which database, aim, figure, whether it is met)]"""

    def add(self, what, vendor, aim, figure, is_met):
        self.append((what, NAMES[vendor], aim, figure, is_met))


def table(found, began, asked):
    verdicts = Verdicts()
    few, many, parts = asked.few, asked.many, [_heading(began, asked)]
    for vendor, figures in found.items():
        if figures.get("alone"):
            parts.append(_alone(vendor, figures["alone"], verdicts, few, many))
        if figures.get("together"):
            parts.append(_together(vendor, figures["together"], verdicts, few, many))
    for vendor, figures in found.items():
        _others(vendor, figures, verdicts)
    return "\n\n".join([*parts, _verdicts(verdicts)])


def write(table):
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{DOCUMENT} does not say where the table belongs: {BEGIN} … {END}")
    DOCUMENT.write_text(f"{before}{BEGIN}\n```\n{table}\n```\n{END}{after}", encoding="utf-8")


def _heading(began, asked):
    return (
        f"{began.day}, {(time.monotonic() - began.clock) / 60:.0f} minutes; {os.cpu_count()} cores, load {began.load:.1f} "
        f"at the beginning and {os.getloadavg()[0]:.1f} at the end; Python {platform.python_version()}\n"
        f"Each step {asked.alone} times by one client in each newsroom, {asked.together} times by eight."
    )


# --- One client -------------------------------------------------------------------------------------------------------


def _alone(vendor, rows, verdicts, few, many):
    lines = [
        f"{NAMES[vendor]}, one client: milliseconds; CPU is what the web server computed; × is times the floor asked in turn",
        f"{'':30}{f'{few:,} stories':^34}{f'{many:,} stories':^34}{'':8}",
        f"{'':30}{'p50':>7}{'p95':>7}{'CPU':>7}{'×':>6}{'×CPU':>7}"
        f"{'p50':>7}{'p95':>7}{'CPU':>7}{'×':>6}{'×CPU':>7}{'growth':>8}{'queries':>9}  floor",
    ]
    for row in rows:
        if row.error:
            lines.append(f"{row.step.name:30}{row.error}")
            verdicts.add(row.step.name, vendor, "answers", "no", False)
            continue
        sides = [_side(row, at) for at in (0, 1)]
        growth, of_cpu = sides[1].p50 / sides[0].p50, sides[1].processor / sides[0].processor
        queries = max(answer.queries for side in row.answers for answer in side)
        lines.append(f"{row.step.name:30}{sides[0]}{sides[1]}{growth:8.2f}{queries:9}  {row.step.floor}")
        _judge(row.step, vendor, sides, (growth, of_cpu), queries, verdicts)
    lines += _floors(rows)
    return "\n".join(lines)


class _Side(NamedTuple):
    p50: float
    p95: float
    processor: float
    ratio: float
    processor_ratio: float

    def __str__(self):
        return f"{self.p50:7.1f}{self.p95:7.1f}{self.processor:7.1f}{self.ratio:6.1f}{self.processor_ratio:7.1f}"


def _side(row, at):
    answers, floors = row.answers[at], row.floors[at]
    p50, p95, processor = _figures(answers)
    floor, _, floor_processor = _figures(floors)
    return _Side(p50, p95, processor, p50 / floor, processor / floor_processor)


def _figures(answers):
    times = [answer.milliseconds for answer in answers]
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return statistics.median(times), p95, statistics.median(answer.processor for answer in answers)


def _floors(rows):
    """The floors themselves, over all steps that were held against them."""
    rows = [row for row in rows if not row.error]
    for name in dict.fromkeys(row.step.floor for row in rows):
        sides = []
        for at in (0, 1):
            answers = [answer for row in rows if row.step.floor == name for answer in row.floors[at]]
            p50, p95, processor = _figures(answers)
            sides.append(f"{p50:7.1f}{p95:7.1f}{processor:7.1f}{1:6.1f}{1:7.1f}")
            queries = answers[0].queries
        yield f"{'floor: ' + name:30}{''.join(sides)}{'':8}{queries:9}"


def _judge(step, vendor, sides, growth, queries, verdicts):
    if step.most:
        worst = max(side.ratio for side in sides)
        processor = max(side.processor_ratio for side in sides)
        verdicts.add(
            step.name,
            vendor,
            f"at most {step.most} × {step.floor}",
            f"{worst:.1f} × (CPU {processor:.1f} ×)",
            worst <= step.most,
        )
    if step.most_queries:
        met = queries <= step.most_queries
        verdicts.add(f"{step.name}: queries", vendor, f"at most {step.most_queries}", f"{queries}", met)
    if step in DAY and not step.name.startswith("search"):
        verdicts.add(
            f"{step.name}: growth",
            vendor,
            f"at most {MOST_GROWTH} ×",
            f"{growth[0]:.2f} × (CPU {growth[1]:.2f} ×)",
            growth[0] <= MOST_GROWTH,
        )


# --- Eight clients ----------------------------------------------------------------------------------------------------


def _together(vendor, pair, verdicts, few, many):
    lines = [
        f"{NAMES[vendor]}, eight clients at once: milliseconds, requests a second",
        f"{'':30}{f'{few:,} stories':^28}{f'{many:,} stories':^28}",
        f"{'':30}" + f"{'p50':>8}{'p95':>8}{'/s':>7}{'errors':>7}" * 2,
    ]
    for rows in zip(*pair, strict=True):
        lines.append(f"{rows[0].name:30}" + "".join(_of_eight(row) for row in rows))
    errors = [error for rows in pair for row in rows for error in row.errors]
    asked = sum(len(row.answers) + len(row.errors) for rows in pair for row in rows)
    verdicts.add("eight at once", vendor, "no error", f"{len(errors)} of {asked:,}", not errors)
    return "\n".join([*lines, *sorted(set(errors))[:5]])


def _of_eight(row):
    if not row.answers:
        return f"{'':8}{'':8}{'':7}{len(row.errors):7}"
    p50, p95, _ = _figures(row.answers)
    return f"{p50:8.1f}{p95:8.1f}{len(row.answers) / row.seconds:7.0f}{len(row.errors):7}"


# --- The rest ---------------------------------------------------------------------------------------------------------


def _others(vendor, figures, verdicts):
    for page, load in figures.get("first loads", {}).items():
        size = f"{load.bytes / 1000:.1f} kB ({load.parts})"
        verdicts.add(f"first load of the {page}", vendor, "under 100 kB", size, load.bytes < MOST_BYTES)
        few = load.requests <= MOST_REQUESTS
        verdicts.add(f"first load of the {page}", vendor, "at most 10 requests", f"{load.requests}", few)
        scripts = [name for name in load.blocking if not name.endswith(".css")]
        told = ", ".join(scripts) or f"{len(load.blocking)} of them"
        verdicts.add(f"first load of the {page}", vendor, "only style sheets block", told, not scripts)
    if memory := figures.get("memory"):
        told = f"{memory.resident:.0f} MB ({memory.proportional:.0f} its share)"
        verdicts.add("memory of a web process", vendor, f"under {MOST_MEMORY} MB", told, memory.resident < MOST_MEMORY)
    if start := figures.get("start"):
        told = f"{start.seconds:.2f} s (CPU {start.processor:.2f} s)"
        verdicts.add("start to first answer", vendor, f"under {MOST_START} s", told, start.seconds < MOST_START)
    if came := figures.get("import"):
        _import(vendor, came, verdicts)
    if left := figures.get("export"):
        _export(vendor, left, verdicts)


def _import(vendor, came, verdicts):
    share = came["import"] / came["same rows"]
    told = f"{came['import']:,.0f} of {came['same rows']:,.0f} articles/s"
    verdicts.add("import", vendor, "a third of a bulk insert", f"{told}: {share:.2f}", share >= LEAST_OF_BULK)


def _export(vendor, left, verdicts):
    grown = left["at the end"] - left["after a tenth"]
    told = f"{grown:+.1f} MB; {left['stories']:,} stories in {left['seconds']:.0f} s"
    verdicts.add(
        "export of all stories: memory", vendor, f"at most {MOST_OF_EXPORT} MB more", told, grown <= MOST_OF_EXPORT
    )


def _verdicts(verdicts):
    lines = [f"{'':38}{'':12}{'wanted':33}{'measured':58}"]
    for what, where, aim, figure, is_met in verdicts:
        lines.append(f"{what:38}{where:12}{aim:33}{figure:58}{'met' if is_met else 'SHORT'}")
    return "\n".join([*lines, "", f"{sum(row[-1] for row in verdicts)} of {len(verdicts)} met"])
