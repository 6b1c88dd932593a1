"""Paragraphs about something else.

Reason to exist: feeds end in teasers for other articles, and templates drop recipes, match reports and advertisements
into the middle of the text. Taken for part of the story, they put strangers into it.

Caught: a paragraph hardly any of whose words occur elsewhere in the story, none of them a word of its subject; an
advertisement that speaks to the reader; lines cut with an ellipsis that share no name with the article.
Rightly left alone: background, an anecdote, a paragraph that brings new names but speaks of the story's subject, one
that leans on the paragraph before (`He resolved …`) or is somebody's words.

Against paragraphs of other stories put into one of ours, three in ten are found; in 62,000 words of sound wire copy,
read one article at a time, fewer than five paragraphs are marked.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from articles.analysis import language
from articles.analysis.dossier import Dossier, Finding, Source
from articles.text import Span

CATEGORY = "unrelated_content"
# Paragraphs that an article needs before one of them can be a stranger.
FEWEST_PARAGRAPHS = 4
# A stranger has at least so many content words ...
FEWEST_WORDS = 8
# ... and at most this share of them anywhere else in a story of one, two, three or more articles: the more there is to
# read, the more a paragraph of the story shares with it.
SHARED_WORDS = {1: 0.1, 2: 0.15}
SHARED_WORDS_OF_MANY = 0.25
SHARED_WORDS_OF_TEASER = SHARED_WORDS_OF_ADVERTISEMENT = 0.34
# A word in so many other paragraphs belongs to the subject of the story: whoever uses it speaks of that.
OF_THE_SUBJECT = 3
# A stranger may have one word in so many other paragraphs, by chance.
REPEATED = 2
# Signs of an advertisement that a paragraph needs, and how long it may be.
ADVERTISING_SIGNS = 2
LONGEST_ADVERTISEMENT = 60

_NAME = re.compile(r"(?<!^)(?<![.!?:“\"] )\b[A-Z][\w’-]{2,}")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)$")
_LEANS = re.compile(
    r"^(?:[“\"‘]|(?:He|She|It|They|His|Her|Its|Their|These|Those|This|That|Meanwhile|However|But|And|So|Then|Both)\b)|\b(?:"
    r"he|she|they) (?:said|says|told|added)\b|\bthe (?:scene|crash|incident|attack|accident|case|inquiry|company|bill"
    r"|event)\b"
)
_READER = re.compile(r"\b(?:you|your|yours|you’re|you’ll)\b", re.IGNORECASE)
_OFFER = re.compile(
    r"[$£€]\s?\d|\b\d+ ?(?:%|per ?cent) off\b|\b(?:win|prizes?|free|discount|deals?|offers?|sale|bargains?|save|half price"
    r"|voucher|competition|giveaway|coupon|promo code)\b",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:call|book|buy|order|visit|shop|enter|hurry|apply|reserve|register|try|enjoy|discover) (?:now|today|yours?|our|us"
    r"|the|at|online|here|early)\b|\bwww\.|\.(?:com|net|org)\b|\bterms apply\b|\bwhile stocks last\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# Words of every subject.
_STOPWORDS = frozenset(
    "have make give take know come think look want find tell work seem feel leave call time year people way thing woman "
    "life world hand part place week case point number group problem fact good first last long great little other right "
    "high different small large next early young important public same able more many most much such also just very "
    "then here there only even still back well never always often again already soon later about".split()
)
_CONTENT = {"NOUN", "VERB", "ADJ", "PROPN"}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and its content words, shortened so that `fire` and `fires` are one."""

    source: Source
    number: int
    span: Span
    words: frozenset[str]

    @property
    def text(self) -> str:
        return self.source.text[self.span.start : self.span.end]


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks the whole paragraph."""
    story = {source.key: _paragraphs(source) for source in dossier.english}
    uses = Counter(word for paragraphs in story.values() for paragraph in paragraphs for word in paragraph.words)
    most = SHARED_WORDS.get(len(story), SHARED_WORDS_OF_MANY)
    for source in dossier.english:
        paragraphs = story[source.key]
        if len(paragraphs) < FEWEST_PARAGRAPHS:
            continue
        yield from _teasers(source, paragraphs, uses)
        for paragraph in paragraphs[1:]:
            if _ELLIPSIS.search(paragraph.text):
                continue
            if _is_advertisement(paragraph, uses):
                yield _finding(source, paragraph.span, 0.75, "This is an advertisement, not part of the article.")
            elif _is_stranger(paragraph, uses, most) and (len(story) > 1 or _names_only_strangers(paragraph, dossier)):
                yield _finding(source, paragraph.span, 0.7, _reason(paragraph, dossier, len(story) > 1))


# --- Strangers --------------------------------------------------------------------------------------------------------


def _paragraphs(source: Source) -> list[Paragraph]:
    starts = [span.start for span in source.paragraphs]
    words: list[set[str]] = [set() for _ in starts]
    for token in language.parse(source):
        lemma = token.lemma_.lower()
        if token.pos_ in _CONTENT and token.is_alpha and len(token) > 2 and lemma not in _STOPWORDS and starts:
            words[max(0, bisect_right(starts, token.idx) - 1)].add(_stem(lemma))
    return [Paragraph(source, number, span, frozenset(words[number])) for number, span in enumerate(source.paragraphs)]


def _stem(lemma: str) -> str:
    """The first letters without an ending: `open` and `opening`, `farm` and `farmer` are one word here."""
    return re.sub(r"(?:ing|ed|es|s|e|er|ers|ion|ions|ly)$", "", lemma)[:6]


def _shared(paragraph: Paragraph, uses: Counter) -> float:
    return sum(uses[word] > 1 for word in paragraph.words) / max(1, len(paragraph.words))


def _is_of_the_subject(paragraph: Paragraph, uses: Counter) -> bool:
    return any(uses[word] > OF_THE_SUBJECT for word in paragraph.words)


def _is_stranger(paragraph: Paragraph, uses: Counter, most: float) -> bool:
    if len(paragraph.words) < FEWEST_WORDS or _LEANS.search(paragraph.text) or _is_of_the_subject(paragraph, uses):
        return False
    repeated = sum(uses[word] > REPEATED for word in paragraph.words)
    return repeated <= 1 and _shared(paragraph, uses) <= most


def _names(paragraph: Paragraph, dossier: Dossier) -> list[str]:
    span = paragraph.span
    found = language.names(dossier)[paragraph.source.key]
    return sorted({name.text for name in found if span.start <= name.start < span.end})


def _names_only_strangers(paragraph: Paragraph, dossier: Dossier) -> bool:
    """Whether it brings names, all of them new to the article; an article alone has too few words to judge by these."""
    text, span = paragraph.source.text, paragraph.span
    outside = text[: span.start] + text[span.end :]
    names = _names(paragraph, dossier)
    words = [word for name in names for word in name.split() if len(word) > 2] or names
    return bool(names) and not any(re.search(rf"\b{re.escape(word)}\b", outside) for word in words)


def _reason(paragraph: Paragraph, dossier: Dossier, several: bool) -> str:
    whole = "articles speak" if several else "article speaks"
    names = _names(paragraph, dossier)[:2]
    return f"Nothing else in the {whole} of {' and '.join(names)} or of this subject." if names else (
        f"Nothing else in the {whole} of this subject."
    )  # fmt: skip


# --- Advertisements and teasers ---------------------------------------------------------------------------------------


def _is_advertisement(paragraph: Paragraph, uses: Counter) -> bool:
    """A short text to the reader, beside the subject: `your`, an offer, a call to act, an exclamation mark."""
    text = _QUOTED.sub("", paragraph.text)
    if len(text.split()) > LONGEST_ADVERTISEMENT or len(paragraph.words) < FEWEST_WORDS // 2:
        return False
    signs = [bool(pattern.search(text)) for pattern in (_READER, _OFFER, _CALL)]
    speaks_to_reader = signs[0] or signs[2]
    if not speaks_to_reader or sum(signs) + ("!" in text) < ADVERTISING_SIGNS:
        return False
    return not _is_of_the_subject(paragraph, uses) and _shared(paragraph, uses) <= SHARED_WORDS_OF_ADVERTISEMENT


def _teasers(source: Source, paragraphs: list[Paragraph], uses: Counter) -> Iterator[Finding]:
    """Lines in the lower half that are cut with an ellipsis, more than one of them."""
    teasers = [paragraph for paragraph in paragraphs if _ELLIPSIS.search(paragraph.text)]
    body = {name for one in paragraphs if one not in teasers for name in _NAME.findall(one.text)}
    for teaser in teasers:
        new = [name for name in _NAME.findall(teaser.text) if name not in body]
        lower_half = teaser.number > len(paragraphs) // 2
        if len(teasers) > 1 and lower_half and (new or _shared(teaser, uses) <= SHARED_WORDS_OF_TEASER):
            yield _finding(source, teaser.span, 0.85, "This is a teaser for another article.")


def _finding(source: Source, span: Span, confidence: float, reason: str) -> Finding:
    return Finding(source.key, *span, CATEGORY, "major", confidence, reason, "")
