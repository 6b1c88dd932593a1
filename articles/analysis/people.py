"""People over all articles of a story: who is meant by a name.

A person is found through full name, surname, first name, title and spelling variants. Two people with one surname stay
apart: the bare surname then belongs to nobody, unless the article itself names only one of them, or only one so far.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from articles.analysis import language
from articles.analysis.age_forms import age_forms
from articles.analysis.dates import MONTHS, WEEKDAYS
from articles.analysis.dossier import Dossier

# Likeness (0 to 100) from which two spellings of a name are one name.
SAME_SURNAME, SAME_FIRST_NAME = 84, 80
# A name that the administrators entered outweighs every spelling in the articles.
ENTERED_NAME = 1_000_000

TITLES = set(
    "mr mrs ms miss dr doctor sir dame lord lady professor prof president minister prime chancellor king queen prince "
    "princess pope bishop father sister judge justice senator governor mayor captain colonel general major lieutenant "
    "sergeant inspector detective chief constable superintendent officer pc dc ds di dci dcs dsi supt sgt insp rev reverend "
    "firefighter architect director coach manager striker actor actress singer author foreign secretary former "
    "deputy vice first the baroness baron councillor cllr mp mep ambassador commander admiral".split()
)
NOT_NAMES = {
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


@dataclass
class Person:
    """One person: every full spelling with how often it is used, and where each source first uses one."""

    spellings: Counter[str]
    introduced: dict[str, int]

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

    def person(self, name: str, source: str, position: int | None = None) -> Person | None:
        """Whom the name means in the source, or None when nobody or several could be meant.

        Of several with one surname it is the one alone whom the source has named in full before the position. Words
        before a name that are no part of it are left out: `Plucky Ada Quist`, `Yesterday Ada Quist`.
        """
        words = bare_name(name).split()
        while words:
            if known := self._by_spelling.get(fold(" ".join(words))):
                return known
            if len(words) == 1 or (len(words) == 2 and self._is_first_name(words[1])):
                return self._single(fold(words[-1]), source, position)
            words = words[1:] if len(words) > 2 else []
        return None

    def _is_first_name(self, word: str) -> bool:
        return fold(word) in self._by_first and fold(word) not in self._by_last

    def _single(self, word: str, source: str, position: int | None) -> Person | None:
        for index in (self._by_last, self._by_first):
            candidates = index.get(word, [])
            here = [person for person in candidates if source in person.introduced] or candidates
            if len(here) > 1 and position is not None:
                here = [person for person in here if person.introduced.get(source, position) < position]
            if len(here) == 1:
                return here[0]
        return None


def fold(name: str) -> str:
    """Lower case, without accents, apostrophes and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z ]", "", plain)


def bare_name(name: str) -> str:
    """The name without titles, roles and a possessive: "Mr Vale's" becomes "Vale"."""
    words = re.sub(r"['’]s?$", "", name).split()
    while words and (words[0].lower().rstrip(".") in TITLES or words[0] in NOT_NAMES):
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=4)
def cast(dossier: Dossier) -> Cast:
    """The people whom the articles name in full, one entry for all spellings of a name."""
    people: list[Person] = []
    by_key: dict[str, list[Person]] = defaultdict(list)
    for known in dossier.people:
        person = Person(Counter({known.name: ENTERED_NAME, **dict.fromkeys(known.aliases, 1)}), {})
        people.append(person)
        by_key[_key(known.name)].append(person)
    for source, position, name in _full_names(dossier):
        person = next((one for one in by_key[_key(name)] if _same(one, name)), None)
        if person is None:
            person = Person(Counter({name: 0}), {})
            people.append(person)
            by_key[_key(name)].append(person)
        person.spellings[name] += 1
        person.introduced[source] = min(position, person.introduced.get(source, position))
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


def _full_names(dossier: Dossier) -> Iterator[tuple[str, int, str]]:
    """(source, position, name) of the names that the model takes for people's, and of those with an age beside them.

    An age beside `Plucky Ada` makes no new person where Ada is the first name of one.
    """
    first_names, surnames, elsewhere = set(), set(), set()
    for source in dossier.english:
        for name in language.names(dossier).get(source.key, ()):
            elsewhere |= {name.text} if name.kind == "place" else set()
            bare = bare_name(name.text) if name.kind == "person" else ""
            if _in_full(bare):
                first_names.add(bare.split()[0])
                surnames.add(bare.split()[-1])
                yield source.key, name.start, bare
    for source in dossier.english:
        for form in age_forms(source.text):
            bare = bare_name(source.text[form.who_start : form.who_end]) if form.kind == "name" else ""
            if _in_full(bare) and bare not in elsewhere and bare.split()[-1] not in first_names - surnames:
                yield source.key, form.who_start, bare


def _in_full(name: str) -> bool:
    words = name.split()
    return len(words) >= 2 and not any(word in NOT_NAMES or word.isupper() and len(word) > 3 for word in words)
