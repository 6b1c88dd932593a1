"""Which article has its wording from which: five sources that reprint one agency are one voice.

Two papers that report one event use the same names, figures and quotations; none of that is copying. What counts is
wording: words in the same order over a long stretch, or a sentence of which another writer changed words here and there.

Caught: a reprint, an abridged or edited reprint, a few paragraphs of an agency inside of an own report, a text of which a
tool exchanged words and turned phrases sentence by sentence. Rightly left alone: quotations, page furniture, titles and
names, two agencies at one press conference, a report told anew from the facts of another.

Only words are compared, so it holds for every language that parts its words by spaces. Texts meet through an index of
their words; the work grows with the text and with what is shared.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from rapidfuzz.distance import LCSseq

from articles.analysis.dossier import Copies, Dossier, Passage, Place, Sharing, Source
from articles.text import Span

# Words in a row by which texts meet; each is looked for at this many places of an article.
SEED = 4
PLACES = 4
# Other words between two such runs in either text, in one passage, and passages that may go on at one time.
GAP = 4
OPEN = 12
# Words of a passage: in all, those that are no names or figures, and their share of its whole length.
FEWEST = 10
FEWEST_PLAIN = 6
DENSITY = 0.6
# A sentence with a few words changed: words in the same order, as a share of the longer sentence; less is enough where many
# words that are no names or figures keep their order.
SAME_ORDER = 0.55
SAME_ORDER_LONG = 0.45
IN_ORDER = 8
IN_ORDER_PLAIN = 3
IN_ORDER_PLAIN_LONG = 8
LONGEST_SENTENCE = 120
# Telling words that two sentences share before they are compared, and sentences that a telling word may stand in.
MET = 3
COMMON = 50
# Shorter words tell nothing; endings are cut off.
TELLING = 4
STEM = 5
# From which share of the own words of either article the two are one voice, and how many words that must be.
ONE_VOICE = 0.45
ONE_VOICE_WORDS = 25
# Less is chance: a share of the own words of either and so many words, or many words whatever their share is.
TOLD = 0.1
TOLD_WORDS = 15
TOLD_ALONE = 40
# Passages of a pair that are kept as evidence.
MOST_PASSAGES = 40

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(
    r"“[^“”\n]*(?:”|(?=\n)|\Z)|\"[^\"\n]*(?:\"|(?=\n)|\Z)|«[^«»\n]*»|„[^„“”\n]*[“”]|(?<!\w)‘[^‘\n]{1,400}?’(?!\w)"
)


def compare(dossier: Dossier, left_out: Iterable[Place] = ()) -> Copies:
    """What the articles of a story share. `left_out` are places, such as page furniture, that do not count."""
    furniture = defaultdict(list)
    for place in left_out:
        furniture[place.source].append(Span(place.start, place.end))
    texts = [_Text(source, furniture[source.key]) for source in dossier.sources]
    found: dict[tuple[int, int], list[_Stretch]] = defaultdict(list)
    for pair, stretch in _runs(texts):
        found[pair].append(stretch)
    for pair, stretch in _reworded(texts, _copied_sentences(texts, found)):
        found[pair].append(stretch)
    sharings = []
    for (one, other), stretches in sorted(found.items()):
        sharings += _sharings(texts[one], texts[other], stretches)
    sharings = _with_versions(sharings, dossier)
    return Copies(tuple(sharings), tuple(_original_first(family, dossier) for family in Voices(sharings).families))


def _with_versions(sharings: list[Sharing], dossier: Dossier) -> list[Sharing]:
    """Two versions of one article are one voice, however much was written anew."""
    keys = {source.key for source in dossier.sources}
    newer = [(source.key, source.replaces) for source in dossier.sources if source.replaces in keys]
    pairs = {*newer, *((old, new) for new, old in newer)}
    told = [replace(one, is_copy=True) if (one.source, one.other) in pairs else one for one in sharings]
    missing = pairs - {(one.source, one.other) for one in sharings}
    return told + [Sharing(one, other, 0.0, True, ()) for one, other in sorted(missing)]


class Voices:
    """How many independent voices speak in a story, and behind what is said in it."""

    def __init__(self, sharings: Iterable[Sharing] = ()):
        self._sharings: dict[Hashable, list[Sharing]] = defaultdict(list)
        for sharing in sharings:
            self._sharings[sharing.source].append(sharing)
        copies = (one for sharings in self._sharings.values() for one in sharings if one.is_copy)
        self.families = families((sharing.source, sharing.other) for sharing in copies)
        self._first = {key: family[0] for family in self.families for key in family}

    def apart(self, said: Iterable[tuple[Hashable, int, int]]) -> list[list[Hashable]]:
        """The articles behind statements, each (article, start, end), those of one voice together.

        Two articles are one voice if one is a copy of the other, or if both say it in wording that they share.
        """
        places = defaultdict(list)
        for key, start, end in said:
            places[key].append((start, end))
        first: dict[Hashable, Hashable] = {}
        same = [(first.setdefault(self._first.get(key, key), key), key) for key in places]
        for key in places:
            partners = (sharing for sharing in self._sharings.get(key, ()) if sharing.other in places)
            same += [(key, sharing.other) for sharing in partners if _in_shared_words(sharing, places)]
        return families(same)


def _in_shared_words(sharing: Sharing, places: dict[Hashable, list[tuple[int, int]]]) -> bool:
    return any(
        passage.start < end and start < passage.end and passage.other_start < ends and starts < passage.other_end
        for passage in sharing.passages
        for start, end in places[sharing.source]
        for starts, ends in places[sharing.other]
    )


def families(pairs: Iterable[tuple[Hashable, Hashable]]) -> list[list]:
    """The members of pairs, gathered so that the members of each pair are together."""
    family_of: dict[Hashable, list] = {}
    for one, other in pairs:
        mine, theirs = family_of.setdefault(one, [one]), family_of.setdefault(other, [other])
        if mine is not theirs:
            mine += theirs
            family_of.update(dict.fromkeys(theirs, mine))
    return [family for key, family in family_of.items() if family[0] == key]


# --- Texts ------------------------------------------------------------------------------------------------------------


class _Word:
    """A word of an article, folded; `plain` if it is no name and no figure."""

    __slots__ = ("end", "folded", "plain", "start")

    def __init__(self, found: re.Match):
        word = found.group()
        self.start, self.end = found.span()
        self.folded = word.casefold()
        self.plain = word[0].islower()


class _Text:
    """An article's own words: what stands in quotation marks is its speaker's, and furniture is the page's."""

    def __init__(self, source: Source, left_out: list[Span]):
        self.key = source.key
        quoted = [Span(*found.span()) for found in _QUOTED.finditer(source.text)]
        self.words = list(_outside(_WORD.finditer(source.text), sorted([*quoted, *left_out])))
        self.folded = [word.folded for word in self.words]
        self.plain_before = [0, *accumulate(word.plain for word in self.words)]
        self.sentences = list(self._sentences(source))

    def _sentences(self, source: Source) -> Iterator[tuple[int, int]]:
        """First word and the word after the last of each sentence that is long enough to tell."""
        at = 0
        for _, end in source.sentences:
            first = at
            while at < len(self.words) and self.words[at].start < end:
                at += 1
            if IN_ORDER <= at - first <= LONGEST_SENTENCE:
                yield first, at


def _outside(found: Iterable[re.Match], spans: list[Span]) -> Iterator[_Word]:
    """The words that start in none of the spans, which are in order."""
    at, reached = 0, 0
    for match in found:
        while at < len(spans) and spans[at].start <= match.start():
            reached = max(reached, spans[at].end)
            at += 1
        if match.start() >= reached:
            yield _Word(match)


@dataclass
class _Stretch:
    """Words `start` to `end` of one text that stand at `other_start` to `other_end` of another; `same` are equal."""

    start: int
    end: int
    other_start: int
    other_end: int
    same: int
    plain: int

    def continues(self, before: "_Stretch") -> bool:
        """Whether it follows closely in both texts; where a word stands twice, the two may overlap a little."""
        ahead, other_ahead = self.start - before.end, self.other_start - before.other_end
        return -SEED < ahead <= GAP and -SEED < other_ahead <= GAP

    def join(self, following: "_Stretch"):
        overlap = max(0, self.end - following.start)
        self.end, self.other_end = following.end, following.other_end
        self.same += following.same - overlap
        self.plain += max(0, following.plain - overlap)

    def is_telling(self) -> bool:
        length = max(self.end - self.start, self.other_end - self.other_start)
        return self.same >= FEWEST and self.plain >= FEWEST_PLAIN and self.same >= DENSITY * length


# --- Runs of the same words -------------------------------------------------------------------------------------------


def _runs(texts: list[_Text]) -> Iterator[tuple[tuple[int, int], _Stretch]]:
    """Passages that two texts have word for word, but for a few words between."""
    index: dict[tuple, list[tuple[int, int]]] = defaultdict(list)
    for number, text in enumerate(texts):
        chains: dict[int, list[_Stretch]] = defaultdict(list)
        seeds = list(zip(*(text.folded[offset:] for offset in range(SEED)), strict=False))
        begun, ended = [-1] * number, [0] * number  # where the last run with each text before begins and is at its end
        for at, seed in enumerate(seeds):
            for other, place in index.get(seed, ()):
                if at < ended[other] and at != begun[other]:
                    continue
                run = _run(text, at, texts[other], place)
                chains[other].append(run)
                begun[other], ended[other] = at, max(ended[other], run.end - SEED + 1)
        for other, runs in chains.items():
            for stretch in _chained(runs):
                yield (number, other), stretch
        counted: Counter = Counter()
        for at, seed in enumerate(seeds):
            counted[seed] += 1
            if counted[seed] <= PLACES:
                index[seed].append((number, at))


def _run(text: _Text, at: int, other: _Text, place: int) -> _Stretch:
    """The equal words from these two on: the first SEED of them are known to be equal."""
    most = min(len(text.folded) - at, len(other.folded) - place)
    length = SEED
    while length < most and text.folded[at + length] == other.folded[place + length]:
        length += 1
    plain = text.plain_before[at + length] - text.plain_before[at]
    return _Stretch(at, at + length, place, place + length, length, plain)


def _chained(runs: list[_Stretch]) -> Iterator[_Stretch]:
    """Runs that follow each other closely in both texts, put together, where that is long enough to tell."""
    ends: list[_Stretch] = []
    for run in sorted(runs, key=lambda run: (run.start, run.other_start)):
        before = next((chain for chain in reversed(ends[-OPEN:]) if run.continues(chain)), None)
        if before is None:
            ends.append(run)
        else:
            before.join(run)
    return (chain for chain in ends if chain.is_telling())


# --- Sentences in other words -----------------------------------------------------------------------------------------


def _copied_sentences(texts: list[_Text], found: dict) -> set[tuple[int, int, int]]:
    """(text, first word, other text) of the sentences that stand whole in a passage found already."""
    return {
        (number, start, other)
        for (number, other), stretches in found.items()
        for stretch in stretches
        for start, end in texts[number].sentences
        if stretch.start <= start and end <= stretch.end
    }


def _reworded(texts: list[_Text], copied: set) -> Iterator[tuple[tuple[int, int], _Stretch]]:
    """Sentences that keep most of their words in the same order, each with the one of another text most like it."""
    sentences = [_Sentence(number, text, span) for number, text in enumerate(texts) for span in text.sentences]
    frequency = Counter(word for sentence in sentences for word in sentence.telling)
    index: dict[str, list[int]] = defaultdict(list)
    for at, sentence in enumerate(sentences):
        telling = [word for word in sentence.telling if frequency[word] <= COMMON]
        shared = Counter(earlier for word in telling for earlier in index[word])
        best: dict[int, tuple[float, _Stretch]] = {}
        for earlier, met in shared.items():
            against = sentences[earlier]
            if met < MET or against.text == sentence.text or (sentence.text, sentence.span[0], against.text) in copied:
                continue
            score, stretch = sentence.likeness(against)
            if score > best.get(against.text, (0.0, None))[0]:
                best[against.text] = score, stretch
        for other, (_, stretch) in best.items():
            yield (sentence.text, other), stretch
        for word in telling:
            index[word].append(at)


class _Sentence:
    """A sentence of a text: its words with their endings cut off, those without names and figures, the telling ones."""

    def __init__(self, number: int, text: _Text, span: tuple[int, int]):
        words = text.words[slice(*span)]
        self.text, self.span = number, span
        self.stems = [word.folded[:STEM] for word in words]
        self.plain = [word.folded[:STEM] for word in words if word.plain and len(word.folded) >= TELLING]
        self.telling = {word.folded[:STEM] for word in words if len(word.folded) >= TELLING}

    def likeness(self, other: "_Sentence") -> tuple[float, _Stretch | None]:
        """Which share of the longer sentence both have in the same order; 0 where that may be chance."""
        longer = max(len(self.stems), len(other.stems))
        least = max(IN_ORDER, int(SAME_ORDER_LONG * longer))
        same = LCSseq.similarity(self.stems, other.stems, score_cutoff=least)
        if not same:
            return 0.0, None
        plain = LCSseq.similarity(self.plain, other.plain)
        needed = SAME_ORDER_LONG if plain >= IN_ORDER_PLAIN_LONG else SAME_ORDER
        if plain < IN_ORDER_PLAIN or same < needed * longer:
            return 0.0, None
        return same / longer, _Stretch(*self.span, *other.span, same, plain)


# --- What it comes to -------------------------------------------------------------------------------------------------


def _sharings(one: _Text, other: _Text, stretches: list[_Stretch]) -> list[Sharing]:
    """The two sharings of a pair, one each way; none where too little is shared to tell."""
    told = _told_once(stretches)
    shared = sum(stretch.end - stretch.start for stretch in told)
    other_shared = _covered((stretch.other_start, stretch.other_end) for stretch in told)
    shares = shared / len(one.words), other_shared / len(other.words)
    words = min(shared, other_shared)
    if words < TOLD_WORDS or (max(shares) < TOLD and words < TOLD_ALONE):
        return []
    is_copy = max(shares) >= ONE_VOICE and words >= ONE_VOICE_WORDS
    longest = sorted(told, key=lambda stretch: stretch.start - stretch.end)[:MOST_PASSAGES]
    here = [_passage(stretch, one, other) for stretch in sorted(longest, key=lambda stretch: stretch.start)]
    there = sorted((Passage(p.other_start, p.other_end, p.start, p.end) for p in here), key=lambda p: (p.start, p.end))
    return [
        Sharing(one.key, other.key, shares[0], is_copy, tuple(here)),
        Sharing(other.key, one.key, shares[1], is_copy, tuple(there)),
    ]


def _told_once(stretches: list[_Stretch]) -> list[_Stretch]:
    """The stretches in order: those that follow closely put together, none that stands in another for the most part."""
    kept: list[_Stretch] = []
    reached = 0
    for stretch in sorted(stretches, key=lambda stretch: (stretch.start, -stretch.end)):
        if stretch.end - max(stretch.start, reached) <= (stretch.end - stretch.start) / 2:
            continue
        if kept and stretch.continues(kept[-1]):
            kept[-1].join(stretch)
        else:
            kept.append(_later_part(stretch, reached))
        reached = stretch.end
    return kept


def _later_part(stretch: _Stretch, reached: int) -> _Stretch:
    stretch.start = max(stretch.start, reached)
    return stretch


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    """Words in the spans, each once."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _passage(stretch: _Stretch, one: _Text, other: _Text) -> Passage:
    return Passage(
        one.words[stretch.start].start,
        one.words[stretch.end - 1].end,
        other.words[stretch.other_start].start,
        other.words[stretch.other_end - 1].end,
    )


def _original_first(family: list[str], dossier: Dossier) -> tuple[str, ...]:
    members = [source for source in dossier.sources if source.key in family]
    return tuple(source.key for source in sorted(members, key=lambda source: _likelihood(source, members)))


def _likelihood(source: Source, members: list[Source]) -> tuple:
    """The smallest is likely the original: published first, named by the others, the most complete."""
    is_dated = all(member.published for member in members)
    name = re.compile(rf"(?<!\w){re.escape(source.outlet)}(?!\w)")
    others = (member.text for member in members if member is not source and source.outlet)
    credits = sum(source.outlet in text and bool(name.search(text)) for text in others)
    return (source.published.toordinal() if is_dated else 0), -credits, -len(source.text)
