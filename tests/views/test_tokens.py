"""API tokens in the preferences: made after one's password, shown once, withdrawn; and the administrators' list."""

import re
from html import unescape

import pytest
from django.core.cache import cache
from django.urls import reverse

from articles.models import ApiToken
from articles.workflow import tokens
from tests import newsdesk
from tests.api.callers import Caller

ASKED = {"name": "Agency feed", "scopes": ["stories:read", "articles:write"], "days": "30"}


@pytest.fixture
def confirmed(nora):
    """Nora's browser, in which she has just given her password again."""
    cache.clear()
    client = newsdesk.a_client(nora)
    client.post(reverse("account_reauthenticate"), {"password": newsdesk.PASSWORD})
    return client


def make(client, **changed):
    return client.post(reverse("token_make"), ASKED | changed)


def test_a_token_is_shown_once_and_opens_the_api(confirmed, nora):
    page = make(confirmed)
    text = re.search(r"nrt_\w{10}_[\w-]{43}", unescape(page.content.decode()))[0]

    assert Caller(text).get("/me").json()["user"] == "nora"
    assert "no-store" in page.headers["Cache-Control"]
    assert text not in confirmed.get(reverse("tokens")).content.decode()


def test_a_session_alone_makes_no_token(nora):
    client = newsdesk.a_client(nora)

    for answer in (client.get(reverse("token_make")), make(client)):
        assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not ApiToken.objects.exists()


def test_what_was_asked_is_done_after_the_password(nora):
    cache.clear()
    client = newsdesk.a_client(nora)
    asked = make(client)

    page = client.post(asked.url, {"password": newsdesk.PASSWORD, "next": reverse("token_make")})

    assert ApiToken.objects.get().name == "Agency feed"
    assert ApiToken.objects.get().prefix in page.content.decode()


@pytest.mark.parametrize("changed", [{"name": ""}, {"scopes": []}, {"scopes": ["all"]}, {"days": "9999"}])
def test_what_is_missing_is_said_and_nothing_is_made(confirmed, changed):
    answer = make(confirmed, **changed)

    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_who_may_not_make_tokens_sees_no_way_and_is_refused(max_):
    cache.clear()
    client = newsdesk.a_client(max_)
    client.post(reverse("account_reauthenticate"), {"password": newsdesk.PASSWORD})

    assert make(client).status_code == 403
    assert reverse("token_make") not in client.get(reverse("tokens")).content.decode()


def test_withdrawing_ends_a_token(nora):
    token, text = tokens.make(by=nora, name="Feed", scopes=["stories:read"], days=7)
    client = newsdesk.a_client(nora)

    answer = client.post(reverse("token_withdraw", args=[token.pk]), follow=True)

    assert "opens nothing any more" in answer.content.decode()
    assert Caller(text).get("/me").status_code == 401
    again = client.post(reverse("token_withdraw", args=[token.pk]), follow=True)
    assert "withdrawn already" in again.content.decode()


def test_somebody_elses_token_is_not_there(nora, jonas):
    token, _ = tokens.make(by=nora, name="Nora’s feed", scopes=["stories:read"], days=7)
    client = newsdesk.a_client(jonas)

    assert client.post(reverse("token_withdraw", args=[token.pk])).status_code == 404
    assert "Nora’s feed" not in client.get(reverse("tokens")).content.decode()
    assert client.get(reverse("token_withdraw", args=[token.pk])).status_code == 405


def test_the_list_costs_as_many_queries_with_many_tokens(nora, django_assert_num_queries):
    client, url = newsdesk.a_client(nora), reverse("tokens")
    tokens.withdraw(tokens.make(by=nora, name="Feed", scopes=["stories:read"], days=7).token, by=nora)
    with django_assert_num_queries(4):
        client.get(url)
    for number in range(5):
        made = tokens.make(by=nora, name=f"Feed {number}", scopes=["stories:read"], days=7)
        tokens.withdraw(made.token, by=nora)
    with django_assert_num_queries(4):
        client.get(url)


def test_administrators_see_all_tokens_and_withdraw_any(nora, ada):
    token, text = tokens.make(by=nora, name="Nora’s feed", scopes=["stories:read"], days=7)
    client, url = newsdesk.a_client(ada), reverse("admin:articles_apitoken_changelist")

    page = client.get(url).content.decode()
    assert "Nora’s feed" in page and token.prefix in page
    assert (
        token.secret_sha256
        not in client.get(reverse("admin:articles_apitoken_change", args=[token.pk])).content.decode()
    )
    client.post(url, {"action": "withdraw", "_selected_action": [token.pk]})
    assert Caller(text).get("/me").status_code == 401
