"""The facts of a story as rows over all its articles: who, where, when, how many, said by whom, what happened.

Each row comes from where the checks also look, so whatever they mark is a conflict here. Conflicts are always kept; of the
rest the page has room for MOST_ROWS, the facts of most articles first, and few that a single article gives.
"""

import re
from collections import Counter
from dataclasses import replace

from articles.analysis.claim_kinds import MAIN_EVENT, events, facts, lesser
from articles.analysis.dossier import Claim, Dossier
from articles.analysis.events import event_noun

# What an editor asks first, and the rows of each kind that agree: the page has room for so many in all.
ORDER = ("age", "place", "date", "number", "money", "quote", "role", "event")
MOST_OF_KIND = {"age": 5, "place": 5, "date": 7, "number": 12, "money": 4, "quote": 4, "role": 6, "event": 6}
# Kinds of which two rows may bear one title: two sums of one company.
WITH_VALUE = ("number", "money", "date")
# Rows in all, and those that are kept for what one article alone gives.
MOST_ROWS, RESERVED = 30, 8
# A number below this says little by itself.
FEW = 10
# Rows that one article alone gives: amounts, dates and ages are telling, a role or what somebody did less so.
MOST_SINGLE_OF_KIND = {"age": 3, "date": 4, "number": 7, "money": 3, "role": 1}


def gather(dossier: Dossier) -> list[Claim]:
    """The claims of the story in the order of ORDER, no two under one title."""
    found = list(facts(dossier))
    found += [claim for claim in events(dossier) if not _is_told(claim, found)]
    found.sort(key=lambda claim: (claim.status != "conflict", -_voices(claim), ORDER.index(claim.kind)))
    found = _telling_first(found, event_noun(dossier))
    kept = _within_room(_once([*found, *lesser(dossier)]))
    return sorted(kept, key=lambda claim: (ORDER.index(claim.kind), claim.status != "conflict", -_voices(claim)))


def _telling_first(claims: list[Claim], event: str) -> list[Claim]:
    """Those of one article at the end, each kind with its share, and in it those first that say of what and what happened."""
    singles = [claim for claim in claims if claim.status == "single" and claim.kind in MOST_SINGLE_OF_KIND]
    singles.sort(key=lambda claim: _vagueness(claim, event))
    taken: Counter[str] = Counter()
    shares = []
    for claim in singles:
        taken[claim.kind] += 1
        shares.append((taken[claim.kind] / MOST_SINGLE_OF_KIND[claim.kind], len(shares), claim))
    return [claim for claim in claims if claim.status != "single"] + [claim for _, _, claim in sorted(shares)]


def _vagueness(claim: Claim, event: str) -> int:
    """From 0 up: whether it says of what, what happened, and more than a handful."""
    figure = re.search(r"\d+(?:\.\d+)?", claim.statements[0].normalised)
    few = claim.kind == "number" and figure is not None and float(figure.group()) < FEW
    return (claim.subject == event) + (claim.attribute in ("year", "date", "percentage")) + few


def _once(claims: list[Claim]) -> list[Claim]:
    """No fact that the statements of a stronger row tell already; a title that is taken gets the value beside it."""
    titles: set[tuple[str, str, str]] = set()
    told: set[tuple[str, int, int]] = set()
    kept = []
    for claim in claims:
        title = (claim.kind, claim.subject.lower(), claim.attribute.lower())
        spans = {(one.source, one.start, one.end) for one in claim.statements}
        if spans <= told or (title in titles and claim.kind not in WITH_VALUE):
            continue
        if title in titles:
            claim = replace(claim, attribute=f"{claim.attribute}: {claim.statements[0].value}")
        titles.add(title)
        told |= spans
        kept.append(claim)
    return kept


def _within_room(claims: list[Claim]) -> list[Claim]:
    """All conflicts, and the first of the others that the page and their kind have room for."""
    kept = [claim for claim in claims if claim.status == "conflict"]
    taken: Counter[tuple[str, bool]] = Counter()
    singles = Counter(claim.kind for claim in claims if claim.status == "single")
    waiting = sum(min(count, MOST_SINGLE_OF_KIND.get(kind, 0)) for kind, count in singles.items())
    for claim in claims:
        single = claim.status == "single"
        room = MOST_ROWS if single else MOST_ROWS - min(RESERVED, waiting)
        most = (MOST_SINGLE_OF_KIND if single else MOST_OF_KIND).get(claim.kind, 0)
        if claim.status != "conflict" and len(kept) < room and taken[claim.kind, single] < most:
            taken[claim.kind, single] += 1
            kept.append(claim)
    return kept


def _is_told(event: Claim, others: list[Claim]) -> bool:
    """Whether another row tells it: the same subject and verb ("arrived in" beside "arrived"), or the dispute inside it."""
    if event.attribute == MAIN_EVENT:
        return False
    verb = event.attribute.split()[0]
    same = any(claim.subject == event.subject and claim.attribute.split()[0] == verb for claim in others)
    return same or any(_holds_both_sides(event, claim) for claim in others if claim.status == "conflict")


def _holds_both_sides(event: Claim, claim: Claim) -> bool:
    groups = {
        one.group
        for one in claim.statements
        for whole in event.statements
        if one.source == whole.source and whole.start <= one.start < whole.end
    }
    return len(groups) > 1


def _voices(claim: Claim) -> int:
    return len({statement.source for statement in claim.statements})
