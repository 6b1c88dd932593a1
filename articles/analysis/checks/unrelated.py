"""Paragraphs about something else.

Reason to exist: feeds end in teasers for other articles, and templates drop their first lines into the middle of the
text. Taken for part of the story, they put strangers into it.

Caught: lines cut with an ellipsis that share no name with the article, and a paragraph whose names and nearly all of
whose words occur nowhere else in the story.
Rightly left alone: background, an anecdote, a paragraph that brings new names but speaks of the story's subject; the
only paragraph that a short article has on a side matter.
"""

import re
from collections import Counter
from collections.abc import Iterator

from articles.analysis import language
from articles.analysis.dossier import Dossier, Finding, Source
from articles.text import Span

CATEGORY = "unrelated_content"
# Paragraphs that an article needs before one of them can be a stranger.
FEWEST_PARAGRAPHS = 4
# A stranger's words: at least so many, and at most this share of them anywhere else in the story.
FEWEST_WORDS = 8
SHARED_WORDS = 0.1
SHARED_WORDS_OF_TEASER = 0.34
# Names that it must bring, all of them new.
NEW_NAMES = 1

_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"(?<!^)(?<![.!?:“\"] )\b[A-Z][\w’-]{2,}")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)$")
_LEANS = re.compile(
    r"^[“\"‘]|(?:^|[.!?]\s)(?:He|She|It|They|His|Her|Its|Their|These|Those|Meanwhile|However|But|And)\b|\b(?:he|she|they) "
    r"(?:said|says|told|added)\b|\bthe (?:scene|crash|incident|attack|accident|case|inquiry|company|bill|event)\b"
)
_STOPWORDS = frozenset(
    "that this these those with from have been were will would said says which their they them than then when what "
    "where while after before about into over under more most some also only other such many much very just like make "
    "made year years people time first last being could should there here your because between during against through "
    "every each both another since until even still well back down part took take told since among must does".split()
)


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks the whole paragraph."""
    known = {source.key: [_words(source, span) for span in source.paragraphs] for source in dossier.english}
    everywhere = Counter(word for paragraphs in known.values() for words in paragraphs for word in set(words))
    for source in dossier.english:
        if len(source.paragraphs) >= FEWEST_PARAGRAPHS:
            yield from _strangers(source, known[source.key], everywhere, language.names(dossier)[source.key])


def _strangers(
    source: Source, words: list[list[str]], everywhere: Counter, names: list[language.Name]
) -> Iterator[Finding]:
    teasers = [bool(_ELLIPSIS.search(source.text[span.start : span.end])) for span in source.paragraphs]
    body = {name for span, teaser in zip(source.paragraphs, teasers, strict=True) if not teaser
            for name in _capitalised(source.text[span.start : span.end])}  # fmt: skip
    for number, span in enumerate(source.paragraphs):
        own = set(words[number])
        shared = sum(everywhere[word] > 1 for word in own) / max(1, len(own))
        if teasers[number]:
            new = [name for name in _capitalised(source.text[span.start : span.end]) if name not in body]
            if sum(teasers) > 1 and number > len(teasers) // 2 and (new or shared <= SHARED_WORDS_OF_TEASER):
                yield _finding(source, span, 0.85, "This is a teaser for another article.")
        elif number and len(own) >= FEWEST_WORDS and shared <= SHARED_WORDS and not _goes_on(source, span):
            inside = {name.text for name in names if span.start <= name.start < span.end}
            if len(inside) >= NEW_NAMES and not any(_elsewhere(name, source, span) for name in inside):
                listed = " and ".join(sorted(inside)[:2])
                yield _finding(
                    source, span, 0.7, f"Nothing else in the articles speaks of {listed} or of this subject."
                )


def _words(source: Source, span: Span) -> list[str]:
    found = _WORD.findall(source.text[span.start : span.end].lower())
    return [_stem(word) for word in found if word not in _STOPWORDS]


def _stem(word: str) -> str:
    """The first letters without an ending: `fire` and `fires`, `opened` and `opening` are one word here."""
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word)[:5]


def _capitalised(text: str) -> set[str]:
    return set(_NAME.findall(text))


def _elsewhere(name: str, source: Source, span: Span) -> bool:
    words = [word for word in name.split() if len(word) > 2] or [name]
    outside = source.text[: span.start] + source.text[span.end :]
    return any(re.search(rf"\b{re.escape(word)}\b", outside) for word in words)


def _goes_on(source: Source, span: Span) -> bool:
    """Whether the paragraph leans on the one before (`He resolved …`, `Those firefighters …`) or is somebody's words."""
    return bool(_LEANS.search(source.text[span.start : span.end]))


def _finding(source: Source, span: Span, confidence: float, reason: str) -> Finding:
    return Finding(source.key, *span, CATEGORY, "major", confidence, reason, "")
