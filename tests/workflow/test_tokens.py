"""API tokens: made, found by their text, dead when they should be."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import ApiToken, Event
from articles.models.events import token_at_work
from articles.workflow import tokens
from articles.workflow.errors import Refused
from tests import newsdesk


def make(user, **fields):
    return tokens.make(by=user, **{"name": "Agency feed", "scopes": ["stories:read"], "days": 30} | fields)


def find(text):
    """The token that this text opens."""
    token = tokens.known(text)
    return token if token and tokens.opens(token, text) else None


def test_the_text_finds_the_token_and_is_kept_nowhere(nora):
    token, text = make(nora)

    assert find(text) == token
    assert token.prefix in text
    secret = text.split("_", 2)[2]
    assert not any(secret in str(value) for value in ApiToken.objects.values_list().get())
    assert secret not in str(Event.objects.latest("number").data)


def test_scopes_are_kept_in_their_order_and_once(nora):
    token, _ = make(nora, scopes=["exports:read", "stories:read", "exports:read"])

    assert token.scopes == ["stories:read", "exports:read"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": "  "}, "Name what the token is for"),
        ({"name": "x" * 81}, "at most 80"),
        ({"scopes": []}, "at least one"),
        ({"scopes": ["everything"]}, "at least one"),
        ({"days": 3650}, "lasts"),
    ],
)
def test_it_needs_a_name_a_scope_and_an_end(nora, fields, says):
    with pytest.raises(Refused, match=says):
        make(nora, **fields)
    assert not ApiToken.objects.exists()


def test_nobody_gathers_tokens_without_end(nora, monkeypatch):
    monkeypatch.setattr(tokens, "MOST_LIVING", 1)
    first, _ = make(nora)
    with pytest.raises(Refused, match="withdraw one"):
        make(nora)

    tokens.withdraw(first, by=nora)
    make(nora)


@pytest.mark.parametrize("text", ["", "nrt_", "nrt_0123456789_" + "a" * 43, "nrt_\x00", "é" * 58, "Bearer x"])
def test_what_is_no_token_finds_nothing(nora, text):
    assert find(text) is None


def test_a_right_prefix_with_a_wrong_secret_finds_nothing(nora):
    token, _ = make(nora)

    assert find(f"nrt_{token.prefix}_{'a' * 43}") is None


def test_a_withdrawn_token_is_dead_and_the_log_says_who_did_it(nora, ada):
    token, text = make(nora)

    tokens.withdraw(token, by=ada)

    assert find(text) is None
    token.refresh_from_db()
    assert token.withdrawn_by == ada
    assert Event.objects.latest("number").verb == "withdraw token"
    with pytest.raises(Refused, match="already"):
        tokens.withdraw(token, by=nora)


def test_only_its_user_and_administrators_withdraw_a_token(nora, jonas):
    token, text = make(nora)

    with pytest.raises(Refused, match="Only administrators"):
        tokens.withdraw(token, by=jonas)
    assert find(text) == token


def test_an_expired_token_is_dead(nora):
    token, text = make(nora)
    later = timezone.now() + timedelta(days=31)

    assert token.is_living(timezone.now()) and not token.is_living(later)
    assert ApiToken.objects.living(later).count() == 0
    assert find(text) == token


def test_the_tokens_of_a_closed_account_are_dead(nora):
    _, text = make(nora)
    nora.is_active = False
    nora.save()

    assert find(text) is None


def test_the_last_use_is_noted_once_a_minute(nora, django_assert_num_queries):
    token, text = make(nora)
    tokens.note_use(token)
    noted = find(text)

    assert noted.last_used_at is not None
    with django_assert_num_queries(0):
        tokens.note_use(noted)


def test_what_is_done_with_a_token_names_it_in_the_log(nora):
    at_work = token_at_work.set("Agency feed")
    story = newsdesk.a_story(by=nora)
    event = Event.objects.record("edit story", by=nora, story=story)
    token_at_work.reset(at_work)

    assert event.data == {"token": "Agency feed"}
    assert event.compute_hash() == event.sha256
