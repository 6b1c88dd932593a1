"""The log: one line a request with its id, and never what somebody wrote."""

import io
import json
import logging

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from articles import tasks
from articles.models import Review, StoryParagraph
from articles.models.stories import StoryQuerySet
from newsroom import logs
from newsroom.compat import task_finished, task_started
from tests.newsdesk import PASSWORD, TEXT, a_client, a_paragraph, an_article

SECRETS = ["Quokka-Title", "Quokka-Text", "Quokka-Paragraph", "Quokka-Query", "Quokka-Password", PASSWORD]


@pytest.fixture
def log(monkeypatch):
    """What the product's own handler writes in production, from every logger, however chatty."""
    (handler,) = [h for h in logging.getLogger().handlers if any(isinstance(f, logs.WithoutRepeats) for f in h.filters)]
    written = io.StringIO()
    monkeypatch.setattr(handler, "formatter", logs.JsonLines())
    before = handler.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    handler.setStream(before)


def of(lines, logger="newsroom.request"):
    return [line for line in lines if line["logger"] == logger]


def test_a_request_is_one_line_with_its_template_its_user_and_its_cost(nora, story, log):
    answer = a_client(nora).get(reverse("story", args=[story.slug]) + "?Quokka-Query=1")
    (line,) = log()
    assert (line["method"], line["route"], line["status"]) == ("GET", "/stories/<slug:slug>/", 200)
    assert (line["user"], line["request"]) == (nora.pk, answer.headers["X-Request-ID"])
    assert line["queries"] > 3 and line["ms"] > 0
    assert story.slug not in json.dumps(line)


def test_the_queries_are_those_of_the_request(nora, log):
    client = a_client(nora)
    with CaptureQueriesContext(connection) as counted:
        client.get(reverse("inbox"))
    assert log()[-1]["queries"] == len(counted)


def test_static_files_and_probes_write_no_line(client, db, log):
    client.get("/static/articles/favicon.svg")
    client.get("/readyz")
    assert log() == []


def test_a_strangers_id_is_not_taken_over(client, log):
    given = "chosen-by-a-stranger"
    assert client.get("/accounts/nowhere/", headers={"X-Request-ID": given}).headers["X-Request-ID"] != given


def test_a_trusted_proxys_id_is_taken_over(client, settings, log):
    settings.BEHIND_PROXY = True
    answer = client.get("/accounts/nowhere/", headers={"X-Request-ID": "edge-0f3a.77"})
    assert answer.headers["X-Request-ID"] == log()[-1]["request"] == "edge-0f3a.77"


@pytest.mark.parametrize("given", ["short", "with a blank in it", "x" * 200, "línea-con-acentos"])
def test_an_id_that_would_spoil_the_log_is_not_taken_over_from_anybody(client, settings, given):
    settings.BEHIND_PROXY = True
    header = client.get("/accounts/nowhere/", HTTP_X_REQUEST_ID=given).headers["X-Request-ID"]
    assert len(header) == 32 and header != given


def test_who_is_refused_is_in_the_log_in_one_line(max_, log):
    a_client(max_).post(reverse("story_new"))
    (line,) = log()
    assert (line["status"], line["user"]) == (403, max_.pk)


def test_what_broke_is_told_with_the_way_there_and_without_its_words(nora, story, log, monkeypatch):
    def broken(*_, **__):
        raise ValueError("Quokka-Text is no number")

    monkeypatch.setattr(StoryQuerySet, "visible_to", broken)
    client = a_client(nora)
    client.raise_request_exception = False
    answer = client.get(reverse("story", args=[story.slug]))
    (failure,) = of(log(), "django.request")
    assert answer.status_code == 500
    assert failure["request"] == answer.headers["X-Request-ID"]
    assert failure["error"][-1] == f"builtins.ValueError: {logs.LEFT_OUT}"
    assert any("test_logs.py" in frame and "broken" in frame for frame in failure["error"])
    assert failure["request"] in answer.content.decode()


def test_what_the_machine_says_is_told():
    assert logs.without_words(ConnectionRefusedError(111, "Connection refused"))[-1].endswith("Connection refused")


def test_of_what_the_database_says_the_row_is_left_out():
    said = IntegrityError("null value\nDETAIL:  Failing row contains (1, Quokka-Text)")
    assert "Quokka" not in json.dumps(logs.without_words(said))


def test_an_error_tells_those_that_led_to_it():
    try:
        try:
            raise KeyError("Quokka-Text")
        except KeyError as error:
            raise FileNotFoundError(2, "No such file", "model.bin") from error
    except FileNotFoundError as error:
        told = logs.without_words(error)
    assert [line.split(":")[0] for line in told if line.startswith("builtins")] == [
        "builtins.KeyError",
        "builtins.FileNotFoundError",
    ]


def test_no_text_no_query_no_token_and_no_password_reaches_the_log(nora, story, log, settings):
    """Write, search, mark, fail, sign in and review with marked words, at the chattiest level, and read the whole log."""
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        _a_day_with_marked_words(nora, story)
    finally:
        logging.getLogger().setLevel(settings.LOG_LEVEL)
    lines = log()
    whole = json.dumps(lines, ensure_ascii=False)
    assert len(of(lines)) >= 8
    assert [secret for secret in SECRETS if secret in whole] == []
    assert "very-secret-token" not in whole


def _a_day_with_marked_words(nora, story):
    article = an_article(story, TEXT.replace("Aldmere", "Quokka-Text"), headline="Quokka-Title")
    paragraph = a_paragraph(story, "Quokka-Paragraph rang.", by=nora)
    client = a_client(nora)
    client.raise_request_exception = False
    client.get(reverse("article", args=[story.slug, article.number]))
    client.get(reverse("search"), {"q": "Quokka-Query"})
    version = StoryParagraph.objects.get(pk=paragraph.pk).version
    client.post(reverse("paragraph_save", args=[paragraph.pk]), {"text": "Quokka-Paragraph!", "version": version})
    client.post(reverse("paragraph_save", args=[paragraph.pk]), {"text": "Quokka-Paragraph", "version": "Quokka-Text"})
    client.get("/stories/quokka/Quokka-Title/?next=Quokka-Query")
    client.get("/approve/very-secret-token/")
    client.post("/accounts/login/", {"login": "nora", "password": "Quokka-Password"})
    client.post("/accounts/login/", {"login": "nora", "password": PASSWORD})
    client.post(f"/stories/{story.slug}/review/")
    tasks.review_story.call(Review.objects.create(story=story, requested_by=nora).pk)


def test_a_task_is_logged_with_its_id_and_that_of_the_request_that_asked_for_it(nora, story, log):
    article = an_article(story)
    answer = a_client(nora).post(reverse("review_request", args=[story.slug]))
    result = DBTaskResult.objects.get().task_result
    task_started.send(sender=None, task_result=result)
    logging.getLogger("articles.anything").info("Reading %s", article.pk)
    task_finished.send(sender=None, task_result=result)
    lines = [line for line in log() if line.get("task")]
    assert {line["request"] for line in lines} == {answer.headers["X-Request-ID"]}
    assert {line["task"] for line in lines} == {result.id}
    assert [line["message"] for line in lines if line["logger"] == "newsroom.task"] == ["Task started", "Task ended"]
    assert any(line["message"].startswith("Reading") for line in lines)
    assert logs.request_id() == ""
