"""Places named in an article and what each can mean.

A city beside its region or country (`Newport, Wales`) means that one; a city alone means any of its name. A place that
is part of a longer name (an airport, a university, a person) is left out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from articles.analysis import language
from articles.analysis.dates import MONTHS, WEEKDAYS, dateline
from articles.analysis.dossier import Dossier, Source
from articles.analysis.gazetteer import Location, gazetteer
from articles.analysis.people import fold

LONGEST_NAME = 4

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_a-zß-ÿ](?:[\w]|[’'-](?![sS]\b)(?=\w))*\.?")
_GAP = re.compile(r"[ \u00a0](?:(?:of|upon|on|de|del|la|le|les|the|el|and)[ -])?|-")
_PREPOSITION = re.compile(
    r"\b(?:in|at|near|from|to|outside|around|across|through|into|towards?|of|off|reach(?:ed|es)?|visit(?:ed|s|ing)?|"
    r"leav(?:e|es|ing)|left|via|for|between|north|south|east|west|central|downtown|city|town|village|port)\s$",
    re.IGNORECASE,
)
_OTHER_NAMESAKE = re.compile(
    r"\b(?:another|other|namesake|twin(?:ned)?|sister[ -]city|not to be confused|not the|unlike|its counterpart)\b[^.;!?]*$",
    re.IGNORECASE,
)
_CITY_OF = re.compile(r"\b(?P<demonym>[A-Z][a-z]+)\s(?:port |capital |market )?(?:city|town|village|capital)\sof\s$")
_CAPITAL = re.compile(
    r"\b(?:the\s)?(?:(?P<demonym>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\scapital|capital\sof\s(?P<country>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?))"
    r"\b(?!,?\s(?:city\s)?(?:of\s)?[A-Z]|\s(?:letter|gain|market|fund|investment|punishment|requirement)s?\b)"
)
_QUALIFIER = re.compile(
    r",?\s(?:in|on)\s(?:the\s)?(?:(?:U\.?S\.?|American|Canadian|Australian|[a-z]+ern)\s)?"
    r"(?:coast|[Ss]tate|province|Province|region|canton|county|land)\sof\s(?=[A-Z])"
    r"|,?\sin\s(?=[A-Z])|,\s|\s\("
)
# "Paris in Germany’s favour" puts no Paris there.
_SINCE_NO_QUALIFIER = re.compile(r"['’]s?\b|-|\s[A-Z]")
_NOT_PLACES = {*MONTHS, *WEEKDAYS, "The", "At", "In", "On", "He", "She", "It", "They", "But", "And"}
_NOT_PLACES |= set(
    "Asia Africa Europe Americas Arctic Antarctica Pacific Atlantic Mediterranean Summit Union Council".split()
)


@dataclass(frozen=True)
class PlaceName:
    """A place at text[start:end], its qualifier included. `meanings` holds every place that it can mean."""

    source: str
    start: int
    end: int
    name: str
    meanings: tuple[Location, ...]
    qualified: bool = False
    namesake: bool = False

    def agrees(self, other: "PlaceName") -> bool:
        """Whether both can mean one place, or one lies in the other."""
        return any(one.agrees(another) for one in self.meanings for another in other.meanings)

    @property
    def is_city(self) -> bool:
        return all(meaning.city for meaning in self.meanings)


@lru_cache(maxsize=4)
def places(dossier: Dossier) -> dict[str, tuple[PlaceName, ...]]:
    """The places of every English source by its key, in order."""
    sure = {source.key: tuple(_places(dossier, source, frozenset())) for source in dossier.english}
    known = frozenset(
        fold(place.name)
        for source in dossier.english
        for place in sure[source.key]
        if place.is_city and _PREPOSITION.search(source.text, max(0, place.start - 24), place.start)
    )
    return {source.key: _all_places(dossier, source, known) for source in dossier.english}


def _all_places(dossier: Dossier, source: Source, known: frozenset[str]) -> tuple[PlaceName, ...]:
    capitals = list(_capitals(source))
    inside = {position for place in capitals for position in range(place.start, place.end)}
    named = [place for place in _places(dossier, source, known) if place.start not in inside]
    return tuple(sorted((*named, *capitals), key=lambda place: place.start))


def _capitals(source: Source) -> Iterator[PlaceName]:
    """`the Danish capital`, `the capital of Denmark`: a city without its name."""
    known = gazetteer()
    for match in _CAPITAL.finditer(source.text):
        name = match["demonym"] or match["country"]
        wider = known.wider.get(name.lower(), ())
        country = known.demonyms.get(name.lower()) or (wider[0].country if wider else "")
        capital = known.capital(country)
        if capital:
            yield PlaceName(source.key, match.start(), match.end(), match.group(), (capital,))


def _places(dossier: Dossier, source: Source, known: frozenset[str]) -> Iterator[PlaceName]:
    """The places by name. A city in `known`, which any article sets something in, needs no preposition."""
    named = language.names(dossier).get(source.key, [])
    words = [word for word in WORD.finditer(source.text) if word.group().rstrip(".") not in _NOT_PLACES]
    institutions = [(name.start, name.end) for name in named if name.kind == "organisation"]
    people = [(name.start, name.end) for name in named if name.kind == "person" and " " in name.text]
    thought = {name.start for name in named if name.kind == "place"}
    head = dateline(source)
    reached = 0
    for index, word in enumerate(words):
        if word.start() < reached or any(start <= word.start() < end for start, end in people):
            continue
        found = _longest(source.text, words, index)
        if not found:
            continue
        end, meanings = found
        in_dateline = bool(head and head.start("place") <= word.start() < head.end("place"))
        sure = in_dateline or word.start() in thought or fold(source.text[word.start() : end]) in known
        place = _place(source, word.start(), end, meanings, sure=sure)
        within = [(start, stop) for start, stop in institutions if start <= word.start() < stop]
        # What the model calls a body, and is no more than the name behind "in", is the place.
        whole = within == [(word.start(), end)] and _PREPOSITION.search(
            source.text, max(0, word.start() - 24), word.start()
        )
        part = bool(within) and not in_dateline and not whole
        if place and (place.qualified or not part or not place.is_city):
            reached = place.end
            yield place


def _longest(text: str, words: list[re.Match[str]], index: int) -> tuple[int, tuple[Location, ...]] | None:
    """The longest name in the gazetteer that starts at this word, as (end, meanings)."""
    ends = [words[index].end()]
    for following in words[index + 1 : index + LONGEST_NAME]:
        if not _GAP.fullmatch(text, ends[-1], following.start()):
            break
        ends.append(following.end())
    for end in reversed(ends):
        for stop in (end, end - 1) if text[end - 1] == "." else (end,):
            meanings = gazetteer().meanings(_plain(text[words[index].start() : stop]))
            if meanings:
                return stop, meanings
    return None


def _plain(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 4 else name


def _place(source: Source, start: int, end: int, meanings: tuple[Location, ...], *, sure: bool) -> PlaceName | None:
    text = source.text
    qualified = _qualified(text, text[start:end], end, meanings)
    if qualified:
        end, meanings = qualified[0], qualified[1]
    elif named := _CITY_OF.search(text, max(0, start - 40), start):
        country = gazetteer().demonyms.get(named["demonym"].lower())
        inside = tuple(meaning for meaning in meanings if meaning.country == country)
        qualified, meanings = ((end, inside), inside) if inside else (None, meanings)
    if not qualified and not _is_place(text, start, end, meanings, sure=sure):
        return None
    name = text[start:end]
    namesake = bool(_OTHER_NAMESAKE.search(text, max(0, start - 80), start))
    return PlaceName(source.key, start, end, name, meanings, bool(qualified), namesake)


def _qualified(
    text: str, name: str, end: int, meanings: tuple[Location, ...]
) -> tuple[int, tuple[Location, ...]] | None:
    """The end and the meanings of a city with its region or country behind it."""
    gap = _QUALIFIER.match(text, end)
    cities = [meaning for meaning in meanings if meaning.city]
    if not gap or not cities:
        return None
    words = list(WORD.finditer(text, gap.end(), gap.end() + 60))
    if not words or words[0].start() != gap.end():
        return None
    found = _longest(text, words, 0)
    wider = [meaning for meaning in found[1] if not meaning.city] if found else []
    inside = tuple(city for city in cities for area in wider if area.agrees(city))
    if inside:
        return found[0], inside
    # "Ibadan, Ghana": the gazetteer knows no such city; the article says that there is one.
    unlisted = wider and len(cities) == len(meanings) and not _SINCE_NO_QUALIFIER.match(text, found[0])
    return (found[0], tuple(area._replace(city=name) for area in wider)) if unlisted else None


def _is_place(text: str, start: int, end: int, meanings: tuple[Location, ...], *, sure: bool) -> bool:
    if re.match(r"\s(?:[^\W\d_a-zß-ÿ])|-[A-Z]|['’]s\s[A-Z][a-z]+\s[A-Z]", text[end : end + 24]):
        return False
    before = text[max(0, start - 24) : start]
    if re.search(r"[^\W\d_a-zß-ÿ][\w’'.-]*\s(?:of\s)?$", before) and not re.search(r"[.!?:“\"]\s*\w+\s$", before):
        return sure and not re.search(r"\bof\s$", before)
    if any(not meaning.city for meaning in meanings):
        return True
    return sure or (bool(_PREPOSITION.search(before)) and meanings[0].population > 0)


def place_at(found: tuple[PlaceName, ...], start: int, end: int) -> PlaceName | None:
    """The place that overlaps text[start:end]."""
    index = bisect_left([place.start for place in found], end)
    return next((place for place in reversed(found[:index]) if place.end > start), None)
