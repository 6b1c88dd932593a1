"""What a worker gets done, and how much the database grows by it: `python -m bench.growth [FOLDER]`.

Brings the labelled stories of the tests in as they are, each several times with another number in it, has one worker review
them as it does in production, through the queue, and asks the database how large each table has become. DATABASE_URL chooses
the database: a temporary SQLite file, or a test database beside that of PostgreSQL.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from bench.database import database  # isort: skip  (it says which settings hold)

from django.db import connection

from articles import tasks
from articles.models import Annotation, Article, Claim, Event, Review, Sentence, Statement, Story
from articles.workflow import intake, review
from bench.serving import ROOT
from tests import newsdesk

STORIES = ROOT / "tests" / "stories"
TOLD = {Story: "story", Article: "article", Annotation: "mark", Claim: "claim", Event: "line of the log"}
# What an article brings with it, besides its own row.
OF_AN_ARTICLE = (
    "articles_article",
    "articles_original",
    "articles_sentence",
    "articles_trace",
    "articles_sharedwording",
)
PATIENCE = 1800  # seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "folder", nargs="?", type=Path, default=STORIES, help="one folder of source-*.txt for each story"
    )
    parser.add_argument("--times", type=int, default=3, help="how often each story comes in (3)")
    asked = parser.parse_args()
    with database() as url:
        before = sizes()
        nora = newsdesk.a_user("nora")
        began = time.process_time()
        stories = [bring_in(folder, time_, nora) for time_ in range(asked.times) for folder in folders(asked.folder)]
        imported = time.process_time() - began
        for story in stories:
            tasks.enqueue_review(review.request(story, by=nora))
        seconds, processor, memory = worked(url)
        report(sizes(), before, len(stories), imported, seconds, processor, memory)


def folders(folder):
    return sorted({path.parent for path in folder.rglob("source-*.txt")})


def bring_in(folder, time_, nora):
    story = intake.create_story(title=f"{folder.name} {time_}", by=nora)
    for path in sorted(folder.glob("source-*.txt")):
        text = f"{path.read_text(encoding='utf-8').rstrip()}\n\nEdition {time_}.\n"
        candidate = intake.read(text.encode(), path.name)
        intake.take_in(story, candidate, by=nora)
    return story


def worked(url):
    """(seconds, processor seconds, megabytes) of a worker until nothing waits, its start among them."""
    began = time.perf_counter()
    command = [sys.executable, "manage.py", "run_worker", "--verbosity", "0"]
    worker = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, stderr=subprocess.DEVNULL)
    try:
        while Review.objects.unfinished().exists():
            if worker.poll() is not None or time.perf_counter() - began > PATIENCE:
                raise SystemExit("The worker did not get it done.")
            time.sleep(0.2)
        seconds = time.perf_counter() - began
    finally:
        worker.terminate()
        worker.wait(timeout=60)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024


def sizes():
    """{table: bytes}, with its indexes and what stands apart."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute(
                "SELECT coalesce(m.tbl_name, s.name), sum(s.pgsize) FROM dbstat s LEFT JOIN sqlite_master m ON m.name = s.name "
                "GROUP BY 1"
            )
        else:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute(
                "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' AND relname !~ '^(pg|sql)_'"
            )
        return dict(cursor.fetchall())


def report(after, before, stories, imported, seconds, processor, memory):
    articles, words = Article.objects.count(), sum(Article.objects.values_list("word_count", flat=True))
    grown = {table: size - before.get(table, 0) for table, size in after.items()}
    failed = Review.objects.exclude(error="").count()
    print(
        f"{connection.vendor}: {stories} stories, {articles} articles of {words / articles:.0f} words; {failed} reviews failed"
    )
    print(f"import: {1000 * imported / articles:.1f} ms of a core an article")
    print(
        f"one worker: {seconds:.0f} s, {processor:.0f} s of a core, {seconds / articles:.2f} s and {processor / articles:.2f} s "
        f"of a core an article; at most {memory:.0f} MB"
    )
    for model, name in TOLD.items():
        print(f"{name:20}{model.objects.count():9,}{_of(grown, model._meta.db_table):9,.0f} bytes each")
    print(f"{'sentences':20}{Sentence.objects.count():9,}   statements {Statement.objects.count():,}")
    found_by = sum(size for table, size in grown.items() if table.startswith("articles_article_words"))
    article = sum(grown.get(table, 0) for table in OF_AN_ARTICLE) + found_by
    print(f"an article with all that it is found by: {article / articles:,.0f} bytes")
    print(
        f"everything: {sum(grown.values()) / articles:,.0f} bytes an article, {sum(grown.values()) / stories:,.0f} a story"
    )
    for table, size in sorted(grown.items(), key=lambda item: -item[1])[:14]:
        print(f"  {table:40}{size / 1e6:8.2f} MB")


def _of(grown, table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return grown.get(table, 0) / max(1, cursor.fetchone()[0])


if __name__ == "__main__":
    main()
