"""Quotation marks that open or close alone.

Reason to exist: where a quotation ends decides who said what. A lost mark puts the paper's words into somebody's mouth,
or somebody's words into the paper's.

Caught: a mark that closes what nothing opened, one that opens what nothing closes, a double quotation inside another.
Rightly left alone: a quotation over several paragraphs, which opens anew in each and closes in the last; inches and
minutes (`6'2"`), single quotation marks inside double ones, apostrophes.
"""

import re
from collections.abc import Iterator

from articles.analysis.dossier import Dossier, Finding, Source
from articles.text import Span

CATEGORY = "garbled_sentence"
# More faults than this in one article: it uses the marks in a way of its own.
MOST_FAULTS = 5

_MARKS = re.compile(r"[“”„]|(?<!\d)\"|(?<=\d)\"(?=[,.]?(?:\s|$))")
_INCHES = re.compile(r"\d[”\"](?=[\s,.)-])")


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks the sentence that holds the stray mark."""
    for source in dossier.english:
        faults = list(_faults(source))
        if len(faults) <= MOST_FAULTS:
            yield from faults


def _faults(source: Source) -> Iterator[Finding]:
    running = False
    paragraphs = source.paragraphs
    for number, paragraph in enumerate(paragraphs):
        following = source.text[paragraphs[number + 1].start] if number + 1 < len(paragraphs) else ""
        position, reason, running = _fault(source.text, paragraph, running, following in '“"„' and bool(following))
        if reason:
            sentence = next(span for span in source.sentences if span.start <= position < span.end)
            yield Finding(source.key, *sentence, CATEGORY, "minor", 0.75, reason)


def _fault(text: str, paragraph: Span, running: bool, goes_on: bool) -> tuple[int, str, bool]:
    """Where and what the first fault is, and whether a quotation is still open at the end of the paragraph."""
    opened: list[int] = []
    for found in _MARKS.finditer(text, *paragraph):
        position, mark = found.start(), found.group()
        if _INCHES.match(text, max(0, position - 1)) and not opened:
            continue
        if mark in "“„" or mark == '"' and not opened and not (running and position > paragraph.start):
            if opened:
                return position, "A quotation opens inside another one.", False
            opened.append(position)
        elif opened:
            opened.pop()
        elif not running:
            return position, "A quotation closes here that was never opened.", False
        running = running and bool(opened)
    if opened and not goes_on:
        return opened[0], "A quotation opens here and never closes.", False
    return 0, "", bool(opened) or running and goes_on
