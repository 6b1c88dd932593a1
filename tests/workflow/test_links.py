"""Approval by link: one person without an account, one revision, once, for a while; never a way around the rule."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Approval, ApprovalLink, ApprovalRule, Event, StoryState
from articles.workflow import approval, draft, export, links
from articles.workflow.errors import Refused
from tests import newsdesk

GUEST = "Prof. Ida Lund"


@pytest.fixture
def allowed(db):
    return ApprovalRule.objects.create(link_hours=24)


@pytest.fixture
def sent(story, article, nora):
    newsdesk.a_paragraph(story, "It rang.", by=nora, cites=[(article, "The old harbour bell")])
    return newsdesk.a_revision(story, by=nora)


def approved_by_link(link, **others):
    return links.approve_by_link(link, sha256=link.revision.sha256, **others)


def test_a_guest_approves_by_link_and_stands_under_the_export(allowed, sent, sami):
    link = links.make_link(sent, guest=f" {GUEST} ", by=sami)
    signature = approved_by_link(links.link_of(links.token_of(link)))
    sent.refresh_from_db()
    assert isinstance(signature, Approval)
    assert (signature.signer, sent.story.state) == (GUEST, StoryState.APPROVED)
    assert f"approved by {GUEST}" in export.render(sent, "text").decode()
    assert Event.objects.filter(verb="approve", data__guest=GUEST, actor=None).exists()


def test_links_are_not_made_unless_the_administrators_allow_them(sent, sami):
    with pytest.raises(Refused, match="do not allow"):
        links.make_link(sent, guest=GUEST, by=sami)


def test_no_writer_makes_a_link_for_their_own_words(allowed, sent, nora):
    newsdesk.join(nora, "Approver")
    with pytest.raises(Refused, match="You sent this revision"):
        links.make_link(sent, guest="A friend", by=nora)


def test_a_writer_who_is_signed_in_does_not_pass_through_a_link(allowed, sent, sami, nora):
    link = links.make_link(sent, guest=GUEST, by=sami)
    with pytest.raises(Refused, match="does not change that"):
        approved_by_link(link, user=nora)
    assert not Approval.objects.exists()


def test_a_link_works_once(allowed, sent, sami):
    link = links.make_link(sent, guest=GUEST, by=sami)
    approved_by_link(link)
    with pytest.raises(Refused, match="used"):
        approved_by_link(links.link_of(links.token_of(link)))
    assert Approval.objects.count() == 1


def test_a_refused_signature_leaves_the_link_open(allowed, story, sent, sami):
    newsdesk.an_annotation(story.articles.get(), "The old harbour bell")
    link = links.make_link(sent, guest=GUEST, by=sami)
    with pytest.raises(Refused, match="cannot be approved yet"):
        approved_by_link(link)
    assert ApprovalLink.objects.get().is_open(timezone.now())


def test_a_link_that_expired_or_was_withdrawn_opens_nothing(allowed, sent, sami):
    expired, withdrawn = (links.make_link(sent, guest=GUEST, by=sami) for _ in range(2))
    ApprovalLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    links.withdraw_link(withdrawn, by=sami)
    for link, why in [(expired, "expired"), (withdrawn, "withdrawn")]:
        with pytest.raises(Refused, match=why):
            approved_by_link(links.link_of(links.token_of(link)))


@pytest.mark.parametrize("token", ["", "1", "1.", "1.abc", "x.y", "9999.abc", "\u202e.1"])
def test_a_token_that_is_not_ours_is_refused(allowed, sent, token):
    with pytest.raises(Refused, match="not one of ours"):
        links.link_of(token)


def test_the_token_of_one_link_does_not_open_another(allowed, sent, sami):
    one, other = (links.make_link(sent, guest=GUEST, by=sami) for _ in range(2))
    with pytest.raises(Refused):
        links.link_of(f"{other.pk}.{links.token_of(one).partition('.')[2]}")


def test_a_link_does_not_approve_what_the_guest_did_not_see(allowed, story, sent, sami, nora):
    link = links.make_link(sent, guest=GUEST, by=sami)
    draft.set_headline(story, by=nora, version=story.version, headline="Another headline")
    newer = approval.send(story, by=nora)
    with pytest.raises(approval.Stale):
        approved_by_link(link)
    assert not newer.is_approved
