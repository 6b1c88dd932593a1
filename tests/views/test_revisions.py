"""Revisions: compared in any pair, noted on by approvers, restored by writers."""

import pytest
from django.urls import reverse

from articles.models import ApprovalRule, RevisionNote
from articles.workflow import approval, draft, links
from tests import newsdesk


@pytest.fixture
def three(story, article, nora):
    """Revisions 1 to 3, each with another word."""
    paragraph = newsdesk.a_paragraph(story, "It rang once.", by=nora, cites=[(article, "The old harbour bell")])
    revisions = [newsdesk.a_revision(story, by=nora)]
    for word in ("twice", "thrice"):
        paragraph.refresh_from_db()
        draft.save_paragraph(paragraph, by=nora, version=paragraph.version, text=f"It rang {word}.")
        revisions.append(approval.send(story, by=nora))
    return revisions


def page(client, story, **query):
    return client.get(reverse("approval", args=[story.slug]), query).content.decode()


def test_any_two_revisions_are_compared(story, three, sami):
    shown = page(newsdesk.a_client(sami), story, revision=3, against=1)
    assert "Revision 3 against 1" in shown
    assert "once" in shown and "thrice" in shown and "twice" not in shown


def test_two_revisions_stand_side_by_side(story, three, sami):
    shown = page(newsdesk.a_client(sami), story, revision=2, against=1, read="side")
    left, right = shown.split('class="sides__one"')[1:3]
    assert "once" in left and "twice" not in left
    assert "twice" in right and "once" not in right.split("</div>")[0]


def test_a_revision_that_is_not_there_is_not_found(story, three, sami):
    response = newsdesk.a_client(sami).get(reverse("approval", args=[story.slug]), {"revision": 3, "against": 9})
    assert response.status_code == 404


@pytest.mark.parametrize("client_of", [newsdesk.a_client, newsdesk.an_htmx_client])
def test_an_approver_writes_a_note_on_a_sentence(story, three, sami, client_of):
    row = three[-1].document["paragraphs"][0]
    data = {"place": f"{row['id']}:0-{len(row['text'])}", "text": "Who heard it?"}
    response = client_of(sami).post(reverse("revision_note", args=[three[-1].pk]), data)
    assert response.status_code == 302
    assert RevisionNote.objects.get().quote == row["text"]
    assert "Who heard it?" in page(newsdesk.a_client(sami), story)


@pytest.mark.parametrize("place", ["", "x", "1:2", ":5-2"])
def test_a_place_that_is_none_is_answered_without_an_error(three, sami, place):
    url = reverse("revision_note", args=[three[-1].pk])
    assert newsdesk.a_client(sami).post(url, {"place": place, "text": "Hm."}).status_code in (404, 422)


def test_a_writer_settles_a_note_and_opens_it_again(story, three, sami, nora):
    note = approval.add_note(three[-1], by=sami, paragraph=None, start=0, end=7, quote="Harbour", text="Which?")
    client = newsdesk.a_client(nora)
    client.post(reverse("note_settle", args=[note.pk]), {"version": note.version})
    note.refresh_from_db()
    assert note.settled_by == nora
    client.post(reverse("note_reopen", args=[note.pk]), {"version": note.version})
    note.refresh_from_db()
    assert note.settled_at is None


def test_a_writer_restores_a_revision(story, three, jonas):
    response = newsdesk.a_client(jonas).post(reverse("revision_restore", args=[three[0].pk]), follow=True)
    assert "sent again, as revision 4" in response.content.decode()
    assert story.paragraphs.standing().get().text == "It rang once."


@pytest.mark.parametrize("name", ["revision_note", "revision_restore", "link_make"])
def test_verbs_of_a_revision_refuse_get_and_strangers(three, story, nora, sami, vera, name):
    url = reverse(name, args=[three[0].pk])
    assert newsdesk.a_client(sami).get(url).status_code == 405
    story.members.set([nora, sami])
    assert newsdesk.a_client(vera).post(url).status_code == 404


def test_whoever_may_not_write_does_not_restore(three, ada):
    ada.groups.clear()
    newsdesk.join(ada, "Approver")
    assert newsdesk.a_client(ada).post(reverse("revision_restore", args=[three[0].pk])).status_code == 403


# --- Links ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def allowed(db):
    ApprovalRule.objects.create(link_hours=24)


def test_an_approver_makes_a_link_a_guest_opens_it_and_signs(allowed, story, three, sami, client):
    response = newsdesk.a_client(sami).post(
        reverse("link_make", args=[three[-1].pk]), {"guest": "Ida Lund"}, follow=True
    )
    link = three[-1].links.get()
    address = reverse("link_guest", args=[links.token_of(link)])
    assert f"http://testserver{address}" in response.content.decode()

    shown = client.get(address)
    assert "It rang thrice." in shown.content.decode() and "The old harbour bell" in shown.content.decode()
    assert (shown["Referrer-Policy"], shown["X-Robots-Tag"]) == ("same-origin", "noindex")
    signed = client.post(address, {"sha256": three[-1].sha256})
    assert "Thank you, Ida Lund" in signed.content.decode()
    assert client.get(address).status_code == 410
    assert "Ida Lund" in page(newsdesk.a_client(sami), story)


def test_the_page_of_a_guest_leads_nowhere_into_the_house(allowed, story, three, sami, client):
    link = links.make_link(three[-1], guest="Ida Lund", by=sami)
    shown = client.get(reverse("link_guest", args=[links.token_of(link)])).content.decode()
    assert 'href="/stories/' not in shown and "masthead" not in shown


def test_a_guest_with_an_old_page_signs_nothing(allowed, story, three, sami, nora, client):
    link = links.make_link(three[-1], guest="Ida Lund", by=sami)
    story.refresh_from_db()
    draft.set_headline(story, by=nora, version=story.version, headline="Another")
    address = reverse("link_guest", args=[links.token_of(link)])
    response = client.post(address, {"sha256": three[-1].sha256})
    assert response.status_code == 410
    assert "has changed since" in response.content.decode()


def test_a_wrong_address_says_so(allowed, client):
    response = client.get(reverse("link_guest", args=["1.nonsense"]))
    assert response.status_code == 404
    assert "not one of ours" in response.content.decode()


def test_links_stay_unseen_where_they_are_not_allowed(story, three, sami):
    assert "Approval by link" not in page(newsdesk.a_client(sami), story)


def test_the_page_costs_the_same_with_more_notes_and_links(allowed, story, three, sami, django_assert_max_num_queries):
    client = newsdesk.a_client(sami)
    page(client, story)
    with django_assert_max_num_queries(60) as first:
        page(client, story)
    for number in range(5):
        approval.add_note(three[-1], by=sami, paragraph=None, start=0, end=7, quote="Harbour", text=f"Note {number}")
        links.make_link(three[-1], guest=f"Guest {number}", by=sami)
    with django_assert_max_num_queries(len(first)):
        page(client, story)
