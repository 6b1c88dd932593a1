"""Quantities in an article: what is counted or measured, how exactly, and whether two of them agree.

Lengths, areas, weights and the like are brought to one unit each, so that hectares agree with square miles and 29 months
with two years and five months. Dates, clock times and ages are not quantities: `dates` and `people` read those.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from articles.analysis.anchors import link
from articles.analysis.context import tokens_from, word
from articles.analysis.dates import DATE, LATEST_YEAR, dates, times
from articles.analysis.dossier import Source
from articles.analysis.numerals import ORDINAL_WORDS, Numeral, numerals

# How far apart two measures may be and still be one, after conversion between units.
CONVERSION_TOLERANCE = 0.03
# What `about` and `nearly` allow, as a share of the value (`up to` as well), and how far `at least` reaches up.
ABOUT, AT_LEAST_REACHES = 0.1, 1.5

UNITS: dict[str, tuple[str, float]] = {}
for _names, _dimension, _factor in (
    ("metre metres meter meters m", "length", 1),
    ("kilometre kilometres kilometer kilometers km kms", "length", 1000),
    ("centimetre centimetres centimeter centimeters cm", "length", 0.01),
    ("millimetre millimetres millimeter millimeters mm", "length", 0.001),
    ("mile miles", "length", 1609.34),
    ("foot feet ft", "length", 0.3048),
    ("inch inches", "length", 0.0254),
    ("yard yards", "length", 0.9144),
    ("hectare hectares ha", "area", 1),
    ("acre acres", "area", 0.404686),
    ("gram grams gramme grammes g", "weight", 0.001),
    ("kilogram kilograms kilo kilos kg", "weight", 1),
    ("tonne tonnes ton tons", "weight", 1000),
    ("litre litres liter liters", "volume", 1),
    ("degree degrees °C", "temperature", 1),
    ("year years", "months", 12),
    ("month months", "months", 1),
    ("week weeks", "days", 7),
    ("day days", "days", 1),
    ("hour hours", "minutes", 60),
    ("minute minutes", "minutes", 1),
    ("second seconds", "minutes", 1 / 60),
    ("mph", "speed", 1.60934),
    ("kph km/h", "speed", 1),
    ("megawatt megawatts MW", "power", 1),
    ("gigawatt gigawatts GW", "power", 1000),
    ("percent", "percent", 1),
    ("percents", "percent", 1),
    ("%", "percent", 1),
):
    UNITS.update(dict.fromkeys(_names.split(), (_dimension, float(_factor))))
UNITS.update(
    {
        "per cent": ("percent", 1.0),
        "percentage points": ("points", 1.0),
        "percentage point": ("points", 1.0),
        "cubic metres": ("volume", 1000.0),
        "cubic meters": ("volume", 1000.0),
        "square metres": ("area", 0.0001),
        "square meters": ("area", 0.0001),
        "square kilometres": ("area", 100.0),
        "square kilometers": ("area", 100.0),
        "square km": ("area", 100.0),
        "sq km": ("area", 100.0),
        "square miles": ("area", 258.999),
        "square mile": ("area", 258.999),
        "square feet": ("area", 0.0000092903),
        "miles per hour": ("speed", 1.60934),
        "miles an hour": ("speed", 1.60934),
        "kilometres per hour": ("speed", 1.0),
        "kilometres an hour": ("speed", 1.0),
        "degrees Celsius": ("temperature", 1.0),
        "degrees Fahrenheit": ("fahrenheit", 1.0),
    }
)
DURATIONS = {"months", "days", "minutes"}
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
_SYMBOLS = {"£": "GBP", "$": "USD", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY"}
CURRENCIES = {
    **dict.fromkeys(("dollar", "dollars", "USD"), "USD"),
    **dict.fromkeys(("pound", "pounds", "GBP"), "GBP"),
    **dict.fromkeys(("euro", "euros", "Euro", "Euros", "EUR"), "EUR"),
    **dict.fromkeys(("yen", "JPY"), "JPY"),
    **dict.fromkeys(("yuan", "renminbi", "CNY"), "CNY"),
    **dict.fromkeys(("rouble", "roubles", "ruble", "rubles", "RUB"), "RUB"),
    **dict.fromkeys(("rupee", "rupees", "INR"), "INR"),
    **dict.fromkeys(("franc", "francs", "CHF"), "CHF"),
    **dict.fromkeys(("krona", "kronor", "krone", "kroner", "crowns"), "crowns"),
    **dict.fromkeys(("peso", "pesos"), "pesos"),
    **dict.fromkeys(("won", "KRW"), "KRW"),
    **dict.fromkeys(("lira", "TRY"), "TRY"),
    **dict.fromkeys(("zloty", "zlotys", "PLN"), "PLN"),
}


def _either(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_UNIT_AFTER = re.compile(rf"[ \u00a0-]?(?P<unit>{_either(UNITS)})(?!\w)(?!-old|s old)")
_MONEY_AFTER = re.compile(rf"[ \u00a0-](?:of )?(?:[A-Z][a-z]+ )?(?P<currency>{_either(CURRENCIES)})\b(?! sterling\w)")
_MONEY_BEFORE = re.compile(rf"(?:US|A|C|NZ|HK|S)?(?P<symbol>[{''.join(_SYMBOLS)}])\s?$")
_SECOND_PART = re.compile(r"\s(?:and\s)?")
_BOUNDS = (
    ("least", "at least|more than|over|above|no fewer than|no less than|upwards of|exceeding|in excess of"),
    ("most", "up to|as many as|as much as|at most|no more than|less than|fewer than|under|below|not more than"),
    ("nearly", "nearly|almost|close to|just under"),
    ("about", "about|around|some|roughly|approximately|an estimated|estimated|circa|more or less|just over"),
)
_BOUND_BEFORE = re.compile(
    "(?:" + "|".join(rf"(?P<{name}>\b(?:{words}))" for name, words in _BOUNDS) + r")\s+(?:the\s)?(?:US|A|C)?[£$€¥₹]?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:-|–|—|to|and|or)\s?(?:US|A|C)?[£$€]?")
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:US|A|C)?[£$€]?$", re.IGNORECASE)
# A number after one of these names a thing and counts nothing.
_LABEL_BEFORE = re.compile(
    r"\b(?:number|no\.?|nos\.?|page|chapter|article|section|flight|room|grade|level|phase|platform|channel|route|line|"
    r"highway|road|bus|unit|class|type|version|act|rule|clause|zone|gate|terminal|covid|top|under|over|age|aged|on page)"
    r"[\s-]$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"\b(?P<word>{_either(ORDINAL_WORDS)})\b|\b(?P<figure>\d{{1,3}})(?:st|nd|rd|th)\b", re.IGNORECASE
)


def is_person(noun: str) -> bool:
    """Whether the noun counts people."""
    return noun in _PEOPLE


@dataclass(frozen=True)
class Quantity:
    """A quantity at text[start:end], its bare number ending at `number_end`.

    `kind` is money, measure, duration, percent, share, count, ordinal or score. `unit` is the dimension, the currency, or "".
    `noun` is the lemma of what is counted. `low` to `high` is what the words allow, in the dimension's base unit, which
    is `factor` times smaller than the unit that was written.
    """

    start: int
    end: int
    number_end: int
    kind: str
    unit: str
    noun: str
    value: float
    low: float
    high: float
    digits: str
    factor: float = 1.0
    bound: str = ""
    part: bool = False

    def agrees(self, other: "Quantity") -> bool:
        """Whether both can be true of one thing: their ranges meet, conversion and rounding allowed for."""
        if self.bound and self.bound == other.bound and self.factor == other.factor:
            return self.value == other.value
        converted = self.factor != other.factor
        slack = CONVERSION_TOLERANCE * max(abs(self.value), abs(other.value)) if converted else 0.0
        return self.low <= other.high + slack and other.low <= self.high + slack


@lru_cache(maxsize=64)
def quantities(source: Source) -> tuple[Quantity, ...]:
    """Every quantity of the article, in order, numbers without a thing counted left out."""
    text = source.text
    scores = list(_scores(text))
    taken = [(found.start, found.end) for found in (*dates(text), *times(text), *scores)]
    free = [n for n in numerals(text) if not any(n.start < end and n.end > start for start, end in taken)]
    found = [*_measured(source, free), *_ordinals(source), *_nobody(source), *scores]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _measured(source: Source, found: list[Numeral]) -> Iterator[Quantity]:
    place = 0
    while place < len(found):
        used, quantity = _one(source, found, place)
        if quantity:
            yield quantity
        place += used


def _one(source: Source, found: list[Numeral], place: int) -> tuple[int, Quantity | None]:
    """The quantity at this numeral (and how many numerals it took): a range and a second part belong to it."""
    text, number = source.text, found[place]
    following = found[place + 1] if place + 1 < len(found) else None
    if following and _is_range(text, number, following):
        upper = _quantity(source, following)
        if upper and upper.high >= number.value:
            low = number.value * _scale_of(upper, following)
            return 2, _replaced(upper, start=_money_start(text, number.start), low=low, value=(low + upper.value) / 2)
    quantity = _quantity(source, number)
    if (
        quantity
        and quantity.kind == "duration"
        and following
        and _SECOND_PART.fullmatch(text, quantity.end, following.start)
    ):
        second = _quantity(source, following)
        if second and second.unit == quantity.unit and second.value < quantity.value:
            total = quantity.value + second.value
            return 2, _replaced(quantity, end=second.end, number_end=second.end, value=total, low=total, high=total)
    return 1, quantity


def _replaced(quantity: Quantity, **changes: object) -> Quantity:
    return Quantity(**{**quantity.__dict__, **changes})


def _is_range(text: str, number: Numeral, following: Numeral) -> bool:
    between = text[number.end : following.start]
    if not _RANGE.fullmatch(between) or number.value >= following.value:
        return False
    return "and" not in between or bool(_BETWEEN.search(text, max(0, number.start - 12), number.start))


def _scale_of(quantity: Quantity, numeral: Numeral) -> float:
    """What the second number of a range was multiplied by: in "2 to 3 million" the 2 is in millions as well."""
    own = float(numeral.digits or numeral.value or 1)
    return quantity.value / own if own and quantity.value >= own and "." not in numeral.digits else 1.0


def _money_start(text: str, start: int) -> int:
    symbol = _MONEY_BEFORE.search(text, max(0, start - 5), start)
    return symbol.start() if symbol else start


def _quantity(source: Source, number: Numeral) -> Quantity | None:
    text = source.text
    kind, unit, factor, end, start = "", "", 1.0, number.end, number.start
    value, precision = number.value, number.precision
    before = text[max(0, number.start - 24) : number.start]
    if symbol := _MONEY_BEFORE.search(before):
        kind, unit = "money", _SYMBOLS[symbol["symbol"]]
        start = number.start - (len(before) - symbol.start())
    elif number.short_scale == "m":
        kind, unit, value, precision = "measure", "length", value / 1e6, precision / 1e6
    elif money := _MONEY_AFTER.match(text, number.end):
        kind, unit, end = "money", CURRENCIES[money["currency"]], money.end()
    elif measure := _UNIT_AFTER.match(text, number.end):
        unit, factor = UNITS[measure["unit"]]
        kind, end = ("duration" if unit in DURATIONS else unit if unit == "percent" else "measure"), measure.end()
    elif number.fraction:
        kind = "share"
    noun, part = _counted(source, end)
    if not kind and not noun:
        noun, part = implied_noun(source, number.start, end)
    if not kind:
        if not noun or value == 1 or _LABEL_BEFORE.search(before) or _is_old(text, end):
            return None
        kind = "count"
    if unit == "fahrenheit":
        value, unit, factor = (value - 32) / 1.8, "temperature", 1.0
    value, precision = value * factor, precision * factor
    bound = _bound(before)
    low, high = _range(value, precision, bound)
    return Quantity(start, end, number.end, kind, unit, noun, value, low, high, number.digits, factor, bound, part)


def _is_old(text: str, end: int) -> bool:
    return bool(re.match(r"[ -]years?[ -]olds?\b", text[end : end + 12]))


def _bound(before: str) -> str:
    match = _BOUND_BEFORE.search(before)
    return match.lastgroup if match else ""


def _range(value: float, precision: float, bound: str) -> tuple[float, float]:
    low, high = value - precision, value + precision
    if bound == "about":
        return min(low, value * (1 - ABOUT)), max(high, value * (1 + ABOUT))
    if bound in ("nearly", "most"):
        return min(low, value * (1 - ABOUT)), high
    if bound == "least":
        return low, max(high, value * AT_LEAST_REACHES)
    return (low, high)


# --- What is counted --------------------------------------------------------------------------------------------------

# Words that may stand between a number and what it counts.
_BETWEEN_NOUN = {"the", "of", "its", "their", "his", "her", "other", "more", "such", "these", "those", "-"}
_LOOK_AHEAD = 6
# "Head of cattle", "pairs of shoes": the noun behind is counted.
_HEADS = {"head", "pair", "pairs", "piece", "pieces", "sets", "copies", "tons", "barrels", "bottles", "boxes"}


def _counted(source: Source, end: int) -> tuple[str, bool]:
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
    nouns = [noun for n in numerals(source.text[first:start]) if (noun := _counted(source, first + n.end)[0])]
    return nouns[-1] if nouns else ""


_SCORE = re.compile(
    r"(?<![\d.,/$£€%–—-])(?P<one>\d{1,3})\s?[-–]\s?(?P<other>\d{1,3})(?![\d/%–—-]|[.,]\d|[ -](?:people|year|month|week|day|hour|"
    r"minute|second|percent|per cent|million|billion|thousand|metre|meter|mile|km|kilomet|[ap]\.?m\b))"
)


def _scores(text: str) -> Iterator[Quantity]:
    """`31-28`, `14–16`: who leads is for the sentence to say, so 16-14 agrees with 14-16."""
    for match in _SCORE.finditer(text):
        low, high = sorted((int(match["one"]), int(match["other"])))
        value = high * 1000.0 + low
        yield Quantity(*match.span(), match.end(), "score", "", "", value, value, value, match.group())


_NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one|none of the (?:\w+ )?\w+|no (?:people|passengers|injuries|casualties|deaths|arrests|victims))\b",
    re.IGNORECASE,
)


def _nobody(source: Source) -> Iterator[Quantity]:
    """`Nobody was hurt`, `no injuries`: people, none of them."""
    for match in _NOBODY.finditer(source.text):
        end = match.start() + 2 if match.group()[2] == " " and match.group()[3:6] != "one" else match.end()
        yield Quantity(match.start(), end, end, "count", "", "people", 0.0, 0.0, 0.0, "")


def _ordinals(source: Source) -> Iterator[Quantity]:
    """Ordinals with the noun they rank: fifth term, 75th anniversary. First and second without a noun are adverbs."""
    for match in _ORDINAL.finditer(source.text):
        noun, _ = _counted(source, match.end())
        value = float(match["figure"] or ORDINAL_WORDS[match["word"].lower()])
        dated = DATE.match(source.text, match.start()) or noun in ("century", "half", "floor", "minute")
        if noun and not dated and value < LATEST_YEAR:
            yield Quantity(*match.span(), match.end(), "ordinal", "", noun, value, value, value, str(int(value)))
