"""The words around a place in an article: what two statements must share to be about the same thing.

A word is its lemma, or the name of its family where English has several words for one event (die, killed, dead).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.dates import WEEKDAYS
from articles.analysis.dossier import Dossier, Source
from articles.analysis.families import family
from articles.analysis.gazetteer import gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words on either side that count as near, and what a near word is worth against one elsewhere in the sentence.
NEAR_WORDS = 5
# Words on either side that count at all: longer sentences are rare, and mostly no sentences.
FAR_WORDS = 40
NEAR_WEIGHT = 2.0
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_PERSONAL = frozenset("he she him her his hers".split())
SPEECH = set(
    "say tell report announce add state claim write explain note confirm declare inform communicate comment estimate "
    "calculate reckon believe think expect predict warn insist".split()
)
# Steps up the tree before the search for a verb of speech is given up.
_FARTHEST = 6
# A story of fewer sentences tells no better how common a word is.
FEWEST_SENTENCES = 60
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "ADV"}
_EMPTY = set(
    "say tell be have do make take get go come give use see know think expect also just only still even very more most "
    "then now here there when where how why not new other own same such many much few several first last next more "
    "least about nearly almost "
    "people person time year day thing way report official include according accord mr mrs ms dr".split()
)


@dataclass(frozen=True)
class Context:
    """The words of a sentence around one place in it.

    `near` are those a few words away, `nearest` the same words, the closest first; `names` are the proper names among
    them, days left out. `town` is the nearest name of a place that is no country. `sentence` is the sentence's number.
    """

    words: frozenset[str]
    near: frozenset[str]
    nearest: tuple[str, ...]
    sentence: int
    names: frozenset[str] = frozenset()
    town: str = ""


@lru_cache(maxsize=64)
def _offsets(source: Source) -> list[int]:
    return [token.idx for token in language.parse(source)]


@lru_cache(maxsize=64)
def _sentence_starts(source: Source) -> list[int]:
    return [start for start, _ in source.sentences]


def sentence_number(source: Source, position: int) -> int:
    """Which sentence of the article holds the position (0 before the first)."""
    return max(0, bisect_right(_sentence_starts(source), position) - 1)


def opening(source: Source) -> int:
    """The number of the first sentence that is no headline: one that ends in a stop."""
    return next((n for n, (_, end) in enumerate(source.sentences) if source.text[end - 1] in '.!?”"'), 0)


def tokens_from(source: Source, position: int) -> Iterator["Token"]:
    """The tokens that start at the position or after it."""
    doc = language.parse(source)
    for index in range(bisect_left(_offsets(source), position), len(doc)):
        yield doc[index]


def tokens_of(source: Source, start: int, end: int) -> list["Token"]:
    """The tokens that start inside the span."""
    offsets = _offsets(source)
    doc = language.parse(source)
    return [doc[index] for index in range(bisect_left(offsets, start), bisect_left(offsets, end))]


def word(token: "Token") -> str:
    """The lemma or its family; "" for a word without content."""
    lemma = token.lemma_.lower()
    if token.pos_ not in _CONTENT or not lemma[:1].isalpha() or len(lemma) < 2 or lemma in _EMPTY:
        return ""
    return family(lemma)


@lru_cache(maxsize=20_000)
def _sentence_words(source: Source, sentence: int) -> tuple[tuple[int, str], ...]:
    start, end = source.sentences[sentence]
    found = []
    for token in tokens_of(source, start, end):
        if told := word(token) or (token.text if _YEAR.fullmatch(token.text) else ""):
            found.append((token.idx, told))
        elif token.lower_ in _PERSONAL:
            found += [(token.idx, told) for told in sorted(named_before(source, token.idx))]
    return tuple(found)


@lru_cache(maxsize=20_000)
def named_before(source: Source, position: int) -> frozenset[str]:
    """The surname of the person named last before a pronoun, in its paragraph: one that the model takes for a person, or
    a name of two words, which it often takes for something else."""
    start = max((start for start, _ in source.paragraphs if start <= position), default=0)
    for token in reversed(language.parse(source).char_span(start, position, alignment_mode="contract") or ()):
        two_words = token.i and token.nbor(-1).dep_ == "compound" and token.nbor(-1).head == token
        if token.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and two_words and token.nbor(-1).pos_ == "PROPN"):
            return frozenset({token.lower_})
    return frozenset()


@lru_cache(maxsize=20_000)
def _sentence_names(source: Source, sentence: int) -> frozenset[str]:
    """The proper names of the sentence and whom its pronouns mean; days and those who only tell it are left out."""
    found: set[str] = set()
    for token in tokens_of(source, *source.sentences[sentence]):
        if token.lower_ in _PERSONAL:
            found |= named_before(source, token.idx)
        elif token.pos_ == "PROPN" and (told := word(token)) and token.text not in WEEKDAYS and not _only_tells(token):
            found.add(told)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _sentence_towns(source: Source, sentence: int) -> frozenset[str]:
    tokens = tokens_of(source, *source.sentences[sentence]) if source.sentences else []
    countries = gazetteer().wider
    places = (token for token in tokens if token.ent_type_ == "GPE" and token.lower_ not in countries)
    return frozenset(word(token) for token in places if not _only_tells(token))


def _only_tells(token: "Token") -> bool:
    """Whether the name is that of a speaker or an authority: `Police in Leeds said`, `according to the Academy`."""
    for _ in range(_FARTHEST):
        if token.dep_ in ("nsubj", "pobj") and (token.head.lemma_.lower() in SPEECH or token.head.lower_ == "to"):
            return token.dep_ == "nsubj" or token.head.head.lower_ == "according"
        if token.head == token:
            return False
        token = token.head
    return False


def context(source: Source, start: int, end: int) -> Context:
    """The words of the sentence that holds text[start:end], those inside the span left out."""
    sentence = sentence_number(source, start)
    words = _sentence_words(source, sentence) if source.sentences else ()
    first, last = bisect_left(words, (start, "")), bisect_left(words, (end, ""))
    before, after = words[max(0, first - FAR_WORDS) : first], words[last : last + FAR_WORDS]
    distances = [(start - place, found) for place, found in before[-NEAR_WORDS:]]
    distances += [(place - end, found) for place, found in after[:NEAR_WORDS]]
    nearest = tuple(found for _, found in sorted(distances, key=lambda pair: pair[0]))
    around = frozenset(found for _, found in (*before, *after))
    towns = _sentence_towns(source, sentence)
    town = next((found for found in nearest if found in towns), "")
    return Context(around, frozenset(nearest), nearest, sentence, around & _sentence_names(source, sentence), town)


@lru_cache(maxsize=4)
def rarity(dossier: Dossier) -> dict[str, float]:
    """How much a word says about its sentence: 1 for one in a single sentence of the story, near 0 for one in all."""
    counts: Counter[str] = Counter()
    total = 1
    for source in dossier.english:
        for sentence in range(len(source.sentences)):
            counts.update({found for _, found in _sentence_words(source, sentence)})
            total += 1
    total = max(total, FEWEST_SENTENCES)
    ceiling = log(total + 1)
    return {found: log((total + 1) / count) / ceiling for found, count in counts.items()}


def similarity(one: Context, other: Context, weights: dict[str, float]) -> float:
    """0 (nothing shared) to 1 (the same words): shared weight against the lighter of both, near words counting more."""
    shared = one.words & other.words
    if not shared:
        return 0.0
    common = sum(_weight(found, one, other, weights) for found in shared)
    lighter = min(_mass(one, weights), _mass(other, weights))
    return common / lighter if lighter else 0.0


def shared_weight(one: Context, other: Context, weights: dict[str, float]) -> float:
    """The weight of the words that both hold: about 1 for each rare word."""
    return sum(weights.get(found, 1.0) for found in one.words & other.words)


def _weight(found: str, one: Context, other: Context, weights: dict[str, float]) -> float:
    return weights.get(found, 1.0) * (NEAR_WEIGHT if found in one.near and found in other.near else 1.0)


def _mass(one: Context, weights: dict[str, float]) -> float:
    return sum(weights.get(found, 1.0) * (NEAR_WEIGHT if found in one.near else 1.0) for found in one.words)
