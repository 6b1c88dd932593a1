"""What a number counts: the noun behind it, or the one that the sentence implies.

`two of the cables` is a part of more; `a crowd of 9,000`, `four dead` and `Attendance: 9,412` are people without the word.
"""

import re
from itertools import islice
from typing import TYPE_CHECKING

from articles.analysis.anchors import link
from articles.analysis.context import sentence_number, tokens_from, word
from articles.analysis.dossier import Source
from articles.analysis.numerals import numerals

if TYPE_CHECKING:
    from spacy.tokens import Token

# Nouns for people: "1,170 residents" and "1,170 people" count the same.
_PEOPLE = set(
    "people person man woman child resident villager worker employee firefighter soldier troop officer student pupil "
    "passenger patient victim civilian protester demonstrator visitor walker spectator fan guest citizen migrant refugee "
    "survivor tourist volunteer member boy girl adult teenager inhabitant neighbour neighbor rescuer staff individual "
    "suspect gunman attacker thief robber intruder customer crew household family fireman policeman human voter participant "
    "visitor delegate marcher supporter prisoner inmate hostage juror witness migrant commuter traveller traveler rider "
    "shopper learner recruit applicant donor subscriber viewer listener soul runner starter finisher swimmer cyclist skier "
    "climber hiker mountaineer bidder buyer seller picket reveller churchgoer worshipper pilgrim mourner "
    "onlooker bystander pedestrian motorist driver pilot sailor seaman fisherman fisher diver miner builder labourer laborer "
    "workman farmer farmhand teacher nurse doctor medic paramedic scientist researcher engineer expert specialist analyst "
    "artist musician singer dancer actor player athlete competitor contestant rider entrant participant delegate deputy "
    "lawmaker councillor senator minister judge lawyer prosecutor detective investigator inspector guard marine recruit "
    "fighter militant rebel insurgent hooligan refugee asylum-seeker newcomer native pensioner infant baby toddler teen "
    "youngster schoolchild schoolboy schoolgirl kid orphan widow relative parent mother father holidaymaker "
    "camper guest diner customer client user beneficiary recipient depositor saver investor shareholder tenant homeowner "
    "householder jogger swimmer bather surfer sufferer casualty fatality corpse body survivor hero "
    "parishioner believer follower attendee ticket-holder traveler voter elector candidate "
    "nominee employee manager executive official bureaucrat clerk accused defendant convict detainee captive smuggler "
    "trafficker poacher looter rioter vandal hacker fraudster burglar raider assailant shooter bomber kidnapper "
    "life bachelor graduate freshman undergraduate trainee apprentice intern veteran reservist conscript cadet officer".split()
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
    "dead dying killed injured hurt wounded missing displaced homeless hospitalised hospitalized sacked infected sickened "
    "arrested detained evacuated rescued unaccounted drowned trapped stranded saved freed jailed aboard attended watched "
    "marched fled died perished survived".split()
)
# Words that may stand between a number and what it counts.
_BETWEEN_NOUN = {"the", "of", "its", "their", "his", "her", "other", "more", "such", "these", "those", "-"}
_LOOK_AHEAD = 6
# "All 40 of its branches": the whole, and no part.
_ALL_BEFORE, ALL_REACH = re.compile(r"\b(?:all|each|every one of the)\s\S+$", re.IGNORECASE), 24
# How far before a number another one may stand of which it tells more.
NUMBER_BEFORE = 400
# "Head of cattle", "pairs of shoes": the noun behind is counted.
_HEADS = {"head", "pair", "pairs", "piece", "pieces", "sets", "copies", "tons", "barrels", "bottles", "boxes"}


def is_person(noun: str) -> bool:
    """Whether the noun counts people."""
    return noun in _PEOPLE


def counted_noun(source: Source, end: int) -> tuple[str, bool]:
    """The lemma of the noun that a number before `end` counts, and whether it is a part of more ("two of the cables")."""
    part, heads, noun = False, False, ""
    whole = bool(_ALL_BEFORE.search(source.text, max(0, end - ALL_REACH), end))
    for token in islice(tokens_from(source, end), _LOOK_AHEAD):
        if token.is_space or token.text in '.;:()"?!–—':
            break
        lower = token.lower_
        if lower in ("member", "strong", "person") and source.text[token.idx - 1] == "-":
            return "people", part
        if token.idx == end + 1 and source.text[end] == "-" and token.pos_ == "NOUN" and token.tag_ == "NN":
            return token.lemma_.lower(), part
        if lower in _HEADS and token.i + 1 < len(token.doc) and token.nbor().lower_ == "of":
            heads = True
            continue
        if token.tag_ == "NNPS" and token.ent_type_ == "NORP":
            return "people", part
        if token.pos_ == "NOUN" or token.tag_ == "NNPS":
            noun = token.lemma_.lower()
            if token.tag_ in ("NNS", "NNPS"):
                break
        elif token.tag_ == "POS":
            noun = ""
        elif noun and token.pos_ != "ADJ":
            break
        elif lower == "of":
            part = not heads and not whole
        elif lower in ("and", "or") and token.i + 1 < len(token.doc) and _describes(token.nbor()):
            continue
        elif token.pos_ not in ("ADJ", "NUM") and lower not in _BETWEEN_NOUN and token.tag_ not in ("VBN", "VBG"):
            break
    return noun, part


def _describes(token: "Token") -> bool:
    """`512 blank or spoiled papers`."""
    return token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG")


# "The count of injured now stands at 37", "the crowd in the square was put at 2,000".
_HEADED = re.compile(
    r"\b(?P<noun>crowd|audience|attendance|turnout|workforce|queue|congregation|population|toll|(?:count|number|figure|"
    r"total|tally) of (?:the )?(?P<whom>\w+))\b(?:\s[^\s.;:,\d]+){0,7}\s(?:at|to|of|was|is|were|reached|exceeded|hit)\s"
    r"(?:about |some |around |nearly |almost |more than |at least |over |up to |as many as )?$",
    re.IGNORECASE,
)
# "Residents, 9,100 in all, had to stay indoors".
_IN_ALL_BEFORE = re.compile(r"\b(?P<noun>[A-Za-z]{3,}),\s(?:about |some |around |nearly )?$")
_IN_ALL = re.compile(r"\s(?:in all|in total|altogether|all told|of them|strong)\b")
_OF_WHOM = re.compile(r"\b(?:of|among) whom\b[^.;:\d]*$")
_OR = re.compile(r"\bor (?:only |just |about |some |perhaps |even )?$")
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
    if headed := _HEADED.search(text, max(0, start - 90), start):
        first = headed.start("whom" if headed["whom"] else "noun")
        return _people_or(_lemma(source, first)), False
    told = _IN_ALL.match(text, end) and _IN_ALL_BEFORE.search(text, max(0, start - 40), start)
    if told:
        return _people_or(told["noun"].lower().removesuffix("s")), False
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
    if _OF_WHOM.search(text, max(0, start - 40), start):
        return "people", True
    if before and _OR.search(text, max(0, start - 16), start) and text[end : end + 1] in ",.;":
        return before, False
    joined = re.search(r"\b(?:and|or)\s(?:another\s|about\s|some\s)?$", text[max(0, start - 16) : start])
    return (before, False) if joined and re.match(r"\s(?:in|on|at|from)\b", text[end : end + 6]) else ("", False)


def _lemma(source: Source, start: int) -> str:
    """The lemma of the word that starts there; of `the injured` the word itself."""
    token = next(tokens_from(source, start))
    return token.lemma_.lower() if token.pos_ == "NOUN" else token.lower_


def _people_or(noun: str) -> str:
    befallen = noun in _COLLECTIVES or noun in _BEFALLEN or is_person(noun.removesuffix("s"))
    return "people" if befallen else noun


def _noun_before(source: Source, start: int) -> str:
    """The noun that the number before this one counts, in its sentence."""
    sentence = source.sentences[sentence_number(source, start)] if source.sentences else (0, 0)
    first = max(sentence[0], start - NUMBER_BEFORE)
    before = reversed(numerals(source.text[first:start]))
    return next((noun for n in before if (noun := counted_noun(source, first + n.end)[0])), "")
