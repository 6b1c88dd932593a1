"""The desk: what waits for me, and every story that I may see."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, DraftChange, Revision, Story, StoryParagraph, StoryState
from articles.views import log

PAGE_SIZE = 20
QUEUE_LENGTH = 8
LOOKED_THROUGH = 100  # stories, soonest due first, that the queue is made of: a longer list would help nobody
LOG_LENGTH = 8
LEFT_THE_HOUSE = [StoryState.PUBLISHED, StoryState.CORRECTED, StoryState.KILLED]
DUE = F("due_at").asc(nulls_last=True)
SORTS = {
    "story": ["title"],
    "state": ["state", DUE],
    "marks": ["-blocker_count", "-major_count", "-minor_count", DUE],
    "undecided": ["-undecided_count", DUE],
    "due": [DUE, "-created_at"],
}


@require_safe
def desk(request):
    visible = Story.objects.visible_to(request.user)
    asked = request.GET.get("q", "").strip()
    found = _matching(visible, asked) if asked else visible
    figures = _figures(found, request.user)
    shown = request.GET.get("show", "")
    shown = shown if shown in figures else ("all" if asked else "open")
    sort = request.GET.get("sort") if request.GET.get("sort") in SORTS else "due"
    rows = _narrowed(found, shown, request.user).for_desk().prefetch_related("members").order_by(*SORTS[sort], "pk")
    waiting = _waiting_for(request.user, visible)
    context = {
        "waiting": waiting[:QUEUE_LENGTH],
        "waiting_count": len(waiting),
        "waiting_and_more": len(waiting) > QUEUE_LENGTH and figures["open"] > LOOKED_THROUGH,
        "late_count": sum(1 for task in waiting if task.story.due_at and task.story.due_at < timezone.now()),
        "now": timezone.localtime(),
        "log": log.lines(visible, LOG_LENGTH),
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "filters": _filters(figures, shown),
        "show": shown,
        "sort": sort,
        "asked": asked,
        "is_empty": not asked and not figures["all"],
        "may_write": request.user.has_perm("articles.add_story"),
    }
    return render(request, "desk/desk.html", context)


# The table


def _matching(stories, asked):
    """Stories whose title, headline, or any article's headline or outlet holds the words."""
    articles = Article.objects.filter(
        Q(headline__icontains=asked) | Q(outlet__name__icontains=asked), story=OuterRef("pk")
    )
    return stories.filter(Q(title__icontains=asked) | Q(headline__icontains=asked) | Exists(articles))


def _mine(user):
    return Q(created_by=user) | Q(pk__in=Story.members.through.objects.filter(user_id=user.pk).values("story_id"))


def _figures(stories, user):
    """{name of a filter: how many stories it shows}. One query."""
    by_state = dict.fromkeys(StoryState.values, 0)
    mine = 0
    counted = stories.order_by().values("state").annotate(n=Count("pk"), mine=Count("pk", filter=_mine(user)))
    for row in counted:
        by_state[row["state"]] = row["n"]
        mine += row["mine"]
    everything = sum(by_state.values())
    gone = sum(by_state[state] for state in LEFT_THE_HOUSE)
    return {"open": everything - gone, "mine": mine, **by_state, "all": everything}


def _narrowed(stories, shown, user):
    if shown == "open":
        return stories.exclude(state__in=LEFT_THE_HOUSE)
    if shown == "mine":
        return stories.filter(_mine(user))
    return stories if shown == "all" else stories.filter(state=shown)


def _filters(figures, shown):
    """[(name, label, count)]: states that no story is in are left out, unless one looks at them."""
    labels = {"open": "Open", "mine": "Mine", **dict(StoryState.choices), "all": "All"}
    always = {"open", "mine", "all", shown}
    return [(name, labels[name], count) for name, count in figures.items() if count or name in always]


# The queue


class Task(NamedTuple):
    verb: str
    why: str
    story: Story
    url_name: str


def _waiting_for(user, visible):
    """What this user can move on, soonest due first. One query."""
    latest = Revision.objects.filter(story=OuterRef("pk")).order_by("-number")
    stories = (
        visible.exclude(state__in=LEFT_THE_HOUSE)
        .for_desk()
        .annotate(
            revision=Subquery(latest.values("number")[:1]),
            sent_by=Subquery(latest.values("sent_by")[:1]),
            sent_by_first=Subquery(latest.values("sent_by__first_name")[:1]),
            sent_by_last=Subquery(latest.values("sent_by__last_name")[:1]),
            change_reason=Subquery(latest.values("change_request__reason")[:1]),
            i_wrote=Exists(DraftChange.objects.filter(story=OuterRef("pk"), by=user)),
            has_draft=Exists(StoryParagraph.objects.standing().filter(story=OuterRef("pk")).exclude(text="")),
        )[:LOOKED_THROUGH]
    )
    may_write, may_approve = user.has_perm("articles.change_story"), user.has_perm("articles.approve_revision")
    tasks = (_task(story, user, may_write, may_approve) for story in stories)
    return [task for task in tasks if task]


def _task(story, user, may_write, may_approve):
    if story.state == StoryState.IN_REVIEW:
        is_mine = story.i_wrote or story.sent_by == user.pk
        return None if is_mine or not may_approve else Task("Approve", _sent(story), story, "approval")
    if not may_write:
        return None
    if story.state == StoryState.CHANGES_REQUESTED:
        return Task("Revise", f"Changes were asked for: “{story.change_reason}”", story, "draft")
    if story.state == StoryState.APPROVED:
        return Task("Export", f"Revision {story.revision} is approved and has not left the house.", story, "exports")
    if not story.article_count:
        return Task("Import", "It has no articles yet.", story, "import_articles")
    if story.undecided_count:
        return Task("Decide", f"{_some(story.undecided_count, 'conflict')} between the articles.", story, "claims")
    if story.blocker_count + story.major_count + story.minor_count:
        return Task("Review", _open_marks(story), story, "story")
    if not story.has_draft:
        return Task("Write", f"{_some(story.article_count, 'article')} read, nothing written yet.", story, "draft")
    return Task("Send", "The draft is there; nobody has been asked to approve it.", story, "draft")


def _sent(story):
    sender = f"{story.sent_by_first} {story.sent_by_last}".strip() or "somebody else"
    return f"Revision {story.revision} by {sender}."


def _open_marks(story):
    every = story.blocker_count + story.major_count + story.minor_count
    blockers = f", {_some(story.blocker_count, 'blocker')} among them" if story.blocker_count else ""
    return f"{_some(every, 'open mark')}{blockers}."


def _some(count, noun):
    return f"{count} {noun}{'' if count == 1 else 's'}"
