"""Incoming: what waits for a story, where it may belong and why, and what an editor decides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Event, Incoming, IncomingState, Story
from articles.workflow import fetches, incoming, intake, receiving
from tests.newsdesk import TEXT, a_client, a_story, an_htmx_client, an_incoming

OTHER = (
    "Aldmere bell silent no more\n\nFor the first time in four decades the harbour bell of Aldmere was heard on Monday. "
    "Keeper Tomas Brandt rang it while hundreds listened on the quay.\n"
)


@pytest.fixture
def told(nora, story):
    """A story with one article, and another report of its event that waits."""
    intake.take_in(story, intake.read(TEXT.encode(), "bell.txt"), by=nora)
    receiving.receive(intake.read(OTHER.encode(), "other.txt"))
    return story


@pytest.fixture
def waiting(told):
    return Incoming.objects.get()


def do(client, name, row, **fields):
    return client.post(reverse(f"incoming_{name}", args=[row.pk]), {"version": row.version, **fields})


def shown(client):
    return client.get(reverse("incoming")).content.decode()


def test_what_waits_is_listed_with_the_story_that_it_may_belong_to_and_the_reason(nora, told, waiting):
    page = shown(a_client(nora))
    assert "One article waits for a story" in page
    assert told.title in page and "Names in both" in page and "Tomas Brandt" in page


def test_with_nothing_waiting_the_page_says_so(nora):
    assert "Nothing is waiting" in shown(a_client(nora))


def test_only_editors_see_and_decide(max_, waiting, story):
    client = a_client(max_)
    assert client.get(reverse("incoming")).status_code == 403
    for name in ("confirm", "split", "reject", "put_back"):
        assert do(client, name, waiting, story=story.pk, title="T").status_code == 403
    assert Incoming.objects.get().is_waiting


@pytest.mark.parametrize("client_of", [a_client, an_htmx_client])
def test_confirming_takes_it_into_the_story_and_asks_for_a_review(nora, told, waiting, client_of):
    answer = do(client_of(nora), "confirm", waiting, story=told.pk)
    assert answer.status_code == (302 if client_of is a_client else 200)
    article = told.articles.get(number=2)
    row = Incoming.objects.get()
    assert (row.state, row.decided_by, row.article) == (IncomingState.CONFIRMED, nora, article)
    assert (article.text, article.imported_by) == (OTHER, nora)
    assert told.reviews.count() == 1
    event = Event.objects.get(verb="confirm incoming")
    assert (event.story, event.data["kind"]) == (told, "event") and event.data["score"] > 0.25


@pytest.mark.parametrize("client_of", [a_client, an_htmx_client])
def test_splitting_opens_a_new_story_with_it(nora, told, waiting, client_of):
    do(client_of(nora), "split", waiting, title="The bell of Aldmere")
    assert Story.objects.get(title="The bell of Aldmere").articles.get().text == OTHER


def test_a_new_story_needs_a_title_and_nothing_is_stored_without_one(nora, waiting):
    answer = do(an_htmx_client(nora), "split", waiting, title=" ")
    assert answer.status_code == 422 and "needs a title" in answer.content.decode()
    assert Story.objects.count() == 1 and Incoming.objects.get().is_waiting


@pytest.mark.parametrize("client_of", [a_client, an_htmx_client])
def test_a_rejection_can_be_taken_back(nora, waiting, client_of):
    client = client_of(nora)
    do(client, "reject", waiting)
    waiting.refresh_from_db()
    assert waiting.state == IncomingState.REJECTED
    assert "Nothing is waiting" in shown(a_client(nora))
    do(client, "put_back", waiting)
    waiting.refresh_from_db()
    assert waiting.is_waiting and waiting.proposals
    assert set(Event.objects.values_list("verb", flat=True)) >= {"reject incoming", "put back incoming"}


def test_two_editors_decide_and_the_second_is_told(nora, jonas, told, waiting):
    do(a_client(nora), "reject", waiting)
    answer = do(an_htmx_client(jonas), "confirm", waiting, story=told.pk)
    assert answer.status_code == 409
    assert "Nora Lind decided first" in answer.content.decode()
    assert told.articles.count() == 1


@pytest.mark.parametrize("chosen", ["", "0", "999", "nonsense"])
def test_confirming_without_a_story_changes_nothing(nora, waiting, chosen):
    answer = do(an_htmx_client(nora), "confirm", waiting, story=chosen)
    assert answer.status_code == 422 and "Choose a story" in answer.content.decode()
    assert Incoming.objects.get().is_waiting


def test_a_story_that_the_editor_may_not_see_is_neither_proposed_nor_taken(nora, vera, told, waiting):
    told.members.add(nora)
    assert told.title not in shown(a_client(vera))
    assert do(an_htmx_client(vera), "confirm", waiting, story=told.pk).status_code == 422


def test_the_page_costs_the_same_with_more_waiting(nora, told, waiting):
    client = a_client(nora)
    shown(client)
    with CaptureQueriesContext(connection) as few:
        shown(client)
    for number in range(8):
        text = OTHER.replace("Monday", f"day {number}")
        receiving.receive(intake.read(text.encode(), f"{number}.txt"))
    with CaptureQueriesContext(connection) as many:
        shown(client)
    assert len(many) == len(few)


def test_when_a_story_is_opened_what_waits_is_compared_again(nora):
    other = an_incoming(OTHER)
    assert not other.proposals
    row = an_incoming(TEXT)
    article = incoming.split(row, by=nora, version=row.version, title="The bell")
    incoming.propose_again()
    other.refresh_from_db()
    assert other.proposals[0]["story"] == article.story_id


def test_a_killed_or_merged_story_is_not_proposed(nora, told):
    told.merged_into = a_story(by=nora, title="Another")
    told.save()
    incoming.propose_again()
    assert Incoming.objects.get().proposals == []


# --- Fetching ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_address_is_asked_for_and_its_page_shows_how_far_it_is(nora):
    client = a_client(nora)
    answer = client.post(reverse("fetch_new"), {"address": "https://courier.example/bell"})
    page = client.get(answer.url).content.decode()
    assert "Waiting for a worker" in page or "could" in page or "Nothing was fetched" in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "https://nora:secret@courier.example/"])
def test_what_is_no_address_of_the_web_is_refused_on_the_page(nora, address):
    answer = a_client(nora).post(reverse("fetch_new"), {"address": address})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_fetch_belongs_to_who_asked_for_it(nora, jonas, max_, story):
    fetch = fetches.request("https://courier.example/bell", by=nora, story=story)
    address = reverse("fetch", args=[fetch.pk])
    assert a_client(nora).get(address).status_code == 200
    assert a_client(jonas).get(address).status_code == 404
    assert a_client(max_).get(address).status_code == 403
    assert a_client(max_).post(reverse("fetch_new"), {"address": "https://courier.example/"}).status_code == 403


def test_nothing_is_fetched_by_looking(nora):
    assert a_client(nora).get(reverse("fetch_new")).status_code == 405
