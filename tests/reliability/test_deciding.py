"""Two people at one mark, one conflict, one setting: one wins, the other is told, and nothing is half done."""

from threading import Lock

import pytest
from django.urls import reverse

from articles.models import Annotation, AnnotationState, Claim, Event, Outlet, Stale
from articles.workflow import annotations, claims
from tests import newsdesk
from tests.reliability.rounds import race, rounds

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_decisions_on_one_mark_one_stands_and_the_other_is_told(article, nora, jonas, ledger):
    mark = newsdesk.an_annotation(article)
    for number in range(rounds()):
        mark.refresh_from_db()
        version = mark.version
        accepted, dismissed = race(
            lambda version=version: annotations.accept(_own(mark), by=nora, version=version),
            lambda version=version: annotations.dismiss(_own(mark), by=jonas, version=version, reason="It is right."),
        )
        mark.refresh_from_db()
        winner = "accept" if isinstance(dismissed, Stale) else "dismiss"
        assert [isinstance(outcome, Stale) for outcome in (accepted, dismissed)].count(True) == 1, (accepted, dismissed)
        assert (mark.state, mark.decided_by) == (
            (AnnotationState.ACCEPTED, nora) if winner == "accept" else (AnnotationState.DISMISSED, jonas)
        )
        assert Event.objects.filter(verb__in=["accept", "dismiss"]).count() == number + 1
        annotations.reopen(mark, by=nora, version=mark.version, reason="Again.")
    ledger("two decisions on one mark", number + 1, point=1)


def test_of_two_edits_of_one_mark_one_stands_and_the_other_is_told(article, nora, ledger):
    """Only who made a mark may edit it: she does, in two windows."""
    mark, category = newsdesk.an_annotation(article, by=nora), newsdesk.a_category()
    for number in range(rounds()):
        reasons = [f"The left window says {number}.", f"The right window says {number}."]
        version = Annotation.objects.get(pk=mark.pk).version

        def edit(reason, version=version):
            says = {"category": category, "severity": "major", "reason": reason, "suggestion": None}
            return annotations.edit(_own(mark), by=nora, version=version, **says)

        outcomes = race(lambda reasons=reasons: edit(reasons[0]), lambda reasons=reasons: edit(reasons[1]))
        lost = [isinstance(outcome, Stale) for outcome in outcomes]
        assert lost.count(True) == 1, outcomes
        assert Annotation.objects.get(pk=mark.pk).reason == reasons[lost.index(False)]
        assert Event.objects.filter(verb="edit").count() == number + 1
    ledger("two edits of one mark", number + 1, point=1)


def test_of_two_decisions_on_one_conflict_one_stands_and_the_other_is_told(story, article, nora, jonas, ledger):
    other = newsdesk.an_article(story)
    claim = newsdesk.a_claim(story, says=[(article, "40 years"), (other, "About 300")])
    many = rounds()
    for _ in range(many):
        claim.refresh_from_db()
        version = claim.version
        outcomes = race(
            lambda version=version: _decide(claim.pk, version, "40 years", by=nora),
            lambda version=version: _decide(claim.pk, version, "About 300", by=jonas),
        )
        lost = [outcome for outcome in outcomes if isinstance(outcome, Stale)]
        assert len(lost) == 1, outcomes
        decision = Claim.objects.get(pk=claim.pk).decision
        assert decision.decided_by == (jonas if outcomes[0] is lost[0] else nora)
    ledger("two decisions on one conflict", many, point=1)


def test_of_two_administrators_at_one_setting_the_second_is_shown_the_first(ada, rosa, ledger):
    outlet, clients, lock = newsdesk.an_outlet(), [newsdesk.a_client(ada), newsdesk.a_client(rosa)], Lock()
    address = reverse("admin:articles_outlet_change", args=[outlet.pk])
    for number in range(rounds()):
        seen = clients[0].get(address).context["adminform"].form["seen"].value()
        names = [f"Aldmere Herald {number}", f"Aldmere Times {number}"]

        def save(who, name, seen=seen):
            answer = clients[who].post(address, {"seen": seen, "name": name, "homepage": "", "notes": ""})
            with lock:
                return answer.status_code, "Somebody else saved this" in answer.content.decode()

        outcomes = race(lambda names=names: save(0, names[0]), lambda names=names: save(1, names[1]))
        assert sorted(outcomes) == [(200, True), (302, False)], outcomes
        assert Outlet.objects.get(pk=outlet.pk).name == names[outcomes.index((302, False))]
    ledger("two saves of one setting in the admin", number + 1, point=1)


def _own(mark):
    return Annotation.objects.select_related("article__story", "category").get(pk=mark.pk)


def _decide(pk, version, value, *, by):
    claim = Claim.objects.select_related("story").get(pk=pk)
    return claims.decide(claim, by=by, version=version, value=value, reason="I asked.")
