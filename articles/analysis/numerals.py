"""Numbers in running text: digits and words, thousands and decimal marks, scales, fractions.

`numerals` finds each with its exact span; what it counts (metres, pounds, people) is the business of `quantities`.
"""

import re
from dataclasses import dataclass

from text_to_num import text2num

SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
SMALL = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen"
)
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
BIG = "hundred|thousand|million|billion|trillion"
ORDINAL_WORDS = {
    word: number
    for number, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        start=1,
    )
}
FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}

# How exact dozens are: "two dozen" may be 26.
DOZEN = 0.15
_GROUPED = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d{1,3}(?: \d{3})+(?![\d,.]*\d)"
_DIGITS = rf"(?<![\w.,])(?:{_GROUPED}|\d+(?:[.,]\d+)?)(?!\d|(?:st|nd|rd|th|s)\b)"
_WORD = rf"(?:(?:{TENS})(?:[- ](?:{SMALL}))?|{SMALL}|dozen)"
_RUN = rf"(?:(?:an?|half an?)[ -](?:{BIG}|dozen)|{_WORD})(?:[ -](?:and[ -])?(?:{BIG}|dozen|{_WORD}))*"
_HALF = r"(?: and (?:a|one) half)?"
_SCALE = rf"(?:[ \u00a0-]?(?P<scale>{'|'.join(SCALES)})s?\b|[ \u00a0]?(?P<short>bn|mn|tn|k|m)\b(?![/²]))?"

NUMERAL = re.compile(
    rf"(?P<digits>{_DIGITS}){_SCALE}"
    rf"|\b(?P<fraction>(?:two|three|four|five|seven|nine|an?|one)[- ](?:third|quarter|fifth|sixth|eighth|tenth)s?|half)\b"
    rf"(?= of\b| less\b| more\b| above\b| below\b| higher\b| lower\b)"
    rf"|\b(?P<words>{_RUN}{_HALF}(?:[ -](?:{BIG}))?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Numeral:
    """A number at text[start:end]. `precision` is half the last place that was written (1,170 -> 5, 27.4 -> 0.05)."""

    start: int
    end: int
    value: float
    precision: float
    digits: str
    fraction: bool = False
    short_scale: str = ""


def numerals(text: str) -> list[Numeral]:
    """Every number in the text, in order. Vague ones (dozens, hundreds) are left out."""
    found = (_numeral(match) for match in NUMERAL.finditer(text))
    return [numeral for numeral in found if numeral is not None]


def _numeral(match: re.Match[str]) -> Numeral | None:
    if match["digits"]:
        return _from_digits(match)
    if match["fraction"]:
        value = _fraction(match["fraction"].lower())
        return Numeral(match.start(), match.end(), value, value * 0.05, "", fraction=True)
    value = word_value(match["words"])
    if value is None:
        return None
    precision = DOZEN * value if "dozen" in match["words"].lower() and value > 12 else _precision(value)
    return Numeral(match.start(), match.end(), value, precision, f"{value:g}" if value < 1e6 else "")


def _from_digits(match: re.Match[str]) -> Numeral:
    scale = (match["scale"] or "").lower()
    factor = SCALES.get(scale) or SHORT_SCALES.get(match["short"] or "", 1.0)
    plain, decimals = _plain(match["digits"], scaled=factor > 1)
    value = float(plain) * factor
    precision = 0.5 * 10**-decimals * factor if factor > 1 or decimals else _precision(value)
    return Numeral(
        match.start(), match.end(), value, precision, plain.replace(".", ""), short_scale=match["short"] or ""
    )


def _plain(written: str, *, scaled: bool) -> tuple[str, int]:
    """The digits as Python writes them, and how many stand behind the decimal point."""
    digits = re.sub(r"[ \u00a0\u202f]", "", written)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits) and not scaled:
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".")
    return digits, len(digits.partition(".")[2])


def _precision(value: float) -> float:
    """Whole numbers from 100 up may be rounded where they end in zeros: 5,000 reads as 4,500 to 5,500, never wider."""
    if value < 100 or value != int(value):
        return 0.0
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0"))
    return min(0.5 * 10**zeros, 0.1 * value) if zeros else 0.0


def word_value(words: str) -> float | None:
    """The value of a number written in words, or None when the words are no number ("a hundred", "two and a half")."""
    phrase = re.sub(r"[-\s]+", " ", words.lower()).strip()
    half, phrase = _split_half(phrase)
    phrase, dozens = re.subn(r"\bdozen\b", "twelve", phrase)
    phrase = re.sub(r"^an? ", "one ", phrase)
    if dozens:
        head = phrase.removesuffix("twelve").strip()
        value = 12.0 * (_spelled(head) or 1) if phrase.endswith("twelve") else None
    else:
        value = _spelled(phrase)
    return None if value is None else value * half[0] + half[1]


def _split_half(phrase: str) -> tuple[tuple[float, float], str]:
    """Takes a half out of the phrase: (factor, addition) and what is left."""
    if phrase.startswith("half a"):
        return (0.5, 0.0), re.sub(r"^half an? ", "one ", phrase)
    split = re.fullmatch(rf"(.+?) and (?:a|one) half(?: ({BIG}))?", phrase)
    if not split:
        return (1.0, 0.0), phrase
    scale = split[2] or ""
    unit = {"hundred": 100.0, **SCALES}.get(scale, 1.0)
    return (1.0, unit / 2), f"{split[1]} {scale}".strip()


def _spelled(phrase: str) -> float | None:
    try:
        return float(text2num(phrase, "en"))
    except ValueError:
        return None


def _fraction(phrase: str) -> float:
    if phrase == "half":
        return 0.5
    count, _, part = re.sub(r"[- ]", " ", phrase).partition(" ")
    part = part.rstrip("s")
    return (_spelled(count) or 1.0) / FRACTIONS.get(part, 1)
