"""The one form in which Newsroom keeps a text: every offset counts its code points."""

import re
import unicodedata

# Normalising takes quadratic time in a run of combining marks. The longest run in any language's spelling is below 30.
LONGEST_RUN_OF_MARKS = 64


class TextRefused(ValueError):
    """A text that cannot be taken in: `reason` is a plain sentence, `position` a code point of the text as given."""

    def __init__(self, reason: str, position: int, line: int):
        super().__init__(reason)
        self.reason = reason
        self.position = position
        self.line = line


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")


def canonical(text: str) -> str:
    """The text in Unicode NFC with LF line ends and without a byte-order mark in front.

    Raises TextRefused at a control character other than tab and line end, a lone surrogate, or a run of combining
    marks longer than any spelling needs. `canonical(canonical(text)) == canonical(text)`.
    """
    if found := _FORBIDDEN.search(text):
        raise _refusal(text, found.start(), _describe(found.group()))
    if (position := _run_of_marks(text)) is not None:
        raise _refusal(text, position, f"more than {LONGEST_RUN_OF_MARKS} combining marks in a row")
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text.lstrip("\ufeff")))


def _refusal(text: str, position: int, what: str) -> TextRefused:
    line = len(_LINE_END.sub("\n", text[:position]).split("\n"))
    return TextRefused(f"The text holds {what} at position {position}, in line {line}.", position, line)


def _describe(character: str) -> str:
    code = ord(character)
    kind = "NUL" if code == 0 else "a lone surrogate" if 0xD800 <= code <= 0xDFFF else "a control character"
    return f"{kind} (U+{code:04X})"


def _run_of_marks(text: str) -> int | None:
    """Where the first overlong run of combining marks starts."""
    if text.isascii():
        return None
    run = 0
    for position, character in enumerate(text):
        run = run + 1 if unicodedata.combining(character) else 0
        if run > LONGEST_RUN_OF_MARKS:
            return position - run + 1
    return None
