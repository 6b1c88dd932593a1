"""Statements that deny each other: one source says it happened, another that it did not, or that its opposite did.

Two clauses meet when they have the same subject and share their other words; then their verbs are compared.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.alignment import Group, Item, Row
from articles.analysis.context import Context, context, rarity, shared_weight, similarity
from articles.analysis.dossier import Dossier, Source
from articles.analysis.families import family
from articles.analysis.people import cast

if TYPE_CHECKING:
    from spacy.tokens import Token

# How much two clauses must share beside subject and verb (weights as in `context`).
LIKENESS, SHARED = 0.4, 1.0
# Clauses compared for each subject: the first of each story, which bounds the work.
MOST_CLAUSES = 80

_PAIRS = (
    "approve reject, accept reject, accept refuse, agree refuse, confirm deny, admit deny, win lose, rise fall, support oppose, "
    "back oppose, survive die, pass fail, succeed fail, convict acquit, allow ban, permit ban, allow forbid, permit forbid, "
    "hire fire, appoint dismiss, increase decrease, raise cut, raise lower, buy sell, lift impose, strengthen weaken, "
    "remember forget, remain leave, stay leave, resume suspend, praise criticise, praise criticize, condemn welcome, "
    "cancel confirm, include exclude, open close"
)
_OPPOSITES = {frozenset(pair.split()) for pair in _PAIRS.split(", ")}
_STATES = {
    frozenset(pair.split()) for pair in "guilty innocent, safe unsafe, alive dead, hurt unhurt, true false".split(", ")
}
_NEGATIONS = {"not", "n't", "never", "no", "nobody", "none", "neither"}
_UNREAL = {"would", "could", "might", "may", "should", "if", "whether", "can", "will", "must"}


@lru_cache(maxsize=4)
def opposed_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Rows of two groups, one against the other; items hold (lemma, negated)."""
    weights = rarity(dossier)
    by_subject: dict[str, list[Item]] = defaultdict(list)
    for source in dossier.english:
        for item in _clauses(dossier, source):
            if len(by_subject[item.key]) < MOST_CLAUSES:
                by_subject[item.key].append(item)
    rows, used = [], set()
    for items in by_subject.values():
        for number, one in enumerate(items):
            for other in items[number + 1 :]:
                places = {(one.source, one.start), (other.source, other.start)}
                if one.source != other.source and not places & used and _deny(one, other, weights):
                    used |= places
                    rows.append(Row(one.key, [Group([one]), Group([other])]))
    return tuple(rows)


def _deny(one: Item, other: Item, weights: dict[str, float]) -> bool:
    (first, no), (second, never) = one.value, other.value
    pair = frozenset((first, second))
    opposed = (first == second and no != never) or (no == never and (pair in _OPPOSITES or pair in _STATES))
    return (
        opposed
        and similarity(one.context, other.context, weights) >= LIKENESS
        and shared_weight(one.context, other.context, weights) >= SHARED
    )


def _clauses(dossier: Dossier, source: Source) -> Iterator[Item]:
    for sentence in language.clauses(source):
        quoted = False
        for token in sentence:
            quoted ^= token.text == '"'
            if token.pos_ not in ("VERB", "AUX") or quoted:
                continue
            subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
            if not subjects or subjects[0].pos_ not in ("NOUN", "PROPN"):
                continue
            children = {child.lower_ for child in token.children}
            if children & _UNREAL:
                continue
            predicate = _predicate(token)
            if predicate is not None:
                yield _item(dossier, source, subjects[0], token, predicate, bool(children & _NEGATIONS))


def _predicate(verb: "Token") -> "Token | None":
    """The word that says what is so: the verb, or the adjective after `is`; None for `is` with a noun."""
    if verb.lemma_ not in ("be", "become", "remain"):
        return verb if verb.lemma_ not in ("have", "do", "say", "get") else None
    return next((child for child in verb.children if child.dep_ == "acomp"), None)


def _item(dossier: Dossier, source: Source, subject: "Token", verb: "Token", predicate: "Token", negated: bool) -> Item:
    parts = sorted(verb.subtree, key=lambda token: token.i)
    while parts[-1].is_space or parts[-1].is_punct:
        parts.pop()
    start, end = parts[0].idx, parts[-1].idx + len(parts[-1])
    person = cast(dossier).person(subject.text, source.key) if subject.pos_ == "PROPN" else None
    key = person.name if person else family(subject.lemma_.lower())
    around = context(source, predicate.idx, predicate.idx + len(predicate))
    inside = {family(token.lemma_.lower()) for token in parts}
    own = inside - {key, *(word for word in key.lower().split())}
    words = frozenset(around.words & own)
    return Item(
        source.key,
        start,
        end,
        f"said:{key}",
        (predicate.lemma_.lower(), negated),
        Context(words, around.near & words, (), around.sentence),
    )
