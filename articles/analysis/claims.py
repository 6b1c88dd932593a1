"""The facts of a story as rows over all its articles: who, where, when, how many, said by whom, what happened.

Each row comes from where the checks also look, so whatever they mark is a conflict here. Conflicts are always kept; of the
rest the page has room for MOST_ROWS, the facts of most articles first, and few that a single article gives.
"""

from collections import Counter

from articles.analysis.claim_kinds import events, facts
from articles.analysis.dossier import Claim, Dossier

# What an editor asks first, and the rows of each kind that agree: the page has room for so many in all.
ORDER = ("age", "place", "date", "number", "money", "quote", "role", "event")
MOST_OF_KIND = {"age": 5, "place": 5, "date": 6, "number": 10, "money": 4, "quote": 4, "role": 6, "event": 6}
MOST_ROWS, MOST_SINGLE = 30, 10


def gather(dossier: Dossier) -> list[Claim]:
    """The claims of the story in the order of ORDER, no two under one title."""
    found = list(facts(dossier))
    found += [claim for claim in events(dossier) if not _is_told(claim, found)]
    found.sort(key=lambda claim: (claim.status != "conflict", -_voices(claim), ORDER.index(claim.kind)))
    kept = _within_room(_once(found))
    return sorted(kept, key=lambda claim: (ORDER.index(claim.kind), claim.status != "conflict", -_voices(claim)))


def _once(claims: list[Claim]) -> list[Claim]:
    """The first of each title, and no fact that the statements of a stronger row tell already."""
    titles: set[tuple[str, str, str]] = set()
    told: set[tuple[str, int, int]] = set()
    kept = []
    for claim in claims:
        title = (claim.kind, claim.subject.lower(), claim.attribute.lower())
        spans = {(one.source, one.start, one.end) for one in claim.statements}
        if title in titles or spans <= told:
            continue
        titles.add(title)
        told |= spans
        kept.append(claim)
    return kept


def _within_room(claims: list[Claim]) -> list[Claim]:
    kept = [claim for claim in claims if claim.status == "conflict"]
    kinds: Counter[str] = Counter()
    single = 0
    for claim in claims:
        if claim.status == "conflict" or len(kept) >= MOST_ROWS or kinds[claim.kind] >= MOST_OF_KIND[claim.kind]:
            continue
        single += claim.status == "single"
        if claim.status != "single" or single <= MOST_SINGLE:
            kinds[claim.kind] += 1
            kept.append(claim)
    return kept


def _is_told(event: Claim, others: list[Claim]) -> bool:
    """Whether another row tells it: the same subject and verb ("arrived in" beside "arrived"), or the dispute inside it."""
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
