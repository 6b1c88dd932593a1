"""Who speaks: by name, by role (`the captain said`), or by a pronoun that can mean one person only.

A role belongs to whoever is given it beside a name in any of the articles (`Captain Ada Quist`, `Ada Quist, the captain`).
A pronoun means the person named last whom it fits: whether somebody is a he or a she is what most of the articles' own
pronouns and titles say, not what a list of first names says.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from articles.analysis import language
from articles.analysis.dossier import Dossier, Source
from articles.analysis.people import TITLES, cast
from articles.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words of a role, at most: `regional fire chief`.
LONGEST_ROLE = 4
# Paragraphs, the quotation's own among them, in which a pronoun finds its person.
MEMORY = 2
# A role with one of these is another one: the deputy mayor is not the mayor.
_OTHER_RANK = frozenset("former ex deputy vice assistant acting then late".split())
_HE, _SHE = frozenset("he his him himself".split()), frozenset("she her hers herself".split())
_MASCULINE = frozenset(
    "mr sir lord king prince father brother son husband man grandfather boy uncle spokesman chairman policeman fisherman "
    "businessman salesman sportsman actor countryman widower".split()
)
_FEMININE = frozenset(
    "mrs ms miss lady dame queen princess mother sister daughter wife woman grandmother girl aunt spokeswoman chairwoman "
    "policewoman businesswoman sportswoman actress countrywoman widow baroness".split()
)
_ROLE_TAGS = {"NN", "NNP", "JJ", "VBG", "NNS"}
_QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"")
_AGE = re.compile(r",?\s(?:\(?(?:aged\s)?\d{1,3}\)?),?")
_APPOSITION = re.compile(r",\s(?:who\s(?:is|was)\s)?(?:(?:the|an?|its|his|her|their|[A-Z]\w+’s)\s)?(?=[\w’])")
_ENDS_ROLE = re.compile(r"[,.;:!?)”\"—–]|(?:of|for|at|in|from|who|and|on|with|which|whose|said|says)\b")


@dataclass(frozen=True)
class Mention:
    """A person named or meant by a role at text[start:end]; `subject` where a sentence is about that person."""

    start: int
    end: int
    person: str
    subject: bool = False


@dataclass(frozen=True)
class Voice:
    """Who is said to speak, "" for somebody unknown. `words` say it; `certain` if these are a name or a plain role.

    `possible` are the people whom a pronoun can mean there.
    """

    person: str = ""
    words: Span | None = None
    certain: bool = False
    possible: frozenset[str] = frozenset()


NOBODY = Voice()


def voice_of(dossier: Dossier, source: Source, subject: "Token") -> Voice:
    """Whom the subject of a verb of speech means."""
    if subject.lower_ in ("he", "she"):
        return _of_pronoun(dossier, source, subject)
    heads = [subject, *(child for child in subject.children if child.dep_ == "appos")]
    if subject.lower_ == "who" and subject.head.dep_ == "relcl":
        heads = [subject.head.head]
    for head in heads:
        for name in language.names(dossier)[source.key]:
            if name.kind == "person" and name.start <= head.idx < name.end:
                return Voice(identity(dossier, source, name.text), Span(name.start, name.end), certain=True)
    for head in heads:
        if titled := _titled(source, head):
            return Voice(identity(dossier, source, source.text[titled.start : titled.end]), titled, certain=True)
    person = _of_role(dossier, source, subject)
    first, last = subject.left_edge, subject
    return Voice(person, Span(first.idx, last.idx + len(last)), certain=True) if person else NOBODY


def _titled(source: Source, noun: "Token") -> Span | None:
    """A name that only its title shows to be one (`judge Lord Tarn`)."""
    before = noun.nbor(-1) if noun.i else noun
    if noun.pos_ != "PROPN" or before is noun or before.lower_.rstrip(".") not in TITLES or before.is_lower:
        return None
    return Span(noun.idx, noun.idx + len(noun))


def identity(dossier: Dossier, source: Source, name: str) -> str:
    """The usual name of the person whom a name means; the name itself where that is nobody known."""
    person = cast(dossier).person(name, source.key)
    return person.name if person else name


# --- Roles ------------------------------------------------------------------------------------------------------------


def _of_role(dossier: Dossier, source: Source, noun: "Token") -> str:
    """The one person who has the role; "" for an indefinite one, several people, and a role of something named."""
    if noun.tag_ not in ("NN", "NNP") or any(child.dep_ == "prep" for child in noun.children):
        return ""
    if not any(child.dep_ in ("det", "poss") and child.lower_ not in ("a", "an") for child in noun.children):
        return ""
    words = tuple(
        token.lower_
        for token in noun.doc[noun.left_edge.i : noun.i + 1]
        if token.tag_ in _ROLE_TAGS and not token.is_punct and token.dep_ != "poss"
    )
    return _holder(roles(dossier), words)


def _holder(held: dict[tuple[str, ...], set[str]], words: tuple[str, ...]) -> str:
    people = held.get(words)
    if people is None:
        people = set().union(
            *(
                owners
                for role, owners in held.items()
                if role[-1] == words[-1]
                and (set(role) <= set(words) or set(words) <= set(role))
                and not (set(role) ^ set(words)) & _OTHER_RANK
            )
        )
    return next(iter(people)) if len(people) == 1 else ""


@lru_cache(maxsize=4)
def roles(dossier: Dossier) -> dict[tuple[str, ...], set[str]]:
    """Who has which role, by its words in lower case."""
    held: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for source in dossier.english:
        for name in language.names(dossier)[source.key]:
            if name.kind == "person":
                person = identity(dossier, source, name.text)
                for words in _roles_beside(source, name):
                    held[words].add(person)
    return dict(held)


def _roles_beside(source: Source, name: language.Name) -> Iterator[tuple[str, ...]]:
    """`fire chief` of `fire chief Ada Quist`, of `Ada Quist, 40, the fire chief`, of `the fire chief, Ada Quist,`."""
    doc, text = language.parse(source), source.text
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return
    before = span.start
    enclosed = text[name.end : name.end + 1] in ",.:;”—–" and before > 1 and doc[before - 1].text == ","
    if enclosed and (words := _role_before(doc, before - 1)) and _is_definite(doc, before - 1 - len(words)):
        yield words
    if words := _role_before(doc, before):
        yield words
    age = _AGE.match(text, name.end)
    opening = _APPOSITION.match(text, age.end() - text[age.end() - 1 : age.end()].count(",") if age else name.end)
    if opening:
        yield from _role_after(source, opening.end())


def _role_before(doc: object, end: int) -> tuple[str, ...]:
    words: list[str] = []
    for place in range(end - 1, max(-1, end - 1 - LONGEST_ROLE), -1):
        token = doc[place]
        plain = token.is_lower or token.lower_ in TITLES
        if not (plain and token.is_alpha and token.tag_ in _ROLE_TAGS) or token.pos_ == "VERB":
            break
        words.insert(0, token.lower_)
    return tuple(words) if words and doc[end - 1].tag_ in ("NN", "NNP") else ()


def _is_definite(doc: object, place: int) -> bool:
    return place >= 0 and (doc[place].lower_ in ("the", "a", "an", "its") or doc[place].tag_ in ("POS", "NNP"))


def _role_after(source: Source, start: int) -> Iterator[tuple[str, ...]]:
    end = _ENDS_ROLE.search(source.text, start, start + 60)
    if end is None or end.start() <= start:
        return
    phrase = language.parse(source).char_span(start, end.start(), alignment_mode="contract")
    if phrase is None or not 0 < len(phrase) <= LONGEST_ROLE + 1:
        return
    words = tuple(token.lower_ for token in phrase if token.is_alpha and (token.is_lower or token.lower_ in TITLES))
    if words and phrase[-1].tag_ == "NN" and len(words) <= LONGEST_ROLE:
        yield words


# --- Pronouns ---------------------------------------------------------------------------------------------------------


def _of_pronoun(dossier: Dossier, source: Source, pronoun: "Token") -> Voice:
    """The person named last whom the pronoun fits, the subject of a sentence before anybody else in it."""
    known = genders(dossier)
    wanted = pronoun.lower_
    before = [
        one
        for one in mentions(dossier, source)
        if one.end <= pronoun.idx and known.get(one.person, wanted) == wanted and one.start >= _memory(source, pronoun)
    ]
    if not before:
        return NOBODY
    numbers = {one: _sentence_number(source, one.start) for one in before}
    last = max(numbers.values())
    nearest = [one for one in before if numbers[one] == last]
    chosen = next((one for one in nearest if one.subject), nearest[-1])
    return Voice(chosen.person, None, False, frozenset(one.person for one in before))


def _memory(source: Source, pronoun: "Token") -> int:
    """Where the paragraphs begin in which the pronoun finds its person."""
    before = [span.start for span in source.paragraphs if span.start <= pronoun.idx]
    return before[-MEMORY:][0] if before else 0


def _sentence_number(source: Source, position: int) -> int:
    return sum(span.start <= position for span in source.sentences)


@lru_cache(maxsize=64)
def mentions(dossier: Dossier, source: Source) -> tuple[Mention, ...]:
    """Every person named, or meant by a role, outside quotations, in order of place."""
    quoted = [found.span() for found in _QUOTED.finditer(source.text)]
    doc, found = language.parse(source), []
    for name in language.names(dossier)[source.key]:
        if name.kind == "person":
            span = doc.char_span(name.start, name.end, alignment_mode="expand")
            subject = span is not None and span.root.dep_ in ("nsubj", "nsubjpass")
            found.append(Mention(name.start, name.end, identity(dossier, source, name.text), subject))
    taken = {position for one in found for position in (one.start, one.end - 1)}
    for token in doc:
        if token.dep_ in ("nsubj", "nsubjpass") and token.idx not in taken and token.pos_ == "NOUN":
            person = _of_role(dossier, source, token)
            if person:
                found.append(Mention(token.left_edge.idx, token.idx + len(token), person, True))
    outside = [one for one in found if not any(start < one.start < end for start, end in quoted)]
    return tuple(sorted(outside, key=lambda one: one.start))


@lru_cache(maxsize=4)
def genders(dossier: Dossier) -> dict[str, str]:
    """ "he" or "she" for every person of whom the articles tell it, by what most of them say."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for source in dossier.english:
        names = [name for name in language.names(dossier)[source.key] if name.kind == "person"]
        for number, sentence in enumerate(source.sentences):
            inside = [name for name in names if sentence.start <= name.start < sentence.end]
            people = {identity(dossier, source, name.text) for name in inside}
            if len(people) == 1 and (said := _gender_beside(source, inside[0], number)):
                votes[people.pop()][said] += 1
    for words, people in roles(dossier).items():
        for person in people:
            votes[person].update({"he": 3} if set(words) & _MASCULINE else {"she": 3} if set(words) & _FEMININE else {})
    return {
        person: vote.most_common(1)[0][0]
        for person, vote in votes.items()
        if vote and vote.most_common(1)[0][1] > vote.total() / 2
    }


def _gender_beside(source: Source, name: language.Name, number: int) -> str:
    """By the title before the name, else by the first pronoun behind it, which may open the next sentence."""
    text, sentence = source.text, source.sentences[number]
    title = re.search(r"(\w+)\.?\s$", text[max(0, name.start - 8) : name.start])
    word = title.group(1).lower() if title else ""
    if word in _MASCULINE | _FEMININE:
        return "he" if word in _MASCULINE else "she"
    rest = _QUOTED.sub(" ", text[name.end : sentence.end])
    following = source.sentences[number + 1 : number + 2]
    if following and "\n" not in text[sentence.end : following[0].start]:
        rest += " " + " ".join(text[following[0].start : following[0].end].split()[:1])
    for word in re.findall(r"\w+", rest):
        if word.lower() in _HE | _SHE:
            return "he" if word.lower() in _HE else "she"
    return ""
