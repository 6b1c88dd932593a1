"""In which country or region an article puts a place, by the words beside the place's name.

`Newport, Rhode Island`, `the Danish port of Halsund`, `Korven, Slovenia’s highest mountain`: the name needs no entry in
the gazetteer, the country or the region mostly has one. Of a region that it lacks (`San Carlos, Pangasinan`) the words are kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from articles.analysis.context import opening, sentence_number
from articles.analysis.dates import MONTHS, WEEKDAYS, dateline
from articles.analysis.dossier import Dossier, Source
from articles.analysis.gazetteer import Location, gazetteer
from articles.analysis.people import cast, fold

# Behind so many sentences a place that nothing is set in is another one: "Hamilton in Ontario sent a greeting".
LEAD_SENTENCES = 4
# How far from the name its country may stand, in characters.
REACH = 90

_CAPITAL_WORD = r"(?:(?:[A-Z]\.){2,}|(?:(?:St|Mt|Ft)\.|[^\W\d_a-zß-ÿ][\w’'-]*?)(?=['’]s\b|[^\w’'-]|['’](?!\w)|$))"
_PARTICLE = r"(?:upon|on|under|de|del|da|do|dos|la|le|les|los|las|el|am|an der|sur|the|y)"
_NO_DAY = rf"(?!(?:{'|'.join([*MONTHS, *WEEKDAYS])})\b)"
_NAME = rf"{_CAPITAL_WORD}(?:(?:[ \u00a0]|-)(?:{_PARTICLE}[ -])*{_NO_DAY}{_CAPITAL_WORD}){{0,3}}"
_HEAD_OF = r"(?:Bay|Gulf|Isle|Sea|Strait|Straits|Cape|Mull|City|Forest|Lake|Port|Mouth|Valley|Rock|Firth) of "
_NO_START = (
    r"(?!(?:The|An?|In|On|At|Off|Near|Outside|From|To|He|She|It|They|We|I|But|And|For|Since|While|When|After|Before|As|If|"
    r"Or|By|With)\b)"
)
NAME = re.compile(rf"{_NO_START}(?:{_HEAD_OF})?{_NAME}")
# What tells a place from a person or a firm: what stands before the name.
SET_BEFORE = re.compile(
    r"\b(?:in|near|off|outside|inside|around|throughout|to|from|at|on|above|(?:town|city|village|port|island|suburb|hamlet|"
    r"district|bay|lake|beach|slopes|summit|outskirts|coast|shores?|banks|sands?|streets)\s(?:of|called))\s(?:the\s)?"
    r"(?:(?:central|downtown|nearby|[a-z]+ern)\s)?$"
)
_SET_IN = re.compile(r"(?<!born )(?<!lives )(?<!living )\b(?:in|near|off|outside|at|on|of|above)\s(?:the\s)?\Z")
_GEOGRAPHICAL = re.compile(
    r"^(?:Mount|Mt\.?|Lake|Loch|Cape|Port|Isle|River|St\.?|Saint|San|Santa)\s|\s(?:Bay|Lake|Island|Beach|Mountain|Valley|River)$"
)
_BARE_HEAD = re.compile(r"^(?:the )?(?:mount|mt|lake|river|isle of|cape) (?=\w)")
_SUFFIX = re.compile(r" (?:upon|on|am|an der|sur|under) .*$")
_COMPASS = re.compile(
    r"(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Mm]id|[Cc]entral|(?:[Nn]orth|[Ss]outh)-?(?:[Ee]ast|[Ww]est))(?:ern)?[ -]|[Uu]pstate\s"
)
_PLACE_NOUN = (
    r"(?:capital|city|town|village|port|resort|island|mountain|peak|lake|bay|beach|valley|hamlet|municipality|suburb|"
    r"harbour|harbor|river|volcano|glacier|seaside town|spa|coast)"
)
_SAID_OF = re.compile(
    r",?\s(?:in|on)\s(?:the\s)?(?:(?:U\.?S\.?|American|Canadian|Australian|[a-z-]+ern|far|remote|tip|end|island)\s){0,3}"
    r"(?:(?:[a-z]+ )?(?:coast|[Ss]tate|province|Province|region|canton|county|County|land|South Island|North Island|shores?)"
    r"\sof\s(?:the\s)?)?(?=[A-Z]|[a-z]+ern\s[A-Z])"
    r"|,\s(?=[A-Z]|[a-z]+ern\s[A-Z])|\s\((?=[A-Z])"
)
_ADJECTIVES = r"(?:(?!former|then|once|nearest|closest|ancient)[a-z-]+ ){0,3}"
_APPOSED = re.compile(
    rf",\s(?:(?:the|an?)\s{_ADJECTIVES}(?P<demonym>{_NAME})\s{_ADJECTIVES}|"
    rf"(?P<area>{_NAME})['’]s?\s{_ADJECTIVES}){_PLACE_NOUN}\b(?!\s(?:of|for|in)\s[A-Z])"
    rf"|,\s(?:the\s)?{_ADJECTIVES}{_PLACE_NOUN}\sof\s(?P<whole>{_NAME})"
)
_BEFORE = re.compile(
    rf"(?:\b(?:the|an?)\s{_ADJECTIVES}(?P<demonym>{_NAME})\s{_ADJECTIVES}|"
    rf"(?P<area>{_NAME})['’]s?\s{_ADJECTIVES}){_PLACE_NOUN}(?:\sof|\scalled|,)?\s$"
)
_PLAIN_CAPITAL = re.compile(r"(?:^|\s)[A-Z][\w’'-]+\scapital\W*$")
# "Paris in Germany’s favour" puts no Paris there, "Kaunas, Latvia and Estonia" no Kaunas.
_NO_AREA = re.compile(
    r"['’](?!s\s(?:[a-z]+\s){0,2}(?:coast|shore|side|tip)\b)|-[^\W\d_]|\s(?:and|or)\s(?:the\s)?(?P<next>[A-Z]\w+)|\s[A-Z]"
)
_AFTER_UNLISTED = re.compile(
    r"[,.;)]|$|\n|\s(?:on|in|at|after|when|where|who|has|have|had|was|were|is|are|for|by|as|with|to)\s[^A-Z]"
)
# "In Ghent, Bruges, Antwerp and Lille".
_LISTED = re.compile(r",\s(?:and|or)?\s?(?:in\s)?[A-Z]|\s(?:and|or)\s")
_OTHER_NAMESAKE = re.compile(
    r"\b(?:another|other|namesake|twin(?:ned)?|sister[ -]city|confused? with|not the|not in|not of|unlike|"
    r"counterpart|instead of)\b[^.;!?]*$",
    re.IGNORECASE,
)
_SUCH_A_PLACE = re.compile(r"[^.!?]*[.!?]\s(?:There (?:is|really is) (?:such|another|also)|That is another|That one)")
_NO_NAMES = {*MONTHS, *WEEKDAYS}
_NO_AREAS = _NO_NAMES | set("Africa Asia Europe America Antarctica Earth".split())


@dataclass(frozen=True)
class Whereabouts:
    """A source puts the place `name` (folded, without "Mount" or "upon Tyne") at text[start:end] into an area.

    `area` has a country, a region of it, or, for a region that the gazetteer lacks, its words as the region without a country.
    `aside`: it speaks of another place of that name. `impossible`: it calls the place the capital of a country that has
    another one. `bare`: the place stands alone, and the article's other words speak for the area. `sets_scene`: something
    happens there at the beginning of the article.
    """

    source: str
    start: int
    end: int
    name: str
    written: str
    area: Location
    aside: bool = False
    impossible: bool = False
    bare: bool = False
    sets_scene: bool = False

    def agrees(self, other: "Whereabouts") -> bool:
        """Whether both can be true: an unlisted region can lie in any country."""
        one, another = self.area, other.area
        if not (one.country and another.country):
            known = one.country or another.country
            return bool(known) or bool(set(fold(one.region).split()) & set(fold(another.region).split()))
        return one.agrees(another)


@lru_cache(maxsize=4)
def whereabouts(dossier: Dossier) -> tuple[Whereabouts, ...]:
    """Every such statement of the story, in the order of the sources."""
    placed = frozenset(
        fold(found.group())
        for source in dossier.english
        for found in NAME.finditer(source.text)
        if SET_BEFORE.search(source.text, max(0, found.start() - 40), found.start())
    )
    return tuple(one for source in dossier.english for one in _in_source(dossier, source, placed))


def base(name: str) -> str:
    """By what one place is known in all articles: "Mount Korven" and "Korven", "Newcastle upon Tyne" and "Newcastle"."""
    return _BARE_HEAD.sub("", _SUFFIX.sub("", fold(name)))


def mentions(source: Source, name: str) -> Iterator[re.Match[str]]:
    """Where the source names the place, with or without "Mount"."""
    return (found for found in NAME.finditer(source.text) if base(found.group()) == name)


def _in_source(dossier: Dossier, source: Source, placed: frozenset[str]) -> Iterator[Whereabouts]:
    text, head = source.text, dateline(source)
    known: set[str] = set()
    for found in NAME.finditer(text):
        name, start, end = found.group(), found.start(), found.end()
        if head and head.start("place") <= start < head.end("place"):
            name = name.title()
        if name.split()[0] in _NO_NAMES or _wide(name) or cast(dossier).person(name, source.key):
            continue
        in_dateline = bool(head and head.start("place") == start)
        set_before = SET_BEFORE.search(text, max(0, start - 40), start)
        if not (set_before or in_dateline or fold(name) in placed or _GEOGRAPHICAL.search(name)):
            continue
        place = base(name)
        told = _area(dossier, source, name, start, end, listed_only=not set_before)
        if told is None:
            known |= {place} if start not in {0} and not _in_headline(source, start) else set()
            continue
        first, last, area, impossible = told
        late = sentence_number(source, first) > opening(source) + LEAD_SENTENCES
        aside = (
            place in known
            or (late and not set_before)
            or bool(_OTHER_NAMESAKE.search(text, max(0, first - 80), first))
            or bool(_SUCH_A_PLACE.match(text, last))
        )
        scene = not late and (in_dateline or bool(_SET_IN.search(text, max(0, first - 40), first)))
        written = text[first:last]
        yield Whereabouts(source.key, first, last, place, written, area, aside, impossible, sets_scene=scene)
        if not aside:
            known.discard(place)


def _in_headline(source: Source, position: int) -> bool:
    start, end = next((span for span in source.paragraphs if span[0] <= position < span[1]), (0, 0))
    return source.text[end - 1] not in '.!?”"’:'


def _area(
    dossier: Dossier, source: Source, name: str, start: int, end: int, *, listed_only: bool
) -> tuple[int, int, Location, bool] | None:
    """(start, end, area, impossible) of the name with the words that put it somewhere."""
    text = source.text
    if before := _BEFORE.search(text, max(0, start - REACH), start):
        area = _of_country(before["demonym"], before["area"])
        if area is not None:
            return (
                min(before.start(group) for group in ("demonym", "area") if before[group]),
                end,
                area,
                _is_no_capital(name, before.group(), area),
            )
    if apposed := _APPOSED.match(text, end):
        area = _of_country(apposed["demonym"], apposed["area"] or apposed["whole"])
        if area is not None:
            return start, apposed.end(), area, _is_no_capital(name, apposed.group(), area)
    if gap := _SAID_OF.match(text, end):
        stated = _stated(dossier, source, gap, listed_only=listed_only and not gap.group().startswith(" in "))
        if stated is not None:
            return start, *stated, False
    suffixed = _SUFFIX.search(fold(name)) and gazetteer().meanings(name)
    countries = {meaning.country for meaning in suffixed or ()}
    return (start, end, Location(countries.pop()), False) if len(countries) == 1 else None


def _of_country(demonym: str | None, area: str | None) -> Location | None:
    if demonym:
        words = demonym.split()
        code = next(
            (code for n in range(len(words)) if (code := gazetteer().demonyms.get(" ".join(words[n:]).lower()))), ""
        )
        return Location(code) if code else _region_of_adjective(demonym)
    return _wide(area or "")


def _region_of_adjective(word: str) -> Location | None:
    """South Australia for South Australian."""
    return next((_wide(word.removesuffix(end)) for end in ("n", "an") if _wide(word.removesuffix(end))), None)


def _wide(name: str) -> Location | None:
    """The country or region that the name alone means."""
    found = gazetteer().wider.get(name.lower().replace("’", "'").removeprefix("the "), ())
    return found[0] if found else None


def _is_no_capital(name: str, words: str, area: Location) -> bool:
    """Whether "the Norwegian capital" is said of the capital of another country."""
    if not _PLAIN_CAPITAL.search(words):
        return False
    capitals = gazetteer().capitals
    rightly = {country for country, capital in capitals.items() if fold(capital) == fold(name)}
    return bool(rightly) and area.country not in rightly and not area.region


def _stated(dossier: Dossier, source: Source, gap: re.Match[str], *, listed_only: bool) -> tuple[int, Location] | None:
    """The end and the area of `, Rhode Island`, ` in Kent`."""
    text, at = source.text, gap.end()
    compass = _COMPASS.match(text, at)
    named = NAME.match(text, at)
    longest = _longest_wide(text, named) if named else None
    if longest is None and compass:
        named = NAME.match(text, compass.end())
        longest = _longest_wide(text, named) if named else None
    if longest is not None:
        end, area = longest
        no_area = _NO_AREA.match(text, end)
        if no_area and not (no_area["next"] and not _wide(no_area["next"])):
            return None
        return end, area
    if listed_only or named is None or gap.group() == ", " and "-" in named.group():
        return None
    return _unlisted(dossier, source, named)


def _unlisted(dossier: Dossier, source: Source, named: re.Match[str]) -> tuple[int, Location] | None:
    """A region that the gazetteer lacks: no person, no day, no city, and nothing that goes on."""
    name = named.group()
    words = name.split()
    if words[0] in _NO_AREAS or words[-1] in _NO_AREAS or gazetteer().demonyms.get(words[0].lower()):
        return None
    if not _AFTER_UNLISTED.match(source.text, named.end()) or cast(dossier).person(name, source.key):
        return None
    if name.isupper() or gazetteer().cities.get(name.lower()) and _LISTED.match(source.text, named.end()):
        return None
    return named.end(), Location("", name)


def _longest_wide(text: str, named: re.Match[str]) -> tuple[int, Location] | None:
    words = list(re.finditer(r"\S+", named.group()))
    for word in reversed(words):
        name = named.group()[: word.end()]
        for stop in ("", "."):
            if text.startswith(stop, named.start() + word.end()) and (area := _wide(name + stop)):
                return named.start() + word.end() + len(stop), area
    return None
