"""Annotations by the API: found by checks or made by hand, decided with the version that was seen."""

import pytest

from articles.models import Annotation, Event
from articles.workflow import blind
from tests import newsdesk
from tests.api.callers import a_caller, problem


@pytest.fixture
def caller(nora):
    return a_caller(nora)


@pytest.fixture
def found(article):
    return newsdesk.an_annotation(article, related=[{"article": article.pk, "start": 0, "end": 7}])


def test_a_mark_says_where_it_stands_and_who_made_it(caller, found):
    said = caller.get(f"/annotations/{found.pk}").json()

    assert (said["quote"], said["category"], said["state"], said["check"]) == (
        "40 years",
        "wrong_number",
        "open",
        "numbers",
    )
    assert said["related"] == [{"article": 1, "start": 0, "end": 7}]
    assert (said["created_by"], said["version"]) == (None, 1)


def test_the_list_is_narrowed_down(caller, found, nora):
    story = found.story
    own = newsdesk.an_annotation(found.article, "300", "misstated_age", severity="minor", by=nora)
    other = newsdesk.an_annotation(newsdesk.an_article(story), state="dismissed")

    def ids(**query):
        return [mark["id"] for mark in caller.get(f"/stories/{story.slug}/annotations", **query).json()["items"]]

    assert ids() == [found.pk, own.pk, other.pk]
    assert ids(state="dismissed") == ids(article=2) == [other.pk]
    assert ids(severity="minor") == ids(category="misstated_age") == [own.pk]
    assert ids(check="numbers") == [found.pk, other.pk]
    assert ids(category="nothing") == []


@pytest.mark.parametrize(("verb", "state"), [("accept", "accepted"), ("dismiss", "dismissed"), ("resolve", "resolved")])
def test_a_mark_is_decided_as_on_the_page_and_reopened(caller, found, nora, verb, state):
    said = caller.post(f"/annotations/{found.pk}/{verb}", version=1, reason="The keeper says so.").json()

    assert (said["state"], said["decided_by"], said["version"]) == (state, "nora", 2)
    assert said["comments"][0]["text"] == "The keeper says so."
    problem(caller.post(f"/annotations/{found.pk}/{verb}", version=2), 422, "refused")
    assert caller.post(f"/annotations/{found.pk}/reopen", version=2).json()["state"] == "open"
    assert list(Event.objects.values_list("verb", flat=True)[:2]) == ["reopen", verb]


def test_a_mark_is_made_where_the_words_are(caller, article, nora):
    start = article.text.index("300 people")
    mark = {"start": start, "end": start + 10, "quote": "300 people", "category": "wrong_number"}

    answer = caller.post(f"/stories/{article.story.slug}/articles/1/annotations", mark)

    assert answer.status_code == 201
    made = Annotation.objects.get()
    assert (made.quote, made.created_by, made.severity) == ("300 people", nora, "major")
    path = f"/stories/{article.story.slug}/articles/1/annotations"
    problem(caller.post(path, mark | {"start": start + 1}), 422, "refused")
    problem(caller.post(path, mark | {"end": 2**31 - 1}), 422, "refused")
    problem(caller.post(path, mark | {"category": "nothing"}), 422, "invalid")
    assert Annotation.objects.count() == 1


def test_what_is_said_in_the_thread_is_seen_by_all(caller, found):
    first = caller.post(f"/annotations/{found.pk}/comment", text="Who counted?").json()["comments"][0]
    answer = caller.post(f"/annotations/{found.pk}/comment", text="The harbour office.", answers=first["id"])

    assert [line["answers"] for line in answer.json()["comments"]] == [None, first["id"]]
    problem(caller.post(f"/annotations/{found.pk}/comment", text=" "), 422, "refused")
    problem(caller.post(f"/annotations/{found.pk}/comment", text="x", answers=2**31 - 1), 404, "not-found")


def test_a_strangers_mark_is_not_there_and_a_reader_may_not_decide(found, vera, max_, nora):
    newsdesk.join(max_, "Approver")
    problem(a_caller(max_).post(f"/annotations/{found.pk}/accept", version=1), 403, "forbidden")
    found.story.members.set([nora])

    problem(a_caller(vera).get(f"/annotations/{found.pk}"), 404, "not-found")
    problem(a_caller(vera).post(f"/annotations/{found.pk}/accept", version=1), 404, "not-found")
    found.refresh_from_db()
    assert found.is_open


def test_whoever_reads_blind_sees_no_marks_by_the_api_either(caller, found, nora):
    blind.start(found.article, by=nora)

    assert caller.get(f"/stories/{found.story.slug}/annotations").json()["items"] == []
    problem(caller.get(f"/annotations/{found.pk}"), 404, "not-found")
    assert caller.get(f"/stories/{found.story.slug}").json()["figures"] is None
    assert caller.get("/stories").json()["items"][0]["figures"] is None
    said = problem(caller.get(f"/stories/{found.story.slug}/claims"), 403, "forbidden")
    assert "blind" in said["detail"]


def test_the_list_costs_as_many_queries_with_many_marks(caller, found, nora, django_assert_num_queries):
    path = f"/stories/{found.story.slug}/annotations"
    caller.get(path)
    with django_assert_num_queries(7):
        caller.get(path)
    for quote in ("300", "61", "Monday"):
        mark = newsdesk.an_annotation(found.article, quote, by=nora)
        mark.comments.create(author=nora, text="Look here.")
    with django_assert_num_queries(7):
        caller.get(path)
