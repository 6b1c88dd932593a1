"""What the desk shows and sorts by, counted once for each story and kept beside it.

`Event.objects.record` counts the story of an event anew: no verb can forget it, since each of them is recorded, and on
PostgreSQL the lock of the log lets nobody count what somebody else is still changing. `counted()` counts the slow way.
"""

from functools import lru_cache
from itertools import groupby

from django.db import connection, models
from django.utils.translation import gettext_lazy

from articles.models.stories import Story
from articles.text import sentences

AT_ONCE = 500  # stories whose drafts are read together
KNOWN_TEXTS = 4096  # paragraphs whose sentences are remembered: a change touches one of a draft's many

# One statement that SQLite and PostgreSQL read alike. `told` is the story's row of figures.
_OPEN = (
    "SELECT COUNT(*) FROM articles_annotation m WHERE m.story_id = told.story_id AND m.state = 'open' AND m.severity"
)
_APPROVED_AT = """(SELECT MAX(a.at) FROM articles_approval a JOIN articles_revision r ON r.id = a.revision_id
    WHERE r.story_id = told.story_id)"""
_CITED = """EXISTS (SELECT 1 FROM articles_citation c JOIN articles_storyparagraph p ON p.id = c.paragraph_id
    WHERE p.story_id = told.story_id AND p.removed_at IS NULL AND c.article_id = {0}.article_id
    AND c.source_start < {0}."end" AND c.source_end > {0}.start)"""
_UNDECIDED = """SELECT COUNT(*) FROM articles_claim k LEFT JOIN articles_decision d ON d.id = k.decision_id
    WHERE k.story_id = told.story_id AND k.status = 'conflict' AND (d.id IS NULL OR d.picture <> k.picture)"""
_SQL = {
    "article_count": "SELECT COUNT(*) FROM articles_article a WHERE a.story_id = told.story_id",
    "unread_count": """SELECT COUNT(*) FROM articles_article a WHERE a.story_id = told.story_id AND NOT EXISTS (
        SELECT 1 FROM articles_review r WHERE r.story_id = a.story_id AND r.finished_at IS NOT NULL AND r.error = ''
        AND r.started_at >= a.imported_at)""",
    "blocker_count": f"{_OPEN} = 'blocker'",
    "major_count": f"{_OPEN} = 'major'",
    "minor_count": f"{_OPEN} = 'minor'",
    "undecided_count": _UNDECIDED,
    "paragraph_count": """SELECT COUNT(*) FROM articles_storyparagraph p
        WHERE p.story_id = told.story_id AND p.removed_at IS NULL AND p.text <> ''""",
    "new_mark_count": f"""SELECT COUNT(*) FROM articles_annotation m WHERE m.story_id = told.story_id
        AND m.severity IN ('major', 'blocker') AND {_APPROVED_AT} IS NOT NULL
        AND (m.state = 'open' AND m.created_at > {_APPROVED_AT}
             OR m.state IN ('open', 'accepted') AND {_CITED.format("m")})""",  # nosec B608  # only names of ours; values are parameters
    "new_conflict_count": f"""{_UNDECIDED} AND {_APPROVED_AT} IS NOT NULL AND EXISTS (
        SELECT 1 FROM articles_statement s JOIN articles_article a ON a.id = s.article_id
        WHERE s.claim_id = k.id AND (a.imported_at > {_APPROVED_AT} OR {_CITED.format("s")}))""",  # nosec B608  # only names of ours; values are parameters
}
RECOUNT = f"UPDATE articles_storyfigures AS told SET {', '.join(f'{name} = ({sql})' for name, sql in _SQL.items())}"  # nosec B608  # only names of ours; values are parameters


_DRAFT = """SELECT p.id, p.story_id, p.text, c.start, c."end" FROM articles_storyparagraph p
    LEFT JOIN articles_citation c ON c.paragraph_id = p.id WHERE p.removed_at IS NULL AND p.story_id"""
BEGIN = (
    f"INSERT INTO articles_storyfigures (story_id, uncited_count, {', '.join(_SQL)}) "
    f"SELECT s.id, 0, {', '.join('0' for _ in _SQL)} FROM articles_story s"  # nosec B608  # only names of ours; values are parameters
)


class StoryFiguresManager(models.Manager):
    def recount(self, story_id, *, draft_stands=False):
        """Count this story anew. Two statements, three for a story that was never counted; one where `draft_stands`: its
        words and citations are what they were when it was counted last.
        """
        with connection.cursor() as cursor:
            if draft_stands:
                cursor.execute(f"{RECOUNT} WHERE story_id = %s", [story_id])
                if cursor.rowcount:
                    return
            uncited = uncited_sentences([story_id])[story_id]
            cursor.execute(f"{RECOUNT}, uncited_count = %s WHERE story_id = %s", [uncited, story_id])
            if not cursor.rowcount:
                cursor.execute(f"{BEGIN} WHERE id = %s", [story_id])
                cursor.execute(f"{RECOUNT}, uncited_count = %s WHERE story_id = %s", [uncited, story_id])

    def recount_all(self):
        """Count every story anew: for what was written without the workflow."""
        with connection.cursor() as cursor:
            cursor.execute(f"{BEGIN} WHERE NOT EXISTS (SELECT 1 FROM articles_storyfigures WHERE story_id = s.id)")  # nosec B608  # only names of ours; values are parameters
            cursor.execute(f"{RECOUNT}, uncited_count = 0")
        written = list(self.filter(paragraph_count__gt=0).values_list("pk", flat=True))
        for begin in range(0, len(written), AT_ONCE):
            for story, uncited in uncited_sentences(written[begin : begin + AT_ONCE]).items():
                if uncited:
                    self.filter(pk=story).update(uncited_count=uncited)


class StoryFigures(models.Model):
    story = models.OneToOneField(Story, on_delete=models.CASCADE, primary_key=True, related_name="figures")
    article_count = models.PositiveIntegerField(default=0)
    unread_count = models.PositiveIntegerField(default=0, help_text=gettext_lazy("Articles that no review has read."))
    blocker_count = models.PositiveIntegerField(default=0, help_text=gettext_lazy("Open marks of this severity."))
    major_count = models.PositiveIntegerField(default=0)
    minor_count = models.PositiveIntegerField(default=0)
    undecided_count = models.PositiveIntegerField(
        default=0, help_text=gettext_lazy("Conflicts without a decision that holds.")
    )
    paragraph_count = models.PositiveIntegerField(default=0, help_text=gettext_lazy("Of the draft, those with words."))
    uncited_count = models.PositiveIntegerField(
        default=0, help_text=gettext_lazy("Sentences of the draft that cite nothing.")
    )
    new_mark_count = models.PositiveIntegerField(
        default=0, help_text=gettext_lazy("Grave marks since the last approval.")
    )
    new_conflict_count = models.PositiveIntegerField(
        default=0, help_text=gettext_lazy("Undecided conflicts since then.")
    )

    objects = StoryFiguresManager()

    class Meta:
        verbose_name_plural = gettext_lazy("story figures")

    def __str__(self):
        return f"{self.story_id}: {self.article_count} articles"

    @property
    def mark_count(self):
        return self.blocker_count + self.major_count + self.minor_count


def figures_of(story):
    """The figures of a story; all zero while nobody has counted it."""
    return getattr(story, "figures", None) or StoryFigures(story=story)


def uncited_sentences(story_ids):
    """{story: how many sentences of its draft cite nothing}. One query."""
    counted = dict.fromkeys(story_ids, 0)
    if not story_ids:
        return counted
    with connection.cursor() as cursor:
        cursor.execute(f"{_DRAFT} IN ({', '.join(['%s'] * len(story_ids))}) ORDER BY p.id", list(story_ids))
        rows = cursor.fetchall()
    for (_, story, text), group in groupby(rows, key=lambda row: row[:3]):
        cited = [(start, end) for *_, start, end in group if start is not None]
        for span in _sentences(text):
            counted[story] += not any(start < span.end and end > span.start for start, end in cited)
    return counted


@lru_cache(maxsize=KNOWN_TEXTS)
def _sentences(text):
    return sentences(text)
