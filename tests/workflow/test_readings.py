"""Corrected readings: what stands in the text of an article when suggestions are accepted, and where marks are then."""

import pytest
from django.db import DatabaseError, transaction

from articles.models import AnnotationState, CorrectedReading, Event, Severity, Stale
from articles.workflow import annotations, mark_changes, readings, versions
from articles.workflow.errors import Refused
from tests import newsdesk

TEXT = (
    "The fire in Porto killed nine people on Monday, police said.\n\n"
    "A man aged 30 was saved. The fire began in a kitchen. The fire was out by noon.\n\n"
    "Advertisement\n\n"
    "Police said the kitchen had no alarm."
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(nora):
    return newsdesk.a_story(members=[nora], by=nora)


@pytest.fixture
def article(story):
    return newsdesk.an_article(story, TEXT)


def accepted(article, quote, suggestion, by, **fields):
    mark = newsdesk.an_annotation(article, quote, suggestion=suggestion, **fields)
    return annotations.accept(mark, by=by, version=mark.version)


def text_now(article):
    reading = readings.last_reading(article)
    return reading.text if reading else None


def test_an_accepted_suggestion_gives_a_corrected_reading_and_the_received_text_stays(nora, article):
    mark = accepted(article, "nine", "six", nora)
    reading = readings.last_reading(article)
    assert reading.text == TEXT.replace("nine", "six")
    assert (reading.number, reading.made_by, reading.marks, reading.verb) == (1, nora, [mark.pk], "accept")
    assert Event.objects.first().data["reading"] == 1
    article.refresh_from_db()
    assert article.text == TEXT


def test_a_mark_that_suggests_nothing_makes_no_reading(nora, article):
    accepted(article, "nine", None, nora)
    assert text_now(article) is None
    assert "reading" not in Event.objects.first().data


def test_each_decision_gives_a_reading_of_its_own_that_is_never_changed(nora, article):
    accepted(article, "nine", "six", nora)
    accepted(article, "30", "31", nora)
    first, second = CorrectedReading.objects.order_by("number")
    assert [len(first.edits), len(second.edits)] == [1, 2]
    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
        CorrectedReading.objects.filter(pk=first.pk).update(edits=[])


def test_accepting_all_marks_of_a_check_gives_one_reading(nora, article):
    marks = [
        newsdesk.an_annotation(article, quote, suggestion=words, check_slug="ages")
        for quote, words in (("30", "31"), ("nine", "six"))
    ]
    annotations.accept_all(article, check_slug="ages", versions={mark.pk: mark.version for mark in marks}, by=nora)
    assert CorrectedReading.objects.count() == 1
    assert text_now(article) == TEXT.replace("30", "31").replace("nine", "six")


def test_taking_the_acceptance_back_gives_the_words_back(nora, article):
    accepted(article, "nine", "six", nora)
    accepted(article, "30", "31", nora)
    mark_changes.undo(mark_changes.last_change(article, nora), by=nora)
    assert text_now(article) == TEXT.replace("nine", "six")
    mark_changes.undo(mark_changes.last_change(article, nora), by=nora)
    assert text_now(article) == TEXT
    assert CorrectedReading.objects.count() == 4, "each of them can still be seen"


@pytest.mark.parametrize("verb", [annotations.dismiss, annotations.reopen])
def test_so_do_dismissing_and_reopening_the_mark_and_resolving_does_not(nora, article, verb):
    mark = accepted(article, "nine", "six", nora)
    annotations.resolve(mark, by=nora, version=mark.version)
    assert text_now(article) == TEXT.replace("nine", "six")
    verb(mark, by=nora, version=mark.version)
    assert text_now(article) == TEXT


def test_a_mark_resolved_without_being_accepted_corrects_nothing(nora, article):
    mark = newsdesk.an_annotation(article, "nine", suggestion="six")
    annotations.resolve(mark, by=nora, version=mark.version)
    assert text_now(article) is None


def test_an_editor_who_changes_or_deletes_their_accepted_mark_changes_the_reading(nora, article):
    mark = newsdesk.an_annotation(article, "nine", suggestion="six", by=nora)
    annotations.accept(mark, by=nora, version=mark.version)
    says = {"category": mark.category, "severity": Severity.MAJOR, "reason": ""}
    annotations.edit(mark, by=nora, version=mark.version, suggestion="seven", **says)
    assert text_now(article) == TEXT.replace("nine", "seven")
    annotations.edit(mark, by=nora, version=mark.version, suggestion=None, **says)
    assert text_now(article) == TEXT
    annotations.edit(mark, by=nora, version=mark.version, suggestion="six", **says)
    annotations.delete(mark, by=nora, version=mark.version)
    assert text_now(article) == TEXT


def test_of_two_suggestions_for_the_same_words_the_second_is_left_out_and_comes_in_when_the_first_goes(nora, article):
    first = accepted(article, "killed nine people", "killed six people", nora)
    second = accepted(article, "nine", "seven", nora)
    reading = readings.last_reading(article)
    assert reading.text == TEXT.replace("nine", "six")
    assert reading.left_out == [{"mark": second.pk, "by": first.pk}]
    assert second.state == AnnotationState.ACCEPTED
    annotations.reopen(first, by=nora, version=first.version)
    assert text_now(article) == TEXT.replace("nine", "seven")
    assert readings.last_reading(article).left_out == []


def test_two_marks_that_say_the_same_are_both_satisfied(nora, article):
    accepted(article, "nine", "six", nora)
    accepted(article, "nine", "six", nora, category="misstated_age")
    assert readings.last_reading(article).left_out == []


@pytest.mark.parametrize(
    ("quote", "left"),
    [
        ("Advertisement", TEXT.replace("Advertisement\n\n", "")),
        ("The fire began in a kitchen.", TEXT.replace("The fire began in a kitchen. ", "")),
        (" on Monday", TEXT.replace(" on Monday", "")),
        ("on Monday", TEXT.replace(" on Monday", "")),
        ("Police said the kitchen had no alarm.", TEXT.replace("\n\nPolice said the kitchen had no alarm.", "")),
    ],
)
def test_words_that_are_removed_leave_no_gap(nora, article, quote, left):
    accepted(article, quote, "", nora)
    assert text_now(article) == left


# --- Where the marks stand --------------------------------------------------------------------------------------------


def words_of(article):
    """({the words marked as received: what stands at the mark's place now}, [those that have lost their place])."""
    reading = readings.last_reading(article)
    found, lost = readings.places(reading, article.annotations.all())
    by_pk = {mark.pk: mark.quote for mark in article.annotations.all()}
    return {by_pk[pk]: reading.text[slice(*span)] for pk, span in found.items()}, [mark.quote for mark in lost]


def test_marks_keep_their_place_and_that_of_the_correction_stands_on_the_corrected_words(nora, article):
    for quote in ("Porto", "in a kitchen", "noon"):
        newsdesk.an_annotation(article, quote)
    accepted(article, "nine", "as many as six", nora)
    found, lost = words_of(article)
    assert found == {"Porto": "Porto", "in a kitchen": "in a kitchen", "noon": "noon", "nine": "as many as six"}
    assert lost == []


def test_a_mark_whose_words_were_corrected_has_lost_its_place(nora, article):
    newsdesk.an_annotation(article, "nine people")
    accepted(article, "nine", "six", nora)
    assert words_of(article) == ({"nine": "six"}, ["nine people"])


def attach(mark, words, by, number=1, **place):
    return readings.attach(mark, by=by, version=mark.version, number=number, words=words, **place)


def test_it_can_be_attached_again_with_its_thread_and_keeps_that_place_in_later_readings(nora, article):
    mark = newsdesk.an_annotation(article, "nine people")
    annotations.comment(mark, by=nora, text="Who counted?")
    accepted(article, "nine", "six", nora)
    attach(mark, "six  people", nora)
    assert words_of(article)[0]["nine people"] == "six people"
    accepted(article, "Porto", "Braga", nora)
    assert words_of(article) == ({"nine": "six", "nine people": "six people", "Porto": "Braga"}, [])
    assert mark.comments.count() == 1
    event = Event.objects.get(verb="attach")
    assert (event.actor, event.target, event.data) == (
        nora,
        f"annotation:{mark.pk}",
        {"reading": 1, "quote": "six people"},
    )


def test_when_those_words_are_corrected_too_it_is_lost_again(nora, article):
    mark = newsdesk.an_annotation(article, "nine people")
    accepted(article, "nine", "six", nora)
    attach(mark, "six people", nora)
    accepted(article, "people on Monday", "persons on Monday", nora)
    assert words_of(article)[1] == ["nine people"]


def test_words_that_stand_several_times_ask_for_the_place(nora, article):
    mark = newsdesk.an_annotation(article, "nine people")
    accepted(article, "nine", "six", nora)
    with pytest.raises(readings.SeveralPlaces) as several:
        attach(mark, "The fire", nora)
    assert len(several.value.places) == 3
    attach(mark, "The fire", nora, start=several.value.places[1].start)
    reading = readings.last_reading(article)
    assert readings.places(reading, [mark])[0][mark.pk] == several.value.places[1]


@pytest.mark.parametrize("words", ["", "  ", "nine people", "fir"])
def test_words_that_do_not_stand_there_are_refused(nora, article, words):
    mark = newsdesk.an_annotation(article, "nine people")
    accepted(article, "nine", "six", nora)
    with pytest.raises(Refused):
        attach(mark, words, nora)


def test_nobody_attaches_to_a_text_that_has_been_corrected_since_or_a_mark_that_somebody_changed(nora, article):
    mark = newsdesk.an_annotation(article, "nine people")
    accepted(article, "nine", "six", nora)
    accepted(article, "Porto", "Braga", nora)
    with pytest.raises(Refused, match="corrected in the meantime"):
        attach(mark, "six people", nora, number=1)
    with pytest.raises(Stale):
        readings.attach(mark, by=nora, version=mark.version + 1, number=2, words="six people")


def test_a_new_version_of_the_article_is_corrected_where_its_accepted_marks_stand_again(nora, story, article):
    accepted(article, "nine", "six", nora)
    accepted(article, "30", "31", nora)
    newer = newsdesk.an_article(story, TEXT.replace("aged 30", "aged 32") + " Nobody was hurt there.")
    versions.carry_marks(article, newer)
    assert text_now(newer) == newer.text.replace("nine", "six")
    assert readings.last_reading(newer).made_by == nora
