"""What waits for a story: confirmed into one, split off into a new one, rejected, put back. All of it is logged."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Event, Incoming, IncomingState, Stale, Story
from articles.workflow import intake, receiving
from articles.workflow.errors import Refused

# Only the newest of what waits is compared again when a story has grown.
MOST_PROPOSED_AGAIN = 200


@transaction.atomic
def confirm(incoming, story, *, by, version):
    """Take it into this story. Returns the article.

    Raises Stale when somebody decided on it since `version`, and Refused where the story cannot take it.
    """
    incoming = _locked(incoming, by, version)
    story = Story.objects.visible_to(by).filter(pk=story.pk).first()
    if story is None:
        raise Refused(_("There is no such story."))
    article = intake.take_in(
        story, receiving.candidate_of(incoming), by=by, outlet=incoming.outlet, published=incoming.published
    )
    _decide(incoming, by, version, IncomingState.CONFIRMED, article=article)
    proposal = next((one for one in incoming.proposals if one["story"] == story.pk), {})
    told = {name: proposal.get(name) for name in ("kind", "score")}
    Event.objects.record("confirm incoming", by=by, story=story, target=incoming, article=article.number, **told)
    return article


@transaction.atomic
def split(incoming, *, by, version, title):
    """Open a new story with it. Returns the article."""
    story = intake.create_story(title=title, by=by)
    return confirm(incoming, story, by=by, version=version)


@transaction.atomic
def reject(incoming, *, by, version):
    """It belongs to nothing here. What comes with its address again stays out."""
    incoming = _locked(incoming, by, version)
    _decide(incoming, by, version, IncomingState.REJECTED)
    Event.objects.record("reject incoming", by=by, target=incoming, headline=incoming.headline)
    return incoming


@transaction.atomic
def put_back(incoming, *, by, version):
    """Take a rejection back: it waits again."""
    incoming = _locked(incoming, by, version, IncomingState.REJECTED)
    try:
        with transaction.atomic():
            incoming.swap(version, state=IncomingState.WAITING, decided_by=None, decided_at=None)
    except IntegrityError:
        raise Refused(_("The same text came again in the meantime and waits already.")) from None
    Event.objects.record("put back incoming", by=by, target=incoming, headline=incoming.headline)
    receiving.propose(incoming)
    return incoming


def propose_again():
    """Compare what waits with the stories as they are now. Returns how many proposals changed."""
    waiting = Incoming.objects.waiting().select_related("replaces").order_by("-pk")[:MOST_PROPOSED_AGAIN]
    changed = 0
    for incoming in waiting:
        before = incoming.proposals
        receiving.propose(incoming)
        changed += incoming.proposals != before
    return changed


def _locked(incoming, by, version, state=IncomingState.WAITING):
    """The row, for this transaction alone, if it stands as the page showed it."""
    if not by.has_perm("articles.change_story"):
        raise Refused(_("Only editors may decide on what comes in."))
    rows = Incoming.objects.select_for_update(of=("self",)).select_related("outlet", "original")
    incoming = rows.get(pk=incoming.pk)
    if incoming.version != version or incoming.state != state:
        raise Stale(incoming)
    return incoming


def _decide(incoming, by, version, state, **more):
    incoming.swap(version, state=state, decided_by=by, decided_at=timezone.now(), **more)
