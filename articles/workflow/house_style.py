"""Where a draft departs from the house's style, or from how the rest of the story spells."""

from typing import NamedTuple

from articles.analysis.checks import house_style
from articles.analysis.dossier import Dossier, Preference, Source
from articles.analysis.spelling import variants
from articles.models import HouseStyle


class StylePoint(NamedTuple):
    """`words` should read `instead`; `reason` says why."""

    words: str
    instead: str
    reason: str


def style_points(rows):
    """{paragraph: its points}, each wording once. One query."""
    text, starts = "", {}
    for row in rows:
        starts[row.pk] = len(text)
        text += row.text + "\n"
    found = {}
    for start, point in [*_preferred(text), *_spelled(text)]:
        pk = max((pk for pk, begins in starts.items() if begins <= start), key=starts.get)
        if point not in found.setdefault(pk, []):
            found[pk].append(point)
    return found


def _preferred(text):
    style = tuple(Preference(row.preferred, row.variant_list, row.note) for row in HouseStyle.objects.all())
    for finding in house_style.check(Dossier((Source("draft", text),), style=style)):
        yield finding.start, StylePoint(text[finding.start : finding.end], finding.suggestion, finding.reason)


def _spelled(text):
    for variant in variants(text):
        yield variant.start, StylePoint(text[variant.start : variant.end], variant.instead, variant.reason)
