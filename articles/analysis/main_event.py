"""What happened, in the words of each article: the clause, or the noun, by which it first tells the event of the story."""

from functools import lru_cache
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.alignment import Group, Item, Row
from articles.analysis.context import context, sentence_number
from articles.analysis.dossier import Dossier, Source
from articles.analysis.events import event_noun
from articles.analysis.families import family
from articles.analysis.happenings import clause_core

if TYPE_CHECKING:
    from spacy.tokens import Token

# Sentences from the start among which an article tells its event.
LEAD = 8
# Words of a noun phrase that tells the event.
LONGEST_PHRASE = 8
# By which verbs and nouns (families) an event is told besides its own.
_TOLD_BY = {
    "agreement accord deal pact treaty talks summit meeting": "sign agree treaty conclude",
    "election vote campaign": "vote win mayor",
    "trial verdict ruling hearing inquest": "convict acquit sentence verdict rule trial reject allow",
    "theft robbery heist raid": "steal thief break gone",
    "sinking": "sink",
    "derailment crash collision accident": "derail crash accident overturn",
    "discovery": "discover",
    "opening inauguration launch unveiling": "begin unveil",
    "match final game cup tournament championship race marathon": "win eliminate knock draw",
    "takeover merger": "buy merge agree offer",
    "fire wildfire blaze": "fire burn",
    "explosion blast": "explosion",
    "earthquake quake": "earthquake shake strike",
    "strike": "strike walk accept settle",
    "storm hurricane typhoon cyclone tornado": "storm strike",
    "flood": "flood rise",
    "shooting killing murder attack": "shoot die attack stab",
    "protest rally march": "protest",
    "landing flight mission voyage expedition": "arrive land",
    "death": "die",
    "sale auction": "sell",
}


@lru_cache(maxsize=4)
def main_event(dossier: Dossier) -> Row | None:
    """One statement of each article; None where fewer than two tell the event by its name."""
    noun = event_noun(dossier)
    words = {
        family(noun),
        *(word for nouns, told in _TOLD_BY.items() if noun in nouns.split() for word in told.split()),
    }
    found = [item for source in dossier.english if (item := _first(source, words)) is not None]
    return Row(f"main:{noun}", [Group(found)]) if len(found) > 1 else None


def _first(source: Source, words: set[str]) -> Item | None:
    """The first clause of the lead whose verb tells the event; else the first phrase whose noun does."""
    phrase = None
    for sentence in language.clauses(source):
        if sentence_number(source, sentence.start_char) >= LEAD:
            break
        for token in sentence:
            if family(token.lemma_.lower()) not in words:
                continue
            if token.pos_ == "VERB" and (core := clause_core(source, token)) is not None:
                return core
            if phrase is None and token.pos_ in ("NOUN", "VERB"):
                phrase = _phrase(source, token)
    return phrase


def _phrase(source: Source, head: "Token") -> Item:
    """The noun, or the verb without a subject, with the words that belong to it, as many as fit."""
    first = max(head.left_edge.i, head.i - LONGEST_PHRASE + 1, head.sent.start)
    last = min(head.right_edge.i, first + LONGEST_PHRASE - 1)
    tokens = head.doc[first : max(last, head.i) + 1]
    while len(tokens) > 1 and (
        tokens[-1].is_punct or tokens[-1].is_space or tokens[-1].pos_ in ("ADP", "DET", "CCONJ")
    ):
        tokens = tokens[:-1]
    text = source.text[tokens.start_char : tokens.end_char].split("\n")[0].rstrip()
    start, end = tokens.start_char, tokens.start_char + len(text)
    if head.idx >= end:
        start, end = head.idx, head.idx + len(head)
    return Item(source.key, start, end, "main", head, context(source, start, end))
