"""The import without analysis against a bulk insert: `python -m bench.intake`, in the database of DATABASE_URL.

Both bring the same articles in, each into stories of its own and in turn: the import by the command that people use, the
bulk insert with the fewest statements that write the same rows (originals, articles, sentences, traces, one line of the
log for all), read beforehand. The third writes nothing but the articles themselves. Prints articles a second as JSON.
"""

import hashlib
import io
import json
import os
import tempfile
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from articles.analysis.belonging import traces  # noqa: E402
from articles.models import Article, Event, Original, Sentence, Trace  # noqa: E402
from articles.text import count_words, paragraphs, sentences  # noqa: E402
from tests import newsdesk  # noqa: E402

ROUNDS, AT_ONCE = 5, 40  # articles of one story at once
WORDS = 500


def main():
    spent = {"import": [], "same rows": [], "articles alone": []}
    for number in range(ROUNDS + 1):
        for kind, bring_in in (("import", imported), ("same rows", inserted), ("articles alone", bare)):
            texts = [text_of(f"{kind} {number} {n}") for n in range(AT_ONCE)]
            seconds = bring_in(f"{kind.replace(' ', '-')}-{number}", texts)
            spent[kind] += [seconds] if number else []  # the first round warms up
    print(json.dumps({kind: AT_ONCE / sorted(seconds)[len(seconds) // 2] for kind, seconds in spent.items()}))


def text_of(seed):
    """About WORDS words that no other text has in this order."""
    told = hashlib.sha256(seed.encode()).hexdigest()
    lines = [
        f"The {told[n % 60 : n % 60 + 4]} crew of boat {n} left quay {n % 7} with {told[n % 50 : n % 50 + 5]} men."
        for n in range(WORDS // 12)
    ]
    return "\n\n".join(" ".join(lines[n : n + 5]) for n in range(0, len(lines), 5))


def imported(slug, texts):
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"source-{number:03}.txt").write_text(text, encoding="utf-8")
        began = time.perf_counter()
        call_command("import_articles", folder, story=slug, outlet="Aldmere Courier", stdout=io.StringIO())
        return time.perf_counter() - began


def inserted(slug, texts):
    story, outlet = newsdesk.a_story(slug), newsdesk.an_outlet()
    read = [(text, hashlib.sha256(text.encode()).hexdigest(), _blocks(text), traces(text).keys) for text in texts]
    began = time.perf_counter()
    with transaction.atomic():
        articles = _articles(story, outlet, [(text, sha256) for text, sha256, *_ in read])
        Sentence.objects.bulk_create(
            Sentence(article=article, number=number, paragraph=block, start=span.start, end=span.end)
            for article, (_, _, blocks, _) in zip(articles, read, strict=True)
            for number, (block, span) in enumerate(blocks, start=1)
        )
        Trace.objects.bulk_create(
            Trace(key=key, article=article) for article, (*_, keys) in zip(articles, read, strict=True) for key in keys
        )
        Event.objects.record("import", story=story, target=story)
    return time.perf_counter() - began


def bare(slug, texts):
    story, outlet = newsdesk.a_story(slug), newsdesk.an_outlet()
    read = [(text, hashlib.sha256(text.encode()).hexdigest()) for text in texts]
    began = time.perf_counter()
    with transaction.atomic():
        _articles(story, outlet, read)
    return time.perf_counter() - began


def _articles(story, outlet, read):
    originals = Original.objects.bulk_create(
        Original(sha256=sha256, content=text.encode(), size=len(text)) for text, sha256 in read
    )
    return Article.objects.bulk_create(
        Article(
            story=story,
            number=number,
            outlet=outlet,
            original=original,
            file_name="a.txt",
            encoding="utf-8",
            text=text,
            text_sha256=sha256,
            word_count=count_words(text),
        )
        for number, ((text, sha256), original) in enumerate(zip(read, originals, strict=True), start=1)
    )


def _blocks(text):
    """[(the number of its paragraph, a sentence)]"""
    blocks = paragraphs(text)
    return [
        (next(n for n, block in enumerate(blocks, start=1) if span.start < block.end), span) for span in sentences(text)
    ]


if __name__ == "__main__":
    main()
