"""Requesting changes: the revision goes back to its writers, with a reason."""

import pytest
from django.urls import reverse

from articles.models import ChangeRequest, StoryParagraph, StoryState
from articles.workflow import approval, draft
from tests import newsdesk

SAID = "About 300 people stood on the quay."


@pytest.fixture
def sent(story, article, nora):
    start = article.text.index(SAID)
    draft.put_sentence(story, by=nora, article=article, start=start, end=start + len(SAID))
    return approval.send(story, by=nora)


def request_changes(client, revision, reason="Who counted them?"):
    return client.post(reverse("revision_request_changes", args=[revision.pk]), {"reason": reason})


def test_the_revision_goes_back_with_the_reason(sent, sami):
    response = request_changes(newsdesk.a_client(sami), sent)

    assert response.status_code == 302
    request = ChangeRequest.objects.get(revision=sent)
    assert (request.by, request.reason) == (sami, "Who counted them?")
    sent.story.refresh_from_db()
    assert sent.story.state == StoryState.CHANGES_REQUESTED


def test_with_htmx_the_browser_is_sent_to_the_page(sent, sami):
    response = request_changes(newsdesk.an_htmx_client(sami), sent)

    assert response.headers["HX-Redirect"] == reverse("approval", args=[sent.story.slug])


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_without_a_reason_it_is_refused(sent, sami, reason):
    response = request_changes(newsdesk.a_client(sami), sent, reason)

    assert response.status_code == 422
    assert "Say what should change" in response.content.decode()
    assert not ChangeRequest.objects.exists()


def test_with_htmx_the_refusal_comes_back_as_the_verdict(sent, sami):
    response = request_changes(newsdesk.an_htmx_client(sami), sent, "")

    shown = response.content.decode()
    assert response.status_code == 422
    assert 'id="verdict-refused"' in shown and "<html" not in shown


def test_a_draft_that_changed_is_409_and_keeps_the_reason_written(sent, jonas, sami):
    paragraph = StoryParagraph.objects.get()
    draft.save_paragraph(paragraph, by=jonas, version=paragraph.version, text="About 400 people stood on the quay.")

    response = request_changes(newsdesk.a_client(sami), sent)

    assert response.status_code == 409
    assert "Who counted them?" in response.content.decode()
    assert not ChangeRequest.objects.exists()


def test_an_editor_who_is_no_approver_is_refused(sent, jonas):
    assert request_changes(newsdesk.a_client(jonas), sent).status_code == 422
    assert not ChangeRequest.objects.exists()


def test_a_get_changes_nothing(sent, sami):
    assert newsdesk.a_client(sami).get(reverse("revision_request_changes", args=[sent.pk])).status_code == 405


def test_a_stranger_finds_nothing(sent, nora):
    sent.story.members.set([nora])

    assert request_changes(newsdesk.a_client(newsdesk.a_user("olga", "Editor", "Approver")), sent).status_code == 404
    assert not ChangeRequest.objects.exists()
