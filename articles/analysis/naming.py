"""What a row of facts is called: a subject that an editor recognises, and an attribute in plain words.

The subject is what most of the sources say the value of: the person, or the noun with what makes it a name. The attribute
is the verb of one of them with its preposition (`arrived in`), or a plain word for what the value is (`place`, `day`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.alignment import Item
from articles.analysis.anchors import LIGHT, Link, link
from articles.analysis.context import named_before, word
from articles.analysis.dossier import Dossier, Source
from articles.analysis.events import event_noun
from articles.analysis.families import family
from articles.analysis.people import cast
from articles.analysis.units import UNITS

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = ("VBD", "VBN")
_AUXILIARIES = ("aux", "auxpass")
_PARTS_OF_NAME = ("compound", "amod", "nmod")
# What the model calls a date, a sum or a place is no subject: the place of a dateline is easily taken for one.
_NO_NAMES = ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "GPE")
LONGEST_SUBJECT = 4
# Of the verbs of speech, those that are events.
_MADE_PUBLIC = {"announce", "declare", "confirm"}
# Verbs whose object has the value.
_JUDGING = {"value", "estimate", "put", "price", "raise", "measure"}
# Nouns that say nothing by themselves of what a row is about.
_EMPTY_SUBJECTS = frozenset(
    "people person man woman one thing part number total amount majority rest time point way mark level sum other all "
    "half third percent wake light face course result case form sort event aim bid sign it they there this that some "
    "most many".split()
)


def subject_of(dossier: Dossier, items: Iterable[Item]) -> str:
    """What most of the items are said of; the event's noun where their sentences name nothing."""
    return supported_subject(dossier, items)[0]


def supported_subject(dossier: Dossier, items: Iterable[Item]) -> tuple[str, int]:
    """The same, and how many sources say the value of it, by that name or one of its family."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    sources: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if name := _subject(dossier, item):
            kind = family(name.split()[-1].lower().removesuffix("s"))
            written[kind][name] += 1
            sources[kind].add(item.source)
    if not written:
        return event_noun(dossier), 0
    best = max(written, key=lambda kind: (len(sources[kind]), written[kind].total()))
    return written[best].most_common(1)[0][0], len(sources[best])


def _subject(dossier: Dossier, item: Item) -> str:
    source = dossier.source(item.source)
    hanging = link(source, item.start, item.end)
    by_verb = (hanging.subject, hanging.object) if not _speaks(hanging) else ()
    if hanging.verb is not None and family(hanging.verb.lemma_.lower()) in _JUDGING:
        by_verb = by_verb[::-1]
    for token in (hanging.noun, *by_verb):
        if token is not None and (name := named(dossier, source, token)):
            return name
    return ""


def _speaks(hanging: Link) -> bool:
    return hanging.verb is not None and hanging.verb.lemma_.lower() in LIGHT - {"be", "have"}


def named(dossier: Dossier, source: Source, noun: "Token") -> str:
    """A noun with what makes it a name: the person, "Harbour Bridge", "gauging stations"; "" for a word too vague."""
    if noun.lower_ in ("he", "she"):
        known = [cast(dossier).person(name.title(), source.key) for name in named_before(source, noun.idx)]
        return known[0].name if known and known[0] else ""
    if noun.lower_ == "it":
        before = _subject_before(noun)
        return named(dossier, source, before) if before is not None else ""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ in _NO_NAMES or noun.is_upper and len(noun) > 4:
        return ""
    if noun.pos_ == "PROPN":
        person = cast(dossier).person(noun.text, source.key)
        if person:
            return person.name
    if noun.pos_ == "NOUN" and (noun.lemma_.lower() in _EMPTY_SUBJECTS or not word(noun)):
        return ""
    return _name(noun)


def _subject_before(pronoun: "Token") -> "Token | None":
    """The subject of the sentence before, which `it` at the start of a sentence mostly means."""
    first = pronoun.sent.start
    if pronoun.i != first or not first:
        return None
    roots = pronoun.doc[first - 1].sent.root
    found = next((child for child in roots.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    return found if found is not None and found.pos_ in ("NOUN", "PROPN") else None


def _name(noun: "Token") -> str:
    """The noun with the words right before it that belong to its name: proper ones to a proper noun."""
    first = noun.i
    while first and noun.i - first < LONGEST_SUBJECT - 1:
        before = noun.doc[first - 1]
        if before.text == "-" and first > 1 and noun.pos_ == "PROPN" and noun.doc[first - 2].pos_ == "PROPN":
            first -= 2
            continue
        if before.lower_ in UNITS or before.text == "-":
            break
        proper = before.pos_ == "PROPN" if noun.pos_ == "PROPN" else before.dep_ == "compound"
        plain = (
            before.dep_ == "amod" and before.pos_ == "ADJ" and word(before) and noun.pos_ == "NOUN" and first == noun.i
        )
        if not (before.is_alpha and (proper or plain)) or before.head.i > noun.i:
            break
        first -= 1
    tokens = noun.doc[first : noun.i + 1]
    if noun.pos_ == "PROPN":
        return tokens.text
    return " ".join(
        token.lower_ if token.pos_ != "PROPN" and (token.is_sent_start or token.is_upper) else token.text
        for token in tokens
    )


def verb_of(dossier: Dossier, items: Iterable[Item]) -> str:
    """The verb that the items hang on as most of them write it, with its preposition: "arrived in"; "" for none.

    Only what has happened makes an attribute, and only where no noun stands between.
    """
    written: Counter[str] = Counter()
    families: Counter[str] = Counter()
    for item in items:
        hanging = link(dossier.source(item.source), item.start, item.end)
        verb = hanging.verb
        told = verb is not None and (verb.lemma_.lower() not in LIGHT or verb.lemma_.lower() in _MADE_PUBLIC)
        if told and hanging.noun is None and verb.tag_ in _FINITE:
            families[family(verb.lemma_.lower())] += 1
            if not _is_denied(verb):
                written[phrase(verb, hanging.preposition)] += 1
    return written.most_common(1)[0][0] if written and max(families.values()) > 1 else ""


def lone_verb(dossier: Dossier, item: Item) -> str:
    """The verb that one statement hangs on with its preposition: "founded in", "begins on"; "" for none."""
    hanging = link(dossier.source(item.source), item.start, item.end)
    verb = hanging.verb
    if verb is None or verb.lemma_.lower() in LIGHT or verb.tag_ not in (*_FINITE, "VBZ", "VBP") or _is_denied(verb):
        return ""
    return phrase(verb, hanging.preposition)


def _is_denied(verb: "Token") -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("would", "could", "will", "may") for child in verb.children)


def phrase(verb: "Token", preposition: "Token | None" = None) -> str:
    """The verb with its particle and the preposition: "broke out in"."""
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    ending = preposition.lower_ if preposition is not None and preposition.head == verb else ""
    running = "is" if verb.tag_ == "VBG" else ""
    return " ".join(part for part in (running, verb.lower_, particle, ending) if part)


def counted(dossier: Dossier, items: list[Item]) -> str:
    """The counted noun as most of the items write it behind their number, its own modifier included."""
    written: Counter[str] = Counter()
    for item in items:
        span = language.parse(dossier.source(item.source)).char_span(item.start, item.end, alignment_mode="expand")
        noun = _noun_after(span, item.value.noun) if span is not None else None
        if noun is not None:
            written[_plain(noun)] += 1
    most = written.most_common(1)[0][0] if written else items[0].value.noun
    return most


def _noun_after(span: object, lemma: str) -> "Token | None":
    following = span.doc[span.end : span.end + 6]
    return next(
        (token for token in following if token.lemma_.lower() == lemma and token.pos_ in ("NOUN", "PROPN")), None
    )


def _plain(noun: "Token") -> str:
    before = noun.doc[noun.i - 1]
    joined = before.dep_ == "compound" and before.head == noun and before.is_alpha and before.pos_ == "NOUN"
    return f"{before.lower_} {noun.lower_}" if joined else noun.lower_
