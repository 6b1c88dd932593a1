"""Places where something cannot have happened, by what the other sources and the article itself say.

Reason to exist: a wrong place turns the whole story wrong, and a namesake on another continent is easily taken.

Caught:
- President Ada Quist arrived in ‹Oslo› on Monday. || President Ada Quist arrived in Rome on Monday.
- The fire broke out in a warehouse in ‹Lyon› on Monday. || The fire broke out in a warehouse in Lille on Monday.
- The storm hit ‹Newport, Oregon›, on Monday. || The storm hit Newport, Wales, on Monday.

Rightly left alone:
- President Ada Quist arrived in Italy on Monday. || President Ada Quist arrived in Rome on Monday.
- Ada Quist, who was born in Oslo, arrived in Rome on Monday. || President Ada Quist arrived in Rome on Monday.
- President Ada Quist arrived in Bombay on Monday. || President Ada Quist arrived in Mumbai on Monday.
- Two people were hurt in Rome. || Two people were hurt in Ostia, near Rome.

Figures (22 November 2026): labelled stories 27/30 found, 0 false; planted errors 15/17 found, 0 false; sound news
no mark in 37,843 words.
"""

from collections.abc import Iterator

from articles.analysis.alignment import Group, Item, Row
from articles.analysis.dossier import Dossier, Finding
from articles.analysis.locations import place_rows
from articles.analysis.namesakes import impossible_capitals
from articles.analysis.wording import related, says, usual

CATEGORY = "wrong_location"
SURE, LIKELY = 0.9, 0.75


def check(dossier: Dossier) -> Iterator[Finding]:
    """A Finding for every place on the lesser side of a row."""
    marked: set[tuple[str, int, int]] = set()
    for stated, country in impossible_capitals(dossier):
        marked.add((stated.source, stated.start, stated.end))
        name = stated.name.title()
        reason = f"{name} is the capital of {country}."
        yield Finding(stated.source, stated.start, stated.end, CATEGORY, "blocker", SURE, reason, f"{name}, {country}")
    for row in place_rows(dossier):
        majority = winner(row)
        outvoted = [group for group in row.groups if majority and group is not majority]
        for item in (item for group in outvoted for item in group.items):
            only_supports = item.key.startswith("namesake:") and not item.value.qualified
            again = any(item.source == key and start <= item.start < end for key, start, end in marked)
            if not again and not only_supports:
                marked.add((item.source, item.start, item.end))
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
