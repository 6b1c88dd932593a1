"""Accepting all marks of a check, and undo, over HTTP."""

import re

import pytest

from articles.workflow import annotations
from tests import newsdesk


@pytest.fixture
def marks(article):
    return [newsdesk.an_annotation(article, quote) for quote in ("40 years", "61", "300 people")]


def url(article, action):
    return f"{article.get_absolute_url()}{action}/"


def asked(client, article, **query):
    return client.get(url(article, "accept-all"), {"check": "numbers", **query})


def form_of(response):
    versions = re.search(r'name="versions" value="([^"]*)"', response.content.decode())[1]
    return {"check": "numbers", "versions": versions}


def states(article):
    return list(article.annotations.values_list("state", flat=True))


@pytest.mark.parametrize("browser", [newsdesk.a_client, newsdesk.an_htmx_client])
def test_it_asks_how_many_then_accepts_them_then_takes_them_back(nora, article, marks, browser):
    client = browser(nora)
    question = asked(client, article, note=marks[1].pk)
    assert "Accept all 3 open marks of the Numbers check" in question.content.decode()
    assert states(article) == ["open"] * 3
    answer = client.post(url(article, "accept-all"), form_of(question), follow=True)
    assert "3 marks of the Numbers check accepted" in answer.content.decode()
    assert states(article) == ["accepted"] * 3
    page = answer.content.decode()
    assert "accept 3 marks" in page
    change = re.search(r'name="change" value="(\d+)"', page)[1]
    answer = client.post(url(article, "undo"), {"change": change}, follow=True)
    assert "Taken back: 3 marks as before." in answer.content.decode()
    assert states(article) == ["open"] * 3


@pytest.mark.parametrize("browser", [newsdesk.a_client, newsdesk.an_htmx_client])
def test_it_asks_again_when_somebody_decided_meanwhile(nora, jonas, article, marks, browser):
    client = browser(nora)
    form = form_of(asked(client, article))
    annotations.dismiss(marks[0], by=jonas, version=1)
    answer = client.post(url(article, "accept-all"), form)
    assert answer.status_code == 409
    assert "changed in the meantime" in answer.content.decode() and "all 2 open" in answer.content.decode()
    assert states(article) == ["dismissed", "open", "open"]


def test_a_double_click_on_undo_takes_one_decision_back(nora, article, marks):
    client = newsdesk.an_htmx_client(nora)
    annotations.accept(marks[0], by=nora, version=1)
    annotations.accept(marks[1], by=nora, version=1)
    change = article.mark_changes.first().pk
    assert client.post(url(article, "undo"), {"change": change}).status_code == 200
    again = client.post(url(article, "undo"), {"change": change})
    assert again.status_code == 422 and "taken back already" in again.content.decode()
    assert states(article) == ["accepted", "open", "open"]


def test_undo_says_who_has_decided_since(nora, jonas, article, marks):
    annotations.accept(marks[0], by=nora, version=1)
    annotations.reopen(marks[0], by=jonas, version=2)
    annotations.dismiss(marks[0], by=jonas, version=3)
    answer = newsdesk.an_htmx_client(nora).post(url(article, "undo"))
    assert answer.status_code == 422 and "Jonas Weber has decided this mark since" in answer.content.decode()


def test_nobody_undoes_the_decision_of_another_by_naming_it(nora, jonas, article, marks):
    annotations.accept(marks[0], by=jonas, version=1)
    change = article.mark_changes.get().pk
    answer = newsdesk.an_htmx_client(nora).post(url(article, "undo"), {"change": change})
    assert answer.status_code == 422 and states(article)[0] == "accepted"


def test_a_check_without_open_marks_has_nothing_to_ask(nora, article, marks):
    for check in ("names", "", "x" * 300):
        assert newsdesk.a_client(nora).get(url(article, "accept-all"), {"check": check}).status_code == 404


@pytest.mark.parametrize("versions", ["", "x", "1:x", "²:1", "1:1:1"])
def test_nonsense_for_versions_accepts_nothing(nora, article, marks, versions):
    data = {"check": "numbers", "versions": versions}
    assert newsdesk.a_client(nora).post(url(article, "accept-all"), data).status_code == 409
    assert states(article) == ["open"] * 3


def test_who_may_not_write_accepts_and_undoes_nothing(vera, article, marks):
    approver = newsdesk.a_user("petra", "Approver")
    assert newsdesk.a_client(approver).post(url(article, "undo")).status_code == 403
    assert asked(newsdesk.a_client(approver), article).status_code == 403
    article.story.members.set([approver])
    assert newsdesk.a_client(vera).post(url(article, "undo")).status_code == 404
    assert asked(newsdesk.a_client(vera), article).status_code == 404


def test_undo_needs_a_post(nora, article):
    assert newsdesk.a_client(nora).get(url(article, "undo")).status_code == 405


def test_an_answer_says_aloud_what_changed(nora, article, marks):
    client = newsdesk.an_htmx_client(nora)
    page = client.post(f"/annotations/{marks[0].pk}/accept/", {"version": 1}).content.decode()
    assert '<div hx-swap-oob="innerHTML:#said">Mark 1: accepted. 1 decided, 2 open.</div>' in page
