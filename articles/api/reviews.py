"""Reviews: asking for one, and watching it."""

from datetime import datetime
from typing import Literal

from django.http import Http404
from ninja import Field, Router, Schema

from articles import tasks
from articles.access import may_write, story_of
from articles.api.stories import name_of
from articles.api.tokens import Token
from articles.models import Scope
from articles.workflow import review as workflow

router = Router(tags=["Reviews"])


class ReviewOut(Schema):
    state: Literal["waiting", "running", "finished", "failed"]
    step: str = Field(description="What it is doing now.")
    done: int = Field(description="Steps done, of `total`.")
    total: int
    found: int = Field(description="Marks made that were not there before.")
    failures: list[dict] = Field(description="Checks that broke.")
    requested_by: str | None
    requested_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @staticmethod
    def resolve_state(review):
        if review.finished_at:
            return "failed" if review.error else "finished"
        return "running" if review.started_at else "waiting"

    @staticmethod
    def resolve_requested_by(review):
        return name_of(review.requested_by)


@router.post("/stories/{slug:slug}/review", response={202: ReviewOut}, auth=Token(Scope.REVIEWS_WRITE))
def request_review(request, slug: str):
    """Ask the checks to read the articles. One that is under way is answered instead of a second."""
    story = story_of(request, slug, even_blind=True)
    may_write(request)
    is_running = story.reviews.filter(finished_at=None).exists()
    review = workflow.request(story, by=request.user)
    if not is_running:
        tasks.enqueue_review(review)
    return review


@router.get("/stories/{slug:slug}/review", response=ReviewOut, auth=Token(Scope.STORIES_READ))
def read_review(request, slug: str):
    """The latest review, and how far it is."""
    review = story_of(request, slug, even_blind=True).reviews.select_related("requested_by").first()
    if review is None:
        raise Http404
    return review
