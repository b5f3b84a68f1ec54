"""The vertical scale of a tally's chart: from numbers to pixels, with round ticks.

Counts start at zero; where all numbers lie close together and far from it, the scale begins below them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.types import Scalar

# Start at zero unless the least number is above this share of the greatest: there the differences that
# the chart is for would be squeezed into its top third.
_FAR_FROM_ZERO = 0.66


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Numbers from `least` to `most` on pixels from `bottom` up to `top`."""

    least: float
    most: float
    top: float
    bottom: float
    ticks: tuple[float, ...]

    @property
    def from_zero(self) -> bool:
        """Whether the scale begins at zero."""
        return self.least == 0

    def y(self, value: Scalar) -> float:
        """The height of a number, in pixels from the top, held inside the plot."""
        share = (value - self.least) / (self.most - self.least)
        return round(self.bottom - min(1.0, max(0.0, share)) * (self.bottom - self.top), 1)


def scale_for(values: Sequence[Scalar], *, top: float, bottom: float) -> Scale:
    """The scale that holds all `values` (zero alone where there are none)."""
    finite = [float(v) for v in values if math.isfinite(v)] or [0.0]
    low, high = min(finite), max(finite)
    near_zero = low <= _FAR_FROM_ZERO * high or low == high or low < 0
    least = min(0.0, low) if near_zero else low
    wanted = 2 if bottom - top < 90 else 4
    step = _round_step((high - least) / wanted or 1.0)
    first = math.floor(least / step)
    last = max(math.ceil(high / step), first + 1)
    ticks = tuple(round(n * step, 9) for n in range(first, last + 1))
    return Scale(least=ticks[0], most=ticks[-1], top=top, bottom=bottom, ticks=ticks)


def _round_step(rough: float) -> float:
    size = 10 ** math.floor(math.log10(rough))
    for factor in (1, 2, 5, 10):
        if rough <= factor * size * 1.0001:
            step = factor * size
            return float(step) if step >= 1 or rough < 1 else 1.0
    return float(10 * size)
