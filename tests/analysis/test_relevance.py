"""Which sentences of the sources are about what a paragraph is about."""

from articles.analysis.relevance import likeness, rank

OFFERED = [
    "The council met on Friday to talk of roads.",
    "Divers found Elin Marsh on a ledge after 31 hours.",
    "The rescue of the cavers took 31 hours.",
    "Marsh teaches geology in Leeds.",
    "Rain fell.",
]


def test_what_shares_words_numbers_and_names_comes_first():
    assert rank("Rescuers found Marsh on the ledge after 31 hours.", OFFERED)[:2] == [1, 2]


def test_what_shares_nothing_is_left_out():
    assert 4 not in rank("Rescuers found Marsh on the ledge after 31 hours.", OFFERED)
    assert rank("", OFFERED) == []
    assert rank("Marsh", []) == []


def test_the_same_texts_always_give_the_same_order():
    twice = [*OFFERED, *OFFERED]
    assert rank("Marsh was found after 31 hours.", twice) == rank("Marsh was found after 31 hours.", list(twice))
    first = rank("Marsh was found after 31 hours.", twice)
    assert first.index(1) < first.index(6)


def test_two_sentences_of_one_thing_are_alike():
    assert (
        likeness("In 2011 three students spent a night there.", "Three students had to spend the night inside in 2011.")
        > 0.6
    )
    assert likeness("In 2011 three students spent a night there.", "The cave is 2.4 kilometres long.") < 0.2
    assert likeness("", "The cave.") == 0
