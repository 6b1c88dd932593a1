"""The queue of background work, after a worker was killed: what it was doing must not stay undone, nor be waited for.

What must be done stands in the database, whichever queue brings it to a worker: a review, a fetch or a delivery that is
not finished, that nobody is at and that no task will bring, is brought again. Should two tasks bring it, one of them does
nothing.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Delivery, Fetch, Review
from articles.models.leases import LEASE, lately
from newsroom.compat import TaskResultDoesNotExist, default_task_backend

MOST_ATTEMPTS = 3  # work that takes its worker down every time is given up
MOST_WAITING = 1000  # tasks of Redis among which one is looked for
RUNNING, READY, FAILED = "RUNNING", "READY", "FAILED"
DELIVERY_TASK = "articles.tasks.deliver"
LEASED = {Review: "articles.tasks.review_story", Fetch: "articles.tasks.fetch"}  # called with the id of the row
GIVEN_UP = {
    Review: f"Its program was stopped {MOST_ATTEMPTS} times. "
    "Start the review again, with fewer articles if it stays so.",
    Fetch: f"The program that was fetching it was stopped {MOST_ATTEMPTS} times. Fetch it again.",
}


class Requeued(NamedTuple):
    """Ids of the reviews and of the fetches that wait again and of those given up; the same of the other tasks of the
    database's queue; and how many deliveries were due without anybody to carry them out.
    """

    waiting: list[int]
    given_up: list[int]
    fetches_waiting: list[int]
    fetches_given_up: list[int]
    tasks_waiting: list[str]
    tasks_given_up: list[str]
    deliveries_waiting: int


def requeue_stale(older_than: timedelta, bring: dict[type[models.Model], Callable]) -> Requeued:
    """Bring again what nobody is at any more: who is gives a sign of life, so it is known within a minute. `bring` has for
    Review and Fetch what brings one, for Delivery what brings all that are due. Other tasks give no sign: they wait again
    once they have been running for `older_than`, longer than any task takes. Zero: no worker runs at all. Calling it
    again changes nothing.
    """
    return Requeued(
        *_requeue_leased(Review, older_than, bring[Review]),
        *_requeue_leased(Fetch, older_than, bring[Fetch]),
        *_requeue_other_tasks(older_than),
        _requeue_deliveries(bring[Delivery]),
    )


def is_planned(path, before):
    """Whether a task of this kind waits to be run by then, in whichever queue."""
    if settings.REDIS_URL:
        return _is_planned_in_redis(path, before)
    of_this_kind = DBTaskResult.objects.filter(task_path=path)
    return of_this_kind.ready().exists() or of_this_kind.filter(status=READY, run_after__lte=before).exists()


def _is_planned_in_redis(path, before):
    import django_rq  # there only where Redis is in use
    from rq.job import Job
    from rq.registry import ScheduledJobRegistry

    queue = django_rq.get_queue()
    later = ScheduledJobRegistry(queue=queue).get_jobs_to_schedule(before.timestamp(), MOST_WAITING)
    jobs = queue.get_jobs(0, MOST_WAITING) + Job.fetch_many(later, connection=queue.connection)
    return any(job and job.func_name == path for job in jobs)


# --- What stands in the database with a lease: reviews and fetches ------------------------------------------------------


def _requeue_leased(model, older_than, bring):
    waiting, given_up, lease = [], [], min(LEASE, older_than)
    for row in model.objects.unheld(lease).order_by("requested_at"):
        if row.attempts >= MOST_ATTEMPTS:
            if _give_up(row):
                given_up.append(row.pk)
        elif not _is_brought(row, lease) and _claim(row):
            bring(row)
            waiting.append(row.pk)
    return waiting, given_up


def _is_brought(row, lease):
    """A task for it waits, or was begun a moment ago and has yet to say so."""
    try:
        task = default_task_backend.get_result(row.task_id)
    except TaskResultDoesNotExist:
        # It may be being enqueued right now.
        return type(row).objects.filter(lately("requested_at", lease), pk=row.pk).exists()
    if task.status == RUNNING and row.attempts == 0:
        return bool(task.started_at and task.started_at > timezone.now() - lease)
    return task.status == READY


@transaction.atomic
def _claim(row):
    """Whether this caller, of several, may bring it. The task that was at it is over, and its row says so."""
    mine = type(row).objects.held(row.pk, row.holder).filter(task_id=row.task_id)
    if not mine.update(task_id="", holder="", alive_at=None):
        return False
    _close_tasks(row)
    return True


@transaction.atomic
def _give_up(row):
    why = GIVEN_UP[type(row)]
    _close_tasks(row)
    if not type(row).objects.held(row.pk, row.holder).update(finished_at=timezone.now(), error=why):
        return False
    if isinstance(row, Fetch) and row.feed:
        row.feed.noted(error=why)
    return True


def _close_tasks(row):
    for task in DBTaskResult.objects.filter(status=RUNNING, task_path=LEASED[type(row)]):
        if task.args_kwargs["args"] == [row.pk]:
            _fail(task, "Its worker was stopped; another task took its place.")


def _fail(task, why):
    task.status, task.finished_at, task.traceback = FAILED, timezone.now(), why
    task.save(update_fields=["status", "finished_at", "traceback"])


# --- Deliveries: any task carries out all that are due -------------------------------------------------------------------


def _requeue_deliveries(bring):
    """How many are due, with nobody at them and no task that will be. Each says itself whose turn it is, and tries again."""
    now = timezone.now()
    due = Delivery.objects.free(now).count()
    if not due or is_planned(DELIVERY_TASK, before=now):
        return 0
    bring()
    return due


# --- Other tasks of the database's queue, by the time that they have been running ----------------------------------------


@transaction.atomic
def _requeue_other_tasks(older_than):
    waiting, given_up = [], []
    stale = DBTaskResult.objects.select_for_update().filter(status=RUNNING, started_at__lte=timezone.now() - older_than)
    for task in stale.exclude(task_path__in=LEASED.values()).order_by("enqueued_at"):
        if len(task.worker_ids) < MOST_ATTEMPTS:
            task.status, task.started_at = READY, None
            task.save(update_fields=["status", "started_at"])
            waiting.append(str(task.pk))
        else:
            _fail(task, f"Given up: its worker was stopped {MOST_ATTEMPTS} times.")
            given_up.append(str(task.pk))
    return waiting, given_up
