"""The desk: what waits for me, and every story that I may see. Filters, order and page are in the address."""

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.models import BlindPass, NotificationKind, Priority, Story, StoryState
from articles.models.aggregates import Joined
from articles.models.story_filters import LEFT_THE_HOUSE, narrowed, shows
from articles.templatetags.inbox import unread_lines
from articles.views import log
from articles.views.waiting import DUE, waiting_for

PAGE_SIZE = 20
QUEUE_LENGTH = 8
CALLS_SHOWN = 3
LOG_LENGTH = 8
CALLS = [NotificationKind.MENTION, NotificationKind.REOPENED]  # what concerns me and no story in the queue says
MARKS = [F(f"figures__{name}").desc(nulls_last=True) for name in ("blocker_count", "major_count", "minor_count")]
SORTS = {
    "due": [DUE, "priority", "-created_at"],
    "priority": ["priority", DUE],
    "story": [Lower("title")],
    "state": ["state", DUE],
    "marks": [*MARKS, DUE],
    "undecided": [F("figures__undecided_count").desc(nulls_last=True), DUE],
    "uncited": [F("figures__uncited_count").desc(nulls_last=True), DUE],
    "newest": ["-created_at"],
    "oldest": ["created_at"],
}
NAMES_OF_SORTS = {
    "due": gettext_lazy("Due first"),
    "priority": gettext_lazy("Most urgent first"),
    "story": gettext_lazy("By title"),
    "state": gettext_lazy("By state"),
    "marks": gettext_lazy("Most open marks first"),
    "undecided": gettext_lazy("Most undecided first"),
    "uncited": gettext_lazy("Most uncited first"),
    "newest": gettext_lazy("Newest first"),
    "oldest": gettext_lazy("Oldest first"),
}


class CountedPaginator(Paginator):
    """Pages of rows whose number is known already."""

    count = None

    def __init__(self, rows, size, count):
        super().__init__(rows, size)
        self.count = count


@require_safe
def desk(request):
    user, now = request.user, timezone.now()
    visible = Story.objects.visible_to(user)
    asked = _asked(request.GET)
    found = narrowed(visible, user, q=asked["q"], assigned=asked["assigned"], priority=asked["priority"])
    conditions = shows(user, now)
    counted = _counted(found, conditions)
    show = asked["show"] if asked["show"] in conditions else ("all" if asked["q"] else "open")
    waiting, waiting_count, late_count = waiting_for(user, visible, QUEUE_LENGTH)
    unread = unread_lines(user)
    calls = [line for line in unread if line.kind in CALLS]
    context = {
        "asked": asked,
        "show": show,
        "waiting": waiting,
        "waiting_count": waiting_count,
        "things": waiting_count + len(calls),
        "late_count": late_count,
        "calls": calls[:CALLS_SHOWN],
        "more_calls": len(calls) > CALLS_SHOWN,
        "unread_lines": unread,
        "now": timezone.localtime(now),
        "log": log.lines(log.of_stories(visible), LOG_LENGTH),
        **_page(found.filter(conditions[show]), user, asked["sort"], counted[show], request.GET.get("page")),
        "filters": _filters(counted, conditions, show),
        "sort": asked["sort"],
        "sorts": NAMES_OF_SORTS,
        "priorities": Priority.choices,
        "is_narrowed": found is not visible,
        "is_empty": found is visible and not counted["all"],
        "may_write": user.has_perm("articles.add_story"),
    }
    return render(request, "desk/desk.html", context)


# What is asked for


def _asked(query):
    """What the address asks for; nonsense asks for nothing."""
    sort, priority = query.get("sort"), query.get("priority", "")
    return {
        "q": query.get("q", "").replace("\0", "").strip(),
        "show": query.get("show", ""),
        "sort": sort if sort in SORTS else "due",
        "assigned": query.get("assigned", "").replace("\0", ""),
        "priority": int(priority) if priority in map(str, Priority.values) else None,
    }


def _counted(stories, conditions):
    """{name of a filter: how many stories it shows}. One query."""
    others = {
        name: Count("pk", filter=condition)
        for name, condition in conditions.items()
        if name in ("mine", "overdue", "merged")
    }
    rows = list(stories.order_by().values("state").annotate(n=Count("pk", filter=Q(merged_into=None)), **others))
    states = dict.fromkeys(StoryState.values, 0) | {row["state"]: row["n"] for row in rows}
    counted = states | {name: sum(row[name] for row in rows) for name in others}
    still_open = sum(count for state, count in states.items() if state not in LEFT_THE_HOUSE)
    return counted | {"open": still_open, "all": sum(states.values()) + counted["merged"]}


# What is shown


def _page(stories, user, sort, count, number):
    """One page of the table, and the accounts among which one may choose. Two queries."""
    page = CountedPaginator(stories.order_by(*SORTS[sort], "pk"), PAGE_SIZE, count).get_page(number)
    page.object_list, people = rows_of(page.object_list, user)
    return {"page": page, "people": [user for user in people.values() if user.is_active]}


def rows_of(stories, user):
    """(stories as the table shows them to this user, {id: account}). Two queries."""
    members = Story.members.through.objects.filter(story=OuterRef("pk")).order_by().values("story")
    ids = Subquery(members.annotate(ids=Joined("user")).values("ids"))
    stories = list(
        stories.select_related("figures").annotate(member_ids=ids, blind_number=BlindPass.number_read_by(user))
    )
    people = {user.pk: user for user in get_user_model().objects.order_by("first_name", "last_name", "username")}
    for story in stories:
        members = map(int, story.member_ids.split(",")) if story.member_ids else ()
        story.on_it = [people[pk] for pk in dict.fromkeys([story.assigned_to_id, story.created_by_id, *members]) if pk]
        story.assignee = people.get(story.assigned_to_id)
    return stories, people


def _filters(counted, shows, show):
    """[(name, label, count)]: states that no story is in are left out, unless one looks at them."""
    labels = {
        "open": _("Open"),
        "mine": _("Mine"),
        "overdue": _("Overdue"),
        **dict(StoryState.choices),
        "merged": _("Merged"),
        "all": _("All"),
    }
    always = {"open", "mine", "all", show}
    return [(name, labels[name], counted[name]) for name in shows if counted[name] or name in always]
