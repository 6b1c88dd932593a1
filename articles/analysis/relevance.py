"""Which of many sentences are about what a paragraph is about: shared words, numbers and names, no model.

Deterministic: the same texts always give the same order.
"""

import re
from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

from articles.analysis.families import family
from articles.analysis.numerals import numerals
from articles.analysis.people import fold

# What a name and a number say of a sentence, against a plain word as rare.
NAME_WEIGHT, NUMBER_WEIGHT = 2.0, 2.0
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset(
    "a an the and or but nor so yet of in on at to for from with without by as into onto over under after before about "
    "above below between during against among through than then that this these those there here it its he she they them "
    "him her his hers their theirs we us our you your i me my who whom whose which what when where why how is are was were "
    "be been being am has have had having do does did done will would shall should can could may might must not no only "
    "also just very more most much many some any all both each every other another such own same too said says say told "
    "one two".split()
)


def rank(text: str, candidates: Sequence[str]) -> list[int]:
    """The numbers of the candidates that share something with the text, the one that shares most first.

    What few candidates say counts more than what all say; a long candidate must share more than a short one.
    """
    wanted = _terms(text)
    offered = [_terms(candidate) for candidate in candidates]
    spread = Counter(term for terms in offered for term in terms)
    weights = {term: _weight(term) * log(1 + len(offered) / count) for term, count in spread.items()}
    scores = [
        sum(weights[term] for term in terms & wanted) / sqrt(1 + sum(weights[term] for term in terms))
        for terms in offered
    ]
    found = [number for number, score in enumerate(scores) if score > 0]
    return sorted(found, key=lambda number: (-scores[number], number))


def likeness(one: str, other: str) -> float:
    """0 (nothing shared) to 1 (the shorter one says nothing that the other does not say)."""
    first, second = _terms(one), _terms(other)
    smaller = min(sum(map(_weight, first)), sum(map(_weight, second)))
    return sum(map(_weight, first & second)) / smaller if smaller else 0.0


def _weight(term: str) -> float:
    return {"name": NAME_WEIGHT, "number": NUMBER_WEIGHT}.get(term.partition(":")[0], 1.0)


def _terms(text: str) -> frozenset[str]:
    """`word:rescue`, `name:marsh`, `number:46`: what a text is about."""
    found = {f"number:{numeral.value:g}" for numeral in numerals(text)}
    for match in _WORD.finditer(text):
        written = re.sub(r"['’]s?$", "", match.group())
        word = fold(written) or written.lower()
        if word in _SMALL or len(word) < 2:
            continue
        found.add(f"word:{family(_stem(word))}")
        if written[:1].isupper():
            found.add(f"name:{word}")
    return frozenset(found)


def _stem(word: str) -> str:
    """A rough stem: plural and verb endings off, so that `rescued` and `rescues` meet `rescue`."""
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return (word[: -len(ending)] + instead).rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word
