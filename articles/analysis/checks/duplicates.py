"""Passages that one article says twice.

Reason to exist: merged wire updates and rewriting tools repeat paragraphs, word for word or in other words; the
second one is to be cut.

Neighbouring repeated sentences make one mark. Two sentences of one pattern that differ in a number or a name tell
two things.

Caught:
- The old ferry hit the northern pier on Monday and lost its rudder. Nobody was hurt. ‹The old ferry hit the
  northern pier on Monday and lost its rudder.›
- The old ferry hit the northern pier on Monday and lost its rudder. Nobody was hurt. ‹On Monday the old ferry hit
  the northern pier, lost its rudder and drifted.›
- 23’ Etcher goes down holding his knee and is booed by everybody. ¶ 44’ Penalty. ¶ ‹58’ Etcher goes down holding
  his knee and is booed by everybody.›

Rightly left alone:
- The northern ward has 12 beds, 4 nurses and 2 doctors. The southern ward has 15 beds, 6 nurses and 3 doctors.
- Old ferry hits the northern pier and loses its rudder ¶ The old ferry hit the northern pier on Monday and lost its
  rudder.
- He rowed. And rowed. He rowed.

Figures (22 November 2026): labelled stories 27/27 found, 0 false; planted errors 53/53 found, 4 false; sound news 4
marks in 37,843 words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from articles.analysis.dossier import Dossier, Finding, Place, Source
from articles.text import Span

CATEGORY = "duplicated_passage"
# Content words that both sentences need.
SHORTEST = 5
# Shares of common content words: of both sentences together, and of the shorter one beside a run of equal words.
JACCARD = 0.5
LEAST_JACCARD = 0.3
CONTAINED, HALF = 0.6, 0.5
RUN = 4
LONG_RUN = 5
# Content words that two sentences begin with, where half of the shorter one is in both.
OPENING = 5
# A word in more sentences than this says nothing about which two are alike.
COMMON = 25
# Sentences must share this many words that are not common before they are compared closely.
SHARED = 3

_WORD = re.compile(r"[^\W_]+")
_STOPWORDS = frozenset(
    "the a an of to in and for on at by with from as is are was were be been has have had will would it its this that "
    "these those he she his her him their they them who which not but or said says say we our i you also".split()
)
# The minute or the hour that opens an entry of a live blog.
_CLOCK = re.compile(r"^\W*(?:\d{1,3}(?:\+\d{1,2})?[’']|\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?)\W+", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")


@dataclass
class Passage:
    """A sentence and its content words, stemmed a little; `facts` are its numbers and names."""

    span: Span
    words: list[str]
    facts: frozenset[str]

    def __post_init__(self):
        self.bag = frozenset(self.words)


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks the later passage; `related` is the earlier one."""
    for source in dossier.sources:
        for later, earlier, confidence in _joined(source, list(_repetitions(source))):
            same = source.text[later.start : later.end] == source.text[earlier.start : earlier.end]
            how = "word for word" if same else "in other words"
            reason = f"The article says this before, {how}: “{_beginning(source, earlier)}”."
            place = Place(source.key, *earlier)
            yield Finding(source.key, *later, CATEGORY, "minor", confidence, reason, "", (place,))


def _beginning(source: Source, span: Span) -> str:
    words = source.text[span.start : span.end].split()
    return " ".join(words[:6]).strip('“”"') + ("…" if len(words) > 6 else "")


def _joined(source: Source, pairs: list[tuple]) -> Iterator[tuple[Span, Span, float]]:
    """Pairs whose sentences follow each other in both places make one longer pair."""
    after = {span: following for span, following in zip(source.sentences, source.sentences[1:], strict=False)}
    joined: list[list] = []
    for later, earlier, confidence in pairs:
        last = joined[-1] if joined else None
        if last and after.get(last[2]) == later and after.get(last[3]) == earlier:
            last[1] = (Span(last[1][0].start, later.end), Span(last[1][1].start, earlier.end))
            last[2:4] = later, earlier
            last[4] = max(last[4], confidence)
        else:
            joined.append([None, (later, earlier), later, earlier, confidence])
    for _, (later, earlier), _, _, confidence in joined:
        yield later, earlier, confidence


def _repetitions(source: Source) -> Iterator[tuple[Span, Span, float]]:
    """(later sentence, earlier sentence, how sure), each sentence with the one that is most like it."""
    yield from _headings(source)
    passages = [_passage(source, span) for span in source.sentences]
    index: dict[str, list[int]] = defaultdict(list)
    frequency = Counter(word for passage in passages for word in passage.bag)
    for number, passage in enumerate(passages):
        rare = [word for word in passage.bag if frequency[word] <= COMMON]
        shared = Counter(earlier for word in rare for earlier in index[word])
        scores = (
            (_likeness(passage, passages[earlier]), earlier)
            for earlier, count in shared.items()
            if count >= min(SHARED, len(rare))
        )
        best, earlier = max(scores, default=(0.0, 0))
        if best:
            yield passage.span, passages[earlier].span, best
        for word in rare:
            index[word].append(number)


def _headings(source: Source) -> Iterator[tuple[Span, Span, float]]:
    """A line without a stop that stands again as it is, or with something attached."""
    seen: dict[str, Span] = {}
    for span in source.paragraphs:
        line = source.text[span.start : span.end]
        words = line.split()
        if len(words) < SHORTEST or _ENDED.search(line):
            continue
        beginning = " ".join(words[:SHORTEST])
        earlier = seen.setdefault(beginning, span)
        before = source.text[earlier.start : earlier.end]
        if earlier != span and (line.startswith(before) or before.startswith(line)):
            yield span, earlier, 0.8


def _passage(source: Source, span: Span) -> Passage:
    text = _CLOCK.sub("", source.text[span.start : span.end])
    if not _ENDED.search(text):
        return Passage(span, [], frozenset())  # a heading
    found = list(_WORD.finditer(text))
    words = [_stem(match.group()) for match in found if match.group().lower() not in _STOPWORDS]
    facts = {
        match.group().lower()
        for match in found
        if match.group()[0].isdigit() or match.start() and match.group()[0].isupper() and len(match.group()) > 1
    }
    return Passage(span, words, frozenset(facts))


def _stem(word: str) -> str:
    word = word.lower()
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word


def _likeness(one: Passage, other: Passage) -> float:
    """How sure it is that both say the same; 0 if they do not."""
    if min(len(one.bag), len(other.bag)) < SHORTEST:
        return 0.95 if one.words == other.words and len(one.words) >= 4 else 0.0
    if one.words == other.words:
        return 0.95
    common = len(one.bag & other.bag)
    contained, jaccard = common / min(len(one.bag), len(other.bag)), common / len(one.bag | other.bag)
    run = _longest_run(one.words, other.words)
    if contained < HALF or _facts_differ(one, other, run):
        return 0.0
    if jaccard >= JACCARD or _goes_on(one, other, contained, jaccard, run):
        return min(0.9, 0.45 + jaccard / 2)
    return 0.0


def _goes_on(one: Passage, other: Passage, contained: float, jaccard: float, run: int) -> bool:
    """Whether one repeats the most of the other and adds to it, or begins as it does and goes on otherwise.

    A term of a few words comes back in every article.
    """
    shorter = min(len(one.bag), len(other.bag))
    adds = contained >= CONTAINED and jaccard >= LEAST_JACCARD and run >= RUN and shorter > SHORTEST
    return adds or (one.words[:OPENING] == other.words[:OPENING] and shorter > OPENING)


def _facts_differ(one: Passage, other: Passage, run: int) -> bool:
    """Whether each has a number or a name that the other lacks: then they tell two things in one pattern.

    A long run of equal words outweighs names, not numbers.
    """
    mine, theirs = one.facts - other.facts, other.facts - one.facts
    numbers = any(fact[0].isdigit() for fact in mine) and any(fact[0].isdigit() for fact in theirs)
    return bool(mine and theirs) and (numbers or run < LONG_RUN)


def _longest_run(one: list[str], other: list[str]) -> int:
    longest, previous = 0, [0] * (len(other) + 1)
    for word in one[:80]:
        current = [0] * (len(other) + 1)
        for place, against in enumerate(other[:80], start=1):
            if word == against:
                current[place] = previous[place - 1] + 1
                longest = max(longest, current[place])
        previous = current
    return longest
