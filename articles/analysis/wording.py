"""How a finding says what it found: who says so, in one plain sentence, and what to write instead."""

from collections.abc import Iterable

from articles.analysis.alignment import Item
from articles.analysis.dossier import Dossier, Place, Source

# Sources named in a reason before "and 2 others".
NAMED = 3
_PLACES_IN_TEXT = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def who_says(dossier: Dossier, items: Iterable[Item], reader: str = "") -> str:
    """The sources of the items by outlet, `reader`'s own article by its paragraph: "Reuters, AP and this article"."""
    items = list(items)
    keys = list(dict.fromkeys(item.source for item in items))
    names = [name_of(dossier.source(key)) for key in keys if key != reader]
    if len(names) > NAMED:
        names = [*names[: NAMED - 1], f"{len(names) - NAMED + 1} others"]
    if reader in keys:
        own = next(item for item in items if item.source == reader)
        names.append(f"this article’s {_paragraph(dossier.source(reader), own.start)}")
    return listed(names)


def name_of(source: Source) -> str:
    return source.outlet or source.key


def says(dossier: Dossier, items: Iterable[Item], reader: str = "") -> str:
    """The same with its verb: "Reuters says", "Reuters and AP say"."""
    items = list(items)
    plural = len({item.source for item in items}) > 1
    return f"{who_says(dossier, items, reader)} {'say' if plural else 'says'}"


def listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _paragraph(source: Source, position: int) -> str:
    number = sum(start <= position for start, _ in source.paragraphs)
    return f"{_PLACES_IN_TEXT[number - 1]} paragraph" if number <= len(_PLACES_IN_TEXT) else f"paragraph {number}"


def related(items: Iterable[Item]) -> tuple[Place, ...]:
    """The places of the items, for Finding.related."""
    return tuple(Place(item.source, item.start, item.end) for item in items)


def words_of(dossier: Dossier, item: Item) -> str:
    return dossier.source(item.source).text[item.start : item.end]


def usual(dossier: Dossier, items: Iterable[Item]) -> str:
    """The way most of the items write it, the shorter of two."""
    written = [words_of(dossier, item) for item in items]
    return max(sorted(set(written), key=len), key=written.count)
