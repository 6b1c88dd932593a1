"""What a number, date or place is said of: the noun that it belongs to, and the subject and verb of its clause.

Two statements that share such an anchor are about one thing with few other words in common: "the 19-hour session", "a
session of 19 hours" and "the session lasted 19 hours" all hang on the session.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from articles.analysis import language
from articles.analysis.context import SPEECH, named_before, word
from articles.analysis.dossier import Source
from articles.analysis.families import family

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs that say nothing of their own about a number, a date or a place.
LIGHT = SPEECH | set(
    "be have do make take get go come give use see know include become put set remain keep mark follow try want need "
    "seem appear involve accord".split()
)
_CLAUSE_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_INSIDE_NOUN = ("nummod", "amod", "compound", "nmod", "quantmod", "npadvmod", "poss", "appos", "advmod")
# Steps up the tree before the search for a verb is given up.
_FARTHEST = 12


class Link(NamedTuple):
    """The words in the tree that a span hangs on, each None where there is none.

    `noun` is what it modifies or belongs to, `subject` and `object` are those of `verb`; `preposition` leads to the span.
    """

    noun: "Token | None"
    subject: "Token | None"
    verb: "Token | None"
    object: "Token | None"
    preposition: "Token | None"


NOTHING = Link(None, None, None, None, None)


@lru_cache(maxsize=20_000)
def link(source: Source, start: int, end: int) -> Link:
    """What text[start:end] hangs on."""
    span = language.parse(source).char_span(start, end, alignment_mode="expand")
    if span is None:
        return NOTHING
    root, noun, preposition = span.root, None, None
    inside = (span.start, span.end)
    node = root
    for _ in range(_FARTHEST):
        head = node.head
        if head == node or node.pos_ in ("VERB", "AUX"):
            break
        if node.dep_ == "pobj" and head.pos_ in ("ADP", "SCONJ"):
            preposition = preposition or head
        elif (node.dep_ in _INSIDE_NOUN or node.dep_ == "prep") and head.pos_ in ("NOUN", "PROPN"):
            noun = noun or _outside(head, inside)
        node = head
    verb = node if node.pos_ in ("VERB", "AUX") else None
    return Link(noun, _subject(verb, inside), verb, _object(verb, inside), preposition)


def _outside(token: "Token", inside: tuple[int, int]) -> "Token | None":
    return None if inside[0] <= token.i < inside[1] else token


def _subject(verb: "Token | None", inside: tuple[int, int]) -> "Token | None":
    for _ in range(_FARTHEST):
        if verb is None:
            return None
        found = next((child for child in reversed(list(verb.children)) if child.dep_ in _CLAUSE_SUBJECTS), None)
        if found is not None and not (found.tag_ in ("WDT", "WP") and verb.dep_ == "relcl"):
            return _outside(found, inside)
        if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in ("NOUN", "PROPN"):
            return _outside(verb.head, inside)
        if verb.dep_ not in ("conj", "xcomp", "advcl", "aux", "ccomp") or verb.head == verb:
            return None
        verb = verb.head if verb.head.pos_ in ("VERB", "AUX") else None
    return None


def _object(verb: "Token | None", inside: tuple[int, int]) -> "Token | None":
    if verb is None:
        return None
    found = next((child for child in verb.children if child.dep_ in ("dobj", "attr", "oprd")), None)
    return _outside(found, inside) if found is not None else None


@lru_cache(maxsize=20_000)
def anchors(source: Source, start: int, end: int) -> frozenset[str]:
    """The families of those words: "of:session", "does:last", "at:session" for the noun that it belongs to itself.

    Empty words and what people say are left out.
    """
    return frozenset(_anchors(source, link(source, start, end)))


def _anchors(source: Source, found: Link) -> Iterator[str]:
    speaks = found.verb is not None and found.verb.lemma_.lower() in SPEECH
    nouns = (found.noun,) if speaks else (found.noun, found.subject, found.object)
    for noun in nouns:
        if noun is not None and noun.pos_ in ("NOUN", "PROPN") and word(noun):
            yield f"of:{word(noun)}"
    if found.noun is not None and word(found.noun):
        yield f"at:{word(found.noun)}"
    if not speaks and found.subject is not None and found.subject.lower_ in ("he", "she"):
        yield from (f"of:{name}" for name in named_before(source, found.subject.idx))
    if found.verb is not None and found.verb.lemma_.lower() not in LIGHT:
        yield f"does:{family(found.verb.lemma_.lower())}"
