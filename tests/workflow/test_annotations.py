"""What becomes of marks."""

import pytest

from articles.models import Annotation, Event, Stale
from articles.models.versions import Gone
from articles.workflow import annotations
from articles.workflow.errors import Refused
from tests import newsdesk


@pytest.fixture
def mark(article):
    return newsdesk.an_annotation(article)


@pytest.fixture
def own(article, nora):
    start = article.text.index("61")
    return annotations.mark(
        article,
        start=start,
        end=start + 2,
        quote="61",
        category=newsdesk.a_category("misstated_age"),
        severity="major",
        by=nora,
        reason="The register says 62.",
        suggestion="62",
    )


def test_an_editor_marks_words_and_says_why(own, article, nora):
    stored = Annotation.objects.get()
    assert (stored.quote, stored.created_by, stored.is_found, stored.is_open) == ("61", nora, False, True)
    assert Event.objects.get().verb == "mark"


def test_words_that_are_not_at_that_place_cannot_be_marked(article, nora):
    for start, end, quote in [(0, 3, "xyz"), (5, 5, ""), (-1, 2, "Ha"), (0, 10_000, article.text)]:
        with pytest.raises(Refused, match="not at this place"):
            annotations.mark(
                article, start=start, end=end, quote=quote, category=newsdesk.a_category(), severity="major", by=nora
            )


def test_an_unknown_severity_and_an_endless_reason_are_refused(article, nora):
    where = {"start": 0, "end": 7, "quote": article.text[:7], "category": newsdesk.a_category(), "by": nora}
    with pytest.raises(Refused, match="minor, major or blocker"):
        annotations.mark(article, severity="huge", **where)
    with pytest.raises(Refused, match="4,000"):
        annotations.mark(article, severity="major", reason="x" * 4001, **where)


@pytest.mark.parametrize("verb, state", [("accept", "accepted"), ("dismiss", "dismissed"), ("resolve", "resolved")])
def test_a_decision_says_who_and_when_and_is_logged(mark, jonas, verb, state):
    getattr(annotations, verb)(mark, by=jonas, version=1)
    mark.refresh_from_db()
    assert (mark.state, mark.decided_by, mark.version) == (state, jonas, 2) and mark.decided_at
    event = Event.objects.get()
    assert (event.verb, event.actor, event.target) == (verb, jonas, f"annotation:{mark.pk}")


@pytest.mark.parametrize("verb", ["accept", "dismiss", "resolve"])
def test_the_second_of_two_decisions_learns_of_the_first(mark, nora, jonas, verb):
    annotations.dismiss(mark, by=nora, version=1, reason="The register agrees.")
    late = Annotation.objects.get()
    late.state = "open"
    with pytest.raises(Stale) as stale:
        getattr(annotations, verb)(late, by=jonas, version=1)
    assert (stale.value.current.state, stale.value.current.decided_by) == ("dismissed", nora)
    assert Event.objects.count() == 1


def test_a_mark_deleted_meanwhile_is_not_found(own, nora):
    late = Annotation.objects.get()
    annotations.delete(own, by=nora, version=1)
    with pytest.raises(Gone):
        annotations.accept(late, by=nora, version=1)


def test_what_was_decided_can_be_reopened(mark, nora):
    annotations.dismiss(mark, by=nora, version=1)
    annotations.reopen(mark, by=nora, version=2)
    mark.refresh_from_db()
    assert (mark.state, mark.decided_by, mark.decided_at) == ("open", None, None)
    with pytest.raises(Refused, match="open already"):
        annotations.reopen(mark, by=nora, version=3)


def test_one_edits_and_deletes_ones_own_marks_only(own, mark, jonas, nora):
    new = {"category": newsdesk.a_category(), "severity": "minor", "reason": "Less sure.", "suggestion": None}
    with pytest.raises(Refused, match="Only the person who made this mark"):
        annotations.edit(own, by=jonas, version=1, **new)
    with pytest.raises(Refused, match="A check made this mark"):
        annotations.delete(mark, by=nora, version=1)
    annotations.edit(own, by=nora, version=1, **new)
    own.refresh_from_db()
    assert (own.category.slug, own.severity, own.reason) == ("wrong_number", "minor", "Less sure.")
    annotations.delete(own, by=nora, version=2)
    assert Annotation.objects.get() == mark


def test_a_mark_that_others_discuss_is_not_deleted(own, nora, jonas):
    annotations.comment(own, by=jonas, text="Are you sure?")
    with pytest.raises(Refused, match="Others have commented"):
        annotations.delete(own, by=nora, version=1)


def test_an_empty_comment_is_refused(own, nora):
    with pytest.raises(Refused, match="Write something"):
        annotations.comment(own, by=nora, text=" \n")


def test_marking_and_accepting_cost_few_queries(article, mark, nora, django_assert_max_num_queries):
    category = newsdesk.a_category()
    with django_assert_max_num_queries(10):
        annotations.mark(article, start=0, end=7, quote="Harbour", category=category, severity="major", by=nora)
    with django_assert_max_num_queries(10):
        annotations.accept(mark, by=nora, version=1)
