"""The wordings in which an age stands: who it is said of, and how many years. Text alone: who that is, `ages` knows.

A wording is somebody (a name, a pronoun, `the retired nurse`) and what follows (`, 71,`, `is 71`, `turned 71 on Sunday`),
or an age that stands first (`the 71-year-old retired nurse`, `at 71, she is the oldest`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from articles.analysis.numerals import ORDINAL_WORDS, SMALL, TENS, word_value

OLDEST = 115

_TOKEN = r"(?:[^\W\d_a-zß-ÿ][\w’'-]*[\w]|[A-Z]\.)"
_PARTICLE = r"(?:de|da|del|della|di|du|van|von|der|den|la|le|bin|al|el|ten|ter|y)"
NAME = rf"{_TOKEN}(?:\s(?:{_PARTICLE}\s){{0,2}}{_TOKEN}){{0,3}}"
_DETERMINER = r"(?:the|an?|its|their)"
_NOT_IN_DESCRIPTION = rf"(?!(?:{_DETERMINER}|his|her|our|my|who|which|that|is|was|are|were|has|had|and|said|says)\b)"
_DESCRIPTION = (
    rf"(?:(?i:{_DETERMINER})\s(?:{_NOT_IN_DESCRIPTION}[a-z][\w-]*,?\s){{0,4}}{_NOT_IN_DESCRIPTION}[a-z][\w-]{{2,}}"
    rf"|(?:(?<=\n)|(?<=[.!?] )|\A)[A-Z][\w-]+(?:\s[a-z][\w-]+){{1,3}})"
)
_WHO = rf"(?:(?P<pronoun>[Hh]e|[Ss]he)|(?P<description>{_DESCRIPTION})|(?P<name>{NAME}))"
_ORIGIN = rf"(?:,?\s(?:of|from)\s(?:the\s)?{NAME})?"

_WORDS = rf"(?:(?i:{TENS})(?:-(?:{SMALL}))?|(?i:{SMALL}))"
_AGE = rf"(?:\d{{1,3}}|{_WORDS})"
_YEARS = r"(?:\s?(?:years?|yrs?|y/?o)\b(?:[ -]olds?\b|\sof\sage\b)?)?"
_STOP = r"(?=\s*[,.;:!?)”\"’\n]|\s+(?:and|but|who|from|of|whose|as|with)\b|\s*[–—]|\s-\s|\s*\Z)(?!\sof\sthe\b)(?!\.\d)"
_YEAR_OLD = r"[- ](?:years?|yrs?)[- ]olds?"
_APPOSITION = r"(?:,\s(?:(?!\d|and\b|but\b|whose\b|while\b|said\b)[\w’'-]++\s?){1,8},?)?"
_ADVERB = r"(?:now\s|just\s|recently\s|already\s|only\s|still\s|still\sonly\s|currently\s)?"
# "A sprightly 71"; these count something else.
_COUNTING = r"(?:total|further|record|combined|estimated|reported|additional|whole|full|mean|average|maximum)"
_COUNTING = r"(?:total|further|record|combined|estimated|reported|additional|whole|full|mean|average|maximum)"
_SPRY = rf"an?\s(?!{_COUNTING}\b)[a-z-]+(?:\sold)?"
_DECADES = "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
_WHEN = (
    r"(?=\s(?:on|in|last|this|earlier|yesterday|today|a\s(?:week|fortnight|month)\sago|the\s(?:day|week)\sbefore|just|over|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_LIFE = r"(?:is|remains|lives|still|has\sbeen|continues|says|can|keeps|was\sthe|is\sthe|becomes)\b"
_OLDEST_OF = r"(?=,?\s(?:is\s|was\s)?(?:the|by\sfar|still|already|among|one\sof)\b)"

# "In her early thirties": the years that it can mean, counted from the ten.
_PART_OF_TEN = {"early": (0, 4), "mid": (3, 7), "late": (5, 9), "": (0, 9)}

# What follows somebody. Each holds one group `age`.
_TAILS = (
    rf",?{_ORIGIN},\s(?:now\s|aged\s(?:of\s)?|age\s|only\s|just\s|who\sat\s)?<age>{_YEARS}{_STOP}(?!,\s\d)",
    rf"{_ORIGIN}\s\((?:aged\s|age\s|now\s)?<age>{_YEARS}(?=[),;])",
    rf"{_ORIGIN},?\s(?:aged|age)\s(?:of\s)?<age>\b",
    r",?\sof\s<age>\syears\b(?!\s(?:in|ago|and|of|or)\b)",
    rf"(?:\s[–—-]|[–—])\s?(?:who\sis\s|aged\s|now\s|age\s)?<age>{_YEARS}(?:\slast\s\w+)?\s?[–—-](?!\w)",
    rf",\s(?:(?:an?|the)\s)?(?:[a-z][\w’-]*\s){{0,6}}[a-z][\w’-]*(?:\s(?:of|from|in|at|for)\s(?:the\s)?{NAME})?,\s"
    rf"(?:now\s|aged\s)?<age>{_YEARS}(?=[,.;)\n]|\s(?:and|who)\b|\Z)(?!,\s\d)",
    rf"{_APPOSITION},?\s(?:is|was|who\sis|who\swas)\s{_ADVERB}<age>{_YEARS}{_STOP}(?!,?\swhen\b)",
    rf"['’]s\s(?:now\s|only\s|just\s)?<age>{_YEARS}{_STOP}",
    rf"{_APPOSITION},?\s(?:who\s)?(?:has\s|had\s)?{_ADVERB}turned\s<age>{_YEARS}(?:{_STOP}|{_WHEN})",
    r"\scounts\s<age>\syears\b",
    rf"(?:,|\sis|\swas|\sremains|,\s(?:who|which)\sis)\s{_SPRY}\s<age>{_STOP}",
    rf"(?:,\s(?:who\s(?:is|was)\s)?|\s(?:is|was)\s)(?:an?|the|his|her|their|its)\s(?:[a-z][\w-]*\s)?<age>{_YEAR_OLD}\b",
    rf",?(?:\s(?:is|was),?|,\swho|,\swho\sis,)?\sat\s<age>{_OLDEST_OF}",
    rf"{_APPOSITION}\s(?:has\s)?(?:died|dies|dead)\b(?:\s[^.,;\d]{{1,40}})?,?\s(?:at\sthe\sage\sof|aged|at)\s<age>{_STOP}"
    rf"(?!\sin\s(?:19|20)\d\d)",
    rf",\sdead\sat\s<age>{_STOP}",
    rf"['’]s\sage(?:,|\s(?:is|was|as|was\sgiven\sas|is\sgiven\sas|being))\s<age>{_STOP}",
    rf",\s(?:whose\sage\s(?:is|was)|with\s(?:his|her))\s<age>(?:\syears\b|{_STOP})",
)
# What stands before somebody.
_HEADS = (
    rf"\b<age>{_YEAR_OLD}\b\.?(?:\s(?:year\s)?(?:[a-z][\w’'-]*\s|[a-z][\w’'-]*,\s){{0,5}})(?P<name>{NAME})",
    rf"\b(?:of|aged)\s<age>(?:\syears)?,\s(?P<name>{NAME})(?=,|\s[a-z])",
    rf"\b(?:[Aa]t(?:\sthe\sage\sof)?|[Aa]ged|[Nn]ow|[Ss]till(?:\sonly)?)\s(?:just\s|only\s)?<age>,?\s{_WHO}\s{_LIFE}",
)
# An age by the ten.
_DECADE = re.compile(
    rf"{_WHO}{_APPOSITION},?\s(?:(?:an?|the)\s(?:man|woman|person)\s|(?:who\s)?(?:is|was|are)\s)?(?:still\s|now\s|already\s)?in\s"
    rf"(?:his|her|their)\s(?P<part>early|mid|late)?[\s-]?(?P<decade>{_DECADES}|\d0['’]?s)\b"
)
# The birthday of the days in which the article was written.
_BIRTHDAY = re.compile(
    rf"{_WHO}{_APPOSITION},?\s(?:who\s)?(?:has\s|had\s)?{_ADVERB}(?:celebrat(?:ed|es)|marked|marks|had|enjoyed|spent)\s(?:his|her)\s"
    rf"(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|(?:{TENS})-(?:{'|'.join(ORDINAL_WORDS)}))\sbirthday{_WHEN}"
)
# An age that stands for the person: `the 71-year-old said`, and one before a description: `the 71-year-old driver`.
BARE = re.compile(rf"\b(?P<determiner>(?i:the|its|their|an?))\s(?P<age>{_AGE}){_YEAR_OLD}\b")

# Where somebody can begin, what a wording of each kind ends with, and how far before that it begins (characters).
_START = re.compile(r"(?<![\w’'-])(?:[^\W\d_a-zß-ÿ]|(?:she|he|the|an?|its|their)\s)")
_NUMBER_CUE = re.compile(
    rf"(?<![\w.,$€£-])(?:\d{{1,3}}(?![\d%])|{_WORDS}\b)(?={_YEARS}{_STOP}|{_YEAR_OLD}|\syears|{_WHEN}|{_OLDEST_OF})"
)
_BIRTHDAY_CUE = re.compile(r"\bbirthday\b")
_DECADE_CUE = re.compile(r"\bin\s(?:his|her|their)\s(?=early|mid|late|[a-z]+ties\b|\d0)")
REACH = 120

_BY_TAIL = re.compile(
    rf"{_WHO}(?:"
    + "|".join(tail.replace("<age>", f"(?P<age{number}>{_AGE})") for number, tail in enumerate(_TAILS))
    + ")"
)
_BY_HEAD = tuple(re.compile(head.replace("<age>", f"(?P<age0>{_AGE})")) for head in _HEADS)

# A description that tells more of somebody named right before it: `Ada Quist, a nurse aged 71`.
_NAMED_BEFORE = re.compile(
    rf"(?<!\bin )(?<!\bat )(?<!\bof )(?<!\bfrom )(?<!\bnear )\b(?P<name>{NAME})(?:,|\sis|\swas|\s[–—-])\s\Z"
)

# Inside a wording, or after it: the age belongs to another time.
_OTHER_TIME = re.compile(
    r"\b(?:when|then|will be|would be|would have been|would now be|turns|turning|until|before|since|at the time|at age)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"[\s,]*(?:when|at the time|at that time|then|while|(?:back\s)?in (?:19|20)\d\d|"
    r"(?:years?|months?|weeks?|days?) (?:ago|later|after|before|into|in)|(?:days|minutes|hours|weeks|months) )\b"
)
# Before it: "since he was 21", "became a nurse aged 19", "as a 19-year-old".
_EARLIER = re.compile(
    r"\b(?:since|when|until|till|before|after|while|as|as an?|if|because|bec[ao]mes?|becoming|once|to be|like)\s$",
    re.IGNORECASE,
)
_EARLIER_REACH = 12
# "In 1971 Ada Quist, 18, ..." tells of 1971.
_IN_YEAR = re.compile(r"(?:^|[\n.;!?”] ?)(?:[Bb]ack )?[Ii]n (?P<year>(?:18|19|20)\d\d)\b[^.;!?\n]*$")
_IN_YEAR_REACH = 90
# "Last year’s prize went to Ada Quist, who was 28": a year ago.
_WAS = re.compile(r"\bwas\b")
_YEARS_BACK = re.compile(
    r"\b(?:last year|years? (?:ago|earlier|before)|the year before|previous year)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class AgeForm:
    """text[start:end] says that text[who_start:who_end] is `years` old; the number is text[number_start:number_end].

    `kind` is name, pronoun, description or bare: `the 71-year-old`, where nobody is named and the span ends it.
    `until` is the most that it can mean of an age by the ten. `year` is set where the sentence tells of one.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    years: int
    kind: str
    who_start: int
    who_end: int
    until: int | None = None
    year: int | None = None


@lru_cache(maxsize=64)
def age_forms(text: str) -> tuple[AgeForm, ...]:
    """Every age of somebody, each number once, the wordings with a name first; ages of another time are left out."""
    found = [form for match in _matches(text) if (form := _form(text, match)) is not None]
    found.sort(key=lambda form: form.kind != "name")
    return tuple({form.number_start: form for form in reversed(found)}.values())[::-1]


def _matches(text: str) -> Iterator[re.Match[str]]:
    for cue, pattern in ((_NUMBER_CUE, _BY_TAIL), (_BIRTHDAY_CUE, _BIRTHDAY), (_DECADE_CUE, _DECADE)):
        yield from _before_cues(text, cue, pattern)
    for pattern in (*_BY_HEAD, BARE):
        yield from pattern.finditer(text)


def _before_cues(text: str, cue: re.Pattern[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of the pattern that begin in front of a cue: a search of the whole text would cost ten times as much."""
    reached = 0
    for found in cue.finditer(text):
        for start in _START.finditer(text, max(reached, found.start() - REACH), found.start()):
            if start.start() >= reached and (match := pattern.match(text, start.start())):
                reached = match.end()
                yield match
        reached = max(reached, found.start())


def _form(text: str, match: re.Match[str]) -> AgeForm | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    number = next(name for name in groups if name.startswith(("age", "ordinal", "decade")))
    kind = next((kind for kind in ("pronoun", "description", "name") if kind in groups), "bare")
    years, until = _ten(groups) if number == "decade" else (years_in(groups[number]), None)
    if years is None or (number != "ordinal" and _is_other_time(text, match)):
        return None
    year = _IN_YEAR.search(text, max(0, match.start() - _IN_YEAR_REACH), match.start())
    who = match.span(kind) if kind != "bare" else match.span("determiner")
    if kind == "description" and (named := _NAMED_BEFORE.search(text, max(0, who[0] - REACH), who[0])):
        kind, who = "name", named.span("name")
    return AgeForm(*match.span(), *match.span(number), years, kind, *who, until, int(year["year"]) if year else None)


def _ten(groups: dict[str, str]) -> tuple[int, int]:
    written = groups["decade"]
    first = int(written[:2]) if written[0].isdigit() else 10 * _DECADES.split("|").index(written) + 20
    least, most = _PART_OF_TEN[groups.get("part", "")]
    return first + least, first + most


def years_in(written: str) -> int | None:
    """The number of years in words or digits, also as an ordinal; None for more than anybody lives."""
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", written.lower())
    tens, _, last = plain.partition("-")
    if last in ORDINAL_WORDS:
        value = (word_value(tens) or 0) + ORDINAL_WORDS[last]
    else:
        value = float(plain) if plain.isdigit() else word_value(plain)
    return int(value) if value and value <= OLDEST else None


def _is_other_time(text: str, match: re.Match[str]) -> bool:
    start = max(text.rfind(stop, 0, match.start()) for stop in ".!?\n") + 1
    if _WAS.search(match.group()) and _YEARS_BACK.search(
        text, max(start, match.start() - _IN_YEAR_REACH), match.start()
    ):
        return True
    following = re.split(r"[.;!?]", text[match.end() : match.end() + 24])[0]
    before = text[max(0, match.start() - _EARLIER_REACH) : match.start()]
    return bool(_OTHER_TIME.search(match.group()) or _LATER.match(following) or _EARLIER.search(before))
