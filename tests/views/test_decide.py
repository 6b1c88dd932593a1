"""Deciding a conflict through its pane: with HTMX and without."""

import pytest
from django.urls import reverse

from articles.models import Decision, Event
from articles.workflow import claims as workflow
from tests import newsdesk


@pytest.fixture
def claim(story, article):
    other, third = (newsdesk.an_article(story, outlet=outlet) for outlet in ("Coast Radio", "NorthWire"))
    return newsdesk.a_claim(story, says=[(article, "40 years"), (other, "40 years"), (third, "Monday")])


def decide(client, claim, **fields):
    given = {"version": claim.version, "choice": "0", "reason": "The harbour log."} | fields
    return client.post(reverse("claim_decide", args=[claim.pk]), given)


def test_a_value_of_the_sources_is_decided_with_its_reason(claim, nora):
    response = decide(newsdesk.a_client(nora), claim)

    assert response.status_code == 302
    assert response.url == f"/stories/{claim.story.slug}/claims/"
    decision = Decision.objects.get()
    assert (decision.value, decision.reason, decision.decided_by) == ("40 years", "The harbour log.", nora)
    assert Event.objects.filter(verb="decide", actor=nora).exists()


@pytest.mark.parametrize(
    "fields, value",
    [({"choice": "1"}, "Monday"), ({"choice": "other", "other": "forty"}, "forty"), ({"choice": "omit"}, "")],
)
def test_the_rarer_value_ones_own_or_none_at_all(claim, nora, fields, value):
    decide(newsdesk.a_client(nora), claim, **fields)

    assert Decision.objects.get().value == value


def test_with_htmx_the_next_conflict_comes_up_and_row_count_and_heading_follow(story, claim, nora):
    later = newsdesk.a_claim(
        story, "The keeper", "age", says=[(a, q) for a, q in zip(story.articles.all(), ("61", "300"), strict=False)]
    )

    page = decide(newsdesk.an_htmx_client(nora), claim).text

    assert f'data-claim="{later.pk}"' in page
    assert f'<tr id="claim-{claim.pk}" class="is-decided" hx-swap-oob="true">' in page
    assert 'id="undecided-count" hx-swap-oob="true">1 ' in page
    assert "One conflict left to decide" in page
    assert "<html" not in page


def test_after_the_last_one_nothing_is_left(claim, nora):
    assert "Nothing is left to decide" in decide(newsdesk.an_htmx_client(nora), claim).text


@pytest.mark.parametrize(
    "fields, says",
    [
        ({"reason": " "}, "Say why"),
        ({"choice": ""}, "Choose a value first."),
        ({"choice": "7"}, "Choose a value first."),
        ({"choice": "other", "other": " "}, "Write the value"),
    ],
)
@pytest.mark.parametrize("client_of", [newsdesk.a_client, newsdesk.an_htmx_client], ids=["plain", "htmx"])
def test_what_is_missing_is_said_in_place_and_what_was_typed_stays(claim, nora, client_of, fields, says):
    response = decide(client_of(nora), claim, **({"reason": "Typed with care."} | fields))

    assert response.status_code == 422
    assert says in response.text
    assert "reason" in fields or "Typed with care." in response.text
    assert not Decision.objects.exists()


@pytest.mark.parametrize("client_of", [newsdesk.a_client, newsdesk.an_htmx_client], ids=["plain", "htmx"])
def test_the_second_of_two_sees_what_was_decided_and_keeps_the_own_reason(claim, nora, jonas, client_of):
    workflow.decide(claim, by=jonas, version=claim.version, value="Monday", reason="He was there.")

    response = decide(client_of(nora), claim, version=1, reason="I have read the log.")

    assert response.status_code == 409
    for words in ("Jonas Weber decided this", "He was there.", "I have read the log."):
        assert words in response.text
    assert Decision.objects.count() == 1


def test_the_pane_of_one_fact_is_a_fragment_or_the_page_that_shows_it(claim, nora):
    url = reverse("claim_decide", args=[claim.pk])

    fragment = newsdesk.an_htmx_client(nora).get(url)
    assert f'data-claim="{claim.pk}"' in fragment.text
    assert "<html" not in fragment.text
    assert newsdesk.a_client(nora).get(url).url == f"/stories/{claim.story.slug}/claims/?claim={claim.pk}#decide"


def test_strangers_find_nothing_and_readers_decide_nothing(claim, nora, vera):
    claim.story.members.set([nora])
    assert decide(newsdesk.a_client(vera), claim).status_code == 404

    claim.story.members.clear()
    reader = newsdesk.a_user("olga", "Approver")
    assert decide(newsdesk.a_client(reader), claim).status_code == 403
    assert not Decision.objects.exists()
