import pytest
from django.utils import timezone

from tests import newsdesk
from tests.views.notes import act, address, assert_closed_to_strangers, assert_only_by_post


@pytest.mark.parametrize("state", ["open", "accepted"])
def test_resolving_settles_a_mark(nora, jonas, article, state):
    mark = newsdesk.an_annotation(article, state=state, decided_by=jonas, decided_at=timezone.now())
    response = act(newsdesk.a_client(nora), "resolve", mark, text="Left out of the story.")
    assert response["Location"] == address(mark)
    mark.refresh_from_db()
    assert (mark.state, mark.decided_by, mark.decision_reason) == ("resolved", nora, "Left out of the story.")


@pytest.mark.parametrize("state", ["accepted", "dismissed", "resolved"])
def test_reopening_asks_again(nora, jonas, article, state):
    mark = newsdesk.an_annotation(article, state=state, decided_by=jonas, decided_at=timezone.now())
    response = act(newsdesk.an_htmx_client(nora), "reopen", mark)
    page = response.content.decode()
    assert "HX-Trigger-After-Settle" not in response and "Accept" in page and "0 decided, 1 open" in page
    mark.refresh_from_db()
    assert (mark.state, mark.decided_by, mark.decided_at) == ("open", None, None)


def test_an_open_mark_cannot_be_reopened(nora, article):
    response = act(newsdesk.an_htmx_client(nora), "reopen", newsdesk.an_annotation(article))
    assert response.status_code == 422 and "open already" in response.content.decode()


@pytest.mark.parametrize("verb", ["resolve", "reopen"])
def test_whoever_comes_second_is_told(nora, jonas, article, verb):
    mark = newsdesk.an_annotation(article, state="accepted", decided_by=jonas, decided_at=timezone.now())
    act(newsdesk.a_client(jonas), "dismiss", mark)
    assert act(newsdesk.an_htmx_client(nora), verb, mark).status_code == 409


@pytest.mark.parametrize("verb", ["resolve", "reopen"])
def test_it_needs_a_post(nora, article, verb):
    assert_only_by_post(newsdesk.a_client(nora), verb, newsdesk.an_annotation(article))


@pytest.mark.parametrize("verb", ["resolve", "reopen"])
def test_it_is_closed_to_strangers(article, verb):
    assert_closed_to_strangers(verb, newsdesk.an_annotation(article))
