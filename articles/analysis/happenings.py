"""What several articles say happened, each in its own words: the core of the clause that they share.

Clauses that tell the same have one verb or its synonym and other words in common; the core is that verb with its subject
and what follows it, at most LONGEST_CORE words of the article as they stand.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.alignment import Group, Item, Row, Rules, align
from articles.analysis.anchors import LIGHT
from articles.analysis.context import Context, rarity, sentence_number, shared_weight, word
from articles.analysis.dossier import Dossier, Source
from articles.analysis.families import family
from articles.analysis.quantities import quantities

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_CORE, SHORTEST_CORE = 13, 3
# Weight of the words beside the verb that two clauses must share (see `context`).
SHARED = 1.2
# The same where they have the subject or the object in common.
SHARED_ABOUT = 0.5
# Words between a subject and its verb from which the core starts with the verb.
FAR_SUBJECT = 8
_COMPLEMENTS = {"dobj", "prep", "prt", "attr", "acomp", "oprd", "agent", "npadvmod", "xcomp", "dative", "advmod"}
_CUT = {"relcl", "acl", "appos", "conj", "cc", "advcl", "punct", "prep", "mark"}


@lru_cache(maxsize=4)
def happening_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Rows of two articles or more, one clause of each: `key` is "event:" and the verb's family, items hold the verb."""
    items = [core for source in dossier.english for verb in _verbs(source) if (core := clause_core(source, verb))]
    weights = rarity(dossier)
    rows = [_one_of_each(row, weights) for row in align(items, Rules(lambda one, other: True), weights)]
    return tuple(row for row in rows if len(row.sources) > 1 and not _numbers_differ(dossier, row))


def _tell_the_same(one: Item, other: Item, weights: dict[str, float]) -> bool:
    """Whether both speak of one subject or object, or share enough words otherwise."""
    needed = SHARED_ABOUT if one.anchors & other.anchors else SHARED
    return shared_weight(one.context, other.context, weights) >= needed


def _numbers_differ(dossier: Dossier, row: Row) -> bool:
    """Whether two of the clauses measure the same kind of thing and get different values: then they tell two things."""
    inside = [
        quantity
        for item in row.items
        for quantity in quantities(dossier.source(item.source))
        if item.start <= quantity.start < item.end and quantity.kind in ("measure", "money", "percent", "score")
    ]
    return any(one.unit == other.unit and not one.agrees(other) for one in inside for other in inside)


def _verbs(source: Source) -> Iterator["Token"]:
    """The verbs that tell something of a subject of their own, those in quotations left out."""
    for sentence in language.clauses(source):
        quoted = False
        for token in sentence:
            quoted ^= token.text == '"'
            if (
                token.pos_ == "VERB"
                and not quoted
                and token.lemma_.lower() not in LIGHT
                and subject_of_verb(token) is not None
            ):
                yield token


def is_denied(verb: "Token") -> bool:
    """`did not sink`, `no data was stolen`: another fact than that it did."""
    subject = subject_of_verb(verb)
    near = [*verb.children, *(subject.children if subject is not None else ())]
    return any(one.dep_ == "neg" or one.lower_ in ("no", "never", "nobody", "none") for one in near)


def subject_of_verb(verb: "Token") -> "Token | None":
    """The nearest one: a dateline before the sentence is easily taken for another."""
    found = [child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")]
    return found[-1] if found and found[-1].tag_ not in ("WDT", "WP") else None


def _one_of_each(row: Row, weights: dict[str, float]) -> Row:
    """The first clause of each source that shares enough with another source's beside the verb."""
    first: dict[str, Item] = {}
    for item in row.items:
        others = (one for one in row.items if one.source != item.source)
        if any(_tell_the_same(item, one, weights) for one in others):
            first.setdefault(item.source, item)
    return Row(row.key, [Group(list(first.values()))])


def clause_core(source: Source, verb: "Token") -> Item | None:
    """The core of the clause; None for one too short to tell anything."""
    first, last = _start(verb), _end(verb)
    while last > verb.i and (verb.doc[last].is_punct or verb.doc[last].pos_ in ("CCONJ", "DET", "ADP", "SCONJ")):
        last -= 1
    if last + 1 < len(verb.doc) and verb.doc[last + 1].text == '"' and '"' in verb.doc[first : last + 1].text:
        last += 1
    tokens = verb.doc[first : last + 1]
    words = frozenset(found for token in tokens if token != verb and (found := word(token)))
    if len(tokens) < SHORTEST_CORE or not words or "\n" in tokens.text:
        return None
    around = Context(words, words, (), sentence_number(source, verb.idx))
    key = f"event:{'not ' if is_denied(verb) else ''}{family(verb.lemma_.lower())}"
    heads = [subject_of_verb(verb), *(child for child in verb.rights if child.dep_ in ("dobj", "attr"))]
    about = frozenset(f"of:{word(head)}" for head in heads if head is not None and word(head))
    return Item(source.key, tokens.start_char, tokens.end_char, key, verb, around, anchors=about)


def _start(verb: "Token") -> int:
    """The subject's noun phrase, or the first auxiliary where the subject stands far off."""
    subject = subject_of_verb(verb)
    own = [child.i for child in verb.children if child.dep_ in ("aux", "auxpass", "neg") and child.i < verb.i]
    if subject is None or subject.i > verb.i or verb.i - subject.i > FAR_SUBJECT:
        return min([verb.i, *own])
    before = [child.left_edge.i for child in subject.children if child.i < subject.i and child.dep_ not in _CUT]
    return min([subject.i, *before])


def _end(verb: "Token") -> int:
    """As many complements as fit, whole ones, or the last one's head without what hangs on it."""
    limit = _start(verb) + LONGEST_CORE - 1
    last = verb.i
    for child in verb.rights:
        if child.dep_ not in _COMPLEMENTS or child.left_edge.i > last + 2:
            break
        edge = _edge(child, limit)
        if edge is None:
            break
        last = edge
        if edge < child.right_edge.i:
            break
    return last


def _edge(phrase: "Token", limit: int) -> int | None:
    """Where the phrase ends: whole if it fits, else before what tells more of its noun; None if not even that fits."""
    if phrase.right_edge.i <= limit and not any(one.dep_ in ("relcl", "advcl") for one in phrase.subtree):
        return phrase.right_edge.i
    head = phrase
    if phrase.dep_ in ("prep", "agent"):
        head = next((one for one in phrase.children if one.dep_ == "pobj"), phrase)
        if head is phrase:
            return None
    edge = head.i
    for child in head.rights:
        whole = child.right_edge.i
        if (
            child.dep_ not in ("prep", "conj", "cc")
            or whole > limit
            or any(one.dep_ == "relcl" for one in child.subtree)
        ):
            break
        edge = whole
    if head.doc[edge].dep_ == "cc":
        edge -= 1
    return edge if edge <= limit else None
