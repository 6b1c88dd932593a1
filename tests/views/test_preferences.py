"""Preferences: kept in the browser, obeyed by the server."""

from django.urls import reverse

from articles.templatetags.newsroom import KEYS_COOKIE, THEME_COOKIE
from tests.newsdesk import a_client

ADDRESS = reverse("preferences")


def test_a_chosen_theme_is_on_the_next_page(nora):
    client = a_client(nora)
    answer = client.post(ADDRESS, {"theme": "dark", "keys": "on"}, follow=True)
    assert '<html lang="en" dir="ltr" data-theme="dark" data-keys>' in answer.content.decode()
    assert "Saved for this browser" in answer.content.decode()


def test_the_theme_of_the_device_needs_no_word_from_the_server(nora):
    client = a_client(nora)
    client.post(ADDRESS, {"theme": "dark", "keys": "on"})
    client.post(ADDRESS, {"theme": "system", "keys": "on"})
    assert '<html lang="en" dir="ltr" data-keys>' in client.get(reverse("desk")).content.decode()


def test_keys_can_be_switched_off_for_every_page(nora):
    client = a_client(nora)
    client.post(ADDRESS, {"theme": "system"})
    assert '<html lang="en" dir="ltr">' in client.get(reverse("desk")).content.decode()


def test_preferences_last_and_stay_out_of_other_sites(nora):
    client = a_client(nora)
    client.post(ADDRESS, {"theme": "light", "keys": "on"})
    for name in (THEME_COOKIE, KEYS_COOKIE):
        assert client.cookies[name]["samesite"] == "Lax"
        assert client.cookies[name]["max-age"] > 300 * 24 * 3600


def test_a_theme_that_we_do_not_know_never_reaches_the_page(nora):
    client = a_client(nora)
    client.post(ADDRESS, {"theme": '"><script>', "keys": "on"})
    assert "data-theme" not in client.get(ADDRESS).content.decode()
    client.cookies[THEME_COOKIE] = "neon"
    assert "neon" not in client.get(ADDRESS).content.decode()
