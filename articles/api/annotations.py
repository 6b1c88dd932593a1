"""Annotations: what the checks found and what editors marked; making a mark, deciding it, talking about it."""

from datetime import datetime
from typing import Literal

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from articles.access import annotation_of, article_of, may_write, story_of
from articles.api.problems import Problem
from articles.api.requests import (
    IDEMPOTENT,
    VERSION,
    VERSIONED,
    Number,
    Paging,
    Payload,
    once,
    page_of,
    version_seen,
    with_version,
)
from articles.api.stories import name_of
from articles.api.tokens import Token
from articles.models import Annotation, AnnotationState, Comment, ErrorCategory, Scope, Severity
from articles.workflow import annotations as workflow
from articles.workflow import mark_changes
from articles.workflow.errors import Refused

router = Router(tags=["Annotations"])

State = Literal[*AnnotationState.values]
SeverityName = Literal[*Severity.values]
Note = Field("", max_length=workflow.LONGEST_NOTE)


class CommentOut(Schema):
    id: int
    answers: int | None = Field(description="The id of the first line of its branch.")
    author: str
    verb: str = Field(description="What was done with it: accept, dismiss, resolve, reopen, assign, undo, or nothing.")
    text: str
    created_at: datetime

    @staticmethod
    def resolve_answers(comment):
        return comment.answers_id

    @staticmethod
    def resolve_author(comment):
        return name_of(comment.author)


class Place(Schema):
    """A passage that bears the reason out."""

    article: int = Field(description="The number of the article.")
    start: int
    end: int


class AnnotationOut(Schema):
    id: int
    story: str
    article: int = Field(description="The number of the article.")
    start: int = Field(description="Counted in Unicode code points of the article’s text.")
    end: int
    quote: str
    category: str
    severity: SeverityName
    state: State
    reason: str
    suggestion: str | None = Field(description="What should stand there; empty asks to remove the words.")
    related: list[Place]
    check: str | None = Field(description="The check that found it, or null where a person marked it.")
    confidence: float | None
    created_by: str | None
    created_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str
    assigned_to: str | None
    comments: list[CommentOut]
    version: int


class Annotations(Schema):
    items: list[AnnotationOut]
    next_cursor: str | None


class Asked(Paging):
    state: State = None
    severity: SeverityName = None
    category: str = Field("", max_length=50)
    check: str = Field("", max_length=50, description="Only what this check found.")
    article: Number = Field(None, description="Only those on the article of this number.")


class NewMark(Payload):
    """`quote` must be the words that stand at `start` to `end`: it proves that both sides count alike."""

    start: Number = Field(examples=[90])
    end: Number = Field(examples=[98])
    quote: str = Field(examples=["40 years"])
    category: str = Field(max_length=50, examples=["wrong_number"])
    severity: SeverityName = Field(None, description="Without one, what is usual for the category.")
    reason: str = Note
    suggestion: str | None = Field(None, max_length=workflow.LONGEST_NOTE)


class Verdict(Payload):
    version: int | None = VERSION
    reason: str = Note


class NewComment(Payload):
    text: str = Field(max_length=workflow.LONGEST_NOTE, examples=["The keeper says 40."])
    answers: Number | None = Field(None, description="The id of the line that it answers.")


@router.get("/stories/{slug:slug}/annotations", response=Annotations, auth=Token(Scope.STORIES_READ))
def list_annotations(request, slug: str, asked: Query[Asked]):
    """What is marked in the articles of a story, findings of the checks included."""
    story = story_of(request, slug, even_blind=True)
    named = {
        "state": asked.state,
        "severity": asked.severity,
        "category__slug": asked.category,
        "check_slug": asked.check,
        "article__number": asked.article,
    }
    marks = story.annotations.shown_to(request.user).filter(**{name: value for name, value in named.items() if value})
    page = page_of(_complete(marks), asked)
    return page | {"items": _shown(story, page["items"])}


@router.get("/annotations/{int:id}", response=AnnotationOut, auth=Token(Scope.STORIES_READ))
def read_annotation(request, id: int, response: HttpResponse):
    """One mark with its thread."""
    return _answer(response, annotation_of(request, id).pk)


@router.post(
    "/stories/{slug:slug}/articles/{int:number}/annotations",
    response={201: AnnotationOut},
    auth=Token(Scope.ANNOTATIONS_WRITE),
    openapi_extra=IDEMPOTENT,
)
def mark(request, slug: str, number: int, payload: NewMark, response: HttpResponse):
    """Mark words of an article."""
    article = article_of(request, slug, number)
    may_write(request)
    category = ErrorCategory.objects.on_offer().filter(slug=payload.category).first()
    if category is None:
        raise Problem("invalid", errors=[{"where": "body.category", "what": "There is no such category on offer."}])
    says = payload.dict(exclude={"category", "severity"})
    severity = payload.severity or category.default_severity
    made = once(
        request,
        payload,
        lambda: workflow.mark(article, by=request.user, category=category, severity=severity, **says),
    )
    return _answer(response, made)


def _verdict(verb, does):
    """An operation that decides a mark."""

    def decide(request, id: int, payload: Verdict, response: HttpResponse):
        annotation = annotation_of(request, id)
        may_write(request)
        version = version_seen(request, payload.version)
        verb(annotation, by=request.user, version=version, reason=payload.reason.strip())
        return _answer(response, annotation.pk)

    decide.__doc__, decide.__name__ = does, f"{verb.__name__}_annotation"
    router.post(
        f"/annotations/{{int:id}}/{verb.__name__}",
        response=AnnotationOut,
        auth=Token(Scope.ANNOTATIONS_WRITE),
        openapi_extra=VERSIONED,
    )(decide)


_verdict(workflow.accept, "The mark is right: something is wrong there.")
_verdict(workflow.dismiss, "The mark is mistaken: nothing is wrong there.")
_verdict(workflow.resolve, "The fault is dealt with: nobody needs to look at it any more.")
_verdict(workflow.reopen, "Take the decision back.")


@router.post(
    "/annotations/{int:id}/comment",
    response={201: AnnotationOut},
    auth=Token(Scope.ANNOTATIONS_WRITE),
    openapi_extra=IDEMPOTENT,
)
def comment(request, id: int, payload: NewComment, response: HttpResponse):
    """Say something in the thread of a mark. `@name` calls somebody."""
    annotation = annotation_of(request, id)
    may_write(request)
    answers = get_object_or_404(annotation.comments, pk=payload.answers) if payload.answers else None
    once(request, payload, lambda: workflow.comment(annotation, by=request.user, text=payload.text, answers=answers))
    return _answer(response, annotation.pk)


def _complete(marks):
    """With everything that is shown, the articles' texts aside. Two queries."""
    comments = Prefetch("comments", Comment.objects.select_related("author"))
    people = ("created_by", "decided_by", "assigned_to")
    rows = marks.select_related("category", "article", "story", *people).defer("article__text")
    return rows.prefetch_related(comments)


def _answer(response, pk):
    """The mark as it stands now."""
    row = _complete(Annotation.objects.filter(pk=pk)).get()
    return with_version(response, row) and _shown(row.story, [row])[0]


def _shown(story, marks):
    """As AnnotationOut. One query, for the numbers of related articles."""
    numbers = dict(story.articles.values_list("pk", "number"))
    return [
        {
            **{name: getattr(mark, name) for name in PLAIN},
            "story": story.slug,
            "article": mark.article.number,
            "category": mark.category.slug,
            "related": [place | {"article": numbers[place["article"]]} for place in mark.related],
            "check": mark.check_slug or None,
            **{name: name_of(getattr(mark, name)) for name in ("created_by", "decided_by", "assigned_to")},
            "comments": list(mark.comments.all()),
        }
        for mark in marks
    ]


PLAIN = (
    *("id", "start", "end", "quote", "severity", "state", "reason", "suggestion", "confidence"),
    *("created_at", "decided_at", "decision_reason", "version"),
)


class Undone(Schema):
    change: str = Field(description="What was taken back: accept, dismiss, resolve, reopen, edit.")
    annotations: list[int] = Field(description="The ids of the marks that are again as they were.")


@router.post("/stories/{slug:slug}/articles/{int:number}/undo", response=Undone, auth=Token(Scope.ANNOTATIONS_WRITE))
def undo_decision(request, slug: str, number: int):
    """Take back your own last decision in the article, unless somebody has decided since."""
    article = article_of(request, slug, number)
    may_write(request)
    change = mark_changes.last_change(article, request.user)
    if change is None:
        raise Refused("You have decided nothing here that could be taken back.")
    taken = mark_changes.undo(change, by=request.user)
    return {"change": change.verb, "annotations": [mark.pk for mark in taken.marks]}
