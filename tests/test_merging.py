"""Two texts written from one: what both writers did stands in the merged one, once, or nothing is proposed."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import merge, merged_text

BASE = "The bell rang on Monday. Nobody had expected it. About 300 people stood on the quay."


@pytest.mark.parametrize(
    "mine, theirs, both",
    [
        pytest.param(
            "The old bell rang on Monday. Nobody had expected it. About 300 people stood on the quay.",
            "The bell rang on Monday. Nobody had expected it. About 310 people stood on the quay.",
            "The old bell rang on Monday. Nobody had expected it. About 310 people stood on the quay.",
            id="far apart",
        ),
        pytest.param(
            BASE + " They cheered.",
            "It was a surprise. " + BASE,
            "It was a surprise. " + BASE + " They cheered.",
            id="one before, one behind",
        ),
        pytest.param(
            "The bell rang on Monday. About 300 people stood on the quay.",
            "The bell rang twice on Monday. Nobody had expected it. About 300 people stood on the quay.",
            "The bell rang twice on Monday. About 300 people stood on the quay.",
            id="one takes a sentence out",
        ),
        pytest.param(
            BASE.replace("Monday", "Tuesday").replace("bell", "gong"),
            BASE.replace("Monday", "Tuesday").replace("quay", "pier"),
            "The gong rang on Tuesday. Nobody had expected it. About 300 people stood on the pier.",
            id="one change made by both",
        ),
        pytest.param(BASE, BASE + " More.", BASE + " More.", id="only theirs"),
        pytest.param(BASE + " More.", BASE, BASE + " More.", id="only mine"),
    ],
)
def test_changes_in_different_places_stand_together(mine, theirs, both):
    assert merged_text(merge(BASE, mine, theirs)) == both


@pytest.mark.parametrize(
    "mine, theirs",
    [
        pytest.param(BASE.replace("Monday", "Tuesday"), BASE.replace("Monday", "Friday"), id="one word two ways"),
        pytest.param(BASE.replace("300", "310"), BASE.replace("people", "villagers"), id="neighbouring words"),
        pytest.param(BASE + " They cheered.", BASE + " They wept.", id="both at the end"),
        pytest.param("", BASE.replace("300", "310"), id="one takes all of it away"),
        pytest.param("Nothing of this is left.", BASE.replace("bell", "gong"), id="one writes it anew"),
    ],
)
def test_changes_that_meet_are_not_merged(mine, theirs):
    assert merge(BASE, mine, theirs) is None and merge(BASE, theirs, mine) is None


WORDS = st.lists(st.sampled_from(["bell", "rang", "a", "on", "300", "quay", ".", ",", "“", "–", "ß"]), max_size=14)
TEXTS = WORDS.map(" ".join) | st.text("ab .,\n", max_size=24)


@given(TEXTS, TEXTS, TEXTS)
def test_the_merge_holds_all_three_texts_and_the_fourth_is_made_of_both_changes(base, mine, theirs):
    merged = merge(base, mine, theirs)
    if merged is None:
        return
    kept = {"mine": ("mine", "both"), "theirs": ("theirs", "both")}

    def read(who):
        """The text of one writer, read from the merge: what the other did is undone."""
        return "".join(p.text for p in merged if p.op == "same" or (p.op == "added") == (p.by in kept[who]))

    assert "".join(p.text for p in merged if p.op != "added") == base
    assert read("mine") == mine and read("theirs") == theirs


def words(text):
    return re.findall(r"\w+", text)


@given(st.data())
def test_no_word_of_either_side_is_lost_or_doubled(data):
    """Each writer changes sentences of their own, in words that nobody else uses."""
    count = data.draw(st.integers(2, 6))
    base = [[f"s{n}w{i}" for i in range(data.draw(st.integers(2, 5)))] for n in range(count)]
    written = {"m": [list(s) for s in base], "t": [list(s) for s in base]}
    owner = [data.draw(st.sampled_from("mt-")) for _ in base]
    for n, who in enumerate(owner):
        if who == "-":
            continue
        sentence = written[who][n]
        for edit in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(1, len(sentence)))  # the first word stays: it keeps the two writers apart
            end = data.draw(st.integers(at, len(sentence)))
            sentence[at:end] = [f"{who}{n}e{edit}x{i}" for i in range(data.draw(st.integers(0, 3)))]

    def text(sentences):
        return " ".join(f"{' '.join(s)}." for s in sentences)

    merged = merge(text(base), text(written["m"]), text(written["t"]))
    assert merged is not None
    both = merged_text(merged)
    expected = Counter(words(text(written["m"]))) + Counter(words(text(written["t"])))
    expected.subtract(words(text(base)))
    assert Counter(words(both)) == +expected
    assert both == text([written[who][n] if who != "-" else base[n] for n, who in enumerate(owner)])


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_saved_first(base, mine, theirs):
    one, two = merge(base, mine, theirs), merge(base, theirs, mine)
    assert (one is None) == (two is None)
    assert one is None or merged_text(one) == merged_text(two)
