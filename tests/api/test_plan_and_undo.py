"""The plan of a story, the way back, and corrections, by the API."""

import pytest

from articles.models import Annotation, Correction, Priority
from articles.workflow import export
from tests import newsdesk
from tests.api.callers import a_caller, problem


@pytest.fixture
def caller(nora):
    return a_caller(nora)


def test_of_the_plan_only_what_is_named_changes(caller, story, jonas):
    path = f"/stories/{story.slug}/plan"
    said = caller.post(path, assigned_to="jonas", priority="urgent", version=story.version).json()
    assert (said["assigned_to"], said["priority"], said["due_at"]) == ("jonas", "urgent", None)
    said = caller.post(path, due_at="2026-12-01T10:00:00+01:00", version=said["version"]).json()
    assert (said["assigned_to"], said["due_at"]) == ("jonas", "2026-12-01T09:00:00Z")
    said = caller.post(path, assigned_to=None, version=said["version"]).json()
    story.refresh_from_db()
    assert (said["assigned_to"], story.assigned_to, story.priority) == (None, None, Priority.URGENT)


def test_a_plan_that_somebody_changed_since_is_told(caller, story):
    path = f"/stories/{story.slug}/plan"
    caller.post(path, priority="high", version=story.version)
    problem(caller.post(path, priority="low", version=story.version), 409, "stale")
    problem(caller.post(path, priority="low"), 428, "version-needed")
    problem(caller.post(path, {"priority": "low"}, headers={"If-Match": '"1"'}), 412, "stale")


def test_who_may_not_see_a_story_is_not_given_it(caller, nora, vera):
    story = newsdesk.a_story(by=nora, members=[nora])
    problem(caller.post(f"/stories/{story.slug}/plan", assigned_to="vera", version=story.version), 422, "refused")
    problem(a_caller(vera).post(f"/stories/{story.slug}/plan", priority="low", version=1), 404, "not-found")


def test_an_article_is_given_to_one_who_reads_it(caller, article, jonas, sami):
    path = f"/stories/{article.story.slug}/articles/1/assign"
    assert caller.post(path, to="jonas").json() == {"number": 1, "assigned_to": "jonas"}
    problem(caller.post(path, to="sami"), 409, "stale")
    assert caller.post(path, to=None, seen="jonas").json()["assigned_to"] is None


def test_ones_own_last_decision_on_a_mark_is_taken_back(caller, article, jonas):
    mark = newsdesk.an_annotation(article)
    path = f"/stories/{article.story.slug}/articles/1/undo"
    problem(caller.post(path), 422, "refused")
    caller.post(f"/annotations/{mark.pk}/dismiss", version=mark.version, reason="It is right.")
    problem(a_caller(jonas).post(path), 422, "refused")
    assert caller.post(path).json() == {"change": "dismiss", "annotations": [mark.pk]}
    assert Annotation.objects.get().state == "open"


def test_ones_own_last_change_of_the_draft_is_undone_and_done_again(caller, story, jonas):
    root = f"/stories/{story.slug}/draft"
    made = caller.post(f"{root}/paragraphs", text="The bell rang.").json()
    assert caller.post(f"{root}/undo").json()["paragraphs"] == [made["id"]]
    assert caller.get(root).json()["paragraphs"] == []
    problem(a_caller(jonas).post(f"{root}/redo"), 422, "refused")
    caller.post(f"{root}/redo")
    assert [one["text"] for one in caller.get(root).json()["paragraphs"]] == ["The bell rang."]
    problem(caller.post(f"{root}/redo"), 422, "refused")


def test_a_correction_is_sent_with_its_notice_and_its_cause(caller, story, nora, sami):
    article = newsdesk.an_article(story)
    paragraph = newsdesk.a_paragraph(story, by=nora, cites=[(article, "rang on Monday")])
    mark = newsdesk.an_annotation(article)
    path = f"/stories/{story.slug}/send"
    problem(caller.post(path, correction={"notice": "It rang on Tuesday."}), 422, "refused")
    first = newsdesk.an_approved_revision(story, written_by=nora, approved_by=sami)
    export.export(first, "text", by=nora)
    caller.post(f"/paragraphs/{paragraph.pk}", text="The bell rang on Tuesday.", version=paragraph.version)
    newsdesk.a_paragraph(story, "It rang on Tuesday.", by=nora)
    notice = "An earlier version said that it rang on Monday."
    problem(caller.post(path, correction={"notice": " "}), 422, "refused")
    problem(caller.post(path, correction={"notice": notice, "annotation": 999}), 404, "not-found")
    sent = caller.post(path, correction={"notice": notice, "annotation": mark.pk})

    assert sent.status_code == 201, sent.content
    correction = Correction.objects.get()
    assert (correction.notice, correction.corrects_id, correction.annotation) == (notice, first.pk, mark)
