"""What a number counts: the noun behind it, or the one that the sentence implies.

`two of the cables` is a part of more; `a crowd of 9,000`, `four dead` and `Attendance: 9,412` are people without the word.
"""

import re
from itertools import islice

from articles.analysis.anchors import link
from articles.analysis.context import tokens_from, word
from articles.analysis.dossier import Source
from articles.analysis.numerals import numerals

# Nouns for people: "1,170 residents" and "1,170 people" count the same.
_PEOPLE = set(
    "people person man woman child resident villager worker employee firefighter soldier troop officer student pupil "
    "passenger patient victim civilian protester demonstrator visitor walker spectator fan guest citizen migrant refugee "
    "survivor tourist volunteer member boy girl adult teenager inhabitant neighbour neighbor rescuer staff individual "
    "suspect gunman attacker thief robber intruder customer crew household family fireman policeman human voter participant "
    "visitor delegate marcher supporter prisoner inmate hostage juror witness migrant commuter traveller traveler rider "
    "shopper learner recruit applicant donor subscriber viewer listener".split()
)
# "A crowd of 9,000", "the audience was put at 9,000": a number of people without the word.
_COLLECTIVES = frozenset(
    "crowd choir audience workforce staff crew team army squad delegation population congregation attendance group party "
    "cast orchestra toll throng queue jury".split()
)
# What a number behind "of" or "at" gives; "a woman of 40" counts nothing.
_GIVEN_IN_NUMBERS = frozenset(
    "magnitude turnout total capacity score rate level average record maximum minimum index number loss losses reading".split()
)
# "Four dead", "some 7,300 displaced": people by what befell them.
_BEFALLEN = frozenset(
    "dead killed injured hurt wounded missing displaced homeless arrested detained evacuated rescued unaccounted drowned "
    "trapped stranded aboard attended watched marched fled died perished survived".split()
)
# Words that may stand between a number and what it counts.
_BETWEEN_NOUN = {"the", "of", "its", "their", "his", "her", "other", "more", "such", "these", "those", "-"}
_LOOK_AHEAD = 6
# "Head of cattle", "pairs of shoes": the noun behind is counted.
_HEADS = {"head", "pair", "pairs", "piece", "pieces", "sets", "copies", "tons", "barrels", "bottles", "boxes"}


def is_person(noun: str) -> bool:
    """Whether the noun counts people."""
    return noun in _PEOPLE


def counted_noun(source: Source, end: int) -> tuple[str, bool]:
    """The lemma of the noun that a number before `end` counts, and whether it is a part of more ("two of the cables")."""
    part, heads, noun = False, False, ""
    for token in islice(tokens_from(source, end), _LOOK_AHEAD):
        if token.is_space or token.text in '.;:()"?!–—':
            break
        lower = token.lower_
        if lower in ("member", "strong", "person") and source.text[token.idx - 1] == "-":
            return "people", part
        if lower in _HEADS and token.i + 1 < len(token.doc) and token.nbor().lower_ == "of":
            heads = True
            continue
        if token.pos_ == "NOUN" or token.tag_ == "NNPS":
            noun = token.lemma_.lower()
            if token.tag_ in ("NNS", "NNPS"):
                break
        elif token.tag_ == "POS":
            noun = ""
        elif noun and token.pos_ != "ADJ":
            break
        elif lower == "of":
            part = not heads
        elif token.pos_ not in ("ADJ", "NUM") and lower not in _BETWEEN_NOUN and token.tag_ not in ("VBN", "VBG"):
            break
    return noun, part


_LABEL = re.compile(
    r"(?:^|[\n.!?;–—-]\s*)(?:[A-Z]\w+\s)?(?P<noun>[A-Z]?[a-z]{3,}):\s(?:about |some |around |nearly )?$"
)
_OF_THEM = re.compile(r"\s(?:of (?:them|these|those|whom|which)|were|are|have|had|who|more)\b")


def implied_noun(source: Source, start: int, end: int) -> tuple[str, bool]:
    """What a number without a noun behind it counts, and whether it is a part of more.

    `Attendance: 9,412`, `a crowd of 9,412`, `four dead`, `some 4,912 were in the hall`; `900 people, 250 of them` and
    `two men on Monday and three on Tuesday` take the noun from the number before. ("", False) where nothing tells.
    """
    text = source.text
    if label := _LABEL.search(text, max(0, start - 40), start):
        return _people_or(label["noun"].lower()), False
    following = re.match(r"[\s-]?(?:were |are |have |had |been |more |people )*(\w+)", text[end : end + 40])
    if following and following[1].lower() in _BEFALLEN:
        return "people", False
    hanging = link(source, start, end)
    if hanging.preposition is not None and hanging.preposition.lower_ in ("of", "at", "to"):
        holder = hanging.noun or hanging.object or hanging.subject
        if holder is not None and holder.pos_ == "NOUN" and word(holder):
            noun = holder.lemma_.lower()
            return _people_or(noun) if noun in _COLLECTIVES | _GIVEN_IN_NUMBERS else "", False
    before = _noun_before(source, start)
    if _OF_THEM.match(text, end):
        if "of " in text[end : end + 4]:
            return before, bool(before)
        return ("", False) if before and before != "people" else ("people", False)
    joined = re.search(r"\b(?:and|or)\s(?:another\s|about\s|some\s)?$", text[max(0, start - 16) : start])
    return (before, False) if joined and re.match(r"\s(?:in|on|at|from)\b", text[end : end + 6]) else ("", False)


def _people_or(noun: str) -> str:
    return "people" if noun in _COLLECTIVES else noun


def _noun_before(source: Source, start: int) -> str:
    """The noun that the number before this one counts, in its sentence."""
    first = max((begin for begin, _ in source.sentences if begin <= start), default=0)
    nouns = [noun for n in numerals(source.text[first:start]) if (noun := counted_noun(source, first + n.end)[0])]
    return nouns[-1] if nouns else ""
