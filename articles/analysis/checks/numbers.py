"""Numbers that stand alone against the other sources: counts, measures, sums of money, percentages, durations.

Reason to exist: swapped digits and lost zeros survive every reading, and are copied.

Caught:
- The fire burned ‹7,200 hectares› of forest. || The fire burned 2,700 hectares of forest.
- The bridge cost ‹£12 million› to build. || The bridge cost £120 million to build.
- The ‹734-metre› bridge opened on Monday. || The 743-metre bridge opened on Monday.

Rightly left alone:
- The fire burned about 2,700 hectares of forest. || The fire burned 2,694 hectares of forest.
- The fire burned 10.4 square miles of forest. || The fire burned 2,700 hectares of forest.
- The fire burned 2,700 hectares of forest, compared with 900 last year. || The fire burned 2,700 hectares of
  forest.
- He was in prison for 29 months. || He was in prison for two years and five months.

Figures (22 November 2026): labelled stories 29/34 found, 0 false; planted errors 21/30 found, 4 false; sound news 2
marks in 37,843 words.
"""

from collections.abc import Iterator

from articles.analysis.alignment import Group, Item, Row
from articles.analysis.dossier import Dossier, Finding
from articles.analysis.quantities import Quantity
from articles.analysis.rows import is_update, outgrows, quantity_rows
from articles.analysis.slips import mistyped
from articles.analysis.wording import related, says, usual, words_of

CATEGORY = "wrong_number"
LOOKS_MISTYPED, OUTVOTED = 0.9, 0.75


def check(dossier: Dossier) -> Iterator[Finding]:
    """A Finding for every number that a majority of the sources speaks against."""
    for row in quantity_rows(dossier):
        majority = winner(dossier, row)
        for group in row.groups if majority else ():
            if group is not majority:
                for item in group.items:
                    yield _outvoted(dossier, item, majority)


def winner(dossier: Dossier, row: Row) -> Group | None:
    """The side with two sources at least and more than any other, in a row that is no growing count.

    Where an article gives both values, or a live blog the higher one of a growing count, the dispute is real: nobody wins.
    """
    if len(row.groups) < 2 or is_update(dossier, row):
        return None
    first, second = row.groups[0], row.groups[1]
    if first.sources & second.sources or outgrows(dossier, row):
        return None
    return first if len(first.sources) >= 2 and len(first.sources) > len(second.sources) else None


def _outvoted(dossier: Dossier, item: Item, majority: Group) -> Finding:
    agreed = majority.items[0]
    return Finding(
        item.source,
        item.start,
        item.end,
        CATEGORY,
        "major",
        LOOKS_MISTYPED if mistyped(item.value, agreed.value) else OUTVOTED,
        f"{says(dossier, majority.items, item.source)} {usual(dossier, majority.items)}.",
        _suggestion(dossier, item, majority),
        related(majority.items),
    )


def _suggestion(dossier: Dossier, item: Item, majority: Group) -> str:
    """The majority's number with the marked number's own unit, or all that the majority wrote where units differ."""
    text = words_of(dossier, item)
    quantity: Quantity = item.value
    for other in majority.items:
        theirs: Quantity = other.value
        if theirs.factor == quantity.factor and quantity.kind != "money":
            number = dossier.source(other.source).text[theirs.start : theirs.number_end]
            return number + text[quantity.number_end - quantity.start :]
    return usual(dossier, majority.items)
