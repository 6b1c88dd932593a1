"""Quotation marks that open or close alone.

Reason to exist: where a quotation ends decides who said what. A lost mark puts the paper's words into somebody's
mouth, or somebody's words into the paper's.

Caught:
- ‹We have spoken of the pier and of the boats.”›
- ‹“We are glad, the captain said, adding that he slept well.›
- ‹He wants “a pier between “Velden” and the coast.”›

Rightly left alone:
- “We sailed at dawn. ¶ “Then the wind came. ¶ “We turned back,” he said.
- “He called it ‘my old friend’,” she said.
- The mast is 6'2" high and the rail 3" wide.

Figures (22 November 2026): part of garbled_sentence in labelled stories; sound news 1 mark in 40,044 words.
"""

import re
from collections.abc import Iterator

from articles.analysis.dossier import Dossier, Finding, Source
from articles.text import Span

CATEGORY = "garbled_sentence"
# More faults than this in one article: it uses the marks in a way of its own.
MOST_FAULTS = 5

_MARKS = re.compile(r"[“”„\"]")
_INCHES = re.compile(r"\d[”\"](?=[\s,.)x-])")


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
    opened = -1
    for found in _MARKS.finditer(text, *paragraph):
        position = found.start()
        if opened < 0 and not running and position and _INCHES.match(text, position - 1):
            continue
        if _opens(text, position, paragraph, opened >= 0):
            if opened >= 0 and not _begins_sentence(text, position, paragraph):
                return position, "A quotation opens inside another one.", False
            opened = position
        elif opened < 0 and not running:
            return position, "A quotation closes here that was never opened.", False
        else:
            opened, running = -1, False
    if opened >= 0 and not goes_on:
        return opened, "A quotation opens here and never closes.", False
    return 0, "", opened >= 0 or running and goes_on


def _opens(text: str, position: int, paragraph: Span, inside: bool) -> bool:
    """Which way the mark faces; a straight one faces the word that it touches."""
    if text[position] != '"':
        return text[position] != "”"
    before = text[position - 1] if position > paragraph.start else " "
    after = text[position + 1] if position + 1 < paragraph.end else " "
    if before.isspace() == after.isspace():
        return not inside
    return before.isspace()


def _begins_sentence(text: str, position: int, paragraph: Span) -> bool:
    """A mark that begins a sentence may reopen a quotation that runs on: its paragraphs were joined."""
    return text[max(paragraph.start, position - 5) : position].rstrip()[-1:] in ("", ".", "!", "?", "…")
