"""Articles that come without a story: they wait, with a proposal where they belong, until an editor decides.

What is known already is not received twice; what changed since is received as a new version of it. Each call tells in a
Line what became of one item.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Event, Incoming, IncomingState
from articles.workflow import belonging, intake, versions
from articles.workflow.reports import DUPLICATE, WAITING, Line, told_of

# Of a candidate, what stands in columns of its own.
COLUMNS = ("text", "text_sha256", "headline", "address", "guid", "word_count")
NOT_KEPT = (*COLUMNS, "content", "sha256", "outlet", "published")


@transaction.atomic
def receive(candidate, *, by=None, outlet=None, fetch=None, feed=None):
    """Let a candidate wait for its story, all or nothing, and propose one. `outlet` is an Outlet; else the text's own."""
    outlet = outlet or intake.outlet_called(candidate.outlet or intake.outlet_name(candidate.file_name, candidate.part))
    if there := _same_text(candidate):
        return there
    replaces = _earlier_article(candidate, outlet)
    earlier = _waiting_earlier(candidate, outlet)
    if earlier and earlier.state == IncomingState.REJECTED and not replaces:
        return _line(candidate, DUPLICATE, "An earlier version of it was rejected.", incoming=earlier.pk)
    incoming = Incoming.objects.create(
        original=intake.original_of(candidate),
        fetch=fetch,
        feed=feed,
        outlet=outlet,
        source={name: _plain(value) for name, value in candidate._asdict().items() if name not in NOT_KEPT},
        published=candidate.published,
        received_by=by,
        replaces=replaces,
        **{name: getattr(candidate, name) for name in COLUMNS},
    )
    propose(incoming)
    if earlier and earlier.is_waiting:
        earlier.swap(earlier.version, state=IncomingState.REPLACED, decided_at=timezone.now())
    Event.objects.record("receive", by=by, target=incoming, file=candidate.file_name, address=candidate.address)
    reason = "A new version of what waits already." if earlier and not replaces else ""
    return _line(candidate, WAITING, reason, incoming=incoming.pk, version_of=replaces and replaces.pk)


def propose(incoming):
    """Compare it with what is there now; store the stories that it may belong to."""
    found = []
    if incoming.replaces:
        article = incoming.replaces
        found = [{"story": article.story_id, "article": article.pk, "kind": "version", "score": 1.0}]
    for proposal in belonging.proposals(incoming.text, incoming.text_sha256, incoming.published):
        if all(proposal.story != one["story"] for one in found):
            found.append(proposal._asdict())
    incoming.proposals, incoming.best_score = found, max((one["score"] for one in found), default=0)
    incoming.save(update_fields=["proposals", "best_score"])


def candidate_of(incoming):
    """The candidate as it was received, to be taken in."""
    columns = {name: getattr(incoming, name) for name in COLUMNS}
    received = {"content": bytes(incoming.original.content), "sha256": incoming.original.sha256}
    kept = {name: _back(name, value) for name, value in incoming.source.items() if name in intake.Candidate._fields}
    outlet = {"outlet": incoming.outlet.name, "published": incoming.published}
    return intake.Candidate(**kept, **columns, **received, **outlet)


def _same_text(candidate):
    """The Line of what has this text already: an article of any story, or something that came before; or None."""
    article = Article.objects.filter(text_sha256=candidate.text_sha256).select_related("story", "outlet").first()
    came = Incoming.objects.filter(text_sha256=candidate.text_sha256).exclude(state=IncomingState.CONFIRMED).first()
    if article:
        return _line(candidate, DUPLICATE, "The same text is an article of a story already.", article=article.pk)
    if came:
        was = "was rejected" if came.state == IncomingState.REJECTED else "waits already"
        return _line(candidate, DUPLICATE, f"The same text {was}.", incoming=came.pk)
    return None


def _line(candidate, outcome, reason, **ids):
    return Line(candidate.file_name, outcome, reason=reason, **told_of(candidate), **ids)


def _earlier_article(candidate, outlet):
    article = versions.known(candidate.address, candidate.guid, outlet.name).first()
    return versions.newest(article) if article else None


def _waiting_earlier(candidate, outlet):
    """What came with this address or guid before, and became no article."""
    same = Q(pk=None)
    if candidate.address:
        same |= Q(address=candidate.address)
    if candidate.guid:
        same |= Q(guid=candidate.guid, outlet=outlet)
    states = [IncomingState.WAITING, IncomingState.REJECTED]
    return Incoming.objects.filter(same, state__in=states).order_by("-pk").first()


def _plain(value):
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _back(name, value):
    """As the candidate had it: moments, and tuples where JSON knows lists."""
    if name.endswith("_at") and value:
        return datetime.fromisoformat(value)
    return tuple(map(tuple, value)) if isinstance(value, list) else value
