"""After publication: a correction is told apart from an update, and a story is killed after being asked twice."""

import pytest
from django.urls import reverse

from articles.models import Correction, StoryState
from articles.workflow import approval, draft, export
from tests import newsdesk


@pytest.fixture
def published(story, article, nora, sami):
    other = newsdesk.an_article(story, newsdesk.TEXT.replace("61", "63"), outlet="Coast Radio")
    said = "Its keeper, Tomas Brandt, 61, pulled the rope himself."
    paragraph = newsdesk.a_paragraph(story, "Its keeper is 61.", by=nora, cites=[(article, said)])
    newsdesk.a_citation(paragraph, (0, 17), other, said.replace("61", "63"), by=nora)
    revision = newsdesk.an_approved_revision(story, written_by=nora, approved_by=sami)
    export.export(revision, "text", by=sami)
    return revision


@pytest.fixture
def changed(story, published, nora):
    paragraph = story.paragraphs.get()
    draft.save_paragraph(paragraph, by=nora, version=paragraph.version, text="Its keeper is 63.")


def sent(client, story, **data):
    return client.post(reverse("approval_send", args=[story.slug]), {"note": ""} | data, follow=True)


def test_the_form_drafts_the_notice(story, changed, nora):
    shown = newsdesk.a_client(nora).get(reverse("approval", args=[story.slug])).content.decode()
    assert "An earlier version said “keeper is 61.”; it is “keeper is 63.”." in shown


def test_a_correction_is_sent_with_its_notice(story, changed, nora):
    sent(newsdesk.a_client(nora), story, news="correction", notice="The keeper is 63, not 61.")
    assert Correction.objects.get().notice == "The keeper is 63, not 61."


def test_an_update_is_no_correction(story, changed, nora):
    sent(newsdesk.a_client(nora), story, news="update", notice="The keeper is 63, not 61.")
    assert story.revisions.count() == 2 and not Correction.objects.exists()


def test_a_correction_without_a_notice_is_refused_and_nothing_is_sent(story, changed, nora):
    response = sent(newsdesk.a_client(nora), story, news="correction", notice=" ")
    assert response.status_code == 422
    assert story.revisions.count() == 1


@pytest.mark.parametrize("cause", ["annotation:999", "decision:x", "nonsense", "user:1"])
def test_a_cause_that_is_none_of_the_story_is_left_out(story, changed, nora, cause):
    sent(newsdesk.a_client(nora), story, news="correction", notice="It is 63.", cause=cause)
    assert Correction.objects.get().cause is None


def test_the_exports_page_tells_which_files_went_out_with_the_error(story, changed, nora, sami):
    sent(newsdesk.a_client(nora), story, news="correction", notice="The keeper is 63, not 61.")
    revision = story.revisions.first()
    approval.approve(revision, by=sami, sha256=revision.sha256)
    shown = newsdesk.a_client(sami).get(reverse("exports", args=[story.slug])).content.decode()
    assert "1 export went out with the error" in shown


# --- Killing ----------------------------------------------------------------------------------------------------------


def kill(client, story, **data):
    return client.post(reverse("story_kill", args=[story.slug]), data)


def test_an_approver_kills_a_story_with_its_slug_and_a_reason(story, published, sami):
    assert kill(newsdesk.a_client(sami), story, slug=story.slug, reason="A hoax.").status_code == 302
    story.refresh_from_db()
    assert story.state == StoryState.KILLED
    shown = newsdesk.a_client(sami).get(reverse("exports", args=[story.slug])).content.decode()
    assert "A hoax." in shown
    assert "This story was killed" in shown
    assert "may leave the house" not in shown


def test_a_story_that_nobody_approved_is_killed_from_its_exports_too(story, sami, nora):
    address, way = reverse("exports", args=[story.slug]), reverse("story_kill", args=[story.slug])
    assert way in newsdesk.a_client(sami).get(address).content.decode()
    assert way not in newsdesk.a_client(nora).get(address).content.decode()
    kill(newsdesk.a_client(sami), story, slug=story.slug, reason="Opened twice.")
    shown = newsdesk.a_client(sami).get(address).content.decode()
    assert "This story was killed" in shown and "Opened twice." in shown
    assert "See what approval waits for" not in shown


@pytest.mark.parametrize("data", [{"slug": "other", "reason": "A hoax."}, {"reason": "A hoax."}, {}])
def test_a_story_is_not_killed_by_mistake(story, published, sami, data):
    assert kill(newsdesk.a_client(sami), story, **data).status_code == 422
    story.refresh_from_db()
    assert story.state != StoryState.KILLED


def test_asking_kills_nothing(story, published, sami):
    response = newsdesk.a_client(sami).get(reverse("story_kill", args=[story.slug]))
    assert "Kill this story?" in response.content.decode()
    story.refresh_from_db()
    assert story.state == StoryState.PUBLISHED


def test_who_may_not_kill_finds_the_way_back(story, nora):
    shown = newsdesk.a_client(nora).get(reverse("story_kill", args=[story.slug])).content.decode()
    assert "Only approvers may kill a story." in shown
    assert "Back to the exports" in shown


def test_a_writer_does_not_kill_and_a_stranger_does_not_find(story, published, nora, sami, vera):
    assert kill(newsdesk.a_client(nora), story, slug=story.slug, reason="No.").status_code == 422
    story.members.set([nora, sami])
    assert kill(newsdesk.a_client(vera), story, slug=story.slug, reason="No.").status_code == 404
