"""Sentences that machine translation, rewriting or a slip of the mouse broke.

Reason to exist: a garbled sentence cannot be published, and often hides a fact (who did it, how many). Precision
comes first: an editor who sees three sound sentences marked no longer looks.

Caught:
- The crews went home after the ‹three-week. long› strike at the harbour.
- He looked at ‹the the› pier and went home.
- The new pier ‹has is built› by the harbour company.
- She wants to ‹of sing› at the harbour.
- It is a song ‹for a whom› nobody waits.

Rightly left alone:
- One pier. Two boats. No captain.
- He had had enough of the sea.
- What the captain had seen that night he never told.
- The in-house lawyer had left the harbour.
- “I no see nothing in night,” he told the court.

Figures (22 November 2026): labelled stories 30/33 found, 3 false; planted errors 40/48 found, 8 false; sound news
10 marks in 37,843 words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from articles.analysis.dossier import Dossier, Finding, Source
from articles.analysis.language import clauses
from articles.analysis.syntax import breaks
from articles.text import Span

CATEGORY = "garbled_sentence"
# Shorter sentences are fragments and exclamations, which follow no grammar.
SHORTEST = 4

_ABBREVIATION = re.compile(
    r"(?:\b[A-Zvc]|\b(?i:vs|etc|approx|no|nos|inc|ltd|co|cos|corp|plc|bros|st|mr|mrs|ms|dr|jr|sr|per|al|cf|ca|art|sec|fig"
    r"|pp|est|max|min|avg|dept|dep|govt|gov|sen|rep|gen|adm|col|capt|cmdr|lt|sgt|maj|cpl|pvt|supt|rev|hon|prof|univ|assn"
    r"|ave|blvd|rd|hwy|mt|ft|in|lb|lbs|oz|yd|yds|mi|km|kg|hr|hrs|mins|secs|yr|yrs|mo|mos|wk|ed|eds|vol|ch|ext|tel|cont"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun)"
    r"|\b(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Kans|Ky|La|Mass|Md|Mich|Minn|Miss|Mont|Neb|Nev|Okla|Ore"
    r"|Pa|Penn|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Ont|Que|Alta|Sask|Man|Qld|Vic|Tas))$"
)
_STRAY_STOP = re.compile(r"([\w’'%)]{1,30})\. +[“\"]?([a-z][a-z’'-]*)(?![\w.@/])")
_REPEATED = re.compile(r"(?<![\w’'-])((?:[A-Za-z]{1,20} ){0,2}[A-Za-z][A-Za-z’'-]{0,30})(?: +\1)+(?![\w’'-])")
_MAY_REPEAT = frozenset("had that is was so very many more really long far again now never too much".split())
# Cries, which speakers and names repeat, and which nothing else does.
_CRIES = frozenset(
    "no yes ha bye knock blah stop oh hear please tick hey wait come go do boom chop tut hush fire help".split()
)
# `a` before a vowel that is heard, `an` before a consonant; letters that are read both ways (u, h, eu, one) are left out.
_ARTICLE = re.compile(
    r"(?<![\w’'&.-])(?:(a) (?!one|once|eu|ewe|oui|aa|oo)([aeio][a-z]{3,})|(an) (?!hour|heir|honest|honou?r|herb)"
    r"([b-df-gj-np-tv-z][a-z]{3,}))(?![\w’'-])"
)
# Speech is written down as it was spoken, broken or not.
_QUOTED = re.compile(r"“[^“”\n]{1,1200}(?:[”\n]|$)|(?<!\w)\"[^\"\n]{1,1200}(?:\"|$)")
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
        if words.lower() in _CRIES and (
            words not in ("no", "do") or "“" in text[slice(*span)] or '"' in text[slice(*span)]
        ):
            continue
        if words.lower() not in _MAY_REPEAT and not (words[0].isupper() and _is_double_name(source.text, words)):
            yield _finding(source, Span(*found.span()), 0.9, f"“{words}” stands twice.", words)
    for found in _ARTICLE.finditer(text, *span):
        article, word = ("an", found.group(2)) if found.group(1) else ("a", found.group(4))
        reason = f"“{found.group()}”: the article does not fit the word."
        yield _finding(source, Span(*found.span()), 0.8, reason, f"{article} {word}")


def _is_double_name(text: str, name: str) -> bool:
    """Whether the doubled name is the name: it never stands alone."""
    alone = re.findall(rf"(?<![\w’'-]){re.escape(name)}(?![\w’'-])", text)
    return len(alone) <= 2 and name not in _TITLES


# --- Broken sentences -------------------------------------------------------------------------------------------------


def _broken_sentences(source: Source) -> Iterator[Finding]:
    spoken = [Span(*found.span()) for span in source.paragraphs for found in _QUOTED.finditer(source.text, *span)]
    own = {start: Span(start, end) for start, end in source.sentences}
    for sentence in clauses(source):
        span = own.get(sentence.start_char)
        if span is None or len(sentence) < SHORTEST or _is_heading(source, span):
            continue
        signs = [one for one in breaks(sentence) if not _is_within(one.first.idx, spoken)]
        worst = max(signs, key=lambda one: one.confidence, default=None)
        if worst:
            words = source.text[worst.first.idx : worst.last.idx + len(worst.last)]
            yield _finding(source, span, worst.confidence, worst.reason.format(words))


def _is_within(position: int, spans: list[Span]) -> bool:
    at = bisect_right(spans, position, key=lambda span: span.start)
    return at > 0 and position < spans[at - 1].end


def _is_heading(source: Source, span: Span) -> bool:
    """A line without a stop, or mostly capitals: headlines have a grammar of their own."""
    words = [word for word in source.text[span.start : span.end].split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    ended = source.text[span.start : span.end].rstrip("\"”’')]").endswith((".", "!", "?", "…", ":"))
    return capitals * 2 > len(words) or not ended and len(words) < 12


def _finding(source: Source, span: Span, confidence: float, reason: str, suggestion: str | None = None) -> Finding:
    return Finding(source.key, span.start, span.end, CATEGORY, "major", confidence, reason, suggestion)
