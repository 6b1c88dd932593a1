"""Files of every kind, broken at random, through the import page: `nice python -m bench.fuzz_import [--files 10000]`.

Sound files are flipped, cut, doubled and mixed; others are random bytes. Twenty at a time are looked at, and what can be
read is taken in. It stops at a server error, at a refusal without a reason, and at an article that is there by half.
"""

import argparse
import os
import time
from collections import Counter

os.environ.setdefault("NEWSROOM_LOG_LEVEL", "ERROR")
from bench.database import database  # isort: skip  (it says which settings hold)

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.test.utils import override_settings, setup_test_environment
from django.urls import reverse

from articles.models import Article, Sentence
from articles.text import sentences
from tests import newsdesk
from tests.readers.fuzzing import broken_files
from tests.views.test_imports import carried

AT_ONCE = 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=10_000, help="how many (10,000)")
    parser.add_argument("--seed", type=int, default=1, help="another one breaks them in other places")
    asked = parser.parse_args()
    with database(), override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        setup_test_environment()  # answers bring their context
        call_command("collectstatic", verbosity=0, interactive=False)
        nora = newsdesk.a_user("nora")
        client = Client()
        client.force_login(nora)
        told, began = Counter(), time.perf_counter()
        files = broken_files(asked.seed)
        for batch in range(-(-asked.files // AT_ONCE)):
            told += through(client, nora, [next(files) for _ in range(AT_ONCE)])
            if batch % 25 == 24:
                print(f"{told['files']:,} files, {time.perf_counter() - began:.0f} s: {dict(told)}", flush=True)
    print(f"seed {asked.seed}: {dict(told)}; no server error, no half import, no refusal without a reason")


def through(client, nora, batch):
    """What became of the files of one batch. The import page must answer both steps."""
    story = newsdesk.a_story(by=nora)
    address = reverse("import_articles", args=[story.slug])
    files = [SimpleUploadedFile(f"{number}.bin", content) for number, (_, content) in enumerate(batch)]
    answer = client.post(address, {"step": "preview", "files": files})
    assert answer.status_code == 200, answer.status_code
    items = answer.context["items"]
    kinds = Counter(item.found.kind for item in items)
    assert all(item.found.reason.strip().endswith((".", "…")) for item in items if item.found.kind == "refusal")
    assert {item.file for item in items} == set(range(len(files))), "a file without an answer"
    if kinds["candidate"]:
        assert client.post(address, carried(answer)).status_code == 302
    articles = list(story.articles.all())
    assert len(articles) == kinds["candidate"], "not all that was shown was taken in"
    for article in articles:
        assert Sentence.objects.filter(article=article).count() == len(sentences(article.text))
        assert article.original.content
    assert Article.objects.filter(story=story).count() == len(articles)
    return Counter({"files": len(files), **kinds})


if __name__ == "__main__":
    main()
