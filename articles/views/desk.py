"""The desk: what waits for me, and every story that I may see."""

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, Story, StoryState
from articles.views import log
from articles.views.waiting import LEFT_THE_HOUSE, LOOKED_THROUGH, waiting_for

PAGE_SIZE = 20
QUEUE_LENGTH = 8
LOG_LENGTH = 8
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
    waiting = waiting_for(request.user, visible)
    context = {
        "waiting": waiting[:QUEUE_LENGTH],
        "waiting_count": len(waiting),
        "waiting_and_more": len(waiting) > QUEUE_LENGTH and figures["open"] > LOOKED_THROUGH,
        "late_count": sum(task.is_late for task in waiting),
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
