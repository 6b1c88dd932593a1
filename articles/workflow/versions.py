"""A new version of an article stands beside the old one: what was marked on words that are the same is marked on it, too."""

from django.db.models import Q

from articles.models import Annotation, AnnotationState, Article
from articles.text import Carried, Span
from articles.workflow import readings
from articles.workflow.fingerprints import fingerprint_of

CARRIED = [AnnotationState.OPEN, AnnotationState.ACCEPTED]


def known(address, guid, outlet=None):
    """The articles with this address, or with this guid from the same outlet, the newest first.

    A guid that is an address or a name of its own kind (`urn:…`, `tag:…`) is the same everywhere.
    """
    same = Q(pk=None)
    if address:
        same |= Q(address=address)
    if guid and (":" in guid or outlet):
        same |= Q(guid=guid) if ":" in guid else Q(guid=guid, outlet__name=outlet)
    return Article.objects.filter(same).order_by("-pk")


def earlier_in(story, address, guid, outlet=None):
    """The newest article of the story that this is a version of, or None."""
    article = known(address, guid, outlet).filter(story=story).first()
    return newest(article) if article else None


def newest(article):
    """Its last version: itself, when nothing newer came."""
    while newer := Article.objects.filter(replaces=article).select_related("story", "outlet").first():
        article = newer
    return article


def carry_marks(old, new):
    """Copies of the open and accepted marks of `old` whose words stand unchanged in `new`. Returns those that do not.

    A copy names its origin, and keeps who made it and who decided it. What a blind reader marks stays with the pass.
    """
    carried, lost = Carried(old.text, new.text), []
    copies = []
    for mark in old.annotations.filter(state__in=CARRIED).select_related("category"):
        place = carried.carry(Span(mark.start, mark.end))
        if place is None:
            lost.append(mark)
        else:
            copies.append(_copy(mark, new, place))
    Annotation.objects.bulk_create(copies)
    if accepted := [mark for mark in copies if mark.state == AnnotationState.ACCEPTED]:
        readings.renew(new, accepted, verb="carry", by=accepted[-1].decided_by)
    return lost


def not_carried(article):
    """The marks of the earlier version that have no copy here: open and accepted ones. One query."""
    if not article.replaces_id:
        return Annotation.objects.none()
    marks = Annotation.objects.filter(article=article.replaces_id, state__in=CARRIED)
    return marks.exclude(carried_to__article=article).select_related("category", "article", "story")


def _copy(mark, article, place):
    quote = article.quote(place.start, place.end)
    return Annotation(
        story=article.story,
        article=article,
        start=place.start,
        end=place.end,
        quote=quote,
        category=mark.category,
        severity=mark.severity,
        reason=mark.reason,
        suggestion=mark.suggestion,
        related=mark.related,
        check_slug=mark.check_slug,
        confidence=mark.confidence,
        fingerprint=fingerprint_of(mark.category.slug, str(place.start), quote) if mark.check_slug else "",
        created_by=mark.created_by,
        state=mark.state,
        decided_by=mark.decided_by,
        decided_at=mark.decided_at,
        decision_reason=mark.decision_reason,
        carried_from=mark,
    )
