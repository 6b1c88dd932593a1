"""Who may call: a living token with the scope, and nobody else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from articles.api import tokens as api_tokens
from articles.models import ApiToken, Event
from articles.workflow import tokens
from tests import newsdesk
from tests.api.callers import ROOT, Caller, a_caller, problem


def test_a_token_opens_what_its_user_may_see(nora, story):
    answer = a_caller(nora, "stories:read").get("/me")

    assert answer.status_code == 200
    assert answer.json()["user"] == "nora"
    assert answer.json()["scopes"] == ["stories:read"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert ApiToken.objects.get().last_used_at is not None


@pytest.mark.parametrize("text", ["", "x", "nrt_0123456789_" + "a" * 43])
def test_without_a_living_token_nothing_opens(db, text):
    answer = Caller(text).get("/stories")

    problem(answer, 401, "no-token")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_another_scheme_than_bearer_opens_nothing(nora):
    client = Client(headers={"Authorization": "Basic bm9yYTpzZWNyZXQ="})

    problem(client.get(f"{ROOT}/me"), 401, "no-token")


def test_a_session_opens_nothing_so_no_other_site_can_use_it(nora):
    browser = newsdesk.a_client(nora, enforce_csrf_checks=True)

    problem(browser.get(f"{ROOT}/stories"), 401, "no-token")
    problem(browser.post(f"{ROOT}/stories", {"title": "X"}, content_type="application/json"), 401, "no-token")


def test_a_session_beside_a_token_counts_for_nothing(nora, vera):
    text = tokens.make(by=vera, name="Feed", scopes=["stories:read"], days=7).text
    browser = newsdesk.a_client(nora, headers={"Authorization": f"Bearer {text}"})

    assert browser.get(f"{ROOT}/me").json()["user"] == "vera"


def test_a_token_does_what_its_scopes_say_and_no_more(nora, story):
    caller = a_caller(nora, "articles:write", "exports:read")

    said = problem(caller.get("/stories"), 403, "missing-scope")
    assert said["scope"] == "stories:read"
    problem(caller.post("/stories", title="Another"), 403, "missing-scope")


def test_a_token_never_does_more_than_its_user_may(max_, sami, story):
    problem(a_caller(max_).get(f"/stories/{story.slug}"), 404, "not-found")
    newsdesk.join(max_, "Approver")
    said = problem(a_caller(type(max_).objects.get(pk=max_.pk)).post("/stories", title="Mine"), 403, "forbidden")
    assert said["detail"] == "Only editors may change a story."


def test_a_strangers_story_is_not_there(nora, vera, story):
    story.members.set([nora])
    caller = a_caller(vera)

    for path in ("", "/articles", "/annotations", "/claims", "/draft", "/revisions", "/exports", "/review"):
        problem(caller.get(f"/stories/{story.slug}{path}"), 404, "not-found")


def test_an_expired_a_withdrawn_and_a_closed_accounts_token_are_dead(nora, jonas, vera, monkeypatch):
    withdrawn, text = tokens.make(by=nora, name="Feed", scopes=["stories:read"], days=7)
    tokens.withdraw(withdrawn, by=nora)
    closed = a_caller(jonas)
    jonas.is_active = False
    jonas.save()
    expired = a_caller(vera)
    later = timezone.now() + timedelta(days=31)

    problem(Caller(text).get("/me"), 401, "no-token")
    problem(closed.get("/me"), 401, "no-token")
    assert expired.get("/me").status_code == 200
    monkeypatch.setattr(tokens.timezone, "now", lambda: later)
    problem(expired.get("/me"), 401, "no-token")


def test_whoever_guesses_must_wait_and_others_need_not(nora, jonas, monkeypatch):
    cache.clear()
    monkeypatch.setattr(api_tokens, "MOST_WRONG", 2)
    token, text = tokens.make(by=nora, name="Feed", scopes=["stories:read"], days=7)
    guess = Caller(f"nrt_{token.prefix}_{'a' * 43}")

    for _ in range(2):
        problem(guess.get("/me"), 401, "no-token")
    answer = guess.get("/me")
    problem(answer, 429, "slow-down")
    assert answer.headers["Retry-After"] == "300"
    problem(Caller(text).get("/me"), 429, "slow-down")
    assert a_caller(jonas).get("/me").status_code == 200


def test_the_log_says_by_which_token_something_was_done(nora):
    a_caller(nora, name="Wire robot").post("/stories", title="Harbour bell")

    opened = Event.objects.get(verb="create story")
    assert (opened.actor, opened.data["token"]) == (nora, "Wire robot")
    newsdesk.a_client(nora).post("/stories/new/", {"title": "By hand"})
    assert "token" not in Event.objects.filter(verb="create story").first().data


def test_a_call_costs_as_many_queries_with_ten_tokens_as_with_one(nora, django_assert_num_queries):
    caller = a_caller(nora)
    caller.get("/me")
    with django_assert_num_queries(3):  # the token, its wrong guesses, the groups
        caller.get("/me")
