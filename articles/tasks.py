"""Background work: each task calls one workflow verb."""

import logging

from articles.models import Delivery, Fetch, Review
from articles.workflow import delivering, fetches, incoming, queue, review
from newsroom import logs
from newsroom.compat import task

log = logging.getLogger(__name__)


def enqueue_review(waiting):
    """Have a worker run the review that somebody asked for. `request_id` leads from its log to theirs."""
    _enqueue(review_story, waiting, request_id=logs.request_id())


def enqueue_fetch(waiting):
    """Have a worker visit the address that somebody asked for."""
    _enqueue(fetch, waiting)


def _enqueue(bring, row, **about):
    """The row stands in the database. When the queue does not answer it is brought later: workflow.queue sees to it."""
    try:
        result = bring.enqueue(row.pk, **about)
    except Exception:
        log.exception("%r could not be enqueued: it will be later", row._meta.model_name)
    else:
        type(row).objects.unfinished().filter(pk=row.pk).update(task_id=result.id)


def requeue_stale(older_than):
    """Have workers do what others left behind when they were killed."""
    bring = {Review: enqueue_review, Fetch: enqueue_fetch, Delivery: deliver.enqueue}
    return queue.requeue_stale(older_than, bring)


@task
def review_story(review_id, request_id=""):
    """Run the analysis that somebody asked for. For a finished review, or one that somebody is at, it does nothing."""
    waiting = Review.objects.select_related("story").unfinished().filter(pk=review_id).first()
    if waiting:
        review.run(waiting)


def wake_deliveries():
    """Have a worker carry out what the outbox holds. Call it when something was put there; `deliver_due` misses nothing."""
    if Delivery.objects.waiting().exists():
        deliver.enqueue()


@task
def deliver():
    """Try every delivery that is due, and come back when the next one will be."""
    delivering.deliver_due()
    due = delivering.next_due()
    if due and deliver.get_backend().supports_defer and not queue.is_planned(queue.DELIVERY_TASK, before=due):
        deliver.using(run_after=due).enqueue()


@task
def fetch(fetch_id):
    """Visit an address that somebody asked for, or a feed whose time has come. What somebody is at, or has done, is left."""
    waiting = Fetch.objects.select_related("feed__outlet", "story").unfinished().filter(pk=fetch_id).first()
    if waiting:
        fetches.run(waiting)


@task
def propose_again():
    """Compare what waits with the stories as they are now: one of them has just been opened, or has grown."""
    incoming.propose_again()
