"""Giving a mark to somebody."""

from articles.workflow import threads
from tests import newsdesk
from tests.views.notes import act, address, assert_closed_to_strangers, assert_only_by_post


def test_a_mark_is_given_by_name_and_leads_back_to_the_note(nora, jonas, article):
    mark = newsdesk.an_annotation(article)
    response = act(newsdesk.a_client(nora), "assign", mark, assignee="@jonas")
    assert response["Location"] == address(mark)
    mark.refresh_from_db()
    assert mark.assigned_to == jonas


def test_with_htmx_the_note_says_who_has_it_and_who_gave_it(nora, jonas, article):
    mark = newsdesk.an_annotation(article)
    page = act(newsdesk.an_htmx_client(nora), "assign", mark, assignee="Jonas Weber").content.decode()
    assert "<dt>Given to</dt><dd>Jonas Weber</dd>" in page and "gave it to Jonas Weber" in page


def test_an_empty_name_takes_it_back(nora, jonas, article):
    mark = newsdesk.an_annotation(article)
    threads.assign(mark, by=nora, version=1, assignee=jonas)
    page = act(newsdesk.an_htmx_client(nora), "assign", mark, assignee="").content.decode()
    assert "Given to</dt>" not in page and "took it from whoever had it" in page


def test_a_name_that_nobody_has_and_somebody_who_may_not_see_it_are_refused(nora, article, max_):
    mark = newsdesk.an_annotation(article)
    for name, why in (("Johan", "Nobody here is called “Johan”"), ("max", "Max Roth may not see this story")):
        response = act(newsdesk.an_htmx_client(nora), "assign", mark, assignee=name)
        assert response.status_code == 422 and why in response.content.decode()


def test_who_comes_second_learns_what_has_changed(nora, jonas, article):
    mark = newsdesk.an_annotation(article)
    threads.assign(type(mark).objects.get(), by=jonas, version=1, assignee=jonas)
    response = act(newsdesk.an_htmx_client(nora), "assign", mark, assignee="nora")
    assert response.status_code == 409 and "Somebody changed this mark" in response.content.decode()


def test_it_needs_a_post(nora, article):
    assert_only_by_post(newsdesk.a_client(nora), "assign", newsdesk.an_annotation(article))


def test_it_is_closed_to_strangers(article):
    assert_closed_to_strangers("assign", newsdesk.an_annotation(article))
