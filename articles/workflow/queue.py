"""The queue of background work, after a worker was killed: what it was doing must not stay undone, nor be waited for."""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Review

MOST_ATTEMPTS = 3  # a task that takes its worker down every time is given up
RUNNING, READY, FAILED = "RUNNING", "READY", "FAILED"
REVIEW_TASK = "articles.tasks.review_story"
LOST = "The program that was running it was stopped. Start the review again."


class Requeued(NamedTuple):
    """Ids of the tasks that wait again and of those given up, and of the reviews that nothing will finish."""

    waiting: list[str]
    given_up: list[str]
    lost_reviews: list[int]


@transaction.atomic
def requeue_stale(older_than: timedelta) -> Requeued:
    """Tasks that have been running for longer than `older_than` wait again: no worker is at them any more.

    Tasks send no sign of life, so choose a time longer than any task takes. Calling it again changes nothing.
    """
    limit = timezone.now() - older_than
    waiting, given_up = [], []
    stale = DBTaskResult.objects.select_for_update().filter(status=RUNNING, started_at__lte=limit)
    for task in stale.order_by("enqueued_at"):
        if len(task.worker_ids) < MOST_ATTEMPTS:
            task.status, task.started_at = READY, None
            waiting.append(str(task.pk))
        else:
            task.status, task.finished_at = FAILED, timezone.now()
            task.traceback = f"Given up: its worker was stopped {MOST_ATTEMPTS} times."
            given_up.append(str(task.pk))
        task.save(update_fields=["status", "started_at", "finished_at", "traceback"])
    return Requeued(waiting, given_up, _close_lost_reviews(limit))


def _close_lost_reviews(limit):
    """A review that waits for a task which does not exist any more would keep its story from being reviewed again."""
    tasks = DBTaskResult.objects.filter(task_path=REVIEW_TASK, status__in=[READY, RUNNING])
    expected = {argument for task in tasks for argument in task.args_kwargs["args"]}
    lost = Review.objects.filter(finished_at=None, requested_at__lte=limit).exclude(pk__in=expected)
    ids = list(lost.values_list("pk", flat=True))
    Review.objects.filter(pk__in=ids).update(finished_at=timezone.now(), error=LOST)
    return ids
