"""From the bytes of a file to all that is found in it, containers opened: what the child process runs."""

from collections.abc import Callable, Iterator
from importlib import import_module

from articles.readers import archive
from articles.readers.composing import one_line
from articles.readers.kinds import READERS, kind_of
from articles.readers.limits import DEEPEST_FILES, LARGEST_FILE, LARGEST_UNPACKED, MEGABYTE, MOST_ARTICLES
from articles.readers.source import BETWEEN_PARTS, Found, SourceRefused, SourceText


class Budget:
    """What is left for one file with all that is in it."""

    def __init__(self):
        self.articles, self.bytes, self.places = MOST_ARTICLES, LARGEST_UNPACKED, set()

    def place(self, *parts: str) -> str:
        """The name of a part, told apart from others of the same name."""
        base = place = BETWEEN_PARTS.join(filter(None, map(one_line, parts)))
        number = 1
        while place in self.places:
            number += 1
            place = f"{base} ({number})"
        self.places.add(place)
        return place

    def spend(self, size: int) -> None:
        self.articles -= 1
        self.bytes -= size
        if self.articles < 0:
            raise SourceRefused(f"The file holds more than {MOST_ARTICLES} files and articles. Send it in parts.")
        if self.bytes < 0:
            raise SourceRefused(f"The file unpacks to more than {LARGEST_UNPACKED // MEGABYTE} MB. Send it in parts.")


def found_in(content: bytes, at: Callable[[str], None] = lambda part: None) -> Iterator[Found]:
    """All that a file holds. `at` is told where the reading is, before anything that may not come back."""
    yield from _found(content, "", 0, Budget(), at)


def _found(content, part, depth, budget, at):
    at(part)
    try:
        refuse_unreadable(content)
        kind = kind_of(content)
        if kind == "zip":
            kind = archive.kind_of(content)
        answer = import_module(f"articles.readers.{READERS[kind]}").read(content)
        if isinstance(answer, SourceText):
            yield Found(part, answer._replace(format=kind))
            return
        for inner in answer:
            yield from _inner(inner, kind, part, depth + 1, budget, at)
    except SourceRefused as refused:
        yield Found(part, refused)
    except MemoryError:
        yield Found(part, SourceRefused("Reading it takes more memory than an article is worth. Send it in parts."))
    except RecursionError:
        yield Found(part, SourceRefused("It lies too deep in itself to be read."))


def _inner(inner, kind, part, depth, budget, at):
    place = budget.place(part, inner.name)
    size = len(inner.content) if isinstance(inner.content, bytes) else 0
    budget.spend(size)
    if isinstance(inner.content, SourceText):
        yield Found(place, inner.content._replace(format=kind))
    elif isinstance(inner.content, SourceRefused):
        yield Found(place, inner.content)
    elif depth > DEEPEST_FILES:
        yield Found(place, SourceRefused(f"It lies more than {DEEPEST_FILES} files deep in the file. Unpack it first."))
    else:
        yield from _found(inner.content, place, depth, budget, at)


def refuse_unreadable(content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise SourceRefused(f"The file is larger than {LARGEST_FILE // MEGABYTE} MB, the most that a file may have.")
    if not content.strip():
        raise SourceRefused("The file holds nothing but white space." if content else "The file is empty.")
