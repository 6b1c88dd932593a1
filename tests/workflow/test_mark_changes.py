"""Deciding on all marks of a check at once, and taking decisions back."""

import pytest

from articles.models import Event, Stale
from articles.workflow import annotations, mark_changes
from articles.workflow.errors import Refused
from tests import newsdesk


@pytest.fixture
def marks(article):
    return [newsdesk.an_annotation(article, quote) for quote in ("40 years", "61", "300 people")]


def fresh(mark):
    mark.refresh_from_db()
    return mark


def take_back(article, user):
    return mark_changes.undo(mark_changes.last_change(article, user), by=user)


def accept_all(article, marks, by):
    return annotations.accept_all(article, check_slug="numbers", versions={m.pk: m.version for m in marks}, by=by)


def test_decisions_are_taken_back_one_by_one_the_last_first(article, marks, nora):
    annotations.accept(marks[0], by=nora, version=1)
    annotations.dismiss(marks[1], by=nora, version=1, reason="He is 61.")
    annotations.resolve(marks[0], by=nora, version=2)
    expected = [("accepted", "dismissed"), ("accepted", "open"), ("open", "open")]
    for states in expected:
        take_back(article, nora)
        assert (fresh(marks[0]).state, fresh(marks[1]).state) == states
    assert mark_changes.last_change(article, nora) is None
    assert (marks[1].decided_by, marks[1].decided_at, marks[1].decision_reason) == (None, None, "")
    assert Event.objects.filter(verb="undo").count() == 3


def test_reopening_is_taken_back_to_who_had_decided_and_why(article, marks, nora, jonas):
    annotations.dismiss(marks[0], by=jonas, version=1, reason="The council says so.")
    decided_at = fresh(marks[0]).decided_at
    annotations.reopen(marks[0], by=nora, version=2)
    take_back(article, nora)
    mark = fresh(marks[0])
    assert (mark.state, mark.decided_by, mark.decided_at) == ("dismissed", jonas, decided_at)
    assert mark.decision_reason == "The council says so."


def test_a_line_in_the_thread_is_answered_by_a_line_and_silence_by_silence(article, marks, nora):
    annotations.dismiss(marks[0], by=nora, version=1, reason="Asked.")
    annotations.accept(marks[1], by=nora, version=1)
    take_back(article, nora)
    take_back(article, nora)
    assert [line.verb for line in marks[0].comments.all()] == ["dismiss", "undo"]
    assert not marks[1].comments.exists()


def test_what_somebody_else_decided_since_is_refused_by_name_and_the_one_before_comes_next(article, marks, nora, jonas):
    annotations.dismiss(marks[0], by=nora, version=1)
    annotations.accept(marks[1], by=nora, version=1)
    annotations.reopen(marks[1], by=jonas, version=2)
    with pytest.raises(Refused, match="Jonas Weber has decided this mark since"):
        take_back(article, nora)
    assert fresh(marks[1]).is_open
    take_back(article, nora)
    assert fresh(marks[0]).is_open


def test_the_decisions_of_others_are_theirs_to_take_back(article, marks, nora, jonas):
    annotations.accept(marks[0], by=jonas, version=1)
    assert mark_changes.last_change(article, nora) is None
    with pytest.raises(Refused, match="not yours"):
        mark_changes.undo(mark_changes.last_change(article, jonas), by=nora)
    assert fresh(marks[0]).state == "accepted"


def test_one_decision_is_taken_back_once(article, marks, nora):
    annotations.accept(marks[0], by=nora, version=1)
    change = mark_changes.last_change(article, nora)
    mark_changes.undo(change, by=nora)
    with pytest.raises(Refused, match="already"):
        mark_changes.undo(change, by=nora)


def test_an_edit_by_its_author_does_not_stand_in_the_way(article, nora, jonas):
    mark = newsdesk.an_annotation(article, by=jonas)
    annotations.accept(mark, by=nora, version=1)
    says = {"category": mark.category, "severity": "minor", "reason": "Less.", "suggestion": None}
    annotations.edit(mark, by=jonas, version=2, **says)
    take_back(article, nora)
    assert (fresh(mark).state, mark.severity) == ("open", "minor")


def test_a_mark_that_is_gone_is_passed_over(article, nora):
    mark = newsdesk.an_annotation(article, by=nora)
    annotations.accept(mark, by=nora, version=1)
    annotations.delete(mark, by=nora, version=2)
    assert take_back(article, nora).marks == []
    assert mark_changes.last_change(article, nora) is None


def test_all_open_marks_of_a_check_are_accepted_in_one_line_of_the_log(article, marks, nora):
    other = newsdesk.an_annotation(article, "quay", check_slug="names")
    annotations.dismiss(marks[0], by=nora, version=1)
    assert accept_all(article, marks[1:], nora) == marks[1:]
    assert [fresh(mark).state for mark in [*marks, other]] == ["dismissed", "accepted", "accepted", "open"]
    event = Event.objects.first()
    assert (event.verb, event.data) == ("accept", {"check": "numbers", "marks": [mark.pk for mark in marks[1:]]})


def test_accepting_all_is_taken_back_as_a_whole(article, marks, nora):
    accept_all(article, marks, nora)
    assert len(take_back(article, nora).marks) == 3
    assert all(fresh(mark).is_open for mark in marks)


def test_of_all_what_others_decided_since_stays_as_they_decided_it(article, marks, nora, jonas):
    accept_all(article, marks, nora)
    annotations.dismiss(marks[1], by=jonas, version=2)
    taken = take_back(article, nora)
    assert (taken.marks, taken.overtaken, taken.by_whom) == ([marks[0], marks[2]], [marks[1]], ["Jonas Weber"])
    assert [fresh(mark).state for mark in marks] == ["open", "dismissed", "open"]


@pytest.mark.parametrize("change", ["decided", "another", "older"])
def test_nothing_is_accepted_when_the_marks_are_others_than_were_counted(article, marks, nora, jonas, change):
    versions = {mark.pk: mark.version for mark in marks}
    if change == "decided":
        annotations.dismiss(marks[0], by=jonas, version=1)
    elif change == "another":
        newsdesk.an_annotation(article, "boy")
    else:
        marks[0].swap(1, severity="minor")
    with pytest.raises((Refused, Stale)):
        annotations.accept_all(article, check_slug="numbers", versions=versions, by=nora)
    assert not article.annotations.filter(state="accepted").exists()


def test_marks_made_by_hand_are_of_no_check(article, nora):
    mark = newsdesk.an_annotation(article, by=nora)
    with pytest.raises(Refused):
        annotations.accept_all(article, check_slug="", versions={mark.pk: 1}, by=nora)
