"""Which stories somebody asks for: by words, state, people and priority. The desk and the API ask alike."""

from django.db.models import Q

from articles.models.reference import Outlet
from articles.models.search import stories_with
from articles.models.sources import Article
from articles.models.stories import Story, StoryState

IN_PRINT = [StoryState.PUBLISHED, StoryState.CORRECTED]
LEFT_THE_HOUSE = [*IN_PRINT, StoryState.KILLED]
MOST_OUTLETS = 20  # looked through for their stories


def narrowed(stories, user, *, q="", assigned="", priority=None):
    """Those that fit; the very same query where nothing is asked. `assigned`: me, nobody, or the name of an account."""
    if q:
        stories = stories.filter(_has(q))
    if assigned:
        to = {"me": Q(assigned_to=user), "nobody": Q(assigned_to=None)}
        stories = stories.filter(to.get(assigned) or Q(assigned_to__username=assigned))
    if priority:
        stories = stories.filter(priority=priority)
    return stories


def shows(user, now):
    """{name of a filter: the condition}."""
    mine = (
        Q(created_by=user)
        | Q(assigned_to=user)
        | Q(pk__in=Story.members.through.objects.filter(user=user).values("story"))
    )
    gone = Q(state__in=LEFT_THE_HOUSE)
    states = {state: Q(state=state, merged_into=None) for state in StoryState.values}
    merged = {"merged": Q(merged_into__isnull=False)}
    return {"open": ~gone & Q(merged_into=None), "mine": mine, "overdue": is_late(now), **states, **merged, "all": Q()}


def is_late(now):
    return Q(due_at__lt=now, merged_into=None) & ~Q(state__in=LEFT_THE_HOUSE)


def _has(text):
    """The words stand in the story's own lines, a headline of its articles, or the name of an outlet. One query."""
    outlets = list(Outlet.objects.filter(name__icontains=text).values_list("pk", flat=True)[:MOST_OUTLETS])
    of_outlets = Q(pk__in=Article.objects.filter(outlet__in=outlets).values("story")) if outlets else Q(pk__in=[])
    return stories_with(text) | of_outlets
