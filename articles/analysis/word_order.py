"""Signs that the words of a sentence stand in an order that English does not have.

What machine translation leaves of a long sentence is often a heap: the words are right and stand where they stood in
the other language. Parsers make a tree of it all the same, so each rule here looks at neighbours and answers with the
weight of what it saw: CERTAIN alone breaks a sentence, two DOUBTFUL ones together do. In 2,800 sentences of sound wire
copy one in 75 has one doubtful sign, and none outside quotations has two.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from articles.analysis.small_words import Break

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

DOUBTFUL, CERTAIN = 1, 2
# How far back a word is looked for that lets a clause end or turn round (`than it was`, `neither was it`).
REACH = 10
VERB_REACH = 6

_NOUNS = {"NN", "NNS", "NNP", "NNPS", "CD"}
_VERBS = {"VB", "VBP", "VBD", "VBZ", "VBG"}
_IN_NOUN_GROUP = _NOUNS | {"JJ", "JJR", "JJS", "POS", "HYPH", "VBN"}
_BE_OR_HAVE = frozenset("is are was were be been being has have had having".split())
_ARTICLES = frozenset("the a an".split())
_OBJECTS = frozenset("it them him us itself themselves".split())
_SUBJECTS_AFTER_VERB = frozenset("it he she they them him".split())
_STOPS = frozenset(",;.")
_TIMES = frozenset(
    "day days night morning afternoon evening noon week month year years weekend season spring summer autumn winter time "
    "times moment way minute hour second today yesterday monday tuesday wednesday thursday friday saturday sunday".split()
)
_CLOSES_LATE = frozenset("what than as how where who whatever whoever".split())
_TURNS_ROUND = _CLOSES_LATE | frozenset("that which if whether so nor neither when".split())
_BARE_FORM = frozenset(
    "do does did to let lets make makes made help helps helped see saw watch watched hear heard have had has will would "
    "can could may might must should shall insist insisted suggest suggested demand demanded recommend recommended that "
    "who which and or where when what 'll 'd n't not how than".split()
)
_NEVER_LAST = frozenset("until with of from into during between because if than although".split())
# After these, `he were` and `it have` are sound: `if it were`, `did he have`, `let it have`.
_LETS_DISAGREE = _BARE_FORM | frozenset("if as though wish wished only nor like were".split())


class Sign(NamedTuple):
    """Two neighbours or more that English keeps apart, and how much they prove."""

    first: "Token"
    last: "Token"
    weight: int


def scrambled(sentence: "Phrase") -> Break | None:
    """The break of a sentence whose signs weigh enough together; quotations, where people may stammer, do not count."""
    if "?" in sentence.text:
        return None  # a question turns its words round
    signs = [sign for stretch in _outside_quotes(sentence) for sign in _signs(stretch)]
    if sum(sign.weight for sign in signs) < CERTAIN:
        return None
    worst = max(signs, key=lambda sign: sign.weight)
    return Break(worst.first, worst.last, "Around “{}” the words do not stand in an order that English has.", 0.85)


def _outside_quotes(sentence: "Phrase") -> "Iterator[list[Token]]":
    stretch: list[Token] = []
    quoted = False
    for token in sentence:
        if token.text == '"':
            quoted = not quoted
            yield stretch
            stretch = []
        elif not quoted and not token.is_space:
            stretch.append(token)
    yield stretch


def _signs(words: "list[Token]") -> Iterator[Sign]:
    for place in range(1, len(words) - 1):
        for rule in _RULES:
            if sign := rule(words, place):
                yield sign
                break
    if len(words) > 1 and (sign := _article_before_preposition(words, 0)):
        yield sign


def _before(words: "list[Token]", place: int, reach: int = REACH) -> set[str]:
    return {token.lower_ for token in words[max(0, place - reach) : place]}


def _end_of_noun_group(words: "list[Token]", place: int) -> int:
    """The place behind the nouns and adjectives that begin here."""
    while place < len(words) and words[place].tag_ in _IN_NOUN_GROUP:
        place += 1
    return place


def _auxiliary_at_the_end(words: "list[Token]", place: int) -> Sign | None:
    """`the guests who the hall leave will, …`: the clause ends in its auxiliary."""
    before, token, after = words[place - 1 : place + 2]
    ends = (token.tag_ == "MD" or token.lower_ in _BE_OR_HAVE) and token.lower_ != "had" and after.text in _STOPS
    if not ends or before.tag_ not in _VERBS | {"NN", "NNS"} or _before(words, place) & _CLOSES_LATE:
        return None
    return Sign(before, token, CERTAIN if before.tag_ in _VERBS else DOUBTFUL)


def _preposition_at_the_end(words: "list[Token]", place: int) -> Sign | None:
    """`the ship was to the owner sold until.`"""
    token, after = words[place : place + 2]
    ends = token.tag_ == "IN" and token.lower_ in _NEVER_LAST and after.text == "."
    return Sign(token, token, DOUBTFUL) if ends and not _before(words, place) & _TURNS_ROUND else None


def _noun_group_after_noun(words: "list[Token]", place: int) -> Sign | None:
    """`in the spring the roof the workers having mended`: a second and third noun with no joint, and no verb near."""
    token, article = words[place : place + 2]
    if token.tag_ not in _NOUNS or article.lower_ not in _ARTICLES:
        return None
    end = _end_of_noun_group(words, place + 2)
    if end == place + 2 or words[end - 1].lower_ in _TIMES or token.lower_ in _TIMES:
        return None
    if any(one.tag_.startswith("V") for one in words[max(0, place - VERB_REACH) : place]):
        return None
    return Sign(token, words[end - 1], DOUBTFUL)


def _object_before_number(words: "list[Token]", place: int) -> Sign | None:
    """`of it 1999 not`, `the visits of them ninety`, `he gave him it they`."""
    token, after = words[place : place + 2]
    if token.tag_ != "PRP" or token.lower_ not in _OBJECTS or after.tag_ not in ("CD", "PRP"):
        return None
    return Sign(token, after, DOUBTFUL)


def _which_before_preposition(words: "list[Token]", place: int) -> Sign | None:
    """`the pier which of the harbour the oldest it is`."""
    before, token, after = words[place - 1 : place + 2]
    if token.lower_ != "which" or token.tag_ != "WDT" or after.lower_ not in ("of", "to", "from"):
        return None
    return Sign(token, after, CERTAIN) if before.tag_ in _NOUNS else None


def _verb_before_subject(words: "list[Token]", place: int) -> Sign | None:
    """`to the yard for paint was it sent`: a statement that turns round as a question does."""
    before, token, after = words[place - 1 : place + 2]
    turned = token.lower_ in ("was", "were", "is", "are") and after.lower_ in _SUBJECTS_AFTER_VERB
    if not turned or before.tag_ not in ("NN", "NNS", "NNP", "JJ") or _before(words, place) & _TURNS_ROUND:
        return None
    return Sign(before, after, DOUBTFUL)


def _verb_of_other_number(words: "list[Token]", place: int) -> Sign | None:
    """`it were being painted`, `they was`."""
    token, after = words[place : place + 2]
    singular = token.lower_ in ("it", "he", "she") and after.lower_ in ("were", "are", "have", "do")
    plural = token.lower_ in ("they", "we") and after.lower_ in ("was", "is", "has")
    if not plural and not (singular and not _before(words, place) & _LETS_DISAGREE):
        return None
    return Sign(token, after, CERTAIN)


def _two_verbs(words: "list[Token]", place: int) -> Sign | None:
    """`until they become be`, `to sink having`."""
    before, token, after = words[place - 1 : place + 2]
    bare = token.tag_ in ("VB", "VBP") and token.pos_ == "VERB" and before.tag_ not in _NOUNS  # `a job offer was`
    if not bare or token.lower_ in _BE_OR_HAVE or after.lower_ not in ("be", "having", "is", "was", "were"):
        return None
    return Sign(token, after, DOUBTFUL)


def _article_before_preposition(words: "list[Token]", place: int) -> Sign | None:
    """`The in the spring painted boat`, `plane crashed the in the hills`."""
    token, after = words[place : place + 2]
    if token.lower_ not in _ARTICLES or after.tag_ != "IN" or not after.is_lower:
        return None
    if after.lower_ not in ("in", "of", "to", "at", "for", "from", "with"):
        return None
    return (
        None if place + 2 < len(words) and words[place + 2].tag_ in _NOUNS | {"HYPH"} else Sign(token, after, CERTAIN)
    )


def _article_before_pronoun(words: "list[Token]", place: int) -> Sign | None:
    """`the them`, `for a whom`."""
    token, after = words[place : place + 2]
    odd = after.lower_ in ("them", "him", "they", "he", "we", "which", "who", "whom") and after.is_lower
    if token.text not in _ARTICLES or not odd or place + 2 < len(words) and words[place + 2].tag_ in _NOUNS:
        return None
    return Sign(token, after, CERTAIN)


def _stray_pronoun(words: "list[Token]", place: int) -> Sign | None:
    """`from the captain it on the deck`, `the more of it that`: an object where none belongs."""
    before, token, after = words[place - 1 : place + 2]
    if token.lower_ not in ("it", "them", "him"):
        return None
    odd = before.tag_ in _NOUNS and after.tag_ == "IN" or before.tag_ == "IN" and after.lower_ == "that"
    return Sign(before, after, DOUBTFUL) if odd else None


def _stray_not(words: "list[Token]", place: int) -> Sign | None:
    """`the price not to the guests`: a negation with nothing to deny."""
    before, token, after = words[place - 1 : place + 2]
    if token.lower_ != "not" or after.lower_ != "to" or place + 2 >= len(words) or words[place + 2].tag_ != "DT":
        return None
    return Sign(before, after, DOUBTFUL) if before.tag_ in _NOUNS | {"PRP", "IN", "DT"} else None


def _bare_verb_after_noun(words: "list[Token]", place: int) -> Sign | None:
    """`the captain the crew thank`: a form of the verb that one person never has."""
    token, after = words[place : place + 2]
    bare = token.tag_ == "NN" and after.tag_ in ("VB", "VBP") and after.pos_ == "VERB" and after.is_lower
    if not bare or after.lower_ in _BE_OR_HAVE or _before(words, place, REACH + 2) & _BARE_FORM:
        return None
    return Sign(token, after, DOUBTFUL)


def _object_inside_verb(words: "list[Token]", place: int) -> Sign | None:
    """`the council has the bill passed`, `the crew will the deck clean`, `it was to the town sold`."""
    before, token, after = words[place - 1 : place + 2]
    if not token.dep_.startswith("aux") or token.lower_ == "had" or before.tag_ not in _NOUNS | {"PRP", "WDT", "WP"}:
        return None
    start = place + 2 if after.tag_ == "IN" and token.lower_ in ("was", "were", "is", "are") else place + 1
    if start >= len(words) or words[start].tag_ not in ("DT", "PRP$", "PRP"):
        return None
    end = _end_of_noun_group(words, start + 1)
    verb = token.head
    if end >= len(words) or words[end] != verb or verb.tag_ not in ("VBN", "VB", "VBD"):
        return None
    return Sign(token, verb, DOUBTFUL)


_RULES = (
    _auxiliary_at_the_end,
    _preposition_at_the_end,
    _noun_group_after_noun,
    _object_before_number,
    _which_before_preposition,
    _verb_before_subject,
    _verb_of_other_number,
    _two_verbs,
    _article_before_preposition,
    _article_before_pronoun,
    _stray_pronoun,
    _stray_not,
    _bare_verb_after_noun,
    _object_inside_verb,
)
