"""Who said what: every quotation with its speaker, and which quotations of the articles are the same words.

A quotation's speaker is the person who is the subject of a verb of speech in its own sentence; failing that, the person whom a
pronoun there means, or who speaks in the sentence before. Only a name in the sentence itself counts as certain.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from articles.analysis import language
from articles.analysis.dossier import Dossier, Source
from articles.analysis.people import Cast, cast, fold
from articles.analysis.spoken import GAP, spoken_words
from articles.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Shorter quotations are terms and scare quotes, which anybody may use.
FEWEST_WORDS = 5
LONGEST_QUOTATION = 1_200
# Likeness (0 to 100) from which two quotations are one in other words: of one speaker, of an unknown one, of two.
ALIKE = 62
ALIKE_WITHOUT_SPEAKER = 72
ALIKE_OF_OTHERS = 88
# Equal words from which a part of a quotation is that quotation.
PART = 4
# Two people may say the same thing if it is shorter than this.
ANYBODYS = 7
# Words that may stand between a verb of speech and the name beside it, where the parser finds no subject.
BESIDE = 3
# How far from the quotation its speaker is looked for.
REACH = 160

_QUOTED = re.compile(rf"“([^“”\n]{{2,{LONGEST_QUOTATION}}})[”\n]|(?<![\w])\"([^\"\n]{{2,{LONGEST_QUOTATION}}})\"")
_SPEECH = re.compile(
    r"\b(?:said|says|saying|say|told|tells|added|adds|asked|asks|stated|states|stating|wrote|writes|announced|warned|argued"
    r"|claimed|insisted|noted|asserted|described|described|explained|explains|joked|quipped|cackled|laughed|recalled|replied"
    r"|commented|declared|reiterated|according to|admitted|remarked|quoted|whispered|shouted|exclaimed|concluded"
    r"|emphasi[sz]ed|continued|observed|confirmed|promised|vowed|pledged|urged|tweeted|posted|adding|asking|expressed|shrugged"
    r"|sighed|smiled|grinned|cried|snapped|muttered|conceded|complained|responded|went on|recalls|replies|jokes|admits|insists"
    r"|warns|argues|notes|comments|reckons|remembers|laughs|shrugs|concludes|observes|stresses|stressed)\b",
    re.IGNORECASE,
)
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"}
_PRONOUN = re.compile(r"\b(?:he|she|they|who)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Quotation:
    """Source `source` quotes text[start:end], marks included. `name` is the speaker's name where it stands.

    `speaker` is the person's usual name, "" if unknown; `certain` if the sentence itself names the person.
    """

    source: str
    start: int
    end: int
    words: tuple[str, ...]
    speaker: str = ""
    certain: bool = False
    name: Span | None = None

    @property
    def text(self) -> str:
        return " ".join(self.words)


@lru_cache(maxsize=4)
def quotations(dossier: Dossier) -> tuple[Quotation, ...]:
    """Every quoted sentence of at least FEWEST_WORDS words in the English articles, in order."""
    people, names = cast(dossier), language.names(dossier)
    return tuple(
        quotation
        for source in dossier.english
        for quotation in _quotations(source, people, [one for one in names[source.key] if one.kind == "person"])
    )


@lru_cache(maxsize=4)
def remarks(dossier: Dossier) -> tuple[tuple[Quotation, ...], ...]:
    """The quotations that occur more than once, in the same or in other words, each remark together."""
    clusters: list[list[Quotation]] = []
    for quotation in quotations(dossier):
        home = next((cluster for cluster in clusters if any(alike(quotation, one) for one in cluster)), None)
        if home is None:
            clusters.append([quotation])
        else:
            home.append(quotation)
    return tuple(tuple(cluster) for cluster in clusters if len(cluster) > 1)


def usual_words(remark: Iterable[Quotation]) -> list[Quotation]:
    """The quotations that agree with each other in most articles; of two equal groups, the one that came first."""
    groups = [[other for other in remark if same_words(one, other)] for one in remark]
    return max(groups, key=_voices)


def by_speaker(remark: Iterable[Quotation]) -> dict[str, list[Quotation]]:
    """The quotations whose own sentence names a speaker, by speaker, the one with most voices first.

    Quotations whose speaker is only meant do not count as evidence against anybody, but they are voices for theirs.
    """
    remark = list(remark)
    speakers: dict[str, list[Quotation]] = {}
    for quotation in remark:
        if quotation.certain and quotation.speaker:
            known = (name for name, group in speakers.items() if same_speaker(group[0], quotation))
            speakers.setdefault(next(known, quotation.speaker), []).append(quotation)
    voices = {
        name: _voices([one for one in remark if one.speaker and same_speaker(one, group[0])])
        for name, group in speakers.items()
    }
    return dict(sorted(speakers.items(), key=lambda item: -voices[item[0]]))


def _voices(group: Iterable[Quotation]) -> int:
    """How many articles have one of the quotations."""
    return len({one.source for one in group})


def same_speaker(one: Quotation, other: Quotation) -> bool | None:
    """None where one of the speakers is unknown."""
    if not one.speaker or not other.speaker:
        return None
    shorter, longer = sorted((fold(one.speaker).split(), fold(other.speaker).split()), key=len)
    return set(shorter) <= set(longer)  # a surname alone may be that of two people, and proves no other speaker


def same_words(one: Quotation, other: Quotation) -> bool:
    """Whether the two agree word for word, or one is a part of the other, leaving out what it says it leaves out."""
    shorter, longer = sorted((one.words, other.words), key=len)
    if len(shorter) < PART:
        return False
    parts = [part.strip() for part in " ".join(shorter).split(GAP)]
    whole, reached = f" {' '.join(longer)} ", 0
    for part in filter(None, parts):
        place = whole.find(f" {part} ", reached)
        if place < 0:
            return False
        reached = place + len(part)
    return True


def same_sense(dossier: Dossier, one: Quotation, other: Quotation) -> bool:
    """Whether only small words and tenses differ, as in two translations of one remark."""
    return _sense(dossier.source(one.source), one) == _sense(dossier.source(other.source), other)


def _sense(source: Source, quotation: Quotation) -> list[str]:
    stretch = language.parse(source).char_span(quotation.start, quotation.end, alignment_mode="expand")
    return [token.lemma_.lower() for token in stretch or () if token.pos_ in _CONTENT or token.dep_ == "neg"]


def alike(one: Quotation, other: Quotation) -> bool:
    """Whether the two are the same words or the same thing in other words."""
    same = same_speaker(one, other)
    if same_words(one, other):
        return same is not False or min(len(one.words), len(other.words)) >= ANYBODYS
    needed = ALIKE if same else ALIKE_WITHOUT_SPEAKER if same is None else ALIKE_OF_OTHERS
    shorter, longer = sorted((len(one.words), len(other.words)))
    if longer > 2 * shorter:
        return False
    return fuzz.ratio(one.text, other.text, score_cutoff=needed) > 0


# --- Reading ----------------------------------------------------------------------------------------------------------


def _quotations(source: Source, people: Cast, names: list[language.Name]) -> Iterator[Quotation]:
    found = [match for span in source.paragraphs for match in _QUOTED.finditer(source.text, *span)]
    before: Quotation | None = None
    for match in found:
        near = _named_speaker(source, match, names) or _meant_speaker(source, match, names)
        name, certain = near or (None, False)
        speaker = _identity(people, name.text, source.key) if name else ""
        if not speaker and before and "\n" not in source.text[before.end : match.start()]:
            speaker = before.speaker
        place = Span(name.start, name.end) if name else None
        for start, end in _sentences_inside(source, match):
            words = spoken_words(source.text[start:end])
            if len(words) >= FEWEST_WORDS:
                before = Quotation(source.key, start, end, words, speaker, certain, place)
                yield before


def _sentences_inside(source: Source, match: re.Match) -> list[Span]:
    """The quotation sentence by sentence: articles choose different ones from one statement."""
    return [
        Span(max(start, match.start()), min(end, match.end()))
        for start, end in source.sentences
        if start < match.end() and match.start() < end
    ]


def _identity(people: Cast, name: str, source: str) -> str:
    person = people.person(name, source)
    return person.name if person else name


def _surroundings(source: Source, match: re.Match) -> tuple[Span, Span]:
    """The stretches before and after the quotation that may name its speaker: its sentences', other quotations out."""
    first = next(span for span in source.sentences if span.start <= match.start() < span.end)
    last = next(span for span in source.sentences if span.start < match.end() <= span.end)
    text = source.text
    start = max(first.start, match.start() - REACH, text.rfind("”", 0, match.start()) + 1)
    end = min(last.end, match.end() + REACH)
    opening = text.find("“", match.end(), end)
    return Span(start, match.start()), Span(match.end(), opening if opening > 0 else end)


def _named_speaker(source: Source, match: re.Match, names: list[language.Name]) -> tuple[language.Name, bool] | None:
    """The person who is the subject of the verb of speech after the quotation, or else of the one before it."""
    before, after = _surroundings(source, match)
    for span, nearest_last in ((after, False), (before, True)):
        verbs = list(_SPEECH.finditer(source.text, *span))
        inside = [name for name in names if span.start <= name.start and name.end <= span.end]
        if not verbs or not inside:
            continue
        verb = verbs[-1 if nearest_last else 0]
        subject = _subject(source, verb)
        if subject is not None:
            name = _name_of(subject, inside)
            return (name, True) if name else None
        if not nearest_last and _PRONOUN.search(source.text, span.start, verb.end()):
            return None
        name = inside[-1] if nearest_last else inside[0]
        between = source.text[min(verb.end(), name.end) : max(verb.start(), name.start)]
        return name, len(between.split()) <= BESIDE and "," not in between
    return None


def _subject(source: Source, verb: re.Match) -> "Token | None":
    """Who speaks, as the parser reads the sentence; None where it finds nobody."""
    found = language.parse(source).char_span(*verb.span(), alignment_mode="expand")
    return next((child for child in found.root.children if child.dep_ == "nsubj"), None) if found else None


def _name_of(subject: "Token", names: list[language.Name]) -> language.Name | None:
    """The name that the subject is (`the coach Ada Quist`) or has beside it (`the coach, Ada Quist,`), and no other
    (`the coach of Ada Quist`)."""
    heads = [subject, *(child for child in subject.children if child.dep_ == "appos")]
    return next((name for head in heads for name in names if name.start <= head.idx < name.end), None)


def _meant_speaker(source: Source, match: re.Match, names: list[language.Name]) -> tuple[language.Name, bool] | None:
    """The person named last before a quotation that a pronoun attributes, in its paragraph or the one before."""
    before, after = _surroundings(source, match)
    beside = source.text[before.start : before.end] + source.text[after.start : after.end]
    if not (_SPEECH.search(beside) and _PRONOUN.search(beside)):
        return None
    paragraphs = [span for span in source.paragraphs if span.start <= match.start()]
    for span in reversed(paragraphs[-2:]):
        inside = [name for name in names if span.start <= name.start < min(span.end, match.start())]
        if inside:
            return inside[0] if len(paragraphs) > 1 and span != paragraphs[-1] else inside[-1], False
    return None
