"""Which quotations of the articles are one remark, in the same or in other words, and who is said to have made it.

Quotations that agree word for word come together first. Two wordings are then one remark if they are alike and no article
has both of them: an article that quotes two things side by side quotes two remarks, however much they sound alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from articles.analysis import language
from articles.analysis.dossier import Dossier, Source
from articles.analysis.people import fold
from articles.analysis.quotations import Quotation, quotations
from articles.analysis.spoken import GAP

# Likeness (0 to 100) from which two quotations are one in other words: of one speaker, of an unknown one, of two.
ALIKE = 62
ALIKE_WITHOUT_SPEAKER = 72
ALIKE_OF_OTHERS = 88
# The same of a short one with a stretch of one more than twice as long, and the fewest words of the short one.
ALIKE_WITH_STRETCH, FEWEST_OF_STRETCH = 85, 7
# The same of the only words that an article has of a speaker with what so many others quote.
ALIKE_OF_MANY, MANY = 45, 3
# What other order of the words costs.
ORDER_COUNTS = 0.9
# Equal words from which a part of a quotation is that quotation.
PART = 4
# Two people may say the same thing if it is shorter than this.
ANYBODYS = 7
# Words of content that two wordings share: in two articles, and in one, where a speaker easily comes back to a matter.
SHARED, SHARED_IN_ONE = 2, 5
# Articles that must mean a speaker by a pronoun, where none names one, before a name speaks against them.
MEANT = 2

if TYPE_CHECKING:
    from spacy.tokens import Token

Wording = list[Quotation]
_SENSE = {"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"}
# Small words that turn the sense.
_TELLING = frozenset(
    "no nobody none nothing neither nor everybody everyone everything everywhere nowhere all both some somebody someone "
    "something any few many more less most least each half before after until since with without against for up down in "
    "out over under above below i me we us you he him she they them my our your his her their if unless".split()
)


@lru_cache(maxsize=4)
def remarks(dossier: Dossier) -> tuple[tuple[Quotation, ...], ...]:
    """The quotations that occur more than once, in the same or in other words, each remark together."""
    wordings = _wordings(quotations(dossier))
    remark_of = {number: [number] for number in range(len(wordings))}
    for _, one, other in sorted(_candidates(wordings), reverse=True):
        remark, joining = remark_of[one], remark_of[other]
        if remark is not joining and _may_be_one(dossier, wordings, remark, joining):
            remark += joining
            remark_of.update(dict.fromkeys(joining, remark))
    found = [remark for number, remark in remark_of.items() if min(remark) == number]
    order = {quotation: place for place, quotation in enumerate(quotations(dossier))}
    whole = (sorted((one for number in remark for one in wordings[number]), key=order.get) for remark in found)
    return tuple(tuple(remark) for remark in whole if len(remark) > 1)


def _wordings(found: Iterable[Quotation]) -> list[Wording]:
    """Quotations that agree word for word, the longest of each first."""
    wordings: list[Wording] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for quotation in sorted(found, key=lambda one: -len(one.words)):
        near = Counter(number for word in quotation.content for number in by_word[word])
        home = next((number for number, _ in near.most_common() if _is_wording(quotation, wordings[number])), None)
        if home is None:
            home = len(wordings)
            wordings.append([])
            for word in quotation.content:
                by_word[word].append(home)
        wordings[home].append(quotation)
    return wordings


def _is_wording(quotation: Quotation, wording: Wording) -> bool:
    whole = wording[0]
    anybodys = min(len(quotation.words), len(whole.words)) < ANYBODYS
    return same_words(quotation, whole) and not (anybodys and same_speaker(quotation, whole) is False)


def _candidates(wordings: list[Wording]) -> Iterator[tuple[float, int, int]]:
    """(likeness, number, number) of the wordings that are alike."""
    by_word: dict[str, list[int]] = defaultdict(list)
    said = Counter((one.source, one.speaker) for wording in wordings for one in wording)
    for number, wording in enumerate(wordings):
        shared = Counter(earlier for word in wording[0].content for earlier in by_word[word])
        for earlier, count in shared.items():
            score = likeness(wordings[earlier], wording) if count >= SHARED else 0.0
            if score := score or _only_words(wordings[earlier], wording, said):
                yield score, earlier, number
        for word in wording[0].content:
            by_word[word].append(number)


def _only_words(one: Wording, other: Wording, said: Counter) -> float:
    """How like the only words of a speaker in one article are to what MANY others quote; 0 for something else."""
    few, many = sorted((one, other), key=_voices)
    lone, whole = few[0], many[0]
    alone = len(few) == 1 and said[lone.source, lone.speaker] == 1
    if not alone or _voices(many) < MANY or not same_speaker(lone, whole):
        return 0.0
    return fuzz.ratio(lone.text, whole.text, score_cutoff=ALIKE_OF_MANY)


def _may_be_one(dossier: Dossier, wordings: list[Wording], remark: list[int], joining: list[int]) -> bool:
    """Whether no article has both, or the one that has both says much the same again, far from the first."""
    mine, theirs = ([one for number in numbers for one in wordings[number]] for numbers in (remark, joining))
    both = {one.source for one in mine} & {one.source for one in theirs}
    if not both:
        return True
    pairs = [(one, other) for one in mine for other in theirs if one.source == other.source]
    return len(both) == 1 and all(_says_it_again(dossier.source(one.source), one, other) for one, other in pairs)


def _says_it_again(source: Source, one: Quotation, other: Quotation) -> bool:
    first, second = sorted((one, other), key=lambda quotation: quotation.start)
    apart = "\n" in source.text[first.end : second.start]
    return apart and len(one.content & other.content) >= SHARED_IN_ONE


def likeness(one: Wording, other: Wording) -> float:
    """0 to 100, and 0 for what is not the same thing in other words."""
    short, long = sorted((one[0], other[0]), key=lambda quotation: len(quotation.words))
    same = _of_one_speaker(one, other)
    needed = ALIKE if same else ALIKE_WITHOUT_SPEAKER if same is None else ALIKE_OF_OTHERS
    if same is False and len(short.words) < ANYBODYS:
        return 0.0
    if len(long.words) > 2 * len(short.words):
        if not same or len(short.words) < FEWEST_OF_STRETCH:
            return 0.0
        return fuzz.partial_ratio(short.text, long.text, score_cutoff=ALIKE_WITH_STRETCH)
    ratio = fuzz.ratio(short.text, long.text, score_cutoff=needed)
    return ratio or ORDER_COUNTS * fuzz.token_sort_ratio(short.text, long.text, score_cutoff=needed / ORDER_COUNTS)


def _of_one_speaker(one: Wording, other: Wording) -> bool | None:
    """True if any two of them have one speaker, False if all have others, None where nobody knows."""
    told = {same_speaker(mine, theirs) for mine in one for theirs in other}
    return True if True in told else None if None in told else False


def same_speaker(one: Quotation, other: Quotation) -> bool | None:
    """None where one of the speakers is unknown."""
    if not one.speaker or not other.speaker:
        return None
    shorter, longer = sorted((fold(one.speaker).split(), fold(other.speaker).split()), key=len)
    return set(shorter) <= set(longer)  # a surname alone may be that of two people, and proves no other speaker


def same_words(one: Quotation, other: Quotation) -> bool:
    """Whether the two agree word for word, or one is a part of the other, leaving out what it says it leaves out."""
    shorter, longer = sorted((one.words, other.words), key=lambda words: (len(words), GAP not in words))
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
    return [token.lemma_.lower() for token in stretch or () if _tells(token)]


def _tells(token: "Token") -> bool:
    return token.pos_ in _SENSE or token.dep_ == "neg" or token.lower_ in _TELLING


# --- What most of the articles say ------------------------------------------------------------------------------------


def usual_words(remark: Iterable[Quotation]) -> list[Quotation]:
    """The wording of most articles, with the quotations of parts of it; of two equal ones, the one that came first.

    A part that two wordings have speaks for neither.
    """
    remark = list(remark)
    groups = []
    for whole in remark:
        others = [one for one in remark if not same_words(one, whole)]
        parts = [one for one in remark if is_part(one, whole)]
        groups.append([one for one in parts if not any(is_part(one, other) for other in others)])
    return max(groups, key=_voices)


def is_part(part: Quotation, whole: Quotation) -> bool:
    """Whether it has no words that the other lacks."""
    return same_words(part, whole) and len(part.words) <= len(whole.words) + part.words.count(GAP)


def by_speaker(remark: Iterable[Quotation]) -> dict[str, list[Quotation]]:
    """The quotations by speaker, the one with most voices first; of two equal ones, the one that came first.

    A pronoun is no evidence against anybody whom it could mean; MEANT articles that can mean nobody else by theirs are.
    """
    remark = list(remark)
    speakers: dict[str, list[Quotation]] = {}
    for quotation in sorted(remark, key=lambda one: not one.certain):
        if not quotation.speaker:
            continue
        known = (name for name, group in speakers.items() if same_speaker(group[0], quotation))
        speakers.setdefault(next(known, quotation.speaker), []).append(quotation)
    named = {name for name, group in speakers.items() if any(one.certain for one in group)}
    meant = {
        name
        for name, group in speakers.items()
        if name not in named and _voices(one for one in group if not one.possible & named) >= MEANT
    }
    voices = {name: _voices(group) for name, group in speakers.items() if name in named | meant}
    return {name: speakers[name] for name in sorted(voices, key=lambda name: -voices[name])}


def _voices(group: Iterable[Quotation]) -> int:
    """How many articles have one of the quotations."""
    return len({one.source for one in group})
