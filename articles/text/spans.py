"""A place in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A place in a text: `text[start:end]`."""

    start: int
    end: int
