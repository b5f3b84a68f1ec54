"""The algebra of numbers in words: what a figure allows, and whether two allow one number.

In: figures. Out: bounds and truth values. Agreement is not transitive (12 fits "at least 10", which fits
14; 12 and 14 do not fit): nothing here closes over it.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.types import Figure, Scalar


def fits(left: Figure, right: Figure) -> bool:
    """Whether one number satisfies both. "More than 740" is held to fit 740 itself: printed bounds
    are rounded, and one person's difference is no conflict."""
    low_l, high_l = bounds(left)
    low_r, high_r = bounds(right)
    low = max(x for x in (low_l, low_r, 0) if x is not None)
    highs = [x for x in (high_l, high_r) if x is not None]
    return not highs or low <= min(highs)


def all_fit(figures: Sequence[Figure]) -> bool:
    """Whether every two of the figures fit."""
    return all(fits(a, b) for n, a in enumerate(figures) for b in figures[n + 1 :])


def bounds(figure: Figure) -> tuple[Scalar | None, Scalar | None]:
    """The numbers the words allow, with an open bound relaxed to the number printed."""
    low, high = figure.low, figure.high
    if figure.number is not None and figure.qualifier == "more_than":
        low = figure.number
    if figure.number is not None and figure.qualifier == "less_than":
        high = figure.number
    return low, high


def size(figure: Figure) -> Scalar | None:
    """The number printed, else the least that the words allow."""
    return figure.number if figure.number is not None else figure.low


def is_sharp(figure: Figure) -> bool:
    """Whether a number is printed that more than words of size carry."""
    return figure.number is not None and figure.qualifier != "vague"


def rounds(loose: Figure, sharp: Figure) -> bool:
    """Whether a loose number is the sharp one in rounder words: "more than 200" and 213, "about 3,800" and
    3,811, but not "at least 640" and 1,300."""
    if loose.number is None or sharp.number is None or not fits(loose, sharp):
        return False
    return abs(sharp.number - loose.number) < _step(loose.number) or sharp.number == loose.number


def _step(number: Scalar) -> Scalar:
    """The worth of the last digit that is not zero: 100 for 3,800."""
    step = 1
    while number and number % (step * 10) == 0:
        step *= 10
    return step
