"""Slips of the keyboard: two numbers of which one looks like the other mistyped."""

from articles.analysis.quantities import Quantity


def mistyped(one: Quantity, other: Quantity) -> bool:
    """Whether one number looks like the other with two digits swapped, one digit wrong, or a wrong scale."""
    same_unit = one.factor == other.factor
    first, second = _figures(one, written=same_unit), _figures(other, written=same_unit)
    if one.kind in ("ordinal", "score") or min(len(first), len(second)) < 2:
        return False
    if one.digits and other.digits and one.digits == other.digits and one.value != other.value:
        return True
    if swapped(one, other):
        return True
    differing = [left != right for left, right in zip(first, second, strict=False)]
    return len(first) == len(second) >= 3 and sum(differing) == 1 and one.kind != "percent"


def swapped(one: Quantity, other: Quantity) -> bool:
    """Two figures have changed places: 27 and 72, 160 and 106."""
    first, second = (f"{quantity.value / quantity.factor:.6g}".replace(".", "") for quantity in (one, other))
    differing = sum(left != right for left, right in zip(first, second, strict=False))
    return len(first) == len(second) and differing == 2 and sorted(first) == sorted(second)


def rescaled(one: Quantity, other: Quantity) -> bool:
    """The same figures, three at least, with another scale: 1.85 million and 1.85 billion, 11.3 and 113."""
    first, second = (
        _figures(one, written=one.factor == other.factor),
        _figures(other, written=one.factor == other.factor),
    )
    return first == second and len(first) >= 3 and one.value != other.value


def _figures(quantity: Quantity, *, written: bool = False) -> str:
    """The digits without zeros at the end: in the base unit, or in the unit that was written."""
    value = quantity.value / quantity.factor if written else quantity.value
    return f"{value:.5e}".partition("e")[0].replace(".", "").rstrip("0") if value else "0"
