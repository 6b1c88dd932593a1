"""The language of a text."""

from functools import cache

# Fewer words than these prove nothing.
FEWEST_WORDS = 4
# More characters make the answer slower, not better.
CHARACTERS_LOOKED_AT = 20_000
UNDETERMINED = "und"  # BCP 47


def language_of(text: str) -> str:
    """ISO 639 code of the language that most of the text is in, or "und"."""
    if len(text[:CHARACTERS_LOOKED_AT].split()) < FEWEST_WORDS:
        return UNDETERMINED
    code = likeliest(text[:CHARACTERS_LOOKED_AT])
    return UNDETERMINED if code == "zxx" else code


def likeliest(text: str) -> str:
    return _judge()(text)[0]


@cache
def _judge():
    # Loaded when first asked: the process that reads files starts for each batch and never asks.
    import py3langid

    return py3langid.classify
