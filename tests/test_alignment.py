"""Two texts side by side: which sentences tell the same."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from articles.text import align
from articles.text.alignment import Row

BELL = "The old harbour bell of Aldmere rang on Monday for the first time in 40 years."
BELL_AGAIN = "The harbour bell of Aldmere rang on Tuesday for the first time in 40 years."
KEEPER = "Its keeper, Tomas Brandt, pulled the rope himself."
CROWD = "About 300 people stood on the quay."
RAIN = "Rain had been forecast."

sentence = st.lists(
    st.sampled_from("the bell rang twice Monday 300 people … “so” said".split()), min_size=1, max_size=6
)
texts = st.lists(sentence.map(" ".join), max_size=12)


def pair(left, right):
    return Row(range(left, left + 1), range(right, right + 1), is_pair=True)


def test_the_same_sentence_is_the_same_whatever_its_quotation_marks_and_spaces():
    alignment = align(["“So it  is,” he said."], ['"So it is," he said.'])

    assert alignment.rows == [pair(0, 0)]
    assert alignment.same == {0}


def test_a_sentence_with_other_words_in_it_is_changed_and_one_of_its_own_stands_alone():
    alignment = align([BELL, KEEPER], [BELL_AGAIN, RAIN])

    assert alignment.rows == [pair(0, 0), Row(range(1, 2), range(1, 2), is_pair=False)]
    assert alignment.partners == {0: 0}
    assert alignment.same == set()


def test_words_that_stand_in_most_sentences_make_no_pair():
    story = ["It was the ferry of the year.", "It was the talk of the town.", "It was the last of the five."]
    story += ["It was the pride of the coast.", "It was the gift of the crew.", "It was the size of the barn."]

    assert align(["It was the end of the day."], [*story, CROWD]).partners == {}


def test_what_comes_in_another_order_has_its_partner_but_stands_in_its_own_place():
    alignment = align([BELL, KEEPER, CROWD], [CROWD, BELL, KEEPER])

    assert alignment.partners == {0: 1, 1: 2, 2: 0}
    assert alignment.rows == [
        Row(range(0), range(1), is_pair=False),
        pair(0, 1),
        pair(1, 2),
        Row(range(2, 3), range(3, 3), is_pair=False),
    ]


def test_a_repeated_sentence_meets_its_repetition_in_turn():
    assert align([RAIN, CROWD, RAIN], [RAIN, CROWD, RAIN, RAIN]).partners == {0: 0, 1: 1, 2: 2}


def test_the_likest_pair_comes_first():
    assert align([BELL_AGAIN, BELL], [BELL.replace("Monday", "Sunday")]).partners == {1: 0}


def test_a_sentence_without_words_is_no_partner_of_another():
    assert align(["***"], ["—"]).partners == {}


@given(texts, texts)
def test_every_sentence_of_both_texts_stands_there_once_in_the_order_of_its_text(left, right):
    rows = align(left, right).rows

    assert [index for row in rows for index in row.left] == list(range(len(left)))
    assert [index for row in rows for index in row.right] == list(range(len(right)))


@given(texts, texts)
def test_nobody_has_two_partners_and_every_pair_side_by_side_are_partners(left, right):
    alignment = align(left, right)

    assert len(set(alignment.partners.values())) == len(alignment.partners)
    for row in alignment.rows:
        assert bool(row.left or row.right)
        if row.is_pair:
            assert (len(row.left), len(row.right)) == (1, 1)
            assert alignment.partners[row.left[0]] == row.right[0]


@given(texts)
def test_a_text_beside_itself_is_the_same_from_first_to_last(text):
    alignment = align(text, text)

    assert alignment.rows == [pair(index, index) for index in range(len(text))]
    assert alignment.same == set(range(len(text)))


@given(texts, texts)
def test_what_stands_in_both_texts_word_for_word_is_a_pair(left, right):
    alignment = align(left, right)

    for words in set(left) & set(right):
        mates = [i for i in alignment.same if left[i] == words]
        assert len(mates) == min(left.count(words), right.count(words))


def lines_run(left, right):
    """How many lines of the product an alignment runs through: a measure of its work that no busy machine changes."""
    count = 0

    def trace(frame, event, _):
        nonlocal count
        if "alignment" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        align(left, right)
    finally:
        sys.settrace(before)
    return count


def test_ten_times_the_text_is_about_ten_times_the_work():
    def monstrous(size, odd):
        return [f"The same words stand in every sentence, {odd}, and number {n} of {n % 50}." for n in range(size)]

    small = lines_run(monstrous(100, "here"), monstrous(100, "there"))
    large = lines_run(monstrous(1000, "here"), monstrous(1000, "there"))
    assert large < 15 * small
