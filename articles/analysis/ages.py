"""How old each source says somebody is: beside the name, by a pronoun, or by the role alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from articles.analysis import language
from articles.analysis.age_forms import NAME, AgeForm, age_forms
from articles.analysis.context import sentence_number, tokens_from
from articles.analysis.dates import dates, event_year
from articles.analysis.dossier import Dossier, Source
from articles.analysis.events import role_bearers
from articles.analysis.families import family
from articles.analysis.people import NOT_NAMES, bare_name, cast

_BORN = re.compile(
    rf"(?P<name>{NAME}|\b[Hh]e|\b[Ss]he)(?:,\s(?:(?!\d)[\w’'-]++\s?){{1,6}},)?(?:\s\(|,\s|\s(?:was|is)\s|,\swho\s(?:was|is)\s)"
    rf"born\s(?P<rest>[^.;\n]{{0,80}})"
)
_KIN = re.compile(
    r"\b(?:his|her|their|little|young|son|daughter|grandson|granddaughter|brother|sister|husband|wife|father|mother|"
    r"baby|toddler|twins?|child|nephew|niece|cousin|uncle|aunt|friend|boy|girl)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"(?P<owner>\b[Hh]is|\b[Hh]er|\b[Tt]heir|{NAME})\s(?:[a-z]+\s)?(?P<relation>son|daughter|father|mother|grandson|granddaughter|"
    r"grandfather|grandmother|nephew|niece|uncle|aunt|cousin|brother|sister|namesake),?\s\Z"
)
# Sentences back from a pronoun in which its person may be named.
REACH = 3
# Nobody younger is called by a role or a pronoun alone.
YOUNGEST = 5
# Words for a person of whom something is told, whatever the person does: the one named last is meant.
_ANYBODY = frozenset(
    "pensioner retiree widow widower grandmother grandfather granny gran nan grandad granddad grandma grandpa "
    "great-grandmother great-grandfather great-gran mother father mum mom dad mother-of-two mother-of-three father-of-two "
    "father-of-three octogenarian septuagenarian nonagenarian heroine hero survivor veteran star winner teenager "
    "youngster newlywed bachelor spinster pensioner".split()
)
# Roles of which an event mostly has one.
_LONE_ROLES = frozenset(
    "driver pilot captain skipper conductor suspect gunman attacker defendant mayor coach goalkeeper owner founder "
    "widow winner soloist chairman chairwoman inventor discoverer bride groom king queen pope president".split()
)
_FORMERLY = re.compile(r"^(?:ex|former|then|co|part-time|full-time)-")
# What may stand between `the 71-year-old` and the noun, and what shows that no noun follows.
_OF_DESCRIPTION = ("ADJ", "NOUN", "PROPN")
LONGEST_DESCRIPTION = 6
# Words behind an age without a name from which two articles mean one person.
WORDS_OF_STORY = 7


@dataclass(frozen=True)
class Age:
    """Source `source` says at text[start:end] that `person` is `years` old; the number is text[number_start:number_end].

    `until` is set where the source gives the ten alone: `in her thirties` is 30 until 39. `born` is set, and `years` None,
    where the source gives a birth date instead; `born_year` where it gives the year.
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
    until: int | None = None

    def can_be(self, years: int) -> bool:
        """Whether the words allow the person to be so old."""
        return self.years is not None and self.years <= years <= (self.until or self.years)


@lru_cache(maxsize=4)
def ages(dossier: Dossier) -> tuple[Age, ...]:
    """What every source says about anybody's age or birth, in order of source and place."""
    found = []
    for source in dossier.english:
        own = [*_stated(dossier, source), *_births(dossier, source)]
        found += sorted(own, key=lambda age: age.start)
    return tuple(found)


def _stated(dossier: Dossier, source: Source) -> Iterator[Age]:
    for form in age_forms(source.text):
        person = _whose(dossier, source, form)
        now = form.year is None or form.year == event_year(dossier)
        if person and now and (form.kind == "name" or form.years >= YOUNGEST):
            number = form.number_start, form.number_end
            yield Age(source.key, form.start, form.end, *number, person, form.years, until=form.until)


def _whose(dossier: Dossier, source: Source, form: AgeForm) -> str | None:
    who = source.text[form.who_start : form.who_end]
    if form.kind == "name":
        return _named(dossier, source, form, who)
    if form.kind == "pronoun":
        return _named_last(dossier, source, form.start)
    if form.kind == "description":
        determiner, _, words = who.partition(" ")
        return _described(dossier, source, form.start, words.split(), determiner.lower())
    words = _description_after(source, form.end)
    if not words:
        return _named_last(dossier, source, form.start) if who.lower() == "the" else None
    return _described(dossier, source, form.start, words, who.lower()) or _by_his_story(source, form)


# --- By name ----------------------------------------------------------------------------------------------------------


def _named(dossier: Dossier, source: Source, form: AgeForm, who: str) -> str | None:
    known = cast(dossier).person(who, source.key, form.who_start)
    bare = bare_name(who)
    if known and (relation := _namesake_of(dossier, source, form, known.name)):
        return f"{known.name} ({relation})"
    return known.name if known else bare if bare in _first_names(dossier) else None


def _namesake_of(dossier: Dossier, source: Source, form: AgeForm, person: str) -> str:
    """What the named one is to somebody of the same name: `Joakim’s son, Joakim Quist, 23` is another Joakim Quist."""
    before = _RELATIVE.search(source.text, max(0, form.who_start - 60), form.who_start)
    if not before:
        return ""
    if before["owner"].lower() in ("his", "her", "their"):
        owner = _named_last(dossier, source, before.start())
    else:
        known = cast(dossier).person(before["owner"], source.key, before.start())
        owner = known.name if known else None
    return before["relation"] if owner == person else ""


@lru_cache(maxsize=4)
def _first_names(dossier: Dossier) -> frozenset[str]:
    """Single names with an age that are people's: the model says so, a relation stands before them, or "six-year-old"."""
    return frozenset(
        bare
        for source in dossier.english
        for form in age_forms(source.text)
        if form.kind == "name"
        and (bare := bare_name(source.text[form.who_start : form.who_end]))
        and " " not in bare
        and _is_persons(dossier, source, form, bare)
    )


def _is_persons(dossier: Dossier, source: Source, form: AgeForm, bare: str) -> bool:
    if bare in NOT_NAMES:
        return False
    kinds = {found.kind for found in language.names(dossier).get(source.key, ()) if found.text == bare}
    related = _KIN.search(source.text, max(0, form.start - 60), form.who_start)
    old = re.search(r"years?[- ]old", source.text[form.start : form.end])
    return bool(kinds == {"person"} or related or (old and "place" not in kinds))


# --- Without a name ---------------------------------------------------------------------------------------------------


def _named_last(dossier: Dossier, source: Source, position: int) -> str | None:
    """The only person of the nearest sentence before the position that names any; None for two or none."""
    number = sentence_number(source, position)
    for start, end in reversed(source.sentences[max(0, number - REACH) : number + 1]):
        named = {
            person.name
            for name in language.names(dossier)[source.key]
            if start <= name.start < min(end, position)
            and (person := cast(dossier).person(name.text, source.key, name.start))
        }
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _described(dossier: Dossier, source: Source, position: int, words: list[str], determiner: str) -> str | None:
    """Whoever alone has that role in the story: `the driver, 45`, `a goalkeeper of 23`; else the one named last, where
    the word fits anybody; else `the driver`, if an event has but one."""
    if not words:
        return None
    noun = _FORMERLY.sub("", words[-1].strip(",").lower().removesuffix("’s").removesuffix("'s"))
    bearers = role_bearers(dossier).get(family(noun), frozenset())
    definite = determiner in ("the", "its", "their")
    last = _named_last(dossier, source, position) if definite else None
    if bearers:
        alone = next(iter(bearers)) if len(bearers) == 1 else last if last in bearers else None
        return alone if definite or not _is_known(dossier, source, alone, position) else None
    if noun in _ANYBODY and last:
        return last
    return f"the {noun}" if noun in _LONE_ROLES and determiner not in ("a", "an") else None


def _by_his_story(source: Source, form: AgeForm) -> str | None:
    """`the man who was injured in a crash`: two articles that tell so in the same words mean one person."""
    end = source.sentences[sentence_number(source, form.end)].end
    words = re.findall(r"[\w’'-]+", source.text[form.end : end])
    return f"the {' '.join(words[:WORDS_OF_STORY])}" if len(words) >= WORDS_OF_STORY else None


def _is_known(dossier: Dossier, source: Source, person: str | None, position: int) -> bool:
    """Whether the source has named the person before: `a driver` is then another one."""
    named = next((one for one in cast(dossier).people if one.name == person), None)
    return named is None or named.introduced.get(source.key, position) < position


def _description_after(source: Source, position: int) -> list[str]:
    """The words up to the noun behind `the 71-year-old`; none where it stands alone."""
    words: list[str] = []
    nouns = 0
    for token in tokens_from(source, position):
        if token.pos_ not in _OF_DESCRIPTION and token.text != "-" or len(words) == LONGEST_DESCRIPTION:
            break
        words.append(token.text)
        nouns = len(words) if token.pos_ in ("NOUN", "PROPN") else nouns
    return words[:nouns]


# --- Births -----------------------------------------------------------------------------------------------------------


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
        known = cast(dossier).person(match["name"], source.key, match.start("name"))
        return known.name if known else None
    start = max((start for start, _ in source.paragraphs if start <= match.start()), default=0)
    named = {
        person.name
        for found in re.finditer(NAME, source.text[start : match.start()])
        if (person := cast(dossier).person(found.group(), source.key, start + found.start()))
    }
    return named.pop() if len(named) == 1 else None


def age_on(born: date, day: date) -> int:
    """Whole years between birth and the day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
