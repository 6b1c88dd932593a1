"""Signs that the words of a sentence stand in an order that English does not have.

What machine translation leaves of a long sentence is often a heap: the words are right and stand where they stood in
the other language. Parsers make a tree of it all the same, so each rule here looks at neighbours and answers with the
weight of what it saw: CERTAIN alone breaks a sentence, two DOUBTFUL ones together do. In 2,800 sentences of sound wire
copy one in 75 has one doubtful sign, and none outside quotations has two.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from articles.analysis.small_words import Break
from articles.analysis.verb_forms import NEVER_PASSIVE, PAST_ONLY

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

DOUBTFUL, CERTAIN = 1, 2
# How far back a word is looked for that lets a clause end or turn round (`than it was`, `neither was it`).
REACH = 10
VERB_REACH = 6
# A relative clause of so many words has a verb.
SHORTEST_CLAUSE = 5

_NOUNS = {"NN", "NNS", "NNP", "NNPS", "CD"}
_VERBS = {"VB", "VBP", "VBD", "VBZ", "VBG"}
_IN_NOUN_GROUP = _NOUNS | {"JJ", "JJR", "JJS", "POS", "HYPH", "VBN"}
_BE_OR_HAVE = frozenset("is are was were be been being has have had having".split())
_ARTICLES = frozenset("the a an".split())
_HELPERS = frozenset("has have had was were is are will would can could".split())
_OBJECTS = frozenset("it them him us".split())
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
    ends = ends or token.lower_ == "had" and before.tag_ in ("VBD", "VBN") and after.text == ","
    if (
        not ends
        or before.lower_ in _BE_OR_HAVE
        or before.tag_ not in _VERBS | {"NN", "NNS"}
        or _before(words, place) & _CLOSES_LATE
    ):
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
    if after.lower_ not in ("in", "of", "to", "at", "for", "from", "with", "on", "into", "during"):
        return None
    third = words[place + 2] if place + 2 < len(words) else after
    joined = third.tag_ == "HYPH" or third.tag_ in _NOUNS and third.lower_ not in _TIMES
    return None if joined else Sign(token, after, CERTAIN)


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


def _object_before_verb(words: "list[Token]", place: int) -> Sign | None:
    """`the expertise him has it`: an object as subject, behind a noun."""
    before, token, after = words[place - 1 : place + 2]
    odd = token.lower_ in ("him", "them", "us", "me") and after.lower_ in _HELPERS
    return Sign(token, after, CERTAIN) if odd and before.tag_ in ("NN", "NNS") else None


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


_BEFORE_ARTICLE = frozenset(
    "general particular full short first last least best average good brief public private secret vain common present half "
    "double such more many all both worth like near next most much little several due possible clear likely sure certain "
    "true opposite same enough quite rather what further one two three four five six seven eight nine ten other another "
    "few late early only just even long large later earlier once twice triple real-time less fewer final return "
    "turn fact addition practice theory court response time home work school noon midnight".split()
)
_DETERMINERS = frozenset("the a an its their".split())


def _adjective_before_article(words: "list[Token]", place: int) -> Sign | None:
    """`during third the match`, `on radio a tower`, `is criminal a offence`: the article came too late."""
    before, token, after = words[place - 1 : place + 2]
    if after.lower_ not in _DETERMINERS or after.tag_ not in ("DT", "PRP$") or not token.is_lower or not after.is_lower:
        return None
    if place + 2 >= len(words) or words[place + 2].tag_ not in ("NN", "NNS", "NNP", "JJ", "CD", "NNPS"):
        return None
    if token.lower_ in ("next", "first", "former", "latter", "second", "third", "fourth", "fifth", "last"):
        odd = before.tag_ == "IN" and before.lower_ not in ("at", "as", "than", "that", "after", "before")
        return Sign(before, after, CERTAIN) if odd else None
    if token.tag_ not in ("JJ", "JJR", "JJS") or token.lower_ in _BEFORE_ARTICLE:
        return None
    preposition = before.lower_ in _TRUE_PREPOSITIONS
    attribute = before.lower_ in ("is", "was", "are", "were", "be", "been") and after.lower_ in ("a", "an")
    attribute = attribute and not any(one.tag_ in ("MD", "VBZ", "VBD", "VBP") for one in words[place + 2 :])
    return (
        Sign(before, after, CERTAIN) if preposition or attribute and not _before(words, place) & _TURNS_ROUND else None
    )


_TRUE_PREPOSITIONS = frozenset(
    "of in on for from with by into during despite between against through under over after before amid".split()
)


def _article_before_gerund(words: "list[Token]", place: int) -> Sign | None:
    """`the circumstances the surrounding the move`, `the catch the taken by him`: the noun went before its article."""
    before, token, after = words[place - 1 : place + 2]
    if before.lower_ not in _ARTICLES or not token.is_lower:
        return None
    if token.tag_ == "VBG" and after.lower_ in _ARTICLES and token.lower_ not in ("following", "being"):
        return Sign(before, after, CERTAIN)
    return Sign(before, after, DOUBTFUL) if token.tag_ == "VBN" and after.lower_ == "by" else None


def _article_adjective_only(words: "list[Token]", place: int) -> Sign | None:
    """`a new departmental which`, `over a strange was`: the noun is lost."""
    before, token, after = words[place - 1 : place + 2]
    if before.lower_ not in ("a", "an") or token.tag_ != "JJ" or not token.is_lower or "-" in token.text:
        return None
    end = place + 1
    while end < len(words) and words[end].tag_ == "JJ" and words[end].is_lower:
        end += 1
    if (
        end >= len(words)
        or not words[end].is_lower
        or token.lower_ in ("few", "little", "many", "good", "great", "fair")
    ):
        return None
    if words[end].lower_ not in ("which", "who", "was", "were", "is", "are", "has", "had", "will", "would", "the", "a"):
        return None
    return Sign(before, words[end], DOUBTFUL)


def _preposition_before_verb(words: "list[Token]", place: int) -> Sign | None:
    """`the blast in left twelve dead`: a preposition whose noun stands elsewhere."""
    before, token, after = words[place - 1 : place + 2]
    if token.lower_ not in ("of", "in", "with", "from", "into", "for", "by", "at") or token.tag_ != "IN":
        return None
    if after.tag_ not in ("VBD", "VBZ", "MD") or not after.is_lower or after.pos_ not in ("VERB", "AUX"):
        return None
    contact = any(one.tag_ in ("PRP", "WDT", "WP", "WRB", "VBN", "RB") for one in words[max(0, place - REACH) : place])
    if contact or _before(words, place) & _TURNS_ROUND or before.tag_.startswith("V"):
        return None
    return Sign(token, after, CERTAIN if after.tag_ == "MD" else DOUBTFUL)


def _object_doubles_subject(words: "list[Token]", place: int) -> Sign | None:
    """`The firemen they arrived`, `the coach he will not be there`: noun and pronoun for one subject."""
    before, token, after = words[place - 1 : place + 2]
    if token.lower_ not in ("he", "she", "they") or before.tag_ not in ("NN", "NNS") or not token.is_lower:
        return None
    if after.tag_ not in ("VBD", "VBZ", "VBP", "MD") or before.lower_ in _TIMES or before.dep_ == "npadvmod":
        return None
    start = place - 1
    while start and words[start - 1].tag_ in _IN_NOUN_GROUP | {"DT", "PRP$"}:
        start -= 1
    opens = start == 0 or words[start - 1].lower_ in ("that", "because", "when")
    if not opens or words[start].lower_ not in ("the", "a", "an", "this", "these", "his", "her", "their"):
        return None
    has_object = any(child.dep_ == "dobj" and child.i > after.i for child in after.children)
    if after.pos_ != "AUX" and after.lower_ not in NEVER_PASSIVE | PAST_ONLY and not has_object:
        return None  # `The suitcases they received on Sunday.`
    later = [
        one for one in words[place + 2 :] if one.tag_ in ("VBD", "VBZ", "VBP", "MD") and one.pos_ in ("VERB", "AUX")
    ]
    free = [
        one
        for one in later
        if not any(
            two.tag_ in ("WDT", "WP", "WRB", "CC") or two.dep_ == "mark" for two in words[place + 2 : words.index(one)]
        )
    ]
    return None if free else Sign(before, after, CERTAIN)


def _relative_out_of_place(words: "list[Token]", place: int) -> Sign | None:
    """`the sail, what in the wind`, `the serve, that to the player`, `when who a stove`: a clause of another language."""
    before, token, after = words[place - 1 : place + 2]
    if token.tag_ == "WRB" and after.lower_ in ("who", "which", "whom") and token.lower_ in ("when", "where"):
        return Sign(token, after, CERTAIN)
    behind_noun = before.text == "," and place > 1 and words[place - 2].tag_ in ("NN", "NNS")
    odd = (
        token.lower_ in ("what", "that")
        and after.tag_ in ("IN", "TO", "WRB")
        and after.lower_ not in ("if", "as", "for")
    )
    if behind_noun and odd and not any(one.tag_ in ("VBZ", "VBD", "VBP", "MD") for one in words[:place]):
        return Sign(token, after, DOUBTFUL)
    if token.lower_ in ("by", "with", "at") and after.lower_ == "when":
        return Sign(token, after, DOUBTFUL)
    counted = token.lower_ == "since" and after.lower_ in ("not", "on", "in", "at")
    return Sign(token, after, DOUBTFUL) if counted and before.tag_ in ("WDT", "WP", "NN", "NNS") else None


def _relative_without_verb(words: "list[Token]", place: int) -> Sign | None:
    """`over which in the autumn the unions again to the table,`: the clause has no verb up to its comma."""
    token = words[place]
    if token.lower_ not in ("which", "who") or token.tag_ not in ("WDT", "WP"):
        return None
    stretch = list(takewhile(lambda one: one.text not in _STOPS, words[place + 1 :]))
    if len(stretch) < SHORTEST_CLAUSE or any(one.pos_ in ("VERB", "AUX") and one.tag_ != "VBG" for one in stretch):
        return None
    return Sign(token, stretch[-1], DOUBTFUL)


def _pronoun_behind_noun(words: "list[Token]", place: int) -> Sign | None:
    """`on the screen it the hand`, `they in the wind it.`: a pronoun that nothing asks for."""
    before, token, after = words[place - 1 : place + 2]
    if token.lower_ not in ("it", "them", "him") or before.tag_ not in ("NN", "NNS", "NNP"):
        return None
    if after.lower_ in _ARTICLES and after.tag_ == "DT":
        return Sign(before, after, CERTAIN)
    return Sign(before, token, DOUBTFUL) if after.text in _STOPS else None


def _two_verbs_at_the_end(words: "list[Token]", place: int) -> Sign | None:
    """`the hand before the mouth held waited.`"""
    before, token, after = words[place - 1 : place + 2]
    if (
        token.tag_ != "VBD"
        or after.tag_ not in ("VBD", "VBN")
        or place + 2 >= len(words)
        or words[place + 2].text != "."
    ):
        return None
    helped = token.lower_ in _BE_OR_HAVE or after.lower_ in _BE_OR_HAVE or _before(words, place) & _TURNS_ROUND
    return None if helped else Sign(token, after, DOUBTFUL)


def _pronoun_between(words: "list[Token]", place: int) -> Sign | None:
    """`they on it foam`, `them in night the drive`, `to it deduce`: pronouns and prepositions in a heap."""
    before, token, after = words[place - 1 : place + 2]
    if token.lower_ in ("he", "she", "they") and after.tag_ == "IN" and place + 2 < len(words):
        return Sign(token, words[place + 2], DOUBTFUL) if words[place + 2].tag_ == "PRP" else None
    if before.tag_ != "IN" or token.lower_ not in _OBJECTS or before.lower_ in ("that", "than", "as", "if", "like"):
        return None
    bare = after.tag_ in ("VB", "VBP") and after.pos_ == "VERB" or after.tag_ in ("NN", "NNS")
    return Sign(before, after, DOUBTFUL) if bare and after.lower_ not in _TIMES and after.is_lower else None


def _participle_alone(words: "list[Token]", place: int) -> Sign | None:
    """`had, counted were by students`, `the tea has been, brought by`: auxiliary and participle are torn apart."""
    before, token, after = words[place - 1 : place + 2]
    if before.text == "," and token.tag_ in ("VBN", "VBD") and after.lower_ in ("was", "were"):
        return Sign(token, after, DOUBTFUL)
    torn = before.lower_ in ("has", "have", "had") and token.lower_ == "been" and after.text == ","
    if torn and place + 2 < len(words) and words[place + 2].tag_ in ("VBN", "VBD"):
        return Sign(before, after, DOUBTFUL)
    late = before.tag_ in ("RB", "IN") and token.lower_ == "had" and after.text == ","
    return Sign(before, token, DOUBTFUL) if late and not _before(words, place) & _CLOSES_LATE else None


_RULES = (
    _relative_out_of_place,
    _relative_without_verb,
    _pronoun_behind_noun,
    _two_verbs_at_the_end,
    _pronoun_between,
    _participle_alone,
    _adjective_before_article,
    _article_adjective_only,
    _article_before_gerund,
    _preposition_before_verb,
    _object_doubles_subject,
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
    _object_before_verb,
    _stray_not,
    _bare_verb_after_noun,
    _object_inside_verb,
)
