"""Default-deny: without a login there is nothing but the way to log in."""

import uuid

import pytest
from django.urls import URLPattern, reverse
from django.urls.converters import UUIDConverter

from articles import urls
from tests.newsdesk import PASSWORD, a_client

VALUES = {"slug": "harbour-bell", "number": 1, "pk": 1, "format": "markdown", "token": "1.nonsense"}
NAMES = [pattern.name for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)]
OPEN_TO_ALL = {
    "desk",
    "feed",
    "deliveries",
    "tokens",
    "preferences",
    "checks",
    "inbox",
    "search",
}  # nothing of any story
PUBLIC = {"link_guest"}  # its address is the key
ASKS_AGAIN = {"token_make"}  # for the password, whoever it is
ONES_OWN = {"digest", "inbox_read_all", "inbox_undo_read_all", "time_zone"}  # they change nothing of anybody else's
PATTERNS = {pattern.name: pattern for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)}


def address(name):
    return reverse(name, kwargs={key: _value(key, how) for key, how in PATTERNS[name].pattern.converters.items()})


def _value(key, converter):
    return uuid.UUID(int=1) if isinstance(converter, UUIDConverter) else VALUES[key]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in PUBLIC])
def test_every_address_asks_for_a_login_first(client, db, name):
    answers = [client.get(address(name)), client.post(address(name))]
    for answer in answers[:1] if name == "feed" else answers:  # the feed is only read
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", NAMES)
def test_somebody_in_no_group_gets_no_story_and_no_way_to_write(max_, story, name):
    client = a_client(max_)
    if name in OPEN_TO_ALL:
        assert client.get(address(name)).status_code == 200
    elif name in ASKS_AGAIN:
        assert client.get(address(name)).url.startswith(reverse("account_reauthenticate"))
    elif name in ONES_OWN:
        assert client.get(address(name)).status_code == 405
    else:
        assert client.get(address(name)).status_code in (403, 404, 405)
        assert client.post(address(name)).status_code in (403, 404, 405)


def test_the_login_page_signs_in_and_leads_to_the_desk(client, nora):
    answer = client.post(reverse("account_login"), {"login": "nora", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, reverse("desk"))


@pytest.mark.parametrize(
    ("referer", "leads_to"),
    [
        ("http://testserver/stories/harbour-bell/approval/?revision=1", "/stories/harbour-bell/approval/?revision=1"),
        ("https://elsewhere.example/stories/", "/"),
        ("", "/"),
    ],
)
def test_who_pressed_a_button_after_the_session_ended_comes_back_to_its_page(client, nora, referer, leads_to):
    asked = client.post(reverse("approval_send", args=["harbour-bell"]), headers={"Referer": referer})
    answer = client.post(asked.url, {"login": "nora", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, leads_to)


def test_the_login_page_speaks_our_words(client, db):
    page = client.get(reverse("account_login")).content.decode()
    assert "User name or email" in page and "Stay signed in" in page
    assert ">Login<" not in page and "Remember Me" not in page


def test_the_page_that_asks_for_the_password_again_speaks_our_words(nora):
    page = a_client(nora).get(reverse("token_make"), follow=True).content.decode()
    assert "Your password, please" in page
    assert "reauthenticate to" not in page and "Confirm Access" not in page


def test_a_wrong_password_says_so_and_keeps_the_name(client, nora):
    answer = client.post(reverse("account_login"), {"login": "nora", "password": "guess"})
    assert "not correct" in answer.content.decode()
    assert 'value="nora"' in answer.content.decode()


def test_nobody_signs_up_alone(client, db):
    answer = client.get(reverse("account_signup"))
    assert "Ask your administrator" in answer.content.decode()


def test_signing_out_needs_a_post_and_ends_the_session(nora):
    client = a_client(nora)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("desk")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("desk")).status_code == 302


@pytest.mark.parametrize("name", ["account_change_password", "mfa_index", "mfa_activate_totp", "account_email"])
def test_the_pages_of_the_account_stand_in_our_frame(client, nora, name):
    client.post(reverse("account_login"), {"login": "nora", "password": PASSWORD})
    page = client.get(reverse(name), follow=True).content.decode()
    assert 'class="masthead"' in page
    assert "style=" not in page


def test_an_address_that_is_not_there_says_so_with_a_way_out(nora):
    answer = a_client(nora).get("/no-such-page/")
    assert answer.status_code == 404
    assert f'href="{reverse("desk")}"' in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_words(nora):
    client = a_client(nora, enforce_csrf_checks=True)
    answer = client.post(reverse("story_new"), {"title": "Harbour bell"})
    assert answer.status_code == 403
    assert "open too long" in answer.content.decode()
