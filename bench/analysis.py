"""How fast the analysis is, stage by stage, and how its cost grows: `python -m bench.analysis [FOLDER]`.

FOLDER holds texts (default: the labelled stories of the tests). Articles of about 500 words are put together from
their paragraphs, so that the sources of one story share sentences as real ones do. Times are seconds of one core.
"""

import argparse
import random
import resource
import statistics
import time
from pathlib import Path

from articles.analysis import claims, language
from articles.analysis.checks import CHECKS
from articles.analysis.dossier import Dossier, Source
from articles.analysis.review import review
from articles.text import count_words, paragraphs

WORDS = 500
SIZES = (5, 10, 25, 50)
REPEATS = 3


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "tests" / "stories")
    texts = [path.read_text(encoding="utf-8") for path in sorted(parser.parse_args().folder.rglob("*.txt"))]
    began = time.process_time()
    language.parse(Source("warm", "A first sentence loads the model."))
    print(f"Loading the model: {time.process_time() - began:.2f} s, memory {memory():.0f} MB\n")
    stages(texts)
    growth(texts)
    print(f"\nMost memory: {memory():.0f} MB")


def stages(texts):
    """Each stage in the order of a review, over articles that nothing has seen before: a stage keeps what it worked out."""
    steps = {"parsing": lambda d: [language.parse(source) for source in d.sources], **CHECKS, "claims": claims.gather}
    spent = {name: [] for name in steps}
    words = []
    for run in range(REPEATS):
        dossier = dossier_of(texts, 5, seed=run)
        words.append(words_of(dossier))
        for name, step in steps.items():
            spent[name].append(timed(lambda step=step, dossier=dossier: list(step(dossier))))
    total = sum(statistics.median(seconds) for seconds in spent.values())
    print(f"{'stage':34} {'seconds':>8} {'words/s':>9}   (5 articles, {statistics.median(words):.0f} words)")
    for name, seconds in {**spent, "all": [total]}.items():
        median = statistics.median(seconds)
        print(f"{name:34} {median:8.3f} {statistics.median(words) / max(median, 1e-6):9,.0f}")


def growth(texts):
    print(f"\n{'articles':>8} {'words':>7} {'seconds':>8} {'words/s':>9} {'a word, against 5 articles':>28}")
    first = None
    for size in SIZES:
        dossier = dossier_of(texts, size, seed=100 + size)
        words = words_of(dossier)
        seconds = timed(lambda dossier=dossier: review(dossier))
        first = first or seconds / words
        print(f"{size:8} {words:7,} {seconds:8.2f} {words / seconds:9,.0f} {seconds / words / first:27.2f}x")


def dossier_of(texts, size, seed):
    """`size` articles of about WORDS words, the same for the same texts and seed."""
    chance = random.Random(seed)
    pool = [text[span.start : span.end] for text in texts for span in paragraphs(text)]
    return Dossier(tuple(Source(f"{number}.txt", article(chance, pool), f"Outlet {number}") for number in range(size)))


def article(chance, pool):
    chosen, words = [], 0
    while words < WORDS:
        chosen.append(chance.choice(pool))
        words += count_words(chosen[-1])
    return "\n\n".join(chosen)


def words_of(dossier):
    return sum(count_words(source.text) for source in dossier.sources)


def timed(step):
    """Seconds of processor time."""
    began = time.process_time()
    step()
    return time.process_time() - began


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
