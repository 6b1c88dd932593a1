"""Claims and reviews by the API: what the sources say, decided with a reason; the checks asked to read."""

import pytest
from django_tasks_db.models import DBTaskResult

from articles.models import Decision, Review
from tests import newsdesk
from tests.api.callers import a_caller, problem


@pytest.fixture
def caller(nora):
    return a_caller(nora)


@pytest.fixture
def conflict(story):
    first, second = newsdesk.an_article(story), newsdesk.an_article(story, outlet="Quay Post")
    return newsdesk.a_claim(story, says=[(first, "40 years"), (second, "300")])


def test_a_claim_says_what_each_article_says(caller, conflict):
    said = caller.get(f"/claims/{conflict.pk}").json()

    assert (said["subject"], said["status"], said["is_undecided"], said["decision"]) == (
        "The bell",
        "conflict",
        True,
        None,
    )
    assert [(s["article"], s["value"]) for s in said["statements"]] == [(1, "40 years"), (2, "300")]


def test_the_list_is_narrowed_to_what_waits(caller, conflict):
    agreed = newsdesk.a_claim(conflict.story, "Tomas Brandt", "age", says=[(conflict.statements.first().article, "61")])
    path = f"/stories/{conflict.story.slug}/claims"

    assert [c["id"] for c in caller.get(path).json()["items"]] == [conflict.pk, agreed.pk]
    assert [c["id"] for c in caller.get(path, undecided="true").json()["items"]] == [conflict.pk]
    assert [c["id"] for c in caller.get(path, status="single").json()["items"]] == [agreed.pk]


def test_a_conflict_is_decided_with_a_reason(caller, conflict, nora):
    answer = caller.post(f"/claims/{conflict.pk}/decide", value="40 years", reason="The keeper says so.", version=1)

    assert answer.json()["decision"]["value"] == "40 years"
    assert (answer.json()["is_undecided"], answer.json()["version"]) == (False, 2)
    assert Decision.objects.get().decided_by == nora
    said = problem(caller.post(f"/claims/{conflict.pk}/decide", value="300", reason="No.", version=1), 409, "stale")
    assert (said["version"], said["current_version"]) == (1, 2)
    problem(caller.post(f"/claims/{conflict.pk}/decide", value="300", reason=" ", version=2), 422, "refused")
    problem(caller.post(f"/claims/{conflict.pk}/decide", value="300", reason="No."), 428, "version-needed")
    assert Decision.objects.count() == 1


def test_strangers_and_readers_decide_nothing(conflict, vera, max_, nora):
    newsdesk.join(max_, "Approver")
    problem(a_caller(max_).post(f"/claims/{conflict.pk}/decide", value="", reason="x", version=1), 403, "forbidden")
    conflict.story.members.set([nora])
    problem(a_caller(vera).post(f"/claims/{conflict.pk}/decide", value="", reason="x", version=1), 404, "not-found")


def test_the_list_costs_as_many_queries_with_many_claims(caller, conflict, django_assert_num_queries):
    path = f"/stories/{conflict.story.slug}/claims"
    caller.get(path)
    with django_assert_num_queries(6):
        caller.get(path)
    for number in range(4):
        newsdesk.a_claim(
            conflict.story, f"Bell {number}", says=[(s.article, s.value) for s in conflict.statements.all()]
        )
    with django_assert_num_queries(6):
        caller.get(path)


def test_a_review_is_asked_for_once_and_watched(caller, article):
    path = f"/stories/{article.story.slug}/review"
    problem(caller.get(path), 404, "not-found")

    first, second = caller.post(path), caller.post(path)

    assert first.status_code == 202
    assert first.json()["state"] == "waiting" and first.json()["requested_by"] == "nora"
    assert second.json() == first.json()
    assert Review.objects.count() == DBTaskResult.objects.count() == 1
    assert caller.get(path).json()["state"] == "waiting"


def test_a_story_without_articles_is_not_reviewed(caller, story):
    said = problem(caller.post(f"/stories/{story.slug}/review"), 422, "refused")
    assert "import articles first" in said["detail"]
