"""Whatever goes wrong is answered as problem details, and never as an error of the server."""

import pytest
from django.db import OperationalError

from articles.api import requests, urls
from tests import newsdesk
from tests.api.callers import ROOT, a_caller, problem


@pytest.fixture
def caller(nora):
    return a_caller(nora)


@pytest.mark.parametrize("path", ["/nothing", "", "/", "/stories/", "/stories/Ä", "/annotations/x", "/stories/a/b/c/d"])
def test_an_address_that_is_not_there_is_a_problem(caller, path):
    problem(caller.get(path), 404, "not-found")


def test_a_number_that_no_database_holds_is_just_not_there(caller, story):
    for number in (2**31, 2**63, 10**30, "9" * 5000):
        problem(caller.get(f"/annotations/{number}"), 404, "not-found")
        problem(caller.get(f"/stories/{story.slug}/articles/{number}"), 404, "not-found")


def test_a_method_that_is_not_allowed_names_those_that_are(caller):
    answer = caller.client.delete(f"{ROOT}/stories")

    problem(answer, 405, "method-not-allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b'{"title": NaN}', b"[" * 100_000, b'{"title": ' + b"9" * 5000 + b"}"],
    ids=["nothing", "half", "no UTF-8", "NaN", "nested", "a long number"],
)
def test_what_is_no_json_is_malformed_or_invalid(caller, body):
    answer = caller.post("/stories", body)

    assert answer.status_code in (400, 422), answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body", ["null", "[]", "7", '"x"', '{"title": 7}', '{"titel": "X"}', '{"title": "X", "due_at": 1e400}']
)
def test_json_of_another_form_is_invalid_and_says_where(caller, body):
    said = problem(caller.post("/stories", body), 422, "invalid")

    assert all(fault["where"].startswith("body") and fault["what"] for fault in said["errors"])


@pytest.mark.parametrize("text", ["\\u0000", "\\ud800", "a\\udc00b"])
def test_nul_and_lone_surrogates_are_refused_with_their_place(caller, text):
    said = problem(caller.post("/stories", f'{{"title": "{text}"}}'), 422, "invalid")
    assert said["errors"][0]["where"] == "body.title"

    problem(caller.post("/stories", f'{{"{text}": 1}}'), 422, "invalid")


def test_nul_in_the_address_is_refused(caller):
    problem(caller.get("/stories", q="a\0b"), 422, "invalid")


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 101}, {"limit": "x"}, {"cursor": "x"}, {"show": "x"}, {"cursor": "9" * 19}]
)
def test_nonsense_in_the_address_is_invalid_and_says_where(caller, query):
    said = problem(caller.get("/stories", **query), 422, "invalid")
    assert said["errors"][0]["where"] == f"query.{next(iter(query))}"


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-01-01T00:00:00", "x"]
)
def test_a_moment_needs_a_zone_and_a_year_of_our_time(caller, moment):
    problem(caller.post("/stories", title="X", due_at=moment), 422, "invalid")


def test_more_json_than_possible_is_refused(caller, monkeypatch):
    monkeypatch.setattr(requests, "LARGEST_JSON", 100)
    said = problem(caller.post("/stories", title="x" * 101), 413, "too-large")
    assert "as files" in said["detail"]


def test_a_larger_request_than_possible_is_not_even_read(caller, monkeypatch):
    monkeypatch.setattr(urls, "LARGEST_REQUEST", 10)
    problem(caller.post("/stories", title="Harbour bell"), 413, "too-large")


def test_a_broken_multipart_body_is_malformed(caller, story):
    answer = caller.client.post(
        f"{ROOT}/stories/{story.slug}/articles/files", b"--x\r\n", content_type="multipart/form-data; boundary="
    )
    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_what_breaks_here_is_a_problem_that_tells_nothing_of_the_inside(caller, monkeypatch, caplog):
    monkeypatch.setattr("articles.api.stories.page_of", lambda *_, **__: 1 / 0)
    caller.client.raise_request_exception = False

    said = problem(caller.get("/stories"), 500, "server-error")

    assert "Zero" not in str(said)
    assert "ZeroDivisionError" in caplog.text


def test_a_database_that_is_away_asks_to_come_back(caller, monkeypatch):
    def away(*_, **__):
        raise OperationalError("could not connect")

    monkeypatch.setattr("articles.api.stories.page_of", away)

    assert caller.get("/stories").headers["Retry-After"] == "10"
    problem(caller.get("/stories"), 503, "away")


def test_a_change_without_a_version_is_refused(caller, article):
    mark = newsdesk.an_annotation(article)

    problem(caller.post(f"/annotations/{mark.pk}/accept", {}), 428, "version-needed")


def test_whoever_saw_an_older_version_is_told_both(caller, article):
    mark = newsdesk.an_annotation(article)
    caller.post(f"/annotations/{mark.pk}/accept", version=1)

    said = problem(caller.post(f"/annotations/{mark.pk}/dismiss", version=1), 409, "stale")
    assert (said["version"], said["current_version"]) == (1, 2)
    answer = caller.post(f"/annotations/{mark.pk}/dismiss", {}, headers={"If-Match": '"1"'})
    problem(answer, 412, "stale")
    assert caller.post(f"/annotations/{mark.pk}/dismiss", {}, headers={"If-Match": '"2"'}).status_code == 200
