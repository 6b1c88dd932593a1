"""Sentences that stick together because the space between them was lost.

Reason to exist: scrapers join lines and links without a space; the page looks careless and readers stumble.

Caught:
- She praised “new ‹sectors.”Berg› also smiled.
- They all came ‹home.Then› it rained.
- Who said ‹so?Nobody› did.

Rightly left alone:
- See www.example.Org for it.
- He left at 2.15am for the U.S. coast.
- Pier.Works builds piers. Pier.Works is small.

Figures (22 November 2026): part of garbled_sentence in labelled stories; sound news no mark in 40,044 words.
"""

import re
from collections.abc import Iterator

from articles.analysis.dossier import Dossier, Finding

CATEGORY = "garbled_sentence"

_LINK = re.compile(r"(?:https?:|www\.|@|/)")
_NAME_LIKE = re.compile(r"(?:com|org|net|io|js|ai|co|tv)\b", re.IGNORECASE)


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks the last word, the stop and the word that follows; the suggestion puts the space in."""
    for source in dossier.english:
        for before, after in zip(source.sentences, source.sentences[1:], strict=False):
            if before.end != after.start:
                continue
            last = re.search(r"\S{1,60}$", source.text[before.start : before.end])
            first = re.match(r"\S{1,60}", source.text[after.start : after.end])
            words = last.group() + first.group()
            if _LINK.search(words) or _NAME_LIKE.match(first.group()) or source.text.count(words.strip("“”\"',;:")) > 1:
                continue
            yield Finding(
                source.key,
                after.start - len(last.group()),
                after.start + len(first.group()),
                CATEGORY,
                "minor",
                0.9,
                f"The space before “{first.group()}” is missing.",
                f"{last.group()} {first.group()}",
            )
