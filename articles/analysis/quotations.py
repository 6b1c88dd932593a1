"""Every quotation of the articles with its words and its speaker.

A quotation's speaker is the subject of the verb of speech in its own sentence: a name, a role, or a pronoun (see
`speakers`); where the sentence has none, whoever spoke before in the paragraph. Only a name or a role there is certain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.dossier import Dossier, Source
from articles.analysis.speakers import NOBODY, Voice, identity, voice_of
from articles.analysis.spoken import content_words, spoken_words
from articles.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Shorter quotations are terms and scare quotes, which anybody may use.
FEWEST_WORDS = 5
LONGEST_QUOTATION = 1_200
# Words that may stand between a verb of speech and the name beside it, where the parser finds no subject.
BESIDE = 3
# How far from the quotation its speaker is looked for.
REACH = 160

# Double marks, curved or straight; single ones, in which an apostrophe stands before or inside a word.
_QUOTED = re.compile(
    rf"“([^“”\n]{{2,{LONGEST_QUOTATION}}})[”\n]|(?<!\w)\"([^\"\n]{{2,{LONGEST_QUOTATION}}})\""
    rf"|(?<!\w)‘((?:[^“”‘’\n]|’(?=\w)){{2,{LONGEST_QUOTATION}}})’(?!\w)"
    rf"|(?<!\w)'((?:[^“”\"'\n]|(?<=\w)'(?=\w)){{2,{LONGEST_QUOTATION}}})'(?!\w)"
)
_VERBS = (
    "say said tell told add ask state wrote write written announce warn argue claim insist note assert describe explain "
    "joke quip cackle laugh recall repl(?:y|ie) comment declare reiterate admit admitted remark quote quoting whisper shout "
    "exclaim conclude emphasi[sz]e continue observe confirm promise vow vowed pledge urge tweet post express shrug shrugged "
    "sigh smile grin grinned cry crie snap snapped mutter concede complain respond reckon remember stress acknowledge allege "
    "testif(?:y|ie) predict suggest estimate contend repeat echo muse counter retort sob sobbed scream yell chuckle giggle "
    "brag bragged boast stammer plead beg begged demand caution maintain clarif(?:y|ie) recount reflect marvel interject"
)
_GERUNDS = "|".join(f"{verb.removesuffix('e')}ing" for verb in _VERBS.split())
_SPEECH = re.compile(
    rf"\b(?:(?:{'|'.join(_VERBS.split())})(?:s|d|ed)?|{_GERUNDS}|according to|went on|goes on|put it)\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:he|she|they|who)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Quotation:
    """Source `source` quotes text[start:end], marks included. `name` is what names the speaker, where it stands.

    `speaker` is the person's usual name, "" if unknown; `certain` if the sentence itself names the person, and `possible`
    are the people whom its pronoun can mean.
    """

    source: str
    start: int
    end: int
    words: tuple[str, ...]
    speaker: str = ""
    certain: bool = False
    name: Span | None = None
    possible: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @cached_property
    def content(self) -> frozenset[str]:
        return content_words(self.words)


@lru_cache(maxsize=4)
def quotations(dossier: Dossier) -> tuple[Quotation, ...]:
    """Every quoted sentence of at least FEWEST_WORDS words in the English articles, in order."""
    return tuple(quotation for source in dossier.english for quotation in _quotations(dossier, source))


# --- Reading ----------------------------------------------------------------------------------------------------------


def _quotations(dossier: Dossier, source: Source) -> Iterator[Quotation]:
    names = [name for name in language.names(dossier)[source.key] if name.kind == "person"]
    found = [match for span in source.paragraphs for match in _QUOTED.finditer(source.text, *span)]
    before: Quotation | None = None
    for match in found:
        voice = _speaker(dossier, source, match, names)
        if voice is None:
            goes_on = before and "\n" not in source.text[before.end : match.start()]
            voice = Voice(before.speaker, possible=before.possible) if goes_on else NOBODY
        for start, end in _sentences_inside(source, match):
            words = spoken_words(source.text[start:end])
            if len(words) >= FEWEST_WORDS:
                before = Quotation(
                    source.key, start, end, words, voice.person, voice.certain, voice.words, voice.possible
                )
                yield before


def _sentences_inside(source: Source, match: re.Match) -> list[Span]:
    """The quotation sentence by sentence: articles choose different ones from one statement."""
    return [
        Span(max(start, match.start()), min(end, match.end()))
        for start, end in source.sentences
        if start < match.end() and match.start() < end
    ]


def _surroundings(source: Source, match: re.Match) -> tuple[Span, Span]:
    """The stretches before and after the quotation that may name its speaker: its sentences', other quotations out."""
    first = next(span for span in source.sentences if span.start <= match.start() < span.end)
    last = next(span for span in source.sentences if span.start < match.end() <= span.end)
    text = source.text
    start = max(first.start, match.start() - REACH, text.rfind("”", 0, match.start()) + 1)
    end = min(last.end, match.end() + REACH)
    opening = text.find("“", match.end(), end)
    return Span(start, match.start()), Span(match.end(), opening if opening > 0 else end)


def _speaker(dossier: Dossier, source: Source, match: re.Match, names: list[language.Name]) -> Voice | None:
    """Who is the subject of the verb of speech after the quotation, or else of the one before it, or stands before its
    colon; None where nobody is said to speak."""
    before, after = _surroundings(source, match)
    for span, nearest_last in ((after, False), (before, True)):
        verbs = [verb.span() for verb in _SPEECH.finditer(source.text, *span) if _is_verb(source, verb)]
        if not verbs and not nearest_last:
            verbs = _verb_behind(source, match)
        if not verbs:
            continue
        verb = Span(*verbs[-1 if nearest_last else 0])
        subject = _subject(source, verb)
        if subject is not None:
            return voice_of(dossier, source, subject)
        inside = [name for name in names if span.start <= name.start and name.end <= span.end]
        if not inside or not nearest_last and _PRONOUN.search(source.text, span.start, verb.end):
            continue
        name = inside[-1] if nearest_last else inside[0]
        between = source.text[min(verb.end, name.end) : max(verb.start, name.start)]
        certain = len(between.split()) <= BESIDE and "," not in between
        return Voice(identity(dossier, source, name.text), Span(name.start, name.end), certain)
    return _before_colon(dossier, source, before, names)


def _before_colon(dossier: Dossier, source: Source, before: Span, names: list[language.Name]) -> Voice | None:
    """`Ada Quist, the Velden coach: “…”`."""
    if not source.text[before.start : before.end].rstrip().endswith(":"):
        return None
    name = next((name for name in names if name.start == before.start), None)
    return Voice(identity(dossier, source, name.text), Span(name.start, name.end), True) if name else None


def _is_verb(source: Source, found: re.Match) -> bool:
    """Whether the parser takes it for no noun: `a claim`, `the posts`."""
    words = language.parse(source).char_span(*found.span(), alignment_mode="expand")
    return words is None or words.root.pos_ not in ("NOUN", "PROPN")


def _verb_behind(source: Source, match: re.Match) -> list[tuple[int, int]]:
    """Whatever somebody does right behind a quotation that ends in a comma is speaking: `“…,” thundered the mayor.`"""
    if source.text[match.end() - 2] not in ",!?":
        return []
    doc = language.parse(source)
    behind = doc.char_span(match.end(), min(match.end() + REACH, len(source.text)), alignment_mode="expand")
    for token in (behind or ())[: BESIDE + 2]:
        if token.idx >= match.end() and token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ"):
            return [(token.idx, token.idx + len(token))]
    return []


def _subject(source: Source, verb: Span) -> "Token | None":
    """Who speaks, as the parser reads the sentence; None where it finds nobody."""
    found = language.parse(source).char_span(*verb, alignment_mode="expand")
    if not found:
        return None
    if found[0].lower_ == "according":
        return next((token for token in found.root.subtree if token.dep_ == "pobj" and token.i >= found.end), None)
    speaks = found.root
    while speaks.dep_ == "conj" and speaks.head.pos_ in ("VERB", "AUX") and not _subjects(speaks):
        speaks = speaks.head
    return min(_subjects(speaks), key=lambda token: abs(token.i - found.start), default=None)


def _subjects(verb: "Token") -> "list[Token]":
    return [child for child in verb.children if child.dep_ == "nsubj"]
