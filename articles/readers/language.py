"""The language of a text."""

import py3langid

# Fewer words than these prove nothing.
FEWEST_WORDS = 4
# More characters make the answer slower, not better.
CHARACTERS_LOOKED_AT = 20_000
UNDETERMINED = "und"  # BCP 47


def language_of(text: str) -> str:
    """ISO 639 code of the language that most of the text is in, or "und"."""
    if len(text[:CHARACTERS_LOOKED_AT].split()) < FEWEST_WORDS:
        return UNDETERMINED
    code, _ = py3langid.classify(text[:CHARACTERS_LOOKED_AT])
    return UNDETERMINED if code == "zxx" else code
