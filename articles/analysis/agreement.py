"""How far readers agree beyond chance, on labels without an order.

Cohen's kappa: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20
(1960). Krippendorff's alpha: K. Krippendorff, Computing Krippendorff's alpha-reliability (2011), nominal metric.
Both are 1 for full agreement and 0 for what chance would give; below 0 readers avoid each other.
"""

from collections import Counter
from collections.abc import Hashable, Sequence


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Two readers' labels of the same units, in the same order.

    None when there is nothing to measure: no unit, or one label throughout, which chance alone would give.
    ValueError when one has more units than the other.
    """
    if len(first) != len(second):
        raise ValueError("Both readers must have labelled the same units.")
    count = len(first)
    if not count:
        return None
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / count
    ours, theirs = Counter(first), Counter(second)
    expected = sum(ours[label] * theirs[label] for label in ours) / count**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorff_alpha(units: Sequence[Sequence[Hashable | None]]) -> float | None:
    """For each unit the labels that its readers gave it; None where one gave none.

    None when there is nothing to measure: no unit with two labels, or one label throughout.
    """
    paired = [labels for unit in units if len(labels := [label for label in unit if label is not None]) > 1]
    totals = Counter(label for labels in paired for label in labels)
    count = sum(totals.values())
    expected = count**2 - sum(n * n for n in totals.values())
    if not expected:
        return None
    observed = sum(_disagreement(labels) for labels in paired)
    return 1 - (count - 1) * observed / expected


def _disagreement(labels) -> float:
    """How many ordered pairs of labels in the unit differ, by one less than its labels."""
    count = len(labels)
    return (count**2 - sum(n * n for n in Counter(labels).values())) / (count - 1)
