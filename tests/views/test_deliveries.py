"""The page of deliveries, and sending by hand."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Delivery, DeliveryState, Event, Receiver
from articles.workflow import delivering
from tests import newsdesk, receiving
from tests.bundle.story import an_approved_story


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DELIVERY_FOLDER = tmp_path


@pytest.fixture
def revision(nora, sami):
    receiving.a_folder()
    return an_approved_story(nora, sami)


def again(delivery):
    return reverse("delivery_send_again", args=[delivery.pk])


def test_the_page_shows_each_try_and_why_it_failed(revision, nora, settings):
    settings.DELIVERY_FOLDER = None
    delivering.deliver_due()
    page = newsdesk.a_client(nora).get("/deliveries/").content.decode()

    assert "Harbour bell" in page
    assert "There is no folder for deliveries" in page
    assert "1 try" in page
    assert str(Delivery.objects.get().pk) in page


def test_the_page_is_narrowed_by_state_and_story(revision, nora):
    client = newsdesk.a_client(nora)

    assert "delivery__what" in client.get("/deliveries/?state=waiting&story=harbour-bell").content.decode()
    assert "Nothing of this kind" in client.get("/deliveries/?state=given_up").content.decode()
    assert client.get("/deliveries/?state=nonsense").status_code == 200


def test_without_deliveries_the_page_says_so(nora):
    assert "Nothing was delivered so far" in newsdesk.a_client(nora).get("/deliveries/").content.decode()


def test_strangers_see_and_send_nothing_of_a_story_with_members(revision, nora, vera):
    revision.story.members.add(nora)
    client, delivery = newsdesk.a_client(vera), Delivery.objects.get()

    assert "Harbour bell" not in client.get("/deliveries/").content.decode()
    assert client.post(again(delivery)).status_code == 404
    assert client.post(reverse("revision_send_out", args=[revision.pk])).status_code == 404


def test_sending_again_makes_it_wait_for_the_next_try_at_once(revision, nora):
    delivering.deliver_due()
    delivery = Delivery.objects.get()
    client = newsdesk.a_client(nora)

    assert client.get(again(delivery)).status_code == 405
    answer = client.post(again(delivery))
    assert answer.headers["Location"] == f"/deliveries/#delivery-{delivery.pk}"
    delivery.refresh_from_db()
    assert (delivery.state, delivery.due_at <= timezone.now()) == (DeliveryState.WAITING, True)
    assert Event.objects.first().verb == "send again"


def test_with_htmx_the_line_comes_back(revision, nora):
    delivering.deliver_due()
    answer = newsdesk.an_htmx_client(nora).post(again(Delivery.objects.get()))

    assert "<html" not in answer.content.decode()
    assert "Waiting" in answer.content.decode()


def test_what_was_withdrawn_is_not_sent_again(revision, nora):
    Delivery.objects.update(state=DeliveryState.WITHDRAWN, ended_at=timezone.now())
    delivery = Delivery.objects.get()

    for client in (newsdesk.a_client(nora), newsdesk.an_htmx_client(nora)):
        answer = client.post(again(delivery))
        assert answer.status_code == 422
        assert "This delivery was withdrawn" in answer.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_deliveries(
    revision, nora, django_assert_num_queries, django_assert_max_num_queries
):
    client = newsdesk.a_client(nora)
    with django_assert_max_num_queries(20) as one:
        client.get("/deliveries/")
    receiver = Receiver.objects.get()
    for _ in range(5):
        moment = timezone.now()
        delivery = Delivery.objects.create(
            receiver=receiver, story=revision.story, revision=revision, due_at=moment, made_at=moment
        )
        delivery.log.create(number=1, began_at=moment, error="It was not there.")
    with django_assert_num_queries(len(one.captured_queries)):
        client.get("/deliveries/")


def test_an_editor_sends_a_revision_to_the_chosen_receivers(revision, nora, tmp_path):
    asked = receiving.a_folder(name="Partner", address="partner", occasion="asked")
    client = newsdesk.a_client(nora)
    page = client.get("/stories/harbour-bell/exports/").content.decode()
    assert "Partner" in page
    assert f'name="receiver" value="{asked.pk}"' in page

    answer = client.post(reverse("revision_send_out", args=[revision.pk]), {"receiver": asked.pk}, follow=True)
    assert "It goes to 1 receiver." in answer.content.decode()
    delivering.deliver_due()
    assert (tmp_path / "partner" / "harbour-bell-r1-text.txt").exists()
    page = client.get("/stories/harbour-bell/exports/").content.decode()
    assert "Delivered to Partner" in page
    assert 'name="receiver"' not in page


def test_sending_to_nobody_is_refused(revision, nora):
    answer = newsdesk.a_client(nora).post(reverse("revision_send_out", args=[revision.pk]), follow=True)

    assert "Choose who is to get it." in answer.content.decode()
