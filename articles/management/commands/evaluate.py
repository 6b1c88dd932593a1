"""`manage.py evaluate FOLDER...`: how well the analysis does on stories whose errors are labelled."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.analysis.evaluation import Score, Tally, evaluate, total


class Command(BaseCommand):
    help = "Measure the analysis on labelled stories: folders that hold source-*.txt and gold.json."

    def add_arguments(self, parser):
        parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
        parser.add_argument("--list", action="store_true", help="also list every miss and false alarm")

    def handle(self, *, folders, **options):
        score = Score()
        for folder in folders:
            if folder.is_file():  # a shell's * also finds what lies beside the stories
                self.stderr.write(f"{folder} is a file, left out.")
                continue
            try:
                score.add(evaluate(folder))
            except (OSError, ValueError, KeyError) as error:
                raise CommandError(f"{folder} is no labelled story: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps(as_document(score), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(table(score)))
            if options["list"]:
                self.stdout.write("\n".join(listing(score)))
        if score.failures:
            raise CommandError("Checks failed: " + "; ".join(score.failures))


def as_document(score: Score) -> dict:
    return {
        "categories": {name: _figures(score.exact[name], score.lenient[name]) for name in sorted(score.exact)},
        "all": _figures(total(score.exact), total(score.lenient)),
        "trap_false_alarms": len(score.trap_alarms),
        "statuses": {
            status: {"right": right, "labelled": labelled, "share": right / labelled}
            for status, (right, labelled) in sorted(score.statuses.items())
        },
        "sentences": score.sentences,
        "words": score.words,
        "seconds": round(score.seconds, 3),
        "sentences_per_second": round(score.sentences / score.seconds, 1) if score.seconds else None,
        "misses": score.misses,
        "false_alarms": score.alarms,
        "trap_alarms": score.trap_alarms,
        "facts_missed": score.facts_missed,
        "failures": score.failures,
    }


def _figures(exact: Tally, lenient: Tally) -> dict:
    return {
        "labels": exact.labels,
        "found": exact.found,
        "hits": exact.hits,
        "false_alarms": exact.alarms,
        **_rates(exact),
        "lenient": {"found": lenient.found, "hits": lenient.hits, "false_alarms": lenient.alarms, **_rates(lenient)},
    }


def _rates(tally: Tally) -> dict:
    return {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}


def table(score: Score) -> list[str]:
    head = (
        f"{'category':32}{'found':>9}{'alarms':>8}{'precision':>11}{'recall':>8}{'F1':>7}   in the paragraph: P, R, F1"
    )
    rows = [_row(name, score.exact[name], score.lenient[name]) for name in sorted(score.exact)]
    rows.append(_row("all", total(score.exact), total(score.lenient)))
    facts = (f"{status} {right} of {labelled}" for status, (right, labelled) in sorted(score.statuses.items()))
    speed = score.sentences / score.seconds if score.seconds else 0
    return [
        head,
        *rows,
        "",
        f"Traps hit: {len(score.trap_alarms)}",
        f"Facts with the right status: {', '.join(facts)}",
        f"Speed: {score.sentences} sentences ({score.words} words) in {score.seconds:.2f} s, {speed:.0f} sentences/s",
    ]


def _row(name: str, exact: Tally, lenient: Tally) -> str:
    found = f"{exact.found}/{exact.labels}"
    rates = "".join(_percent(rate, width) for rate, width in zip(_rates(exact).values(), (11, 8, 7), strict=True))
    loose = " ".join(_percent(rate, 5) for rate in _rates(lenient).values())
    return f"{name:32}{found:>9}{exact.alarms:>8}{rates}   {loose}"


def _percent(rate: float | None, width: int) -> str:
    """Rounded down: a figure is never better than the truth."""
    return f"{'–' if rate is None else int(rate * 1000) / 1000:>{width}}"


def listing(score: Score) -> list[str]:
    parts = {
        "Missed": score.misses,
        "False alarms": score.alarms,
        "Traps hit": score.trap_alarms,
        "Facts without their status": score.facts_missed,
    }
    return [
        line for title, lines in parts.items() if lines for line in ("", f"{title}:", *(f"  {one}" for one in lines))
    ]
