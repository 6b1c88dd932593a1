"""Stories: the list with the filters of the desk, one of them, a new one."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from pydantic import AfterValidator, AwareDatetime

from articles.access import may_write, story_of
from articles.api.requests import (
    IDEMPOTENT,
    VERSION,
    VERSIONED,
    Paging,
    Payload,
    once,
    page_of,
    version_seen,
    with_version,
)
from articles.api.tokens import Token
from articles.models import BlindPass, Priority, Scope, Story, StoryState
from articles.models.story_filters import narrowed, shows
from articles.workflow import stories as workflow
from articles.workflow.mentions import person_called

router = Router(tags=["Stories"])

PRIORITIES = {priority.label.lower(): priority for priority in Priority}
PriorityName = Literal["urgent", "high", "normal", "low"]
Show = Literal["all", "open", "mine", "overdue", "merged", *StoryState.values]


def _of_our_time(moment):
    if not 1970 <= moment.year <= 2999:
        raise ValueError("The year must be between 1970 and 2999")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_of_our_time)]


class Asked(Paging):
    """The filters of the desk."""

    q: str = Field("", max_length=200, description="Words of its title, head, articles’ headlines or outlets.")
    show: Show = Field("all", description="A state, or open, mine, overdue.")
    assigned: str = Field("", max_length=150, description="me, nobody, or a user name.")
    priority: PriorityName = None


class Figures(Schema):
    """What is open in it, as the desk counts it."""

    articles: int
    open_blockers: int
    open_majors: int
    open_minors: int
    undecided_conflicts: int
    uncited_sentences: int


class StoryOut(Schema):
    slug: str
    title: str
    headline: str
    standfirst: str
    state: str = Field(description=f"One of {', '.join(StoryState.values)}.")
    priority: PriorityName
    due_at: datetime | None
    embargo_until: datetime | None
    assigned_to: str | None = Field(description="A user name.")
    created_by: str | None
    created_at: datetime
    changed_at: datetime
    figures: Figures | None = Field(description="Null while you read an article of it blind.")
    version: int
    page: str = Field(description="Its address on this site.")

    @staticmethod
    def resolve_priority(story):
        return Priority(story.priority).label.lower()

    @staticmethod
    def resolve_assigned_to(story):
        return name_of(story.assigned_to)

    @staticmethod
    def resolve_created_by(story):
        return name_of(story.created_by)

    @staticmethod
    def resolve_figures(story):
        if story.blind_number:
            return None
        figures = getattr(story, "figures", None)
        names = ("article", "blocker", "major", "minor", "undecided", "uncited")
        counts = [getattr(figures, f"{name}_count", 0) for name in names]
        return dict(zip(Figures.model_fields, counts, strict=True))

    @staticmethod
    def resolve_page(story):
        return story.get_absolute_url()


class Stories(Schema):
    items: list[StoryOut]
    next_cursor: str | None


class NewStory(Payload):
    title: str = Field(max_length=200, examples=["Harbour bell"])
    priority: PriorityName = "normal"
    due_at: Moment | None = None
    embargo_until: Moment | None = None
    assigned_to: str | None = Field(None, max_length=150, description="A user name.")
    members: list[str] = Field([], max_length=100, description="User names; none: every editor sees the story.")


class Plan(Payload):
    """What is named is set, null empties it; what is not named stays."""

    assigned_to: str | None = Field(None, max_length=150, description="A user name.")
    priority: PriorityName | None = None
    due_at: Moment | None = None
    embargo_until: Moment | None = None
    version: int | None = VERSION


@router.get("/stories", response=Stories, auth=Token(Scope.STORIES_READ))
def list_stories(request, asked: Query[Asked]):
    """The stories that you may see, newest first."""
    visible = Story.objects.visible_to(request.user)
    priority = asked.priority and PRIORITIES[asked.priority]
    found = narrowed(visible, request.user, q=asked.q.strip(), assigned=asked.assigned, priority=priority)
    found = found.filter(shows(request.user, timezone.now())[asked.show])
    return page_of(_complete(found, request.user), asked, newest_first=True)


@router.get("/stories/{slug:slug}", response=StoryOut, auth=Token(Scope.STORIES_READ))
def read_story(request, slug: str, response: HttpResponse):
    """One story."""
    return answer(request, response, story_of(request, slug, even_blind=True).pk)


@router.post("/stories", response={201: StoryOut}, auth=Token(Scope.STORIES_WRITE), openapi_extra=IDEMPOTENT)
def open_story(request, payload: NewStory, response: HttpResponse):
    """A new story with its plan."""
    may_write(request)
    plan = {
        "assigned_to": person_called(payload.assigned_to) if payload.assigned_to else None,
        "priority": PRIORITIES[payload.priority],
        "due_at": payload.due_at,
        "embargo_until": payload.embargo_until,
    }
    members = [person_called(name) for name in payload.members]
    made = once(
        request, payload, lambda: workflow.open_story(by=request.user, title=payload.title, members=members, **plan)
    )
    return answer(request, response, made)


@router.post("/stories/{slug:slug}/plan", response=StoryOut, auth=Token(Scope.STORIES_WRITE), openapi_extra=VERSIONED)
def edit_plan(request, slug: str, payload: Plan, response: HttpResponse):
    """Who works on it, until when, how urgent, how secret."""
    story = story_of(request, slug)
    may_write(request)
    version = version_seen(request, payload.version)
    plan = {name: getattr(payload, name) for name in payload.model_fields_set - {"version"}}
    if "priority" in plan:
        plan["priority"] = PRIORITIES[plan["priority"] or "normal"]
    if plan.get("assigned_to"):
        plan["assigned_to"] = person_called(plan["assigned_to"])
    workflow.edit(story, by=request.user, version=version, **plan)
    return answer(request, response, story.pk)


def answer(request, response, pk):
    """The story as it stands now, as StoryOut."""
    return with_version(response, _complete(Story.objects.filter(pk=pk), request.user).get())


def _complete(stories, user):
    """With everything that is shown of them to this user. One query."""
    rows = stories.select_related("figures", "assigned_to", "created_by")
    return rows.annotate(blind_number=BlindPass.number_read_by(user))


def name_of(user):
    """The user name, by which the API calls people; None where there is nobody."""
    return user.get_username() if user else None
