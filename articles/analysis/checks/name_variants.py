"""One person under two spellings.

Reason to exist: a name spelled in two ways is wrong at least once, and a search finds only half of what was written.

Caught: a surname or a first name with letters changed, doubled or lost, and another transliteration, where the rest of
the name is the same; the spelling of fewer articles is marked, or the one that differs from the person whom the house
knows. A variant is marked once in an article, where it first stands; `related` shows where the usual form stands.
Rightly left alone: two people with one surname (`Peter` and `Helen Marsh`), accents, hyphens and capitals, a middle
name, initials, a nickname that the house entered as an alias.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from articles.analysis import language
from articles.analysis.dossier import Dossier, Finding, Place
from articles.analysis.people import Person, bare_name, cast, fold
from articles.analysis.wording import listed, name_of

CATEGORY = "name_variant"
SURE, UNSURE = 0.85, 0.55
# Likeness (0 to 100) of two spellings of one name; below, they are two names.
LIKE = 70


@dataclass(frozen=True)
class Mention:
    """The spelling of one word of a name at text[start:end] of a source."""

    source: str
    start: int
    end: int
    spelling: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks the word of the name that is spelled otherwise."""
    known = {
        fold(word) for person in dossier.people for name in (person.name, *person.aliases) for word in name.split()
    }
    for person in cast(dossier).people:
        for position in (0, -1):
            yield from _variants(dossier, person, position, known)


def _variants(dossier: Dossier, person: Person, position: int, known: set[str]) -> Iterator[Finding]:
    """Compares the first (0) or last (-1) word over all full spellings of the person."""
    spellings = {name for name in person.spellings if len(name.split()) > 1}
    forms: dict[str, list[Mention]] = defaultdict(list)
    for mention in _mentions(dossier, spellings, position):
        if len(mention.spelling.rstrip(".")) > 2:
            forms[fold(mention.spelling)].append(mention)
    if len(forms) < 2:
        return
    usual = max(forms, key=lambda form: (form in known, len({one.source for one in forms[form]}), len(forms[form])))
    for form, mentions in forms.items():
        likely = fuzz.ratio(form, usual) >= LIKE and not _is_abbreviation(form, usual)
        if form != usual and form not in known and likely:
            yield from _findings(dossier, mentions, forms[usual], usual in known)


def _mentions(dossier: Dossier, spellings: set[str], position: int) -> Iterator[Mention]:
    for key, names in language.names(dossier).items():
        for name in names:
            bare = bare_name(name.text)
            if bare in spellings:
                word = bare.split()[position]
                start = name.start + (name.text.find(word) if position == 0 else name.text.rfind(word))
                yield Mention(key, start, start + len(word), word)


def _is_abbreviation(form: str, usual: str) -> bool:
    """`Tom` for `Thomas`, `Alex` for `Alexander`."""
    shorter, longer = sorted((form, usual), key=len)
    return len(longer) - len(shorter) >= 3 and longer.startswith(shorter[:2])


def _findings(dossier: Dossier, mentions: list[Mention], usual: list[Mention], is_known: bool) -> Iterator[Finding]:
    sources = list(dict.fromkeys(one.source for one in usual))
    firsts = {mention.source: mention for mention in reversed(mentions)}
    for mention in firsts.values():
        others = [name_of(dossier.source(key)) for key in sources if key != mention.source]
        spelling = usual[0].spelling
        if is_known:
            reason = f"The person’s name is entered as “{spelling}”, not “{mention.spelling}”."
        elif others:
            verb = "write" if len(others) > 1 else "writes"
            reason = f"{_short(others)} {verb} “{spelling}”, this article “{mention.spelling}”."
        else:
            reason = f"This article also writes “{spelling}”."
        sure = is_known or len(sources) > len(firsts) or len(usual) > 2 * len(mentions)
        places = tuple(Place(one.source, one.start, one.end) for one in usual[:5])
        yield Finding(
            mention.source,
            mention.start,
            mention.end,
            CATEGORY,
            "minor",
            SURE if sure else UNSURE,
            reason,
            spelling,
            places,
        )


def _short(names: list[str]) -> str:
    return listed(names) if len(names) <= 3 else f"{names[0]}, {names[1]} and {len(names) - 2} others"
