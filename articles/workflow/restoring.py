"""An earlier revision again: the draft says what it said, and is sent as a revision of its own."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.workflow.approval import send
from articles.workflow.draft_changes import HEAD, Change, remove, restore
from articles.workflow.errors import Refused


@transaction.atomic
def restore_revision(revision, *, by):
    """The draft becomes this revision again, and is sent. What stood in the draft comes back with undo."""
    change = Change(revision.story, "restore", by)
    wanted = {row["id"]: row for row in revision.document["paragraphs"]}
    paragraphs = {paragraph.pk: paragraph for paragraph in change.story.paragraphs.all()}
    if missing := set(wanted) - set(paragraphs):
        raise Refused(
            _("%(count)s paragraphs of revision %(number)s are no longer there.")
            % {"count": len(missing), "number": revision.number}
        )
    for pk, paragraph in paragraphs.items():
        if pk in wanted or paragraph.removed_at is None:
            change.touch_all(paragraph)
        if pk not in wanted and paragraph.removed_at is None:
            remove(paragraph, by)
    states = _states(revision, change.story)
    for pk in wanted:
        restore(paragraphs[pk], states[pk], by)
    change.save(**_restore_head(change.story, revision.document["story"]))
    return send(change.story, by=by, note=f"Revision {revision.number} again.")


def _restore_head(story, head):
    """What stood above the story comes back; returns what the fields were that changed."""
    was = {name: ", ".join(head[name]) if name == "keywords" else head[name] for name in HEAD if name in head}
    if head["headline"] == (story.headline or story.title):
        del was["headline"]
    before = {name: getattr(story, name) for name, value in was.items() if getattr(story, name) != value}
    if before:
        story.swap(story.version, **{name: was[name] for name in before})
    return before


def _states(revision, story):
    """{paragraph: the state that brings it back}, citations and place among the others included."""
    articles = dict(story.articles.values_list("number", "pk"))
    states = {
        row["id"]: {"text": row["text"], "removed_at": None, "citations": [], "position": position}
        for position, row in enumerate(revision.document["paragraphs"], start=1)
    }
    for row in revision.document["citations"]:
        states[row["paragraph"]]["citations"].append(
            {
                "start": row["start"],
                "end": row["end"],
                "article_id": articles[row["article"]],
                "source_start": row["source_start"],
                "source_end": row["source_end"],
                "quote": row["quote"],
                "claim_id": None,
                "created_by_id": revision.sent_by_id,
            }
        )
    return states
