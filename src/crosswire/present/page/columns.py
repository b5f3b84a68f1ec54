"""The horizontal axis of a chart: a column a day, as wide as it has marks.

In: the days of the marks. Out: columns in per cent, the place of each mark, and the pixels needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .dates import WEEKDAYS, day_words

# The plot's left and right edges, in per cent of the chart's width.
LEFT, RIGHT = 8.0, 91.0
# Labels are laid out for a plot of this many pixels: a phone's width without the page's margins.
NARROW = 350
# A mark needs this many pixels beside its neighbour; beyond what fits, the chart scrolls sideways.
_ROOM = 24
# Days in a row up to which every day has its column; beyond it only days that have figures do.
_DAYS = 8
# Pixels of a character of a day's label; and by how much a chart on a wide page exceeds a narrow one.
_CHARACTER, _WIDENS = 6.0, 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A day: its edges and middle in per cent, its label in two parts (the weekday goes on a phone)."""

    left: float
    right: float
    middle: float
    weekday: str
    day: str
    gap: bool


def columns_of(marks: Sequence[date | None]) -> tuple[tuple[Column, ...], dict[int, float], int]:
    """The day columns, the x of each mark, and the pixels that the chart needs."""
    given = sorted({d for d in marks if d is not None})
    if given and (given[-1] - given[0]).days < _DAYS:
        given = [date.fromordinal(n) for n in range(given[0].toordinal(), given[-1].toordinal() + 1)]
    days: list[date | None] = [*given]
    if None in marks:
        days.append(None)
    inside = [[n for n, m in enumerate(marks) if m == d] for d in days]
    weights = [max(1.6, len(group)) for group in inside]
    unit = (RIGHT - LEFT) / sum(weights)
    years = len({d.year for d in days if d}) > 1
    every = max(1, -(-len(days) // 7))
    needed = round(max(_ROOM * sum(weights), 52 * len(days) / every) / (RIGHT - LEFT) * 100)
    width = max(NARROW, needed)
    columns: list[Column] = []
    places: dict[int, float] = {}
    left, ended = LEFT, 0.0
    for n, (d, group, weight) in enumerate(zip(days, inside, weights, strict=True)):
        right = left + unit * weight
        for k, entry in enumerate(group):
            places[entry] = round(left + (right - left) * (k + 0.5) / len(group), 2)
        before = days[n - 1] if n else None
        day, middle = _day_label(d, n, every, years), (left + right) / 200 * width
        if middle - len(day) * _CHARACTER / 2 < ended:
            day = ""
        elif day:
            ended = middle + len(day) * _CHARACTER / 2 + 4
        columns.append(
            Column(
                left=round(left, 2),
                right=round(right, 2),
                middle=round((left + right) / 2, 2),
                weekday=_weekday(d, (right - left) / 100 * width) if day and not years else "",
                day=day,
                gap=bool(d and before and (d - before).days > 1),
            )
        )
        left = right
    return tuple(columns), places, width


def _weekday(day: date | None, room: float) -> str:
    """The weekday where a column of `room` pixels on a narrow page has room for it on a wide one."""
    if day is None or room * _WIDENS < 14 * _CHARACTER:
        return ""
    return WEEKDAYS[day.weekday()] + " "


def _day_label(day: date | None, n: int, every: int, years: bool) -> str:
    if day is None:
        return "no date"
    return day_words(day, year=years) if n % every == 0 else ""
