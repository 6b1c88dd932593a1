"""Words that the house writes otherwise.

Reason to exist: readers trust a paper that spells one name one way; the administrators list what is preferred (here
“Velden”, not “Felden”).

Caught:
- The ferry left ‹Felden› at noon.
- It was ‹Felden’s› only ferry.

Rightly left alone:
- The ferry left Velden at noon.
- The Feldenberg is a hill.
- See felden.example/Felden/ or Felden@example.org.

Figures (22 November 2026): 2/2 of the examples; the labelled stories have no house style.
"""

import re
from collections.abc import Iterator

from articles.analysis.dossier import Dossier, Finding, Preference, Source

CATEGORY = "house_style"


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks each variant; the suggestion is the preferred form. Holds for articles in any language."""
    for source in dossier.sources:
        for preference in dossier.style:
            yield from _variants(source, preference)


def _variants(source: Source, preference: Preference) -> Iterator[Finding]:
    variants = sorted((one for one in preference.variants if one.strip() and one != preference.preferred), key=len)
    if not variants:
        return
    preferred = [found.span() for found in re.finditer(re.escape(preference.preferred), source.text)]
    pattern = "|".join(re.escape(variant) for variant in reversed(variants))
    for found in re.finditer(rf"(?<![\w@/.-])(?:{pattern})(?![\w@/-])", source.text):
        if any(start <= found.start() and found.end() <= end for start, end in preferred):
            continue
        reason = f"The house writes “{preference.preferred}”, not “{found.group()}”."
        if preference.note:
            reason += f" {preference.note}"
        yield Finding(source.key, *found.span(), CATEGORY, "minor", 1.0, reason, preference.preferred)
