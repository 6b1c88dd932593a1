"""One spelling in one story: words that a text writes in the British and in the American way.

Which way is right is not asked: the one that the text uses more is, or the one that it used first. A regular family of
endings would catch too much (`prise`, `tenor`): only the words of the list below count, with their usual endings.
"""

import re
from collections import Counter
from dataclasses import dataclass

# British stem, American stem.
_PAIRS = """
    armour armor|behaviour behavior|colour color|endeavour endeavor|favour favor|flavour flavor|harbour harbor|honour honor
    humour humor|labour labor|neighbour neighbor|odour odor|parlour parlor|rumour rumor|saviour savior|vapour vapor
    centre center|fibre fiber|kilometre kilometer|litre liter|manoeuvre maneuver|metre meter|theatre theater|calibre caliber
    defence defense|licence license|offence offense|pretence pretense
    apologis apologiz|criticis criticiz|emphasis emphasiz|finalis finaliz|hospitalis hospitaliz|legalis legaliz
    minimis minimiz|mobilis mobiliz|modernis moderniz|organis organiz|prioritis prioritiz|privatis privatiz|realis realiz
    recognis recogniz|stabilis stabiliz|specialis specializ|summaris summariz|analys analyz|paralys paralyz
    cancell cancel|labell label|modell model|signall signal|travell travel|fuell fuel|jewell jewel|levell level
    aluminium aluminum|catalogue catalog|dialogue dialog|cheque check|draught draft|grey gray|kerb curb|mould mold
    plough plow|programme program|pyjama pajama|sceptic skeptic|tyre tire|storey story
"""
_ENDINGS = {"is": "e es ed ing er ers ation ations", "ys": "e es ed ing er ers", "ll": "ed ing er ers", "re": "- s"}
_USUAL_ENDINGS = "- s es ed ing er ers d ful able less hood hoods ite ites al ally ism"
# Words that mean something else as often: `a check`, `a draft`, `to tire`, `an electricity meter`.
_DOUBTFUL = frozenset(
    "check checks checked checking checker checkers draft drafts drafted drafting curb curbs curbed tire tires tired tiring "
    "story storys license licenses licensed licensing licence program programs programme catalog dialog dialogs meter "
    "meters metered metering plow offense mold".split()
)


def _forms() -> dict[str, tuple[str, str, str]]:
    """{word: (its way, the other way, the other spelling)}; -ise and -ize are ways of their own: both are British."""
    forms = {}
    for pair in re.split(r"[|\n]", _PAIRS.strip()):
        british, american = pair.split()
        ways = ("with -ise", "with -ize") if british.endswith("is") else ("the British way", "the American way")
        endings = next((found for tail, found in _ENDINGS.items() if british.endswith(tail)), _USUAL_ENDINGS)
        for ending in endings.replace("-", "").split(" "):
            forms[british + ending] = (*ways, american + ending)
            forms[american + ending] = (*ways[::-1], british + ending)
    return {word: found for word, found in forms.items() if word not in _DOUBTFUL}


_FORMS = _forms()
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Variant:
    """text[start:end] is spelled otherwise than the rest of the text; `instead` is how the rest would spell it."""

    start: int
    end: int
    instead: str
    reason: str


def variants(text: str) -> list[Variant]:
    """The words that are spelled the way that the text uses less."""
    words = [match for match in _WORD.finditer(text) if match.group().lower() in _FORMS]
    found = [(match, *_FORMS[match.group().lower()]) for match in words]
    used = Counter(way for _, way, _, _ in found)
    return [
        Variant(*match.span(), _cased(instead, match.group()), f"Elsewhere the story spells {other}.")
        for match, way, other, instead in found
        if used[other] > used[way] or used[other] == used[way] and _came_first(other, way, found)
    ]


def _came_first(one: str, other: str, found) -> bool:
    return next(way for _, way, _, _ in found if way in (one, other)) == one


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word
