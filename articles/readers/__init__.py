"""Bytes in, SourceTexts out. A new kind of file is a module with one function `read`, and one line in `kinds.READERS`.

Plain text is read where it is asked for. Every other kind is read in a process of its own, which is ended when it takes
too much time or memory: the libraries that read them were made for files that mean no harm.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from articles.readers.kinds import READERS
from articles.readers.limits import LARGEST_FILE, LARGEST_SOURCE
from articles.readers.source import BETWEEN_PARTS, Found, Note, Removed, SourceRefused, SourceText, place

__all__ = [
    "BETWEEN_PARTS",
    "LARGEST_FILE",
    "LARGEST_SOURCE",
    "READERS",
    "Found",
    "Note",
    "Removed",
    "SourceRefused",
    "SourceText",
    "entries_alone",
    "place",
    "read",
    "read_all",
    "reading",
]


def read(content: bytes) -> SourceText:
    """The one article in a file. Raises SourceRefused with the reason and the place."""
    found = read_all(content)
    if len(found) > 1:
        raise SourceRefused(f"The file holds {len(found)} articles, where one is asked for.")
    if isinstance(found[0].answer, SourceRefused):
        raise found[0].answer
    return found[0].answer


def read_all(content: bytes) -> list[Found]:
    """Everything in a file, at least one thing: articles, and refusals with their place."""
    with reading() as read_one:
        return read_one(content)


def entries_alone(content: bytes) -> list[bytes]:
    """A feed once for each of its entries, with that entry only, in the order of `read_all`. Raises SourceRefused."""
    from articles.readers.feed import alone  # what it loads is for feeds only

    return alone(content)


@contextmanager
def reading() -> Iterator[Callable[[bytes], list[Found]]]:
    """`read_all` for many files: they share a process."""
    from articles.readers.parent import read_bounded  # the child has no use for what it loads
    from articles.readers.process import ReadingProcess

    with ReadingProcess() as process:
        yield lambda content: read_bounded(content, process)
