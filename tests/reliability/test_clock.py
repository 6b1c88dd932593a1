"""The clock of the machine is put back by hours while people work: nothing is lost, and nothing waits for the old time."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from articles import tasks
from articles.models import (
    Delivery,
    DeliveryState,
    Event,
    Fetch,
    Presence,
    Review,
    Story,
    StoryParagraph,
)
from articles.workflow import approval, audit, delivering, draft, lease
from tests import newsdesk, receiving
from tests.reliability.rounds import rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """`clock(hours=3)`: from now on it is three hours later than it is."""
    real = timezone.now

    def put(**forward):
        monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(**forward))

    return put


def test_a_clock_that_is_put_back_loses_nothing_and_holds_nothing_up(
    nora, jonas, sami, story, article, clock, settings, tmp_path, ledger
):
    settings.DELIVERY_FOLDER = tmp_path / "deliveries"
    total = rounds(full=100, quick=2)
    for number in range(1, total + 1):
        hours = 1 + number * 7 % 50
        clock(hours=hours)
        cache.clear()
        client = newsdesk.a_client(nora)
        paragraph = newsdesk.a_paragraph(story, "The bell rang.", by=nora, cites=[(article, "rang on Monday")])
        paragraph = draft.save_paragraph(paragraph, by=nora, version=paragraph.version, text="The bell rang once.")
        sent = approval.send(story, by=nora)
        approval.request_changes(sent, by=sami, reason="Shorter.")
        Presence.objects.ping(story.pk, jonas, place="draft")
        review = Review.objects.create(story=story, requested_by=nora)
        dead = lease.take(review)
        fetch = Fetch.objects.create(address="https://courier.example/bell", requested_by=nora)
        assert lease.take(fetch)
        delivery = a_delivery(story)
        assert delivering._take(set()) == delivery

        clock()
        assert client.get("/").status_code == 200, "whoever was signed in still is"
        assert in_sight(nora, story) == [], "nobody is there who was there at a time that has yet to come"
        later = draft.save_paragraph(paragraph, by=jonas, version=paragraph.version, text="The bell rang twice.")
        assert later.version > paragraph.version
        assert StoryParagraph.objects.get(pk=paragraph.pk).text == "The bell rang twice."
        undo = client.post(f"/stories/{story.slug}/undo/")
        assert undo.status_code < 500
        again = approval.send(Story.objects.get(pk=story.pk), by=nora)
        assert again.number == sent.number + 1
        approval.request_changes(again, by=sami, reason="Longer.")

        requeued = tasks.requeue_stale(timedelta(minutes=30))
        assert (requeued.waiting, requeued.fetches_waiting) == ([review.pk], [fetch.pk])
        assert lease.take(review) and lease.take(fetch)
        with pytest.raises(lease.Lost):
            dead.confirm()
        delivering.deliver_due()
        assert Delivery.objects.get(pk=delivery.pk).state == DeliveryState.DELIVERED
        finish(review, fetch)
    events = list(Event.objects.order_by("number").values_list("number", flat=True))
    assert events == list(range(1, len(events) + 1)) and audit.verify().is_sound
    ledger(
        "The clock put back by 1 to 50 hours: sessions, leases, deliveries, versions, numbers, presence and log go on",
        total,
        point=7,
        wanted=100,
        unit="times",
    )


def a_delivery(story):
    now = timezone.now()
    receiver = receiving.a_folder(name=f"Archive {Delivery.objects.count()}")
    # Asked for before the clock went wrong.
    return Delivery.objects.create(
        receiver=receiver, story=story, about="story.killed", due_at=now - timedelta(days=3), made_at=now
    )


def in_sight(user, story):
    _, _, people = Presence.objects.situation(user, story.slug)
    return people


def finish(*rows):
    for row in rows:
        type(row).objects.filter(pk=row.pk).update(finished_at=timezone.now())
