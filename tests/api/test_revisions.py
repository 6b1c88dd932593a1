"""From the draft to the export by the API: written, cited, sent, approved by another, taken out."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.exporters import EXPORTERS
from articles.models import Export, StoryParagraph, StoryState
from tests import newsdesk
from tests.api.callers import a_caller, problem

SENTENCE = "About 300 people stood on the quay."


@pytest.fixture
def caller(nora):
    return a_caller(nora)


@pytest.fixture
def approver(sami):
    return a_caller(sami)


def written(caller, article):
    """The story of the article with one paragraph that cites it."""
    path = f"/stories/{article.story.slug}/draft/paragraphs"
    paragraph = caller.post(path, text=SENTENCE).json()
    start = article.text.index(SENTENCE)
    place = {"start": 0, "end": 5, "article": 1, "source_start": start, "source_end": start + len(SENTENCE)}
    return caller.post(f"/paragraphs/{paragraph['id']}/cite", place, headers={"If-Match": '"1"'}).json()


def sent(caller, article):
    written(caller, article)
    return caller.post(f"/stories/{article.story.slug}/send", note="Please.").json()


def test_a_paragraph_is_written_cited_saved_and_removed(caller, article, nora):
    paragraph = written(caller, article)
    path = f"/paragraphs/{paragraph['id']}"

    assert paragraph["citations"][0]["quote"] == SENTENCE
    saved = caller.post(f"{path}/save", text="About 300 people stood there.", version=paragraph["version"]).json()
    assert (saved["text"], saved["updated_by"]) == ("About 300 people stood there.", "nora")
    problem(caller.post(f"{path}/save", text="Mine.", version=paragraph["version"]), 409, "stale")
    assert caller.get(f"/stories/{article.story.slug}/draft").json()["paragraphs"] == [saved]
    assert caller.post(f"{path}/remove", version=saved["version"]).status_code == 204
    assert not StoryParagraph.objects.standing().exists()
    problem(caller.get(path), 404, "not-found")


def test_a_paragraph_goes_where_it_is_put(caller, story):
    path = f"/stories/{story.slug}/draft/paragraphs"
    first = caller.post(path, text="One.").json()
    caller.post(path, text="Three.")
    caller.post(path, text="Two.", after=first["id"])

    texts = [p["text"] for p in caller.get(f"/stories/{story.slug}/draft").json()["paragraphs"]]
    assert texts == ["One.", "Two.", "Three."]
    problem(caller.post(path, text="Four.", after=2**31), 404, "not-found")
    problem(caller.post(path, text="x" * 20_001), 422, "invalid")


def test_words_that_are_not_there_cannot_be_cited(caller, article):
    paragraph = caller.post(f"/stories/{article.story.slug}/draft/paragraphs", text=SENTENCE).json()
    place = {"start": 0, "end": 5, "article": 1, "source_start": 5000, "source_end": 6000, "version": 1}

    problem(caller.post(f"/paragraphs/{paragraph['id']}/cite", place), 422, "refused")
    problem(caller.post(f"/paragraphs/{paragraph['id']}/cite", place | {"article": 9}), 404, "not-found")


def test_the_headline_is_set_with_the_version_of_the_story(caller, story):
    path = f"/stories/{story.slug}/draft/headline"

    assert caller.post(path, headline="The bell rings", version=1).json()["headline"] == "The bell rings"
    problem(caller.post(path, headline="It rings", version=1), 409, "stale")


def test_a_revision_is_approved_by_another_who_read_it(caller, approver, article):
    revision = sent(caller, article)
    path = f"/revisions/{revision['id']}"

    assert (revision["number"], revision["state"], revision["sent_by"]) == (1, "waiting", "nora")
    assert approver.get(path).json()["document"]["paragraphs"][0]["text"] == SENTENCE
    said = problem(approver.post(f"{path}/approve", sha256="0" * 64), 409, "stale")
    assert said["current_version"] == revision["sha256"]
    approved = approver.post(f"{path}/approve", sha256=revision["sha256"]).json()
    assert (approved["state"], approved["approved_by"]) == ("approved", "sami")
    listed = caller.get(f"/stories/{article.story.slug}/revisions").json()["items"]
    assert listed == [approved]
    problem(approver.post(f"{path}/approve", sha256=revision["sha256"]), 422, "refused")


def test_nobody_approves_their_own_words(nora, article):
    newsdesk.join(nora, "Approver")
    caller = a_caller(type(nora).objects.get(pk=nora.pk))
    revision = sent(caller, article)

    said = problem(caller.post(f"/revisions/{revision['id']}/approve", sha256=revision["sha256"]), 422, "refused")
    assert "somebody else must approve it" in said["detail"]


def test_what_stands_in_the_way_is_named(caller, approver, article):
    caller.post(f"/stories/{article.story.slug}/draft/paragraphs", text="Nobody knows.")
    assert caller.get(f"/stories/{article.story.slug}/draft").json()["blockers"][0]["kind"] == "uncited"
    revision = caller.post(f"/stories/{article.story.slug}/send", {}).json()

    said = problem(approver.post(f"/revisions/{revision['id']}/approve", sha256=revision["sha256"]), 422, "refused")
    assert said["details"] == ["A sentence cites no source: “Nobody knows.”"]


def test_a_revision_is_sent_back_with_a_reason(caller, approver, article):
    revision = sent(caller, article)
    path = f"/revisions/{revision['id']}/request-changes"

    problem(caller.post(path, reason="No."), 422, "refused")
    problem(approver.post(path, reason=" "), 422, "refused")
    answer = approver.post(path, reason="Name the quay.").json()
    assert (answer["state"], answer["change_request"]) == ("sent_back", "Name the quay.")


@pytest.mark.parametrize("format", EXPORTERS)
def test_an_approved_revision_leaves_the_house_and_it_is_recorded(caller, nora, sami, format):
    revision = newsdesk.an_approved_revision(written_by=nora, approved_by=sami)

    answer = caller.post(f"/revisions/{revision.pk}/export/{format}")

    assert answer.status_code == 200, answer.content
    export = Export.objects.get()
    assert (export.exported_by, export.format) == (nora, format)
    assert hashlib.sha256(answer.content).hexdigest() == export.sha256 == answer.headers["X-Content-SHA256"]
    assert export.file_name in answer.headers["Content-Disposition"]
    revision.story.refresh_from_db()
    assert revision.story.state == StoryState.PUBLISHED
    listed = caller.get(f"/stories/{revision.story.slug}/exports").json()["items"]
    assert [(row["sha256"], row["revision"]) for row in listed] == [(export.sha256, 1)]


def test_nothing_leaves_under_embargo_unapproved_or_in_no_format(caller, article, nora, sami):
    waiting = sent(caller, article)
    problem(caller.post(f"/revisions/{waiting['id']}/export/json"), 422, "refused")
    revision = newsdesk.an_approved_revision(written_by=nora, approved_by=sami)
    problem(caller.post(f"/revisions/{revision.pk}/export/tablet"), 404, "not-found")
    story = revision.story
    story.embargo_until = timezone.now() + timedelta(hours=1)
    story.save()

    said = problem(caller.post(f"/revisions/{revision.pk}/export/json"), 422, "refused")
    assert "embargo" in said["detail"]
    assert not Export.objects.exists()


def test_a_token_that_may_only_read_takes_nothing_out(nora, sami):
    revision = newsdesk.an_approved_revision(written_by=nora, approved_by=sami)

    problem(a_caller(nora, "stories:read").post(f"/revisions/{revision.pk}/export/json"), 403, "missing-scope")
    assert not Export.objects.exists()


def test_the_formats_are_those_of_the_page(caller):
    assert [row["slug"] for row in caller.get("/formats").json()] == list(EXPORTERS)


def test_reading_costs_as_many_queries_with_many_paragraphs_and_revisions(
    caller, article, nora, django_assert_num_queries
):
    paths = [f"/stories/{article.story.slug}/{name}" for name in ("draft", "revisions", "exports")]
    sent(caller, article)
    newsdesk.a_paragraph(article.story, "7 people came.", by=nora, cites=[(article, "300")])
    newsdesk.a_revision(article.story, by=nora)
    counts = []
    for path in paths:
        with CaptureQueriesContext(connection) as queries:
            caller.get(path)
        counts.append(len(queries))
    for number in range(3):
        newsdesk.a_paragraph(article.story, f"{number} people came.", by=nora, cites=[(article, "300")])
        newsdesk.a_revision(article.story, by=nora)
    for path, count in zip(paths, counts, strict=True):
        with django_assert_num_queries(count):
            caller.get(path)
