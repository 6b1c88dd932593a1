"""Measures the analysis against stories whose errors, traps and facts are labelled.

A story is a folder with `source-*.txt` and `gold.json`. A finding hits an error if its category is the error's (or one
that is as good) and its span overlaps one of the error's; leniently, if it lies in the same paragraph. A finding on a
trap, or on words that no error touches, is a false alarm. Boilerplate and unrelated content are scored span by span.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from articles.analysis import language
from articles.analysis.dossier import Claim, Dossier, Finding, Source
from articles.analysis.review import review
from articles.text import canonical, count_words

SCORED_BY_SPAN = {"boilerplate", "unrelated_content"}
# A finding of these categories may mark either side.
EITHER_SIDE = {"contradiction_between_sources", "duplicated_passage"}


@dataclass(frozen=True)
class Label:
    """One thing to find, or to leave alone. `spans` and `either` are (file, start, end, paragraph start, paragraph end);
    `either` counts for a finding that may mark the other side. No categories means all."""

    name: str
    spans: tuple[tuple, ...]
    category: str = ""
    categories: frozenset[str] = frozenset()
    either: tuple[tuple, ...] = ()

    def touched_by(self, finding: Finding, lenient: bool = False) -> bool:
        spans = self.spans + (self.either if finding.category in EITHER_SIDE else ())
        return any(_overlaps(finding, span, lenient) for span in spans)

    def hit_by(self, finding: Finding, lenient: bool = False) -> bool:
        return finding.category in self.categories and self.touched_by(finding, lenient)


@dataclass
class Tally:
    """Counts of one category. Recall is over labels, precision over findings."""

    labels: int = 0
    found: int = 0
    hits: int = 0
    alarms: int = 0

    @property
    def recall(self) -> float | None:
        return self.found / self.labels if self.labels else None

    @property
    def precision(self) -> float | None:
        return self.hits / (self.hits + self.alarms) if self.hits + self.alarms else None

    @property
    def f1(self) -> float | None:
        if self.recall is None or self.precision is None:
            return None
        return 2 * self.recall * self.precision / (self.recall + self.precision or 1)

    def add(self, other: "Tally") -> None:
        self.labels += other.labels
        self.found += other.found
        self.hits += other.hits
        self.alarms += other.alarms


def _tallies() -> dict[str, Tally]:
    return defaultdict(Tally)


@dataclass
class Score:
    """What the analysis got right and wrong; scores of several stories add up.

    `misses` and `alarms` are lines for people; `statuses` is {status: [right, labelled]}.
    """

    exact: dict[str, Tally] = field(default_factory=_tallies)
    lenient: dict[str, Tally] = field(default_factory=_tallies)
    misses: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    trap_alarms: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    statuses: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    facts_missed: list[str] = field(default_factory=list)
    sentences: int = 0
    words: int = 0
    seconds: float = 0.0

    def add(self, other: "Score") -> None:
        for mine, theirs in ((self.exact, other.exact), (self.lenient, other.lenient)):
            for category, tally in theirs.items():
                mine[category].add(tally)
        for status, (right, labelled) in other.statuses.items():
            self.statuses[status][0] += right
            self.statuses[status][1] += labelled
        for lines in ("misses", "alarms", "trap_alarms", "failures", "facts_missed"):
            getattr(self, lines).extend(getattr(other, lines))
        self.sentences += other.sentences
        self.words += other.words
        self.seconds += other.seconds


def total(tallies: dict[str, Tally]) -> Tally:
    """All categories together."""
    everything = Tally()
    for tally in tallies.values():
        everything.add(tally)
    return everything


def evaluate(folder: Path) -> Score:
    """Runs the analysis over the labelled story in `folder`. Raises OSError, ValueError or KeyError if it is not one."""
    folder = Path(folder)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    dossier = read_dossier(folder, gold)
    language.load()
    began = time.perf_counter()
    report = review(dossier)
    score = Score(seconds=time.perf_counter() - began)
    score.sentences = sum(len(source.sentences) for source in dossier.sources)
    score.words = sum(count_words(source.text) for source in dossier.sources)
    score.failures = [f"{folder.name}: {failure.check}: {failure.error}" for failure in report.failures]
    findings = [finding for _, finding in report.findings]
    _score_findings(score, findings, gold, dossier, folder.name)
    _score_facts(score, report.claims, gold.get("facts", ()), folder.name)
    return score


def read_dossier(folder: Path, gold: dict) -> Dossier:
    outlets = {entry["file"]: entry.get("outlet", "") for entry in gold.get("sources", ())}
    return Dossier(
        tuple(
            Source(path.name, canonical(path.read_bytes().decode("utf-8")), outlets.get(path.name, ""))
            for path in sorted(folder.glob("source-*.txt"))
        )
    )


# --- Findings ---------------------------------------------------------------------------------------------------------


def _score_findings(score: Score, findings: list[Finding], gold: dict, dossier: Dossier, story: str) -> None:
    errors = list(_errors(gold.get("errors", ())))
    traps = list(_others(gold.get("traps", ()) or gold.get("not_defects", ())))
    neutral = list(_others([*gold.get("neutral", ()), *gold.get("queries", ())]))
    for lenient, tallies in ((False, score.exact), (True, score.lenient)):
        for error in errors:
            tallies[error.category].labels += 1
            found = any(error.hit_by(finding, lenient) for finding in findings)
            tallies[error.category].found += found
            if not found and not lenient:
                score.misses.append(f"{story} {error.name}: {error.category}")
        for finding in findings:
            verdict = _verdict(finding, errors, traps, neutral, lenient)
            tallies[finding.category].hits += verdict == "hit"
            tallies[finding.category].alarms += verdict in ("alarm", "trap")
            if not lenient and verdict in ("alarm", "trap"):
                (score.trap_alarms if verdict == "trap" else score.alarms).append(_line(finding, dossier, story))


def _verdict(finding: Finding, errors: list[Label], traps: list[Label], neutral: list[Label], lenient: bool) -> str:
    if any(error.hit_by(finding, lenient) for error in errors):
        return "hit"
    if any(trap.touched_by(finding) for trap in traps):
        return "trap"
    if any(error.touched_by(finding, lenient) for error in errors):
        return "neither"
    if any(
        label.touched_by(finding) and finding.category in (label.categories or {finding.category}) for label in neutral
    ):
        return "neither"
    return "alarm"


def _errors(entries: Iterable[dict]) -> Iterator[Label]:
    for entry in entries:
        category = entry["category"]
        categories = frozenset([category, *entry.get("also_acceptable_categories", ())])
        spans, either = _spans(entry["spans"]), _spans(entry.get("related_spans", ()))
        groups = [(span,) for span in spans] if category in SCORED_BY_SPAN else [spans]
        for number, group in enumerate(groups, start=1):
            name = entry["id"] if len(groups) == 1 else f"{entry['id']}.{number}"
            yield Label(f"{name} “{_quoted(entry, number)}”", group, category, categories, either)


def _quoted(entry: dict, number: int) -> str:
    quoted = entry["spans"][number - 1].get("quoted", "")
    return quoted if len(quoted) <= 80 else quoted[:79] + "…"


def _others(entries: Iterable[dict]) -> Iterator[Label]:
    for entry in entries:
        categories = frozenset(entry.get("categories", ()))
        yield Label(entry.get("id", ""), _spans(entry.get("spans", [entry])), categories=categories)


def _spans(entries: Iterable[dict]) -> tuple[tuple, ...]:
    return tuple(
        (
            entry["file"],
            entry["start"],
            entry["end"],
            entry.get("paragraph_start", entry["start"]),
            entry.get("paragraph_end", entry["end"]),
        )
        for entry in entries
    )


def _overlaps(finding: Finding, span: tuple, lenient: bool = False) -> bool:
    file, start, end, *paragraph = span
    start, end = paragraph if lenient else (start, end)
    return finding.source == file and finding.start < end and start < finding.end


def _line(finding: Finding, dossier: Dossier, story: str) -> str:
    words = dossier.source(finding.source).text[finding.start : finding.end]
    words = words if len(words) <= 80 else words[:79] + "…"
    return f"{story} {finding.source} {finding.start}: {finding.category} “{words}” {finding.reason}"


# --- Facts ------------------------------------------------------------------------------------------------------------


def _score_facts(score: Score, claims: list[Claim], facts: Iterable[dict], story: str) -> None:
    for fact in facts:
        status = fact["status"]
        spans = _spans([*fact.get("support", ()), *fact.get("contradicting", ())])
        right = any(claim.status == status and _same_fact(claim, spans, status) for claim in claims)
        score.statuses[status][0] += right
        score.statuses[status][1] += 1
        if not right:
            score.facts_missed.append(f"{story} {fact['id']}: {fact['subject']}, {fact['attribute']}: {status}")


def _same_fact(claim: Claim, spans: tuple[tuple, ...], status: str) -> bool:
    """Whether the claim speaks of the labelled fact: in two places at least, unless only one article has it."""
    found = {
        span
        for span in spans
        for statement in claim.statements
        if statement.source == span[0] and statement.start < span[2] and span[1] < statement.end
    }
    return len(found) >= (1 if status == "single" else 2)
