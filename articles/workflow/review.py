"""Reviewing a story: the analysis reads its articles, what it finds becomes annotations and claims.

Running it again keeps whatever editors have decided and never makes a second copy.
"""

import logging
from contextlib import suppress

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.analysis.dossier import Dossier, KnownPerson, Preference, Source
from articles.analysis.review import review as analyse
from articles.models import (
    Annotation,
    AnnotationState,
    CheckSetting,
    Claim,
    ErrorCategory,
    Event,
    HouseStyle,
    Person,
    Review,
    SharedWording,
    Statement,
    Story,
)
from articles.workflow import inbox, lease
from articles.workflow.errors import Refused
from articles.workflow.fingerprints import fingerprint_of

log = logging.getLogger(__name__)

# What a new run may change of an open mark that an earlier run made.
REFRESHED = ["severity", "reason", "suggestion", "related", "confidence", "check_slug"]


@transaction.atomic
def request(story, *, by=None):
    """Ask for a review. One that waits or runs already is returned instead of a second."""
    Story.objects.select_for_update().get(pk=story.pk)
    running = story.reviews.filter(finished_at=None).first()
    if running:
        return running
    if not story.articles.exists():
        raise Refused(_("There is nothing to review: import articles first."))
    review = Review.objects.create(story=story, requested_by=by)
    Event.objects.record("request review", by=by, story=story, target=review)
    return review


def run(review):
    """Run the analysis and store what it finds, all or nothing. Its progress is stored as it goes. Whoever else runs it
    at the moment, or finished it, is left alone: nothing happens twice.
    """
    held = lease.take(review)
    if held is None:
        return review
    with held:
        try:
            report = _report_on(review, held)
            with transaction.atomic():
                held.confirm()
                _store(review, report)
        except lease.Lost:
            log.warning("Review %s was taken over by another worker: what this one found is not stored", review.pk)
        except (OperationalError, InterfaceError):
            log.exception("The database was away during review %s: it will be brought again", review.pk)
            raise
        except Exception as error:
            log.exception("Review %s failed", review.pk)
            _note_failure(review, held, error)
            raise
    review.refresh_from_db()
    return review


def _note_failure(review, held, error):
    review.error, review.finished_at = f"{type(error).__name__}: {error}", timezone.now()
    with suppress(lease.Lost):
        held.note(error=review.error, finished_at=review.finished_at)


def _report_on(review, held):
    """What the checks find, but for those that an administrator switched off or does not trust so far."""
    settings = {setting.slug: setting for setting in CheckSetting.objects.all()}
    skip = {slug for slug, setting in settings.items() if setting.switched_off_at}
    report = analyse(dossier_of(review.story), progress=_Progress(held), skip=skip)
    report.findings = [
        (check, finding)
        for check, finding in report.findings
        if check not in settings or finding.confidence >= settings[check].lowest_confidence
    ]
    return report


def dossier_of(story):
    """Everything the checks may read: the articles of the story, the people and the spellings that the house knows."""
    articles = story.articles.select_related("outlet").order_by("number")
    return Dossier(
        sources=tuple(
            Source(
                key=str(article.pk),
                text=article.text,
                outlet=article.outlet.name,
                headline=article.headline,
                language=article.language,
                published=article.published,
                replaces=str(article.replaces_id or ""),
            )
            for article in articles
        ),
        people=tuple(KnownPerson(p.name, p.alias_list, p.birth_date) for p in Person.objects.all()),
        style=tuple(Preference(s.preferred, s.variant_list, s.note) for s in HouseStyle.objects.all()),
    )


class _Progress:
    """Writes down how far the analysis is, for the page that waits for it."""

    def __init__(self, held):
        self.held = held

    def __call__(self, done, total, name):
        self.held.note(done=done, total=total, step=name)


def _store(review, report):
    story = Story.objects.select_for_update().get(pk=review.story_id)
    articles = {str(article.pk): article for article in story.articles.all()}
    review.found = _store_findings(story, articles, report)
    _store_claims(story, articles, report)
    _store_copies(story, articles, report)
    review.failures = [{"check": failure.check, "error": failure.error} for failure in report.failures]
    review.finished_at = timezone.now()
    review.step, review.done = "", F("total")
    review.save(update_fields=["found", "failures", "finished_at", "step", "done"])
    Event.objects.record(
        "review", by=review.requested_by, story=story, target=review, found=review.found, failures=review.failures
    )


def _store_findings(story, articles, report):
    """Make annotations of the findings that are new; withdraw open ones that the checks no longer find."""
    categories = {category.slug: category for category in ErrorCategory.objects.all()}
    known = {
        (a.article_id, a.fingerprint): a for a in story.annotations.exclude(check_slug="").select_related("category")
    }
    decided = _decided_spans(known.values())
    broken = {failure.check for failure in report.failures}
    found, new, again = set(), [], []
    for check, finding in report.findings:
        article = articles[finding.source]
        fingerprint = fingerprint_of(finding.category, str(finding.start), article.quote(finding.start, finding.end))
        key = (article.pk, fingerprint)
        if key in found:
            continue
        found.add(key)
        annotation = _annotation(story, article, categories[finding.category], check, finding, fingerprint)
        if key in known:
            again.append(_refreshed(known[key], annotation))
        elif (article.pk, finding.category, finding.start, finding.end) not in decided:
            new.append(annotation)
    Annotation.objects.bulk_create(new)
    Annotation.objects.bulk_update([a for a in again if a.is_open], REFRESHED)
    gone = [
        a.pk
        for key, a in known.items()
        if key not in found and a.state == AnnotationState.OPEN and a.check_slug not in broken
    ]
    Annotation.objects.filter(pk__in=gone, comments=None, state=AnnotationState.OPEN).delete()
    return len(new)


def _refreshed(annotation, found):
    """What an open mark says follows the sources; what somebody decided stays as it was."""
    if annotation.is_open:
        for name in REFRESHED:
            setattr(annotation, name, getattr(found, name))
    return annotation


def _decided_spans(annotations):
    """Places that editors have ruled on: a finding of the same category on the same words is not asked again."""
    return {(a.article_id, a.category.slug, a.start, a.end) for a in annotations if a.state != AnnotationState.OPEN}


def _annotation(story, article, category, check, finding, fingerprint):
    return Annotation(
        story=story,
        article=article,
        start=finding.start,
        end=finding.end,
        quote=article.quote(finding.start, finding.end),
        category=category,
        severity=finding.severity,
        reason=finding.reason,
        suggestion=finding.suggestion,
        related=[{"article": int(place.source), "start": place.start, "end": place.end} for place in finding.related],
        check_slug=check,
        confidence=finding.confidence,
        fingerprint=fingerprint,
    )


def _store_claims(story, articles, report):
    """Bring the claims up to date. Those that somebody decided or cites stay, even when no check finds them any more."""
    known = {claim.fingerprint: claim for claim in story.claims.select_related("decision")}
    decided = [claim for claim in known.values() if claim.is_decided]
    seen = set()
    for position, found in enumerate(report.claims):
        fingerprint = fingerprint_of(found.kind, found.subject.casefold(), found.attribute.casefold())
        if fingerprint in seen:
            continue
        seen.add(fingerprint)
        claim = known.get(fingerprint) or Claim(story=story, fingerprint=fingerprint)
        picture = _picture(found, articles)
        if claim.pk and claim.picture == picture and claim.status == found.status and claim.position == position:
            continue
        claim.subject, claim.attribute, claim.kind = found.subject[:200], found.attribute[:100], found.kind[:20]
        claim.position, claim.status = position, found.status
        if claim.picture != picture:
            claim.picture = picture
            claim.version += 1 if claim.pk else 0
        claim.save()
        claim.statements.all().delete()
        Statement.objects.bulk_create(_statement(claim, articles[s.source], s) for s in found.statements)
    story.claims.exclude(fingerprint__in=seen).filter(decision=None, decisions=None, citations=None).delete()
    inbox.tell_of_reopened([claim for claim in decided if claim.is_undecided])


def _statement(claim, article, found):
    return Statement(
        claim=claim,
        article=article,
        start=found.start,
        end=found.end,
        value=found.value,
        normalised=found.normalised,
        group=found.group,
    )


def _store_copies(story, articles, report):
    """What the articles share now; what was known stays when the comparison broke."""
    if any(failure.check == "copies" for failure in report.failures):
        return
    SharedWording.objects.of(story).delete()
    originals = {key: family[0] for family in report.copies.families for key in family}
    SharedWording.objects.bulk_create(
        SharedWording(
            article=articles[found.source],
            other=articles[found.other],
            share=found.share,
            is_copy=found.is_copy,
            is_original=originals.get(found.source) == found.other,
            passages=[[p.start, p.end, p.other_start, p.other_end] for p in found.passages],
        )
        for found in report.copies.sharings
    )


def _picture(claim, articles):
    """Who says what: changes when a source joins, leaves or says something else, not when the wording moves."""
    return fingerprint_of(*sorted(f"{articles[s.source].pk}={s.normalised}/{s.group}" for s in claim.statements))
