"""What happened, who did it and in what role: sentences of several articles that tell the same, and people's roles."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.alignment import Group, Item, Row
from articles.analysis.context import Context, context, rarity, shared_weight, similarity, tokens_of, word
from articles.analysis.dossier import Dossier, Source
from articles.analysis.people import cast
from articles.analysis.quantities import CURRENCIES, UNITS, is_person

if TYPE_CHECKING:
    from spacy.tokens import Token

# Two sentences tell the same from this likeness and shared weight on (see `context`).
TOLD_ALIKE, TOLD_SHARED = 0.34, 1.5
# A word in more sentences than this does not bring two of them together.
COMMON_WORD = 40
# Sentences of one event that newcomers are compared with.
COMPARED = 6
LEAD_SENTENCES = 4
LONGEST_ROLE = 80


@lru_cache(maxsize=4)
def event_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Rows of sentences that tell the same in two articles or more; items hold the sentence's words."""
    weights = rarity(dossier)
    told: list[list[Item]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for item in _sentences(dossier):
        place = _best(item, told, by_word, weights)
        if place is None:
            place = len(told)
            told.append([])
        told[place].append(item)
        for found in item.context.words:
            if place not in by_word[found][-COMMON_WORD:]:
                by_word[found].append(place)
    rows = (Row("event:", [Group(items)]) for items in told)
    return tuple(row for row in rows if len(row.sources) > 1)


def _sentences(dossier: Dossier) -> Iterator[Item]:
    for source in dossier.english:
        for start, end in source.sentences:
            around = context(source, start, start)
            if len(around.words) >= 3:
                value = source.text[start:end]
                yield Item(
                    source.key, start, end, "event:", value, Context(around.words, frozenset(), (), around.sentence)
                )


def _best(item: Item, told: list[list[Item]], by_word: dict[str, list[int]], weights: dict[str, float]) -> int | None:
    candidates = Counter(
        place for found in item.context.words if len(by_word[found]) <= COMMON_WORD for place in by_word[found]
    )
    best, best_score = None, 0.0
    for place, shared_words in candidates.most_common(COMPARED * 2):
        if shared_words < 2:
            break
        for other in told[place][:COMPARED]:
            score = similarity(item.context, other.context, weights)
            enough = score >= TOLD_ALIKE and shared_weight(item.context, other.context, weights) >= TOLD_SHARED
            if enough and score > best_score and other.source != item.source:
                best, best_score = place, score
    return best


@lru_cache(maxsize=4)
def event_noun(dossier: Dossier) -> str:
    """The word for the event: the noun that most articles use, first at their beginning; "event" if they share none."""
    leads: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for source in dossier.english:
        nouns = [_thing(token) for token in language.parse(source)]
        uses.update(noun for noun in nouns if noun)
        lead = source.sentences[:LEAD_SENTENCES]
        leads.update(
            {noun for start, end in lead for token in tokens_of(source, start, end) if (noun := _thing(token))}
        )
    if not leads:
        return "event"
    noun = max(leads, key=lambda found: (leads[found] + uses[found] / 10, found))
    return noun if leads[noun] > 1 or len(dossier.english) == 1 else "event"


def _thing(token: "Token") -> str:
    """The lemma of a noun that an article can be about; "" for units, people and money."""
    lemma = token.lemma_.lower()
    if token.pos_ != "NOUN" or not word(token) or token.text in UNITS or is_person(lemma) or lemma in CURRENCIES:
        return ""
    return lemma if token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "compound") else ""


def subject_of(dossier: Dossier, item: Item) -> str:
    """Whom or what the item's sentence part is about: the subject of its verb, "" when that is a pronoun or missing."""
    source = dossier.source(item.source)
    span = language.parse(source).char_span(item.start, item.end, alignment_mode="expand")
    if span is None:
        return ""
    verb: Token = span.root
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if not subjects or span.start <= subjects[0].i < span.end:
        return ""
    return named(dossier, source, subjects[0])


def named(dossier: Dossier, source: Source, noun: "Token") -> str:
    """A noun with what makes it a name: the person, "Harbour Bridge", "city council"; "" for a pronoun."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.text.isupper() or noun.ent_type_ == "GPE":
        return ""
    person = cast(dossier).person(noun.text, source.key) if noun.pos_ == "PROPN" else None
    if person:
        return person.name
    wanted = [*(child for child in noun.children if child.dep_ == "compound" and child.i < noun.i), noun]
    return " ".join(token.text for token in sorted(wanted, key=lambda token: token.i))


# --- Roles ------------------------------------------------------------------------------------------------------------

_ROLE_WORDS = {"NOUN", "PROPN", "ADJ"}
_ARTICLE = re.compile(r"^(?:the|an?|one|his|her|their|its|mr|mrs|ms|dr\.?)\s+", re.IGNORECASE)


@lru_cache(maxsize=4)
def role_rows(dossier: Dossier) -> tuple[Row, ...]:
    """What each article calls a person beside the name: `key` is "role:" and the person, items hold the role's words."""
    by_person: dict[str, list[Item]] = defaultdict(list)
    for source in dossier.english:
        for name in language.names(dossier)[source.key]:
            person = cast(dossier).person(name.text, source.key) if name.kind in ("person", "place") else None
            if person and " " in name.text:
                for start, end in _roles(source, name.start, name.end):
                    value = _ARTICLE.sub("", source.text[start:end])
                    words = context(source, start, end)
                    by_person[person.name].append(
                        Item(source.key, start, end, f"role:{person.name}", value, words, "role")
                    )
    return tuple(Row(f"role:{person}", [Group(items)]) for person, items in by_person.items())


def _roles(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the nouns that stand in apposition to the name, or before it."""
    span = language.parse(source).char_span(start, end, alignment_mode="expand")
    if span is None:
        return
    root = span.root
    heads = [child for child in root.children if child.dep_ == "appos" and child.pos_ == "NOUN"]
    if root.dep_ == "appos" and root.head.pos_ == "NOUN":
        heads.append(root.head)
    for head in heads:
        kept = [token for token in head.subtree if not _inside(token, span) and token.i <= head.i + 6]
        kept = [
            token for token in kept if token.i <= head.i or token.dep_ in ("prep", "pobj", "det", "amod", "compound")
        ]
        first, last = min(token.i for token in kept), head.i
        of = [token for token in kept if token.i > head.i and token.i < span.start or token.i > head.i > span.end]
        last = max([last, *(token.i for token in of)])
        yield from _span(source, span.doc[first : last + 1])
    before = [child for child in root.children if child.dep_ in ("compound", "amod", "nmod") and child.i < span.start]
    before = [token for token in before if token.pos_ in ("NOUN", "PROPN")]
    if before:
        words = [word for token in before for word in token.subtree if word.i < span.start and word.pos_ in _ROLE_WORDS]
        yield from _span(source, span.doc[min(word.i for word in words) : span.start])


def _inside(token: "Token", span: object) -> bool:
    return span.start <= token.i < span.end


def _span(source: Source, phrase: object) -> Iterator[tuple[int, int]]:
    text = source.text[phrase.start_char : phrase.end_char].rstrip(" ,")
    if 2 < len(text) <= LONGEST_ROLE and "\n" not in text:
        yield phrase.start_char, phrase.start_char + len(text)
