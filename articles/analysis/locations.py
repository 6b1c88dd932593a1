"""Where things happened according to each source: rows of place names, of which two groups of one row cannot both be true.

Three ways lead to a row: one city name with two qualifiers (`Newport, Wales` and `Newport, Oregon`); one person who
arrived; one thing that happened (`broke out in`, `hospital in`). A place inside another, or next to it, agrees with it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.alignment import COMPARED, Group, Item, Row, Rules, align
from articles.analysis.anchors import anchors, link
from articles.analysis.context import context, opening, rarity, sentence_number, similarity
from articles.analysis.dates import dateline
from articles.analysis.dossier import Dossier, Source
from articles.analysis.namesakes import namesake_rows
from articles.analysis.people import cast
from articles.analysis.places import PlaceName, place_at, places
from articles.analysis.same_words import changed_values
from articles.analysis.whereabouts import whereabouts

if TYPE_CHECKING:
    from spacy.tokens import Token

ARRIVALS = {"arrive", "land", "embark", "fly", "touch", "reach", "travel", "come"}
INSTITUTIONS = set(
    "hospital court courthouse prison jail airport hotel clinic university morgue stadium factory".split()
)
TRIPS = {"visit", "trip", "tour", "journey"}
# Sentences that speak of other journeys than the one in the news.
_OTHER_JOURNEY = re.compile(
    r"\b(?:last|previous(?:ly)?|earlier|will|would|may|might|could|later|next|before|when|since|after|ago|if|had|"
    r"(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# "In", "in central", "in the streets of", "near the port city of".
_SET_IN = re.compile(
    r"\b(?:(?:in|at|near|outside|around|inside|off|through|throughout)\s(?:the\s)?(?:(?:central|downtown|inner|outer|greater|"
    r"(?:north|south|east|west)(?:ern)?|[a-z]+ern)\s)?|(?:streets|cent(?:re|er)|city|town|village|port|suburb|outskirts|heart|"
    r"middle|capital)\sof\s)(?:the\s)?\Z",
    re.IGNORECASE,
)
_SETTING = {"in", "at", "near", "outside", "around", "inside", "off"}
_TOWARDS = {"to", "into", "for", "towards", "toward"}
_OTHERS = {"of", "from", "across", "over"}
# The place of the event stands in one of the first sentences.
LEAD_SENTENCES = 2
# Likeness (0 to 1) from which two sentences of openings can be about one event.
SAME_EVENT = 0.1
# Further mentions of it that are shown.
MENTIONS = 2


@lru_cache(maxsize=4)
def place_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Rows whose items hold a PlaceName; `key` is "namesake:", "arrival:", "lead:" or "place:" and a name."""
    return (*namesake_rows(dossier), *_arrivals(dossier), *_lead(dossier), *_happenings(dossier))


def _item(source: Source, place: PlaceName, key: str, attribute: str = "") -> Item:
    words = context(source, place.start, place.end)
    hangs_on = anchors(source, place.start, place.end)
    return Item(source.key, place.start, place.end, key, place, words, attribute, anchors=hangs_on)


# --- Who arrived where ------------------------------------------------------------------------------------------------


def _arrivals(dossier: Dossier) -> Iterator[Row]:
    by_traveller: dict[str, list[Item]] = defaultdict(list)
    for source in dossier.english:
        for sentence in language.clauses(source):
            if _OTHER_JOURNEY.search(sentence.text):
                continue
            for token in sentence:
                if token.pos_ == "VERB" and token.lemma_ in ARRIVALS:
                    who = _traveller(dossier, source, token)
                    for place in _destinations(dossier, source, token) if who else ():
                        by_traveller[who].append(_item(source, place, f"arrival:{who}", "arrived in"))
    for who, items in by_traveller.items():
        yield Row(f"arrival:{who}", _sides(items))


def _traveller(dossier: Dossier, source: Source, verb: "Token") -> str:
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if not subjects and verb.dep_ in ("conj", "xcomp"):
        subjects = [child for child in verb.head.children if child.dep_ == "nsubj"]
    if not subjects or subjects[0].pos_ == "PRON":
        return ""
    subject = subjects[0]
    if subject.ent_type_ == "PERSON" or subject.pos_ == "PROPN":
        person = cast(dossier).person(subject.text, source.key)
        return person.name if person else subject.text
    return subject.lemma_.lower()


def _destinations(dossier: Dossier, source: Source, verb: "Token") -> list[PlaceName]:
    """The places that the verb leads to, directly or through "for a visit to"; the first alone where several stand."""
    found = places(dossier)[source.key]
    heads = [verb] + [token for token in verb.subtree if token.lemma_ in TRIPS]
    objects = [child for child in verb.children if child.dep_ == "dobj" and verb.lemma_ in ("reach", "visit")]
    for head in heads:
        for preposition in head.children:
            if preposition.dep_ == "prep" and preposition.lower_ in ("in", "to", "at", "into", "for", "on"):
                objects += [child for child in preposition.children if child.dep_ == "pobj"]
    near = [place_at(found, token.idx, token.idx + len(token)) for token in objects]
    return [place for place in near if place and not place.namesake]


def _sides(items: list[Item]) -> list[Group]:
    groups: list[Group] = []
    for item in items:
        group = next((g for g in groups if all(item.value.agrees(other.value) for other in g.items)), None)
        if group is None:
            group = Group()
            groups.append(group)
        group.items.append(item)
    return sorted(groups, key=lambda group: -len(group.sources))


# --- Where it happened ------------------------------------------------------------------------------------------------


def _lead(dossier: Dossier) -> Iterator[Row]:
    """The place that each article opens with; an article that names another one, which no other article names, stands
    against all that do name theirs."""
    items = {source.key: item for source in dossier.english if (item := _scene(source, _early(dossier, source)))}
    groups = _sides(list(items.values()))
    if not groups:
        return
    unclear = [source for source in dossier.english if source.key not in items]
    for group in groups:
        group.items += [item for source in unclear if (item := _named_early(dossier, source, group))]
    groups.sort(key=lambda group: -len(group.sources))
    first = groups[0]
    against = [group for group in groups[1:] if _stands_alone(dossier, group, first)]
    yield Row("lead:", [_with_mentions(dossier, first), *(against if len(first.sources) > 1 else ())])


def _early(dossier: Dossier, source: Source) -> list[PlaceName]:
    """The places of the headline and the first sentences."""
    last = opening(source) + LEAD_SENTENCES
    return [place for place in _told_of(dossier, source) if sentence_number(source, place.start) < last]


def _told_of(dossier: Dossier, source: Source) -> list[PlaceName]:
    """The places of the source without those that only bear the name of one, and without whom things belong to."""
    asides = [one for one in whereabouts(dossier) if one.source == source.key and one.aside]
    return [
        place
        for place in places(dossier)[source.key]
        if not place.namesake
        and not any(one.start <= place.start < one.end for one in asides)
        and (place.is_city or not re.match(r"['’]", source.text[place.end : place.end + 1]))
    ]


def _scene(source: Source, early: list[PlaceName]) -> Item | None:
    """Where the article opens: a place that something happens in, else that of the dateline, else the only one."""
    head = dateline(source)
    settings = [place for place in early if _is_setting(source, place)]
    written_from = [place for place in early if head and head.start("place") <= place.start < head.end("place")]
    alone = [place for place in early if _relation(source, place) not in ("from", "of", "across", "over")]
    alone = alone if len({place.name for place in early}) == 1 else []
    chosen = settings or written_from or alone
    return _item(source, chosen[0], "lead:") if chosen else None


def _named_early(dossier: Dossier, source: Source, group: Group) -> Item | None:
    """The first early mention of the group's place, in whatever words."""
    return next(
        (
            _item(source, place, "lead:")
            for place in _early(dossier, source)
            if place.is_city and any(item.value.is_city and place.agrees(item.value) for item in group.items)
        ),
        None,
    )


def _stands_alone(dossier: Dossier, group: Group, first: Group) -> bool:
    """Whether one article alone opens with this place, never names the others' place, and they never name its."""
    level = first.items[0].value.is_city == group.items[0].value.is_city
    apart = not _knows(dossier, first, group) and not _knows(dossier, group, first)
    alone = len(group.sources) == 1 and not group.sources & first.sources
    return level and apart and alone and _tells_the_same(dossier, group.items[0], first)


def _tells_the_same(dossier: Dossier, item: Item, first: Group) -> bool:
    """Whether the sentence has words of those that name the others' place, and no list of places: a feature may open
    somewhere else."""
    start, end = dossier.source(item.source).sentences[item.context.sentence]
    cities = {place.name for place in places(dossier)[item.source] if start <= place.start < end and place.is_city}
    alike = (similarity(item.context, other.context, rarity(dossier)) for other in first.items)
    return len(cities) < 2 and max(alike) >= SAME_EVENT


def _with_mentions(dossier: Dossier, group: Group) -> Group:
    """The group with the next places of each article that name the same town: one of them tells it best."""
    items = []
    for item in group.items:
        source = dossier.source(item.source)
        again = (
            place
            for place in places(dossier)[source.key]
            if place.start > item.start and place.is_city and item.value.is_city and place.agrees(item.value)
        )
        items += [item, *(_item(source, place, "lead:") for place in islice(again, MENTIONS))]
    return Group(items)


def _is_setting(source: Source, place: PlaceName) -> bool:
    opens = place.start in {start for start, _ in source.paragraphs}
    compound = re.match(r"\s[a-z]+\s(?:race|airport|hospital|station|region)", source.text[place.end : place.end + 24])
    set_in = _SET_IN.search(source.text, max(0, place.start - 40), place.start)
    return bool(set_in and not compound) or (opens and place.qualified)


def _knows(dossier: Dossier, group: Group, other: Group) -> bool:
    """Whether a source of the group names a place of the other group too; the country alone does not name its city."""
    compared = other.items[:COMPARED]
    return any(
        place.agrees(item.value) and (place.is_city or not item.value.is_city)
        for key in group.sources
        for place in places(dossier)[key]
        for item in compared
    )


def _happenings(dossier: Dossier) -> list[Row]:
    """Places that stand after the same kind of preposition in sentences that tell the same."""
    items = []
    for source in dossier.english:
        for place in _told_of(dossier, source):
            if relation := _relation(source, place):
                items.append(_item(source, place, f"place:{relation}"))
    changed = changed_values(dossier, _all_items(dossier), PlaceName.agrees)
    items = _with_lists(items)
    rules = Rules(
        PlaceName.agrees,
        _same_institution,
        rivals=lambda one, other: (
            not any(item.listed for item in (*one.items, *other.items))
            and not (_knows(dossier, one, other) and _knows(dossier, other, one))
        ),
        doubtful=lambda one, other: not _apart(dossier, one, other),
    )
    return [*changed, *align(items, rules, rarity(dossier))]


def _all_items(dossier: Dossier) -> list[Item]:
    return [
        _item(dossier.source(key), place, "place:in")
        for key, found in places(dossier).items()
        for place in found
        if not place.namesake
    ]


def _with_lists(items: list[Item]) -> list[Item]:
    """The items, marked where their sentence names several such places: `in Ghent and in Bruges`."""
    found: dict[tuple, set[str]] = defaultdict(set)
    for item in items:
        found[item.source, item.context.sentence, item.key].add(item.value.name)
    return [replace(item, listed=len(found[item.source, item.context.sentence, item.key]) > 1) for item in items]


def _same_institution(one: Item, other: Item) -> bool:
    """The same kind of house in two places: the hospital of a story is one hospital."""
    shared = set(one.context.nearest[:2]) & set(other.context.nearest[:2])
    return bool(shared & INSTITUTIONS)


def _apart(dossier: Dossier, one: Group, other: Group) -> bool:
    """Whether no source of either group also names the place of the other: who names both means two places."""
    return not _knows(dossier, one, other) and not _knows(dossier, other, one)


def _relation(source: Source, place: PlaceName) -> str:
    """in, to or from, also where a verb says it alone (`left Paris`); of, and "" where the place sets no scene."""
    hanging = link(source, place.start, place.end)
    if hanging.preposition is not None:
        before = hanging.preposition.lower_
        if before == "of" and hanging.noun is not None and hanging.noun.lemma_.lower() in INSTITUTIONS:
            return "in"
        return "in" if before in _SETTING else "to" if before in _TOWARDS else before if before in _OTHERS else ""
    verb = hanging.verb.lemma_.lower() if hanging.verb is not None and hanging.noun is None else ""
    return "from" if verb in ("leave", "depart", "flee") else "to" if verb in ("reach", "visit", "enter") else ""
