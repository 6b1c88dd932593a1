"""Signs of broken syntax in a parsed sentence: what no English sentence has, whoever wrote it.

Each rule looks at one token and answers with a Break or None. The parser always finds some tree; a broken sentence
shows in the odd joints of that tree, so the rules name joints that sound prose does not have. A headline, a fragment or
a short sentence has none of them. What a verb group, small words, the order of words or the number of verbs show without
the tree stands in `verb_groups`, `small_words`, `word_order` and `run_ons`. Every rule was read against 2,600 sentences
of sound wire copy; a rule that trusts the tree speaks only where the stretch has more verbs than clauses.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from articles.analysis.run_ons import crowded, run_together
from articles.analysis.small_words import QUESTION_TAGS, SMALL_WORD_RULES, Break, words_before
from articles.analysis.verb_forms import SAME_PARTICIPLE
from articles.analysis.verb_groups import VERB_GROUP_RULES
from articles.analysis.word_order import scrambled

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_LINKS = {"and", "or", "but", "then", "nor", "yet", "than", "plus", "as", "that", "which", "who", "so", "&", "/"}
_PAUSES = {",", ";", ":", "-", "–", "—", "--", "(", ")", '"', "...", ".", "'"}
_BE = {"be", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "am"}
# Verbs after which a clause may follow without "that" ("he said it was"), and those that come with a name ("dubbed").
_TAKES_CLAUSE = frozenset(
    "acknowledge add admit advise agree allege announce appear argue ask assert assume assure beg believe bet boast "
    "calculate cite claim comment complain concede conclude confess confirm consider contend convince decide declare "
    "demand demonstrate deny determine discover doubt emphasise emphasize ensure estimate expect explain express fear "
    "feel figure find forecast forget get grant guarantee guess have hear help hint hold hop hope imagine imply indicate "
    "inform insist judge know learn let like make maintain mean mention note notice observe order persuade point pray "
    "predict prefer pretend promise propose prove publish quote realise realize reason recall reckon recognise "
    "recognize recommend reiterate relieve remark remember remind repeat reply report request require respond reveal "
    "rule say see seem sense show signal speculate state stipulate stress suggest suppose surprise suspect swear take tell "
    "testify think told trust understand urge vow warn watch wish wonder worry write".split()
)
_WANTS_TO = frozenset("due able unable likely unlikely scheduled willing unwilling expected forced allowed".split())


def breaks(sentence: "Phrase") -> Iterator[Break]:
    """Every sign of broken syntax in the sentence, in no order."""
    for token in sentence:
        for rule in (*_RULES, *SMALL_WORD_RULES, *VERB_GROUP_RULES):
            if found := rule(token, sentence):
                yield found
    for whole in (scrambled, run_together):
        if found := whole(sentence):
            yield found


# --- Verbs without a subject, clauses without a joint -----------------------------------------------------------------


def _is_finite(verb: "Token") -> bool:
    return verb.tag_ in _FINITE or any(
        child.tag_ in _FINITE and child.dep_.startswith("aux") for child in verb.children
    )


def _verb_start(verb: "Token") -> "Token":
    auxiliaries = [child for child in verb.children if child.dep_.startswith("aux") and child.tag_ in _FINITE]
    return min([verb, *auxiliaries], key=lambda token: token.i)


def _inside_quotes(token: "Token", sentence: "Phrase") -> bool:
    return sum(other.text == '"' for other in token.doc[sentence.start : token.i]) % 2 == 1


def _may_continue(start: "Token", sentence: "Phrase") -> bool:
    """Whether what stands before a verb group lets it go on from there: a verb, a relative word, a list."""
    if start.i == sentence.start:
        return True
    previous = start.nbor(-1)
    if (
        previous.pos_ == "VERB"
        and previous.dep_ == "ccomp"
        and any(child.tag_ in _FINITE for child in previous.children)
    ):
        return False
    if previous.pos_ in ("VERB", "AUX") or previous.tag_ in QUESTION_TAGS or previous.tag_ == "VBN":
        return True
    if previous.lower_ in ("that", "there", "to", "not", "n't"):
        return True
    if previous.dep_ in ("conj", "appos") and previous.pos_ in ("NOUN", "PROPN", "NUM"):
        return True
    return previous.pos_ == "ADV" and any(
        token.pos_ in ("VERB", "AUX") for token in words_before(previous, 1, sentence)
    )


def _may_be_participle(verb: "Token") -> bool:
    """Whether `moored` in `a boat moored to the quay was found` may have passed for the main verb of its sentence."""
    if any(child.dep_ in ("aux", "auxpass", "dobj", "neg") for child in verb.children):
        return False
    return verb.tag_ in ("VBN", "VBG") or verb.tag_ == "VBD" and verb.lower_.endswith(("ed", "ht", "own", "ld"))


def _in_list(token: "Token") -> bool:
    """Whether a noun before the verb belongs to a list (`trade, energy and tourism grew`), where parsers slip."""
    if token.pos_ not in ("NOUN", "PROPN", "ADV"):
        return False
    lineage = [token, *list(token.ancestors)[:4]]
    return any(one.dep_ == "conj" and one.pos_ in ("NOUN", "PROPN", "NUM") for one in lineage)


def _second_verb(verb: "Token", sentence: "Phrase") -> Break | None:
    """`where boats were being held in ice were towed`: a finite verb group with no subject and no joint."""
    if verb.dep_ != "conj" or not _is_finite(verb):
        return None
    start, head = _verb_start(verb), verb.head
    if head.i >= start.i or any(child.dep_ in _SUBJECTS for child in verb.children) or _may_continue(start, sentence):
        return None
    if _in_list(start.nbor(-1)) or _may_be_participle(head) or verb.tag_ == "VBP" and start is verb:
        return None
    joints = [token for token in verb.doc[head.i + 1 : start.i] if token.dep_ in ("cc", "preconj")]
    joined = any(token.head in (head, verb) or token.head in head.conjuncts for token in joints)
    near = any(token.lower_ in _LINKS or token.text in _PAUSES for token in words_before(start, 3, sentence))
    if (
        not crowded(sentence, start)
        or joined
        or near
        or _inside_quotes(head, sentence) != _inside_quotes(start, sentence)
    ):
        return None
    return Break(start, verb, "The verb “{}” has no subject: two sentences seem run together.", 0.8)


def _clause_without_subject(verb: "Token", sentence: "Phrase") -> Break | None:
    """`the quarrel that began in the spring had sold nine boats`: a clause that lost its subject."""
    if verb.dep_ != "ccomp" or not _is_finite(verb):
        return None
    start, head = _verb_start(verb), verb.head
    if start is verb and _may_be_participle(verb) or start.lower_ == "am":  # `11am`
        return None
    if start.i <= head.i or start.i <= sentence.start + 1 or head.pos_ not in ("VERB", "AUX"):
        return None
    if any(child.dep_ in _SUBJECTS for child in verb.children) or _may_continue(start, sentence):
        return None
    if any(child.dep_ in ("attr", "acomp") and child.i < start.i for child in verb.children):
        return None
    if any(token.tag_ in QUESTION_TAGS for token in verb.subtree if token.i < verb.i):
        return None
    if any(token.text in _PAUSES for token in words_before(start, 2, sentence)) or _in_list(start.nbor(-1)):
        return None
    if head.dep_ == "pcomp" or any(child.dep_ == "mark" for child in verb.children):
        return None
    earlier_clause = any(
        child.dep_ == "ccomp"
        and child.i < start.i
        and not _may_be_participle(child)
        and any(one.dep_ in _SUBJECTS for one in child.children)
        for child in head.children
    )
    odd_head = head.lemma_.lower() not in _TAKES_CLAUSE and head.tag_ != "VBN" and head.dep_ != "relcl"
    if not earlier_clause and (not odd_head or _may_be_participle(head)) or not crowded(sentence, start):
        return None
    return Break(start, verb, "The verb “{}” has no subject: words seem to be missing before it.", 0.8)


def _clause_under_odd_verb(verb: "Token", sentence: "Phrase") -> Break | None:
    """`He visited the minister met him`: a whole clause hangs on a verb that takes none."""
    if verb.dep_ != "ccomp" or not _is_finite(verb):
        return None
    head = verb.head
    if verb.i <= head.i + 1 or head.pos_ != "VERB" or head.lemma_.lower() in _TAKES_CLAUSE:
        return None
    if not any(child.dep_ in _SUBJECTS for child in verb.children):
        return None
    if any(child.dep_ == "mark" or child.tag_ in QUESTION_TAGS for child in verb.subtree if child.i <= verb.i):
        return None
    if any(token.text in _PAUSES or token.lower_ in ("so", "that", "how") for token in verb.doc[head.i + 1 : verb.i]):
        return None
    if not crowded(sentence, _verb_start(verb)):
        return None
    return Break(_verb_start(verb), verb, "The clause around “{}” is joined to nothing.", 0.6)


# --- Verb groups ------------------------------------------------------------------------------------------------------


def _modal_with_wrong_form(token: "Token", sentence: "Phrase") -> Break | None:
    """`will arrives`, `could taken`."""
    verb = token.head
    if (
        token.tag_ != "MD"
        or token.i == sentence.start
        or token.dep_ != "aux"
        or verb.tag_ not in ("VBN", "VBZ", "VBG")
        or verb.i <= token.i
    ):
        return None
    between = token.doc[token.i + 1 : verb.i]
    if any(one.lower_ in _BE or one.lower_ in ("have", "'ve", "get", "got", "of", ",") for one in between):
        return None
    if verb.tag_ == "VBN" and verb.lower_ in SAME_PARTICIPLE:
        return None
    return Break(token, verb, "“{}”: the verb has the wrong form.", 0.7)


def _two_finite_auxiliaries(token: "Token", sentence: "Phrase") -> Break | None:
    """`who had been is seen`, `has will`."""
    if not token.dep_.startswith("aux") or token.tag_ not in _FINITE:
        return None
    later = [
        child
        for child in token.head.children
        if child.dep_.startswith("aux") and child.tag_ in _FINITE and child.i > token.i
    ]
    if not later or token.head.i <= later[0].i or later[0].lower_ == token.lower_ == "had":
        return None
    between = token.doc[token.i + 1 : later[0].i]
    if any(one.pos_ in ("NOUN", "PROPN", "PRON", "PUNCT", "CCONJ") for one in between):
        return None
    return Break(token, later[0], "“{}”: one verb has two auxiliaries too many.", 0.7)


def _to_with_wrong_form(token: "Token", sentence: "Phrase") -> Break | None:
    """`to has`, `wants to went`: the infinitive has the wrong form."""
    if token.lower_ != "to" or token.i + 1 >= sentence.end:
        return None
    verb = token.nbor()
    wrong = verb.lower_ in ("has", "had", "is", "was", "were", "are", "been", "did", "does")
    wrong = wrong or token.tag_ == "TO" and verb.tag_ in ("VBD", "VBZ") and verb.is_lower
    if not wrong or any(one.tag_ in QUESTION_TAGS for one in words_before(token, 8, sentence)):
        return None
    if token.tag_ == "IN" and any(one.dep_ == "relcl" for one in [token.head, *token.head.ancestors][:3]):
        return None
    return Break(token, verb, "“{}”: the verb after “to” has the wrong form.", 0.6)


def _be_with_wrong_form(token: "Token", sentence: "Phrase") -> Break | None:
    """`was been`, `are go`."""
    if token.lower_ not in ("is", "are", "was", "were", "be") or token.i + 1 >= sentence.end:
        return None
    verb = token.nbor()
    bare = verb.tag_ in ("VB", "VBP") and verb.is_lower and token.head.i == verb.i and token.dep_ in ("aux", "auxpass")
    if verb.lower_ != "been" and not (bare and verb.lower_ not in ("be", "have", "do")):
        return None
    return Break(token, verb, "“{}” cannot stand together.", 0.6)


def _missing_to(token: "Token", sentence: "Phrase") -> Break | None:
    """`is due arrive`, `able leave`."""
    if token.lower_ not in _WANTS_TO or token.i + 1 >= sentence.end:
        return None
    verb = token.nbor()
    if verb.tag_ != "VB" or not verb.is_lower or verb.dep_ not in ("xcomp", "ccomp", "advcl", "ROOT"):
        return None
    return Break(token, verb, "“{}”: the word “to” seems to be missing.", 0.7)


_RULES = (
    _second_verb,
    _clause_without_subject,
    _clause_under_odd_verb,
    _modal_with_wrong_form,
    _two_finite_auxiliaries,
    _to_with_wrong_form,
    _be_with_wrong_form,
    _missing_to,
)
