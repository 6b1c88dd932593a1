"""What happens to annotations: made, accepted, dismissed, resolved, reopened, edited, deleted, commented on."""

from django.db import transaction
from django.utils import timezone

from articles.models import Annotation, AnnotationState, Comment, Event, Severity
from articles.workflow.errors import Refused

LONGEST_NOTE = 4000  # characters of a reason, a suggestion or a comment


@transaction.atomic
def mark(article, *, start, end, quote, category, severity, by, reason="", suggestion=None):
    """An editor marks `article.text[start:end]`. Refused when the words there are not `quote`: the browser miscounted."""
    if not 0 <= start < end <= len(article.text) or article.quote(start, end) != quote:
        raise Refused(
            "The words you selected are not at this place of the text. Reload the page and select them again."
        )
    _check_notes(severity, reason, suggestion)
    annotation = Annotation.objects.create(
        story_id=article.story_id,
        article=article,
        start=start,
        end=end,
        quote=quote,
        category=category,
        severity=severity,
        reason=reason,
        suggestion=suggestion,
        created_by=by,
    )
    _log("mark", annotation, by, category=category.slug, quote=quote)
    return annotation


def accept(annotation, *, by, version):
    """The mark is right: something is wrong there."""
    return _decide(annotation, "accept", AnnotationState.ACCEPTED, by=by, version=version, reason="")


def dismiss(annotation, *, by, version, reason=""):
    """The mark is mistaken: nothing is wrong there."""
    return _decide(annotation, "dismiss", AnnotationState.DISMISSED, by=by, version=version, reason=reason)


def resolve(annotation, *, by, version, reason=""):
    """The fault is dealt with: nobody needs to look at it any more."""
    return _decide(annotation, "resolve", AnnotationState.RESOLVED, by=by, version=version, reason=reason)


@transaction.atomic
def reopen(annotation, *, by, version, reason=""):
    if annotation.is_open:
        raise Refused("This mark is open already.")
    annotation.swap(version, state=AnnotationState.OPEN, decided_by=None, decided_at=None, decision_reason="")
    _log("reopen", annotation, by, reason=reason)
    return annotation


@transaction.atomic
def edit(annotation, *, by, version, category, severity, reason, suggestion):
    """Change what a hand-made mark says. One's own only."""
    _refuse_unless_own(annotation, by)
    _check_notes(severity, reason, suggestion)
    annotation.swap(version, category_id=category.pk, severity=severity, reason=reason, suggestion=suggestion)
    annotation.category = category
    _log("edit", annotation, by, category=category.slug, severity=severity)
    return annotation


@transaction.atomic
def delete(annotation, *, by, version):
    """Take a hand-made mark away. One's own only, and only while nobody else has written in its thread."""
    _refuse_unless_own(annotation, by)
    if annotation.comments.exclude(author=by).exists():
        raise Refused("Others have commented on this mark: dismiss or resolve it instead.")
    annotation.swap(version)
    _log("delete", annotation, by, quote=annotation.quote)
    annotation.delete()


@transaction.atomic
def comment(annotation, *, by, text):
    if not text.strip():
        raise Refused("Write something first.")
    _check_length(text)
    written = Comment.objects.create(annotation=annotation, author=by, text=text.strip())
    _log("comment", annotation, by)
    return written


@transaction.atomic
def _decide(annotation, verb, state, *, by, version, reason):
    if annotation.state == state:
        raise Refused(f"This mark is {annotation.get_state_display().lower()} already.")
    _check_length(reason)
    annotation.swap(version, state=state, decided_by_id=by.pk, decided_at=timezone.now(), decision_reason=reason)
    annotation.decided_by = by
    _log(verb, annotation, by, reason=reason)
    return annotation


def _refuse_unless_own(annotation, user):
    if annotation.is_found:
        raise Refused("A check made this mark: accept or dismiss it.")
    if annotation.created_by_id != user.pk:
        raise Refused("Only the person who made this mark may change or delete it.")


def _check_notes(severity, reason, suggestion):
    if severity not in Severity.values:
        raise Refused("Choose minor, major or blocker.")
    _check_length(reason)
    _check_length(suggestion or "")


def _check_length(text):
    if len(text) > LONGEST_NOTE:
        raise Refused(f"This text has {len(text):,} characters; {LONGEST_NOTE:,} is the most that a note may have.")


def _log(verb, annotation, user, **data):
    Event.objects.record(verb, by=user, story=annotation.article.story, target=annotation, **data)
