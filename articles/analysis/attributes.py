"""The word for what a quantity says of its subject: length, killed, margin, score at half-time; "" where nothing tells.

Words that touch the number decide (`3.4 km across`, `by 237 votes`, `a diameter of 3.4 km`); then the nearest known word
among the few around it.
"""

import re
from itertools import islice, zip_longest

from articles.analysis.context import Context, tokens_from, tokens_of, word
from articles.analysis.counted import is_person
from articles.analysis.dossier import Source
from articles.analysis.families import family
from articles.analysis.quantities import Quantity

_OF_MONEY = {
    **{word: word for word in "cost value reward fine damage profit revenue salary".split()},
    "donate": "donated",
    "raise": "raised",
    "earn": "profit",
    "fall": "loss",
    "deficit": "shortfall",
    "shortfall": "shortfall",
    "gap": "shortfall",
    "debt": "debt",
    **{word: word for word in "budget fee prize bail fare rent compensation turnover".split()},
    "ransom": "ransom",
}
_OF_LENGTH = {
    "long": "length",
    "wide": "width",
    "diameter": "width",
    "high": "height",
    "deep": "depth",
    "thick": "thickness",
    "thickness": "thickness",
    "wingspan": "wingspan",
}
_OF_TIME = {"late": "delay", "last": "duration", "build": "building time", "sentence": "sentence"}
_OF_COUNT = {
    "die": "killed",
    "injure": "injured",
    "treat": "injured",
    "evacuate": "evacuated",
    "arrest": "arrested",
    "rescue": "rescued",
    "miss": "missing",
    "missing": "missing",
    "steal": "stolen",
    "seek": "sought",
    "want": "sought",
    "hunt": "sought",
    "attend": "attendance",
    "employ": "employed",
    "trap": "trapped",
    "displace": "displaced",
    "queue": "queueing",
    "vote": "votes",
    "homeless": "homeless",
    "hospitalise": "in hospital",
    "hospitalize": "in hospital",
    "burn": "burned",
}
# What befalls and becomes people alone: shelters are opened for the evacuated, and are not evacuated.
_OF_PEOPLE = frozenset(
    "injured evacuated arrested rescued missing sought attendance employed homeless trapped displaced queueing".split()
) | {"in hospital"}
_OF_KIND = {"money": _OF_MONEY, "measure": _OF_LENGTH, "duration": _OF_TIME, "count": _OF_COUNT, "bare": _OF_COUNT}
# Counts that rise while a story unfolds.
GROWING = frozenset(
    "killed injured missing arrested evacuated rescued homeless burned".split() + ["in hospital", "badly hurt"]
)

_HALF_TIME = re.compile(r"(?:at|by) (?:the )?(?:half-?time|half|break|interval)|half-?time", re.IGNORECASE)
BESIDE_SCORE = 16
_LENGTH_AFTER = re.compile(
    r"\s?-?(?:in )?(?:(?P<width>across|wide|diameter|width)|(?P<length>long|length)|(?P<height>high|tall|height)|"
    r"(?P<depth>deep|depth|underground)|(?P<thickness>thick)|(?P<distance>(?:(?:to the )?(?:north|south|east|west|inland|"
    r"upstream|downstream)\w*(?: of)?|away|off|from|outside|offshore|apart|distant)))\b"
)
_LENGTH_BEFORE = re.compile(
    r"\b(?:(?P<width>diameter|width|breadth)|(?P<length>length)|(?P<height>height|altitude)|(?P<depth>depth)|"
    r"(?P<thickness>thickness)|(?P<distance>distance|distances)|(?P<wingspan>wingspan))(?: of| is| was|,)?(?: \w+){0,3}? "
    r"(?:of|is|was|at|to) (?:about |some |around |nearly )?$",
    re.IGNORECASE,
)
# "Three of them seriously", "three serious cases", "three are in a bad way".
_BADLY = re.compile(
    r"\s(?:(?!including|with|and\b)\w+\s){0,3}?(?:seriously|serious|severe|severely|critical|critically|grave|gravely|"
    r"bad way|badly|intensive care|life-threatening)\b"
)
_MISSING_AFTER = re.compile(
    r"(?: \w+){0,3} (?:(?:have|has|had|were|was|are) (?:still )?not (?:yet )?(?:been )?(?:found|accounted|seen|located|traced)|"
    r"(?:remain|still|are|were) (?:missing|unaccounted)|lost? contact|to find\b|still to be found)"
)
_MISSING_BEFORE = re.compile(
    r"\b(?:search(?:ing|ed)?|look(?:ing|ed)|hunt(?:ing)?|no (?:sign|trace)) (?:for|of) "
    r"(?:the |another |a further |some |at least )?$"
)
_TAKES_LIVES = re.compile(
    r"\b(?:took|tak(?:e|es|en|ing)|claim(?:s|ed|ing)?|cost(?:s|ing)?) (?:about |some |at least |over )*$"
)
# How many work somewhere: "540 people work there", "a staff of 540", "with 540 on its payroll".
_EMPLOYED_AFTER = re.compile(r"(?:\s\w+){0,2}\s(?:work|works|are employed|on (?:its|the|their) (?:payroll|staff))\b")
_EMPLOYED_BEFORE = re.compile(
    r"\b(?:staff|workforce|payroll) (?:\w+ ){0,3}?(?:of|is|at|to) (?:about |some |around |nearly )?$", re.IGNORECASE
)
# How many came together: "put the crowd at 350", "600 people are on the quay", "some 600 marched".
_CROWD_BEFORE = re.compile(
    r"\b(?:crowd|turnout|attendance|audience|gathering)\b(?:\s[^\s.;:,\d]+){0,7}?\s(?:at|of|to|was|numbered|reached) "
    r"(?:about |some |around |nearly |almost |over |up to |more than |at least )?$",
    re.IGNORECASE,
)
_CROWD_AFTER = re.compile(
    r"(?:\s\w+){0,2}\s(?:gather|gathered|gathering|march|marched|marching|rally|rallied|demonstrated|protested|turned out|"
    r"attended|assembled|lined|packed|crowded|filled|watched|came|took part|taken part|"
    r"(?:are|were|stood|stand|was|is) (?:\w+ )?(?:on|in|at|along|outside|before) the "
    r"(?:\w+ )?(?:streets?|square|quay|quayside|park|bridge|hall|stadium|beach|harbour|harbor|port|route|gates?|plaza|"
    r"docks?|pier|marina|waterfront|centre|center|building|demonstration|march|rally))\b"
)
# How many are on a ship, a plane or a bus: "with 40 people on board", "carrying 40 passengers", "all 40 aboard".
_VEHICLES = (
    r"(?:bus|coach|train|tram|plane|aircraft|airliner|jet|flight|ship|boat|ferry|vessel|liner|helicopter|van|truck|raft|dinghy|"
    r"yacht|carriage|gondola|lift|minibus)"
)
_ABOARD_AFTER = re.compile(
    rf"(?:\s\w+){{0,2}}?\s(?:on board|aboard|(?:on|in) (?:the|its|that|her) (?:\w+ )?{_VEHICLES})\b", re.IGNORECASE
)
_ABOARD_BEFORE = re.compile(
    r"\b(?:(?:carrying|carried|transporting|transported) |(?:on board|aboard)\b[^.;:,\d]{0,30}? )"
    r"(?:about |some |around |nearly )?$",
    re.IGNORECASE,
)
# How many lend a hand.
_HELPING_AFTER = re.compile(
    r"(?:\s\w+){0,3}?\s(?:helping|helped|help|volunteered|volunteering|lent a hand|pitched in|joined in)\b"
)
_HELPERS = frozenset({"volunteer", "helper"})
# Who leads by how much.
_MARGIN_BEFORE = re.compile(
    r"\b(?:(?:margin|lead|majority|gap|advantage) of|ahead by|(?:won|wins|win|beat|beats|beating|elected|victory|defeated|"
    r"defeating|lost|loses|passed|approved|carried|rejected|triumphed|trailed|led|behind)\b[^.;\d]{0,50}? by)\s"
    r"(?:just |only |a mere |barely |about |some |nearly |more than )*$",
    re.IGNORECASE,
)
_MARGIN_AFTER = re.compile(
    r"\s(?:more )?(?:\w+\s)?(?:ahead|behind|clear|adrift)\b|[-\s](?:\w+[-\s])?(?:margin|majority|lead)\b"
)
_BESIDE = 90
# Words on either side of a count among which the attribute is looked for, and what ends them.
REACH = 7
_STOPS = frozenset(',.;:()?!–—"')


def attribute(source: Source, quantity: Quantity, words: Context) -> str:
    """The attribute of a quantity with these words around it."""
    if quantity.kind == "score":
        beside = source.text[max(0, quantity.start - BESIDE_SCORE) : quantity.end + BESIDE_SCORE]
        return "score at half-time" if _HALF_TIME.search(beside) else ""
    if quantity.kind == "ordinal":
        return ""
    if quantity.kind == "rank":
        return "ranking"
    if quantity.kind == "measure" and quantity.unit != "length":
        return quantity.unit
    if touching := _touching(source, quantity):
        return touching
    known = _OF_KIND.get(quantity.kind, {})
    if quantity.kind not in ("count", "bare"):
        return next((known[found] for found in words.nearest if found in known), "")
    said = _in_clause(source, quantity, known)
    return "" if said == "votes" and family(quantity.noun) not in ("vote", "") else said


def _in_clause(source: Source, quantity: Quantity, known: dict[str, str]) -> str:
    """The nearest known word in the number's own stretch of the sentence, which another number or a comma ends."""
    people = is_person(quantity.noun)
    sides = (_words_behind(source, quantity.number_end), _words_before(source, quantity.start))
    for pair in zip_longest(*sides):
        for found in pair:
            said = known.get(found or "", "")
            if said and (people or said not in _OF_PEOPLE):
                return said
    return ""


def _words_behind(source: Source, end: int) -> list[str]:
    found = []
    for token in islice(tokens_from(source, end), REACH):
        if token.is_space or token.text in _STOPS or (token.pos_ == "NUM" and token.idx > end + 1):
            break
        if token.is_alpha:
            found.append(word(token))
    return found


def _words_before(source: Source, start: int) -> list[str]:
    """The words in front, the closest first; "26 are dead and 17": what stands before `and` belongs to the other number."""
    found = []
    for token in reversed(tokens_of(source, max(0, start - REACH * 10), start)[-REACH:]):
        if token.is_space or token.text in _STOPS or token.pos_ == "NUM" or token.pos_ == "CCONJ":
            break
        if token.is_alpha:
            found.append(word(token))
    return found


def _touching(source: Source, quantity: Quantity) -> str:
    """What the words right before or behind the number say."""
    text, before = source.text, max(0, quantity.start - _BESIDE)
    if quantity.kind == "measure":
        match = _LENGTH_AFTER.match(text, quantity.end) or _LENGTH_BEFORE.search(text, before, quantity.start)
        return match.lastgroup if match else ""
    ahead = _MARGIN_BEFORE.search(text, before, quantity.start) or _MARGIN_AFTER.match(text, quantity.end)
    if ahead and quantity.kind in ("count", "bare", "percent", "duration"):
        return "margin"
    if quantity.noun == "life" and _TAKES_LIVES.search(text, before, quantity.start):
        return "killed"
    if quantity.kind in ("count", "bare") and (is_person(quantity.noun) or quantity.noun in ("case", "")):
        if _BADLY.match(text, quantity.number_end):
            return "badly hurt"
        if _ABOARD_AFTER.match(text, quantity.number_end) or _ABOARD_BEFORE.search(text, before, quantity.start):
            return "aboard"
        if quantity.noun in _HELPERS or _HELPING_AFTER.match(text, quantity.number_end):
            return "helping"
        if is_person(quantity.noun) and _gathers(text, quantity, before):
            return "attendance"
        if _EMPLOYED_AFTER.match(text, quantity.number_end) or _EMPLOYED_BEFORE.search(text, before, quantity.start):
            return "employed"
        if _MISSING_AFTER.match(text, quantity.number_end) or _MISSING_BEFORE.search(text, before, quantity.start):
            return "missing"
    return ""


def _gathers(text: str, quantity: Quantity, before: int) -> bool:
    return bool(_CROWD_BEFORE.search(text, before, quantity.start) or _CROWD_AFTER.match(text, quantity.number_end))
