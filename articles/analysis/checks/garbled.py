"""Sentences that machine translation, rewriting or a slip of the mouse broke.

Reason to exist: a garbled sentence cannot be published, and often hides a fact (who did it, how many). Precision comes
first: an editor who sees three sound sentences marked no longer looks.

Caught: a stray stop (`after the three-week. long strike`), a repeated word (`the the`), small words that cannot meet
(`for a whom`, `she wants to of sing`, `he the boat`), a verb with no subject where two sentences ran together, wrong
verb forms (`has is built`), quotation marks that open or close alone.
Rightly left alone: fragments (`One pier. Two boats.`), headlines, `had had`, `the in-house lawyer`, quotations that
run over several paragraphs and open anew in each, odd but grammatical sentences.
"""

import re
from collections.abc import Iterator

from articles.analysis.dossier import Dossier, Finding, Source
from articles.analysis.language import clauses
from articles.analysis.syntax import breaks
from articles.text import Span

CATEGORY = "garbled_sentence"
# Shorter sentences are fragments and exclamations, which follow no grammar.
SHORTEST = 4

_ABBREVIATION = re.compile(
    r"(?:\b[A-Zvc]|\b(?i:vs|etc|approx|no|nos|inc|ltd|co|corp|plc|bros|st|mr|mrs|ms|dr|jr|sr|per|al|cf|ca|art|sec|fig|pp"
    r"|est|max|min|avg|dept|govt|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun))$"
)
_STRAY_STOP = re.compile(r"([\w’'%)]{1,30})\. +([a-z][a-z’'-]*)(?![\w.@/])")
_REPEATED = re.compile(r"(?<![\w’'-])((?:[A-Za-z]{1,20} ){0,2}[A-Za-z][A-Za-z’'-]{0,30})(?: +\1)+(?![\w’'-])")
_MAY_REPEAT = frozenset(
    "had that is was so very many no yes more ha bye really long far again now knock blah never stop oh hear please too "
    "much tick hey wait come go do boom chop".split()
)
_TITLES = frozenset("Mr Mrs Ms Dr The In He She It They".split())


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks the words at fault where a rule of spelling names them, the whole sentence where its syntax is broken."""
    for source in dossier.english:
        for span in source.sentences:
            yield from _slips(source, span)
        yield from _broken_sentences(source)


# --- Slips: a few words at fault --------------------------------------------------------------------------------------


def _slips(source: Source, span: Span) -> Iterator[Finding]:
    text = source.text
    for found in _STRAY_STOP.finditer(text, *span):
        if not _ABBREVIATION.search(found.group(1)) and text[found.start() - 1 : found.start()] != ".":
            yield _finding(
                source,
                Span(*found.span()),
                0.9,
                f"A full stop stands in the middle of the sentence, before “{found.group(2)}”.",
            )
    for found in _REPEATED.finditer(text, *span):
        words = found.group(1)
        if words.lower() not in _MAY_REPEAT and not (words[0].isupper() and _is_double_name(source.text, words)):
            yield _finding(source, Span(*found.span()), 0.9, f"“{words}” stands twice.", words)


def _is_double_name(text: str, name: str) -> bool:
    """Whether the doubled name is the name: it never stands alone."""
    alone = re.findall(rf"(?<![\w’'-]){re.escape(name)}(?![\w’'-])", text)
    return len(alone) <= 2 and name not in _TITLES


# --- Broken sentences -------------------------------------------------------------------------------------------------


def _broken_sentences(source: Source) -> Iterator[Finding]:
    own = {start: Span(start, end) for start, end in source.sentences}
    for sentence in clauses(source):
        span = own.get(sentence.start_char)
        if span is None or len(sentence) < SHORTEST or _is_heading(source, span):
            continue
        worst = max(breaks(sentence), key=lambda one: one.confidence, default=None)
        if worst:
            words = source.text[worst.first.idx : worst.last.idx + len(worst.last)]
            yield _finding(source, span, worst.confidence, worst.reason.format(words))


def _is_heading(source: Source, span: Span) -> bool:
    """A line without a stop, or mostly capitals: headlines have a grammar of their own."""
    words = [word for word in source.text[span.start : span.end].split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    ended = source.text[span.start : span.end].rstrip("\"”’')]").endswith((".", "!", "?", "…", ":"))
    return capitals * 2 > len(words) or not ended and len(words) < 12


def _finding(source: Source, span: Span, confidence: float, reason: str, suggestion: str | None = None) -> Finding:
    return Finding(source.key, span.start, span.end, CATEGORY, "major", confidence, reason, suggestion)
