"""Claims: the facts of a story, what each article says of them, and deciding where they disagree."""

from datetime import datetime
from typing import Literal

from django.db.models import Prefetch
from django.http import HttpResponse
from ninja import Field, Query, Router, Schema

from articles.access import claim_of, may_write, story_of
from articles.api.requests import VERSION, VERSIONED, Paging, Payload, page_of, version_seen, with_version
from articles.api.stories import name_of
from articles.api.tokens import Token
from articles.models import Claim, ClaimStatus, Scope, Statement
from articles.workflow import claims as workflow

router = Router(tags=["Claims"])

Status = Literal[*ClaimStatus.values]
LONGEST = 4000  # characters of a value or a reason


class StatementOut(Schema):
    """What one article says, at `start` to `end` of its text."""

    article: int = Field(description="The number of the article.")
    start: int
    end: int
    value: str = Field(description="As written.")
    normalised: str = Field(description="As the analysis understands it.")
    group: int = Field(description="Statements of one group agree; group 0 has the most voices.")
    accepted_as_wrong: int | None = Field(
        description="The id of an accepted annotation on these words: an editor found them wrong. null: nobody did."
    )

    @staticmethod
    def resolve_accepted_as_wrong(statement):
        return statement.wrong_mark

    @staticmethod
    def resolve_article(statement):
        return statement.article.number


class DecisionOut(Schema):
    value: str = Field(description="Empty: the story leaves it out.")
    reason: str
    decided_by: str
    decided_at: datetime

    @staticmethod
    def resolve_decided_by(decision):
        return name_of(decision.decided_by)


class ClaimOut(Schema):
    id: int
    story: str
    subject: str
    attribute: str
    kind: str
    status: Status
    is_undecided: bool = Field(description="A conflict without a decision that holds for what the sources say now.")
    statements: list[StatementOut]
    decision: DecisionOut | None
    version: int

    @staticmethod
    def resolve_story(claim):
        return claim.story.slug


class Claims(Schema):
    items: list[ClaimOut]
    next_cursor: str | None


class Asked(Paging):
    status: Status = None
    undecided: bool = Field(None, description="true: only conflicts that wait for a decision.")


class NewDecision(Payload):
    value: str = Field(max_length=LONGEST, examples=["40 years"], description="Empty leaves the fact out of the story.")
    reason: str = Field(max_length=LONGEST, examples=["The keeper says so."], description="Why: the approver reads it.")
    version: int | None = VERSION


@router.get("/stories/{slug:slug}/claims", response=Claims, auth=Token(Scope.STORIES_READ))
def list_claims(request, slug: str, asked: Query[Asked]):
    """The facts of a story, and what each article says of them."""
    claims = story_of(request, slug).claims.all()
    if asked.status:
        claims = claims.filter(status=asked.status)
    if asked.undecided:
        claims = claims.undecided()
    return page_of(_complete(claims), asked)


@router.get("/claims/{int:id}", response=ClaimOut, auth=Token(Scope.STORIES_READ))
def read_claim(request, id: int, response: HttpResponse):
    """One fact."""
    return _answer(response, claim_of(request, id))


@router.post("/claims/{int:id}/decide", response=ClaimOut, auth=Token(Scope.CLAIMS_DECIDE), openapi_extra=VERSIONED)
def decide(request, id: int, payload: NewDecision, response: HttpResponse):
    """Choose the value that the story will use, and say why."""
    claim = claim_of(request, id)
    may_write(request)
    version = version_seen(request, payload.version)
    workflow.decide(claim, by=request.user, version=version, value=payload.value, reason=payload.reason)
    return _answer(response, claim)


def _complete(claims):
    statements = Prefetch("statements", Statement.objects.with_marks().select_related("article").defer("article__text"))
    return claims.select_related("story", "decision__decided_by").prefetch_related(statements)


def _answer(response, claim):
    return with_version(response, _complete(Claim.objects.filter(pk=claim.pk)).get())
