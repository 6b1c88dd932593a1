"""Support: what stands in a sentence of the draft and not in the words that it cites. No language model, no database.

`points(text, start, end, cited)` is called after each save, so it must be fast: it reads with regular expressions what
the checks of the articles read with a parser, and would rather stay silent than cry wolf.
"""

import re
from collections import Counter
from functools import lru_cache

from articles.analysis.support.days import unsupported_days
from articles.analysis.support.figures import unsupported_figures
from articles.analysis.support.names import unsupported_names
from articles.analysis.support.quotes import quotations, unsupported_quotations
from articles.analysis.support.texts import REACH, Cited, Point, blanked

__all__ = ["KEPT_WORDS", "REACH", "Cited", "Point", "has_drifted", "points"]

# The share of its words that must stand in a sentence still, and make it up, for a citation of it to hold unread.
KEPT_WORDS = 0.7


@lru_cache(maxsize=4096)
def points(text: str, start: int, end: int, cited: tuple[Cited, ...]) -> tuple[Point, ...]:
    """What the sentence `text[start:end]` of a paragraph says and the cited words do not, in reading order.

    `kind` of a Point is quote, number, age, date, time, name or place. A sentence that cites nothing has none: that it
    cites nothing says it all.
    """
    if not cited:
        return ()
    found = list(unsupported_quotations(text, start, end, cited))
    plain = blanked(text, quotations(text))
    sentence = plain[start:end]
    for read in (unsupported_figures, unsupported_days):
        found += [_shifted(point, start) for point in read(sentence, cited)]
    found += [_shifted(point, start) for point in unsupported_names(sentence, cited, text)]
    return tuple(sorted(found, key=lambda point: (point.start, point.end)))


def _shifted(point: Point, by: int) -> Point:
    return Point(point.kind, point.start + by, point.end + by, point.words)


def has_drifted(said: str, says: str) -> bool:
    """Whether a sentence has changed so much since it was cited for that somebody should look at the source again.

    `said` is what it said then ("" is not known: no), `says` what it says now. Words are counted, their order is not.
    """
    before, now = _counted(said), _counted(says)
    if not before or not now:
        return False
    kept = sum((before & now).values())
    return kept < KEPT_WORDS * max(before.total(), now.total())


def _counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))
