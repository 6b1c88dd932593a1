"""Statements that deny each other: one source says it happened, another that it did not, or that its opposite did.

Two clauses meet when they have the same subject and share their other words; then their verbs are compared.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
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
LIKENESS, SHARED = 0.4, 0.7
# Clauses compared for each subject: the first of each story, which bounds the work.
MOST_CLAUSES = 80

_PAIRS = (
    "approve reject, accept reject, accept refuse, agree refuse, confirm deny, admit deny, win lose, rise fall, support oppose, "
    "back oppose, survive die, pass fail, succeed fail, convict acquit, allow ban, permit ban, allow forbid, permit forbid, "
    "hire fire, appoint dismiss, increase decrease, raise cut, raise lower, buy sell, lift impose, strengthen weaken, "
    "remember forget, remain leave, stay leave, resume suspend, praise criticise, praise criticize, condemn welcome, "
    "cancel confirm, include exclude, open close, accept turn-down, approve turn-down, approve vote-down, pass vote-down, "
    "attend miss, attend skip, attend boycott, brake accelerate, concede contest, accept contest, hit miss, withdraw stay, "
    "warn ignore, fund cut, keep break, sell keep, sell retain, sink float, halt continue, stop continue, worsen improve, "
    "improve deteriorate, release hold"
)
_OPPOSITES = {frozenset(pair.replace("-", " ") for pair in pairs.split()) for pairs in _PAIRS.split(", ")}
# States that exclude each other: pairs, and whole sets (one colour, not another).
_STATE_PAIRS = (
    "guilty innocent, safe unsafe, alive dead, hurt unhurt, injured unhurt, injured uninjured, true false, open closed, "
    "open shut, awake asleep, full empty, drunk sober, legal illegal, lawful unlawful, deliberate accidental, "
    "intentional accidental, public private, available unavailable, aware unaware, armed unarmed, conscious unconscious, "
    "present absent, successful unsuccessful, valid invalid, insured uninsured, stable critical, dry wet, calm rough"
)
_COLOURS = "red green blue yellow amber black white grey gray brown orange purple silver".split()
_STATES = {frozenset(pair.split()) for pair in _STATE_PAIRS.split(", ")}
_STATES |= {frozenset(pair) for pair in combinations(_COLOURS, 2)} - {frozenset(("grey", "gray"))}
_NEGATIONS = {"not", "n't", "never", "no", "nobody", "none", "neither"}
# "Refused to sign", "failed to stop": it did not happen.
_REFUSALS = {"refuse", "fail", "decline", "neglect", "forget"}
# Subjects that are somebody else in every sentence.
_ANYBODY = frozenset("people person man woman child other some one official source expert".split())
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
    said: dict[str, set[tuple[str, tuple[str, bool]]]] = defaultdict(set)
    for items in by_subject.values():
        for item in items:
            said[item.source].add((item.key, item.value))
    for items in by_subject.values():
        for number, one in enumerate(items):
            for other in items[number + 1 :]:
                places = {(one.source, one.start), (other.source, other.start)}
                known = (one.key, other.value) in said[one.source] or (one.key, one.value) in said[other.source]
                if one.source != other.source and not known and not places & used and _deny(one, other, weights):
                    used |= places
                    rows.append(Row(one.key, [Group([one]), Group([other])]))
    return tuple(rows)


def _deny(one: Item, other: Item, weights: dict[str, float]) -> bool:
    (first, no), (second, never) = one.value, other.value
    pair = frozenset((first, second))
    opposed = (first == second and no != never) or (no == never and (pair in _OPPOSITES or pair in _STATES))
    if not one.context.words and not other.context.words:
        return opposed
    return (
        opposed
        and similarity(one.context, other.context, weights) >= LIKENESS
        and shared_weight(one.context, other.context, weights) >= SHARED
    )


def _clauses(dossier: Dossier, source: Source) -> Iterator[Item]:
    for whom, state, negated in _rulings(source):
        yield _item(dossier, source, whom, state.head, state, negated)
    for sentence in language.clauses(source):
        quoted = False
        for token in sentence:
            quoted ^= token.text == '"'
            if token.pos_ not in ("VERB", "AUX") or quoted:
                continue
            subject = _subject(token)
            if subject is None or subject.pos_ not in ("NOUN", "PROPN") or subject.lemma_.lower() in _ANYBODY:
                continue
            negated, real = _polarity(token)
            predicate = _predicate(token)
            if real and predicate is not None:
                undone = _object(token)
                negated ^= _is_none(subject) or _is_none(undone)
                yield _item(dossier, source, subject, token, predicate, negated)
                if undone is not None:
                    yield _item(dossier, source, undone, token, predicate, negated)


def _subject(verb: "Token") -> "Token | None":
    """Its own, that of the verb that it completes (`the driver refused to stop`), or of the verb before `and`."""
    holder = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in _REFUSALS else verb
    found = [child for child in holder.lefts if child.dep_ in ("nsubj", "nsubjpass")]
    if not found and holder.dep_ == "conj" and holder.head.pos_ == "VERB":
        found = [child for child in holder.head.lefts if child.dep_ in ("nsubj", "nsubjpass")]
    return found[-1] if found else None


def _object(verb: "Token") -> "Token | None":
    """What is done to something is told of it as well: `the crew gave out jackets`, `no jackets were given out`."""
    found = [child for child in verb.rights if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN")]
    return found[0] if found and found[0].lemma_.lower() not in _ANYBODY else None


def _is_none(noun: "Token | None") -> bool:
    """`No jackets`."""
    return noun is not None and any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children)


def _polarity(verb: "Token") -> tuple[bool, bool]:
    """Whether the clause denies its verb, and whether it tells what is so rather than what might be."""
    children = {child.lower_ for child in verb.children}
    refused = verb.dep_ == "xcomp" and verb.head.lemma_ in _REFUSALS
    above = {child.lower_ for child in verb.head.children} if refused else set()
    denied = bool(children & _NEGATIONS) != (refused and not above & _NEGATIONS)
    return denied, not (children | above) & _UNREAL


def _predicate(verb: "Token") -> "Token | None":
    """The word that says what is so: the verb, or the adjective after `is`; None for `is` with a noun."""
    if verb.lemma_ in _REFUSALS and any(child.dep_ == "xcomp" for child in verb.children):
        return None
    if verb.lemma_ not in ("be", "become", "remain"):
        return verb if verb.lemma_ not in ("have", "do", "say", "get") else None
    return next((child for child in verb.children if child.dep_ == "acomp"), None)


def _lemma(predicate: "Token") -> str:
    """The lemma with its particle: "turn down"."""
    particle = next((child.lower_ for child in predicate.children if child.dep_ == "prt"), "")
    return f"{predicate.lemma_.lower()} {particle}".strip()


_RULED = {"find", "declare", "rule", "judge"}


def _rulings(source: Source) -> Iterator[tuple["Token", "Token", bool]]:
    """(whom, state, negated) of `found her guilty` and `was found not guilty`."""
    states = set().union(*_STATES)
    for sentence in language.clauses(source):
        for token in sentence:
            if token.lower_ not in states or token.head.lemma_ not in _RULED:
                continue
            verb = token.head
            whom = [
                child for child in (*token.children, *verb.children) if child.dep_ in ("nsubj", "nsubjpass", "dobj")
            ]
            passive = [child for child in verb.children if child.dep_ == "nsubjpass"]
            own = [child for child in whom if child.head == token or child.dep_ == "dobj"]
            chosen = passive or own
            if chosen and chosen[0].pos_ in ("NOUN", "PROPN"):
                near = {one.lower_ for one in token.doc[max(token.i - 2, verb.i) : token.i]}
                yield chosen[0], token, bool(near & _NEGATIONS)


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
        (_lemma(predicate), negated),
        Context(words, around.near & words, (), around.sentence),
    )
