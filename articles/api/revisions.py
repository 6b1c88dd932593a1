"""Revisions: what was sent for approval, and the verdict of somebody who wrote no part of it."""

import hashlib
from datetime import datetime
from typing import Literal

from ninja import Field, Query, Router, Schema

from articles import tasks
from articles.access import revision_of, story_of
from articles.api.requests import Paging, Payload, page_of
from articles.api.stories import name_of
from articles.api.tokens import Token
from articles.models import Revision, Scope
from articles.workflow import approval as workflow

router = Router(tags=["Revisions"])

LONGEST_REASON = 4000  # characters


class RevisionLine(Schema):
    id: int
    number: int
    state: Literal["approved", "sent_back", "waiting"] = Field(
        description="A revision that a newer one, or a change of the draft, has overtaken is waiting, too."
    )
    sha256: str = Field(description="Of its content: it names what is approved.")
    sent_by: str
    sent_at: datetime
    endorsed_by: list[str] = Field(description="Who signed first, where the house asks for two signatures.")
    approved_by: str | None
    approved_at: datetime | None
    change_request: str | None = Field(description="Why it was sent back.")

    @staticmethod
    def resolve_state(revision):
        if revision.is_approved:
            return "approved"
        return "sent_back" if hasattr(revision, "change_request") else "waiting"

    @staticmethod
    def resolve_sent_by(revision):
        return name_of(revision.sent_by)

    @staticmethod
    def resolve_endorsed_by(revision):
        return [_signer(endorsement) for endorsement in revision.endorsements.all()]

    @staticmethod
    def resolve_approved_by(revision):
        return _signer(revision.approval) if revision.is_approved else None

    @staticmethod
    def resolve_approved_at(revision):
        return revision.approval.at if revision.is_approved else None

    @staticmethod
    def resolve_change_request(revision):
        return revision.change_request.reason if hasattr(revision, "change_request") else None


class RevisionOut(RevisionLine):
    document: dict = Field(description="All of it, as it was frozen: head, paragraphs, citations, articles, decisions.")


class Revisions(Schema):
    items: list[RevisionLine]
    next_cursor: str | None


class Approving(Payload):
    sha256: str = Field(
        pattern="^[0-9a-f]{64}$",
        description="Of the content that you read.",
        examples=[hashlib.sha256(b"").hexdigest()],
    )


class SendingBack(Payload):
    reason: str = Field(
        max_length=LONGEST_REASON, description="What should change: the writers read it.", examples=["Name the quay."]
    )


@router.get("/stories/{slug:slug}/revisions", response=Revisions, auth=Token(Scope.STORIES_READ))
def list_revisions(request, slug: str, paging: Query[Paging]):
    """What was ever sent for approval, newest first, without the texts."""
    revisions = story_of(request, slug).revisions.for_page().select_related("approval__link").defer("content")
    return page_of(revisions, paging, newest_first=True)


@router.get("/revisions/{int:id}", response=RevisionOut, auth=Token(Scope.STORIES_READ))
def read_revision(request, id: int):
    """One revision with its document."""
    return revision_of(request, id)


@router.post("/revisions/{int:id}/approve", response=RevisionLine, auth=Token(Scope.REVISIONS_APPROVE))
def approve(request, id: int, payload: Approving):
    """Sign it off. Never what you wrote or sent a part of, and only the content that `sha256` names."""
    revision = revision_of(request, id)
    request.seen_version = payload.sha256
    workflow.approve(revision, by=request.user, sha256=payload.sha256)
    tasks.wake_deliveries()
    return _fresh(revision)


@router.post("/revisions/{int:id}/request-changes", response=RevisionLine, auth=Token(Scope.REVISIONS_APPROVE))
def request_changes(request, id: int, payload: SendingBack):
    """Send it back to its writers."""
    revision = revision_of(request, id)
    workflow.request_changes(revision, by=request.user, reason=payload.reason)
    return _fresh(revision)


def _signer(signed):
    """The user name of who signed, or the name of the guest."""
    return signed.by.get_username() if signed.by else signed.signer


def _fresh(revision):
    return Revision.objects.for_page().get(pk=revision.pk)
