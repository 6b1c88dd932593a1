"""One name under two spellings.

Reason to exist: a name spelled in two ways is wrong at least once, and a search finds only half of what was
written.

The spelling of fewer articles is marked, or the one that differs from the person whom the house knows, once in an
article, where it first stands; `related` shows where the usual form stands.

Caught:
- ‹Nadja Okonsky› opened the pier. || Nadja Okonski opened the pier.
- Protesters marched in ‹Kiev› on Monday. || Protesters marched in Kyiv on Monday.

Rightly left alone:
- Piet Ruolo opened the pier. || Gerda Ruolo opened the pier.
- Zoe Muller opened the pier. || Zoë Müller opened the pier.
- The Austrian minister left. || The minister left Austria.
- Selma Ruolo and Selda Ruolo opened the pier. || Selma Ruolo and Selda Ruolo opened the pier.

Figures (22 November 2026): labelled stories 27/28 found, 0 false; planted errors 20/30 found, 2 false; sound news 2
marks in 37,843 words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from articles.analysis import language
from articles.analysis.dossier import Dossier, Finding, Place
from articles.analysis.gazetteer import gazetteer
from articles.analysis.people import TITLES, bare_name, fold
from articles.analysis.places import places
from articles.analysis.wording import listed, name_of

CATEGORY = "name_variant"
SURE, UNSURE = 0.85, 0.55
# Likeness (0 to 100) of two spellings of one surname beside the same first name, and of two first names.
LIKE_SURNAMES, LIKE_FIRST_NAMES = 70, 80
SHORTEST = 3
# A word alone is compared only if it is so long, and with what so many other articles write.
SHORTEST_ALONE, SHORTEST_TITLED = 6, 5
ARTICLES_FOR_ALONE = 2
# People in a city of which newspapers use two names.
WELL_KNOWN = 100_000
# So many times more often than a variant a name with a title must stand that is nowhere in full.
MORE_OFTEN = 3

_PAIR = re.compile(r"(?<![\w’'.-])(?=([^\W\d_a-z][\w’'-]+) ([^\W\d_a-z][\w-]+))")
_TITLE = "|".join(title.title() for title in sorted(TITLES - {"the", "former", "first", "foreign", "vice"}))
_TITLED = re.compile(rf"\b(?:{_TITLE})\.?\s([^\W\d_a-z][\w’'-]+)(?!\s[A-Z])")
_WORD = re.compile(r"[^\W\d_a-z][\w-]+")
# Endings that make another word of a name: people of a place, several of a family, a language.
_DERIVED = ("s", "es", "n", "an", "ian", "er", "ers", "ns", "ans", "ish", "ese", "i", "is", "ic")
# Spellings that writing systems without our letters leave open; what remains is compared.
_OPEN_LETTERS = (("ph", "f"), ("ck", "k"), ("kh", "k"), ("sch", "sh"), ("c", "k"), ("w", "v"), ("z", "s"), ("j", "i"),
                 ("y", "i"), ("ou", "u"), ("oo", "u"), ("ee", "i"))  # fmt: skip


@dataclass(frozen=True)
class Mention:
    """The spelling of one word of a name at text[start:end] of a source."""

    source: str
    start: int
    end: int
    spelling: str


Forms = dict[str, list[Mention]]


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks the word of the name that is spelled otherwise."""
    known = {
        fold(word): word
        for person in dossier.people
        for name in (person.name, *person.aliases)
        for word in name.split()
    }
    full_names = _full_names(dossier)
    marked: set[tuple[str, int]] = set()
    found = (_beside_a_name, _alone, _behind_a_title, _two_names_of_a_city)
    for finding in (finding for find in found for finding in find(dossier, full_names, known)):
        if (finding.source, finding.start) not in marked:
            marked.add((finding.source, finding.start))
            yield finding


def _full_names(dossier: Dossier) -> set[tuple[str, str]]:
    """The neighbouring words of every name of two words or more, folded; bodies that one article names do not count."""
    sources: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, found in language.names(dossier).items():
        for name in found:
            sources[name.kind, bare_name(name.text)].add(key)
    names = {name for (kind, name), keys in sources.items() if kind != "organisation" or len(keys) > 1}
    names |= {name for person in dossier.people for name in (person.name, *person.aliases)}
    words = [[fold(word) for word in name.split()] for name in names]
    return {pair for one in words for pair in zip(one, one[1:], strict=False) if all(pair)}


# --- Beside the same other word ---------------------------------------------------------------------------------------


def _beside_a_name(dossier: Dossier, full_names: set[tuple[str, str]], known: dict[str, str]) -> Iterator[Finding]:
    after: dict[str, Forms] = defaultdict(lambda: defaultdict(list))
    before: dict[str, Forms] = defaultdict(lambda: defaultdict(list))
    firsts, lasts = {first for first, _ in full_names}, {last for _, last in full_names}
    for source in dossier.english:
        for found in _PAIR.finditer(source.text):
            first, last = fold(found.group(1)), fold(_without_possessive(found.group(2)))
            if first in firsts:
                span = found.start(2), found.start(2) + len(_without_possessive(found.group(2)))
                after[first][last].append(Mention(source.key, *span, source.text[slice(*span)]))
            if last in lasts:
                before[last][first].append(Mention(source.key, *found.span(1), found.group(1)))
    for first, forms in after.items():
        entered = {last for last in (*forms, *known) if (first, last) in full_names}
        entered |= {last for last, mentions in forms.items() if len(_sources_of(mentions)) > 1}
        yield from _variants(dossier, forms, entered, known, LIKE_SURNAMES)
    for last, forms in before.items():
        entered = {first for first in (*forms, *known) if (first, last) in full_names}
        yield from _variants(dossier, forms, entered, known, LIKE_FIRST_NAMES, in_one_article=False)


def _without_possessive(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _variants(
    dossier: Dossier, forms: Forms, entered: set[str], known: dict[str, str], like: int, in_one_article: bool = True
) -> Iterator[Finding]:
    """Each form against the most used one that is like it and stands in a recognised name."""
    for form, mentions in forms.items():
        rivals = [other for other in entered if other != form and _alike(form, other, like)]
        if form in known or not rivals:
            continue
        usual = max(rivals, key=lambda other: _weight(dossier, other, forms[other], known))
        if _weight(dossier, usual, forms[usual], known) < _weight(dossier, form, mentions, known):
            continue
        shared = _sources_of(mentions) & _sources_of(forms[usual])
        if shared and (not in_one_article or len(mentions) > 1 and len(forms[usual]) <= 2 * len(mentions)):
            continue  # the article itself tells the two apart
        yield from _findings(dossier, mentions, forms[usual], known.get(usual))


def _weight(dossier: Dossier, form: str, mentions: list[Mention], known: dict[str, str]) -> tuple:
    """The form that the house knows is the usual one, else that of most articles, then of most places, then the first."""
    order = [source.key for source in dossier.sources]
    first = min(((order.index(one.source), one.start) for one in mentions), default=(0, 0))
    articles, times = _uses(dossier).get(form, (0, 0))
    return form in known, len(_sources_of(mentions)), articles, len(mentions), times, -first[0], -first[1]


@lru_cache(maxsize=4)
def _uses(dossier: Dossier) -> dict[str, tuple[int, int]]:
    """In how many articles, and how often, each capitalised word stands, alone or in a name."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for source in dossier.english:
        for found in _WORD.findall(source.text):
            counts[fold(found)][source.key] += 1
    return {form: (len(count), count.total()) for form, count in counts.items()}


# --- Alone ------------------------------------------------------------------------------------------------------------


def _alone(dossier: Dossier, full_names: set[tuple[str, str]], known: dict[str, str]) -> Iterator[Finding]:
    """A name alone that one article spells otherwise than two others do."""
    words = _single_names(dossier)
    in_full_names = {word for pair in full_names for word in pair}
    surnames = {last for _, last in full_names}
    usual = {
        form: mentions
        for form, mentions in words.items()
        if len({one.source for one in mentions}) >= ARTICLES_FOR_ALONE and (form in surnames or _is_place(mentions))
    }
    for form, mentions in words.items():
        sources = {one.source for one in mentions}
        if (
            len(sources) > 1
            or form in in_full_names
            or form in known
            or _is_place(mentions)
            or len(form) < SHORTEST_ALONE
        ):
            continue
        for other, right in usual.items():
            near = form[0] == other[0] and DamerauLevenshtein.distance(form, other, score_cutoff=1) <= 1
            if near and form != other and not _is_derived(form, other) and sources.isdisjoint(_sources_of(right)):
                yield from _findings(dossier, mentions, right, known.get(other))


def _behind_a_title(dossier: Dossier, full_names: set[tuple[str, str]], known: dict[str, str]) -> Iterator[Finding]:
    """`Mr Howard` written otherwise once, also in one article: somebody else would have been named in full."""
    firsts_of: dict[str, set[str]] = defaultdict(set)
    for first, last in full_names:
        firsts_of[last].add(first)
    titled: Forms = defaultdict(list)
    for source in dossier.english:
        for found in _TITLED.finditer(source.text):
            start, name = found.start(1), _without_possessive(found.group(1))
            if name.lower() in TITLES:
                continue
            titled[fold(name)].append(Mention(source.key, start, start + len(name), name))
    uses = _uses(dossier)
    for form, mentions in titled.items():
        if len(form) < SHORTEST_TITLED or form in firsts_of or form in known:
            continue
        rivals = [
            other
            for other in {*firsts_of, *titled}
            if len(titled.get(other, ())) >= MORE_OFTEN * len(mentions) or (other in firsts_of and len(mentions) == 1)
            if other[:1] == form[0] and other != form and not _is_derived(form, other)
            if uses.get(other, (0, 0))[1] > uses.get(form, (0, 0))[1]
            if DamerauLevenshtein.distance(form, other, score_cutoff=1) <= 1
        ]
        usual = (titled.get(rivals[0]) or _words(dossier, rivals[0])) if len(rivals) == 1 else []
        if usual:
            yield from _findings(dossier, mentions, usual, known.get(rivals[0]))


def _two_names_of_a_city(dossier: Dossier, _: set[tuple[str, str]], known: dict[str, str]) -> Iterator[Finding]:
    """`Kyiv` and `Kiev`: one city, and a matter of style which; where the house has its own name, that decides."""
    styled = {fold(variant) for preference in dossier.style for variant in (preference.preferred, *preference.variants)}
    cities: dict[tuple, Forms] = defaultdict(lambda: defaultdict(list))
    for source in dossier.english:
        for place in places(dossier)[source.key]:
            name = place.name.split(",")[0]
            if (
                place.is_city
                and not place.qualified
                and name[0].isupper()
                and place.meanings[0].population >= WELL_KNOWN
            ):
                mention = Mention(source.key, place.start, place.start + len(name), name)
                cities[place.meanings[0]][fold(name)].append(mention)
    for forms in cities.values():
        usual = max(forms, key=lambda form: (len(_sources_of(forms[form])), len(forms[form])))
        for form, mentions in forms.items():
            one_in_other = usual in form or form in usual
            knowing = _sources_of(mentions) & _sources_of(forms[usual])
            if not one_in_other and not knowing and not {form, usual} & styled:
                yield from _findings(dossier, mentions, forms[usual], known.get(usual))


def _words(dossier: Dossier, form: str) -> list[Mention]:
    """Where the name stands without a title."""
    return [
        Mention(source.key, *found.span(), found.group())
        for source in dossier.english
        for found in _WORD.finditer(source.text)
        if fold(found.group()) == form
    ]


def _single_names(dossier: Dossier) -> Forms:
    """Every word that the model takes for a name, by its folded form."""
    words: Forms = defaultdict(list)
    for source in dossier.english:
        for token in language.parse(source):
            if token.pos_ == "PROPN" and len(token) >= SHORTEST_ALONE and token.is_title:
                words[fold(token.text)].append(Mention(source.key, token.idx, token.idx + len(token), token.text))
    return words


def _sources_of(mentions: Iterable[Mention]) -> set[str]:
    return {one.source for one in mentions}


def _is_place(mentions: list[Mention]) -> bool:
    listed_names, name = gazetteer(), mentions[0].spelling
    return bool(listed_names.meanings(name)) or name.lower() in listed_names.demonyms


# --- Likeness ---------------------------------------------------------------------------------------------------------


def _alike(form: str, other: str, like: int) -> bool:
    if min(len(form), len(other)) < SHORTEST or _is_abbreviation(form, other) or _is_derived(form, other):
        return False
    if _skeleton(form) == _skeleton(other) and len(_skeleton(form)) >= SHORTEST:
        return True
    return form[0] == other[0] and fuzz.ratio(form, other) >= like or (
        DamerauLevenshtein.distance(form, other) == 1 and min(len(form), len(other)) > SHORTEST + 1
    )  # fmt: skip


def _is_abbreviation(form: str, usual: str) -> bool:
    """`Tom` for `Thomas`, `Alex` for `Alexander`."""
    shorter, longer = sorted((form, usual), key=len)
    return len(longer) - len(shorter) >= 3 and longer.startswith(shorter[:2])


def _is_derived(form: str, other: str) -> bool:
    shorter, longer = sorted((form, other), key=len)
    plural = shorter.endswith("y") and longer == f"{shorter[:-1]}ies"
    return plural or longer.startswith(shorter) and longer[len(shorter) :] in _DERIVED


def _skeleton(form: str) -> str:
    """What transliterations of one name have in common: no doubled letters, and one letter for each open sound."""
    for written, meant in _OPEN_LETTERS:
        form = form.replace(written, meant)
    return re.sub(r"(.)\1+", r"\1", form)


# --- Findings ---------------------------------------------------------------------------------------------------------


def _findings(dossier: Dossier, mentions: list[Mention], usual: list[Mention], known: str | None) -> Iterator[Finding]:
    sources = list(dict.fromkeys(one.source for one in usual))
    firsts = {mention.source: mention for mention in reversed(mentions)}
    spelling = known or usual[0].spelling
    sure = bool(known) or len(sources) > len(firsts) or len(usual) > 2 * len(mentions)
    shown = tuple(Place(one.source, one.start, one.end) for one in usual[:5])
    for mention in firsts.values():
        others = [name_of(dossier.source(key)) for key in sources if key != mention.source]
        reason = _reason(mention, spelling, others, bool(known))
        confidence = SURE if sure else UNSURE
        span = mention.start, mention.end
        yield Finding(mention.source, *span, CATEGORY, "minor", confidence, reason, spelling, shown)


def _reason(mention: Mention, spelling: str, others: list[str], is_known: bool) -> str:
    if is_known:
        return f"The person’s name is entered as “{spelling}”, not “{mention.spelling}”."
    if not others:
        return f"This article also writes “{spelling}”."
    verb = "write" if len(others) > 1 else "writes"
    return f"{_short(others)} {verb} “{spelling}”, this article “{mention.spelling}”."


def _short(names: list[str]) -> str:
    return listed(names) if len(names) <= 3 else f"{names[0]}, {names[1]} and {len(names) - 2} others"
