"""One worker at a time runs a review: what another one found in the meantime is never stored."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles import tasks
from articles.models import Event, Review
from articles.models.leases import LEASE
from articles.workflow import lease, review
from tests.newsdesk import an_article


@pytest.fixture
def waiting(story, nora):
    an_article(story)
    return review.request(story, by=nora)


def silent_for_too_long(waiting):
    Review.objects.filter(pk=waiting.pk).update(alive_at=timezone.now() - 2 * LEASE)


def test_only_one_takes_it(waiting):
    assert lease.take(waiting)
    assert lease.take(waiting) is None


def test_a_finished_review_is_not_taken(waiting):
    review.run(waiting)
    assert lease.take(waiting) is None
    review.run(waiting)
    assert Event.objects.filter(verb="review").count() == 1


def test_what_a_silent_worker_held_is_taken_over_and_its_word_counts_no_more(waiting):
    first = lease.take(waiting)
    silent_for_too_long(waiting)
    second = lease.take(waiting)
    with pytest.raises(lease.Lost):
        first.confirm()
    with pytest.raises(lease.Lost):
        first.note(step="names")
    second.confirm()
    waiting.refresh_from_db()
    assert waiting.attempts == 2


def test_a_worker_that_wakes_up_after_another_took_over_stores_nothing(waiting, monkeypatch):
    """As after a long pause of its machine: the other one finishes between the analysis and the storing."""
    analyse = review.analyse

    def analyse_slowly(*arguments, **options):
        report = analyse(*arguments, **options)
        if not Event.objects.filter(verb="review").exists():
            monkeypatch.setattr(review, "analyse", analyse)
            silent_for_too_long(waiting)
            tasks.review_story.call(waiting.pk)
        return report

    monkeypatch.setattr(review, "analyse", analyse_slowly)
    tasks.review_story.call(waiting.pk)
    waiting.refresh_from_db()
    assert Event.objects.filter(verb="review").count() == 1
    assert (waiting.is_running, waiting.error, waiting.attempts) == (False, "", 2)


def test_a_failure_of_a_worker_that_was_given_up_does_not_end_the_review(waiting, monkeypatch):
    def fail(*_, **__):
        silent_for_too_long(waiting)
        assert lease.take(waiting)
        raise RuntimeError("the bell cracked")

    monkeypatch.setattr(review, "analyse", fail)
    with pytest.raises(RuntimeError):
        review.run(waiting)
    assert Review.objects.unfinished().get() == waiting


@pytest.mark.django_db(transaction=True)
def test_a_worker_gives_signs_of_life_while_it_works(waiting, monkeypatch):
    monkeypatch.setattr(lease, "BEAT", 0.01)
    held, beaten = lease.take(waiting), threading.Event()
    note = held.note

    def noted(**fields):
        note(**fields)
        beaten.set()

    held.note = noted
    silent_for_too_long(waiting)
    with held:
        assert beaten.wait(20)
    waiting.refresh_from_db()
    assert waiting.alive_at > timezone.now() - LEASE
    connection.close()


def test_a_queue_that_does_not_answer_loses_nothing(waiting, monkeypatch):
    def away(*_, **__):
        raise ConnectionError("Redis is away")

    with monkeypatch.context() as patch:
        patch.setattr(type(tasks.review_story), "enqueue", away)
        tasks.enqueue_review(waiting)
    assert Review.objects.unfinished().get().task_id == ""
    tasks.enqueue_review(waiting)
    assert Review.objects.get().task_id


def test_who_stops_a_review_by_hand_need_not_wait_to_start_it_again(waiting, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(review, "analyse", stopped)
        with pytest.raises(KeyboardInterrupt):
            review.run(waiting)
    review.run(waiting)
    assert not Review.objects.get().is_running


def test_the_command_does_not_show_what_a_worker_is_still_at_as_done(waiting):
    assert lease.take(waiting)
    with pytest.raises(CommandError, match="A worker is reviewing this story"):
        call_command("review_story", waiting.story.slug)
    assert Event.objects.filter(verb="review").count() == 0
