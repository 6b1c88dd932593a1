"""Sending the draft for approval: what it says now becomes a revision."""

import pytest
from django.urls import reverse

from articles.models import Revision, StoryState
from articles.workflow import approval, draft, export
from tests import newsdesk

SAID = "About 300 people stood on the quay."


@pytest.fixture
def drafted(story, article, nora):
    start = article.text.index(SAID)
    draft.put_sentence(story, by=nora, article=article, start=start, end=start + len(SAID))
    return story


def send(client, story, note=""):
    return client.post(reverse("approval_send", args=[story.slug]), {"note": note})


def test_the_draft_becomes_a_revision_that_waits(drafted, nora):
    response = send(newsdesk.a_client(nora), drafted, "Short, for the noon page")

    assert response.status_code == 302
    assert response.url == reverse("approval", args=[drafted.slug])
    revision = Revision.objects.get()
    assert (revision.number, revision.sent_by) == (1, nora)
    assert revision.document["note"] == "Short, for the noon page"
    drafted.refresh_from_db()
    assert drafted.state == StoryState.IN_REVIEW


def test_with_htmx_the_browser_is_sent_to_the_page(drafted, nora):
    response = send(newsdesk.an_htmx_client(nora), drafted)

    assert response.headers["HX-Redirect"] == reverse("approval", args=[drafted.slug])


def test_an_empty_draft_is_refused_with_the_reason(story, nora):
    response = send(newsdesk.a_client(nora), story)

    assert response.status_code == 422
    assert "write the story first" in response.content.decode()


def test_both_forms_name_the_limit_of_the_note_that_the_server_holds(drafted, nora):
    client = newsdesk.a_client(nora)

    for name in ("approval", "draft"):
        assert f'maxlength="{approval.LONGEST_NOTE}"' in client.get(reverse(name, args=[drafted.slug])).text

    response = send(client, drafted, "a" * (approval.LONGEST_NOTE + 1))
    assert response.status_code == 422
    assert "this one has 2001" in response.text
    assert "a" * (approval.LONGEST_NOTE + 1) in response.text


def test_the_same_words_again_are_refused(drafted, nora):
    approval.send(drafted, by=nora)

    response = send(newsdesk.a_client(nora), drafted)

    assert response.status_code == 422
    assert "Nothing has changed since revision 1." in response.content.decode()
    assert Revision.objects.count() == 1


def test_with_htmx_a_refusal_is_one_notice(story, nora):
    response = send(newsdesk.an_htmx_client(nora), story)

    assert response.status_code == 422
    assert response.content.decode().strip().startswith('<p class="notice notice--stop" role="alert">')


def test_who_only_reads_may_not_send(drafted):
    approver = newsdesk.a_user("olga", "Approver")

    assert send(newsdesk.a_client(approver), drafted).status_code == 403
    assert not Revision.objects.exists()


def test_a_get_changes_nothing(drafted, nora):
    assert newsdesk.a_client(nora).get(reverse("approval_send", args=[drafted.slug])).status_code == 405


def test_a_stranger_finds_nothing(drafted, nora, vera):
    drafted.members.set([nora])

    assert send(newsdesk.a_client(vera), drafted).status_code == 404
    assert not Revision.objects.exists()


def test_what_has_left_the_house_is_sent_on_as_an_update_or_a_correction(drafted, nora, sami):
    client, page = newsdesk.a_client(nora), reverse("draft", args=[drafted.slug])
    assert reverse("approval_send", args=[drafted.slug]) in client.get(page).content.decode()
    revision = approval.send(drafted, by=nora)
    approval.approve(revision, by=sami, sha256=revision.sha256)
    export.export(revision, "text", by=nora)
    said = client.get(page).content.decode()
    assert "Revision 1 has left the house." in said
    assert reverse("approval", args=[drafted.slug]) in said
    assert reverse("approval_send", args=[drafted.slug]) not in said
