"""Do annotations keep their place when a text is edited? `python -m bench.readings [--edits 1000] [--seed 1]`.

Edits the practice texts of tests/stories at random, in five kinds and in mixtures of them, and carries annotations of
every article from the received text to the edited one (articles.text.Carried), from the two texts alone. Where each
word really went is known, since the edits were made here. Prints how many annotations were attached to a wrong place
(none may be), and what share of those in untouched text kept theirs.

An annotation is *untouched* when all its words still stand behind one another, wherever the passage is now. Half of the
articles are single ones of 200 to 400 words, half are all articles of one story behind one another: about 1,200 words
that tell the same thing several times. A third of the annotations is on single words, most of which come again.
"""

import argparse
import random
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from articles.text import Carried, Span

STORIES = Path(__file__).resolve().parent.parent / "tests" / "stories"
ANNOTATIONS = 60  # on each article
LONGEST = 40  # words of an annotation
MIXED = (2, 8)  # edits of a mixture
MIXTURE = "several of these"
GOAL = 0.999


class Word(NamedTuple):
    """A word with its signs and the white space behind it. `origin` is its number in the received text; None: new."""

    text: str
    origin: int | None


class Outcome(NamedTuple):
    """Of the annotations on one article: how many in untouched text, how many of them stayed, and the wrong ones."""

    annotations: int
    untouched: int
    stayed: int
    wrong: list


# --- The five kinds of edits: words in, words out ---------------------------------------------------------------------


def replaced(words, chance):
    at = chance.randrange(len(words))
    others = [word.text for word in chance.sample(words, 12) if word.text.split() != words[at].text.split()]
    return [*words[:at], Word(others[0] if others else "another ", None), *words[at + 1 :]]


def inserted(words, chance):
    """One to six words of the same article, one after the other or from all over it."""
    at, count = chance.randrange(len(words) + 1), chance.randint(1, 6)
    start = chance.randrange(len(words) - count)
    phrase = words[start : start + count] if chance.random() < 0.5 else chance.sample(words, count)
    return [*words[:at], *(Word(word.text, None) for word in phrase), *words[at:]]


def deleted(words, chance):
    at, count = chance.randrange(len(words) - 6), chance.randint(1, 6)
    return [*words[:at], *words[at + count :]]


def moved(words, chance):
    passage, rest = _passage(words, chance)
    at = chance.randrange(len(rest) + 1)
    return [*rest[:at], *passage, *rest[at:]]


def duplicated(words, chance):
    """A passage comes again elsewhere. Right beside itself or within itself nobody can tell it from its copy."""
    passage, _ = _passage(words, chance)
    at = chance.randrange(len(words) + 1)
    while words[max(at - 1, 0)] in passage or words[min(at, len(words) - 1)] in passage:
        at = chance.randrange(len(words) + 1)
    return [*words[:at], *(Word(word.text, None) for word in passage), *words[at:]]


def _passage(words, chance):
    count = chance.randint(8, 60)
    start = chance.randrange(len(words) - count)
    return words[start : start + count], [*words[:start], *words[start + count :]]


KINDS = {
    "word replaced": replaced,
    "words inserted": inserted,
    "words deleted": deleted,
    "passage moved": moved,
    "passage duplicated": duplicated,
}


def mixture(words, chance):
    for _ in range(chance.randint(*MIXED)):
        words = chance.choice(list(KINDS.values()))(words, chance)
    return words


# --- One article ------------------------------------------------------------------------------------------------------


def articles():
    """Single articles and whole stories in turn."""
    singles = [path.read_text() for path in sorted(STORIES.glob("*/source-*.txt"))]
    stories = ["\n\n".join(path.read_text() for path in sorted(folder.glob("source-*.txt"))) for folder in _folders()]
    return [text for pair in zip(singles, stories * len(singles), strict=False) for text in pair]


def _folders():
    return sorted(path.parent for path in STORIES.glob("*/gold.json"))


def words_of(text):
    """The text as words; joined they are the text."""
    words, start, blank = [], 0, False
    for at, character in enumerate(text):
        if blank and not character.isspace():
            words.append(text[start:at])
            start = at
        blank = character.isspace()
    return [Word(part, number) for number, part in enumerate([*words, text[start:]])]


def annotated(words, chance):
    """[(first word, word beyond, span)]: a third on single words, a third on a few, a third on sentences or more."""
    starts = _starts(words)
    found = []
    for number in range(ANNOTATIONS):
        count = chance.randint(*((1, 1), (2, 6), (7, LONGEST))[number % 3])
        first = chance.randrange(max(len(words) - count, 1))
        beyond = min(first + count, len(words))
        found.append((first, beyond, _span(words, starts, first, beyond)))
    return found


def judged(received, edited, chance):
    """What became of the annotations on an article that was edited."""
    old, new = text_of(received), text_of(edited)
    went = {word.origin: at for at, word in enumerate(edited) if word.origin is not None}
    starts = _starts(edited)
    carried = Carried(old, new)
    untouched = stayed = 0
    wrong = []
    annotations = annotated(received, chance)
    for first, beyond, span in annotations:
        places = [went.get(number) for number in range(first, beyond)]
        is_untouched = None not in places and places == list(range(places[0], places[0] + len(places)))
        place = carried.carry(span)
        truth = _span(edited, starts, places[0], places[-1] + 1) if is_untouched else None
        untouched += is_untouched
        stayed += is_untouched and place == truth
        if place is not None and place != truth:
            wrong.append((old[span.start : span.end], span, place, truth))
    return Outcome(len(annotations), untouched, stayed, wrong)


def text_of(words):
    return "".join(word.text for word in words)


def _starts(words):
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word.text)
    return starts


def _span(words, starts, first, beyond):
    return Span(starts[first], starts[beyond - 1] + len(words[beyond - 1].text.rstrip()))


# --- All of them ------------------------------------------------------------------------------------------------------


def measured(edits, seed):
    """{kind: Counter of annotations, untouched, stayed, wrong}, the wrong ones, and seconds spent on carrying.

    So many edits of the five kinds in turn, and a fifth as many mixtures.
    """
    chance = random.Random(seed)
    texts = [words_of(text) for text in articles()]
    kinds = [*KINDS.items(), (MIXTURE, mixture)]
    figures, wrong, seconds = {name: Counter() for name, _ in kinds}, [], 0.0
    for number in range(edits + edits // len(KINDS)):
        name, edit = kinds[number % len(kinds)]
        received = texts[number % len(texts)]
        edited = edit(received, chance)
        began = time.process_time()
        outcome = judged(received, edited, chance)
        seconds += time.process_time() - began
        figures[name].update(
            edits=1, annotations=outcome.annotations, untouched=outcome.untouched, stayed=outcome.stayed
        )
        figures[name]["wrong"] += len(outcome.wrong)
        wrong += [(name, *one) for one in outcome.wrong]
    return figures, wrong, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    figures, wrong, seconds = measured(given.edits, given.seed)
    five = sum((row for name, row in figures.items() if name != MIXTURE), Counter())
    mixed = figures.pop(MIXTURE)
    print(f"{'':20}{'edits':>7}{'annotations':>13}{'wrong':>7}{'untouched':>11}{'stayed':>9}{'share':>10}")
    for name, row in [*figures.items(), ("all five", five), (MIXTURE, mixed)]:
        print(
            f"{name:20}{row['edits']:7,}{row['annotations']:13,}{row['wrong']:7}{row['untouched']:11,}"
            f"{row['stayed']:9,}{row['stayed'] / max(row['untouched'], 1):10.3%}"
        )
    for name, quote, span, place, truth in wrong[:10]:
        print(f"WRONG after {name}: {quote!r} {tuple(span)} came to {tuple(place)}, belongs to {truth}")
    print(f"{1000 * seconds / (five + mixed)['edits']:.1f} ms for an article with {ANNOTATIONS} annotations")
    raise SystemExit(bool(wrong) or five["stayed"] < GOAL * five["untouched"])


if __name__ == "__main__":
    main()
