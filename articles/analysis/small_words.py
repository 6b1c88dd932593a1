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
    if token.i > sentence.start and token.nbor(-1).lower_ in ("not", "or", "and"):
        return None  # `one of, if not the, best`
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
_SPANS = frozenset("week weeks month months year years decade decades day days hour hours".split())
# Prepositions of which the second never follows the first, even where that one belongs to a verb (`based on of`).
_NEVER_AFTER_VERB = {
    "of": frozenset("with by to from at for on in into after under during about".split()),
    "to": frozenset("with of for from after by at into between during without".split()),
    "from": frozenset("of at with by into".split()),
    "for": frozenset("of to at from by into".split()),
    "with": frozenset("of at for by from".split()),
}
# `of late`, `for example`, `with it`: what may stand between.
_SET_PHRASES = frozenset("course late old least most best once example instance good free now it them him her".split())


def _symbol(token: "Token") -> str:
    return token.lower_ if token.tag_ in _CLOSED or token.lower_ in _AUXILIARIES else token.tag_


def _words_that_never_meet(token: "Token", sentence: "Phrase") -> Break | None:
    """`for a whom`, `she wants to of sing`, `who had been is seen`, `the at`."""
    if token.i + 1 >= sentence.end or token.tag_ == "MD" and token.i == sentence.start:
        return None
    following = token.nbor()
    left, right = _symbol(token), _symbol(following)
    counted = token.tag_ == "CD" and token.is_alpha and token.lower_ != "one" and right == "the"
    counted = counted and not (token.i > sentence.start and token.nbor(-1).lower_ in ("to", "by", "and", "or", "at"))
    if not (counted or right in _NEVER_MEET.get(left, ())) or not following.is_lower or not following.is_alpha:
        return None
    after = following.nbor() if following.i + 1 < sentence.end else following
    named = after.pos_ == "PROPN" and left not in ("he", "she", "they")
    if after.text in ("-", "–", "'", '"') or named or (left, right) == ("to", "and"):
        return None
    if left in ("the", "a", "an", "their", "its", "our") and token.text != left and token.i > sentence.start:
        return None  # the name of a band, a film, a paper
    earlier = words_before(token, _CLAUSE_REACH, sentence)
    if left in ("VBZ", "VBD") and any(
        one.tag_ in ("NN", "NNS") and two.tag_ in ("DT", "PRP", "PRP$", "NNP")
        for one, two in zip(earlier, earlier[1:], strict=False)
    ):
        return None  # `the problem the city faces is`
    small_word = not counted and left not in ("the", "a", "an", "their", "its", "our", "he", "she", "they")
    if left == "been":
        earlier = [one for one in earlier if one.lower_ not in ("which", "who", "that")]
    loose = _OPENERS - {"it", "this", "one"} if left == "of" else _OPENERS
    if small_word and any(one.lower_ in loose or one.tag_ in QUESTION_TAGS for one in earlier):
        return None
    if token.tag_ in ("IN", "RP") and earlier and earlier[-1].pos_ in ("VERB", "ADV", "ADP", "PART"):
        return None  # `the people referred to in it`, `he came in by train`
    return Break(token, following, "The words “{}” cannot stand together.", 0.85)


def _two_prepositions(token: "Token", sentence: "Phrase") -> Break | None:
    """`based on of the diaries`, `named after to the engineer`, `sentenced to for twelve years`."""
    if token.i + 2 >= sentence.end or not token.is_lower or token.tag_ not in ("IN", "RP"):
        return None
    following, after = token.nbor(), token.nbor(2)
    if token.lower_ not in _NEVER_AFTER_VERB.get(following.lower_, ()) or following.tag_ != "IN":
        return None
    earlier = words_before(token, _CLAUSE_REACH, sentence)
    if after.lower_ in _SET_PHRASES or any(one.lower_ in _OPENERS or one.tag_ in QUESTION_TAGS for one in earlier):
        return None
    return Break(token, following, "The words “{}” cannot stand together.", 0.8)


def _object_behind_relative(token: "Token", sentence: "Phrase") -> Break | None:
    """`the police who them searched`, `will who travel`, `went there for to dine`."""
    if token.i + 1 >= sentence.end or not token.nbor().is_lower:
        return None
    following = token.nbor()
    turned = token.lower_ in ("who", "which") and following.lower_ in ("them", "him", "us", "me")
    purpose = token.lower_ == "for" and following.lower_ == "to" and following.tag_ == "TO"
    cut = (
        token.tag_ == "MD"
        and following.lower_ in ("who", "whom", "whose")
        and token.nbor(-1).tag_ in ("NN", "NNS", "NNP")
    )
    if not (turned or purpose or cut and token.i > sentence.start):
        return None
    return Break(token, following, "The words “{}” cannot stand together.", 0.8)


def _not_before_verb(token: "Token", sentence: "Phrase") -> Break | None:
    """`that not will participate`, `he not there would be`."""
    if token.lower_ != "not" or not sentence.start < token.i < sentence.end - 1:
        return None
    before, following = token.nbor(-1), token.nbor()
    if (
        following.tag_ not in ("MD", "EX")
        or following.lower_ == "need"
        or before.lower_ not in ("that", "he", "she", "it", "they", "we", "which", "who")
    ):
        return None
    return Break(token, following, "The words “{}” cannot stand together.", 0.8)


def _bare_hundred(token: "Token", sentence: "Phrase") -> Break | None:
    """`more two than hundred flights`: the number lost what counts it."""
    if token.lower_ not in ("hundred", "thousand", "million", "billion") or token.i == sentence.start:
        return None
    if (
        token.nbor(-1).lower_ not in ("than", "of", "about", "nearly", "almost", "to", "with", "by", "for")
        or token.i + 1 >= sentence.end
    ):
        return None
    return (
        Break(token.nbor(-1), token.nbor(), "“{}”: the number is not complete.", 0.7)
        if token.nbor().tag_ == "NNS"
        else None
    )


def _since_span(token: "Token", sentence: "Phrase") -> Break | None:
    """`searched them since a month`: English counts a span with "for"."""
    if token.lower_ != "since" or token.i + 3 >= sentence.end:
        return None
    count, unit, after = token.nbor(), token.nbor(2), token.nbor(3)
    counted = count.lower_ in ("a", "an", "several", "many") or count.tag_ == "CD" and count.is_alpha
    if not counted or unit.lower_ not in _SPANS or after.text not in (".", ",", ";"):
        return None
    return Break(token, unit, "“{}”: a span of time stands with “for”.", 0.7)


def _article_before_year(token: "Token", sentence: "Phrase") -> Break | None:
    """`until the 2029.`"""
    if token.text != "the" or not sentence.start < token.i < sentence.end - 2:
        return None
    year, after = token.nbor(), token.nbor(2)
    plain = len(year.text) == 4 and year.text.isdigit() and year.text[:2] in ("19", "20")
    if (
        not plain
        or token.nbor(-1).lower_ not in ("until", "in", "since", "from", "to", "during")
        or after.text not in (".", ",", ";")
    ):
        return None
    return Break(token, year, "“{}”: no article stands before a year.", 0.7)


_NEVER_BEHIND_ARTICLE = frozenset(
    "of because into which from is was were are had has have although until during between and or but who whom whose would "
    "could should".split()
)
_NEVER_BEHIND_OWNER = _NEVER_BEHIND_ARTICLE | frozenset("in at by with on for to after before since about".split())
_NEVER_BEHIND = {
    **dict.fromkeys(("the", "a", "an"), _NEVER_BEHIND_ARTICLE | {"today", "yesterday", "tonight"}),
    **dict.fromkeys(("their", "its", "our", "my"), _NEVER_BEHIND_OWNER),
}


def _article_before_small_word(token: "Token", sentence: "Phrase") -> Break | None:
    """`in the of way`, `before the because start`, `over their from ties`: whatever the model takes the small word for."""
    if token.i + 2 >= sentence.end or token.text not in _NEVER_BEHIND:
        return None
    following, after = token.nbor(), token.nbor(2)
    if following.text not in _NEVER_BEHIND[token.text] or after.text in ("-", "–", "'", '"', ","):
        return None
    if token.text in ("the", "a", "an") and following.text[0] in "ty" and after.pos_ in ("NOUN", "PROPN"):
        return None  # `the today programme`
    if following.text == "about" and after.tag_ == "CD":
        return None
    if (
        following.text in ("in", "at", "on", "for", "to", "by", "with")
        and after.tag_ in ("NN", "NNS")
        and after.i + 1 < sentence.end
    ):
        return None  # `their at times odd rules`, `its in house team`
    return Break(token, following, "The words “{}” cannot stand together.", 0.85)


def _of_before_verb(token: "Token", sentence: "Phrase") -> Break | None:
    """`it would have of been`, `before she of sailed`."""
    if token.lower_ != "of" or not sentence.start < token.i < sentence.end - 2:
        return None
    before, following = token.nbor(-1), token.nbor()
    helper = before.lower_ in ("have", "has", "had") and following.tag_ in ("VB", "VBN", "VBD")
    subject = before.lower_ in ("she", "they", "we", "i") and following.tag_ in ("VB", "VBN", "VBD", "VBP")
    if not (helper or subject or following.lower_ == "been"):
        return None
    return Break(before, following, "The words “{}” cannot stand together.", 0.8)


def _preposition_before_and(token: "Token", sentence: "Phrase") -> Break | None:
    """`with bandannas their and`, `cover their faces with and`: the conjunction cuts the preposition off."""
    if token.lower_ not in ("with", "of", "from", "into", "at", "during") or token.i + 2 >= sentence.end:
        return None
    following, after = token.nbor(), token.nbor(2)
    if (
        token.tag_ != "IN"
        or following.lower_ not in ("and", "or")
        or after.pos_ in ("ADP", "ADV", "VERB", "AUX", "PRON", "SCONJ")
    ):
        return None
    earlier = words_before(token, _CLAUSE_REACH, sentence)
    if any(one.lower_ in _OPENERS or one.tag_ in (*QUESTION_TAGS, "PRP", "TO", "VBN", "RB") for one in earlier[-6:]):
        return None
    return Break(token, following, "Nothing follows “{}”: words seem to be missing.", 0.7)


def _one_the(token: "Token", sentence: "Phrase") -> Break | None:
    """`One the groups is new.`"""
    if (
        token.i != sentence.start
        or token.text != "One"
        or len(sentence) < 4
        or token.nbor().text not in ("the", "his", "her", "its", "their")
    ):
        return None
    return (
        Break(token, token.nbor(), "The words “{}” cannot stand together.", 0.8)
        if token.nbor(2).tag_ != "NNP"
        else None
    )


def _there_without_verb(token: "Token", sentence: "Phrase") -> Break | None:
    """`He says there a lot of work to do`: the verb behind "there" is lost."""
    if token.lower_ != "there" or token.i + 2 >= sentence.end or token.nbor().text not in ("a", "an", "no"):
        return None
    starts = token.i == sentence.start or token.nbor(-1).lower_ in ("that", "says", "said", "because", "if", "but")
    if not starts or any(
        one.lower_ in ("is", "was", "are", "were", "be", "been", "'s") for one in token.doc[token.i : token.i + 5]
    ):
        return None
    return Break(token, token.nbor(), "“{}”: the verb is missing.", 0.7) if token.nbor(2).lower_ not in _SPANS else None


SMALL_WORD_RULES = (
    _article_before_small_word,
    _of_before_verb,
    _preposition_before_and,
    _one_the,
    _there_without_verb,
    _two_prepositions,
    _object_behind_relative,
    _not_before_verb,
    _bare_hundred,
    _since_span,
    _article_before_year,
    _preposition_without_object,
    _article_without_noun,
    _verb_with_stray_of,
    _pronoun_before_participle,
    _words_that_never_meet,
)
