"""What happens to annotations: made, accepted, dismissed, resolved, reopened, edited, deleted, commented on."""

from copy import copy

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Annotation, AnnotationState, ErrorCategory, Event, Severity, ThreadVerb
from articles.workflow import mark_changes, readings, threads
from articles.workflow.errors import Refused

NOTE = "note"  # the category of comments that a file brought
LONGEST_NOTE = 4000  # characters of a reason, a suggestion or a comment


@transaction.atomic
def mark(article, *, start, end, quote, category, severity, by, reason="", suggestion=None):
    """An editor marks `article.text[start:end]`. Refused when the words there are not `quote`: the browser miscounted."""
    if not 0 <= start < end <= len(article.text) or article.quote(start, end) != quote:
        raise Refused(
            _("The words you selected are not at this place of the text. Reload the page and select them again.")
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


def take_notes(article, notes, *, by):
    """Comments that a file brought become open marks of whoever takes it in: (start, end, author, text) of each."""
    if not notes:
        return []
    category = ErrorCategory.objects.filter(slug=NOTE).first() or ErrorCategory.objects.on_offer().last()
    marks = [
        Annotation(
            story_id=article.story_id,
            article=article,
            start=start,
            end=end,
            quote=article.quote(start, end),
            category=category,
            severity=category.default_severity,
            reason=f"{author or 'Somebody'} wrote in the file: {text}",
            created_by=by,
        )
        for start, end, author, text in notes
    ]
    return Annotation.objects.bulk_create(marks, batch_size=500)


def accept(annotation, *, by, version, reason=""):
    """The mark is right: something is wrong there."""
    return _decide(annotation, ThreadVerb.ACCEPTED, AnnotationState.ACCEPTED, by=by, version=version, reason=reason)


def dismiss(annotation, *, by, version, reason=""):
    """The mark is mistaken: nothing is wrong there."""
    return _decide(annotation, ThreadVerb.DISMISSED, AnnotationState.DISMISSED, by=by, version=version, reason=reason)


def resolve(annotation, *, by, version, reason=""):
    """The fault is dealt with: nobody needs to look at it any more."""
    return _decide(annotation, ThreadVerb.RESOLVED, AnnotationState.RESOLVED, by=by, version=version, reason=reason)


@transaction.atomic
def accept_all(article, *, check_slug, versions, by):
    """Accept the open marks of one check in the article, all or none. `versions`: {mark's id: version} as the editor saw.

    Refused when they are not these any more: somebody has decided, changed or added one.
    """
    marks = list(open_of_check(article, check_slug))
    if not marks or {mark.pk: mark.version for mark in marks} != versions:
        raise Refused(_("These marks have changed in the meantime. Look at them again."))
    before = {mark.pk: mark_changes.state_of(mark) for mark in marks}
    now = timezone.now()
    for mark in marks:
        mark.swap(versions[mark.pk], state=AnnotationState.ACCEPTED, decided_by_id=by.pk, decided_at=now)
    mark_changes.remember(article, ThreadVerb.ACCEPTED, before, by=by)
    reading = readings.renew(article, marks, verb=ThreadVerb.ACCEPTED, by=by)
    says = {"check": check_slug, "marks": sorted(versions), **readings.logged(reading)}
    Event.objects.record("accept", by=by, story=article.story, target=article, **says)
    return marks


def open_of_check(article, check_slug):
    """The marks that `accept_all` accepts."""
    return article.annotations.open().filter(check_slug=check_slug).exclude(check_slug="")


@transaction.atomic
def reopen(annotation, *, by, version, reason=""):
    if annotation.is_open:
        raise Refused(_("This mark is open already."))
    _check_length(reason)
    before = {annotation.pk: mark_changes.state_of(annotation)}
    annotation.swap(version, state=AnnotationState.OPEN, decided_by_id=None, decided_at=None, decision_reason="")
    mark_changes.remember(annotation.article, ThreadVerb.REOPENED, before, by=by, has_line=True)
    threads.say(annotation, by=by, verb=ThreadVerb.REOPENED, text=reason)
    reading = readings.renew(annotation.article, [annotation], verb=ThreadVerb.REOPENED, by=by)
    _log("reopen", annotation, by, reason=reason, **readings.logged(reading))
    return annotation


@transaction.atomic
def edit(annotation, *, by, version, category, severity, reason, suggestion):
    """Change what a hand-made mark says. One's own only."""
    _refuse_unless_own(annotation, by)
    _check_notes(severity, reason, suggestion)
    before = copy(annotation)
    annotation.swap(version, category_id=category.pk, severity=severity, reason=reason, suggestion=suggestion)
    annotation.category = category
    reading = readings.renew(annotation.article, [before, annotation], verb="edit", by=by)
    _log("edit", annotation, by, category=category.slug, severity=severity, **readings.logged(reading))
    return annotation


@transaction.atomic
def delete(annotation, *, by, version):
    """Take a hand-made mark away. One's own only, and only while nobody else has written in its thread."""
    _refuse_unless_own(annotation, by)
    if annotation.comments.exclude(author=by).exists():
        raise Refused(_("Others have commented on this mark: dismiss or resolve it instead."))
    annotation.swap(version)
    Annotation.objects.filter(pk=annotation.pk).delete()
    reading = readings.renew(annotation.article, [annotation], verb="delete", by=by)
    _log("delete", annotation, by, quote=annotation.quote, **readings.logged(reading))


@transaction.atomic
def comment(annotation, *, by, text, answers=None):
    """Say something in the thread of the mark; `answers` is the line that it answers."""
    if not text.strip():
        raise Refused(_("Write something first."))
    _check_length(text)
    written = threads.say(annotation, by=by, text=text.strip(), answers=answers)
    _log("comment", annotation, by)
    return written


@transaction.atomic
def _decide(annotation, verb, state, *, by, version, reason):
    if annotation.state == state:
        raise Refused(_("This mark is %(state)s already.") % {"state": annotation.get_state_display().lower()})
    _check_length(reason)
    has_line = bool(reason) or verb == ThreadVerb.RESOLVED
    before = {annotation.pk: mark_changes.state_of(annotation)}
    annotation.swap(version, state=state, decided_by_id=by.pk, decided_at=timezone.now(), decision_reason=reason)
    annotation.decided_by = by
    mark_changes.remember(annotation.article, verb, before, by=by, has_line=has_line)
    if has_line:
        threads.say(annotation, by=by, verb=verb, text=reason)
    reading = readings.renew(annotation.article, [annotation], verb=verb, by=by)
    _log(verb.value, annotation, by, reason=reason, **readings.logged(reading))
    return annotation


def _refuse_unless_own(annotation, user):
    if annotation.is_found:
        raise Refused(_("A check made this mark: accept or dismiss it."))
    if annotation.created_by_id != user.pk:
        raise Refused(_("Only the person who made this mark may change or delete it."))


def _check_notes(severity, reason, suggestion):
    if severity not in Severity.values:
        raise Refused(_("Choose minor, major or blocker."))
    _check_length(reason)
    _check_length(suggestion or "")


def _check_length(text):
    if len(text) > LONGEST_NOTE:
        raise Refused(
            _("This text has %(count)s characters; %(most)s is the most that a note may have.")
            % {"count": f"{len(text):,}", "most": f"{LONGEST_NOTE:,}"}
        )


def _log(verb, annotation, user, **data):
    Event.objects.record(verb, by=user, story=annotation.article.story, target=annotation, **data)
