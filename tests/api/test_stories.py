"""Stories by the API: listed as on the desk, read, opened."""

import pytest
from django.core.cache import cache

from articles.models import Story
from tests import newsdesk
from tests.api.callers import a_caller, problem


@pytest.fixture
def caller(nora):
    cache.clear()
    return a_caller(nora)


def slugs(answer):
    assert answer.status_code == 200, answer.content
    return [story["slug"] for story in answer.json()["items"]]


def test_a_story_says_what_the_desk_says_of_it(caller, nora, article):
    newsdesk.an_annotation(article)
    said = caller.get(f"/stories/{article.story.slug}").json()

    assert (said["title"], said["state"], said["priority"], said["created_by"]) == (
        "Harbour bell",
        "draft",
        "normal",
        "nora",
    )
    assert (said["figures"]["articles"], said["figures"]["open_majors"]) == (1, 1)
    assert said["page"] == article.story.get_absolute_url()


def test_the_list_holds_what_one_may_see_newest_first(caller, nora, jonas):
    first, second = newsdesk.a_story(by=nora), newsdesk.a_story(by=jonas)
    newsdesk.a_story(by=jonas, members=[jonas])

    assert slugs(caller.get("/stories")) == [second.slug, first.slug]


def test_the_list_has_the_filters_of_the_desk(caller, nora, jonas):
    mine = newsdesk.a_story("mine", by=nora, title="Ferry strike")
    given = newsdesk.a_story("given", by=jonas, title="Comet", assigned_to=nora, priority=1)
    gone = newsdesk.a_story("gone", by=jonas, title="Budget", state="killed")

    assert slugs(caller.get("/stories", q="ferry")) == [mine.slug]
    assert slugs(caller.get("/stories", show="mine")) == [given.slug, mine.slug]
    assert slugs(caller.get("/stories", show="killed")) == [gone.slug]
    assert slugs(caller.get("/stories", show="open", assigned="nobody")) == [mine.slug]
    assert slugs(caller.get("/stories", assigned="me")) == [given.slug]
    assert slugs(caller.get("/stories", priority="urgent")) == [given.slug]


def test_pages_follow_each_other_though_stories_come_in(caller, nora):
    names = [newsdesk.a_story(f"story-{n}", by=nora).slug for n in range(5)]
    page = caller.get("/stories", limit=2)
    newsdesk.a_story("newer", by=nora)
    seen = slugs(page)
    while cursor := page.json()["next_cursor"]:
        page = caller.get("/stories", limit=2, cursor=cursor)
        seen += slugs(page)

    assert seen == names[::-1]


def test_the_list_costs_as_many_queries_with_many_stories(caller, nora, jonas, django_assert_num_queries):
    newsdesk.a_story(by=nora)
    caller.get("/stories")
    with django_assert_num_queries(4):  # token, wrong guesses, permissions, stories
        caller.get("/stories")
    for _ in range(5):
        newsdesk.a_story(by=jonas, assigned_to=nora)
    with django_assert_num_queries(4):
        caller.get("/stories")


def test_a_story_is_opened_with_its_plan(caller, nora, jonas):
    plan = {"priority": "urgent", "due_at": "2026-12-01T10:00:00+01:00", "assigned_to": "jonas", "members": ["jonas"]}

    answer = caller.post("/stories", title="Ferry strike", **plan)

    assert answer.status_code == 201
    story = Story.objects.get(slug=answer.json()["slug"])
    assert (story.title, story.created_by, story.assigned_to, story.priority) == ("Ferry strike", nora, jonas, 1)
    assert list(story.members.all()) == [jonas]
    assert answer.json()["due_at"] == "2026-12-01T09:00:00Z"
    assert answer.headers["ETag"] == f'"{story.version}"'


def test_a_story_for_somebody_who_could_not_see_it_is_not_opened(caller, max_):
    said = problem(caller.post("/stories", title="Ferry strike", assigned_to="max"), 422, "refused")

    assert "may not see this story" in said["detail"]
    problem(caller.post("/stories", title="Ferry strike", assigned_to="nobody at all"), 422, "refused")
    problem(caller.post("/stories", title="   "), 422, "refused")
    assert not Story.objects.exists()


def test_the_same_request_with_the_same_key_opens_one_story(caller, nora, jonas):
    key = {"Idempotency-Key": "wire-1"}
    answers = [caller.post("/stories", {"title": "Ferry strike"}, headers=key).json() for _ in range(2)]

    assert answers[0] == answers[1]
    assert Story.objects.count() == 1
    problem(caller.post("/stories", {"title": "Another"}, headers=key), 422, "refused")
    a_caller(jonas).post("/stories", {"title": "Ferry strike"}, headers=key)
    assert Story.objects.count() == 2


def test_a_request_that_was_refused_may_be_sent_again_with_its_key(caller):
    key = {"Idempotency-Key": "wire-1"}
    problem(caller.post("/stories", {"title": " "}, headers=key), 422, "refused")
    problem(caller.post("/stories", {"title": " "}, headers=key), 422, "refused")


def test_a_key_whose_request_is_under_way_has_to_wait(caller, monkeypatch):
    def meanwhile(**_):
        problem(caller.post("/stories", {"title": "X"}, headers={"Idempotency-Key": "1"}), 409, "in-progress")
        raise ZeroDivisionError

    monkeypatch.setattr("articles.api.stories.workflow.open_story", meanwhile)
    caller.client.raise_request_exception = False
    caller.post("/stories", {"title": "X"}, headers={"Idempotency-Key": "1"})
