"""How fast the analysis is, stage by stage, and how its cost grows: `python -m bench.analysis [FOLDER]`.

FOLDER holds one folder of texts for each story (default: the labelled stories of the tests). Articles of about 500 words
are put together from their paragraphs: from those of all stories, or of one, whose articles then tell the same facts in
shared sentences over and over. Times are seconds of one core.
"""

import argparse
import random
import resource
import statistics
import time
from pathlib import Path

from articles.analysis import claims, copies, language
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
    paths = sorted(parser.parse_args().folder.rglob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    story = [path.read_text(encoding="utf-8") for path in paths if path.parent == paths[0].parent]
    began = time.process_time()
    language.parse(Source("warm", "A first sentence loads the model."))
    print(f"Loading the model: {time.process_time() - began:.2f} s, memory {memory():.0f} MB\n")
    stages(texts)
    growth(texts, "paragraphs of all stories")
    growth(story, "paragraphs of one story")
    print(f"\nMost memory: {memory():.0f} MB")


def stages(texts):
    """Each stage in the order of a review, over articles that nothing has seen before: a stage keeps what it worked out."""
    steps = {"parsing": parse, **CHECKS, "claims": claims.gather, "copies": lambda d: copies.compare(d).sharings}
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


def parse(dossier):
    return [language.parse(source) for source in dossier.sources]


def growth(texts, what):
    print(f"\n{what}\n{'articles':>8} {'words':>7} {'seconds':>8} {'words/s':>9} {'a word, against 5 articles':>28}")
    first = None
    for size in SIZES:
        words, seconds = min((reviewed(texts, size, seed=100 * run + size) for run in range(REPEATS)), key=cost)
        first = first or seconds / words
        print(f"{size:8} {words:7,} {seconds:8.2f} {words / seconds:9,.0f} {seconds / words / first:27.2f}x")


def reviewed(texts, size, seed):
    """(words, seconds) of a review of articles that nothing has seen before."""
    dossier = dossier_of(texts, size, seed)
    return words_of(dossier), timed(lambda: review(dossier))


def cost(run):
    """Seconds a word. The cheapest run is the one that other work on the machine disturbed least."""
    words, seconds = run
    return seconds / words


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
