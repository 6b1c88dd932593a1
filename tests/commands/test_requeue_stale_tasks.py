"""requeue_stale_tasks: what a killed worker left behind is done after all, once, and nothing waits for ever."""

import json
import os
from datetime import timedelta
from io import StringIO

import pytest
import redis
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import tasks
from articles.models import Delivery, Fetch, Review
from articles.models.leases import LEASE
from articles.workflow import delivering, fetches, queue
from tests import newsdesk, receiving
from tests.reliability.programs import programs

pytestmark = pytest.mark.django_db
HALF_AN_HOUR = timedelta(minutes=30)
LONG_AGO = 2 * LEASE
NOTHING = ([], [], [], [], [], [], 0)


@pytest.fixture
def review(story, nora):
    review = Review.objects.create(story=story, requested_by=nora)
    Review.objects.update(requested_at=timezone.now() - LONG_AGO)
    review.refresh_from_db()
    return review


@pytest.fixture
def enqueued(review):
    tasks.enqueue_review(review)
    review.refresh_from_db()
    return review


def a_worker_took(review, *, silent_for, attempts=1):
    """A worker took the review's task, and last gave a sign of life so long ago."""
    Review.objects.take(review.pk, "worker-1")
    since = timezone.now() - silent_for
    Review.objects.update(alive_at=since, attempts=attempts)
    DBTaskResult.objects.filter(pk=review.task_id).update(status="RUNNING", started_at=since, worker_ids=["worker-1"])


def requeue(older_than=HALF_AN_HOUR):
    return tasks.requeue_stale(older_than)


def waiting_tasks():
    return DBTaskResult.objects.filter(status="READY").count()


def test_the_review_of_a_silent_worker_waits_again(enqueued):
    a_worker_took(enqueued, silent_for=LONG_AGO)
    assert requeue().waiting == [enqueued.pk]
    assert waiting_tasks() == 1
    old = DBTaskResult.objects.get(pk=enqueued.task_id)
    assert (old.status, old.traceback) == ("FAILED", "Its worker was stopped; another task took its place.")


def test_the_review_of_a_living_worker_is_left_alone_however_long_it_takes(enqueued):
    a_worker_took(enqueued, silent_for=LEASE / 3)
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(days=1))
    assert requeue() == NOTHING


def test_doing_it_twice_changes_nothing_more(enqueued):
    a_worker_took(enqueued, silent_for=LONG_AGO)
    requeue()
    assert requeue() == NOTHING
    assert waiting_tasks() == 1


def test_a_review_whose_task_still_waits_is_left_alone(enqueued):
    assert requeue() == NOTHING
    assert waiting_tasks() == 1


def test_a_review_whose_task_was_lost_is_brought(review):
    """The queue did not answer when it was asked for, or forgot it."""
    assert requeue().waiting == [review.pk]
    assert waiting_tasks() == 1


def test_a_review_that_is_asked_for_this_moment_is_left_alone(review):
    Review.objects.update(requested_at=timezone.now())
    assert requeue() == NOTHING


def test_a_task_that_was_taken_and_never_begun_is_brought_again(enqueued):
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
    assert requeue().waiting == []
    DBTaskResult.objects.update(started_at=timezone.now() - LONG_AGO)
    assert requeue().waiting == [enqueued.pk]


def test_a_review_that_took_its_worker_down_three_times_is_given_up_and_says_so(enqueued):
    a_worker_took(enqueued, silent_for=LONG_AGO, attempts=3)
    requeued = requeue()
    enqueued.refresh_from_db()
    assert (requeued.waiting, requeued.given_up) == ([], [enqueued.pk])
    assert "Start the review again" in enqueued.error
    assert not enqueued.is_running
    assert not DBTaskResult.objects.filter(status__in=["READY", "RUNNING"]).exists()


def test_a_finished_review_is_left_alone(enqueued):
    a_worker_took(enqueued, silent_for=LONG_AGO)
    Review.objects.update(finished_at=timezone.now())
    assert requeue() == NOTHING


def test_other_tasks_wait_again_by_the_time_that_they_have_been_running(enqueued):
    Review.objects.update(finished_at=timezone.now())
    other = DBTaskResult.objects.filter(pk=enqueued.task_id)
    other.update(task_path="articles.tasks.another", status="RUNNING", started_at=timezone.now() - HALF_AN_HOUR / 2)
    assert requeue().tasks_waiting == []
    other.update(started_at=timezone.now() - HALF_AN_HOUR)
    assert requeue().tasks_waiting == [enqueued.task_id]
    other.update(status="RUNNING", started_at=timezone.now() - HALF_AN_HOUR, worker_ids=["a", "b", "c"])
    assert requeue().tasks_given_up == [enqueued.task_id]


def test_while_no_worker_runs_nothing_has_to_be_waited_for(enqueued):
    a_worker_took(enqueued, silent_for=timedelta(0))
    call_command("requeue_stale_tasks", minutes=0, stdout=StringIO())
    assert waiting_tasks() == 1


def test_json_names_the_reviews(enqueued):
    output = StringIO()
    a_worker_took(enqueued, silent_for=LONG_AGO)
    call_command("requeue_stale_tasks", "--json", stdout=output)
    assert json.loads(output.getvalue())["waiting"] == [enqueued.pk]


# --- Fetches and deliveries -------------------------------------------------------------------------------------------


@pytest.fixture
def fetch(nora):
    fetch = fetches.request("https://courier.example/bell", by=nora)
    tasks.enqueue_fetch(fetch)
    fetch.refresh_from_db()
    return fetch


def a_worker_fetches(fetch, *, silent_for, attempts=1):
    since = timezone.now() - silent_for
    assert Fetch.objects.take(fetch.pk, "worker-1")
    Fetch.objects.update(alive_at=since, attempts=attempts)
    DBTaskResult.objects.filter(pk=fetch.task_id).update(status="RUNNING", started_at=since, worker_ids=["worker-1"])


def test_the_fetch_of_a_silent_worker_waits_again(fetch):
    assert not any(requeue())
    a_worker_fetches(fetch, silent_for=LEASE / 3)
    assert not any(requeue())
    Fetch.objects.update(alive_at=timezone.now() - LONG_AGO)
    assert requeue().fetches_waiting == [fetch.pk]
    assert waiting_tasks() == 1
    assert not any(requeue())


def test_a_fetch_that_took_its_worker_down_three_times_is_given_up_and_its_feed_is_visited_again_later(db):
    feed = newsdesk.a_feed()
    fetch = fetches.request_feed(feed)
    tasks.enqueue_fetch(fetch)
    fetch.refresh_from_db()
    a_worker_fetches(fetch, silent_for=LONG_AGO, attempts=3)
    assert requeue().fetches_given_up == [fetch.pk]
    fetch.refresh_from_db()
    feed.refresh_from_db()
    assert "Fetch it again" in fetch.error
    assert (feed.failures, feed.error) == (1, fetch.error)
    assert fetches.request_feed(feed) != fetch


def test_a_clock_that_was_put_back_keeps_nothing_from_being_brought(fetch, enqueued):
    """Signs of life and requests that lie ahead say nothing of now."""
    ahead = timezone.now() + timedelta(hours=3)
    a_worker_fetches(fetch, silent_for=-timedelta(hours=3))
    Review.objects.update(requested_at=ahead, task_id="")
    requeued = requeue()
    assert (requeued.fetches_waiting, requeued.waiting) == ([fetch.pk], [enqueued.pk])


def test_a_delivery_that_nobody_is_at_gets_a_task_once(nora, story):
    receiver = receiving.a_folder()
    now = timezone.now()
    delivery = Delivery.objects.create(receiver=receiver, story=story, about="story.killed", due_at=now, made_at=now)
    Delivery.objects.update(taken_at=now, alive_at=now, holder="worker-1")
    assert requeue().deliveries_waiting == 0
    Delivery.objects.update(alive_at=now - LONG_AGO)
    assert requeue().deliveries_waiting == 1
    assert requeue().deliveries_waiting == 0
    assert DBTaskResult.objects.get().task_path == queue.DELIVERY_TASK
    assert delivering._take(set()) == delivery


IN_REDIS = """
import datetime, json, django
django.setup()
from django.utils import timezone
from articles import tasks
from articles.workflow import queue

def planned(minutes):
    return queue.is_planned(queue.DELIVERY_TASK, before=timezone.now() + datetime.timedelta(minutes=minutes))

def later(task, minutes):
    return task.using(run_after=timezone.now() + datetime.timedelta(minutes=minutes)).enqueue

made, told = [later(tasks.propose_again, 1)()], []
try:
    told.append(planned(9))
    made.append(later(tasks.deliver, 5)())
    told += [planned(9), planned(1)]
    made.append(tasks.deliver.enqueue())
    told.append(planned(0))
finally:
    for one in made:
        tasks.deliver.get_backend()._get_job(one.id).delete()
print(json.dumps(told))
"""


def test_a_task_that_waits_in_redis_is_not_planned_a_second_time():
    address = os.environ.get("NEWSROOM_TEST_REDIS", "redis://127.0.0.1:6379/14")
    try:
        redis.from_url(address, socket_connect_timeout=3).ping()
    except redis.RedisError:
        pytest.skip("no Redis: apt-get install redis-server")
    with programs("sqlite:///:memory:", REDIS_URL=address) as run:
        assert run.python(IN_REDIS) == [False, True, False, True]
