"""Text that stops in the middle.

Reason to exist: feeds and scrapers cut articles off, and what is lost may be the very thing that mattered; the
reader of a cut sentence thinks the paper careless.

Caught:
- … ‹The ferry company will open a new line to the islands and› …
- … ‹The captain told reporters that the› The council met at noon. …
- … The deal was signed by the owners in the old harbour house on Monday. ¶ ‹The company, which had grown for years
  under the old captain and his sons, which had then bought› …

Rightly left alone:
- … What the pier means for the town …
- … This is the world we live in. …
- … He looked at the sea and thought of home… …
- … Tides, winds and currents …

Figures (22 November 2026): labelled stories 27/30 found, 1 false; planted errors 31/38 found, 0 false; sound news 1
mark in 37,843 words.
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
# The last line of an article whose paragraphs all end is cut prose from fewer words on, the first line, which is most
# often a headline, from more.
SHORTEST_LAST, LAST_ENDED_SHARE, SHORTEST_FIRST = 4, 0.8, 15

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
_REFERS_BACK = re.compile(
    r"\b(?:what|which|who|whom|where|that|how)\b(?:\W+\w+){0,7}\W*$|\b(?:to|we|they|you|he|she|it|I)\b(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:the|a|an|his|her|its|their|it|he|she|they)\b", re.IGNORECASE)
# Lines below an article that are complete without a stop: credits, links, notes about the writer.
_NOTE = re.compile(
    r"(?:By|With|Additional|Reporting|Reported|Editing|Edited|Written|Follow|Read|See|Watch|Listen|Click|Sign|Subscribe"
    r"|Share|Source|Sources|Photo|Photograph|Picture|Image|Copyright|Contact|Email|More|Also|Related|How|What|Why|Who|Where|When"
    r"|This|The (?:author|writer)|Our|You|Get|Join|Visit|Send|Have|Do|Is|Are)\b|\W"
)
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
    headed = ended.index(True) if True in ended else len(ended)
    shortest = [SHORTEST_FIRST if number <= headed else SHORTEST_PARAGRAPH for number in range(len(paragraphs))]
    if len(ended) > 2 and sum(ended[1:-1]) >= LAST_ENDED_SHARE * len(ended[1:-1]):
        prose, shortest[-1] = True, SHORTEST_LAST
    for number, paragraph in enumerate(paragraphs):
        span = last_sentences[paragraph.end]
        if reason := _why_cut(text, span, teasers):
            yield _finding(source, span, 0.9, reason)
        elif not ended[number] and _is_cut_short(text, paragraph, span):
            yield _finding(source, span, 0.75, "The sentence has no end.")
        elif prose and not ended[number] and _is_cut_prose(text, span, parsed.get(span.start), shortest[number]):
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


def _is_cut_prose(text: str, span: Span, parsed: "Phrase | None", shortest: int) -> bool:
    """A line that is a sentence, with a subject and a finite verb, and has no stop."""
    sentence = text[span.start : span.end]
    words = sentence.split()
    if len(words) < shortest or _is_title(words) or not text[span.start].isupper() or parsed is None:
        return False
    if _NOTE.match(sentence) or ":" in " ".join(words[:4]):
        return False
    if len(words) < SHORTEST_PARAGRAPH and not any(token.tag_ in ("DT", "PRP", "PRP$") for token in parsed):
        return False  # a headline has no articles
    if not any(token.dep_ in ("nsubj", "nsubjpass", "expl") for token in parsed):
        return False
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in parsed) and text[span.end - 1].isalnum()


def _is_cut_short(text: str, paragraph: Span, span: Span) -> bool:
    """The last sentence of a paragraph has no stop, where the one before it has: `It rained. The captain of the`."""
    sentence = text[span.start : span.end]
    words = sentence.split()
    if len(words) < SHORTEST_LAST or _NOTE.match(sentence) or _is_title(words) or not sentence[0].isupper():
        return False
    before = text[paragraph.start : span.start].rstrip()
    prose = len(before.split()) >= SHORTEST_PARAGRAPH and bool(_ENDED.search(before[-8:]))
    return prose and bool(_ARTICLE.search(sentence)) and sentence[-1].isalnum()


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
