"""Fetching: an editor asks for an address, or a feed's time has come; a task visits it and reports what came.

Each item is stored whole or not at all, and what goes wrong with one leaves the others alone.
"""

import hashlib
import logging
import re
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import fetching, syndication
from articles.fetching import FetchRefused, NotModified
from articles.models import Event, Feed, Fetch, Story
from articles.readers import SourceRefused, entries_alone
from articles.workflow import intake, lease, receiving, reports
from articles.workflow.errors import Refused
from articles.workflow.reports import DUPLICATE, REFUSED, Line

log = logging.getLogger(__name__)

MOST_WAITING = 20  # fetches of one person at one time
MOST_NEW = 50  # pages of one visit to a feed; the rest comes with the next
BROKEN = "Newsroom itself failed at this. An administrator finds the details in the log."


# --- Asking -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def request(address, *, by, story=None):
    """Ask for an address, for a story or for the incoming. Raises Refused for what cannot be fetched whoever asks."""
    try:
        address = fetching.checked(address)
    except FetchRefused as refused:
        raise Refused(refused.reason) from refused
    if Fetch.objects.unfinished().filter(requested_by=by, feed=None).count() >= MOST_WAITING:
        raise Refused(
            _("%(most)s of your addresses are still waiting to be fetched: let them finish first.")
            % {"most": MOST_WAITING}
        )
    fetch = Fetch.objects.create(address=address, story=story, requested_by=by)
    Event.objects.record("fetch", by=by, story=story, target=fetch, address=address)
    return fetch


def request_feed(feed, *, by=None):
    """Ask for a visit to the feed now. One that waits or runs already is returned instead of a second."""
    try:
        with transaction.atomic():
            fetch = Fetch.objects.create(address=feed.address, feed=feed, requested_by=by)
            Event.objects.record("poll", by=by, target=feed, address=feed.address)
            return fetch
    except IntegrityError:
        return feed.fetches.unfinished().get()


def request_due(now=None):
    """A Fetch for each feed whose time has come. Feeds that are being visited are left alone."""
    due = Feed.objects.due(now or timezone.now()).exclude(fetches__finished_at=None, fetches__isnull=False)
    return [request_feed(feed) for feed in due]


# --- Doing ------------------------------------------------------------------------------------------------------------


def run(fetch):
    """Visit the address and store what came of it. One that is finished, or that somebody else is at, is left alone; one
    whose worker was stopped is done anew, and what it had taken is not taken twice.
    """
    held = lease.take(fetch)
    if held is None:
        return fetch
    fetch.refresh_from_db(fields=["holder", "attempts", "started_at", "report"])
    with held:
        try:
            _finish(fetch, _error_of_visit(fetch))
        except lease.Lost:
            log.warning("Fetch %s was taken over by another worker", fetch.pk)
    return fetch


def _error_of_visit(fetch):
    """Visit it. Why that failed, or "". While the database is away nothing can be written down: it is done again later."""
    try:
        if fetch.feed:
            _visit_feed(fetch)
        else:
            _visit_page(fetch)
    except (FetchRefused, syndication.NoFeed, Refused) as refused:
        return str(refused)
    except (OperationalError, InterfaceError, lease.Lost):
        raise
    except Exception:
        log.exception("Fetch %s of %s failed", fetch.pk, fetch.address)
        return BROKEN
    return ""


def _visit_page(fetch):
    """The page, or each entry of the feed, that lies at an address for which an editor asked."""
    _at(fetch, 0, 1, fetch.address)
    fetched = _fetch(fetch.address)
    if syndication.is_feed(fetched.content, fetched.kind):
        _take_entries(fetch, fetched, syndication.entries(fetched.content, fetched.address)[:MOST_NEW])
    else:
        _take(fetch, fetched, fetched.address)


def _visit_feed(fetch):
    feed = fetch.feed
    _at(fetch, 0, 1, feed.address)
    fetched = _fetch(feed.address, etag=feed.etag, modified=feed.modified)
    if isinstance(fetched, NotModified):
        return
    entries = syndication.entries(fetched.content, fetched.address)
    seen = {entry.guid: entry.state for entry in entries if feed.entries.get(entry.guid) == entry.state}
    new = [entry for entry in entries if entry.guid not in seen]
    done = _take_entries(fetch, fetched, new[:MOST_NEW])
    feed.entries = seen | {entry.guid: entry.state for entry in done}
    is_done = len(done) == len(new)  # else the next visit must see the feed again
    feed.etag, feed.modified = (fetched.etag, fetched.modified) if is_done else ("", "")
    with transaction.atomic():
        _tell(fetch, alive_at=timezone.now())
        Feed.objects.filter(pk=feed.pk).update(entries=feed.entries, etag=feed.etag, modified=feed.modified)


def _take_entries(fetch, feed, entries):
    """Take each entry whose full text the feed carries, and fetch the page of each other.

    Returns those that need no other visit: what could not be reached is tried again.
    """
    whole, done = _whole(feed, entries), []
    for number, entry in enumerate(entries):
        _at(fetch, number, len(entries), entry.name)
        if entry.guid in whole:
            _store(fetch, whole[entry.guid], entry.name)
            done.append(entry)
            continue
        if not entry.address:
            _report(fetch, Line(entry.name, REFUSED, reason="The feed names no address for it."))
            done.append(entry)
            continue
        try:
            fetched = _fetch(entry.address)
        except FetchRefused as refused:
            _report(fetch, Line(entry.name, REFUSED, reason=refused.reason))
            if refused.status and refused.status < 500 and refused.status != 429:
                done.append(entry)
        else:
            _take(fetch, fetched, entry.name, entry)
            done.append(entry)
    return done


def _fetch(address, **validators):
    return fetching.fetch(address, allowed_hosts=settings.PRIVATE_HOSTS, **validators)


def _take(fetch, fetched, name, entry=None):
    try:
        candidate = _candidate(fetched, entry)
    except SourceRefused as refused:
        _report(fetch, Line(name, REFUSED, reason=refused.reason, line=refused.line, byte=refused.byte))
    else:
        _store(fetch, candidate, name)


def _store(fetch, candidate, name):
    """Into the story for which it was asked, or among what waits, and its line into the report: both or neither."""
    with transaction.atomic():
        _report(fetch, _line_of_stored(fetch, candidate, name))


def _line_of_stored(fetch, candidate, name):
    try:
        if fetch.story:
            return _named(_into_story(fetch, candidate), name)
        outlet = fetch.feed.outlet if fetch.feed else None
        line = receiving.receive(candidate, by=fetch.requested_by, outlet=outlet, fetch=fetch, feed=fetch.feed)
    except intake.AlreadyThere as there:
        return Line(name, DUPLICATE, reason=there.reason, article=there.article.pk)
    except Refused as refused:
        return Line(name, REFUSED, reason=refused.reason)
    return _named(line, name)


def _candidate(fetched, entry):
    """The page as a candidate; what it does not say of itself, the feed may. Raises SourceRefused."""
    candidate = intake.read(fetched.content, file_name_of(fetched.address))
    published = candidate.published or (entry.published.date() if entry and entry.published else None)
    return candidate._replace(
        address=_own_address(candidate.address, fetched.address),
        guid=entry.guid if entry else candidate.guid,
        headline=candidate.headline or (entry.title if entry else ""),
        outlet=candidate.outlet or urlsplit(fetched.address).hostname or "",
        published=published,
    )


def _whole(feed, entries):
    """{guid: Candidate} of the entries whose full text the feed itself carries."""
    wanted = [entry for entry in entries if entry.is_whole and _is_of_its_site(entry.address, feed.address)]
    if not wanted:
        return {}
    name = file_name_of(feed.address).removesuffix(".html").removesuffix(".xml") + ".xml"
    found = {}
    for one in _each_alone(feed.content, name):
        found |= dict.fromkeys(filter(None, [one.guid, one.address]), one)
    read = {entry: found.get(entry.guid) or found.get(entry.address) for entry in wanted}
    return {
        entry.guid: one._replace(address=entry.address, guid=entry.guid, headline=one.headline or entry.title)
        for entry, one in read.items()
        if one
    }


def _each_alone(content, name):
    """The Candidates of a feed. Each keeps its own entry, not those of the others."""
    try:
        alone = entries_alone(content)
    except SourceRefused:
        return
    for one, entry in zip(intake.read_all(content, name), alone, strict=False):
        if one.kind == "candidate":
            yield one._replace(content=entry, sha256=hashlib.sha256(entry).hexdigest(), part="")


def _is_of_its_site(address, feed_address):
    """What lies elsewhere is fetched there: no feed speaks for somebody else's pages."""
    return not address or _site(address) == _site(feed_address)


def _site(address):
    return re.sub(r"^(?:www|feeds?|rss)\.", "", urlsplit(address).hostname or "")


def _own_address(said, came_from):
    """What a page calls its own address, if it speaks of its own site: nobody passes for somebody else."""
    is_its_own = said and urlsplit(said).hostname == urlsplit(came_from).hostname
    return said if is_its_own else came_from


def _into_story(fetch, candidate):
    story = Story.objects.get(pk=fetch.story_id)
    article = intake.take_in(story, candidate, by=fetch.requested_by, published=candidate.published)
    return reports.taken(candidate, article)


def _named(line, name):
    """As who asked knows it: by its address, or by its title in the feed."""
    return replace(line, file=name, part="")


def file_name_of(address):
    """A name for what has none: `example.org-2026-bell.html`."""
    parts = urlsplit(address)
    words = re.sub(r"[^\w.-]+", "-", f"{parts.hostname}{parts.path}").strip("-.")
    return (
        words[-200:] if words.endswith((".html", ".htm", ".txt", ".xml", ".json", ".pdf")) else f"{words[-195:]}.html"
    )


# --- Telling ----------------------------------------------------------------------------------------------------------


def _at(fetch, done, total, step):
    _tell(fetch, done=done, total=total, step=step[:200])


def _report(fetch, line):
    """A line more. What an earlier try said of the same item stays."""
    told = line.as_row()
    if fetch.attempts == 1 or not _is_told(fetch.report, told):
        _tell(fetch, report=[*fetch.report, told])


def _is_told(report, told):
    is_known = told["outcome"] == DUPLICATE
    names = ("file", "article", "incoming") if is_known else told.keys()
    return any(all(line.get(name) == told.get(name) for name in names) for line in report)


@transaction.atomic
def _finish(fetch, error):
    """What the feed's next visit and its administrators should know of this one is written with it."""
    _tell(fetch, finished_at=timezone.now(), step="", error=error)
    if fetch.feed:
        fetch.feed.noted(error=error)


def _tell(fetch, **fields):
    """Store these. Raises lease.Lost, and nothing of it is stored, when another worker took it over."""
    if not Fetch.objects.held(fetch.pk, fetch.holder).update(**fields):
        raise lease.Lost
    for name, value in fields.items():
        setattr(fetch, name, value)
