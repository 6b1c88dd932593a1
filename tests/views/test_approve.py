"""Approving: by somebody who wrote no part of it, for exactly what they read."""

import pytest
from django.urls import reverse

from articles.models import Approval, StoryParagraph, StoryState
from articles.workflow import approval, draft
from tests import newsdesk

SAID = "About 300 people stood on the quay."


@pytest.fixture
def sent(story, article, nora):
    start = article.text.index(SAID)
    draft.put_sentence(story, by=nora, article=article, start=start, end=start + len(SAID))
    return approval.send(story, by=nora)


def approve(client, revision, sha256=None):
    return client.post(reverse("revision_approve", args=[revision.pk]), {"sha256": sha256 or revision.sha256})


def rewrite(story, text, *, by):
    paragraph = StoryParagraph.objects.get(story=story)
    draft.save_paragraph(paragraph, by=by, version=paragraph.version, text=text)


def test_an_approver_signs_off_what_they_read(sent, sami):
    response = approve(newsdesk.a_client(sami), sent)

    assert response.status_code == 302
    assert response.url == reverse("approval", args=[sent.story.slug])
    signed = Approval.objects.get(revision=sent)
    assert (signed.by, signed.sha256) == (sami, sent.sha256)
    sent.story.refresh_from_db()
    assert sent.story.state == StoryState.APPROVED


def test_with_htmx_the_browser_is_sent_to_the_page(sent, sami):
    response = approve(newsdesk.an_htmx_client(sami), sent)

    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == reverse("approval", args=[sent.story.slug])


@pytest.mark.parametrize("superuser", [False, True])
def test_whoever_wrote_a_word_of_it_is_refused_superusers_too(sent, nora, superuser):
    writer = newsdesk.a_user("ruth", "Editor", "Approver", superuser=superuser)
    rewrite(sent.story, "Some 300 people stood on the quay.", by=writer)
    rewrite(sent.story, "Nearly 300 people stood on the quay.", by=nora)  # no word of the first writer is left
    revision = approval.send(sent.story, by=nora)

    response = approve(newsdesk.a_client(writer), revision)

    assert response.status_code == 422
    assert "somebody else must approve it" in response.content.decode()
    assert not Approval.objects.exists()


def test_an_editor_who_is_no_approver_is_refused(sent, jonas):
    response = approve(newsdesk.a_client(jonas), sent)

    assert response.status_code == 422
    assert "Only approvers" in response.content.decode()
    assert not Approval.objects.exists()


def test_with_htmx_a_refusal_comes_back_as_the_verdict_with_its_reason(sent, article, sami):
    newsdesk.an_annotation(article, "300 people")

    response = approve(newsdesk.an_htmx_client(sami), sent)

    shown = response.content.decode()
    assert response.status_code == 422
    assert shown.count('id="verdict"') == 1 and "<html" not in shown
    assert "cannot be approved yet" in shown
    assert not Approval.objects.exists()


def test_a_draft_that_changed_is_409_and_the_page_says_what_changed(sent, jonas, sami):
    rewrite(sent.story, "About 400 people stood on the quay.", by=jonas)

    response = approve(newsdesk.a_client(sami), sent)

    shown = response.content.decode()
    assert response.status_code == 409
    assert "The draft changed while you read" in shown and "Jonas Weber changed it last" in shown
    assert "[removed: </span>300" in shown and "[added: </span>400" in shown
    assert not Approval.objects.exists()


def test_a_newer_revision_is_409_and_leads_to_it(sent, jonas, sami):
    rewrite(sent.story, "About 400 people stood on the quay.", by=jonas)
    approval.send(sent.story, by=jonas)

    response = approve(newsdesk.a_client(sami), sent)

    assert response.status_code == 409
    assert "Revision 2 was sent while you read" in response.content.decode()
    assert not Approval.objects.exists()


@pytest.mark.parametrize("sha256", ["0" * 64, "x", " "])
def test_another_content_than_the_one_read_is_409(sent, sami, sha256):
    assert approve(newsdesk.a_client(sami), sent, sha256).status_code == 409
    assert not Approval.objects.exists()


def test_with_htmx_a_409_takes_the_place_of_the_page(sent, jonas, sami):
    rewrite(sent.story, "About 400 people stood on the quay.", by=jonas)

    response = approve(newsdesk.an_htmx_client(sami), sent)

    assert response.status_code == 409
    assert (response.headers["HX-Retarget"], response.headers["HX-Reselect"]) == ("#main", "#main")


def test_twice_is_refused_and_the_first_signature_stays(sent, sami):
    other = newsdesk.a_user("olga", "Approver")
    approve(newsdesk.a_client(sami), sent)

    response = approve(newsdesk.a_client(other), sent)

    assert response.status_code == 422
    assert "approved already" in response.content.decode()
    assert Approval.objects.get().by == sami


def test_with_htmx_a_verdict_that_came_too_late_shows_the_page_as_it_is_now(sent, sami):
    approve(newsdesk.a_client(sami), sent)

    response = approve(newsdesk.an_htmx_client(newsdesk.a_user("olga", "Approver")), sent)

    assert response.headers["HX-Retarget"] == "#main"
    assert "Approved by Sami Haddad" in response.content.decode()


def test_a_get_changes_nothing(sent, sami):
    assert newsdesk.a_client(sami).get(reverse("revision_approve", args=[sent.pk])).status_code == 405


def test_a_stranger_finds_nothing(sent, nora):
    sent.story.members.set([nora])
    stranger = newsdesk.a_user("olga", "Editor", "Approver")

    assert approve(newsdesk.a_client(stranger), sent).status_code == 404
    assert not Approval.objects.exists()


def test_without_a_csrf_token_nothing_is_signed(sent, sami):
    client = newsdesk.a_client(sami, enforce_csrf_checks=True)

    assert approve(client, sent).status_code == 403
    assert not Approval.objects.exists()
