"""The word for the event of a story, and the roles in which its people appear."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.alignment import Group, Item, Row, by_voices
from articles.analysis.context import context, opening, tokens_of
from articles.analysis.dossier import Dossier, Source
from articles.analysis.families import family
from articles.analysis.people import cast

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

LEAD_SENTENCES = 4
# Words of a role.
LONGEST_ROLE = 8
# Words between a role and the name.
FARTHEST_ROLE = 6


# Nouns that name an event; where the articles use one of them early, the story is about it.
_EVENT_NOUNS = frozenset(
    "accident attack agreement accord avalanche battle blast blaze campaign celebration ceremony championship collapse "
    "collision concert conference congress crash crisis cup cyclone deal death debate derailment discovery dispute drought "
    "earthquake election eruption evacuation event exhibition explosion expedition festival final fire flight flood funeral "
    "game heist hearing hurricane inauguration incident inquiry inquest killing landslide landing launch march marathon match "
    "meeting merger mission murder opening operation outbreak pact parade performance premiere protest quake race raid rally "
    "reform rescue retrieval riot robbery ruling search session shooting show sinking spill storm strike summit sale survey "
    "takeover talks talk theft tornado tour tournament treaty trial trip typhoon unveiling verdict vote visit voyage wedding "
    "wildfire win".split()
)
# What a story is about that tells its event by a verb.
_EVENT_VERBS = {
    "steal": "theft",
    "derail": "derailment",
    "crash": "crash",
    "explode": "explosion",
    "sink": "sinking",
    "collapse": "collapse",
    "elect": "election",
    "vote": "vote",
    "begin": "opening",
    "discover": "discovery",
    "convict": "trial",
    "acquit": "trial",
    "buy": "takeover",
    "murder": "killing",
    "shoot": "shooting",
    "protest": "protest",
    "agree": "agreement",
}


@lru_cache(maxsize=4)
def event_noun(dossier: Dossier) -> str:
    """The word for the event that most articles use, first at their beginning; "event" if they share none."""
    leads: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for source in dossier.english:
        nouns = [_thing(token) for token in language.parse(source)]
        uses.update(noun for noun in nouns if noun)
        lead = source.sentences[: opening(source) + LEAD_SENTENCES]
        leads.update(
            {noun for start, end in lead for token in tokens_of(source, start, end) if (noun := _thing(token))}
        )
    shared = [noun for noun in leads if leads[noun] > 1 or len(dossier.english) == 1]
    return max(shared, key=lambda noun: (leads[noun] + uses[noun] / 10, noun), default="event")


def _thing(token: "Token") -> str:
    """The event that a word names; "" for none."""
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN" and lemma in _EVENT_NOUNS:
        return lemma
    return _EVENT_VERBS.get(family(lemma), "") if token.pos_ in ("VERB", "NOUN") else ""


# --- Roles ------------------------------------------------------------------------------------------------------------

_ROLE_WORDS = {"NOUN", "PROPN", "ADJ"}
_ARTICLE = re.compile(r"^(?:the|an?|one|mr|mrs|ms|dr\.?)\s+", re.IGNORECASE)
_REST_OF_ROLE = re.compile(r"\s(?:of|at|for|in|from|with|to|on|who|whose)\s")
_POSSESSIVE = frozenset("his her their its my our".split())
# What ends a role: the clause or the phrase that tells more about it.
_FURTHER = ("relcl", "acl", "appos", "conj", "cc", "punct", "advcl")


@lru_cache(maxsize=4)
def role_rows(dossier: Dossier) -> tuple[Row, ...]:
    """What each article calls a person beside the name: `key` is "role:" and the person, items hold the role's words."""
    by_person: dict[str, list[Item]] = defaultdict(list)
    for source in dossier.english:
        for name in language.names(dossier)[source.key]:
            person = cast(dossier).person(name.text, source.key) if name.kind in ("person", "place") else None
            if person and " " in name.text:
                for start, end in _roles(source, name.start, name.end):
                    value = _ARTICLE.sub("", source.text[start:end])
                    words = context(source, start, end)
                    by_person[person.name].append(
                        Item(source.key, start, end, f"role:{person.name}", value, words, "role")
                    )
    return tuple(Row(f"role:{person}", _by_office(items)) for person, items in by_person.items())


def _by_office(items: list[Item]) -> list[Group]:
    """One group; two where articles give offices that nobody has at once, and no article gives both."""
    offices: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        offices[_office(item.value)].append(item)
    for rank in _RANKS:
        held = [Group(offices[office]) for office in rank if office in offices]
        if len(held) == 2 and held[0].sources.isdisjoint(held[1].sources):
            first, second = by_voices(held)
            first.items += [item for office, told in offices.items() if office not in rank for item in told]
            return [first, second]
    return [Group(items)]


def _office(role: str) -> str:
    """The office that a role names: "deputy mayor" is none of a mayor; one that somebody had before is none at all."""
    plain = role.lower().replace("-", " ")
    if re.search(r"\b(?:former|ex|ousted|late|then|acting|outgoing|retired|candidate)\b", plain):
        return ""
    return next((office for rank in _RANKS for office in rank if re.search(rf"\b{office}\b", plain)), "")


# Offices of which a person has one at a time: the longer name before the shorter one inside it.
_RANKS = tuple(
    tuple(line.strip().split("|"))
    for line in """
        deputy prime minister|prime minister|vice president|president|chancellor|foreign minister|finance minister|king|queen
        deputy mayor|mayor|deputy governor|governor
        defence lawyer|defense lawyer|defence counsel|prosecutor|judge|juror|defendant
        co pilot|pilot|driver|conductor|guard|passenger
        goalkeeper|midfielder|striker|referee|coach
        victim|suspect|detective
        bride|groom|best man
    """.strip().splitlines()
)


@lru_cache(maxsize=4)
def role_bearers(dossier: Dossier) -> dict[str, frozenset[str]]:
    """Who is called by the noun of a role, by the noun's family: "goalkeeper" and one name, "minister" and two.

    The words before the noun say whose or what kind: the master of a ship is no ship.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for row in role_rows(dossier):
        for item in row.items:
            for noun in head_nouns(item.value):
                found[family(noun)].add(row.key.removeprefix("role:"))
    return {said: frozenset(people) for said, people in found.items()}


def head_nouns(role: str) -> list[str]:
    """The nouns of a role without what tells more: coach and goalkeeper of `the former coach and goalkeeper of Kiel`."""
    plain = _REST_OF_ROLE.split(role)[0]
    last = [re.findall(r"[a-z]{3,}", part.lower()) for part in re.split(r",|\band\b|\bturned\b", plain)]
    return [words[-1] for words in last if words]


def _roles(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the nouns that stand in apposition to the name, or before it, without their article."""
    span = language.parse(source).char_span(start, end, alignment_mode="expand")
    if span is None:
        return
    root = span.root
    heads = [child for child in root.children if child.dep_ == "appos" and child.pos_ == "NOUN"]
    if root.dep_ == "appos" and root.head.pos_ == "NOUN":
        heads.append(root.head)
    for head in heads:
        if min(abs(head.i - span.start), abs(head.i - span.end)) > FARTHEST_ROLE:
            continue
        yield from _span(source, _role_phrase(head, span))
    before = [child for child in root.children if child.dep_ in ("compound", "amod", "nmod") and child.i < span.start]
    before = [token for token in before if token.pos_ in ("NOUN", "PROPN")]
    if before:
        words = [word for token in before for word in token.subtree if word.i < span.start and word.pos_ in _ROLE_WORDS]
        first = min(word.i for word in words)
        if first > 1 and span.doc[first - 1].lower_ == "of" and span.doc[first - 2].pos_ == "NOUN":
            first -= 2
        yield from _span(source, span.doc[first : span.start])


def _role_phrase(head: "Token", name: "Phrase") -> "Phrase":
    """The noun with the words before it and its first preposition: "chief delegate of the miners"."""
    first, last = head.i, head.i
    for child in head.children:
        if child.i < head.i and child.dep_ not in _FURTHER and child.right_edge.i < head.i:
            first = min(first, child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ in ("of", "at", "for") and last == head.i:
            objects = [one for one in child.children if one.dep_ == "pobj"]
            following = [one.left_edge.i - 1 for token in objects for one in token.children if one.dep_ in _FURTHER]
            last = min([objects[0].right_edge.i, *following]) if objects else last
    if first <= name.start <= last or first < name.end <= last:
        last = head.i
    return head.doc[first : last + 1]


def _span(source: Source, words: "Phrase") -> Iterator[tuple[int, int]]:
    """The words where they name a role: no numbers, nobody else's relation, no piece of a name."""
    while len(words) and (words[0].pos_ in ("DET", "ADV", "SCONJ") or words[0].is_punct or words[0].is_space):
        words = words[1:]
    if not len(words) or len(words) > LONGEST_ROLE:
        return
    text = source.text[words.start_char : words.end_char].rstrip(" ,")
    if words[0].lower_ in _POSSESSIVE and len(words) > 1:
        words = words[1:]
        text = source.text[words.start_char : words.end_char].rstrip(" ,")
    noun = words.root.pos_ == "NOUN" or any(token.pos_ in ("NOUN", "PROPN") and token.is_alpha for token in words)
    if noun and not re.search(r"\d|\n|[“”\"]", text) and words.root.lemma_.lower() not in _NO_ROLES:
        yield words.start_char, words.start_char + len(text)


_NO_ROLES = frozenset(
    "year age counterpart day month week one other man woman boy girl time wife husband son daughter brother sister mother "
    "father cousin friend partner child uncle aunt nephew niece colleague".split()
)
