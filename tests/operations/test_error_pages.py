"""The pages for what went wrong: they say what to do and carry the number that finds it in the log."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from articles.models.stories import StoryQuerySet
from newsroom import errors
from tests.newsdesk import PASSWORD, a_client


@pytest.fixture
def client_of():
    def make(user=None, **options):
        client = a_client(user, **options) if user else Client(**options)
        client.raise_request_exception = False
        return client

    return make


def breaking(monkeypatch, error):
    def broken(*_):
        raise error

    monkeypatch.setattr(StoryQuerySet, "visible_to", broken)


def says(answer, status, words):
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert f"<code>{answer.headers['X-Request-ID']}</code>" in page
    return True


def test_nothing_here(nora, client_of):
    assert says(client_of(nora).get("/nowhere/"), 404, "There is nothing here")


def test_not_yours(max_, client_of):
    assert says(client_of(max_).post(reverse("story_new")), 403, "That is not yours to do")


def test_an_address_that_only_takes_forms(nora, client_of):
    answer = client_of(nora).get(reverse("fetch_new"))
    assert says(answer, 405, "It only takes what a button sends")
    assert answer.headers["Allow"] == "POST"


def test_open_too_long(nora, client_of):
    answer = client_of(nora, enforce_csrf_checks=True).post(reverse("story_new"), {"title": "Bell"})
    assert says(answer, 403, "This page was open too long")


def test_an_unknown_host(client_of, settings):
    settings.ALLOWED_HOSTS = ["news.example"]
    assert says(client_of().get("/", headers={"Host": "elsewhere.example"}), 400, "That request cannot be read")


def test_too_large(nora, client_of, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert says(client_of(nora).post(reverse("story_new"), {"title": "x" * 200}), 413, "That was too large")


def test_too_many_fields_are_too_large_as_well(nora, client_of, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    answer = client_of(nora).post(reverse("story_new"), {"title": "Bell", "a": "1", "b": "2"})
    assert says(answer, 413, "in smaller parts")


def test_too_many_tries(db, client_of, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client = client_of()
    for _ in range(2):
        answer = client.post(reverse("account_login"), {"login": "nobody", "password": PASSWORD})
    assert says(answer, 429, "Too many tries")


def test_a_fault_of_ours(nora, client_of, monkeypatch):
    breaking(monkeypatch, RuntimeError("the bell cracked"))
    answer = client_of(nora).get(reverse("search"), {"q": "bell"})
    assert says(answer, 500, "Newsroom failed")
    assert "cracked" not in answer.content.decode()


def test_a_database_that_is_away(client_of, nora, monkeypatch):
    breaking(monkeypatch, OperationalError("connection refused"))
    answer = client_of(nora).get(reverse("search"), {"q": "bell"})
    assert says(answer, 503, "wait a moment and try again")
    assert answer.headers["Retry-After"] == "10"


def test_the_page_of_a_fault_asks_no_database(client_of):
    """Without the `db` fixture every query is refused: the session's already, then the page's, were there one."""
    client = client_of()
    client.cookies["newsroom_session"] = "x" * 32
    assert says(client.get("/"), 500, "Newsroom failed")


def test_a_page_that_cannot_be_drawn_is_a_line_of_text(client_of, nora, monkeypatch):
    def undrawable(name):
        raise ValueError("no such file in the manifest")

    monkeypatch.setattr(errors, "render_to_string", undrawable)
    breaking(monkeypatch, RuntimeError("the bell cracked"))
    answer = client_of(nora).get(reverse("search"), {"q": "bell"})
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in answer.content.decode()
