"""Reviewing a story: the analysis reads its articles, what it finds becomes annotations and claims.

Running it again keeps whatever editors have decided and never makes a second copy.
"""

import hashlib
import logging

from django.db import transaction
from django.utils import timezone

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
    Statement,
    Story,
)
from articles.workflow.errors import Refused

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
        raise Refused("There is nothing to review: import articles first.")
    review = Review.objects.create(story=story, requested_by=by)
    Event.objects.record("request review", by=by, story=story, target=review)
    return review


def run(review):
    """Run the analysis and store what it finds, all or nothing. Its progress is stored as it goes."""
    review.started_at = timezone.now()
    review.save(update_fields=["started_at"])
    try:
        report = _report_on(review)
        with transaction.atomic():
            _store(review, report)
    except Exception as error:
        log.exception("Review %s of story %s failed", review.pk, review.story.slug)
        review.error = f"{type(error).__name__}: {error}"
        review.finished_at = timezone.now()
        review.save(update_fields=["error", "finished_at"])
        raise
    return review


def _report_on(review):
    """What the checks find, but for those that an administrator switched off or does not trust so far."""
    settings = {setting.slug: setting for setting in CheckSetting.objects.all()}
    skip = {slug for slug, setting in settings.items() if setting.switched_off_at}
    report = analyse(dossier_of(review.story), progress=_Progress(review), skip=skip)
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
            )
            for article in articles
        ),
        people=tuple(KnownPerson(p.name, p.alias_list, p.birth_date) for p in Person.objects.all()),
        style=tuple(Preference(s.preferred, s.variant_list, s.note) for s in HouseStyle.objects.all()),
    )


class _Progress:
    """Writes down how far the analysis is, for the page that waits for it."""

    def __init__(self, review):
        self.review = review

    def __call__(self, done, total, name):
        self.review.done, self.review.total, self.review.step = done, total, name
        self.review.save(update_fields=["done", "total", "step"])


def _store(review, report):
    story = Story.objects.select_for_update().get(pk=review.story_id)
    articles = {str(article.pk): article for article in story.articles.all()}
    review.found = _store_findings(story, articles, report)
    _store_claims(story, articles, report)
    review.failures = [{"check": failure.check, "error": failure.error} for failure in report.failures]
    review.finished_at = timezone.now()
    review.step, review.done = "", review.total
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
        fingerprint = _fingerprint(finding.category, str(finding.start), article.quote(finding.start, finding.end))
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
    known = {claim.fingerprint: claim for claim in story.claims.all()}
    seen = set()
    for position, found in enumerate(report.claims):
        fingerprint = _fingerprint(found.kind, found.subject.casefold(), found.attribute.casefold())
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


def _picture(claim, articles):
    """Who says what: changes when a source joins, leaves or says something else, not when the wording moves."""
    return _fingerprint(*sorted(f"{articles[s.source].pk}={s.normalised}/{s.group}" for s in claim.statements))


def _fingerprint(*parts):
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
