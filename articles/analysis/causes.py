"""What caused the event according to each source: `was caused by a spark`, `a spark set off the fire`, `the cause was ...`.

Two sources agree when their causes share a word. A cause that is only supposed supports another and disputes none.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.alignment import SOME_OTHER, Group, Item, Row, by_voices
from articles.analysis.context import context, word
from articles.analysis.dossier import Dossier, Source

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

_CAUSING = {"cause", "spark", "trigger", "ignite", "provoke", "start"}
_UNREAL = frozenset("could might may would if whether can not never n't perhaps".split())
_SUPPOSED = frozenset(
    "possibly probably likely suspect suspected believe believed think thought apparently appear appears seem seems".split()
)
# A cause of one of these words says nothing yet.
_UNKNOWN = {"unclear", "unknown", "cause", "reason", "it", "this", "that", "what", "investigation"}
LONGEST_CAUSE = 8


@lru_cache(maxsize=4)
def cause_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Rows of two sources at least; `key` is "cause:" and the effect, items hold the words of the cause."""
    by_effect: dict[str, list[Item]] = defaultdict(list)
    for source in dossier.english:
        for effect, cause, supposed in _causes(source):
            found = frozenset(told for token in cause if (told := word(token)))
            around = context(source, cause.start_char, cause.end_char)
            if found - _UNKNOWN:
                item = Item(source.key, cause.start_char, cause.end_char, f"cause:{effect}", found, around)
                by_effect[effect].append(replace(item, background=SOME_OTHER if supposed else ""))
    rows = [Row(f"cause:{effect}", _sides(items)) for effect, items in by_effect.items()]
    return tuple(row for row in rows if len(row.sources) > 1)


def _sides(items: list[Item]) -> list[Group]:
    groups: list[Group] = []
    for item in items:
        home = next((group for group in groups if any(item.value & other.value for other in group.items)), None)
        if home is None:
            home = Group()
            groups.append(home)
        home.items.append(item)
    first, *others = by_voices(groups)
    return [first, *(group for group in others if not any(item.background for item in (*group.items, *first.items)))]


def _causes(source: Source) -> Iterator[tuple[str, "Phrase", bool]]:
    """(effect, the words of the cause, whether it is only supposed)."""
    for sentence in language.clauses(source):
        words = {token.lower_ for token in sentence}
        if words & _UNREAL:
            continue
        for token in sentence:
            effect, cause = _of_verb(token) if token.pos_ == "VERB" else _of_noun(token)
            if effect is not None and cause is not None and word(effect) and cause.pos_ in ("NOUN", "PROPN"):
                yield word(effect), _phrase(cause), bool(words & _SUPPOSED)


def _of_verb(verb: "Token") -> tuple["Token | None", "Token | None"]:
    if verb.lemma_.lower() not in _CAUSING:
        return None, None
    children = {child.dep_: child for child in verb.children}
    by = children.get("agent") or children.get("prep")
    if "auxpass" in children or verb.dep_ == "acl":
        above = [child for child in verb.head.children if verb.dep_ == "xcomp" and child.dep_ in ("nsubj", "nsubjpass")]
        effect = children.get("nsubjpass") or next(iter(above), verb.head)
        agent = by is not None and by.lower_ == "by"
        return effect, next((one for one in by.children if one.dep_ == "pobj"), None) if agent else None
    return children.get("dobj"), children.get("nsubj")


def _of_noun(noun: "Token") -> tuple["Token | None", "Token | None"]:
    """`The cause of the fire was a cigarette`."""
    if noun.lower_ != "cause" or noun.head.lemma_ != "be" or noun.dep_ != "nsubj":
        return None, None
    of = next((child for child in noun.children if child.lower_ == "of"), None)
    effect = next((one for one in of.children if one.dep_ == "pobj"), None) if of is not None else None
    return effect, next((child for child in noun.head.children if child.dep_ == "attr"), None)


def _phrase(noun: "Token") -> "Phrase":
    """The cause with what describes it, up to LONGEST_CAUSE words."""
    first, last = noun.left_edge.i, min(noun.right_edge.i, noun.left_edge.i + LONGEST_CAUSE - 1)
    further = [child.left_edge.i - 1 for child in noun.rights if child.dep_ in ("relcl", "acl", "punct", "appos", "cc")]
    last = max(noun.i, min([last, *further]))
    return noun.doc[first : last + 1]
