"""What waits for somebody: each story at most once, with the verb that presses most."""

from itertools import chain
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import (
    Annotation,
    Approval,
    Article,
    Citation,
    Claim,
    DraftChange,
    Revision,
    Severity,
    Statement,
    Story,
    StoryParagraph,
    StoryState,
)

LOOKED_THROUGH = 100  # stories, soonest due first, that the queue is made of: a longer list would help nobody
IN_PRINT = [StoryState.PUBLISHED, StoryState.CORRECTED]
LEFT_THE_HOUSE = [*IN_PRINT, StoryState.KILLED]
WORTH_A_LOOK = [Severity.MAJOR, Severity.BLOCKER]
SOONEST = [
    F("due_at").asc(nulls_last=True),
    *("-blocker_count", "-undecided_count", "-major_count", "-minor_count", "-created_at"),
]


class Task(NamedTuple):
    verb: str
    why: str
    story: Story
    url_name: str

    @property
    def is_in_print(self):
        """It kept its time, whatever was found since."""
        return self.story.state in IN_PRINT

    @property
    def is_late(self):
        return not self.is_in_print and bool(self.story.due_at) and self.story.due_at < timezone.now()


def waiting_for(user, visible):
    """What this user can move on, soonest due first, then what is gravest. Two queries."""
    open_ones = _annotated(visible.exclude(state__in=LEFT_THE_HOUSE), user)
    again = _annotated(visible.filter(state__in=IN_PRINT), user).filter(Q(new_marks__gt=0) | Q(new_conflicts__gt=0))
    stories = chain(again[:LOOKED_THROUGH], open_ones[:LOOKED_THROUGH])
    may_write, may_approve = user.has_perm("articles.change_story"), user.has_perm("articles.approve_revision")
    tasks = [task for story in stories if (task := _task(story, user, may_write, may_approve))]
    return sorted(tasks, key=_due)  # stable: what is due at one time stays in its order


def _due(task):
    due = task.story.due_at
    return (due is None, due or timezone.now())


# What is known of each story


def _annotated(stories, user):
    latest = Revision.objects.filter(story=OuterRef("pk")).order_by("-number")
    approval = Approval.objects.filter(revision__story=OuterRef("pk")).order_by("-at")
    return (
        stories.for_desk()
        .annotate(
            revision=Subquery(latest.values("number")[:1]),
            sent_by=Subquery(latest.values("sent_by")[:1]),
            sent_by_first=Subquery(latest.values("sent_by__first_name")[:1]),
            sent_by_last=Subquery(latest.values("sent_by__last_name")[:1]),
            change_reason=Subquery(latest.values("change_request__reason")[:1]),
            i_wrote=Exists(DraftChange.objects.filter(story=OuterRef("pk"), by=user)),
            has_draft=Exists(StoryParagraph.objects.standing().filter(story=OuterRef("pk")).exclude(text="")),
            unread_count=_count(Article.objects.with_review().filter(is_reviewed=False)),
            approved_at=Subquery(approval.values("at")[:1]),
        )
        .annotate(new_marks=_count(_new_marks()), new_conflicts=_count(_new_conflicts()))
        .order_by(*SOONEST)
    )


def _new_marks():
    """Grave marks since the approval: made after it, or on words that the story cites, which nobody approves."""
    since = Q(state="open", created_at__gt=OuterRef("approved_at"))
    cited = Citation.objects.filter(
        paragraph__removed_at=None,
        article=OuterRef("article"),
        paragraph__story=OuterRef("story"),
        source_start__lt=OuterRef("end"),
        source_end__gt=OuterRef("start"),
    )
    return Annotation.objects.standing().filter(since | Exists(cited), severity__in=WORTH_A_LOOK)


def _new_conflicts():
    """Undecided conflicts since the approval: an article that came after it takes part, or the story cites the words."""
    cited = Citation.objects.filter(
        paragraph__removed_at=None,
        article=OuterRef("article"),
        paragraph__story=OuterRef("claim__story"),
        source_start__lt=OuterRef("end"),
        source_end__gt=OuterRef("start"),
    )
    came = Q(article__imported_at__gt=OuterRef(OuterRef("approved_at")))
    statements = Statement.objects.filter(came | Exists(cited), claim=OuterRef("pk"))
    return Claim.objects.undecided().filter(Exists(statements))


def _count(rows):
    """How many of these rows a story has: a subquery, since joins would multiply each other."""
    counted = rows.filter(story=OuterRef("pk")).order_by().values("story").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


# What is to be done


def _task(story, user, may_write, may_approve):
    if story.state == StoryState.IN_REVIEW:
        is_mine = story.i_wrote or story.sent_by == user.pk
        return None if is_mine or not may_approve else Task("Approve", _sent(story), story, "approval")
    if not may_write:
        return None
    if story.approved_at and story.state in (StoryState.APPROVED, *IN_PRINT):
        if story.new_marks or story.new_conflicts:
            return Task("Look again", _news(story), story, "story" if story.new_marks else "claims")
        return Task("Export", f"Revision {story.revision} is approved and has not left the house.", story, "exports")
    if story.state == StoryState.CHANGES_REQUESTED:
        return Task("Revise", f"Changes were asked for: “{story.change_reason}”", story, "draft")
    return _next_step(story)


def _next_step(story):
    """How a draft moves on: what may stop it goes first."""
    if not story.article_count:
        return Task("Import", "It has no articles yet.", story, "import_articles")
    marks = story.blocker_count + story.major_count + story.minor_count
    if story.undecided_count and not story.blocker_count:
        return Task("Decide", _open_questions(story, marks), story, "claims")
    if marks:
        return Task("Review", _open_questions(story, marks), story, "story")
    if story.unread_count:
        is_are = "is" if story.unread_count == 1 else "are"
        return Task("Review", f"{_some(story.unread_count, 'article')} {is_are} not reviewed yet.", story, "story")
    if not story.has_draft:
        return Task("Write", f"{_some(story.article_count, 'article')} read, nothing written yet.", story, "draft")
    return Task("Send", "The draft is there; nobody has been asked to approve it.", story, "draft")


def _sent(story):
    sender = f"{story.sent_by_first} {story.sent_by_last}".strip() or "somebody else"
    return f"Revision {story.revision} by {sender}."


def _news(story):
    marks = [_some(story.new_marks, "grave mark")] if story.new_marks else []
    conflicts = [_some(story.new_conflicts, "conflict")] if story.new_conflicts else []
    return f"Since its approval: {' and '.join(marks + conflicts)}."


def _open_questions(story, marks):
    """Everything open, the part that the verb is about first."""
    conflicts = f"{_some(story.undecided_count, 'conflict')} between the articles" if story.undecided_count else ""
    blockers = f", {_some(story.blocker_count, 'blocker')} among them" if story.blocker_count else ""
    of_marks = f"{_some(marks, 'open mark')}{blockers}" if marks else ""
    parts = [of_marks, conflicts] if story.blocker_count else [conflicts, of_marks]
    return f"{'; '.join(filter(None, parts))}."


def _some(count, noun):
    return f"{count} {noun}{'' if count == 1 else 's'}"
