"""What a blind reader must not see, and the comparison afterwards."""

import json

import pytest
from django.urls import reverse

from articles.models import Event, Notification
from articles.workflow import annotations, blind
from tests import newsdesk
from tests.newsdesk import a_client

SECRET = "The council counted 35."


@pytest.fixture
def hidden(article, nora):
    """Marks of a check and of Nora, with a thread that calls Jonas."""
    found = newsdesk.an_annotation(article, reason=SECRET)
    made = newsdesk.an_annotation(article, "61", "misstated_age", by=nora, reason=SECRET)
    return [found, made]


@pytest.fixture
def reading(article, hidden, jonas, nora):
    blind.start(article, by=jonas)
    annotations.comment(hidden[0], by=nora, text=f"@jonas, {SECRET}")
    return article


def url(article, action=""):
    return f"{article.get_absolute_url()}{action}"


def test_the_page_and_every_answer_of_it_hide_what_others_marked(reading, hidden, jonas):
    for client in (newsdesk.a_client(jonas), newsdesk.an_htmx_client(jonas)):
        for query in ("", f"?note={hidden[0].pk}", "mark/?at=0-7"):
            page = client.get(url(reading, query)).content.decode()
            assert SECRET not in page and "<mark" not in page and f"note-{hidden[0].pk}" not in page
    words = {"at": "0-7", "quote": "Harbour", "category": "wrong_number"}
    page = newsdesk.an_htmx_client(jonas).post(url(reading, "mark/"), words).content.decode()
    own = reading.annotations.get(created_by=jonas)
    assert f'id="note-{own.pk}"' in page and SECRET not in page and page.count("<mark") == 1
    assert "You read it blind" in page and "0 decided, 1 open" in page
    page = newsdesk.an_htmx_client(jonas).post(reverse("annotation_delete", args=[own.pk]), {"version": 1})
    assert SECRET not in page.content.decode()


@pytest.mark.parametrize("verb", ["accept", "dismiss", "resolve", "reopen", "comment", "assign", "edit", "delete"])
def test_marks_that_are_hidden_do_not_exist_for_the_reader(reading, hidden, jonas, verb):
    for mark in hidden:
        answer = newsdesk.an_htmx_client(jonas).post(reverse(f"annotation_{verb}", args=[mark.pk]), {"version": 1})
        assert answer.status_code == 404


def test_all_of_a_check_and_the_comparison_stay_shut(reading, jonas):
    client = newsdesk.a_client(jonas)
    assert client.get(url(reading, "accept-all/?check=numbers")).status_code == 404
    assert client.get(url(reading, "agreement/")).status_code == 403
    assert client.post(url(reading, "agreement/settle/")).status_code == 403


@pytest.mark.parametrize("page", ["story", "draft", "claims", "approval", "exports"])
def test_pages_of_the_story_that_show_marks_say_to_finish_first(reading, jonas, nora, page):
    address = reverse(page, args=[reading.story.slug])
    answer = newsdesk.a_client(jonas).get(address)
    assert answer.status_code == 403 and "reading an article of this story blind" in answer.content.decode()
    assert newsdesk.a_client(nora).get(address).status_code == 200
    blind.finish(reading, by=jonas)
    assert newsdesk.a_client(jonas).get(address).status_code == 200


def test_so_do_a_paragraph_and_a_revision(reading, jonas, nora, sami):
    paragraph = newsdesk.a_paragraph(reading.story, by=nora)
    revision = newsdesk.an_approved_revision(reading.story, written_by=nora, approved_by=sami)
    client = newsdesk.an_htmx_client(jonas)
    assert client.get(reverse("paragraph_checks", args=[paragraph.pk])).status_code == 403
    export = client.post(reverse("revision_export", args=[revision.pk, "json"]))
    assert export.status_code == 403
    blind.finish(reading, by=jonas)
    content = newsdesk.a_client(jonas).post(reverse("revision_export", args=[revision.pk, "json"])).content
    assert json.loads(content)


@pytest.mark.parametrize("place", ["draft", "claims"])
def test_what_changes_on_those_pages_does_not_come_by_itself_either(reading, jonas, nora, place):
    story = reading.story
    newsdesk.a_paragraph(story, by=nora)
    Event.objects.record("write", by=nora, story=story, paragraphs=[])
    here = reverse("here", args=[story.slug])
    answer = a_client(jonas).post(here, {"place": place, "since": 0}, headers={"HX-Request": "true"})
    assert answer.status_code == 403


def test_the_desk_counts_no_marks_for_the_reader_and_leads_back_to_the_article(reading, hidden, jonas, nora):
    page = a_client(jonas).get(reverse("desk")).content.decode()
    assert "Hidden while you read blind" in page
    assert "sev--blocker" not in page
    assert "You are reading an article of it blind." in page
    assert f'href="{reverse("article", args=[reading.story.slug, reading.number])}"' in page
    assert "Hidden while you read blind" not in a_client(nora).get(reverse("desk")).content.decode()


def test_the_inbox_keeps_it_back_until_the_end(reading, jonas):
    assert Notification.objects.filter(user=jonas).exists()
    client = newsdesk.a_client(jonas)
    assert SECRET not in client.get(reverse("inbox")).content.decode()
    blind.finish(reading, by=jonas)
    assert SECRET in client.get(reverse("inbox")).content.decode()


def test_others_see_everything_meanwhile_and_the_reader_other_articles(reading, nora, jonas):
    assert SECRET in newsdesk.a_client(nora).get(url(reading)).content.decode()
    other = newsdesk.an_article(reading.story, outlet="Tidewater Post")
    newsdesk.an_annotation(other, reason="Something else.")
    assert "Something else." in newsdesk.a_client(jonas).get(url(other)).content.decode()


def test_from_the_button_to_the_settled_difference(article, hidden, jonas):
    client = newsdesk.a_client(jonas)
    assert "Read blind" in client.get(url(article)).content.decode()
    assert client.post(url(article, "blind/"))["Location"] == url(article)
    assert "Finish and compare" in client.get(url(article)).content.decode()
    assert client.post(url(article, "blind/finish/"))["Location"] == url(article, "agreement/")
    page = client.get(url(article, "agreement/")).content.decode()
    assert "Cohen’s kappa" in page and "2 to settle" in page and SECRET in page
    one = article.blind_passes.get()
    choice = {"pass": one.pk, "sentence": blind.differences(one)[0].number, "choice": "theirs"}
    assert client.post(url(article, "agreement/settle/"), choice)["Location"] == url(article, "agreement/")
    fragment = newsdesk.an_htmx_client(jonas).post(url(article, "agreement/settle/"), choice).content.decode()
    assert "<html" not in fragment and "1 to settle" in fragment and "Kept: the desk’s" in fragment


@pytest.mark.parametrize("wrong", [{}, {"pass": "x"}, {"sentence": "²"}])
def test_settling_something_that_is_no_number_is_refused(article, hidden, jonas, wrong):
    blind.start(article, by=jonas)
    one = blind.finish(article, by=jonas)
    says = {"pass": one.pk, "sentence": "", "choice": "mine", **wrong}
    assert newsdesk.a_client(jonas).post(url(article, "agreement/settle/"), says).status_code == 400


def test_without_a_finished_pass_there_is_nothing_to_compare(article, nora):
    assert newsdesk.a_client(nora).get(url(article, "agreement/")).status_code == 404


def test_it_is_closed_to_strangers_and_to_those_who_only_read(article, hidden, jonas, vera):
    blind.start(article, by=jonas)
    blind.finish(article, by=jonas)
    approver = newsdesk.a_user("petra", "Approver")
    article.story.members.set([approver])
    for action in ("blind/", "blind/finish/", "agreement/settle/"):
        assert newsdesk.a_client(vera).post(url(article, action)).status_code == 404
        assert newsdesk.a_client(approver).post(url(article, action)).status_code == 403
        assert newsdesk.a_client(approver).get(url(article, action)).status_code == 405
    assert newsdesk.a_client(approver).get(url(article, "agreement/")).status_code == 200
    assert newsdesk.a_client(vera).get(url(article, "agreement/")).status_code == 404


def test_more_differences_cost_no_more_queries(article, jonas, nora, django_assert_max_num_queries):
    newsdesk.an_annotation(article)
    blind.start(article, by=jonas)
    one = blind.finish(article, by=jonas)
    client = newsdesk.a_client(nora)
    with django_assert_max_num_queries(20) as few:
        client.get(url(article, "agreement/"))
    more = [newsdesk.an_annotation(article, quote) for quote in ("61", "boy", "300 people")]
    one.desk += [{"id": m.pk, "category": "wrong_number", "start": m.start, "end": m.end} for m in more]
    one.save()
    with django_assert_max_num_queries(len(few)):
        client.get(url(article, "agreement/"))
