"""Where the house asks for two signatures: two people, neither of them a writer."""

import pytest

from articles.models import Approval, ApprovalRule, Endorsement, StoryState
from articles.workflow import approval, export
from articles.workflow.errors import Refused
from tests import newsdesk


@pytest.fixture
def two(db):
    ApprovalRule.objects.create(signatures=2)


@pytest.fixture
def sent(story, article, nora):
    newsdesk.a_paragraph(story, "It rang.", by=nora, cites=[(article, "The old harbour bell")])
    return newsdesk.a_revision(story, by=nora)


def sign(revision, user):
    return approval.approve(revision, by=user, sha256=revision.sha256)


def test_the_second_signature_approves(two, sent, sami, rosa):
    assert isinstance(sign(sent, sami), Endorsement)
    sent.story.refresh_from_db()
    assert sent.story.state == StoryState.IN_REVIEW
    assert isinstance(sign(sent, rosa), Approval)
    assert "approved by Sami Haddad and Rosa Marin" in export.render(sent, "text").decode()


def test_nobody_signs_twice(two, sent, sami):
    sign(sent, sami)
    with pytest.raises(Refused, match="somebody else's"):
        sign(sent, sami)
    assert not Approval.objects.exists()


def test_one_signature_does_not_let_it_leave(two, sent, sami):
    sign(sent, sami)
    with pytest.raises(Refused, match="not approved"):
        export.export(sent, "text", by=sami)


def test_a_writer_is_neither_the_first_nor_the_second(two, sent, sami, nora):
    newsdesk.join(nora, "Approver")
    for _ in range(2):
        with pytest.raises(Refused, match="You sent"):
            sign(sent, nora)
        if not sent.endorsements.exists():
            sign(sent, sami)
