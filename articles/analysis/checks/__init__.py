"""The registry of checks. A check takes a Dossier and yields Findings; one check, one file, one line here."""

from collections.abc import Callable, Iterable

from articles.analysis.checks import ages, contradictions, dates, locations, numbers
from articles.analysis.dossier import Dossier, Finding

CHECKS: dict[str, Callable[[Dossier], Iterable[Finding]]] = {
    ages.CATEGORY: ages.check,
    locations.CATEGORY: locations.check,
    numbers.CATEGORY: numbers.check,
    dates.CATEGORY: dates.check,
    contradictions.CATEGORY: contradictions.check,
}
