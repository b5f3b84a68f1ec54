"""The interval chart of one tally: a mark a report, under the day that its figure speaks of.

In: the tally's figures with their citations. Out: geometry, x in per cent and the rest in pixels, so
that type never shrinks. Filled where an original first carries the figure, hollow for copies (merged
with a count where there are many); a capped stem for "about" and ranges, a fork for an open end, a
hatched bar for vague words, a slash for what is withdrawn or denied.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.types import Figure, Scalar, SeriesPoint, Tally

from .columns import NARROW, Column, columns_of
from .edition import Citation, Edition
from .entries import Entry, entries_of
from .numbers import bounds_words, figure_label, number_words
from .points import Point, points_of
from .scale import Scale, scale_for

# Where the finding stands, in per cent of the chart's width.
FINDING = 97.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of the scale."""

    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A straight piece of the line that the best number takes over time."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything that the template draws, and the finding in words."""

    height: int
    base: float
    from_zero: bool
    powers: bool
    min_width: int
    ticks: tuple[Tick, ...]
    columns: tuple[Column, ...]
    steps: tuple[Step, ...]
    points: tuple[Point, ...]
    low: float | None
    best: float | None
    high: float | None
    finding_y: float
    open_high: bool
    open_low: bool
    words: str


def chart(book: Edition, tally: Tally, title: str, cited: Sequence[tuple[Figure, Citation]]) -> Chart:
    """The chart of a tally whose figures, in the page's order, are `cited`."""
    entries = entries_of(book, cited)
    scale, base = _scaled(tally, entries)
    columns, places, width = columns_of([e.day for e in entries])
    points = points_of(entries, places, scale, width, base)
    best = None if tally.best is None else scale.y(tally.best)
    low = None if tally.low is None else scale.y(tally.low)
    high = None if tally.high is None else scale.y(tally.high)
    middle = best if best is not None else next((v for v in (low, high) if v is not None), base / 2)
    return Chart(
        height=base + 26,
        base=base,
        from_zero=scale.from_zero,
        powers=scale.powers,
        min_width=width if width > NARROW else 0,
        ticks=tuple(Tick(y=scale.y(t), text=_tick(t)) for t in scale.ticks),
        columns=columns,
        steps=_steps(tally.series, entries, places, scale) if tally.status == "revised" else (),
        points=points,
        low=low,
        best=best,
        high=high,
        finding_y=middle,
        open_high=tally.high is None and tally.low is not None,
        open_low=tally.low is None and tally.high is not None,
        words=_in_words(title, tally, entries),
    )


def _tick(value: float) -> str:
    """A number short enough for the margin of a phone's chart."""
    for size, sign in ((10**12, "T"), (10**9, "G"), (10**6, "M")):
        if abs(value) >= size:
            return f"{value / size:g}{sign}"
    return number_words(value)


def _scaled(tally: Tally, entries: Sequence[Entry]) -> tuple[Scale, int]:
    values: list[Scalar] = [v for v in (tally.low, tally.best, tally.high) if v is not None]
    for e in entries:
        values += [v for v in (e.figure.number, e.figure.low, e.figure.high) if v is not None]
    distinct = len(set(values))
    plot = 74 if distinct < 2 or len(entries) == 1 else 112 if distinct < 4 else 176
    opens = any(e.figure.high is None for e in entries)
    top = 42.0 if opens else 32.0 if distinct > 1 else 24.0
    scale = scale_for(values, top=top, bottom=top + plot - (0 if distinct > 1 else 10))
    # Room under the least mark for its siglum, where the axis does not stand at zero.
    base = scale.bottom + (0 if scale.from_zero else 26)
    return scale, round(base)


def _steps(
    series: Sequence[SeriesPoint], entries: Sequence[Entry], places: dict[int, float], scale: Scale
) -> tuple[Step, ...]:
    """The best number over time, from the first mark that carries it to the finding."""
    turns: list[tuple[float, float]] = []
    for point in series:
        xs = [places[n] for n, e in enumerate(entries) if e.figure.id in point.figures]
        if point.best is None or not xs:
            continue
        if not turns or (turns[-1][1] != scale.y(point.best) and min(xs) > turns[-1][0]):
            turns.append((min(xs), scale.y(point.best)))
    if len(turns) < 2:
        return ()
    steps = []
    for (x, y), (after, then) in itertools.pairwise(turns):
        steps += [Step(x1=x, y1=y, x2=after, y2=y), Step(x1=after, y1=y, x2=after, y2=then)]
    return (*steps, Step(x1=turns[-1][0], y1=turns[-1][1], x2=FINDING - 2, y2=turns[-1][1]))


def _in_words(title: str, tally: Tally, entries: Sequence[Entry]) -> str:
    """The chart's finding, for those who do not see it."""
    seen = list(
        dict.fromkeys(
            figure_label(e.figure) + (" (denied)" if e.figure.modality == "denied" else "") for e in entries
        )
    )
    listed = ", ".join(seen[:8]) + (f" and {len(seen) - 8} more" if len(seen) > 8 else "")
    if tally.best is None:
        found = f"not settled, {bounds_words(tally.low, tally.high)}"
    else:
        found = f"best {number_words(tally.best)}, {bounds_words(tally.low, tally.high)}"
    return f"{title}: {found}; {tally.status.replace('-', ' ')}. The reports say {listed}."
