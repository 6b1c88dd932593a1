"""Sentences that ran together: more finite verbs than clauses to hold them.

Every clause of a sentence has one finite verb (`was`, `has`, `will`, `took`), and every clause but the first is opened
by something: a word (`that`, `who`, `because`, `and`), a stop, a verb of saying, a new subject behind a noun (`the boat
she bought`). A sentence spliced from two has a verb left over (`The mill closed in May was sold out by noon`). The rule
counts, so it holds whatever tree the parser makes; what may open a clause is read generously.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from articles.analysis.small_words import Break
from articles.analysis.verb_forms import COLLECTIVES, NEVER_PASSIVE, PAST_ONLY, TWO_OBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

# What stands between two of these is counted on its own; a hyphen only where it is a dash.
_STOPS = frozenset(", ; : – — -- ... /".split())
# A clause behind `and` begins with its subject: the verb follows within so many words.
AND_REACH = 10

_RELATIVES = frozenset("which who whose whom".split())
_OPENERS = _RELATIVES | frozenset(
    "that what when where why how whether if because since although though while whilst until till once unless except "
    "lest so whatever whoever whichever wherever whenever however provided providing whereas considering assuming "
    "granted imagine suppose supposing".split()
)
_ALSO_PREPOSITIONS = frozenset("as than before after since until till like".split())
_LEADS_IN = (_OPENERS | _ALSO_PREPOSITIONS) - _RELATIVES
# Verbs, nouns and adjectives that a clause may follow without "that".
_SAYING = frozenset(
    "acknowledge add admit agree allege announce appear argue assume believe bet claim conclude confirm consider "
    "contend decide demand deny discover ensure estimate expect explain fear feel figure find forecast guess hear hop "
    "hope imagine imply indicate insist know learn maintain mean note notice pray predict presume pretend promise "
    "propose prove provide read realise realize recall reckon recommend remember report request require reveal say "
    "see seem show speculate stress suggest suppose suspect swear think understand vow warn wish worry advise ask".split()
)
_CLAUSE_WORDS = frozenset(
    "sure certain confident glad happy pleased sorry sad afraid aware clear convinced hopeful proud lucky likely unlikely "
    "worried concerned fact claim claims belief fear fears news feeling way reason chance hope hopes idea talk word doubt "
    "sign signs rumour rumours rumor rumors suggestion suggestions allegation allegations report reports evidence odds "
    "truth thing amazed adamant possible impossible true prefer grateful disappointed surprised doubtful thankful "
    "fortunate".split()
)
_BE_HAVE_DO = frozenset("is are was were has have had does did do 's 're 've".split())
_LIKE_PREPOSITIONS = frozenset("according including following regarding concerning owing depending".split())
_CONDITIONS = frozenset("if when while although though because since once unless until after before as".split())
_NOMINATIVES = frozenset("i he she we they".split())
_TITLES = frozenset("mr mrs ms dr".split())
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_FINITE_TAGS = {"VBD", "VBZ", "VBP", "MD"}


def run_together(sentence: "Phrase") -> Break | None:
    """The verb that one stretch of the sentence has too many."""
    if "?" in sentence.text:
        return None
    for number, stretch in enumerate(_stretches(sentence)):
        if stretch and (verb := _verb_too_many(stretch, first=number == 0)):
            return Break(verb, verb, "The verb “{}” has no subject: two sentences seem run together.", 0.8)
    return None


def _stretches(sentence: "Phrase") -> Iterator[list["Token"]]:
    """What stands between two stops, without what is quoted or in brackets; a quoted clause parts it too."""
    stretch: list[Token] = []
    quoted: list[Token] | None = None
    brackets = 0
    for token in sentence:
        brackets += token.text in "([" and bool(token.text)
        if brackets:
            brackets -= token.text in ")]"
        elif token.text == '"':
            if quoted and any(one.tag_ in _FINITE_TAGS for one in quoted):
                yield stretch
                stretch = []
            quoted = [] if quoted is None else None
        elif quoted is not None:
            quoted.append(token)
        elif token.text in _STOPS or _is_dash(token):
            yield stretch
            stretch = []
        elif not token.is_space:
            stretch.append(token)
    yield stretch


def _is_dash(token: "Token") -> bool:
    return token.text == "-" and bool(token.whitespace_ or token.i and token.nbor(-1).whitespace_)


def crowded(sentence: "Phrase", verb: "Token") -> bool:
    """Whether the stretch has more verbs than clauses up to this verb, be their forms sure or not."""
    for number, stretch in enumerate(_stretches(sentence)):
        if verb in stretch:
            return _verb_too_many(stretch[: stretch.index(verb) + 1], number == 0, sure=False) is not None
    return False


def _verb_too_many(words: list["Token"], first: bool, sure: bool = True) -> "Token | None":
    """The first verb for which no clause is left; `sure`: forms that may be participles do not count."""
    own = (
        first or words[0].tag_ != "VBG" or words[0].lower_ in _LIKE_PREPOSITIONS
    )  # `, making gains` has no finite verb
    allowed, verbs, joined = own + _leads_in(words, first), 0, -AND_REACH
    opened = allowed > 1 or words[0].lower_ in _RELATIVES
    for place, token in enumerate(words):
        if token.tag_ == "CC":
            joined = place
            opened = True
        elif place:
            opened = _opens_clause(words, place, opened)
            allowed += opened + (opened and _says_if(words, place))
        finite = _is_finite(words, place) or not sure and token.tag_ in _FINITE_TAGS and token.pos_ in ("VERB", "AUX")
        if token.pos_ == "VERB" and place == joined + 1 and not finite:
            joined = -AND_REACH
        if not finite:
            continue
        if verbs < allowed:
            verbs += 1
        elif place - joined <= AND_REACH and not _disagrees(words, joined, place):
            joined = -AND_REACH
        elif not sure or _is_sure(words, place) and not _may_close_relative(words, place):
            return token
        else:
            allowed, verbs = allowed + 1, verbs + 1
    return None


def _disagrees(words: list["Token"], joined: int, place: int) -> bool:
    """`weapons and food from the coast were`: the noun behind "and" is no subject of this verb."""
    noun = words[joined + 1] if 0 <= joined < place - 1 else words[place]
    plural = words[place].lower_ in ("are", "were", "have")
    return plural and noun.tag_ == "NN" and noun.lower_ not in COLLECTIVES and words[joined + 2].tag_ == "IN"


def _may_close_relative(words: list["Token"], place: int) -> bool:
    """`who works for the harbour says`: only the comma behind the clause was left out."""
    return words[0].lower_ in _RELATIVES and words[place - 1].tag_.startswith("NN")


def _leads_in(words: list["Token"], first: bool) -> bool:
    """Whether a clause stands before the main one or in place of its subject: `What he said was`, `Whoever wins will`."""
    if words[0].lower_ == "the" and len(words) > 1:
        return first and words[1].tag_ in ("JJR", "RBR")
    return words[0].lower_ in _LEADS_IN or first and words[0].lower_ in ("had", "were", "should")


def _opens_clause(words: list["Token"], place: int, opened: bool) -> bool:
    """Whether a clause may begin here; `opened`: the word before opens one already."""
    token, before = words[place], words[place - 1]
    following = words[place + 1] if place + 1 < len(words) else token
    if token.lower_ in ("after", "before", "since", "until") and _verb_is_near(words, place):
        return True
    if token.lower_ in _ALSO_PREPOSITIONS:
        return (
            token.dep_ == "mark"
            or following.tag_ in _FINITE_TAGS
            or any(one.dep_ in ("pcomp", "ccomp") for one in token.children)
        )
    if token.lower_ in _OPENERS or token.tag_ in ("WDT", "WP", "WRB", "WP$"):
        points = token.tag_ == "DT" and before.pos_ != "VERB" and following.tag_ == "NN"  # `that boat`
        return following.lower_ != "of" and not points
    if opened:
        return False
    verb = token.head if token.dep_.startswith("aux") else token
    if verb.dep_ == "relcl" and any(child.dep_ in _SUBJECTS and _follows_noun(child) for child in verb.children):
        return True
    if before.pos_ == "VERB" and before.lemma_.lower() in _SAYING and before.tag_ != "VBN":
        return token.tag_ != "TO" and token.lower_ not in ("by", "of")
    if before.lower_ in _CLAUSE_WORDS or before.pos_ == "VERB" and before.lemma_.lower() in _SAYING:
        return (
            token.tag_ in ("DT", "PRP", "PRP$", "CD", "EX")
            or token.tag_.startswith(("NN", "JJ"))
            or token.tag_ in _FINITE_TAGS
        )
    if before.lemma_.lower() == "tell":  # `told police that he …` has its clause from `that`
        return not any(one.lower_ in _OPENERS for one in words[place : place + 4])
    if token.lower_ in _NOMINATIVES:
        return True
    if token.tag_ in ("PRP", "EX"):
        return following.tag_ in _FINITE_TAGS or following.pos_ in ("ADV", "PART")
    return before.tag_.startswith("NN") and (
        token.tag_ in ("DT", "PRP$") or token.lower_ in _TITLES or token.tag_ == "JJ" and not token.is_lower
    )


def _says_if(words: list["Token"], place: int) -> bool:
    """`said if it rained the race …`: what is said comes behind a clause of its own."""
    before = words[place - 1]
    speaks = before.lemma_.lower() in _SAYING and before.pos_ == "VERB"
    return speaks and words[place].lower_ in _CONDITIONS


def _follows_noun(subject: "Token") -> bool:
    """`the talks ministers held`: a clause without "that" stands right behind its noun."""
    start = subject.left_edge
    return start.i > 0 and start.nbor(-1).tag_.startswith("NN")


def _verb_is_near(words: list["Token"], place: int) -> bool:
    """Whether a verb follows within a short noun group (`after day one was`), so that a clause may begin."""
    for one in words[place + 1 : place + 5]:
        if one.tag_ in _FINITE_TAGS and one.pos_ in ("VERB", "AUX"):
            return True
        if one.tag_ in ("IN", "TO", "CC"):
            return False
    return False


def _is_finite(words: list["Token"], place: int) -> bool:
    token = words[place]
    if token.pos_ not in ("VERB", "AUX"):
        return False
    infinitive = place + 1 < len(words) and words[place + 1].lower_ == "to"  # `a van thought to be stolen`
    says = token.tag_ == "VBD" and not infinitive and (token.lemma_.lower() in _SAYING or token.lower_ == "told")
    return _is_sure(words, place) or (token.tag_ == "VBP" or says) and _has_subject_and_object(token)


def _has_subject_and_object(token: "Token") -> bool:
    children = {child.dep_ for child in token.children if child.i < token.i}
    later = {child.dep_ for child in token.children if child.i > token.i}
    return bool(_SUBJECTS & children) and bool({"dobj", "ccomp", "acomp", "attr"} & later)


def _is_sure(words: list["Token"], place: int) -> bool:
    """Whether the form is finite wherever it stands: no participle, no noun."""
    token = words[place]
    if token.tag_ == "MD" or token.lower_ in PAST_ONLY or token.lower_ == "says":
        return True
    if token.lower_ in _BE_HAVE_DO:
        return token.tag_ not in ("VB", "VBN")
    if token.tag_ == "VBD" and place and words[place - 1].tag_ in ("WDT", "WP"):
        return True
    if token.tag_ == "VBD" and any(one.lower_ in _BE_HAVE_DO for one in words[max(0, place - 3) : place]):
        return False
    if token.tag_ == "VBD" and token.lemma_.lower() not in TWO_OBJECTS:
        return token.lower_ in NEVER_PASSIVE or _takes_object(token)
    return token.tag_ == "VBZ" and (place == 0 or not words[place - 1].tag_.startswith("NN"))


def _takes_object(token: "Token") -> bool:
    """Whether a thing follows that it acts on: no participle of a passive has one."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    return following.tag_ in ("DT", "PRP$", "PRP", "CD") and any(
        child.dep_ == "dobj" and child.i > token.i for child in token.children
    )
