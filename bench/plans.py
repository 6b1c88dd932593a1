"""How PostgreSQL answers what is asked most, with a million articles: `python -m bench.plans [--articles 1000000]`.

Builds them in SQL in a database of its own, beside that of DATABASE_URL: ten articles of 120 words to a story, 98 of 100
stories long published, one mark, two lines of the log, five sentences and up to twenty traces to an article. Then it opens
each page a few times and shows how the database works out its slowest query. With --database it asks one that is there.
"""

import argparse
import time
from contextlib import contextmanager, nullcontext

from bench.database import GIVEN, IS_SQLITE, database  # isort: skip  (it says which settings hold)

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings

from articles.models import Trace
from tests import newsdesk

TO_A_STORY, REPEATS = 10, 5
OPEN = 50  # of this many stories the newest one is open
NARROW = 150  # characters of a line of a plan
HEAD = [
    "SET session_replication_role = replica",  # no look at each reference: the numbers fit
    "SET synchronous_commit = off",
    "SET maintenance_work_mem = '512MB'",
    "DROP INDEX articles_article_words, articles_story_words, articles_claim_words",
    "ALTER TABLE articles_trace DROP CONSTRAINT trace_once_in_article",
    """INSERT INTO articles_outlet (name, homepage, notes) SELECT 'Outlet '||n, '', '' FROM generate_series(1, 20) n""",
    """INSERT INTO articles_story (id, version, slug, title, headline, state, due_at, created_at, changed_at, created_by_id,
        byline, editors_note, keywords, location, standfirst, priority)
    SELECT k, 1, 'story-'||k, 'Story'||k||' of the day', '',
        CASE WHEN k > {stories} - {stories} / {open}
            THEN (ARRAY['draft', 'in_review', 'draft', 'changes_requested', 'approved'])[1 + k % 5] ELSE 'published' END,
        now() + (k - {stories}) * interval '1 minute', now() + (k - {stories}) * interval '5 minutes', now(),
        (SELECT min(id) FROM auth_user), '', '', '', '', '', 1 + k % 4
    FROM generate_series(1, {stories}) k""",
    """INSERT INTO articles_storyfigures (story_id, article_count, unread_count, blocker_count, major_count, minor_count,
        undecided_count, paragraph_count, uncited_count, new_mark_count, new_conflict_count)
    SELECT k, 10, 0, 0, 2, 3, 1, 4, 0, 0, 0 FROM generate_series(1, {stories}) k""",
    """INSERT INTO articles_original (id, sha256, content, size, received_at)
    SELECT k, encode(sha256(k::text::bytea), 'hex'), '', 0, now() FROM generate_series(1, {articles}) k""",
]
ARTICLES = """INSERT INTO articles_article (id, number, file_name, encoding, text, text_sha256, headline, language, word_count,
        imported_at, original_id, outlet_id, story_id, address, author, format, guid, part, removed, version_number)
    SELECT k, 1 + (k - 1) % 10, 'a.txt', 'utf-8', t.text, encode(sha256(t.text::bytea), 'hex'),
        'Story'||(1 + (k - 1) / 10)||' told', 'en', 120, now() + (k - {articles}) * interval '30 seconds', k,
        (SELECT min(id) FROM articles_outlet) + k % 20, 1 + (k - 1) / 10, '', '', 'text', '', '', '[]', 1
    FROM generate_series({begin}, {end}) k, LATERAL (
        SELECT 'Story'||(1 + (k - 1) / 10)||' text '||k||'. '||string_agg('w'||((random()^3 * 15000)::int + n * 0), ' ') AS text
        FROM generate_series(1, 120 + (k * 0)::int) n) t"""
REST = [
    """INSERT INTO articles_sentence (article_id, number, paragraph, start, "end")
    SELECT k, n, 1, n * 100, n * 100 + 99 FROM generate_series(1, {articles}) k, generate_series(1, 5) n""",
    """INSERT INTO articles_annotation (version, start, "end", quote, severity, reason, related, check_slug, fingerprint,
        created_at, state, decision_reason, article_id, category_id, story_id)
    SELECT 1, 0, 5, 'Story', (ARRAY['minor', 'minor', 'major', 'blocker'])[1 + k % 4], 'The others say something else.', '[]',
        'numbers', k::text, now(), (ARRAY['open', 'accepted', 'dismissed'])[1 + k % 3], '', k,
        (SELECT min(id) FROM articles_errorcategory) + k % 5, 1 + (k - 1) / 10 FROM generate_series(1, {articles}) k""",
    """INSERT INTO articles_event (number, at, actor_name, verb, target, data, previous, sha256, actor_id, story_id)
    SELECT k, now() + (k - 2 * {articles}) * interval '15 seconds', 'nora',
        (ARRAY['import', 'mark', 'accept', 'save paragraph', 'approve', 'export'])[1 + k % 6], 'article:'||k,
        '{{"file": "a.txt"}}', encode(sha256((k - 1)::text::bytea), 'hex'), encode(sha256(k::text::bytea), 'hex'),
        (SELECT min(id) FROM auth_user), 1 + (k - 1) / 20 FROM generate_series(1, 2 * {articles}) k""",
    """INSERT INTO articles_trace (key, article_id)
    SELECT DISTINCT ON (k, key) ('x'||substr(md5(((random()^2) * 5000000)::int::text), 1, 15))::bit(60)::bigint AS key, k
    FROM generate_series(1, {articles}) k, generate_series(1, 20) n ORDER BY k, key""",
    "ALTER TABLE articles_trace ADD CONSTRAINT trace_once_in_article UNIQUE (key, article_id)",
    "CREATE INDEX articles_article_words ON articles_article USING gin (words)",
    "CREATE INDEX articles_story_words ON articles_story USING gin (words)",
    "CREATE INDEX articles_claim_words ON articles_claim USING gin (words)",
    "RESET session_replication_role",
    "VACUUM ANALYZE",
]
AT_ONCE = 100_000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1_000_000, help="how many there are (1,000,000)")
    parser.add_argument("--database", action="store_true", help="ask that of DATABASE_URL as it is, and build nothing")
    asked = parser.parse_args()
    if IS_SQLITE:
        raise SystemExit("Plans are PostgreSQL's: name a server in DATABASE_URL.")
    with nullcontext(GIVEN) if asked.database else database(), override_settings(ALLOWED_HOSTS=["*"]):
        if asked.database:
            call_command("collectstatic", verbosity=0, interactive=False)
        else:
            newsdesk.a_user("rosa", superuser=True)
            build(asked.articles)
        rosa = get_user_model().objects.get_or_create(username="rosa", is_superuser=True, is_staff=True)[0]
        sizes()
        for name, question in questions(rosa).items():
            answered(name, question)


def build(articles):
    began = time.perf_counter()
    numbers = {"articles": articles, "stories": articles // TO_A_STORY, "open": OPEN}
    parts = [
        ARTICLES.format(**numbers, begin=begin + 1, end=min(begin + AT_ONCE, articles))
        for begin in range(0, articles, AT_ONCE)
    ]
    with connection.cursor() as cursor:
        for statement in [*(s.format(**numbers) for s in HEAD), *parts, *(s.format(**numbers) for s in REST)]:
            cursor.execute(statement)
    print(f"Built in {(time.perf_counter() - began) / 60:.0f} minutes.")


def sizes():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, reltuples::bigint, pg_relation_size(oid) / 1e6, pg_total_relation_size(oid) / 1e6 FROM pg_class "
            "WHERE relkind = 'r' AND relname LIKE 'articles_%' AND reltuples > 1000 ORDER BY 4 DESC"
        )
        for table, rows, own, whole in cursor.fetchall():
            print(f"{table:26}{rows:12,} rows{own:10,.0f} MB{whole:10,.0f} MB with what is found by")


def questions(rosa):
    """{what is asked: how}"""
    client = newsdesk.a_client(rosa, headers={"host": "localhost"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT slug FROM articles_story ORDER BY id DESC OFFSET 7 LIMIT 1")
        slug = cursor.fetchone()[0]
        cursor.execute("SELECT key FROM articles_trace TABLESAMPLE SYSTEM (0.01) LIMIT 60")
        keys = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT max(article_id) * 2 / 3 FROM articles_trace")
        since = cursor.fetchone()[0]
    pages = {
        "desk": "/",
        "desk, all stories, most open marks first": "/?show=all&sort=marks",
        "article page": f"/stories/{slug}/articles/3/",
        "search, a rare word": "/search/?q=w14999",
        "search, two common words": "/search/?q=w1+w2",
        "the log of a story": f"/stories/{slug}/",
        "audit log in the admin": "/admin/articles/event/",
    }
    asked = {name: lambda path=path: client.get(path) for name, path in pages.items()}
    asked["belonging: how common are 60 traces"] = lambda: Trace.objects.how_common(keys, since, 300)
    asked["belonging: who has 60 traces"] = lambda: list(Trace.objects.where(keys, since))
    return asked


def answered(name, question):
    best, slowest = None, None
    for _ in range(REPEATS):
        with watched() as told:
            began = time.perf_counter()
            answer = question()
            milliseconds = (time.perf_counter() - began) * 1000
        assert getattr(answer, "status_code", 200) == 200, (name, answer)
        in_database = sum(row[0] for row in told)
        if best is None or in_database < best[1]:
            best, slowest = (milliseconds, in_database, len(told)), max(told, key=lambda row: row[0])
    print(f"\n{name}: {best[0]:.1f} ms, {best[1]:.1f} of them in {best[2]} queries; the slowest, {slowest[0]:.1f} ms:")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {slowest[1]}", slowest[2])
        for (line,) in cursor.fetchall():
            print(f"  {line[:NARROW]}")


@contextmanager
def watched():
    """[(milliseconds, SQL, parameters)] of the queries meanwhile."""
    told = []

    def time_it(execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            told.append(((time.perf_counter() - began) * 1000, sql, params))

    with connection.execute_wrapper(time_it):
        yield told


if __name__ == "__main__":
    main()
