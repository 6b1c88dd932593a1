"""Agreement against published worked examples and sums done by hand."""

import pytest

from articles.analysis.agreement import cohen_kappa, krippendorff_alpha


def units(*readers):
    """One reader's labels to a line, * for none; turned into one line for each unit."""
    rows = [[None if label == "*" else label for label in reader.split()] for reader in readers]
    return list(zip(*rows, strict=True))


def test_kappa_of_two_readers_of_fifty_proposals():
    # 20 both yes, 5 only the first, 10 only the second, 15 both no: observed 0.7, by chance 0.5.
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert cohen_kappa(*zip(*pairs, strict=True)) == pytest.approx(0.4)


def test_kappa_by_hand_of_three_labels():
    # observed 4/6; by chance (3·2 + 2·2 + 1·2) / 36 = 1/3; so (2/3 - 1/3) / (2/3) = 1/2.
    assert cohen_kappa("aaabbc", "aabbcc") == pytest.approx((4 / 6 - 12 / 36) / (1 - 12 / 36))
    assert cohen_kappa("aaabbc", "aabbcc") == pytest.approx(0.5)


def test_full_agreement_is_one_and_full_contradiction_is_below_nought():
    assert cohen_kappa([0, 1, 1], [0, 1, 1]) == 1
    assert cohen_kappa([0, 1], [1, 0]) == -1


@pytest.mark.parametrize("labels", [[], [0, 0, 0]])
def test_nothing_to_measure_is_none(labels):
    assert cohen_kappa(labels, labels) is None
    assert krippendorff_alpha([(label, label) for label in labels]) is None


def test_readers_of_different_units_cannot_be_compared():
    with pytest.raises(ValueError):
        cohen_kappa([1], [1, 0])


# Krippendorff (2011), sections A to C.


def test_alpha_of_two_observers_and_two_labels():
    assert krippendorff_alpha(units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")) == pytest.approx(0.095, abs=5e-4)


def test_alpha_of_two_observers_and_five_labels():
    ben, gerry = "a a b b d c c c e d d a", "b a b b b c c c e d d d"
    assert krippendorff_alpha(units(ben, gerry)) == pytest.approx(0.692, abs=5e-4)


def test_alpha_of_four_observers_with_gaps():
    observed = units(
        "1 2 3 3 2 1 4 1 2 * * *",
        "1 2 3 3 2 2 4 1 2 5 * 3",
        "* 3 3 3 2 3 4 2 2 5 1 *",
        "1 2 3 3 2 4 4 1 2 5 1 *",
    )
    assert krippendorff_alpha(observed) == pytest.approx(0.743, abs=5e-4)
