"""Verb groups that English does not have: `did not went`, `has cancel`, `was fell`, `the talks was`, `must the report`.

Rules on the form of a verb look at the auxiliary beside it, so that they hold where the tree of the sentence is wrong;
what stands between may be `not` and adverbs. A clause that ends in its auxiliary (`as he does`, `what they had`) lets
any verb follow: behind a word that opens such a clause nothing is said.
"""

from typing import TYPE_CHECKING

from articles.analysis.small_words import QUESTION_TAGS, Break, words_before
from articles.analysis.verb_forms import COLLECTIVES, PAST_ONLY, PLURAL_LOOKING, SAME_PARTICIPLE

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

# A word that lets a clause end in its auxiliary is looked for so far back.
REACH = 10
# Longest noun group between a modal verb and the end of its clause.
OBJECT_REACH = 12

_ENDS_IN_AUXILIARY = frozenset(
    "as than what whatever that which who all everything anything nothing so nor neither like those much more little if "
    "where how when whoever whether and or but".split()
)
_DO = frozenset("do does did don't doesn't didn't".split())
_HAVE = frozenset("have has had 've having".split())
_BE = frozenset("is are was were be been being 's 're 'm".split())
_TO_INFINITIVE = frozenset(
    "expected able unable likely unlikely due managed manage manages hopes hoped hope plans planned plan decided decides "
    "refused refuses refuse wants wanted want failed fails fail tried tries try intends intended agreed agrees promised "
    "promises threatened threatens scheduled ordered forced allowed asked urged told set ready willing".split()
)
_SUBJECT_TAGS = {"NN", "NNS", "NNP", "NNPS", "PRP"}
_MEASURES = frozenset(
    "percent per cent % dollars pounds euros million billion miles kilometres kilometers metres meters years months weeks "
    "days hours minutes seconds tonnes tons degrees thirds quarters points pence cents inches feet acres hectares".split()
)


def _next_word(token: "Token", sentence: "Phrase") -> "Token | None":
    """The word behind the token, over `not` and adverbs."""
    for place in range(token.i + 1, min(sentence.end, token.i + 4)):
        following = token.doc[place]
        if following.lower_ not in ("not", "n't") and following.pos_ != "ADV" and following.tag_ != "RB":
            return following
    return None


def _may_end_clause(token: "Token", sentence: "Phrase") -> bool:
    before = words_before(token, REACH, sentence)
    return any(one.lower_ in _ENDS_IN_AUXILIARY or one.tag_ in QUESTION_TAGS for one in before)


def _sits_in_quotes(token: "Token", sentence: "Phrase") -> bool:
    """Speech is written down as it was spoken."""
    return sum(one.text == '"' for one in token.doc[sentence.start : token.i]) % 2 == 1


def _wrong(first: "Token", last: "Token", confidence: float = 0.85) -> Break:
    return Break(first, last, "“{}”: the verb has the wrong form.", confidence)


def _do_with_wrong_form(token: "Token", sentence: "Phrase") -> Break | None:
    """`did not went`, `does not knows`."""
    if token.lower_ not in _DO or token.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    verb = _next_word(token, sentence)
    if verb is None or not verb.is_lower or verb.pos_ != "VERB" or _sits_in_quotes(token, sentence):
        return None
    helps = token.dep_ == "aux" and token.head == verb
    if verb.tag_ not in ("VBD", "VBZ", "VBN") or verb.lower_ in SAME_PARTICIPLE or verb.lower_ == "done":
        return None
    return _wrong(token, verb) if helps or not _may_end_clause(token, sentence) else None


def _have_with_wrong_form(token: "Token", sentence: "Phrase") -> Break | None:
    """`has cancel`, `have not yet establish`, `had went`."""
    if token.lower_ not in _HAVE or token.i + 1 >= sentence.end:
        return None
    verb = _next_word(token, sentence)
    if verb is None or not verb.is_lower or _sits_in_quotes(token, sentence):
        return None
    if verb.lower_ in PAST_ONLY and verb.tag_ in ("VBD", "VBN") and not _may_end_clause(token, sentence):
        return _wrong(token, verb)
    bare = verb.tag_ in ("VB", "VBP") and verb.lower_ == verb.lemma_.lower() and verb.lower_ not in SAME_PARTICIPLE
    helps = token.dep_ == "aux" and token.head == verb and not any(one.tag_ in ("MD", "TO") for one in verb.children)
    if not bare or not helps or any(one.lower_ in ("better", "rather", "to") for one in verb.doc[token.i : verb.i]):
        return None
    return _wrong(token, verb)


def _be_with_past(token: "Token", sentence: "Phrase") -> Break | None:
    """`was fell`, `were took`, `has been stole`."""
    if token.lower_ not in _BE or token.i + 1 >= sentence.end:
        return None
    verb = token.nbor()
    if verb.lower_ not in PAST_ONLY or verb.tag_ not in ("VBD", "VBN") or _may_end_clause(token, sentence):
        return None
    return None if _sits_in_quotes(token, sentence) else _wrong(token, verb)


def _to_with_participle(token: "Token", sentence: "Phrase") -> Break | None:
    """`managed to saved the boy`, `is expected to ruling`."""
    if token.lower_ != "to" or token.i == sentence.start or token.i + 1 >= sentence.end:
        return None
    before, verb = token.nbor(-1), token.nbor()
    if not verb.is_lower or before.lower_ not in _TO_INFINITIVE:
        return None
    wrong = token.tag_ == "TO" and verb.tag_ in ("VBN", "VBD", "VBG") and verb.lower_ not in SAME_PARTICIPLE
    return _wrong(token, verb) if wrong and verb.lower_ != verb.lemma_.lower() else None


def _modal_without_verb(token: "Token", sentence: "Phrase") -> Break | None:
    """`The airline will all flights until further notice`, `they must the evidence with care`."""
    if token.tag_ != "MD" or token.i == sentence.start or token.i + 2 >= sentence.end:
        return None
    before, following = token.nbor(-1), token.nbor()
    if before.tag_ not in _SUBJECT_TAGS or following.tag_ not in ("DT", "PDT", "PRP$", "IN", "NNS"):
        return None
    if (
        following.lower_ in ("as", "for", "in", "if", "at", "by", "with")
        and following.tag_ == "IN"
        and not following.is_lower
    ):
        return None
    earlier = words_before(token, 2 * REACH, sentence)
    if any(one.lower_ in _ENDS_IN_AUXILIARY - {"that", "and", "but"} or one.text == '"' for one in earlier):
        return None
    rest = []
    for one in token.doc[token.i + 1 : min(sentence.end, token.i + OBJECT_REACH)]:
        if one.text in (",", ";", ":", "-", "–", "—", '"', "("):
            break
        rest.append(one)
    if (
        any(one.pos_ in ("VERB", "AUX") and one.tag_ != "VBN" or one.tag_ == "VB" for one in rest)
        or rest[-1].i + 1 < sentence.end - 1
    ):
        return None
    return Break(token, following, "“{}”: the verb is missing.", 0.7)


def _missing_subject(token: "Token", sentence: "Phrase") -> Break | None:
    """`spread quickly before could be contained`, `because was late`."""
    if token.i + 2 >= sentence.end or not token.nbor().is_lower:
        return None
    verb, strong = token.nbor(), token.lower_ in ("because", "although", "though", "unless", "if", "while")
    if not strong and token.lower_ not in ("before", "after", "until", "since", "when"):
        return None
    if verb.tag_ != "MD" and not (strong and verb.lower_ in ("is", "was", "are", "were", "has", "had")):
        return None
    if token.i > sentence.start and (
        token.nbor(-1).pos_ in ("NOUN", "PRON", "DET", "CCONJ") or token.nbor(-1).text in "\"'"
    ):
        return None
    return Break(token, verb, "“{}”: the subject is missing.", 0.7)


def _being_behind_auxiliary(token: "Token", sentence: "Phrase") -> Break | None:
    """`must being cleared`, `have being put`, `will resuming`."""
    if (
        token.i == sentence.start
        or token.i + 1 >= sentence.end
        or token.tag_ != "MD"
        and token.lower_ not in ("have", "has", "had")
    ):
        return None
    verb = _next_word(token, sentence)
    if verb is None or not verb.is_lower or _sits_in_quotes(token, sentence) or token.nbor(-1).tag_ in ("JJ", "PRP$"):
        return None
    if token.nbor(-1).lower_ in ("the", "a", "an"):
        return None  # `the last will being lost`
    if verb.lower_ == "being":
        return _wrong(token, verb)
    ing = token.tag_ == "MD" and verb.lower_.endswith("ing") and len(verb) > 6 and verb.tag_ in ("VBG", "VB", "NN")
    return _wrong(token, verb) if ing and not _may_end_clause(token, sentence) else None


_HAVES = frozenset("have has had having 've 'd 's hadn't ve".split())
_LETS_BE = frozenset(
    "to let lets make makes made help helps helped had rather better do does did don't 'll 'd wo ca insist insists insisted "
    "demand demands demanded recommend recommends recommended propose proposes proposed suggest suggests suggested ask "
    "asks asked asking order orders ordered require requires required request requests requested urge urges urged vital "
    "important essential necessary imperative crucial critical condition lest whether if need come may please rule ruled "
    "rules direct directed directs decree decreed move moved stipulate stipulates stipulated advise advised proposal "
    "recommendation demanding insisting suggestion requirement wish god heaven preferable desirable fitting appropriate "
    "decide decided agree agreed plead pleaded pray ensure petition petitioned call called calls calling see saw hear "
    "heard watch through though lord so".split()
)


def _been_alone(token: "Token", sentence: "Phrase") -> Break | None:
    """`the suitcases been opened`: no "have" goes before."""
    if token.text != "been" or token.i - sentence.start < 2 or _sits_in_quotes(token, sentence):
        return None
    before = token.nbor(-1)
    if before.tag_ not in ("NN", "NNS", "NNP", "NNPS", "PRP") or any(
        one.lower_ in _HAVES or one.lower_.endswith(("n't", "'s")) for one in words_before(token, REACH, sentence)
    ):
        return None
    return Break(before, token, "“{}”: a word such as “has” is missing.", 0.8)


def _be_alone(token: "Token", sentence: "Phrase") -> Break | None:
    """`Israel be looking`, `the first people be convicted`, `is due be ready`: no "will" and no "to" goes before."""
    if token.text != "be" or token.i - sentence.start < 1 or _sits_in_quotes(token, sentence):
        return None
    before = token.nbor(-1)
    earlier = list(token.doc[sentence.start : token.i])
    if before.tag_ not in ("NN", "NNS", "NNP", "PRP", "VBN", "JJ", "WP") or before.lower_ == "powers":
        return None
    near = earlier[-12:]
    if any(one.tag_ in ("MD", "TO") or one.lower_ in ("to", "'ll", "'d", "let", "do", "did", "does") for one in near):
        return None
    if any(one.lower_ in _LETS_BE - {"to", "so", "had", "do", "does", "did", "made", "make", "may"} for one in earlier):
        return None
    return Break(before, token, "“{}”: a word such as “will” or “to” is missing.", 0.7)


# --- Number ----------------------------------------------------------------------------------------------------------

_SINGULAR = frozenset("is was has does".split())
_PLURAL = frozenset("are were have do".split())


def _plural_with_singular(token: "Token", sentence: "Phrase") -> Break | None:
    """`the talks was`, `the rebels denies`, `more than forty people was`."""
    verb = token.nbor() if token.i + 1 < sentence.end else token
    verb = _next_word(token, sentence) if verb.pos_ == "ADV" else verb
    if token.tag_ != "NNS" or not token.is_lower or verb is None or verb.tag_ not in ("VBZ", "VBD"):
        return None
    if verb.lower_ not in _SINGULAR and (verb.tag_ != "VBZ" or not verb.lower_.endswith("s")):
        return None
    if token.lower_ in PLURAL_LOOKING or token.lower_ in _MEASURES or token.lower_.endswith("ics"):
        return None
    if not _is_plain_subject(token, sentence) or _sits_in_quotes(token, sentence):
        return None
    return Break(token, verb, "“{}”: subject and verb do not agree.", 0.6)


def _singular_with_plural(token: "Token", sentence: "Phrase") -> Break | None:
    """`the bridge were closed`, `the factory have stopped`."""
    verb = _next_word(token, sentence) if token.i + 1 < sentence.end else None
    if token.tag_ != "NN" or not token.is_lower or verb is None or verb.lower_ not in _PLURAL:
        return None
    if verb.tag_ not in ("VBP", "VBD") or token.lower_ in COLLECTIVES or not _is_plain_subject(token, sentence):
        return None
    if token.i + 1 < sentence.end and _sits_in_quotes(token, sentence):
        return None
    return Break(token, verb, "“{}”: subject and verb do not agree.", 0.6)


def _is_plain_subject(noun: "Token", sentence: "Phrase") -> bool:
    """A noun group that begins the sentence or its clause with an article or the like, and has no "and" in it."""
    if noun.dep_ not in ("nsubj", "nsubjpass") or any(child.dep_ in ("conj", "cc", "appos") for child in noun.children):
        return False
    start = noun.left_edge
    group = noun.doc[start.i : noun.i]
    if start.lower_ not in (
        "the",
        "these",
        "those",
        "both",
        "many",
        "several",
        "this",
        "a",
        "an",
        "more",
        "some",
        "its",
        "their",
        "his",
        "her",
    ):
        return False
    if any(
        one.text in (",", '"', "%", "$") or one.pos_ in ("VERB", "CCONJ", "ADP") and one.lower_ != "than"
        for one in group
    ):
        return False
    if noun.tag_ == "NN" and any(
        one.lower_ in ("number", "majority", "few", "lot", "host", "pair", "more", "some") for one in group
    ):
        return False
    if start.i == sentence.start:
        return True
    before = start.nbor(-1)
    return (
        before.lower_ in ("that", "because", "although", "while", "when")
        and before.dep_ in ("mark", "advmod")
        or (before.text == "," and start.i - sentence.start < 10 and sentence[0].tag_ == "IN")
    )


VERB_GROUP_RULES = (
    _do_with_wrong_form,
    _have_with_wrong_form,
    _be_with_past,
    _to_with_participle,
    _modal_without_verb,
    _missing_subject,
    _being_behind_auxiliary,
    _been_alone,
    _be_alone,
    _plural_with_singular,
    _singular_with_plural,
)
