"""The vertical scale of a tally's chart: from numbers to pixels, with round ticks.

Counts start at zero; where all numbers lie close together and far from it, the scale begins below them;
where they lie so far apart that the lesser ones would be one line, it goes by powers of ten.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.types import Scalar

# Start at zero unless the least number is above this share of the greatest: there the differences that
# the chart is for would be squeezed into its top third.
_FAR_FROM_ZERO = 0.66
# By powers of ten where the greatest number is this many times the least above zero: on a plot of some
# 176 pixels the least would stand under 3 pixels above the axis.
_FAR_APART = 60
# Numbers beyond this are drawn at it: a float counts exactly no further, nor does any report.
_LARGEST = 1e15
_SMALLEST_STEP = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Numbers from `least` to `most` on pixels from `bottom` up to `top`, evenly or by powers of ten."""

    least: float
    most: float
    top: float
    bottom: float
    ticks: tuple[float, ...]
    powers: bool = False

    @property
    def from_zero(self) -> bool:
        """Whether the scale begins at zero."""
        return self.least == 0

    def y(self, value: Scalar) -> float:
        """The height of a number, in pixels from the top, held inside the plot."""
        if self.powers:
            above = max(finite(value), self.least) / self.least
            share = math.log10(above) / math.log10(self.most / self.least)
        else:
            share = (finite(value) - self.least) / (self.most - self.least)
        return round(self.bottom - min(1.0, max(0.0, share)) * (self.bottom - self.top), 1)


def finite(value: Scalar) -> float:
    """The number as a float that can be reckoned with."""
    if isinstance(value, float) and math.isnan(value):
        return 0.0
    return float(max(-_LARGEST, min(_LARGEST, value)))


def scale_for(values: Sequence[Scalar], *, top: float, bottom: float) -> Scale:
    """The scale that holds all `values` (zero alone where there are none)."""
    known = [finite(v) for v in values] or [0.0]
    low, high = min(known), max(known)
    positive = sorted({v for v in known if v >= 1})
    if low >= 0 and len(positive) > 2 and positive[-1] / positive[0] >= _FAR_APART:
        return _by_powers(positive[0], high, top, bottom)
    near_zero = low <= _FAR_FROM_ZERO * high or low == high or low < 0
    least = min(0.0, low) if near_zero else low
    wanted = 2 if bottom - top < 90 else 4
    whole = all(v.is_integer() for v in known)
    smallest = max(1.0 if whole else _SMALLEST_STEP, abs(low) * 1e-9, abs(high) * 1e-9)
    step = max(smallest, _round_step((high - least) / wanted or 1.0))
    first = math.floor(least / step)
    last = max(math.ceil(high / step), first + 1)
    ticks = tuple(round(n * step, 9) for n in range(first, last + 1))
    return Scale(least=ticks[0], most=ticks[-1], top=top, bottom=bottom, ticks=ticks)


def _by_powers(low: float, high: float, top: float, bottom: float) -> Scale:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    every = max(1, -(-(last - first) // 5))
    ticks = tuple(float(10**n) for n in range(first, last + 1, every))
    return Scale(least=10.0**first, most=10.0**last, top=top, bottom=bottom, ticks=ticks, powers=True)


def _round_step(rough: float) -> float:
    size = 10 ** math.floor(math.log10(rough))
    for factor in (1, 2, 5, 10):
        if rough <= factor * size * 1.0001:
            step = factor * size
            return float(step) if step >= 1 or rough < 1 else 1.0
    return float(10 * size)
