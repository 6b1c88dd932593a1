"""How the desk and the search bear 10,000 stories and 100,000 articles: `python -m bench.desk [--stories 10000]`.

Builds the stories in bulk in a database of its own (a temporary SQLite file, or a test database beside that of
DATABASE_URL), first a hundred, then all, and asks the same questions of both in this process.
"""

import argparse
import hashlib
import random
import time
from datetime import timedelta

from bench.pages import database  # isort: skip  (it says which settings hold)

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import override_settings
from django.utils import timezone

from articles.models import (
    Annotation,
    Article,
    Claim,
    ErrorCategory,
    Event,
    Original,
    Statement,
    Story,
    StoryFigures,
    StoryState,
)
from articles.models.search import search
from tests import newsdesk

FEW, ARTICLES, WORDS, REPEATS = 100, 10, 250, 15
STATES = ["draft"] * 20 + ["in_review"] * 4 + ["changes_requested"] * 4 + ["approved"] * 2 + ["published"] * 70
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
ASKED = {"a rare word": "story77", "two common words": "baba cedi", "a phrase": '"baba cedi"', "a beginning": "zuz"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=10_000, help="how many, with ten articles each (10,000)")
    count = parser.parse_args().stories
    with database(), override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        call_command("collectstatic", verbosity=0, interactive=False)
        people = [newsdesk.a_user(name) for name in ("nora", "jonas", "sami")]
        build(0, FEW, people)
        few = measured(people)
        began = time.perf_counter()
        build(FEW, count, people)
        print(f"{connection.vendor}: {count:,} stories, {count * ARTICLES:,} articles built in", end=" ")
        print(f"{time.perf_counter() - began:.0f} s\n\n{'':44} {FEW:>6} stories       {count:>6,} stories")
        print(f"{'':44} {'ms':>7} {'database':>9}  {'ms':>7} {'database':>9}  ratio  queries")
        for name, (milliseconds, database_ms, queries) in measured(people).items():
            before = few[name]
            print(
                f"{name:44} {before[0]:7.1f} {before[1]:9.1f}  {milliseconds:7.1f} {database_ms:9.1f}  "
                f"{milliseconds / before[0]:5.2f}  {queries:7}"
            )


# --- What is there ----------------------------------------------------------------------------------------------------


@transaction.atomic
def build(first, end, people):
    chance, now = random.Random(first), timezone.now()
    words = ["".join(pair) for pair in zip(SYLLABLES * 20, sorted(SYLLABLES * 20), strict=True)]
    outlets = [newsdesk.an_outlet(f"Outlet {number}") for number in range(20)]
    category = ErrorCategory.objects.first()
    for begin in range(first, end, 500):
        stories = Story.objects.bulk_create(
            _story(number, chance, now, people) for number in range(begin, min(begin + 500, end))
        )
        articles = _articles(stories, chance, words, outlets)
        _marks(articles, chance, category)
        _claims(stories, articles, chance)
        _events(stories, people, now)
    StoryFigures.objects.recount_all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _story(number, chance, now, people):
    due = now + timedelta(hours=chance.randint(-200, 200)) if chance.random() < 0.7 else None
    return Story(
        slug=f"story-{number}",
        title=f"Story{number} of the day",
        state=StoryState(chance.choice(STATES)),
        priority=chance.choice([1, 2, 3, 3, 3, 3, 4]),
        due_at=due,
        created_by=chance.choice(people),
        assigned_to=chance.choice([*people, None, None]),
    )


def _articles(stories, chance, words, outlets):
    texts = [
        " ".join([f"Story{story.pk} text {number}.", *chance.choices(words, k=WORDS)])
        for story in stories
        for number in range(ARTICLES)
    ]
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    originals = Original.objects.bulk_create(Original(sha256=sha256, content=b"", size=0) for sha256 in hashes)
    return Article.objects.bulk_create(
        Article(
            story=stories[index // ARTICLES],
            number=index % ARTICLES + 1,
            outlet=chance.choice(outlets),
            original=originals[index],
            file_name="a.txt",
            encoding="utf-8",
            text=text,
            text_sha256=hashes[index],
            headline=" ".join(chance.choices(words, k=7)),
            word_count=WORDS + 3,
        )
        for index, text in enumerate(texts)
    )


def _marks(articles, chance, category):
    Annotation.objects.bulk_create(
        Annotation(
            story_id=article.story_id,
            article=article,
            start=0,
            end=5,
            quote=article.text[:5],
            category=category,
            severity=chance.choice(["minor", "minor", "major", "blocker"]),
            state=chance.choice(["open", "accepted", "dismissed"]),
            check_slug="numbers",
            fingerprint=str(article.pk),
        )
        for article in articles
    )


def _claims(stories, articles, chance):
    claims = Claim.objects.bulk_create(
        Claim(
            story=story,
            subject=f"Matter {number}",
            attribute="count",
            kind="number",
            fingerprint=str(number),
            status=chance.choice(["agree", "conflict", "single"]),
            picture="",
        )
        for story in stories
        for number in range(3)
    )
    Statement.objects.bulk_create(
        Statement(
            claim=claim,
            article=articles[index // 3 * ARTICLES + voice],
            start=0,
            end=5,
            value=f"{chance.randint(1, 999)} boats",
            normalised="",
            group=voice,
        )
        for index, claim in enumerate(claims)
        for voice in range(2)
    )


def _events(stories, people, now):
    """Lines of the log; their hashes do not matter here."""
    last = Event.objects.values_list("number", flat=True).first() or 0
    Event.objects.bulk_create(
        Event(number=last + at, at=now, actor=people[at % 3], actor_name="", verb="comment", story=story)
        for at, story in enumerate((story for story in stories for _ in range(5)), start=1)
    )


# --- What is asked ----------------------------------------------------------------------------------------------------


def measured(people):
    """{what was asked: (milliseconds in all, those in the database, queries)}: the best of REPEATS, since other work on the
    machine only ever adds. Time in this process is processor time; SQLite works in this process.
    """
    client = newsdesk.a_client(people[0], headers={"host": "localhost"})
    pages = {
        "desk": "/",
        "desk, all stories": "/?show=all",
        "desk, all stories, most open marks first": "/?show=all&sort=marks",
        "desk, all stories, last page": "/?show=all&sort=newest&page=9999",
        "desk, narrowed by words": "/?q=story77&show=all",
        "desk, mine, urgent": "/?assigned=me&priority=1",
    }
    asked = {name: lambda url=url: client.get(url) for name, url in pages.items()}
    asked |= {f"search page, {name}": lambda q=q: client.get("/search/", {"q": q}) for name, q in ASKED.items()}
    asked |= {f"search alone, {name}": lambda q=q: search(people[0], q) for name, q in ASKED.items()}
    return {name: _timed(question) for name, question in asked.items()}


def _timed(question):
    question()
    whole, of_database, queries = [], [], 0
    for _ in range(REPEATS):
        began = time.process_time()
        with Queries() as asked:
            answer = question()
        elsewhere = 0 if connection.vendor == "sqlite" else asked.milliseconds
        whole.append((time.process_time() - began) * 1000 + elsewhere)
        of_database.append(asked.milliseconds)
        queries = asked.count
        assert getattr(answer, "status_code", 200) == 200, answer
    return min(whole), min(of_database), queries


class Queries:
    """How long the database took, and how often it was asked."""

    def __enter__(self):
        self.count, self.milliseconds = 0, 0.0
        self.wrapper = connection.execute_wrapper(self._time)
        self.wrapper.__enter__()
        return self

    def __exit__(self, *error):
        self.wrapper.__exit__(*error)

    def _time(self, execute, sql, params, many, context):
        clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
        began = clock()
        try:
            return execute(sql, params, many, context)
        finally:
            self.milliseconds += (clock() - began) * 1000
            self.count += 1


if __name__ == "__main__":
    main()
