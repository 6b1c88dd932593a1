"""Errors that show in one text alone: repeated passages, page furniture, strange paragraphs, cuts, garbled sentences."""

import random
import re
from collections.abc import Callable, Iterator

from articles.text import count_words
from bench.story import Edit, Fault, Place, Sentence, Story, closed, content, reworded, shuffled
from bench.wordlists import FURNITURE, STOP_WORDS

# --- What does not belong ---------------------------------------------------------------------------------------------


def duplicates(story: Story, others: list[Story], rng: random.Random) -> Iterator[Fault]:
    """A sentence or paragraph that its source runs again further down, verbatim or a little reworded."""
    passages = [("sentence", sentence) for sentence in story.sentences]
    passages += [("paragraph", Place(file, *span)) for file in story.texts for span in story.paragraphs(file)]
    for size, passage in shuffled(passages, rng):
        sound = story.texts[passage.file][passage.start : passage.end]
        later = [end for end in story.gaps(passage.file) if end > passage.end]
        if count_words(sound) < 12 or not later or not closed(sound):
            continue
        again = reworded(sound, rng) if rng.random() < 0.5 else sound
        kind = f"{size}_{'verbatim' if again == sound else 'reworded'}"
        edit = story.inserted(passage.file, rng.choice(later), again)
        support = (Place(passage.file, passage.start, passage.end),)
        yield Fault("duplicated_passage", kind, (edit,), "Stands in this source already.", support)


def furniture(story: Story, others: list[Story], rng: random.Random) -> Iterator[Fault]:
    """One to three lines of the page, on top, between paragraphs or below."""
    for file in shuffled(story.texts, rng):
        gaps = [0, *story.gaps(file)]
        count = rng.randint(1, min(3, len(gaps)))
        places, lines = sorted(rng.sample(gaps, count)), rng.sample(FURNITURE, count)
        edits = tuple(story.inserted(file, at, line) for at, line in zip(places, lines, strict=True))
        yield Fault("boilerplate", "furniture", edits, "Page furniture.")


def strangers(story: Story, others: list[Story], rng: random.Random) -> Iterator[Fault]:
    """A paragraph of another story that names somebody or something, none of whom this one knows."""
    known, named_here = content(story.whole), _named(story.whole)
    foreign = [(other.texts[file], p) for other in others for file in other.texts for p in other.paragraphs(file)]
    for text, paragraph in shuffled(foreign, rng):
        words = text[paragraph.start : paragraph.end]
        named, about = _named(words), content(words)
        if not 18 <= count_words(words) <= 70 or not closed(words) or not named or named & named_here:
            continue
        if len(about & known) <= 0.25 * len(about):
            file = rng.choice(sorted(file for file in story.texts if story.gaps(file)))
            edit = story.inserted(file, rng.choice(story.gaps(file)), words)
            yield Fault("unrelated_content", "paragraph", (edit,), "Of another story.")


def _named(text: str) -> set[str]:
    return set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}", text))


# --- Cuts -------------------------------------------------------------------------------------------------------------


def truncations(story: Story, others: list[Story], rng: random.Random) -> Iterator[Fault]:
    """A text, or now and then a paragraph within it, that breaks off in the middle of a sentence."""
    for sentence in shuffled(story.sentences, rng):
        paragraphs = story.paragraphs(sentence.file)
        number = next(n for n, p in enumerate(paragraphs) if p.start <= sentence.start < p.end)
        ends_text = number >= len(paragraphs) - 2
        words = list(re.finditer(r"\S+", sentence.text))
        within = story.texts[sentence.file][paragraphs[number].start : sentence.start]
        after = story.texts[sentence.file][sentence.end : paragraphs[number].end]
        if len(words) < 12 or sentence.has_quote or (not ends_text and rng.random() < 0.8):
            continue
        if not closed(within) or not (ends_text or closed(after)):
            continue
        last = rng.choice(words[5:-3])
        at, kind = last.end(), "end_of_text" if ends_text else "end_of_paragraph"
        if rng.random() < 0.25 and len(last[0]) > 5:
            at, kind = last.start() + rng.randint(2, len(last[0]) - 2), f"{kind}_in_word"
        if sentence.text[at - 1].isalpha():
            end = paragraphs[-1 if ends_text else number].end
            edit = Edit(sentence.file, sentence.start, end, sentence.text[:at], (0, at))
            yield Fault("truncated_text", kind, (edit,), "Breaks off.")


# --- Garbled sentences ------------------------------------------------------------------------------------------------

_DETERMINERS = frozenset("the a an his her their its".split())
_PREPOSITIONS = frozenset("of in to for with by from at on".split())
_NEVER_BEHIND_A_DETERMINER = "of is were which because from are had into".split()
_MODALS = frozenset("will would can could may must should".split())
_VERBS_AMONG_STOP_WORDS = frozenset("be make get".split())
# Two of these in a row may be meant.
_MAY_STAND_TWICE = frozenset("had that very many so long far again never much really more".split())
# Of each pair of words the first cannot be missed.
_NEEDED = frozenset(
    {("of", "the"), ("of", "a"), ("has", "been"), ("have", "been"), ("had", "been"), ("will", "be"), ("would", "be")}
    | {("to", "be"), ("was", "the"), ("is", "the"), ("are", "being"), ("is", "a"), ("was", "a")}
)
_GO_ON = frozenset("has have was were is are will of and".split())


def garbled(story: Story, others: list[Story], rng: random.Random) -> Iterator[Fault]:
    """A sentence that no longer is one, its words being swapped, dropped, doubled, bent, stirred or spliced."""
    fitting = [sentence for sentence in story.sentences if _may_be_garbled(sentence)]
    for kind, way in shuffled(_WAYS.items(), rng):
        for sentence in shuffled(fitting, rng):
            words = sentence.text.split(" ")
            broken = way(words, story, rng)
            if broken and broken != words:
                new = " ".join(broken)
                edit = Edit(sentence.file, sentence.start, sentence.end, new, (0, len(new)))
                yield Fault("garbled_sentence", kind, (edit,), "No sentence.", correction=sentence.text)


def _may_be_garbled(sentence: Sentence) -> bool:
    return 10 <= len(sentence.text.split(" ")) <= 40 and sentence.text[-1] == "." and not sentence.has_quote


def _plain(word: str) -> bool:
    return re.fullmatch(r"[a-z]{2,}", word) is not None


def _somewhere(words: list[str], fits: Callable[[str, str], bool], rng: random.Random) -> int | None:
    """Where a word and the next one fit; neither the first word nor the last."""
    places = [at for at in range(1, len(words) - 2) if fits(words[at], words[at + 1])]
    return rng.choice(places) if places else None


def _swapped(words: list[str], story: Story, rng: random.Random) -> list[str] | None:
    """A determiner or preposition behind the word that it belongs before: "fires the"."""

    def fits(word, following):
        return word in _DETERMINERS | _PREPOSITIONS and _plain(following) and following not in STOP_WORDS

    at = _somewhere(words, fits, rng)
    return at and [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def _dropped(words: list[str], story: Story, rng: random.Random) -> list[str] | None:
    at = _somewhere(words, lambda word, following: (word, following) in _NEEDED, rng)
    return at and words[:at] + words[at + 1 :]


def _stray(words: list[str], story: Story, rng: random.Random) -> list[str] | None:
    """A word that cannot be where it is: "the of fires"."""
    at = _somewhere(words, lambda word, following: word in _DETERMINERS and _plain(following), rng)
    return at and [*words[: at + 1], rng.choice(_NEVER_BEHIND_A_DETERMINER), *words[at + 1 :]]


def _doubled(words: list[str], story: Story, rng: random.Random) -> list[str] | None:
    at = _somewhere(words, lambda word, following: _plain(word) and word not in _MAY_STAND_TWICE, rng)
    return at and [*words[: at + 1], *words[at:]]


def _bent(words: list[str], story: Story, rng: random.Random) -> list[str] | None:
    """A verb in a form that its auxiliary cannot have: "will continuing", "has being"."""

    def fits(word, following):
        verb = _plain(following) and (following not in STOP_WORDS or following in _VERBS_AMONG_STOP_WORDS)
        modal = word in _MODALS and verb and following[-2:] not in ("ly", "er", "en")
        return modal or (word in ("has", "have", "had") and following == "been")

    at = _somewhere(words, fits, rng)
    if at is None:
        return None
    verb = words[at + 1]
    wrong = "being" if verb in ("be", "been") else verb.removesuffix("e") + "ing"
    return [*words[: at + 1], wrong, *words[at + 2 :]]


def _stirred(words: list[str], story: Story, rng: random.Random) -> list[str] | None:
    """Six to nine words in the middle in any order, as a bad machine translation has them."""
    length = rng.randint(6, 9)
    if len(words) < length + 3:
        return None
    at = rng.randrange(1, len(words) - length - 1)
    middle = words[at : at + length]
    if not all(re.fullmatch(r"[\w-]+", word) for word in middle):
        return None
    return [*words[:at], *rng.sample(middle, length), *words[at + length :]]


def _spliced(words: list[str], story: Story, rng: random.Random) -> list[str] | None:
    """The beginning of one sentence, up to a determiner, and the end of another, from a verb or preposition on."""
    heads = [words[: at + 1] for at in range(3, len(words) - 3) if words[at] in _DETERMINERS]
    tails = [tail for sentence in story.sentences for tail in _tails(sentence) if tail[-1] != words[-1]]
    return rng.choice(heads) + rng.choice(tails) if heads and tails else None


def _tails(sentence: Sentence) -> Iterator[list[str]]:
    words = sentence.text.split(" ")
    if sentence.text[-1] == "." and not sentence.has_quote:
        yield from (words[at:] for at in range(3, len(words) - 4) if words[at] in _GO_ON)


_WAYS = {
    "words_swapped": _swapped,
    "word_dropped": _dropped,
    "stray_word": _stray,
    "word_doubled": _doubled,
    "wrong_verb_form": _bent,
    "words_stirred": _stirred,
    "spliced": _spliced,
}
