"""One story spells one way."""

import pytest

from articles.analysis.spelling import variants


def found(text):
    return [(text[v.start : v.end], v.instead) for v in variants(text)]


def test_the_way_used_less_is_named_with_the_other_spelling():
    assert found("The harbour and the centre are grey. The color is gone.") == [("color", "colour")]
    assert found("The harbor and the center are gray. The Colour is gone.") == [("Colour", "Color")]


def test_of_two_ways_used_as_often_the_first_stands():
    assert found("The harbour lost its color.") == [("color", "colour")]


def test_ise_and_ize_are_both_british_but_not_both_in_one_story():
    assert found("The colour of the organization.") == []
    assert found("They organise it: organised, and a large organization.") == [("organization", "organisation")]


@pytest.mark.parametrize(
    "text", ["", "A check of the draft story.", "He was tired of the meter.", "The harbour, the harbours."]
)
def test_one_way_or_words_that_mean_something_else_are_left_alone(text):
    assert found(text) == []
