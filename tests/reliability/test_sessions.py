"""Signing in: where somebody is signed in, what ends it, how often one may guess, and the second factor."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import newsdesk

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
SESSIONS, DESK = reverse("usersessions_list"), reverse("desk")
NEW = "an-even-quieter-newsroom"


@pytest.fixture(autouse=True)
def nobody_has_guessed():
    cache.clear()
    yield
    cache.clear()


def signed_in(name, agent=FIREFOX, password=newsdesk.PASSWORD):
    client = Client(headers={"User-Agent": agent})
    answer = sign_in(client, name, password)
    assert answer.status_code == 302
    return client


def sign_in(client, name, password):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def is_in(client):
    return client.get(DESK).status_code == 200


def session_of(client):
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def row_of(client):
    return UserSession.objects.get(session_key=session_of(client))


# --- The list ---------------------------------------------------------------------------------------------------------


def test_the_list_shows_each_browser_and_which_is_this_one(nora):
    desk = signed_in("nora")
    signed_in("nora", PHONE)
    page = desk.get(SESSIONS).content.decode()
    assert re.search(r"Firefox on Linux\s*<span[^>]*>this browser", page) and "Safari on iPhone" in page
    assert page.count("from 127.0.0.1") == 2


def test_signing_out_of_one_browser_leaves_the_others(nora):
    desk, phone, lost = signed_in("nora"), signed_in("nora", PHONE), signed_in("nora")
    answer = desk.post(reverse("session_end", args=[row_of(lost).pk]), follow=True)
    assert "Signed out there." in answer.content.decode()
    assert (is_in(desk), is_in(phone), is_in(lost)) == (True, True, False)


def test_signing_out_everywhere_else_leaves_this_browser(nora, jonas):
    desk, phone, lost, theirs = signed_in("nora"), signed_in("nora"), signed_in("nora"), signed_in("jonas")
    desk.post(SESSIONS)
    assert [is_in(client) for client in (desk, phone, lost, theirs)] == [True, False, False, True]
    assert UserSession.objects.filter(user=nora).count() == 1


def test_nobody_ends_the_session_of_somebody_else(nora, jonas):
    hers, his = signed_in("nora"), signed_in("jonas")
    assert his.post(reverse("session_end", args=[row_of(hers).pk])).status_code == 404
    assert "from 127.0.0.1" in his.get(SESSIONS).content.decode() and is_in(hers)


def test_ending_the_session_of_this_browser_signs_out(nora):
    desk = signed_in("nora")
    desk.post(reverse("session_end", args=[row_of(desk).pk]))
    assert not is_in(desk)


def test_a_session_ends_by_a_form_only(nora):
    desk, phone = signed_in("nora"), signed_in("nora")
    assert desk.get(reverse("session_end", args=[row_of(phone).pk])).status_code == 405 and is_in(phone)


# --- What begins and ends a session -----------------------------------------------------------------------------------


def test_signing_in_gives_the_session_a_new_name(nora):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    sign_in(client, "nora", newsdesk.PASSWORD)
    first = session_of(client)
    assert first != "a" * 32
    client.post(reverse("account_logout"))
    sign_in(client, "nora", newsdesk.PASSWORD)
    assert session_of(client) != first


def test_after_signing_out_the_old_cookie_opens_nothing(nora):
    client = signed_in("nora")
    kept = session_of(client)
    client.post(reverse("account_logout"))
    client.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert not is_in(client)


def test_a_new_password_renews_this_session_and_ends_the_others(nora):
    desk, phone = signed_in("nora"), signed_in("nora", PHONE)
    before = session_of(desk)
    form = {"oldpassword": newsdesk.PASSWORD, "password1": NEW, "password2": NEW}
    assert desk.post(reverse("account_change_password"), form).status_code == 302
    assert (is_in(desk), is_in(phone)) == (True, False)
    assert session_of(desk) != before
    assert sign_in(Client(), "nora", newsdesk.PASSWORD).status_code == 200
    assert is_in(signed_in("nora", password=NEW))


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!"}])
def test_an_account_that_an_administrator_closes_is_out_at_its_next_request(nora, change):
    client = signed_in("nora")
    type(nora).objects.filter(pk=nora.pk).update(**change)
    assert not is_in(client)


def test_who_leaves_their_group_may_write_nothing_at_their_next_request(nora, story):
    client = signed_in("nora")
    assert client.get(reverse("story_new")).status_code == 200
    nora.groups.clear()
    assert client.get(reverse("story_new")).status_code == 403


def test_over_https_the_cookies_are_for_https_and_for_no_script(nora, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    cookie = signed_in("nora").cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] and cookie["secure"] and cookie["samesite"] == "Lax"


# --- Guessing ---------------------------------------------------------------------------------------------------------


CHANGING = re.compile(r'value="\w+"|"X-CSRFToken": "\w+"|[0-9a-f]{32}')


def told(answer):
    """What the page says, without what is different each time."""
    return answer.status_code, CHANGING.sub("", answer.content.decode())


def test_a_known_and_an_unknown_name_are_answered_alike(nora):
    known, unknown = (told(sign_in(Client(), name, "guess")) for name in ("nora", "nobody"))
    assert known == unknown
    forgotten = [
        told(Client().post(reverse("account_reset_password"), {"email": email}, follow=True))
        for email in ("nora@newsdesk.example", "nobody@newsdesk.example")
    ]
    assert forgotten[0] == forgotten[1]


def test_whoever_guesses_is_shut_out_even_with_the_right_password(nora, jonas, ledger):
    guesses = [sign_in(Client(), "nora", f"guess {number}") for number in range(30)]
    assert "Too many failed" in guesses[-1].content.decode() or guesses[-1].status_code == 429
    refused = sign_in(Client(), "nora", newsdesk.PASSWORD)
    assert refused.status_code != 302
    ledger("Guesses at a password, then the right one: refused", len(guesses), point=12, wanted=30, unit="guesses")


def test_unknown_names_are_shut_out_just_as_known_ones(nora):
    def answers(name):
        cache.clear()
        return [told(sign_in(Client(), name, f"guess {number}")) for number in range(8)]

    assert answers("nora") == answers("nobody")


# --- The second factor ------------------------------------------------------------------------------------------------


def code_for(secret, ahead=0):
    """As a phone reckons it (RFC 6238); `ahead` half minutes from now."""
    moment = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06}"


def asked_again(client):
    """Whoever changes the second factor gives the password once more."""
    answer = client.get(reverse("mfa_activate_totp"))
    assert "reauthenticate" in answer.url
    client.post(answer.url, {"password": newsdesk.PASSWORD})
    return client


@pytest.fixture
def protected(nora):
    """(her browser, her secret, her recovery codes), set up through the pages."""
    client = asked_again(signed_in("nora"))
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'value="([A-Z2-7]{32})"', page)[1]
    done = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}, follow=True)
    assert done.status_code == 200 and Authenticator.objects.filter(user=nora, type="totp").exists()
    codes = client.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    return client, secret, codes


def second_step(code):
    client = Client()
    answer = sign_in(client, "nora", newsdesk.PASSWORD)
    assert answer.url == reverse("mfa_authenticate") and not is_in(client)
    client.post(answer.url, {"code": code})
    return client


def test_with_a_second_factor_the_password_alone_opens_nothing(protected):
    _, secret, _ = protected
    assert not is_in(second_step("000000" if code_for(secret) != "000000" else "111111"))
    assert not is_in(second_step(""))
    assert is_in(second_step(code_for(secret, ahead=-1) if code_for(secret) == "000000" else code_for(secret)))


def test_a_code_opens_once(protected):
    _, secret, _ = protected
    code = code_for(secret)
    assert is_in(second_step(code))
    assert not is_in(second_step(code))


def test_a_recovery_code_opens_once(protected):
    _, _, codes = protected
    assert len(codes) == 10
    assert is_in(second_step(codes[3]))
    assert not is_in(second_step(codes[3]))


def test_codes_are_not_guessed(protected):
    _, secret, _ = protected
    client = Client()
    asked = sign_in(client, "nora", newsdesk.PASSWORD).url
    wrong = [f"{number:06}" for number in range(20) if f"{number:06}" not in (code_for(secret), code_for(secret, 1))]
    for code in wrong:
        client.post(asked, {"code": code})
    client.post(asked, {"code": code_for(secret)})
    assert not is_in(client)


def test_the_administration_asks_for_the_second_factor_too(protected, nora):
    type(nora).objects.filter(pk=nora.pk).update(is_staff=True)
    client = Client()
    asked = client.get("/admin/")
    client.post(asked.url, {"username": "nora", "password": newsdesk.PASSWORD}, follow=True)
    assert client.get("/admin/").status_code == 302


def test_who_takes_the_second_factor_away_is_asked_for_the_password(protected):
    _, secret, _ = protected
    client = second_step(code_for(secret))
    assert "reauthenticate" in client.post(reverse("mfa_deactivate_totp")).url


def test_after_taking_it_away_the_password_is_enough(protected):
    client, _, _ = protected
    client.post(reverse("mfa_deactivate_totp"))
    assert is_in(signed_in("nora"))
