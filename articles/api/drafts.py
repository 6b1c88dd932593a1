"""Drafts: reading one with its citations, writing paragraphs and what they rest on, sending it for approval."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema

from articles.access import may_write, paragraph_of, story_of
from articles.api.requests import IDEMPOTENT, VERSION, VERSIONED, Id, Number, Payload, once, version_seen, with_version
from articles.api.revisions import RevisionLine
from articles.api.stories import StoryOut, answer, name_of
from articles.api.tokens import Token
from articles.models import Annotation, Article, Claim, Scope, StoryParagraph
from articles.workflow import approval, corrections, draft_undo
from articles.workflow import draft as workflow
from articles.workflow.blockers import blockers
from articles.workflow.corrections import LONGEST_NOTICE
from articles.workflow.draft_changes import LONGEST_PARAGRAPH
from articles.workflow.errors import Refused

router = Router(tags=["Drafts"])


class CitationOut(Schema):
    """`start` to `end` of the paragraph rest on `source_start` to `source_end` of the article, whose words are `quote`."""

    id: int
    start: int
    end: int
    article: int = Field(description="The number of the article.")
    source_start: int
    source_end: int
    quote: str

    @staticmethod
    def resolve_article(citation):
        return citation.article.number


class ParagraphOut(Schema):
    id: int
    text: str
    citations: list[CitationOut]
    updated_by: str | None
    updated_at: datetime
    version: int

    @staticmethod
    def resolve_updated_by(paragraph):
        return name_of(paragraph.updated_by)


class BlockerOut(Schema):
    """What stands in the way of approval, and the page where it is settled."""

    kind: str
    text: str
    paragraph: int | None
    page: str = Field(alias="url")


class DraftOut(Schema):
    headline: str
    version: int = Field(description="Of the story: the headline belongs to it.")
    paragraphs: list[ParagraphOut]
    blockers: list[BlockerOut]


class NewHeadline(Payload):
    headline: str = Field(max_length=workflow.LONGEST_HEADLINE, examples=["The bell of Aldmere rings again"])
    version: int | None = VERSION


class NewParagraph(Payload):
    text: str = Field(max_length=LONGEST_PARAGRAPH, examples=["The bell rang on Monday."])
    after: Id | None = Field(None, description="The paragraph before it; without one it comes last.")


class NewText(Payload):
    text: str = Field(max_length=LONGEST_PARAGRAPH, examples=["The bell rang on Monday."])
    version: int | None = VERSION


class NewCitation(Payload):
    """The sentences that `start` to `end` touches rest on these words of an article of the story."""

    start: Number = Field(examples=[0])
    end: Number = Field(examples=[24])
    article: Number = Field(description="The number of the article.")
    source_start: Number = Field(examples=[26])
    source_end: Number = Field(examples=[105])
    version: int | None = VERSION


class Seen(Payload):
    version: int | None = VERSION


class Step(Schema):
    change: str = Field(description="What was undone or done again: put, add, move, remove, split, merge, cite…")
    paragraphs: list[int] = Field(description="The ids of the paragraphs that it touched.")


class CorrectionIn(Payload):
    """It corrects the newest revision that has left the house."""

    notice: str = Field(max_length=LONGEST_NOTICE, description="What readers learn of it.", examples=["He is 61."])
    annotation: Id | None = Field(None, description="The mark that is its cause.")
    decision: Id | None = Field(None, description="Or the claim whose decision is its cause.")


class Sending(Payload):
    note: str = Field("", max_length=approval.LONGEST_NOTE, description="For the approver.")
    correction: CorrectionIn | None = Field(None, description="When it puts right what has left the house.")


@router.get("/stories/{slug:slug}/draft", response=DraftOut, auth=Token(Scope.STORIES_READ))
def read_draft(request, slug: str, response: HttpResponse):
    """The draft as it stands, and what keeps it from being approved."""
    story = with_version(response, story_of(request, slug))
    return {
        "headline": story.headline,
        "version": story.version,
        "paragraphs": list(story.paragraphs.standing().for_page()),
        "blockers": blockers(story),
    }


@router.post(
    "/stories/{slug:slug}/draft/headline", response=StoryOut, auth=Token(Scope.DRAFTS_WRITE), openapi_extra=VERSIONED
)
def set_headline(request, slug: str, payload: NewHeadline, response: HttpResponse):
    """What readers will see above the story."""
    story = story_of(request, slug)
    may_write(request)
    version = version_seen(request, payload.version)
    workflow.set_headline(story, by=request.user, version=version, headline=payload.headline)
    return answer(request, response, story.pk)


@router.post(
    "/stories/{slug:slug}/draft/paragraphs",
    response={201: ParagraphOut},
    auth=Token(Scope.DRAFTS_WRITE),
    openapi_extra=IDEMPOTENT,
)
def add_paragraph(request, slug: str, payload: NewParagraph, response: HttpResponse):
    """A new paragraph."""
    story = story_of(request, slug)
    may_write(request)
    after = get_object_or_404(story.paragraphs.standing(), pk=payload.after) if payload.after else None
    made = once(
        request, payload, lambda: workflow.add_paragraph(story, by=request.user, after=after, text=payload.text)
    )
    return _answer(response, made)


@router.get("/paragraphs/{int:id}", response=ParagraphOut, auth=Token(Scope.STORIES_READ))
def read_paragraph(request, id: int, response: HttpResponse):
    """One paragraph of a draft."""
    return _answer(response, paragraph_of(request, id).pk)


@router.post(
    "/paragraphs/{int:id}/save", response=ParagraphOut, auth=Token(Scope.DRAFTS_WRITE), openapi_extra=VERSIONED
)
def save_paragraph(request, id: int, payload: NewText, response: HttpResponse):
    """Write the paragraph anew. Citations follow their words."""
    paragraph, version = _written(request, id, payload)
    workflow.save_paragraph(paragraph, by=request.user, version=version, text=payload.text)
    return _answer(response, paragraph.pk)


@router.post(
    "/paragraphs/{int:id}/cite", response=ParagraphOut, auth=Token(Scope.DRAFTS_WRITE), openapi_extra=VERSIONED
)
def cite(request, id: int, payload: NewCitation, response: HttpResponse):
    """Cite words of an article for sentences of the paragraph."""
    paragraph, version = _written(request, id, payload)
    article = get_object_or_404(Article, story=paragraph.story_id, number=payload.article)
    places = payload.dict(exclude={"article", "version"})
    workflow.cite(paragraph, by=request.user, version=version, article=article, **places)
    return _answer(response, paragraph.pk)


@router.post(
    "/paragraphs/{int:id}/remove", response={204: None}, auth=Token(Scope.DRAFTS_WRITE), openapi_extra=VERSIONED
)
def remove_paragraph(request, id: int, payload: Seen):
    """Take the paragraph out of the draft."""
    paragraph, version = _written(request, id, payload)
    workflow.remove_paragraph(paragraph, by=request.user, version=version)


@router.post("/stories/{slug:slug}/send", response={201: RevisionLine}, auth=Token(Scope.DRAFTS_WRITE))
def send(request, slug: str, payload: Sending):
    """Freeze the draft as a revision and ask for approval; as a correction, with the notice for readers."""
    story = story_of(request, slug)
    may_write(request)
    return approval.send(story, by=request.user, note=payload.note, correcting=_correcting(story, payload.correction))


def _correcting(story, said):
    if said is None:
        return None
    if not (corrects := corrections.published(story)):
        raise Refused("Nothing of this story has left the house yet: there is nothing to correct.")
    cause = None
    if said.annotation:
        cause = get_object_or_404(Annotation, story=story, pk=said.annotation)
    elif said.decision:
        cause = get_object_or_404(Claim.objects.select_related("decision"), story=story, pk=said.decision).decision
    return corrections.Correcting(corrects, said.notice, cause)


@router.post("/stories/{slug:slug}/draft/undo", response=Step, auth=Token(Scope.DRAFTS_WRITE))
def undo_change(request, slug: str):
    """Take back your own last change of the draft, unless somebody has changed the same words since."""
    return _step(request, slug, draft_undo.undo)


@router.post("/stories/{slug:slug}/draft/redo", response=Step, auth=Token(Scope.DRAFTS_WRITE))
def redo_change(request, slug: str):
    """Put back what you took back last."""
    return _step(request, slug, draft_undo.redo)


def _step(request, slug, verb):
    story = story_of(request, slug)
    may_write(request)
    change = verb(story, by=request.user)
    return {"change": change.verb, "paragraphs": [int(name) for name in change.before if name.isdecimal()]}


def _written(request, id, payload):
    """(the paragraph, the version that the caller saw)."""
    paragraph = paragraph_of(request, id)
    may_write(request)
    return paragraph, version_seen(request, payload.version)


def _answer(response, pk):
    return with_version(response, StoryParagraph.objects.for_page().get(pk=pk))
