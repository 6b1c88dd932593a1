"""A newsroom to measure in: `python -m bench.stories --stories 10000 --played 80` fills the empty database of DATABASE_URL.

One story of each kind is told with the product's own verbs; the others are copies of it, made in SQL, in which a number
stands in another story's place. Prints one JSON document: who may come in, and the stories to play.
"""

import argparse
import json
import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.management.color import no_style  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402

from articles.models import (  # noqa: E402
    Annotation,
    Approval,
    Article,
    Citation,
    Claim,
    DraftChange,
    Event,
    Export,
    Original,
    Revision,
    Sentence,
    Severity,
    Statement,
    Story,
    StoryFigures,
    StoryParagraph,
    Trace,
)
from articles.workflow import approval, belonging, draft, export  # noqa: E402
from bench.server import Note  # noqa: E402
from tests import newsdesk  # noqa: E402

WORDS, MARKS, CITED = 900, 60, 6  # of a played story: words of its article, marks on it, sentences of its draft
NUMBER = "00000"  # stands in every text of a told story; a copy has its own number there
CLIENTS = 8
AT_ONCE = 1000  # stories in one transaction
# Of a hundred stories: how many are of this kind.
KINDS = {"published": 70, "approved": 5, "sent": 5, "written": 20}
# What belongs to a story, in the order in which rows may refer to each other, and how a row leads to its story.
PARTS = {
    Story: "pk",
    Original: "articles__story",
    Article: "story",
    Sentence: "article__story",
    Trace: "article__story",
    Annotation: "story",
    Claim: "story",
    Statement: "claim__story",
    StoryParagraph: "story",
    Citation: "paragraph__story",
    DraftChange: "story",
    Revision: "story",
    Approval: "revision__story",
    Export: "revision__story",
    Event: "story",
    StoryFigures: "story",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=10_000, help="how many there are (10,000)")
    parser.add_argument("--played", type=int, default=80, help="how many of them are there to be played (80)")
    asked = parser.parse_args()
    began = time.perf_counter()
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Note)
    writers = [newsdesk.a_user("nora"), *(newsdesk.a_user(f"nora{n}", "Editor") for n in range(2, CLIENTS + 1))]
    approvers = [newsdesk.a_user("sami"), *(newsdesk.a_user(f"sami{n}", "Approver") for n in range(2, CLIENTS + 1))]
    with quick():
        fill(asked.stories - asked.played, writers[0], approvers[0])
        played = play(asked.played, writers[0])
    print(
        json.dumps(
            {
                "writers": [cookies_of(user) for user in writers],
                "approvers": [cookies_of(user) for user in approvers],
                "played": played,
                "seconds": time.perf_counter() - began,
            }
        )
    )


def cookies_of(user):
    return {name: morsel.value for name, morsel in newsdesk.a_client(user).cookies.items()}


class quick:
    """SQLite need not wait for the disk while the newsroom is made."""

    def __enter__(self):
        self._pragma("synchronous = OFF", "cache_size = -200000")

    def __exit__(self, *error):
        self._pragma("synchronous = FULL", "cache_size = -2000")

    def _pragma(self, *settings):
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                for setting in settings:
                    cursor.execute(f"PRAGMA {setting}")


# --- The stories ------------------------------------------------------------------------------------------------------


def fill(count, writer, approver):
    """Stories of every kind; the desk shows the open ones by their day, which differs."""
    kinds = {kind: count * share // 100 for kind, share in KINDS.items()}
    kinds["written"] += count - sum(kinds.values())
    number = 1
    for kind, many in kinds.items():
        if many:
            copies = many - 1
            copy(tell(kind, writer, approver), number, number + copies)
            number += copies
    spread()
    settle()


def play(count, writer):
    """[what a client must know of a story to play it]"""
    first = tell("played", writer, None)
    last = Story.objects.order_by("-pk").values_list("pk", flat=True)[0]
    copy(first, 90_000, 90_000 + count)
    settle()
    stories = Story.objects.filter(pk__gt=last).order_by("pk")
    return [_known(story) for story in stories]


def _known(story):
    article, paragraph = story.articles.get(), story.paragraphs.first()
    mark = story.annotations.order_by("pk")[0]
    at = article.text.index("left quay")
    return {
        "slug": story.slug,
        "at": f"{at}-{at + 9}",
        "mark": [mark.pk, mark.version],
        "paragraph": [paragraph.pk, paragraph.version, paragraph.text],
    }


@transaction.atomic
def tell(kind, writer, approver):
    """One story of this kind, in which NUMBER stands wherever it says which story it is."""
    story = newsdesk.a_story(f"{kind}-{NUMBER}", title=f"Fleet {NUMBER}", by=writer, headline=f"Fleet {NUMBER} sails")
    is_played = kind == "played"
    articles = [_article(story, WORDS)] if is_played else [_article(story, WORDS // 2, part) for part in (1, 2)]
    lines = _lines(WORDS if is_played else WORDS // 2)
    # Marks stand on the last sentences, citations on the first: no mark is in the way of approval.
    for number in range(MARKS if is_played else 8):
        quote = lines[-1 - number % (len(lines) - CITED)][:20]
        severity = (Severity.MINOR, Severity.MAJOR)[not is_played and number % 2]
        state = "open" if is_played or kind == "written" else "accepted"
        suggestion = f"Ship {number} of fleet"
        newsdesk.an_annotation(articles[0], quote, severity=severity, state=state, suggestion=suggestion)
    if not is_played:
        for line in lines[:3]:
            newsdesk.a_claim(story, line[:6], "left", says=[(article, line[-12:]) for article in articles])
    for line in lines[:CITED]:
        start = articles[0].text.index(line)
        draft.put_sentence(story, by=writer, article=articles[0], start=start, end=start + len(line))
    if kind in ("sent", "approved", "published"):
        revision = approval.send(story, by=writer)
        if kind != "sent":
            approval.approve(revision, sha256=revision.sha256, by=approver)
        if kind == "published":
            export.export(Revision.objects.get(pk=revision.pk), "markdown", by=writer)
    return story


def _lines(words):
    return [f"Boat {n} of fleet {NUMBER} left quay {n % 7} at noon with {n} men." for n in range(1, words // 12 + 1)]


def _article(story, words, part=0):
    lines = _lines(words)
    blocks = [" ".join(lines[n : n + 5]) for n in range(0, len(lines), 5)]
    if part:
        blocks.insert(0, f"Report {part} of fleet {NUMBER}.")
    article = newsdesk.an_article(story, "\n\n".join(blocks), f"Outlet {part}")
    belonging.index(article)
    return article


def spread():
    """The copies have days, urgencies and ages of their own."""
    is_sqlite = connection.vendor == "sqlite"
    hours = (
        "strftime('%%Y-%%m-%%d %%H:%%M:%%S', 'now', ({}) || ' hours')"
        if is_sqlite
        else "now() + make_interval(hours => ({})::int)"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE articles_story SET due_at = {hours.format('id * 37 %% 400 - 200')}, "
            f"created_at = {hours.format('-(id * 53 %% 8000)')}, priority = 1 + id %% 4",
            [],
        )


def settle():
    """As after some time of use: the database knows how its rows are spread."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


# --- Copies, in SQL ---------------------------------------------------------------------------------------------------


def copy(story, first, end):
    """The story again for each number from `first` up to, not including, `end`."""
    told = {model: _rows(model, story) for model in PARTS}
    for begin in range(first, end, AT_ONCE):
        with transaction.atomic(), connection.cursor() as cursor:
            base = {model: _last(model) for model in PARTS}
            for model in PARTS:
                if told[model]:
                    cursor.execute(_copying(model, told, base, begin), [begin, min(begin + AT_ONCE, end) - 1])
            for statement in connection.ops.sequence_reset_sql(no_style(), list(PARTS)):
                cursor.execute(statement)


def _rows(model, story):
    """The keys of the told rows: a range without a gap, or copies could not count theirs."""
    keys = sorted(model.objects.filter(**{PARTS[model]: story.pk}).values_list("pk", flat=True))
    if keys:
        assert keys[-1] - keys[0] + 1 == len(keys), model
    return range(keys[0], keys[-1] + 1) if keys else range(0)


def _last(model):
    return model.objects.aggregate(last=models.Max("pk"))["last"] or 0


def _copying(model, told, base, begin):
    quote = connection.ops.quote_name
    fields = model._meta.concrete_fields
    listed = ", ".join(quote(field.column) for field in fields)
    chosen = ", ".join(_value(field, quote(field.column), told, base, begin) for field in fields)
    keys = told[model]
    numbers = (
        "WITH RECURSIVE copies(k) AS (SELECT %s UNION ALL SELECT k + 1 FROM copies WHERE k < %s)"
        if connection.vendor == "sqlite"
        else "WITH copies(k) AS (SELECT generate_series(%s::bigint, %s::bigint))"
    )
    key = quote(model._meta.pk.column)
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({listed}) {numbers} SELECT {chosen} "
        f"FROM {quote(model._meta.db_table)}, copies WHERE {key} BETWEEN {keys[0]} AND {keys[-1]}"
    )


def _value(field, column, told, base, begin):
    """What a copy has in this column."""
    referred = field.related_model if field.is_relation else field.model if field.primary_key else None
    if referred in told and told[referred]:
        keys = told[referred]
        return f"{base[referred] + 1} + (k - {begin}) * {len(keys)} + ({column} - {keys[0]})"
    if field.model is Trace and field.name == "key":
        return f"{column} / 2 + k * 1000003"  # words of its own
    if (hashed := HASHED.get((field.model, field.name))) is not None:
        return _sha256(_renumbered(connection.ops.quote_name(hashed), field.model is Original))
    if field.model is Approval and field.name == "sha256":
        return f"(SELECT r.sha256 FROM articles_revision r WHERE r.id = {base[Revision] + 1} + k - {begin})"
    if isinstance(field, models.BinaryField):
        return _bytes(_renumbered(column, True))
    if isinstance(field, models.JSONField) and connection.vendor != "sqlite":
        return f"{_renumbered(column + '::text')}::jsonb"
    if isinstance(field, models.CharField | models.TextField | models.JSONField):
        return _renumbered(column)
    return column


HASHED = {(Original, "sha256"): "content", (Article, "text_sha256"): "text", (Revision, "sha256"): "content"}


def _renumbered(column, is_binary=False):
    if is_binary:
        column = f"CAST({column} AS TEXT)" if connection.vendor == "sqlite" else f"convert_from({column}, 'UTF8')"
    number = "printf('%%05d', k)" if connection.vendor == "sqlite" else "lpad(k::text, 5, '0')"
    return f"replace({column}, '{NUMBER}', {number})"


def _bytes(text):
    return f"CAST({text} AS BLOB)" if connection.vendor == "sqlite" else f"convert_to({text}, 'UTF8')"


def _sha256(text):
    if connection.vendor == "sqlite":
        return f"SHA256({text})"  # a function that Django gives it
    return f"encode(sha256({_bytes(text)}), 'hex')"


if __name__ == "__main__":
    main()
