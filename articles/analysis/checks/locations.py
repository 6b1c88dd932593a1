"""Places where something cannot have happened, by what the other sources and the article itself say.

Reason to exist: a wrong place turns the whole story wrong, and a namesake on another continent is easily taken.

Caught: `arrived in Oslo` where everybody else, or the article's first paragraph, says Rome; `Newport, Oregon` where the
others write from Newport, Wales; `a hospital in Lyon` against `a hospital in Lille` in two others.
Rightly left alone: Rome against Italy, Bombay against Mumbai, a town and its suburb, `another Newport, in Oregon`,
where somebody comes from, earlier and later journeys.
"""

from collections.abc import Iterator

from articles.analysis.alignment import Group, Item, Row
from articles.analysis.dossier import Dossier, Finding
from articles.analysis.locations import place_rows
from articles.analysis.wording import related, says, usual

CATEGORY = "wrong_location"
SURE, LIKELY = 0.9, 0.75


def check(dossier: Dossier) -> Iterator[Finding]:
    """A Finding for every place on the lesser side of a row."""
    marked: set[tuple[str, int]] = set()
    for row in place_rows(dossier):
        majority = winner(row)
        outvoted = [group for group in row.groups if majority and group is not majority]
        for item in (item for group in outvoted for item in group.items):
            if (item.source, item.start) not in marked:
                marked.add((item.source, item.start))
                yield _misplaced(dossier, item, majority)


def winner(row: Row) -> Group | None:
    """The side with two sources at least and more than any other; None where nobody is outvoted."""
    if len(row.groups) < 2:
        return None
    first, second = row.groups[0], row.groups[1]
    if len(first.sources) >= 2 and len(first.sources) > len(second.sources):
        return first
    return None


def _misplaced(dossier: Dossier, item: Item, majority: Group) -> Finding:
    place = usual(dossier, majority.items)
    kind = item.key.partition(":")[0]
    suggestion = _suggestion(dossier, item, majority)
    return Finding(
        item.source,
        item.start,
        item.end,
        CATEGORY,
        "blocker",
        SURE if kind in ("arrival", "namesake") else LIKELY,
        f"{says(dossier, majority.items, item.source)} {suggestion or place}.",
        suggestion,
        related(majority.items),
    )


def _suggestion(dossier: Dossier, item: Item, majority: Group) -> str:
    """The place as the majority writes it; with its region where the marked one has a region, capitals made ordinary."""
    qualified = [other for other in majority.items if other.value.qualified and "," in other.value.name]
    written = usual(dossier, qualified or majority.items)
    return ", ".join(part.title() if part.isupper() and len(part) > 3 else part for part in written.split(", "))
