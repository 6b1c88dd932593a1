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
from articles.analysis.context import context, opening, rarity, sentence_number
from articles.analysis.dates import dateline
from articles.analysis.dossier import Dossier, Source
from articles.analysis.people import cast
from articles.analysis.places import PlaceName, evidence, place_at, places

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
_SETTING = {"in", "at", "near", "outside", "around", "inside", "off"}
_TOWARDS = {"to", "into", "for", "towards", "toward"}
_OTHERS = {"of", "from", "across", "over"}
# The place of the event stands in one of the first sentences.
LEAD_SENTENCES = 2
# Further mentions of it that are shown.
MENTIONS = 2


@lru_cache(maxsize=4)
def place_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Rows whose items hold a PlaceName; `key` is "namesake:", "arrival:", "lead:" or "place:" and a name."""
    return (*_namesakes(dossier), *_arrivals(dossier), *_lead(dossier), *_happenings(dossier))


def _item(source: Source, place: PlaceName, key: str, attribute: str = "") -> Item:
    words = context(source, place.start, place.end)
    hangs_on = anchors(source, place.start, place.end)
    return Item(source.key, place.start, place.end, key, place, words, attribute, anchors=hangs_on)


# --- One name, two cities ---------------------------------------------------------------------------------------------


def _namesakes(dossier: Dossier) -> Iterator[Row]:
    by_name: dict[str, list[PlaceName]] = defaultdict(list)
    for found in places(dossier).values():
        for place in found:
            if any(meaning.city for meaning in place.meanings) and not place.namesake:
                by_name[re.split(r"[,(]", place.name)[0].strip().lower()].append(place)
    for name, mentions in by_name.items():
        qualified = [place for place in mentions if place.qualified]
        groups: list[Group] = []
        for place in qualified:
            group = next((group for group in groups if place.agrees(group.items[0].value)), None)
            if group is None:
                group = Group()
                groups.append(group)
            group.items.append(_item(dossier.source(place.source), place, f"namesake:{name}"))
        if len(groups) == 2:
            _take_sides(dossier, name, groups, mentions)
        if groups:
            yield Row(f"namesake:{name}", sorted(groups, key=lambda group: -len(group.sources)))


def _take_sides(dossier: Dossier, name: str, groups: list[Group], mentions: list[PlaceName]) -> None:
    """Adds the bare mentions of the other sources to the side that those sources' own words speak for."""
    lands = [group.items[0].value.meanings[0].country for group in groups]
    settled = groups[0].sources | groups[1].sources
    for source in dossier.english:
        if source.key in settled or lands[0] == lands[1]:
            continue
        counts = evidence(dossier, source, without=name)
        if counts[lands[0]] == counts[lands[1]]:
            continue
        side = groups[0] if counts[lands[0]] > counts[lands[1]] else groups[1]
        bare = [place for place in mentions if place.source == source.key]
        witness = bare or [
            place
            for place in places(dossier)[source.key]
            if place.meanings[0].country == side.items[0].value.meanings[0].country
        ]
        side.items += [_item(source, place, side.items[0].key) for place in witness[:1]]


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
    """The place that each article opens with, where no article also names the other side's place anywhere."""
    items = []
    for source in dossier.english:
        found = [place for place in places(dossier)[source.key] if not place.namesake]
        early = [place for place in found if sentence_number(source, place.start) < opening(source) + LEAD_SENTENCES]
        settings = [place for place in early if _is_setting(source, place)]
        head = dateline(source)
        written_from = [place for place in early if head and head.start("place") <= place.start < head.end("place")]
        if settings or written_from:
            items.append(_item(source, (settings or written_from)[0], "lead:"))
    groups = _sides(items)
    if (
        len(groups) == 2
        and len(groups[0].sources) > 1
        and not _knows(dossier, *groups)
        and not _knows(dossier, *groups[::-1])
    ):
        yield Row("lead:", [_with_mentions(dossier, groups[0]), groups[1]])
    elif groups:
        yield Row("lead:", [_with_mentions(dossier, groups[0])])


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
    before = source.text[max(0, place.start - 12) : place.start].split()
    opens = place.start in {start for start, _ in source.paragraphs}
    compound = re.match(r"\s[a-z]+\s(?:race|airport|hospital|station|region)", source.text[place.end : place.end + 24])
    return bool(before and before[-1].lower() in _SETTING and not compound) or (opens and place.qualified)


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
        for place in places(dossier)[source.key]:
            if not place.namesake and (relation := _relation(source, place)):
                items.append(_item(source, place, f"place:{relation}"))
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
    return align(items, rules, rarity(dossier))


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
