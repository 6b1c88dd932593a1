"""Quantities in an article: what is counted or measured, how exactly, and whether two of them agree.

Lengths, areas, weights and the like are brought to one unit each, so that hectares agree with square miles and 29 months
with two years and five months. Dates, clock times and ages are not quantities: `dates` and `people` read those.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from articles.analysis.counted import counted_noun, implied_noun
from articles.analysis.dates import DATE, LATEST_YEAR, dates, times
from articles.analysis.dossier import Source
from articles.analysis.numerals import ORDINAL_WORDS, SCALES, SHORT_SCALES, Numeral, numerals
from articles.analysis.units import CLOSE_UNITS, CURRENCIES, DURATIONS, SHAKING, SYMBOLS, UNITS

# How far apart two measures may be and still be one, after conversion between units.
CONVERSION_TOLERANCE = 0.03
# What `about` and `nearly` allow, as a share of the value (`up to` as well), and how far `at least` reaches up.
ABOUT, AT_LEAST_REACHES = 0.1, 1.5
# ... and `about` with a number that is given with so many figures.
EXACT_FIGURES, ABOUT_EXACT = 3, 0.03


def _either(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_UNIT_AFTER = re.compile(
    rf"(?:[ \u00a0-]?(?P<unit>{_either(UNITS)})|(?P<close>{_either(CLOSE_UNITS)}))(?!\w)(?!-old|s old)"
)
_MAGNITUDE_BEFORE = re.compile(r"\bmagnitude(?:[\s-](?:of|around|about|at))?[\s-]$", re.IGNORECASE)
_SHAKING_AFTER = re.compile(rf"[\s-](?:{_either(SHAKING)})s?\b")
# "62 by 81 centimetres", "62cm x 81cm": two sides of one size.
_BY = re.compile(rf"[ \u00a0-]?(?:(?:{_either(UNITS)})\s)?(?:by|x|×)[ \u00a0-]?|(?:{_either(UNITS)})?\s?[x×]\s?")
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
# "One in eight", "six out of every ten".
_OUT_OF = re.compile(r" (?:in|out of)(?: every)? ")
PERCENT, LARGEST_WHOLE = 100.0, 100
_SCALE_WORD = re.compile(rf"({_either((*SCALES, *SHORT_SCALES))})$", re.IGNORECASE)
# A first number of a range from here on is written out.
LOW_END = 1_000
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


# "Ranked 57th", "the world No 57", "number 57 in the world", "57th in the standings": a place in a list.
_PLACE = r"(?:number |no\.? ?|nr\.? ?|#)?(?P<{name}>\d{{1,4}})(?:st|nd|rd|th)?"
_LISTS = r"(?:world(?: rankings?)?|rankings?|world list|list|table|standings|country|nation)"
_RANK = re.compile(
    r"\b(?:(?:rank(?:s|ed|ing)?|rated|placed)(?: (?:only|just|as|at|is|of|the|world|in the world))*? "
    + _PLACE.format(name="ranked")
    + r"|world(?:’s|'s)? (?:ranking |rank |list )?(?:number |no\.? ?|nr\.? ?|#)(?P<number>\d{1,4})"
    + r"|(?:number|no\.?|nr\.?|place|position|rank) (?P<in_list>\d{1,4}) (?:of|in|on) the "
    + _LISTS
    + r"|(?P<ordinal>\d{1,4})(?:st|nd|rd|th)(?: place)? (?:of|in|on) the "
    + _LISTS
    + r"|(?P<joined>\d{1,4})(?:st|nd|rd|th)?-ranked)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"1[4-9]\d\d|20\d\d|[0-2]?\d[.:][0-5]\d")


@dataclass(frozen=True)
class Quantity:
    """A quantity at text[start:end], its bare number ending at `number_end`.

    `kind` is money, measure, duration, percent, count, ordinal, rank, score or bare (a number alone). `unit` is the
    dimension, the currency, or "". `noun` is the lemma of what is counted. `low` to `high` is what the words allow, in
    the dimension's base unit, which is `factor` times smaller than the unit that was written.
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


def quantities(source: Source) -> tuple[Quantity, ...]:
    """Every quantity of the article, in order, numbers without a thing counted left out."""
    return tuple(quantity for quantity in _all(source) if quantity.kind != "bare")


def bare_numbers(source: Source) -> tuple[Quantity, ...]:
    """The numbers that no noun and no unit tells what they count: `Brandt 11,864`, `he was doing 62`."""
    return tuple(quantity for quantity in _all(source) if quantity.kind == "bare" and not _is_time(source, quantity))


def figures(quantity: Quantity) -> int:
    """How many figures the number has without the zeros at its end; those of both ends of a range."""
    if "–" in quantity.digits:
        return len(quantity.digits)
    return len(f"{quantity.value / quantity.factor:.10g}".replace(".", "").rstrip("0"))


def _is_time(source: Source, quantity: Quantity) -> bool:
    """A year, or the time before an entry of a live blog."""
    return bool(_TIME.fullmatch(source.text, quantity.start, quantity.end))


@lru_cache(maxsize=64)
def _all(source: Source) -> tuple[Quantity, ...]:
    text = source.text
    scores, ranks = list(_scores(text)), list(_ranks(text))
    taken = [(found.start, found.end) for found in (*dates(text), *times(text), *scores, *ranks)]
    free = _outside(numerals(text), sorted(taken))
    ordinals = _outside(list(_ordinals(source)), sorted((found.start, found.end) for found in ranks))
    found = [*_measured(source, free), *ordinals, *_nobody(source), *scores, *ranks]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _outside(found: list, spans: list[tuple[int, int]]) -> list:
    """The numerals or quantities that touch none of the spans, which are in order."""
    reached = list(accumulate((end for _, end in spans), max, initial=0))
    return [n for n in found if reached[bisect_left(spans, (n.end,))] <= n.start]


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
    if following and _BY.fullmatch(text, number.end, following.start):
        size = _size(source, number, following)
        if size:
            return 2, size
    if following and _OUT_OF.fullmatch(text, number.end, following.start):
        share = _share(source, number, following)
        if share:
            return 2, share
    if following and _is_range(text, number, following):
        upper, lower = _quantity(source, following), _quantity(source, number)
        if upper and lower and upper.kind == "bare" and lower.kind == "money":  # "$2-3 million"
            upper = _replaced(upper, kind="money", unit=lower.unit)
        if upper and upper.high >= number.value:
            low = _low_end(text, number, following, upper)
            start, middle = _money_start(text, number.start), (low + upper.value) / 2
            return 2, _replaced(upper, start=start, low=low, value=middle, digits=f"{low:g}–{upper.value:g}")
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


def _share(source: Source, number: Numeral, following: Numeral) -> Quantity | None:
    """`one in eight`, `six out of ten` as a percentage."""
    whole = _quantity(source, following)
    if not 0 < number.value < following.value <= LARGEST_WHOLE or (
        whole and whole.kind in ("duration", "measure", "money")
    ):
        return None
    value = number.value / following.value * PERCENT
    noun = whole.noun if whole else ""
    start, end = number.start, following.end
    return Quantity(start, end, end, "percent", "percent", noun, value, value, value, "", PERCENT)


def _size(source: Source, number: Numeral, following: Numeral) -> Quantity | None:
    """Two lengths that belong together, compared by the area that they span."""
    second = _quantity(source, following)
    if second is None or second.unit != "length":
        return None
    first = _quantity(source, number)
    factor = first.factor if first is not None and first.unit == "length" else second.factor
    sides = sorted((number.value * factor, second.value))
    value = sides[0] * sides[1]
    written = " × ".join(f"{side:.4g}" for side in sides)
    return _replaced(second, start=number.start, unit="size", value=value, low=value, high=value, digits=written)


def _replaced(quantity: Quantity, **changes: object) -> Quantity:
    return Quantity(**{**quantity.__dict__, **changes})


def _is_range(text: str, number: Numeral, following: Numeral) -> bool:
    between = text[number.end : following.start]
    if not _RANGE.fullmatch(between) or number.value >= following.value or _opens_entry(text, number):
        return False
    return "and" not in between or bool(_BETWEEN.search(text, max(0, number.start - 12), number.start))


def _opens_entry(text: str, number: Numeral) -> bool:
    """The time in front of an entry of a live blog: `12.15 – Forty tonnes`."""
    return text[number.start - 1 : number.start] in ("", "\n") and bool(_TIME.fullmatch(text, number.start, number.end))


def _low_end(text: str, number: Numeral, following: Numeral, upper: Quantity) -> float:
    """The first number of a range in base units: in "2 to 3 million" the 2 is in millions as well."""
    scale = 1.0
    if upper.unit != "length" and not _SCALE_WORD.search(text, number.start, number.end) and number.value < LOW_END:
        word = _SCALE_WORD.search(text, following.start, following.end)
        scale = {**SCALES, **SHORT_SCALES}[word[1].lower()] if word else 1.0
    return number.value * scale * upper.factor


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
        unit, factor = UNITS[measure["unit"]] if measure["unit"] else CLOSE_UNITS[measure["close"]]
        kind, end = ("duration" if unit in DURATIONS else unit if unit == "percent" else "measure"), measure.end()
    elif _MAGNITUDE_BEFORE.search(before) or _is_magnitude(text, number):
        kind, unit = "measure", "magnitude"
    elif number.fraction:
        kind, unit, factor = "percent", "percent", PERCENT
    noun, part = counted_noun(source, end)
    part = part and not kind
    if not kind and not noun:
        noun, of_more = implied_noun(source, number.start, end)
        part = part or of_more
    if not kind:
        if value == 1 or _LABEL_BEFORE.search(before) or _is_old(text, end):
            return None
        kind = "count" if noun else "bare"
    if unit == "fahrenheit":
        value, unit, factor = (value - 32) / 1.8, "temperature", 1.0
    value, precision = value * factor, precision * factor
    bound = _bound(before)
    low, high = _range(value, precision, bound)
    return Quantity(start, end, number.end, kind, unit, noun, value, low, high, number.digits, factor, bound, part)


def _is_magnitude(text: str, number: Numeral) -> bool:
    """`a 6.3 quake`."""
    return "." in text[number.start : number.end] and bool(_SHAKING_AFTER.match(text, number.end))


def _is_old(text: str, end: int) -> bool:
    return bool(re.match(r"[ -]years?[ -]olds?\b", text[end : end + 12]))


def _bound(before: str) -> str:
    match = _BOUND_BEFORE.search(before)
    return match.lastgroup if match else ""


def _range(value: float, precision: float, bound: str) -> tuple[float, float]:
    low, high = value - precision, value + precision
    if bound == "about":
        exact = len(f"{value:.10g}".replace(".", "").strip("0")) >= EXACT_FIGURES
        reach = ABOUT_EXACT if exact else ABOUT
        return min(low, value * (1 - reach)), max(high, value * (1 + reach))
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


def _ranks(text: str) -> Iterator[Quantity]:
    """The place of somebody in a ranking."""
    for match in _RANK.finditer(text):
        start, end = match.span(match.lastgroup)
        end = re.compile(r"(?:st|nd|rd|th)?").match(text, end).end()
        value = float(match[match.lastgroup])
        yield Quantity(start, end, end, "rank", "rank", "", value, value, value, match[match.lastgroup])


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
