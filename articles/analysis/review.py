"""Runs every check over a story's articles and makes one report of what they found."""

import logging
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator

from articles.analysis import claims, copies
from articles.analysis.checks import CHECKS
from articles.analysis.dossier import Dossier, Failure, Finding, Place, Report

logger = logging.getLogger(__name__)

# On the same words, the category at the left says better what the ones at the right say too.
COVERS = {
    "boilerplate": {"unrelated_content", "truncated_text", "garbled_sentence", "duplicated_passage", "name_variant"},
    "unrelated_content": {"truncated_text", "garbled_sentence", "duplicated_passage", "name_variant"},
    "truncated_text": {"garbled_sentence"},
    "wrong_location": {"contradiction_between_sources", "name_variant", "duplicated_passage"},
    "misstated_age": {"contradiction_between_sources", "wrong_number", "wrong_date"},
    "wrong_date": {"contradiction_between_sources", "wrong_number"},
    "wrong_number": {"contradiction_between_sources"},
    "misattributed_or_altered_quote": {"contradiction_between_sources", "duplicated_passage"},
    "house_style": {"name_variant"},
}

# What is marked so is the page's and no article's wording.
FURNITURE = {"boilerplate", "unrelated_content"}

Progress = Callable[[int, int, str], None]


def review(dossier: Dossier, progress: Progress | None = None, skip: Container[str] = ()) -> Report:
    """Every finding and claim of the story, its copies, and the checks that broke; checks in `skip` do not run.

    A check that raises, or marks what is not there, becomes a Failure; the others go on. `progress(done, total, name)`
    is called before each step and once at the end, when `done == total`.
    """
    report = Report()
    steps = {slug: _step(slug, check) for slug, check in CHECKS.items() if slug not in skip}
    steps |= {"claims": _gather_claims, "copies": _compare_wording}
    for done, (name, step) in enumerate(steps.items()):
        _tell(progress, done, len(steps), name)
        try:
            step(dossier, report)
        except Exception as error:  # whatever a check trips over must not take the others down
            logger.exception("The check %s failed.", name)
            report.failures.append(Failure(name, f"{type(error).__name__}: {error}"))
    _tell(progress, len(steps), len(steps), "")
    report.findings = merged(report.findings, dossier)
    return report


def _step(slug: str, check: Callable[[Dossier], Iterable[Finding]]) -> Callable[[Dossier, Report], None]:
    def step(dossier: Dossier, report: Report) -> None:
        report.findings += [(slug, finding) for finding in _valid(check(dossier), dossier)]

    return step


def _gather_claims(dossier: Dossier, report: Report) -> None:
    report.claims = list(claims.gather(dossier))


def _compare_wording(dossier: Dossier, report: Report) -> None:
    marks = (finding for _, finding in report.findings if finding.category in FURNITURE)
    report.copies = copies.compare(dossier, (Place(mark.source, mark.start, mark.end) for mark in marks))


def _tell(progress: Progress | None, done: int, total: int, name: str) -> None:
    if progress:
        progress(done, total, name)


def _valid(findings: Iterable[Finding], dossier: Dossier) -> Iterator[Finding]:
    lengths = {source.key: len(source.text) for source in dossier.sources}
    for finding in findings:
        if not 0 <= finding.start < finding.end <= lengths.get(finding.source, 0):
            raise ValueError(f"a mark lies outside {finding.source}: {finding.start} to {finding.end}")
        yield finding


def merged(findings: list[tuple[str, Finding]], dossier: Dossier) -> list[tuple[str, Finding]]:
    """One mark for one fault: on overlapping words the surest of one category stays, and the category that COVERS."""
    order = {source.key: number for number, source in enumerate(dossier.sources)}
    marks: dict[tuple[str, str], _Marks] = defaultdict(_Marks)
    chosen = []
    for check, finding in sorted(findings, key=lambda pair: (-pair[1].confidence, pair[1].start, pair[1].end)):
        if marks[finding.source, finding.category].add(finding.start, finding.end):
            chosen.append((check, finding))
    kept = [pair for pair in chosen if not _is_covered(pair[1], marks)]
    return sorted(kept, key=lambda pair: (order[pair[1].source], pair[1].start, pair[1].end))


class _Marks:
    """Spans that do not overlap, in order."""

    def __init__(self):
        self._starts: list[int] = []
        self._ends: list[int] = []

    def overlap(self, start: int, end: int) -> bool:
        following = bisect_left(self._starts, end)
        return following > 0 and self._ends[following - 1] > start

    def add(self, start: int, end: int) -> bool:
        """Whether there was room for it."""
        if self.overlap(start, end):
            return False
        place = bisect_left(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)
        return True


def _is_covered(finding: Finding, marks: dict[tuple[str, str], _Marks]) -> bool:
    return any(
        finding.category in covered and marks[finding.source, category].overlap(finding.start, finding.end)
        for category, covered in COVERS.items()
    )
