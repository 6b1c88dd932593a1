"""The queue of background work, after a worker was killed: what it was doing must not stay undone, nor be waited for.

What must be done stands in the database, whichever queue brings it to a worker: a review that is not finished, that
nobody is at and that no task will bring, is brought again. Should two tasks bring it, one of them does nothing.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Feed, Fetch, Review
from articles.models.reviews import LEASE
from newsroom.compat import TaskResultDoesNotExist, default_task_backend

MOST_ATTEMPTS = 3  # work that takes its worker down every time is given up
RUNNING, READY, FAILED = "RUNNING", "READY", "FAILED"
REVIEW_TASK = "articles.tasks.review_story"
DELIVERY_TASK = "articles.tasks.deliver"
FETCH_TASK = "articles.tasks.fetch"
FETCH_LOST = "The program that was fetching it was stopped. Fetch it again."
GIVEN_UP = f"Its program was stopped {MOST_ATTEMPTS} times. Start the review again, with fewer articles if it stays so."


class Requeued(NamedTuple):
    """Ids of the reviews that wait again and of those given up; the same of the other tasks of the database's queue; and
    of the fetches that nothing will finish.
    """

    waiting: list[int]
    given_up: list[int]
    tasks_waiting: list[str]
    tasks_given_up: list[str]
    lost_fetches: list[int]


def requeue_stale(older_than: timedelta, enqueue: Callable[[Review], None]) -> Requeued:
    """Bring again, by `enqueue`, the reviews that nobody is at any more: who is gives a sign of life, so it is known
    within a minute. Other tasks give none: they wait again once they have been running for `older_than`, longer than
    any task takes. Zero: no worker runs at all. Calling it again changes nothing.
    """
    waiting, given_up = [], []
    for review in Review.objects.unheld(min(LEASE, older_than)).order_by("requested_at"):
        if review.attempts >= MOST_ATTEMPTS:
            if _give_up(review):
                given_up.append(review.pk)
        elif not _is_brought(review, min(LEASE, older_than)) and _claim(review):
            enqueue(review)
            waiting.append(review.pk)
    tasks_waiting, tasks_given_up = _requeue_other_tasks(older_than)
    return Requeued(waiting, given_up, tasks_waiting, tasks_given_up, _close_lost_fetches(older_than))


def is_planned(path, before):
    """Whether a task of this kind waits to be run by then."""
    return DBTaskResult.objects.filter(task_path=path, status=READY, run_after__lte=before).exists()


def _is_brought(review, lease):
    """A task for it waits, or was begun a moment ago and has yet to say so."""
    moment = timezone.now() - lease
    try:
        task = default_task_backend.get_result(review.task_id)
    except TaskResultDoesNotExist:
        return review.requested_at > moment  # it is being enqueued right now
    if task.status == RUNNING and review.attempts == 0:
        return bool(task.started_at and task.started_at > moment)
    return task.status == READY


@transaction.atomic
def _claim(review):
    """Whether this caller, of several, may bring it. The task that was at it is over, and its row says so."""
    if (
        not Review.objects.unfinished()
        .filter(pk=review.pk, task_id=review.task_id, holder=review.holder)
        .update(task_id="", holder="", alive_at=None)
    ):
        return False
    _close_tasks(review)
    return True


@transaction.atomic
def _give_up(review):
    _close_tasks(review)
    unheld = Review.objects.unfinished().filter(pk=review.pk, holder=review.holder)
    return unheld.update(finished_at=timezone.now(), error=GIVEN_UP)


def _close_tasks(review):
    for task in DBTaskResult.objects.filter(status=RUNNING, task_path=REVIEW_TASK):
        if task.args_kwargs["args"] == [review.pk]:
            _fail(task, "Its worker was stopped; another task took its place.")


def _fail(task, why):
    task.status, task.finished_at, task.traceback = FAILED, timezone.now(), why
    task.save(update_fields=["status", "finished_at", "traceback"])


@transaction.atomic
def _requeue_other_tasks(older_than):
    """Tasks of the database's queue that have no lease: by the time that they have been running."""
    waiting, given_up = [], []
    stale = DBTaskResult.objects.select_for_update().filter(status=RUNNING, started_at__lte=timezone.now() - older_than)
    for task in stale.exclude(task_path=REVIEW_TASK).order_by("enqueued_at"):
        if len(task.worker_ids) < MOST_ATTEMPTS:
            task.status, task.started_at = READY, None
            task.save(update_fields=["status", "started_at"])
            waiting.append(str(task.pk))
        else:
            _fail(task, f"Given up: its worker was stopped {MOST_ATTEMPTS} times.")
            given_up.append(str(task.pk))
    return waiting, given_up


@transaction.atomic
def _close_lost_fetches(older_than):
    """A visit that nothing will finish would keep its feed from being visited again."""
    long_ago = Fetch.objects.running().filter(requested_at__lte=timezone.now() - older_than)
    ids = list(long_ago.exclude(pk__in=_expected(FETCH_TASK)).values_list("pk", flat=True))
    Fetch.objects.filter(pk__in=ids).update(finished_at=timezone.now(), error=FETCH_LOST)
    for feed in Feed.objects.filter(fetches__in=ids):
        feed.noted(error=FETCH_LOST)
    return ids


def _expected(task_path):
    """What the tasks that wait or run were given."""
    tasks = DBTaskResult.objects.filter(task_path=task_path, status__in=[READY, RUNNING])
    return {argument for task in tasks for argument in task.args_kwargs["args"]}
