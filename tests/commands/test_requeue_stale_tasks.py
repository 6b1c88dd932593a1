"""requeue_stale_tasks: what a killed worker left behind is done after all, and nothing waits for ever."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import tasks
from articles.models import Review
from articles.workflow import queue

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def review(story, nora):
    return Review.objects.create(story=story, requested_by=nora)


def a_task(review, *, running_for=None, attempts=1):
    """A review's task: waiting, or taken by a worker some time ago."""
    task = DBTaskResult.objects.get(pk=tasks.review_story.enqueue(review.pk).id)
    if running_for is not None:
        task.status, task.started_at = "RUNNING", timezone.now() - running_for
        task.worker_ids = [f"worker-{number}" for number in range(attempts)]
        task.save()
    return task


def status_of(task):
    return DBTaskResult.objects.get(pk=task.pk).status


def test_a_task_left_running_waits_again(review):
    task = a_task(review, running_for=HOUR)
    call_command("requeue_stale_tasks", stdout=StringIO())
    assert status_of(task) == "READY"


def test_a_worker_may_take_the_task_up_again(review):
    task = a_task(review, running_for=HOUR)
    assert task not in DBTaskResult.objects.ready()
    queue.requeue_stale(HOUR / 2)
    assert task in DBTaskResult.objects.ready()


def test_a_task_that_runs_for_a_short_time_is_left_alone(review):
    task = a_task(review, running_for=timedelta(minutes=5))
    call_command("requeue_stale_tasks", stdout=StringIO())
    assert status_of(task) == "RUNNING"


def test_doing_it_twice_changes_nothing_more(review):
    task = a_task(review, running_for=HOUR)
    assert queue.requeue_stale(HOUR / 2).waiting == [str(task.pk)]
    assert queue.requeue_stale(HOUR / 2) == ([], [], [])


def test_a_task_that_took_its_worker_down_three_times_is_given_up_and_its_review_says_so(review):
    Review.objects.update(requested_at=timezone.now() - HOUR)
    task = a_task(review, running_for=HOUR, attempts=3)
    requeued = queue.requeue_stale(HOUR / 2)
    review.refresh_from_db()
    assert (requeued.given_up, requeued.lost_reviews) == ([str(task.pk)], [review.pk])
    assert status_of(task) == "FAILED"
    assert "Start the review again" in review.error


def test_a_review_whose_task_still_waits_is_not_lost(review):
    Review.objects.update(requested_at=timezone.now() - HOUR)
    a_task(review)
    assert queue.requeue_stale(HOUR / 2).lost_reviews == []


def test_json_names_the_tasks(review):
    task, output = a_task(review, running_for=HOUR), StringIO()
    call_command("requeue_stale_tasks", "--json", stdout=output)
    assert json.loads(output.getvalue())["waiting"] == [str(task.pk)]
