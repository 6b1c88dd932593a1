"""Places in a text that are carried through edits: known ones, and those that two texts alone show."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.text import Edit, Edited, EditsMeet, Span, carry, follow
from bench import readings

prose = st.text(st.sampled_from("ab AB.!?…\"“”’'()\n \t19é-"), max_size=200)
MAYOR = "First the mayor spoke at some length about the bridge."
CHOIR = "Then the choir sang two old songs for everybody there."


def span_of(quote, text, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


# --- From two texts alone ---------------------------------------------------------------------------------------------


def test_a_span_follows_its_words_when_text_is_put_in_front():
    old = "Anna Berg sang. Anna Berg left."
    new = "On Friday, Anna Berg sang. Anna Berg left."
    assert carry(span_of("Anna", old, 1), old, new) == span_of("Anna", new, 1)


def test_a_span_whose_words_were_touched_is_lost():
    old = "The bridge fell at noon."
    assert carry(span_of("fell at noon", old), old, "The bridge fell after noon.") is None
    assert carry(span_of("bridge", old), old, "The bridges fell at noon.") is None


def test_a_span_between_whose_words_something_was_put_is_lost():
    old = "The bridge over the river fell at noon."
    assert carry(span_of("bridge over", old), old, "The bridge high over the river fell at noon.") is None
    assert carry(span_of("bridge over", old), old, "The bridge, over the river fell at noon.") is None


def test_a_span_that_might_be_in_two_places_is_lost():
    assert carry(Span(0, 3), "cat", "cat and cat") is None
    assert carry(Span(8, 11), "cat and cat", "cat") is None


def test_of_two_equal_words_beside_each_other_nobody_knows_which_one_was_put_in_or_left_out():
    once, twice = "It was a very cold night in the harbour.", "It was a very very cold night in the harbour."
    assert carry(span_of("very", once), once, twice) is None
    assert carry(span_of("very", twice), twice, once) is None
    assert carry(span_of("cold", once), once, twice) == span_of("cold", twice)


def test_a_passage_repeated_right_behind_itself_is_lost_and_one_repeated_elsewhere_stays():
    old = f"{MAYOR} {CHOIR} Rain fell."
    beside, elsewhere = f"{MAYOR} {MAYOR} {CHOIR} Rain fell.", f"{MAYOR} {CHOIR} {MAYOR} Rain fell."
    assert carry(span_of("the bridge", old), old, beside) is None
    assert carry(span_of("the bridge", old), old, elsewhere) == span_of("the bridge", elsewhere)


def test_a_moved_passage_is_found_if_it_is_long_and_unique():
    old, new = f"{MAYOR} {CHOIR} Rain fell. All went home.", f"Rain fell. All went home. {CHOIR} {MAYOR}"
    for quote in ("the choir", "about the bridge.", MAYOR):
        assert carry(span_of(quote, old), old, new) == span_of(quote, new)


def test_the_same_phrase_in_another_sentence_is_another_place():
    old = f"{MAYOR} The police told reporters on Monday that nobody knew. {CHOIR}"
    new = f"{MAYOR} {CHOIR} A baker told reporters on Monday that bread is dear."
    assert carry(span_of("told reporters on Monday", old), old, new) is None


def test_between_two_words_that_were_replaced_two_words_stay_and_one_is_lost():
    old = f"{MAYOR} Nine people of the village left. {CHOIR}"
    new = f"{MAYOR} Nine folk of the town left. {CHOIR}"
    assert carry(span_of("of the", old), old, new) == span_of("of the", new)
    lone = old.replace("of the village", "of their village"), new.replace("of the town", "from their town")
    assert carry(span_of("their", lone[0]), *lone) is None


def test_white_space_may_change_and_signs_may_not():
    old, new = "He said: “We are safe.” Then\nhe left.", "He  said: “We are\nsafe.” Then he left!"
    assert carry(span_of("“We are safe.”", old), old, new) == span_of("“We are\nsafe.”", new)
    assert carry(span_of("Then\nhe", old), old, new) == span_of("Then he", new)
    assert carry(span_of("left.", old), old, new) is None
    assert carry(span_of("left", old), old, new) == span_of("left", new)


def test_a_dash_that_stands_alone_needs_the_words_on_both_sides():
    old = "Nobody — said the mayor — was hurt at the harbour."
    new = "Nobody — said the baker — was hurt at the harbour."
    assert carry(span_of("—", old), old, new) == span_of("—", new)
    assert carry(span_of("—", old, 1), old, new) is None


@given(prose, prose, st.integers(0, 200), st.integers(0, 200))
def test_a_carried_span_holds_the_same_words(old, new, start, length):
    span = Span(min(start, len(old)), min(start + length, len(old)))
    carried = carry(span, old, new)
    assert carried is None or new[carried.start : carried.end].split() == old[span.start : span.end].split()


@given(prose, st.integers(0, 200), st.integers(1, 200))
def test_in_the_same_text_a_span_stays_where_it_is(text, start, length):
    span = Span(min(start, len(text)), min(start + length, len(text)))
    carried = carry(span, text, text)
    assert (carried is None) == (not text[span.start : span.end].strip())
    assert carried is None or span.start <= carried.start < carried.end <= span.end


few_words = st.lists(st.sampled_from("the old man and sea".split()), max_size=30)


@given(few_words, few_words, st.data())
def test_a_word_is_never_carried_to_another_that_an_insertion_or_a_deletion_leaves(words, others, data):
    """Even where the text is made of five words: of two that could be meant, neither is."""
    assume(words and others)
    at = data.draw(st.integers(0, len(words)))
    long, short = [*words[:at], *others, *words[at:]], words
    for number in range(len(short)):
        there = number if number < at else number + len(others)
        assert _carried_word(short, long, number) in (None, there)
        assert _carried_word(long, short, there) in (None, number)
    for number in range(at, at + len(others)):
        assert _carried_word(long, short, number) is None


def _carried_word(old, new, number):
    """The number of the word of `new` that a word of `old` is carried to, or None."""
    start = len("".join(f"{word} " for word in old[:number]))
    carried = carry(Span(start, start + len(old[number])), " ".join(old), " ".join(new))
    return carried and len(" ".join(new)[: carried.start].split())


@pytest.mark.parametrize("seed", range(3))
def test_after_random_edits_of_every_kind_no_annotation_is_at_a_wrong_place(seed):
    """The quick version of `python -m bench.readings`."""
    figures, wrong, _ = readings.measured(60, seed)
    assert wrong == []
    assert all(row["stayed"] > 0.9 * row["untouched"] for row in figures.values())


def test_a_long_text_of_few_words_is_no_harder_than_another():
    old, new = "b a " * 20_000, "a c " * 20_000
    assert carry(Span(0, 3), old, new) is None
    texts = "so it goes " * 20_000
    assert carry(Span(0, 8), texts, texts + "on") == Span(0, 8)


# --- Through known edits ----------------------------------------------------------------------------------------------


def edited():
    text = "The fire killed nine people, aged 30, in Porto."
    return Edited(text, [Edit(*span_of("30", text), "31"), Edit(*span_of("nine", text), "as many as six")])


def test_edits_give_the_new_text_and_each_place_in_it():
    done = edited()
    assert done.text == "The fire killed as many as six people, aged 31, in Porto."
    assert done.carry(span_of("in Porto", done.old)) == span_of("in Porto", done.text)
    assert done.carry(span_of("fire", done.old)) == span_of("fire", done.text)
    assert [done.place_of(edit) for edit in done.edits] == [
        span_of("as many as six", done.text),
        span_of("31", done.text),
    ]


def test_a_span_whose_words_an_edit_changed_is_lost():
    done = edited()
    assert done.carry(span_of("nine people", done.old)) is None
    assert done.carry(span_of("nine", done.old)) is None
    assert Edited("The fires", [Edit(8, 9, "")]).carry(Span(4, 8)) is None, "part of a word became a word"


def test_two_edits_of_the_same_words_cannot_both_be_made():
    with pytest.raises(EditsMeet) as meeting:
        Edited("nine people", [Edit(5, 11, "men"), Edit(0, 6, "six ")])
    assert (meeting.value.first.words, meeting.value.second.words) == ("six ", "men")
    with pytest.raises(EditsMeet):
        Edited("nine people", [Edit(5, 5, "old "), Edit(5, 5, "young ")])


@given(st.text("ab .", max_size=60), st.data())
def test_a_span_carried_through_edits_holds_the_same_characters(text, data):
    points = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = [
        Edit(*pair, data.draw(st.text("ab .", max_size=5))) for pair in zip(points[::2], points[1::2], strict=False)
    ]
    done = Edited(text, edits)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            carried = done.carry(Span(start, end))
            touched = any(edit.start < end and start < edit.end for edit in edits)
            assert not (touched and carried)
            assert carried is None or done.text[slice(*carried)] == text[start:end]
    assert "".join(words for _, words in done.pieces()) == done.text


# --- What is still being written --------------------------------------------------------------------------------------


@given(prose, prose, st.data())
def test_a_span_follows_its_edited_text_and_stays_inside_it(old, new, data):
    start = data.draw(st.integers(0, max(len(old) - 1, 0)))
    end = data.draw(st.integers(start, len(old)))
    after = follow(Span(start, end), old, new)
    assert after is None or 0 <= after.start < after.end <= len(new)
    if old == new and end > start:
        assert after == (start, end)


def test_a_span_keeps_the_words_that_were_written_into_it():
    old, new = "It rained. The bell rang once. All left.", "It rained. The old bell rang twice. All left."
    after = follow(Span(11, 30), old, new)
    assert new[after.start : after.end] == "The old bell rang twice."


def test_a_span_ends_when_all_its_words_are_gone():
    assert follow(Span(11, 30), "It rained. The bell rang once. All left.", "It rained. All left.") is None
