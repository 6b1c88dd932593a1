"""Which story does an article belong to? What it can be found by, and how strongly it is bound to what was found.

An article leaves a small number of traces, whatever its length: hashes of some runs of words, by which copies meet, and of
its telling words, by which reports of one event meet. Stored in a table, they find the few articles worth comparing among any
number, so that nothing is compared with everything.

Traces are chosen by their hash alone, the lowest first: two texts that share wording choose the same of what they share.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from math import log
from typing import NamedTuple

# Words in a row that two reports do not choose by chance; how many of those runs are kept.
RUN = 5
RUNS_KEPT = 32
# Names and other words that are kept; how many words of a text are looked at.
NAMES_KEPT, WORDS_KEPT = 20, 16
WORDS_LOOKED_AT = 5_000
# Shorter words tell nothing; endings are cut off; the beginning tells what it is about.
TELLING, STEM = 4, 6
LEAD_WORDS = 60
# A name tells more than another word. What no article had before tells only that the event may be new.
NAME_WEIGHT, WORD_WEIGHT, NEW_WEIGHT = 2.0, 1.0, 0.4
# Shared words of which fewer prove nothing.
FEWEST_SHARED, FEWEST_NAMES = 4, 1
# From which share of the own wording of either it is a near copy; below which score nothing is proposed.
NEAR_COPY = 0.45
LEAST_SCORE = 0.25
# A report of the same words is less likely of the same event the more days lie between: half as likely after so many.
SAME_DAYS, HALF_DAYS = 2, 14
MOST_PROPOSALS = 3
NAMED = 6  # names and words that a reason shows

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile("['’]s?$")
_OPENS = re.compile(r"[.!?:…]['\"”’)]*\s+['\"“‘(]*$|\n['\"“‘(]*$|^['\"“‘(]*$|[\"“]$")
# Written with a capital, and about nothing in particular.
_DULL = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
    november december the this that these those there they their with from after before when while where which who what
    also about into over under more most some such than then have been were will would could should said says told according
    reuters associated press agency news report reports published updated photo image copyright rights reserved
    year years month months week weeks today yesterday tomorrow people
    """.split()  # noqa: SIM905
)


class Term(NamedTuple):
    """A telling word as the text has it; a name belongs to the words beside it: `name` is the whole of it."""

    word: str
    name: str  # "" for other words


class Traces(NamedTuple):
    """What an article is found by: keys are 64-bit integers."""

    runs: frozenset[int]
    terms: dict[int, Term]

    @property
    def keys(self) -> set[int]:
        return self.runs | self.terms.keys()


class Found(NamedTuple):
    """An article that shares a key, and the story that it is in."""

    key: int
    article: int
    story: int


class Proposal(NamedTuple):
    """A story that an article may belong to. `kind` is copy, near or event; the score goes from 0 to 1.

    `article` is the one of the story that it is most like. `names` and `words` are what both have, in the new article's
    spelling; `share` is how much of its wording the two have in common, `days` how far apart they were published.
    """

    story: int
    article: int
    kind: str
    score: float
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    share: float = 0.0
    days: int | None = None


# --- What an article is found by --------------------------------------------------------------------------------------


def traces(text: str) -> Traces:
    words = _words(text)
    runs = {_key("run", *run) for run in zip(*([word.folded for word in words][n:] for n in range(RUN)), strict=False)}
    return Traces(frozenset(sorted(runs)[:RUNS_KEPT]), _terms(text, words))


class _Word(NamedTuple):
    text: str
    folded: str
    start: int
    end: int


def _words(text: str) -> list[_Word]:
    found = []
    for match in _WORD.finditer(text):
        found.append(_Word(match[0], _folded(match[0]), *match.span()))
        if len(found) == WORDS_LOOKED_AT:
            break
    return found


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    word = _POSSESSIVE.sub("", word.casefold())
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _key(*parts: str) -> int:
    return int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=8).digest(), "big", signed=True)


def _terms(text: str, words: list[_Word]) -> dict[int, Term]:
    names = _names(text, words)
    counted, first = Counter(), {}
    for at, word in enumerate(words):
        if _is_telling(word) and word.folded not in names:
            stem = word.folded[:STEM]
            counted[stem] += 2 if at < LEAD_WORDS else 1
            first.setdefault(stem, word.text.lower())
    told = {word: name for word, name in list(names.items())[:NAMES_KEPT]}
    terms = {_key("name", word): Term(word, name) for word, name in told.items()}
    common = sorted(counted, key=lambda stem: (-counted[stem], stem))[:WORDS_KEPT]
    return terms | {_key("word", stem): Term(first[stem], "") for stem in common}


def _is_telling(word: _Word) -> bool:
    return len(word.folded) >= TELLING and word.folded not in _DULL and not word.folded[0].isdigit()


def _names(text: str, words: list[_Word]) -> dict[str, str]:
    """{folded word: the longest name that it is a part of}, the most frequent first.

    Written with a capital inside of a sentence; at its beginning everything is.
    """
    capitals = [at for at, word in enumerate(words) if word.text[0].isupper() and _may_be_named(word)]
    inside = {words[at].folded for at in capitals if not _begins_sentence(text, words, at)}
    small = {word.folded for word in words if word.text[0].islower()}
    counted, whole = Counter(), {}
    for group in _neighbours(text, words, [at for at in capitals if words[at].folded in inside - small]):
        name = text[words[group[0]].start : words[group[-1]].end]
        for at in group:
            counted[words[at].folded] += 1
            whole[words[at].folded] = max(whole.get(words[at].folded, ""), name, key=len)
    return {word: whole[word] for word, _ in counted.most_common()}


def _may_be_named(word: _Word) -> bool:
    return len(word.folded) > 2 and word.folded not in _DULL


def _begins_sentence(text: str, words: list[_Word], at: int) -> bool:
    before = words[at - 1].end if at else 0
    return bool(_OPENS.search(text[before : words[at].start]))


def _neighbours(text: str, words: list[_Word], places: list[int]) -> Iterable[list[int]]:
    """Words that stand beside each other, with a space between, together."""
    group: list[int] = []
    for at in places:
        if group and (at != group[-1] + 1 or text[words[group[-1]].end : words[at].start] != " "):
            yield group
            group = []
        group.append(at)
    if group:
        yield group


# --- What it may belong to --------------------------------------------------------------------------------------------


def near_copies(mine: Traces, found: Iterable[Found], least: int = 3) -> list[int]:
    """The articles that share so many runs that their texts are worth comparing, most first."""
    shared = Counter(one.article for one in found if one.key in mine.runs)
    return [article for article, count in shared.most_common(MOST_PROPOSALS) if count >= min(least, len(mine.runs))]


def shared_wording(text: str, other: str) -> float:
    """Which part of the runs of words of the shorter text stand in the other."""
    mine, theirs = (
        {tuple(run) for run in zip(*([word.folded for word in _words(one)][n:] for n in range(RUN)), strict=False)}
        for one in (text, other)
    )
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def same_event(
    mine: Traces, found: Iterable[Found], weights: dict[int, float], published: date | None, days: dict
) -> list[Proposal]:
    """The stories whose articles share names and words with this one, best first.

    `weights` are those of `weights_of`, `days` is {article: its day}.
    """
    most = sum(weights.values()) or 1.0
    best = [
        _event(mine, list(group), weights, most, published, days)
        for _, group in groupby(
            sorted((one for one in found if one.key in weights), key=lambda one: (one.story, one.article)),
            key=lambda one: one.story,
        )
    ]
    return sorted((one for one in best if one and one.score >= LEAST_SCORE), key=lambda one: -one.score)


def weights_of(mine: Traces, how_common: dict[int, int], total: int) -> dict[int, float]:
    """{key of a term: how much sharing it tells}.

    `how_common` says of each key how many of the `total` articles have it; of what is not in it, sharing tells nothing.
    """
    return {key: _weight(term, how_common[key], total) for key, term in mine.terms.items() if key in how_common}


def _weight(term: Term, articles: int, total: int) -> float:
    """Rare words weigh more. One that nobody used before weighs little: it may be new in an event that is known."""
    base = NAME_WEIGHT if term.name else WORD_WEIGHT
    return base * NEW_WEIGHT if not articles else base * log(1 + max(total, 10) / articles) / log(1 + max(total, 10))


def _event(mine, found: list[Found], weights, most, published, days) -> Proposal | None:
    keys = {one.key for one in found}
    names = _told(mine.terms[key].name for key in keys if mine.terms[key].name)
    words = _told(mine.terms[key].word for key in keys if not mine.terms[key].name)
    named = sum(bool(mine.terms[key].name) for key in keys)
    if len(keys) < FEWEST_SHARED or named < FEWEST_NAMES:
        return None
    per_article = Counter(one.article for one in found)
    (article, _) = max(per_article.items(), key=lambda pair: (pair[1], -pair[0]))
    apart = min((abs((published - days[one]).days) for one in per_article if published and days.get(one)), default=None)
    score = sum(weights[key] for key in keys) / most * _nearness(apart)
    return Proposal(found[0].story, article, "event", round(min(score, 0.99), 3), names, words, 0.0, apart)


def _nearness(apart: int | None) -> float:
    return 1.0 if apart is None else 0.5 ** (max(0, apart - SAME_DAYS) / HALF_DAYS)


def _told(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word))[:NAMED])
