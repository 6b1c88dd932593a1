"""The registry of checks. A check takes a Dossier and yields Findings; one check, one file, one line here."""

from collections.abc import Callable, Iterable

from articles.analysis.checks import (
    ages,
    boilerplate,
    contradictions,
    dates,
    duplicates,
    garbled,
    house_style,
    locations,
    name_variants,
    numbers,
    quotation_marks,
    quotes,
    spacing,
    truncated,
    unrelated,
)
from articles.analysis.dossier import Dossier, Finding

CHECKS: dict[str, Callable[[Dossier], Iterable[Finding]]] = {
    ages.CATEGORY: ages.check,
    locations.CATEGORY: locations.check,
    numbers.CATEGORY: numbers.check,
    dates.CATEGORY: dates.check,
    contradictions.CATEGORY: contradictions.check,
    quotes.CATEGORY: quotes.check,
    name_variants.CATEGORY: name_variants.check,
    garbled.CATEGORY: garbled.check,
    "spacing": spacing.check,
    "quotation_marks": quotation_marks.check,
    truncated.CATEGORY: truncated.check,
    duplicates.CATEGORY: duplicates.check,
    boilerplate.CATEGORY: boilerplate.check,
    unrelated.CATEGORY: unrelated.check,
    house_style.CATEGORY: house_style.check,
}
