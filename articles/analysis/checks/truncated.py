"""Text that stops in the middle.

Reason to exist: feeds and scrapers cut articles off, and what is lost may be the very thing that mattered; the reader
of a cut sentence thinks the paper careless.

Caught: a paragraph that ends in a word that cannot end one (`After her walk along`, `will open the market and`), a
long paragraph without a stop (`… which had then bought`), a teaser cut with an ellipsis (`opens a third bakery in…`),
a sentence that stops before another begins (`told reporters that the The council`).
Rightly left alone: headlines and captions without a stop, `the world we live in`, a thought that trails off…, lists.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from articles.analysis.dossier import Dossier, Finding, Source
from articles.analysis.language import clauses
from articles.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase

CATEGORY = "truncated_text"
# A line without a stop is a cut paragraph only from so many words on; below, it may be a heading or a caption.
SHORTEST_PARAGRAPH = 9
# Most paragraphs of an article must end in a stop before one without is a fault.
ENDED_SHARE = 0.5

_ENDED = re.compile(r"[.!?…:;][\"”’')\]»]*$|[\"”]$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)[\"”’')\]]*$")
_CUT_MARK = re.compile(r"\[(?:…|\.\.\.|\+\d+ chars?)\]$")
_LAST_WORD = re.compile(r"([A-Za-z’']+)[^\w]*$")
# No sentence and no heading ends in these.
_NEVER_LAST = frozenset(
    "the a an and or but nor of with from into between during his their its our my whose because although than if as "
    "very is are was were has have had been be will would should could can may might must which who while until per "
    "including despite according toward towards upon via".split()
)
# These end a clause about what came before: `the world we live in`, `nothing to speak of`.
_MAY_STRAND = frozenset("of with from into for to at on in by about between".split())
_PREPOSITIONS = frozenset("for to at on in by about".split())
_REFERS_BACK = re.compile(r"\b(?:what|which|who|whom|where|that|how|to|we|they|you|he|she|it|I)\b", re.IGNORECASE)
# A stop after these words closes a sentence that was cut and repaired with a full stop.
_NEVER_BEFORE_STOP = frozenset("the a an and or their its our whose because than of".split())
_NEW_START = re.compile(
    r"\b([a-z’']+) (The|He|She|It|They|This|There|But|However|Meanwhile|In|At|After) (?=[a-z])(?!(?:and|of|or)\b)"
)


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks the sentence that breaks off."""
    for source in dossier.english:
        yield from _cut_paragraphs(source)
        yield from _cut_sentences(source)


# --- Paragraphs -------------------------------------------------------------------------------------------------------


def _cut_paragraphs(source: Source) -> Iterator[Finding]:
    paragraphs, text = source.paragraphs, source.text
    last_sentences = {span.end: span for span in source.sentences}
    parsed = {sentence.start_char: sentence for sentence in clauses(source)}
    ended = [bool(_ENDED.search(text[max(start, end - 8) : end])) for start, end in paragraphs]
    prose = sum(ended) >= ENDED_SHARE * len(ended)
    teasers = sum(bool(_ELLIPSIS.search(text[max(start, end - 8) : end])) for start, end in paragraphs)
    for number, paragraph in enumerate(paragraphs):
        span = last_sentences[paragraph.end]
        if reason := _why_cut(text, span, teasers):
            yield _finding(source, span, 0.9, reason)
        elif prose and number and not ended[number] and _is_cut_prose(text, span, parsed.get(span.start)):
            last = number == len(paragraphs) - 1
            yield _finding(source, span, 0.75 if last or ended[number - 1] else 0.6, "The sentence has no end.")


def _why_cut(text: str, span: Span, teasers: int) -> str | None:
    sentence = text[span.start : span.end]
    tail = sentence[-60:]
    found = _LAST_WORD.search(tail)
    word = found.group(1) if found else ""
    words = sentence.split()
    if len(words) < 3 or word != word.lower() or _is_title(words):
        return None
    cut = word in _NEVER_LAST or word in _PREPOSITIONS
    if _CUT_MARK.search(tail) or _ELLIPSIS.search(tail) and len(words) > 4 and (cut or teasers > 1):
        return "The text was cut off here with an ellipsis."
    if _ELLIPSIS.search(tail):
        return None
    if _ENDED.search(tail):
        return f"The sentence breaks off after “{word}”." if _ends_wrongly(tail, word) else None
    if cut and not (word in _MAY_STRAND and _REFERS_BACK.search(" ".join(words[:-1]))):
        return f"The text breaks off after “{word}”."
    return None


def _ends_wrongly(tail: str, word: str) -> bool:
    return word in _NEVER_BEFORE_STOP - _MAY_STRAND and tail.endswith(f" {word}.")


def _is_title(words: list[str]) -> bool:
    """Title Case or CAPITALS: the words of a headline."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _is_cut_prose(text: str, span: Span, parsed: "Phrase | None") -> bool:
    """A long line that is a sentence, with a subject and a finite verb, and has no stop."""
    words = text[span.start : span.end].split()
    if len(words) < SHORTEST_PARAGRAPH or _is_title(words) or not text[span.start].isupper() or parsed is None:
        return False
    if not any(token.dep_ in ("nsubj", "nsubjpass", "expl") for token in parsed):
        return False
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in parsed) and text[span.end - 1].isalnum()


# --- Sentences --------------------------------------------------------------------------------------------------------


def _cut_sentences(source: Source) -> Iterator[Finding]:
    """Sentences inside a paragraph: closed with a stop after an article, or followed without one by a new sentence."""
    ends = {paragraph.end for paragraph in source.paragraphs}
    for span in source.sentences:
        sentence = source.text[span.start : span.end]
        found = _LAST_WORD.search(sentence[-60:])
        if (
            found
            and span.end not in ends
            and len(sentence.split()) > 3
            and _ends_wrongly(sentence[-60:], found.group(1))
        ):
            yield _finding(source, span, 0.85, f"The sentence breaks off after “{found.group(1)}”.")
            continue
        if sentence.istitle() or _is_title(sentence.split()):
            continue
        for start in _NEW_START.finditer(sentence):
            if start.group(1) in _NEVER_LAST - {"of", "with", "from", "into", "during", "and", "or", "but", "than"}:
                whole = Span(span.start, span.start + start.end(1))
                reason = f"The sentence breaks off after “{start.group(1)}”; another begins with “{start.group(2)}”."
                yield _finding(source, whole, 0.7, reason)
                break


def _finding(source: Source, span: Span, confidence: float, reason: str) -> Finding:
    return Finding(source.key, span.start, span.end, CATEGORY, "major", confidence, reason)
