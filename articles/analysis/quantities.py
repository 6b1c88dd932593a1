"""Quantities in an article: what is counted or measured, how exactly, and whether two of them agree.

Lengths, areas, weights and the like are brought to one unit each, so that hectares agree with square miles and 29 months
with two years and five months. Dates, clock times and ages are not quantities: `dates` and `people` read those.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from articles.analysis.counted import counted_noun, implied_noun
from articles.analysis.dates import DATE, LATEST_YEAR, dates, times
from articles.analysis.dossier import Source
from articles.analysis.numerals import ORDINAL_WORDS, Numeral, numerals
from articles.analysis.units import CURRENCIES, DURATIONS, SYMBOLS, UNITS

# How far apart two measures may be and still be one, after conversion between units.
CONVERSION_TOLERANCE = 0.03
# What `about` and `nearly` allow, as a share of the value (`up to` as well), and how far `at least` reaches up.
ABOUT, AT_LEAST_REACHES = 0.1, 1.5


def _either(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_UNIT_AFTER = re.compile(rf"[ \u00a0-]?(?P<unit>{_either(UNITS)})(?!\w)(?!-old|s old)")
_MONEY_AFTER = re.compile(rf"[ \u00a0-](?:of )?(?:[A-Z][a-z]+ )?(?P<currency>{_either(CURRENCIES)})\b(?! sterling\w)")
_MONEY_BEFORE = re.compile(rf"(?:US|A|C|NZ|HK|S)?(?P<symbol>[{''.join(SYMBOLS)}])\s?$")
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
        kind, unit = "money", SYMBOLS[symbol["symbol"]]
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
    noun, part = counted_noun(source, end)
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
        noun, _ = counted_noun(source, match.end())
        value = float(match["figure"] or ORDINAL_WORDS[match["word"].lower()])
        dated = DATE.match(source.text, match.start()) or noun in ("century", "half", "floor", "minute")
        if noun and not dated and value < LATEST_YEAR:
            yield Quantity(*match.span(), match.end(), "ordinal", "", noun, value, value, value, str(int(value)))
