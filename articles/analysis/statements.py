"""A quantity as a statement that can be compared: what it says (length, killed), how telling its value is, what it hangs on.

A statement about another time or another case than the story's is background.
"""

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from articles.analysis.alignment import SOME_OTHER, Item
from articles.analysis.anchors import anchors, link
from articles.analysis.attributes import attribute
from articles.analysis.context import context, tokens_from, word
from articles.analysis.counted import is_person
from articles.analysis.dates import dates
from articles.analysis.dossier import Source
from articles.analysis.families import family
from articles.analysis.quantities import Quantity, figures
from articles.analysis.tellers import teller

# A sentence with one of these speaks of another time or another case.
_BACKGROUND = re.compile(
    r"\b(?:for comparison|last year|last season|a year earlier|a year ago|previously|earlier this|in the past|years ago|"
    r"on average|would be|if)\b",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(r"last year|last season|a year earlier|a year ago", re.IGNORECASE)
# What follows one of these is set beside the number of the story.
_COMPARED = re.compile(r"\b(?:compared (?:with|to)|as against|up from|down from)\b", re.IGNORECASE)
# "5,000 a year", "each day": a count that comes back.
_RATE = re.compile(
    r"(?: [\w’'-]+){0,2}?,? (?:a|an|per|each|every) (?P<time>second|minute|hour|day|week|month|year|season|night)\b|"
    r"(?: [\w’'-]+){0,2}? (?P<adverb>daily|weekly|monthly|annually|yearly)\b|-a-(?P<joined>day|week|month|year)\b"
)
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year"}
# "Since 1990" and "until 2030" open a span of time that the story lies in.
_SPAN_OF_TIME = re.compile(
    r"\b(?:since|until|till|by|from|counting from)(?: the)?(?: year)?(?: end of)?(?: [A-Z]\w+)? $"
)
# Characters from the start of a sentence within which a date sets the time of all of it.
OPENING = 12
_COMPLEMENT = re.compile(r" (?:in|of|for|on) (?:the |a |an |its |their |his |her )?")
# Words between a number and its noun that tell the kind of thing.
QUALIFIERS = 3
# "Another 12 boats", "12 more", "all but 12": some beside those that the story is about.
_FURTHER = re.compile(
    r"\b(?:another|other|further|additional|extra|every|each|per|(?:all|everyone|everybody) (?:but|except))\s"
    r"(?:about\s|some\s|the\s|for\s)?$",
    re.IGNORECASE,
)
FURTHER_REACH = 24
# "The previous record of 12", "from 12 to 14": what was before.
_FORMER = re.compile(r"\b(?:previous|former|old|earlier)\s(?:[\w-]+\s){0,4}?$|\bfrom\s[£$€]?$", re.IGNORECASE)
_FORMER_REACH, _TO_ANOTHER = 48, re.compile(r"(?:\s[^\s.;:,\d]+){0,2}?\sto\s(?:just\s|only\s|about\s)?[£$€]?\d")
_MORE = re.compile(r"\s(?:more|other|others|further|additional)\b(?!\sthan)")
# In a live blog: a count that the next entry replaces.
_PASSING = re.compile(r"\b(?:now|so far|already|still|as things stand)\b", re.IGNORECASE)
# Below these a number alone tells nothing: many things are three, or ten metres long.
# A number of two figures and not round is telling from the second on.
# Quantities of a sentence that are noted beside each other.
MOST_NEIGHBOURS = 12
SMALL_COUNT, SMALL_MEASURE, SMALL_SUM = 100, 12, 1_000
# Nouns that count everything.
VAGUE_NOUNS = frozenset(
    "people time point case number part kind side thing way member million thousand group other pair piece item step "
    "day week month year hour minute second place percent".split()
)
# Figures from which no two things have one number by chance.
TELLING_FIGURES = 3
# Nouns that count people of every sort.
_ANYBODY = frozenset("people person man woman life soul other one".split())
_LIVE_TIMES = re.compile(r"^[^\w\n]*\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?\s*[-–—:|]", re.MULTILINE | re.IGNORECASE)
LIVE_ENTRIES = 3


def quantity_item(source: Source, quantity: Quantity) -> Item:
    """The quantity as a statement: its key, its attribute, how telling it is, and what it hangs on."""
    words = context(source, quantity.start, quantity.end)
    sentence = words.sentence
    beside = _FURTHER.search(source.text, max(0, quantity.start - FURTHER_REACH), quantity.start) or _MORE.match(
        source.text, quantity.number_end
    )
    background = SOME_OTHER if beside else _background(source, sentence, quantity)
    said = attribute(source, quantity, words)
    key, distinctive = _key(quantity, said) + _rate(source, quantity), _is_distinctive(quantity)
    hangs_on = anchors(source, quantity.start, quantity.end) - {f"of:{family(quantity.noun)}"}
    hangs_on |= _complement(source, quantity)
    if key.partition(" ")[2]:
        hangs_on |= {f"of:count:{key}"}
    if quantity.kind == "count" and is_specific(quantity.noun):
        hangs_on |= {f"of:count:{family(quantity.noun)}", *_qualifiers(source, quantity)}
    telling = figures(quantity) >= TELLING_FIGURES or quantity.kind in ("money", "score")
    return Item(
        source.key,
        quantity.start,
        quantity.end,
        key,
        quantity,
        words,
        said,
        distinctive=distinctive,
        unmistakable=distinctive and telling,
        background=background,
        anchors=hangs_on,
        teller=teller(source, quantity.start, quantity.end),
    )


def _qualifiers(source: Source, quantity: Quantity) -> set[str]:
    """What kind of thing is counted: "kind:qualify" of `three qualifying matches`; what befell it (`cancelled`) is no kind."""
    found = set()
    for token in islice(tokens_from(source, quantity.number_end), QUALIFIERS + 1):
        if token.lemma_.lower() == quantity.noun:
            return found
        if token.pos_ not in ("ADJ", "NOUN", "VERB"):
            break
        if word(token) and token.tag_ != "VBN":
            found.add(f"kind:{word(token)}")
    return set()


def _rate(source: Source, quantity: Quantity) -> str:
    """ " a year" for a number that comes back every year, "" for one that was counted once."""
    if quantity.kind not in ("count", "money"):
        return ""
    match = _RATE.match(source.text, quantity.end)
    if not match:
        return ""
    return f" a {match['time'] or match['joined'] or _ADVERBS[match['adverb']]}"


def _complement(source: Source, quantity: Quantity) -> frozenset[str]:
    """What the number is one of: `38 million in lost sales`, `a margin of 71 votes`."""
    match = _COMPLEMENT.match(source.text, quantity.end)
    if not match:
        return frozenset()
    found = (
        word(token) for token in islice(tokens_from(source, match.end()), 3) if token.pos_ in ("NOUN", "VERB", "ADJ")
    )
    return frozenset(f"in:{one}" for one in found if one)


def _background(source: Source, sentence: int, quantity: Quantity) -> str:
    """The other time that the number speaks of ("last year", "1998"), SOME_OTHER for an unknown one or another case."""
    former = _FORMER.search(source.text, max(0, quantity.start - _FORMER_REACH), quantity.start)
    if former and (not former.group().lower().startswith("from") or _TO_ANOTHER.match(source.text, quantity.end)):
        return SOME_OTHER
    whole, compared_from = _background_of(source, sentence)
    if not whole and quantity.start >= compared_from:
        return SOME_OTHER
    return whole or _other_year(source, quantity, sentence)


@lru_cache(maxsize=20_000)
def _background_of(source: Source, sentence: int) -> tuple[str, int]:
    """What other time or case the sentence speaks of, and where a comparison starts in it."""
    start, end = source.sentences[sentence]
    compared = _COMPARED.search(source.text, start, end)
    own = source.text[start : compared.start() if compared else end]
    if is_live(source) and _PASSING.search(own):
        return SOME_OTHER, end
    match = _BACKGROUND.search(own)
    named = match and _LAST_YEAR.fullmatch(match.group())
    whole = "last year" if named else SOME_OTHER if match else ""
    return whole, compared.start() if compared else end


def _other_year(source: Source, quantity: Quantity, sentence: int) -> str:
    """The year, other than the article's, of the verb that the quantity hangs on."""
    own = link(source, quantity.start, quantity.end).verb
    for start, end, fronted in _other_years(source, sentence):
        dated = link(source, start, end).verb
        if own is None or dated is None or own == dated or dated in own.ancestors and fronted:
            return source.text[start:end][-4:]
    return ""


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
    listed = any(
        (other.key, other.attribute) == (item.key, item.attribute) for other in neighbours if other is not item
    )
    words = replace(item.context, words=item.context.words | values)
    return replace(item, context=words, listed=listed) if values else item


def _key(quantity: Quantity, said: str) -> str:
    if said == "badly hurt":
        return "count:people"
    if quantity.kind in ("count", "bare"):
        noun = "people" if is_person(quantity.noun) else family(quantity.noun)
        return f"count:{noun}{':part' if quantity.part else ''}"
    if quantity.kind == "ordinal":
        return f"ordinal:{family(quantity.noun)}"
    return f"{quantity.kind}:{quantity.unit}"


def _is_distinctive(quantity: Quantity) -> bool:
    """Whether the value alone tells that two sources mean one thing: 27.4 million pounds does, three people do not."""
    figures = quantity.digits.strip("0")
    if quantity.kind == "ordinal":
        return quantity.value >= SMALL_COUNT
    if quantity.kind == "score":
        return True
    if quantity.kind == "money":
        return quantity.value >= SMALL_SUM
    if quantity.unit == "size":
        return True
    if quantity.kind in ("count", "percent", "bare"):
        if quantity.value != int(quantity.value):
            return len(figures) >= 2
        return quantity.value >= SMALL_COUNT or (len(figures) >= 2 and quantity.value > SMALL_MEASURE)
    if quantity.kind == "rank":
        return quantity.value > SMALL_MEASURE
    return len(figures) >= 2 and max(quantity.value, quantity.value / quantity.factor) > SMALL_MEASURE


def is_specific(noun: str) -> bool:
    """Whether the noun tells what is counted: `workers`, `clinics`, and not `people` or `times`."""
    return bool(noun) and noun not in VAGUE_NOUNS and noun not in _ANYBODY


def is_live(source: Source) -> bool:
    """Whether the article is a live blog: three paragraphs at least open with a time."""
    return len(_LIVE_TIMES.findall(source.text)) >= LIVE_ENTRIES
