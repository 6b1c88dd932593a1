"""Canonical text, sentences and differences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import (
    LONGEST_RUN_OF_MARKS,
    TextRefused,
    canonical,
    count_words,
    paragraphs,
    sentences,
    word_diff,
)

prose = st.text(st.sampled_from("ab AB.!?…\"“”’'()\n \t19é-"), max_size=200)


def sentence_texts(text):
    return [text[start:end] for start, end in sentences(text)]


def test_line_ends_composition_and_byte_order_mark_become_one_form():
    assert canonical("\ufeffCafe\u0301\r\nopen\rlate\n") == "Café\nopen\nlate\n"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_canonical_text_is_its_own_canonical_text(text):
    once = canonical(text)
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("character", "named"),
    [("\x00", "NUL (U+0000)"), ("\x1b", "a control character (U+001B)"), ("\ud800", "a lone surrogate (U+D800)")],
)
def test_a_refused_text_says_which_character_and_where(character, named):
    with pytest.raises(TextRefused) as refused:
        canonical(f"one\r\ntwo\nth{character}ree")
    assert refused.value.position == 11
    assert refused.value.line == 3
    assert refused.value.reason == f"The text holds {named} at position 11, in line 3."


def test_tab_and_line_end_are_no_control_characters():
    assert canonical("a\tb\n") == "a\tb\n"


def test_an_endless_pile_of_accents_is_refused_instead_of_normalised_for_minutes():
    with pytest.raises(TextRefused) as refused:
        canonical("Abc" + "\u0301\u0316" * LONGEST_RUN_OF_MARKS)
    assert refused.value.position == 3


def test_paragraphs_are_the_lines_that_hold_something():
    text = "  One. \n\n \t\nTwo"
    assert [text[a:b] for a, b in paragraphs(text)] == ["One.", "Two"]


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Bell met Gen. R. J. Okafor of Acme Inc. headquarters at 10.45 a.m. GMT on Jan. 5 near St. Anne.",
        "U.S. Secretary of Trade Ann Cole left for the U.K. parliament.",
        "She spoke of the 41-year-old. year captain.",
        "“Why now?” Anna Berg asked.",
        "“Go home!” he shouted.",
        "He waited… and waited... and left.",
        "See No. 10 and pp. 4-5 at www.example.org/News.Item for more.",
        "1. Wash the apples.",
        "A headline without a stop",
        "10:45 GMT: the gates are open",
    ],
)
def test_one_sentence_stays_one(whole):
    assert sentence_texts(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["She praised “new sectors.”", "Berg then left."],
        ["He flew to the U.S.", "The talks failed."],
        ["It began at 9 a.m.", "Rescuers came late."],
        ["“We are here.", "We stay.”", "Then they went."],
        ["He said no.", "Five others agreed."],
        ["“Stop!”", "The crowd ran."],
        ["She fell silent…", "Then she sang."],
        ["Was it five?", "“It was six.”"],
        ["He left home.", "(She did not.)"],
    ],
)
def test_two_sentences_are_told_apart(parts):
    assert sentence_texts(" ".join(parts)) == parts


def test_a_stop_whose_space_was_lost_still_ends_a_sentence():
    assert sentence_texts("“New sectors.”Berg praised home.Then she left.") == [
        "“New sectors.”",
        "Berg praised home.",
        "Then she left.",
    ]


def test_no_sentence_crosses_a_line():
    assert sentence_texts("A list\nof lines\n\nwithout stops") == ["A list", "of lines", "without stops"]


@given(prose)
def test_every_visible_character_lies_in_exactly_one_sentence(text):
    covered = [position for span in sentences(text) for position in range(*span)]
    assert len(covered) == len(set(covered))
    assert {position for position, character in enumerate(text) if not character.isspace()} <= set(covered)


@given(prose)
def test_sentences_are_in_order_trimmed_and_inside_their_paragraph(text):
    lines = paragraphs(text)
    spans = sentences(text)
    assert spans == sorted(spans)
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
        assert any(line.start <= start and end <= line.end for line in lines)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("x" * 1_000_000, 1),
        ('"' * 50_000, 1),
        ('". ' * 50_000, 50_000),
        ("word " * 200_000, 1),
        ("A.A" * 100_000, 1),
        ("http://" + "a.B" * 100_000, 1),
    ],
)
def test_monstrous_lines_are_split_like_any_other(text, count):
    assert len(sentences(text)) == count


def test_words_are_counted_as_an_editor_counts_them():
    assert count_words("The 70-year-old didn’t go – not at 5.3 % … “ever”.") == 8


@given(prose, prose)
def test_a_difference_holds_both_texts(old, new):
    pieces = word_diff(old, new)
    assert "".join(text for op, text in pieces if op != "added") == old
    assert "".join(text for op, text in pieces if op != "removed") == new
    assert all(text for _, text in pieces)
    assert all(a.op != b.op for a, b in zip(pieces, pieces[1:], strict=False))


def test_a_difference_names_the_changed_word():
    assert word_diff("The old bridge fell. All ran.", "The new bridge fell. All ran.") == [
        ("same", "The "),
        ("removed", "old"),
        ("added", "new"),
        ("same", " bridge fell. All ran."),
    ]


def test_a_difference_of_monstrous_texts_is_coarse_but_whole():
    old, new = "b a " * 50_000, "a c " * 50_000
    pieces = word_diff(old, new)
    assert "".join(text for op, text in pieces if op != "added") == old
    assert "".join(text for op, text in pieces if op != "removed") == new


def test_a_difference_is_cut_where_a_sentence_ends():
    pieces = word_diff("The bell rang. It stopped.", "Then the bell rang. People wept. It stopped again.")
    assert any(piece.op == "added" and piece.text.strip() == "People wept." for piece in pieces)
