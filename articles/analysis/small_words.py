"""Small words that do not fit: pairs that never meet, prepositions and articles that nothing follows.

The half of `syntax` that looks at neighbours rather than at the tree.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

QUESTION_TAGS = {"WDT", "WP", "WRB", "WP$"}
_TAKES_OBJECT = frozenset(
    "discuss violate emphasise emphasize oppose mention criticise criticize affect threaten attack investigate announce "
    "demand accuse reach enter approach contact answer".split()
)


class Break(NamedTuple):
    """Tokens that do not fit, and what is wrong with them: `reason` has a place for the words."""

    first: "Token"
    last: "Token"
    reason: str
    confidence: float


def words_before(token: "Token", count: int, sentence: "Phrase") -> "list[Token]":
    """Up to `count` tokens of the sentence in front of the token."""
    return list(token.doc[max(sentence.start, token.i - count) : token.i])


def _preposition_without_object(token: "Token", sentence: "Phrase") -> Break | None:
    """`after talks with, he left`."""
    if token.dep_ not in ("prep", "agent") or token.tag_ != "IN" or token.i + 1 >= sentence.end:
        return None
    if token.lower_ not in ("with", "of", "from", "into", "between", "during", "without", "at", "for", "by"):
        return None
    if any(child.dep_ in ("pobj", "pcomp", "prep", "amod", "advmod", "nummod") for child in token.children):
        return None
    following = token.nbor()
    participle = token.head.tag_ == "VBN" and token.lower_ != "by"
    if following.text not in (",", ";") or participle or following.i + 1 >= sentence.end:
        return None
    if any(one.tag_ in QUESTION_TAGS for one in words_before(token, 14, sentence)):
        return None
    stranded = (
        ("relcl", "advcl", "xcomp", "csubj") if token.lower_ == "by" else ("relcl", "acl", "advcl", "xcomp", "csubj")
    )
    if token.head.dep_ in stranded or following.nbor().tag_ in ("CC", "IN", "RB"):
        return None
    return Break(token, token, "Nothing follows “{}”: words seem to be missing.", 0.6)


def _article_without_noun(token: "Token", sentence: "Phrase") -> Break | None:
    """`According to the, the deal is off`."""
    if token.text not in ("the", "an") or token.i + 1 >= sentence.end or token.nbor().text not in (",", ";", ":"):
        return None
    return Break(token, token, "Nothing follows “{}”: words seem to be missing.", 0.85)


def _verb_with_stray_of(token: "Token", sentence: "Phrase") -> Break | None:
    """`to discuss of trade`: the preposition of another language."""
    if token.lemma_.lower() not in _TAKES_OBJECT or token.pos_ != "VERB" or token.tag_ in ("VBN", "VBG"):
        return None
    if token.i + 1 >= sentence.end or token.nbor().lower_ != "of" or token.nbor().head != token:
        return None
    return Break(token, token.nbor(), "“{}”: the verb takes no “of”.", 0.7)


def _pronoun_before_participle(token: "Token", sentence: "Phrase") -> Break | None:
    """`he is us known`: word order of another language."""
    if token.lower_ not in ("him", "them", "us", "me") or not sentence.start < token.i < sentence.end - 1:
        return None
    before, after = token.nbor(-1), token.nbor()
    if before.lower_ not in ("is", "are", "was", "were", "be", "been") or after.tag_ != "VBN" or not after.is_lower:
        return None
    return Break(before, after, "“{}” is not English word order.", 0.85)


# Words, or tags of words, that do not meet in sound prose: gathered by shuffling words of sound copy and looking for
# neighbours that the shuffling made and that the copy itself never had.
_AFTER_ARTICLE = (
    "the a an of to in and for is was at with has from be will would who which whom by are were have had he they she "
    "VBZ VBD MD"
)
_NEVER_MEET = {
    left: frozenset(right.split())
    for lefts, right in (
        ("the a an", _AFTER_ARTICLE),
        ("their its our", "the a an of is was are were has have would which VBZ VBD"),
        ("to", "to and in with of by is was has he they VBZ"),
        ("of", "in and to of are is was has with from for by into"),
        ("in on", "of in by to at"),
        ("for from with into during between", "to of by is was are were"),
        ("he she they", "the a an of their his its they he she them"),
        ("was were is are been be", "is are was were has have had would could should which"),
        ("has have had", "is are was were has have would be VB which"),
        ("would could should must", "has had is was are were does did been being of to VBZ"),
        ("can will may might", "has had was are were does did been of VBZ"),
        ("and or but", "or but and"),
        ("VBZ", "is has VB will"),
        ("VBD", "has have are had"),
    )
    for left in lefts.split()
}
_CLOSED = frozenset("IN DT PRP PRP$ MD CC TO WDT WP".split())
_AUXILIARIES = frozenset("be is are was were been being has have had do does did 's 're".split())
# A clause that ends here (`what he was was`, `the report it referred to is`) lets almost any two words meet.
_OPENERS = frozenset(
    "what that who which it there as all than how where this one thing things way reason whatever if whoever when".split()
)
_CLAUSE_REACH = 10


def _symbol(token: "Token") -> str:
    return token.lower_ if token.tag_ in _CLOSED or token.lower_ in _AUXILIARIES else token.tag_


def _words_that_never_meet(token: "Token", sentence: "Phrase") -> Break | None:
    """`for a whom`, `she wants to of sing`, `who had been is seen`, `the at`."""
    if token.i + 1 >= sentence.end:
        return None
    following = token.nbor()
    left, right = _symbol(token), _symbol(following)
    counted = token.tag_ == "CD" and token.is_alpha and token.lower_ != "one" and right == "the"
    if not (counted or right in _NEVER_MEET.get(left, ())) or not following.is_lower or not following.is_alpha:
        return None
    after = following.nbor() if following.i + 1 < sentence.end else following
    if after.text in ("-", "–", "'", '"') or after.pos_ == "PROPN" or (left, right) == ("to", "and"):
        return None
    if left in ("the", "a", "an", "their", "its", "our") and token.text != left:
        return None  # the name of a band, a film, a paper
    earlier = words_before(token, _CLAUSE_REACH, sentence)
    small_word = not counted and left not in ("the", "a", "an", "their", "its", "our", "he", "she", "they")
    if left == "been":
        earlier = [one for one in earlier if one.lower_ not in ("which", "who", "that")]
    if small_word and any(one.lower_ in _OPENERS or one.tag_ in QUESTION_TAGS for one in earlier):
        return None
    if token.tag_ in ("IN", "RP") and earlier and earlier[-1].pos_ in ("VERB", "ADV", "ADP", "PART"):
        return None  # `the people referred to in it`, `he came in by train`
    return Break(token, following, "The words “{}” cannot stand together.", 0.85)


SMALL_WORD_RULES = (
    _preposition_without_object,
    _article_without_noun,
    _verb_with_stray_of,
    _pronoun_before_participle,
    _words_that_never_meet,
)
