"""People and their ages over all articles of a story: who is meant by a name, and how old each source says they are.

A person is found through full name, surname, first name, title and spelling variants. Two people with one surname stay
apart: the bare surname then belongs to nobody, unless the article itself names only one of them.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from articles.analysis import language
from articles.analysis.dates import MONTHS, WEEKDAYS, dates
from articles.analysis.dossier import Dossier, Source
from articles.analysis.numerals import SMALL, TENS, word_value

# Likeness (0 to 100) from which two spellings of a name are one name.
SAME_SURNAME, SAME_FIRST_NAME = 84, 80
OLDEST = 115
# A name that the administrators entered outweighs every spelling in the articles.
ENTERED_NAME = 1_000_000

_TOKEN = r"(?:[^\W\d_a-zß-ÿ][\w’'-]*[\w]|[A-Z]\.)"
_PARTICLE = r"(?:de|da|del|della|di|du|van|von|der|den|la|le|bin|al|el|ten|ter|y)"
NAME = rf"{_TOKEN}(?:\s(?:{_PARTICLE}\s){{0,2}}{_TOKEN}){{0,3}}"
_WORDS = rf"(?:(?:{TENS})(?:-(?:{SMALL}))?|{SMALL})"
_AGE = rf"(?P<age>\d{{1,3}}|{_WORDS})"
_STOP = r"(?=\s*[,.;:)]|\s+(?:and|who|from|of|whose|as)\b|\s*[–—]|\s*$)"
_YEARS_OLD = r"(?:\s(?:years?|yrs)(?:[ -]old|\sof\sage)?)?"
_APPOSITION = r"(?:,(?:\s(?:(?!\d)[\w’'-]+\s?){1,6},?)?)?"
_YEAR_OLD = rf"{_AGE}[- ]years?[- ]old"

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>{NAME}),\s(?:now\s|aged\s|age\s)?{_AGE}{_YEARS_OLD}{_STOP}(?!,\s\d)",
        rf"(?P<name>{NAME})\s\((?:aged\s|age\s)?{_AGE}\)",
        rf"(?P<name>{NAME}),?\s(?:aged|age)\s{_AGE}\b",
        rf"(?P<name>{NAME}),?\sof\s{_AGE}\syears\b(?!\s(?:in|ago|and|of|or)\b)",
        rf"(?P<name>{NAME}){_APPOSITION}\s(?:is|was|who\sis|who\swas|has\sturned|turned|who\sturned)\s{_AGE}{_YEARS_OLD}"
        rf"{_STOP}(?!\sof\b)(?!,?\swhen\b)",
        rf"(?P<name>{NAME})\s(?:has\s)?turned\s{_AGE}\s(?=in\b|on\b|last\b|this\b|earlier\b)",
        rf"(?P<name>{NAME}),\s(?:who\s(?:is|was)\s)?(?:an?|the|his|her|their|its)\s(?:\w+\s)?{_YEAR_OLD}\b",
        rf"\b{_YEAR_OLD}\b\.?(?:\s(?:year\s)?(?:[a-z][\w’'-]*\s|[a-z][\w’'-]*,\s){{0,5}})(?P<name>{NAME})",
        rf"(?P<name>{NAME}){_APPOSITION}\s(?:has\s)?(?:died|dies)\b(?:\s[^.,;\d]{{1,40}})?,?\s(?P<final>at\sthe\sage\sof|aged)\s{_AGE}\b"
        rf"(?!\sin\s(?:19|20)\d\d)",
        rf"\b(?:of|aged)\s{_AGE}(?:\syears)?,\s(?P<name>{NAME})(?=,|\s[a-z])",
    )
)
_BORN = re.compile(
    rf"(?P<name>{NAME}|\b[Hh]e|\b[Ss]he)(?:,\s(?:(?!\d)[\w’'-]+\s?){{1,6}},)?\s(?:\(born\s|(?:was|is)\sborn\s)(?P<rest>[^.;\n]{{0,80}})"
)
# Before or after an age: it belongs to another time.
_OTHER_TIME = re.compile(
    r"\b(?:when|then|will be|would be|would have been|turns|turning|until|before|since|at the time|at the age of|at age)\b",
    re.IGNORECASE,
)
_TITLES = set(
    "mr mrs ms miss dr doctor sir dame lord lady professor prof president minister prime chancellor king queen prince "
    "princess pope bishop father sister judge justice senator governor mayor captain colonel general major lieutenant "
    "sergeant inspector detective chief constable superintendent officer pc dc ds di dci dcs dsi supt sgt insp rev reverend "
    "firefighter architect director coach manager striker actor actress singer author foreign secretary former "
    "deputy vice first the baroness baron councillor cllr mp mep ambassador commander admiral".split()
)
_KIN = re.compile(
    r"\b(?:his|her|their|little|young|son|daughter|grandson|granddaughter|brother|sister|husband|wife|father|mother|"
    r"baby|toddler|twins?|child|nephew|niece|cousin|uncle|aunt|friend|boy|girl)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_NOT_NAMES = {
    *MONTHS,
    *WEEKDAYS,
    "The",
    "At",
    "In",
    "On",
    "He",
    "She",
    "It",
    "They",
    "But",
    "And",
    "When",
    "About",
    "Some",
}


@dataclass(frozen=True)
class Age:
    """Source `source` says at text[start:end] that `person` is `years` old; the number is text[number_start:number_end].

    `born` is set, and `years` None, where the source gives a birth date instead; `born_year` where it gives the year.
    """

    source: str
    start: int
    end: int
    number_start: int
    number_end: int
    person: str
    years: int | None
    born: date | None = None
    born_year: int | None = None


@dataclass
class Person:
    """One person: every full spelling with how often it is used, and the sources that use one."""

    spellings: Counter[str]
    sources: set[str]

    @property
    def name(self) -> str:
        """The spelling used most, the shorter one of two."""
        return max(self.spellings, key=lambda spelling: (self.spellings[spelling], -len(spelling)))

    @property
    def first(self) -> str:
        return fold(self.name.split()[0])

    @property
    def last(self) -> str:
        return fold(self.name.split()[-1])


class Cast:
    """The people of one story; `person` tells whom a name means in a source."""

    def __init__(self, people: list[Person]):
        self.people = people
        self._by_last: dict[str, list[Person]] = defaultdict(list)
        self._by_first: dict[str, list[Person]] = defaultdict(list)
        self._by_spelling: dict[str, Person] = {}
        for person in people:
            for spelling in person.spellings:
                self._by_spelling[fold(spelling)] = person
                if person not in self._by_last[fold(spelling.split()[-1])]:
                    self._by_last[fold(spelling.split()[-1])].append(person)
            self._by_first[person.first].append(person)

    def person(self, name: str, source: str) -> Person | None:
        """Whom the name means in the source, or None when nobody or several could be meant."""
        bare = bare_name(name)
        if not bare:
            return None
        if known := self._by_spelling.get(fold(bare)):
            return known
        if " " in bare:
            return None
        for index in (self._by_last, self._by_first):
            candidates = index.get(fold(bare), [])
            here = [person for person in candidates if source in person.sources]
            if len(here or candidates) == 1:
                return (here or candidates)[0]
        return None


def fold(name: str) -> str:
    """Lower case, without accents, apostrophes and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z ]", "", plain)


def bare_name(name: str) -> str:
    """The name without titles, roles and a possessive: "Mr Vale's" becomes "Vale"."""
    words = re.sub(r"['’]s?$", "", name).split()
    while words and (words[0].lower().rstrip(".") in _TITLES or words[0] in _NOT_NAMES):
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=4)
def cast(dossier: Dossier) -> Cast:
    """The people whom the articles name in full, one entry for all spellings of a name."""
    people: list[Person] = []
    by_key: dict[str, list[Person]] = defaultdict(list)
    for known in dossier.people:
        person = Person(Counter({known.name: ENTERED_NAME, **dict.fromkeys(known.aliases, 1)}), set())
        people.append(person)
        by_key[_key(known.name)].append(person)
    for source, name in _full_names(dossier):
        person = next((one for one in by_key[_key(name)] if _same(one, name)), None)
        if person is None:
            person = Person(Counter({name: 0}), set())
            people.append(person)
            by_key[_key(name)].append(person)
        person.spellings[name] += 1
        person.sources.add(source)
    return Cast(people)


def _key(name: str) -> str:
    """Names are compared only where their last words begin alike."""
    return (fold(name).split() or [""])[-1][:2]


def _same(person: Person, name: str) -> bool:
    words, own = fold(name).split(), fold(person.name).split()
    if not words or not own:
        return False
    shorter = min(len(words), len(own))
    if shorter >= 2 and words[-shorter:] == own[-shorter:]:
        return True
    surnames = words[-1] == own[-1] or (len(own[-1]) >= 5 and fuzz.ratio(words[-1], own[-1]) >= SAME_SURNAME)
    first = words[0] == own[0] or fuzz.ratio(words[0], own[0]) >= SAME_FIRST_NAME
    initial = min(len(words[0]), len(own[0])) == 1 and words[0][0] == own[0][0]
    return surnames and (initial or first) and (words[-1] == own[-1] or words[0] == own[0])


def _full_names(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for source in dossier.english:
        seen = [name.text for name in language.names(dossier).get(source.key, ()) if name.kind == "person"]
        seen += [match["name"] for match in _matches(source.text) if _in_full(match["name"])]
        for name in seen:
            bare = bare_name(name)
            if _in_full(bare):
                yield source.key, bare


def _in_full(name: str) -> bool:
    words = name.split()
    return len(words) >= 2 and not any(word in _NOT_NAMES or word.isupper() and len(word) > 3 for word in words)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Every place that ties an age to a name, each number once."""
    seen: set[int] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if match.start("age") not in seen and _years(match["age"]) is not None and not _is_other_time(text, match):
                seen.add(match.start("age"))
                yield match


def _years(written: str) -> int | None:
    value = float(written) if written.isdigit() else word_value(written)
    return int(value) if value and value <= OLDEST else None


def _is_other_time(text: str, match: re.Match[str]) -> bool:
    inside = match.group() if not match.groupdict().get("final") else ""
    following = re.split(r"[.;!?]", text[match.end() : match.end() + 24])[0]
    return bool(
        _OTHER_TIME.search(inside) or re.match(r"[\s,]*(?:when|at the time|then|while|in (?:19|20)\d\d)\b", following)
    )


# --- Ages -------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def ages(dossier: Dossier) -> tuple[Age, ...]:
    """What every source says about anybody's age or birth, in order of source and place."""
    found = []
    for source in dossier.english:
        found += sorted((*_stated(dossier, source), *_births(dossier, source)), key=lambda age: age.start)
    return tuple(found)


def _stated(dossier: Dossier, source: Source) -> Iterator[Age]:
    for match in _matches(source.text):
        known = cast(dossier).person(match["name"], source.key)
        bare = bare_name(match["name"])
        person = known.name if known else bare if bare in _first_names(dossier) else None
        if person:
            yield Age(source.key, match.start(), match.end(), *match.span("age"), person, _years(match["age"]))


@lru_cache(maxsize=4)
def _first_names(dossier: Dossier) -> frozenset[str]:
    """Single names with an age that are people's: the model says so, a relation stands before them, or "six-year-old"."""
    return frozenset(
        bare
        for source in dossier.english
        for match in _matches(source.text)
        if (bare := bare_name(match["name"])) and " " not in bare and _is_persons(dossier, source, match, bare)
    )


def _is_persons(dossier: Dossier, source: Source, match: re.Match[str], bare: str) -> bool:
    if bare in _NOT_NAMES:
        return False
    kinds = {found.kind for found in language.names(dossier).get(source.key, ()) if found.text == bare}
    related = _KIN.search(source.text, max(0, match.start() - 60), match.start("name"))
    old = re.search(r"years?[- ]old", match.group())
    return bool(kinds == {"person"} or related or (old and "place" not in kinds))


def _births(dossier: Dossier, source: Source) -> Iterator[Age]:
    for match in _BORN.finditer(source.text):
        written = [found for found in dates(match["rest"]) if found.year]
        person = _born_person(dossier, source, match)
        if not written or not person:
            continue
        offset = match.start("rest")
        found = written[0]
        yield Age(
            source.key,
            match.start(),
            offset + found.end,
            offset + found.start,
            offset + found.end,
            person,
            None,
            found.on(None),
            found.year,
        )


def _born_person(dossier: Dossier, source: Source, match: re.Match[str]) -> str | None:
    if match["name"].lower() not in ("he", "she"):
        known = cast(dossier).person(match["name"], source.key)
        return known.name if known else None
    start = max((start for start, _ in source.paragraphs if start <= match.start()), default=0)
    named = {
        person.name
        for name in re.findall(NAME, source.text[start : match.start()])
        if (person := cast(dossier).person(name, source.key))
    }
    return named.pop() if len(named) == 1 else None


def age_on(born: date, day: date) -> int:
    """Whole years between birth and the day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
