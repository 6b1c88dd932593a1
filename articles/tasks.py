"""Background work: each task calls one workflow verb."""

import logging

from articles.models import Delivery, Fetch, Review
from articles.workflow import delivering, fetches, incoming, queue, review
from newsroom import logs
from newsroom.compat import task

log = logging.getLogger(__name__)


def enqueue_review(waiting):
    """Have a worker run the review that somebody asked for. `request_id` leads from its log to theirs.

    The review stands in the database. When the queue does not answer it is brought later: workflow.queue sees to it.
    """
    try:
        result = review_story.enqueue(waiting.pk, request_id=logs.request_id())
    except Exception:
        log.exception("Review %s could not be enqueued: it will be later", waiting.pk)
    else:
        Review.objects.unfinished().filter(pk=waiting.pk).update(task_id=result.id)


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
    """Visit an address that somebody asked for, or a feed whose time has come."""
    waiting = Fetch.objects.select_related("feed__outlet", "story").filter(pk=fetch_id, finished_at=None).first()
    if waiting:
        fetches.run(waiting)


@task
def propose_again():
    """Compare what waits with the stories as they are now: one of them has just been opened, or has grown."""
    incoming.propose_again()
