"""Beside the pages: what browsers ask for unasked, and what the log says of those who are refused."""

import io
import logging

import pytest
from django.urls import reverse

from tests.newsdesk import a_client


@pytest.fixture
def log():
    """What the product's own handler writes."""
    handler = next(h for h in logging.getLogger().handlers if any("Repeats" in type(f).__name__ for f in h.filters))
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def test_the_icon_that_browsers_ask_for_is_there_without_a_login(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.url) == (302, "/static/articles/favicon.svg")


def test_who_may_not_administer_is_refused_in_one_line_of_the_log(nora, log):
    assert a_client(nora).get(reverse("admin:index"), follow=True).status_code == 403
    (line,) = [line for line in log.getvalue().splitlines() if "status=302" not in line]
    assert "status=403" in line and "route=/admin/" in line


def test_what_broke_is_logged_with_its_traceback(log):
    try:
        raise ValueError("the bell cracked")
    except ValueError:
        logging.getLogger("django.request").exception("Broken", extra={"status_code": 500})
    assert "Traceback" in log.getvalue()
