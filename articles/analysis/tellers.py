"""Who gives a number: `the auditors reckon`, `according to the port`, `police counted`.

Two bodies that each give a number of their own for one thing dispute it; what the article itself tells has no teller.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.context import SPEECH
from articles.analysis.dossier import Source
from articles.analysis.families import family

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs by which a body gives a number as its own.
_TELLS = SPEECH | set(
    "put count speak talk find give place hear see measure quote cite list assess maintain insist".split()
)
# Steps up the tree before the search for the verb is given up.
_FARTHEST = 12


@lru_cache(maxsize=20_000)
def teller(source: Source, start: int, end: int) -> str:
    """The family of the noun, or the name, of whoever gives text[start:end]; "" where the article tells it itself."""
    span = language.parse(source).char_span(start, end, alignment_mode="expand")
    if span is None:
        return ""
    node = span.root
    for _ in range(_FARTHEST):
        if node.head == node:
            break
        node = node.head
        if node.lemma_.lower() in _TELLS and (subject := _subject(node)) is not None:
            return _named(subject)
    return _according_to(span.root)


def _subject(verb: "Token") -> "Token | None":
    return next((child for child in verb.children if child.dep_ in ("nsubj", "csubj")), None)


def _named(token: "Token") -> str:
    return "" if token.pos_ == "PRON" else family(token.lemma_.lower())


def _according_to(root: "Token") -> str:
    """Whom the sentence names behind `according to`."""
    for token in root.sent:
        if token.lower_ == "according":
            objects = [
                one for child in token.children if child.lower_ == "to" for one in child.children if one.dep_ == "pobj"
            ]
            return _named(objects[0]) if objects else ""
    return ""
