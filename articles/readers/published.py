"""The day on which an article says that it was published, where its first lines leave no doubt."""

import re
from datetime import date

from articles.text import paragraphs

LINES_LOOKED_AT = 6
LONGEST_BYLINE = 120  # characters of a line that may say when the article came out
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_MONTH = (
    r"(?P<month{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
# Day, month and year, the month in letters or the year first: 03/04/2026 is two different days.
_DATE = re.compile(
    rf"\b(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_MONTH.format(1)},?\s+(?P<year1>(?:19|20)\d\d)\b"
    rf"|\b{_MONTH.format(2)}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)(?=T|\b)",
    re.IGNORECASE,
)
_SIGN = r"[|•·–—:,(-]"
_TIME = r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?"
_LEAD_IN = rf"\s*(?:{_TIME},?\s*)?(?:on\s+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?$"
# What stands before a date that a line gives as the day of publication, and before one that stands alone.
_SAID = re.compile(rf"(?:^|{_SIGN}\s*)(?:first\s+)?(?:published|posted|issued)(?:\s+at)?:?{_LEAD_IN}", re.IGNORECASE)
_ALONE = re.compile(rf"(?:^|{_SIGN}){_LEAD_IN}", re.IGNORECASE)
_AT_END = re.compile(rf"\s*(?:$|{_SIGN}|[);]|(?:at\s+)?{_TIME}|T\d)", re.IGNORECASE)
# A place, perhaps an agency, then the text behind a dash: LEEDS, March 12, 2026 (Agency) - The river rose.
_DATELINE = re.compile(r"[A-Z][\w .,’'/()-]{1,100}?\s*(?:--?|[–—])\s+(?=\S)")


def published(text: str) -> date | None:
    """The day of publication of a canonical text: said to be so, or alone in a byline or a dateline; None in doubt."""
    lines = [text[start:end] for start, end in paragraphs(text)[:LINES_LOOKED_AT]]
    said, alone = set(), set()
    for number, line in enumerate(lines):
        for before, day in _days(line):
            if _SAID.search(before):
                said.add(day)
            elif _ALONE.search(before) and (number or not before):  # a headline may tell of a day
                alone.add(day)
    days = said or alone
    return days.pop() if len(days) == 1 else None


def _days(line: str):
    """(what stands before it, day) for each full date of the line's dateline, or of the line if it is a byline."""
    dateline = _DATELINE.match(line)
    if dateline and _DATE.search(dateline[0]):
        line = dateline[0]
    elif len(line) > LONGEST_BYLINE or line.endswith((".", "?", "!", "…")):
        return
    for found in _DATE.finditer(line):
        day = _day(found)
        if day and _AT_END.match(line, found.end()):
            yield line[: found.start()], day


def _day(found: re.Match) -> date | None:
    parts = {name[:-1]: value for name, value in found.groupdict().items() if value}
    month = parts["month"]
    number = int(month) if month.isdecimal() else MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:
        return None
