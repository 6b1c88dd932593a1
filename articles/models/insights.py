"""What the newsroom's records say of sources, checks and work: counted by the database, never row by row in Python.

Months are those of UTC, as "2026-11". Durations are seconds. Every question is one or two statements and answers with as
many rows as there are outlets, categories, checks and months, however many stories there are.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Avg, CharField, Count, Exists, Func, Min, OuterRef, Q, Sum
from django.utils import timezone

from articles.models.annotations import Annotation, AnnotationState
from articles.models.copies import SharedWording
from articles.models.events import Event
from articles.models.sources import Article
from articles.models.stories import Story, StoryState

RIGHT = Q(state__in=[AnnotationState.ACCEPTED, AnnotationState.RESOLVED])
WRONG = Q(state=AnnotationState.DISMISSED)
OPEN = Q(state=AnnotationState.OPEN)

# By which events a story comes into a state. Who writes in a draft that has been sent takes it back to be a draft.
WRITING = "headline head add write move split merge remove put cite uncite undo redo restore compose".split()
TURNS = {
    "create story": StoryState.DRAFT,
    **dict.fromkeys(WRITING, StoryState.DRAFT),
    "send": StoryState.IN_REVIEW,
    "request changes": StoryState.CHANGES_REQUESTED,
    "approve": StoryState.APPROVED,
    "export": StoryState.PUBLISHED,
    "kill": StoryState.KILLED,
}
SENT = ["send", "approve", "export"]
WAITING = [StoryState.DRAFT, StoryState.IN_REVIEW, StoryState.CHANGES_REQUESTED, StoryState.APPROVED]


@dataclass(frozen=True)
class Scope:
    """Whose stories, and what of them: from `since` on (None: always), and of the outlet with this id (None: of all)."""

    user: object
    since: datetime | None = None
    outlet: int | None = None

    @property
    def stories(self):
        """Stories that the user may see; with an outlet, those that have an article of it."""
        stories = Story.objects.visible_to(self.user)
        if self.outlet:
            stories = stories.filter(Exists(Article.objects.filter(story=OuterRef("pk"), outlet=self.outlet)))
        return stories

    def articles(self, prefix=""):
        """The condition for articles, or for what belongs to one: `prefix` leads there."""
        asked = Q(**{f"{prefix}story__in": Story.objects.visible_to(self.user)})
        if self.since:
            asked &= Q(**{f"{prefix}imported_at__gte": self.since})
        return asked & Q(**{f"{prefix}outlet": self.outlet}) if self.outlet else asked


class Month(Func):
    output_field = CharField()

    def as_sqlite(self, *args, **kwargs):
        return self.as_sql(*args, template="SUBSTR(%(expressions)s, 1, 7)", **kwargs)

    def as_postgresql(self, *args, **kwargs):
        return self.as_sql(*args, template="TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM')", **kwargs)


class Intake(NamedTuple):
    articles: int
    words: int


class ErrorRow(NamedTuple):
    month: str
    outlet: str
    category: str
    errors: int


class CheckRow(NamedTuple):
    check: str
    month: str
    right: int
    wrong: int
    open: int


class Spread(NamedTuple):
    """Of `count` durations the middle one and the one that nine in ten do not exceed; `open`, how many still go on."""

    name: str
    count: int
    median: float
    ninth: float
    open: int


class CopyRow(NamedTuple):
    """`share`, 0 to 1: how much of the words of the copies stands in the originals, on average."""

    outlet: str
    original: str
    articles: int
    share: float


def intake(scope):
    """{(month, outlet): Intake}: what came in. One query, answered from an index alone."""
    rows = (
        Article.objects.filter(scope.articles())
        .order_by()
        .values_list(Month("imported_at"), "outlet__name")
        .annotate(n=Count("pk"), words=Sum("word_count"))
    )
    return {(month, outlet): Intake(count, words) for month, outlet, count, words in rows}


def errors(scope, *, with_open=False, category=None):
    """Marks that editors found right, and those not yet decided with `with_open`, by the month their article came in."""
    marks = Annotation.objects.filter(scope.articles("article__"), RIGHT | OPEN if with_open else RIGHT)
    if category:
        marks = marks.filter(category=category)
    rows = (
        marks.order_by()
        .values_list(Month("article__imported_at"), "article__outlet__name", "category__name")
        .annotate(n=Count("pk"))
    )
    return [ErrorRow(*row) for row in rows]


def checks(scope):
    """What became of the marks of each check, by the month in which it made them."""
    marks = Annotation.objects.filter(story__in=Story.objects.visible_to(scope.user)).exclude(check_slug="")
    if scope.since:
        marks = marks.filter(created_at__gte=scope.since)
    if scope.outlet:
        marks = marks.filter(article__outlet=scope.outlet)
    rows = (
        marks.order_by()
        .values_list("check_slug", Month("created_at"))
        .annotate(right=Count("pk", filter=RIGHT), wrong=Count("pk", filter=WRONG), open=Count("pk", filter=OPEN))
    )
    return [CheckRow(*row) for row in rows]


def to_approval(scope):
    """How long stories took from their first import to their first approval, by the month of the approval."""
    first = (
        Event.objects.filter(verb__in=["import", "approve"], story__in=scope.stories)
        .order_by()
        .values("story")
        .annotate(began=Min("at", filter=Q(verb="import")), ended=Min("at", filter=Q(verb="approve")))
        .filter(began__isnull=False, ended__isnull=False)
    )
    if scope.since:
        first = first.filter(ended__gte=scope.since)
    sql, params = first.annotate(month=Month("ended")).values("began", "ended", "month").query.sql_with_params()
    began, ended = connection.ops.quote_name("began"), connection.ops.quote_name("ended")
    rows = f"SELECT month AS name, {_seconds(began, ended)} AS value, 0 AS is_open FROM ({sql}) AS first"  # nosec B608  # only names of ours; values are parameters
    return _spreads(f"spans AS ({rows})", params)


def waiting(scope):
    """How long stories stood in each state in which somebody has to do something, as the log tells; those that stand there
    now until now. With `since`: stretches that ended after it, or go on.
    """
    events = Event.objects.filter(verb__in=list(TURNS), story__in=scope.stories).order_by()
    sql, params = events.values("story_id", "number", "at", "verb").query.sql_with_params()
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    since = connection.ops.adapt_datetimefield_value(scope.since) if scope.since else None
    states = {verb: state.value for verb, state in TURNS.items() if state in WAITING}
    state = f"CASE verb {' '.join('WHEN %s THEN %s' for _ in states)} END"
    ends = f"COALESCE(left_at, {_moment()})"
    ctes = f"""
        lines AS (SELECT story_id, number, at, verb,
            LAG(verb) OVER (PARTITION BY story_id ORDER BY number) AS verb_before FROM ({sql}) AS events),
        turns AS (SELECT story_id, at, verb, LEAD(at) OVER (PARTITION BY story_id ORDER BY number) AS left_at FROM lines
            WHERE (verb NOT IN ({_marks(WRITING)}) OR verb_before IN ({_marks(SENT)}))
            AND (verb <> 'export' OR verb_before = 'approve')),
        spans AS (SELECT {state} AS name, {_seconds("at", ends)} AS value,
            CASE WHEN left_at IS NULL THEN 1 ELSE 0 END AS is_open
            FROM turns WHERE verb IN ({_marks(states)}){f" AND {ends} >= {_moment()}" if since else ""})"""  # nosec B608  # only names of ours; values are parameters
    pairs = [word for pair in states.items() for word in pair]
    given = [*params, *WRITING, *SENT, *pairs, now, *states, *([now, since] if since else [])]
    return _spreads(ctes, given)


def copies(scope):
    """Which outlet's articles are copies of which other's: pairs, those with the most copies first."""
    shared = SharedWording.objects.filter(is_copy=True, is_original=True)
    shared = shared.filter(article__story__in=Story.objects.visible_to(scope.user))
    if scope.since:
        shared = shared.filter(article__imported_at__gte=scope.since)
    if scope.outlet:
        shared = shared.filter(Q(article__outlet=scope.outlet) | Q(other__outlet=scope.outlet))
    rows = (
        shared.order_by()
        .values_list("article__outlet__name", "other__outlet__name")
        .annotate(n=Count("pk"), share=Avg("share"))
        .order_by("-n", "article__outlet__name", "other__outlet__name")
    )
    return [CopyRow(*row) for row in rows]


def _spreads(ctes, params):
    """The spread of `value` for each `name` among the rows of `spans`, which the common table expressions define."""
    sql = f"""WITH {ctes}, ranked AS (SELECT name, value, is_open,
            ROW_NUMBER() OVER (PARTITION BY name ORDER BY value) AS place,
            COUNT(*) OVER (PARTITION BY name) AS many FROM spans)
        SELECT name, COUNT(*), AVG(CASE WHEN place * 2 BETWEEN many AND many + 2 THEN value END),
            MIN(CASE WHEN place * 10 >= many * 9 THEN value END), SUM(is_open)
        FROM ranked GROUP BY name ORDER BY name"""  # nosec B608  # only names of ours; values are parameters
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [Spread(*row) for row in cursor.fetchall()]


def _seconds(begin, end):
    if connection.vendor == "sqlite":
        return f"(JULIANDAY({end}) - JULIANDAY({begin})) * 86400.0"
    return f"CAST(EXTRACT(EPOCH FROM {end} - {begin}) AS double precision)"


def _moment():
    return "%s" if connection.vendor == "sqlite" else "CAST(%s AS timestamptz)"


def _marks(values):
    return ", ".join("%s" for _ in values)
