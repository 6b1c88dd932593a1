"""Deciding a conflict, and being asked again."""

import pytest

from articles.models import Claim, Decision, Stale
from articles.workflow import claims
from articles.workflow.errors import Refused
from tests import newsdesk


@pytest.fixture
def claim(story, article):
    other = newsdesk.an_article(story, "The bell was silent for 14 years.\n", "Evening Post")
    return newsdesk.a_claim(story, says=[(article, "40 years"), (other, "14 years")])


def test_a_decision_says_what_who_and_why(claim, nora):
    decision = claims.decide(claim, by=nora, version=1, value=" 40 years ", reason="The harbour log.")
    claim.refresh_from_db()
    assert (decision.value, decision.reason, decision.decided_by) == ("40 years", "The harbour log.", nora)
    assert claim.is_decided and not claim.is_undecided and not Claim.objects.undecided().exists()


def test_a_decision_needs_a_reason(claim, nora):
    with pytest.raises(Refused, match="Say why"):
        claims.decide(claim, by=nora, version=1, value="40 years", reason="")


def test_the_second_of_two_decisions_is_refused_with_the_first(claim, nora, jonas):
    late = Claim.objects.get()
    claims.decide(claim, by=nora, version=1, value="40 years", reason="The log.")
    with pytest.raises(Stale) as stale:
        claims.decide(late, by=jonas, version=1, value="14 years", reason="The Post.")
    assert stale.value.current.decision.value == "40 years"
    assert Decision.objects.count() == 1


def test_a_later_decision_leaves_the_earlier_one_in_the_record(claim, nora, jonas):
    claims.decide(claim, by=nora, version=1, value="40 years", reason="The log.")
    claims.decide(claim, by=jonas, version=2, value="41 years", reason="The log was misread.")
    assert list(claim.decisions.values_list("value", flat=True)) == ["41 years", "40 years"]


def test_it_is_asked_again_when_the_sources_say_something_new(claim, nora):
    claims.decide(claim, by=nora, version=1, value="40 years", reason="The log.")
    Claim.objects.update(picture="another")
    claim.refresh_from_db()
    assert claim.is_reopened and claim.is_undecided and Claim.objects.undecided().get() == claim
