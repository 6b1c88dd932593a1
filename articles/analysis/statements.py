"""A quantity as a statement that can be compared: what it says (length, killed), how telling its value is, what it hangs on.

A statement about another time or another case than the story's is background.
"""

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from articles.analysis.alignment import Item
from articles.analysis.anchors import anchors, link
from articles.analysis.context import Context, context
from articles.analysis.counted import is_person
from articles.analysis.dates import dates
from articles.analysis.dossier import Source
from articles.analysis.families import family
from articles.analysis.quantities import Quantity

# The word for what a quantity says, by the words beside it; the nearest of them decides.
_OF_MONEY = {
    **{word: word for word in "cost value reward fine damage profit revenue salary loss".split()},
    "donate": "donated",
    "raise": "raised",
}
_OF_LENGTH = {"long": "length", "wide": "width", "high": "height", "deep": "depth"}
_OF_TIME = {"late": "delay", "last": "duration", "build": "building time", "sentence": "sentence"}
_OF_COUNT = {
    "die": "killed",
    "injure": "injured",
    "evacuate": "evacuated",
    "arrest": "arrested",
    "rescue": "rescued",
    "miss": "missing",
    "missing": "missing",
    "steal": "stolen",
    "seek": "sought",
    "want": "sought",
    "hunt": "sought",
    "attend": "attendance",
    "employ": "employed",
    "trap": "trapped",
    "displace": "displaced",
    "queue": "queueing",
    "vote": "votes",
    "homeless": "homeless",
    "hospitalise": "in hospital",
    "hospitalize": "in hospital",
    "burn": "burned",
}
# What befalls and becomes people alone: shelters are opened for the evacuated, and are not evacuated.
_OF_PEOPLE = frozenset(
    "injured evacuated arrested rescued missing sought attendance employed homeless trapped displaced queueing".split()
) | {"in hospital"}
_HALF_TIME = re.compile(r"(?:at|by) (?:the )?(?:half-?time|half|break|interval)|half-?time", re.IGNORECASE)
BESIDE_SCORE = 16
ATTRIBUTES = {"money": _OF_MONEY, "measure": _OF_LENGTH, "duration": _OF_TIME, "count": _OF_COUNT}
# A sentence with one of these speaks of another time or another case.
_BACKGROUND = re.compile(
    r"\b(?:compared (?:with|to)|for comparison|up from|down from|last year|a year earlier|a year ago|previous(?:ly)?|"
    r"earlier this|in the past|years ago|on average|would be|if)\b",
    re.IGNORECASE,
)
# "Since 1990" and "until 2030" open a span of time that the story lies in.
_SPAN_OF_TIME = re.compile(
    r"\b(?:since|until|till|by|from|counting from)(?: the)?(?: year)?(?: end of)?(?: [A-Z]\w+)? $"
)
# Characters from the start of a sentence within which a date sets the time of all of it.
OPENING = 12
# In a live blog: a count that the next entry replaces.
_PASSING = re.compile(r"\b(?:now|so far|already|still|as things stand)\b", re.IGNORECASE)
# Below these a number alone tells nothing: many things are three, or ten metres long.
# A number of two figures and not round is telling from the second on.
# Quantities of a sentence that are noted beside each other.
MOST_NEIGHBOURS = 12
SMALL_COUNT, SMALL_MEASURE = 100, 12
# Nouns that count everything.
_VAGUE_NOUNS = frozenset(
    "people time point case number part kind side thing way member million thousand group other pair piece item step "
    "day week month year hour minute second place percent".split()
)
_LIVE_TIMES = re.compile(r"^\W*\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?\s*[-–—:|]", re.MULTILINE | re.IGNORECASE)
LIVE_ENTRIES = 3


def quantity_item(source: Source, quantity: Quantity) -> Item:
    """The quantity as a statement: its key, its attribute, how telling it is, and what it hangs on."""
    words = context(source, quantity.start, quantity.end)
    sentence = words.sentence
    background = _is_background(source, sentence) or _is_of_another_year(source, quantity, sentence)
    attribute = _attribute(source, quantity, words)
    key, distinctive = _key(quantity), _is_distinctive(quantity)
    hangs_on = anchors(source, quantity.start, quantity.end) - {f"of:{family(quantity.noun)}"}
    if key.startswith("count:") and key.removeprefix("count:") not in _VAGUE_NOUNS:
        hangs_on |= {f"of:{key}"}
    return Item(
        source.key, quantity.start, quantity.end, key, quantity, words, attribute, distinctive, background, hangs_on
    )


@lru_cache(maxsize=20_000)
def _is_background(source: Source, sentence: int) -> bool:
    """Whether the sentence speaks of another time or case than the story's."""
    start, end = source.sentences[sentence]
    text = source.text[start:end]
    return bool((is_live(source) and _PASSING.search(text)) or _BACKGROUND.search(text))


def _is_of_another_year(source: Source, quantity: Quantity, sentence: int) -> bool:
    """Whether the quantity hangs on a verb that is dated to another year than the article's."""
    own = link(source, quantity.start, quantity.end).verb
    for start, end, fronted in _other_years(source, sentence):
        dated = link(source, start, end).verb
        if own is None or dated is None or own == dated or dated in own.ancestors and fronted:
            return True
    return False


@lru_cache(maxsize=20_000)
def _other_years(source: Source, sentence: int) -> tuple[tuple[int, int, bool], ...]:
    """Years of the sentence that are not the article's own, and whether they open it; "since 1990" is none."""
    start, end = source.sentences[sentence]
    text = source.text[start:end]
    found = (date for date in dates(text) if date.year)
    return tuple(
        (start + date.start, start + date.end, date.start < OPENING)
        for date in found
        if not _SPAN_OF_TIME.search(text, max(0, date.start - 40), date.start)
        and not (source.published and source.published.year == date.year)
    )


def with_neighbours(items: list[Item]) -> list[Item]:
    """The items of one source, each with the other quantities of its sentence among its words: they tell a fact apart."""
    by_sentence = defaultdict(list)
    for item in items:
        by_sentence[item.context.sentence].append(item)
    for neighbours in by_sentence.values():
        del neighbours[MOST_NEIGHBOURS:]
    return [_with_others(item, by_sentence[item.context.sentence]) for item in items]


def _with_others(item: Item, neighbours: list[Item]) -> Item:
    values = {f"{other.key} {other.value.value:.4g}" for other in neighbours if other is not item}
    listed = any(other.key == item.key for other in neighbours if other is not item)
    words = replace(item.context, words=item.context.words | values)
    return replace(item, context=words, listed=listed) if values else item


def _key(quantity: Quantity) -> str:
    if quantity.kind == "count":
        noun = "people" if is_person(quantity.noun) else family(quantity.noun)
        return f"count:{noun}{':part' if quantity.part else ''}"
    if quantity.kind == "ordinal":
        return f"ordinal:{family(quantity.noun)}"
    return f"{quantity.kind}:{quantity.unit}"


def _is_distinctive(quantity: Quantity) -> bool:
    """Whether the value alone tells that two sources mean one thing: 27.4 million pounds does, three people do not."""
    figures = quantity.digits.strip("0")
    if quantity.kind in ("ordinal", "share", "score"):
        return quantity.kind == "score"
    if quantity.kind in ("count", "percent"):
        if quantity.value != int(quantity.value):
            return len(figures) >= 2
        return quantity.value >= SMALL_COUNT or (len(figures) >= 2 and quantity.value > SMALL_MEASURE)
    return len(figures) >= 2 and quantity.value > SMALL_MEASURE


def _attribute(source: Source, quantity: Quantity, words: Context) -> str:
    if quantity.kind == "score":
        beside = source.text[max(0, quantity.start - BESIDE_SCORE) : quantity.end + BESIDE_SCORE]
        return "score at half-time" if _HALF_TIME.search(beside) else ""
    if quantity.kind == "ordinal":
        return "which one"
    if quantity.kind == "measure" and quantity.unit != "length":
        return quantity.unit
    known = ATTRIBUTES.get(quantity.kind, {})
    if quantity.kind == "count" and not is_person(quantity.noun):
        known = {word: attribute for word, attribute in known.items() if attribute not in _OF_PEOPLE}
    return next((known[found] for found in words.nearest if found in known), "")


def is_live(source: Source) -> bool:
    """Whether the article is a live blog: three paragraphs at least open with a time."""
    return len(_LIVE_TIMES.findall(source.text)) >= LIVE_ENTRIES
