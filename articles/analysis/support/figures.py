"""Numbers and ages of a sentence that the cited words do not give.

Read without a language model: what a number counts is the unit or the word behind it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isclose

from articles.analysis.age_forms import age_forms
from articles.analysis.dates import dates, times
from articles.analysis.numerals import ORDINAL_WORDS, Numeral, numerals
from articles.analysis.people import bare_name, fold
from articles.analysis.support.texts import Cited, Point, blanked
from articles.analysis.units import CURRENCIES, SYMBOLS, UNITS

# How far two measures may be apart after conversion between units, and how far `about` and `more than` reach.
CONVERSION_TOLERANCE = 0.03
ABOUT, NEARLY, MORE, LESS = 0.1, 0.1, 1.5, 0.5


@dataclass(frozen=True)
class Figure:
    """A number at text[start:end]. `unit` is a dimension, a currency or ""; `noun` is the word that it counts.

    `value` counts base units, of which the unit that was written has `factor`; `bound` is about, nearly, least or most.
    """

    start: int
    end: int
    value: float
    precision: float
    unit: str = ""
    factor: float = 1.0
    noun: str = ""
    bound: str = ""


def unsupported_figures(text: str, cited: Sequence[Cited]) -> Iterator[Point]:
    """The numbers and ages of the text, which is one sentence, that the cited words do not give."""
    said_ages = [age for one in cited for age in _ages(one.text)]
    for age in _ages(text):
        if not any(_same_age(age, other) for other in said_ages):
            yield Point("age", age.start, age.end, text[age.start : age.end])
    rest = _without_ages(text)
    said = [figure for one in cited for figure in (*_figures(one.text), *_meant(one.text))]
    # An age is no number of things: it bears out only a number that says nothing of what it counts.
    no_ages = [figure for one in cited for figure in (*_figures(_without_ages(one.text)), *_meant(one.text))]
    # `From 2028 trains run` reads like a number of trains.
    years = {float(day.year) for one in cited for day in dates(one.text) if day.year}
    for figure in _figures(rest):
        counts = bool(figure.noun or figure.unit)
        is_given = figure.value in years or _is_given(figure, no_ages if counts else said)
        if not is_given and not _is_idle(rest, figure):
            yield Point("number", figure.start, figure.end, text[figure.start : figure.end])


def _without_ages(text: str) -> str:
    return blanked(text, [(age.start, age.end) for age in _ages(text)])


# --- Numbers ----------------------------------------------------------------------------------------------------------


def _either(words) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# May stand between a number and what it counts.
_BETWEEN = r"(?:(?:long|full|whole|short|entire|more|further|other|extra|additional|consecutive|straight)[ -])?"
_UNIT = re.compile(rf"[ \u00a0-]?{_BETWEEN}(?P<unit>{_either(UNITS)})(?!\w)")
_MONEY_AFTER = re.compile(rf"[ \u00a0-](?:of )?(?P<currency>{_either(CURRENCIES)})\b")
_MONEY_BEFORE = re.compile(rf"(?P<symbol>[{''.join(SYMBOLS)}])\s?$")
_NOUN = re.compile(
    rf"[ \u00a0-](?:of (?:the |its |their )?)?{_BETWEEN}" r"(?:[a-z][\w’'-]*[ -])??(?P<noun>[a-z][a-z’'-]{2,})"
)
_BOUNDS = re.compile(
    r"\b(?:(?P<least>at least|more than|over|above|no fewer than|no less than|upwards of)"
    r"|(?P<most>up to|as many as|as much as|at most|no more than|less than|fewer than|under|below)"
    r"|(?P<nearly>nearly|almost|close to|just under)"
    r"|(?P<about>about|around|some|roughly|approximately|an estimated|just over|or so))\s(?:the\s)?[£$€]?$",
    re.IGNORECASE,
)
# What means two, three or one without being a number.
_WORDS_FOR = ((r"both|pair|couple|twins?|twice|double[ds]?|duo", 2.0), (r"trio|triple[ds]?|triplets", 3.0))
_SHARES = {"half": 0.5, "quarter of": 0.25, "three quarters of": 0.75, "third of": 1 / 3}
_A_UNIT = re.compile(
    rf"\b(?i:(?:(?P<share>{'|'.join(_SHARES)})\s)?(?:an?|one|the|per))\s(?P<unit>{_either(UNITS)})\b"
    r"(?P<more>\sand\sa\shalf)?"
)
_ORDINAL = re.compile(
    rf"\b(?:(?P<word>{_either(ORDINAL_WORDS)})|(?P<figure>\d{{1,3}})(?:st|nd|rd|th))\b", re.IGNORECASE
)
# `the two` points back at two who were named; `one` is mostly a pronoun; `first` and `second` order what is told.
_POINTS_BACK = re.compile(
    r"\b(?:the|these|those|other|all|every|any|either|his|her|their|between|of)\s$", re.IGNORECASE
)
_IDLE_WORDS = frozenset("one first second".split())
_NO_NOUNS = frozenset(
    "and or but to for from with without than that which who were was are is had have has more less other others about "
    "after before when while later ago old years year the into onto near per its their his her at in on by of".split()
)


_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}
_IRREGULAR |= {noun: noun for noun in "crew staff police personnel cattle sheep fish aircraft".split()}


# A time of day in whatever place it stands: its minutes count nothing.
_CLOCK = re.compile(r"\b[0-2]?\d:[0-5]\d\b")


def _is_idle(text: str, figure: Figure) -> bool:
    """Whether the words count nothing that a source could give."""
    word = text[figure.start : figure.end].lower()
    if word in _IDLE_WORDS:
        return not figure.unit
    return word in ("two", "three", "four") and bool(_POINTS_BACK.search(text[: figure.start]))


@lru_cache(maxsize=2048)
def _figures(text: str) -> tuple[Figure, ...]:
    taken = [(found.start, found.end) for found in (*dates(text), *times(text))]
    taken += [match.span() for match in _CLOCK.finditer(text)]
    free = [n for n in numerals(text) if not any(n.start < end and n.end > start for start, end in taken)]
    found = [_figure(text, numeral) for numeral in free]
    for match in _ORDINAL.finditer(text):
        value = float(match["figure"] or ORDINAL_WORDS[match["word"].lower()])
        if not any(match.start() < end and match.end() > start for start, end in taken):
            found.append(Figure(*match.span(), value, 0.0, noun="th"))
    return tuple(sorted(found, key=lambda figure: figure.start))


@lru_cache(maxsize=2048)
def _meant(text: str) -> tuple[Figure, ...]:
    """What a source says in words that are no numbers: `the pair`, `an hour`, `a quarter of an hour`, `a year and a half`."""
    found = [
        Figure(*match.span(), value, 0.0)
        for words, value in _WORDS_FOR
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]
    for match in _A_UNIT.finditer(text):
        unit, factor = UNITS[match["unit"]]
        share = _SHARES.get((match["share"] or "").lower(), 1.0) + (0.5 if match["more"] else 0.0)
        found.append(Figure(*match.span(), share * factor, 0.0, unit, factor))
    return tuple(found)


def _figure(text: str, numeral: Numeral) -> Figure:
    value, precision, unit, factor = numeral.value, numeral.precision, "", 1.0
    before = _MONEY_BEFORE.search(text, 0, numeral.start)
    if before:
        unit = SYMBOLS[before["symbol"]]
    elif numeral.short_scale == "m":  # metres: millions stand behind a sign of money
        value, precision, unit = value / 1e6, precision / 1e6, "length"
    elif numeral.fraction:
        unit, value, precision = "percent", value * 100, 2.0
    elif after := _UNIT.match(text, numeral.end):
        unit, factor = UNITS[after["unit"]]
    elif after := _MONEY_AFTER.match(text, numeral.end):
        unit = CURRENCIES[after["currency"]]
    noun = _NOUN.match(text, numeral.end) if not unit else None
    bound = _BOUNDS.search(text, max(0, numeral.start - 30), numeral.start)
    return Figure(
        numeral.start,
        numeral.end,
        value * factor,
        precision * factor,
        unit,
        factor,
        _noun(noun["noun"]) if noun else "",
        bound.lastgroup if bound else "",
    )


def _noun(word: str) -> str:
    """A rough singular; "" for a word that nothing counts: what is counted stands in the plural."""
    word = re.sub(r"['’]s?$", "", word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _NO_NOUNS or not word.endswith("s") or word.endswith("ss"):
        return ""
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def _is_given(figure: Figure, said: Sequence[Figure]) -> bool:
    """Whether a source gives the number, and does not give another one for the very thing that it counts."""
    same = [other for other in said if _agrees(figure, other)]
    if not same:
        return False
    of_this = [other for other in said if figure.noun and other.noun == figure.noun]
    return not of_this or any(other in same for other in of_this) or any(not other.noun for other in same)


def _agrees(figure: Figure, other: Figure) -> bool:
    if figure.unit == other.unit:
        value, given, precision = figure.value, other.value, figure.precision
        if figure.factor != other.factor and abs(value - given) <= CONVERSION_TOLERANCE * max(value, given):
            return True
    else:  # one of them may have left its unit to the words around it: `between 3 and 5 million euros`
        bare = figure if not figure.unit else other
        if (figure.unit and other.unit) or bare.noun:
            return False
        value, given, precision = figure.value / figure.factor, other.value / other.factor, 0.0
    # Whoever writes 1.2 million, or a share in per cent, has rounded; 300 has to be called `about 300`.
    has_rounded = value >= 1e6 or not value.is_integer()
    rounded = max(precision if has_rounded else 0.0, 0.5 if figure.unit == other.unit == "percent" else 0.0)
    return isclose(value, given, rel_tol=1e-6) or abs(value - given) <= rounded or _within(figure.bound, value, given)


def _within(bound: str, value: float, given: float) -> bool:
    """Whether a number that was rounded to `value`, and is told to be, may have been the `given` one."""
    return {
        "about": abs(value - given) <= ABOUT * value,
        "nearly": (1 - NEARLY) * value <= given <= value,
        "least": value <= given <= MORE * value,
        "most": LESS * value <= given <= value,
    }.get(bound, False)


# --- Ages -------------------------------------------------------------------------------------------------------------


_SHARE_AFTER = re.compile(r"\s(?:out\s)?of\s")  # `flats, four of nine`


@dataclass(frozen=True)
class Age:
    """An age at text[start:end], and the surname of whom it is said, folded, or ""."""

    start: int
    end: int
    years: int
    name: str = ""


@lru_cache(maxsize=2048)
def _ages(text: str) -> tuple[Age, ...]:
    return tuple(
        Age(form.number_start, form.number_end, form.years, _surname(text[form.who_start : form.who_end], form.kind))
        for form in sorted(age_forms(text), key=lambda form: form.number_start)
        if not _CLOCK.match(text, form.number_start)
        if not _SHARE_AFTER.match(text, form.number_end)
    )


def _surname(who: str, kind: str) -> str:
    words = fold(bare_name(who)).split() if kind == "name" else []
    return words[-1] if words else ""


def _same_age(age: Age, other: Age) -> bool:
    return age.years == other.years and (not age.name or not other.name or age.name == other.name)
