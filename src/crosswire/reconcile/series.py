"""A count over time: every distinct number that stood, in the order in which it was known.

In: a sorted count. Out: `SeriesPoint`s by day, then in the order of telling; several numbers of one day
stay several points, an earlier state first. A number in rounder words ("more than 200" beside 213) is
no point of its own on the day of the sharp one, and vague words join a number that they allow. What was
taken back is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crosswire.reconcile.claims import Sorting, day_of, moment
from crosswire.reconcile.context import Context
from crosswire.reconcile.estimates import around, assumed, in_order
from crosswire.reconcile.intervals import fits, is_sharp, rounds
from crosswire.types import Figure, Scalar, SeriesPoint


def series_of(sorting: Sorting, tolls: frozenset[str], context: Context) -> tuple[SeriesPoint, ...]:
    """The points of a count's series; `tolls` are the ids of the figures that are reports' own tolls."""
    by_day: dict[str, list[Figure]] = defaultdict(list)
    past = {f.id for f in sorting.past}
    for figure in (*sorting.standing, *sorting.past, *sorting.remaining):
        by_day[day_of(context, figure)].append(figure)
    points: list[SeriesPoint] = []
    for day in sorted(by_day):
        for number, figures in _numbers(by_day[day], past, context):
            low, best, high = _range(number, figures, context.profile)
            points.append(
                SeriesPoint(
                    as_of=day or None,
                    low=low,
                    best=best,
                    high=high,
                    figures=tuple(f.id for f in figures),
                    own=tuple(f.id for f in figures if f.id in tolls),
                )
            )
    return tuple(points)


def _numbers(
    figures: list[Figure], past: set[str], context: Context
) -> list[tuple[Scalar | None, list[Figure]]]:
    """The numbers of one day in the order of telling, each with its figures in order."""
    ordered = sorted(figures, key=lambda f: (f.id not in past, moment(context, f), f.number or 0, f.span))
    groups: dict[Scalar, list[Figure]] = {}
    for figure in ordered:
        if is_sharp(figure) and figure.number is not None:
            groups.setdefault(figure.number, []).append(figure)
    for number in sorted(groups):
        home = next((n for n in sorted(groups) if n != number and _rounded(groups[number], groups[n])), None)
        if home is not None:
            groups[home] += groups.pop(number)
    vague = [f for f in ordered if not is_sharp(f)]
    for figure in list(vague):
        home = next((n for n in groups if any(fits(figure, g) for g in groups[n] if is_sharp(g))), None)
        if home is not None:
            groups[home].append(figure)
            vague.remove(figure)
    told: list[tuple[Scalar | None, list[Figure]]] = list(groups.items())
    return told + ([(None, vague)] if vague else [])


def _rounded(loose: Sequence[Figure], sharp: Sequence[Figure]) -> bool:
    """Whether every figure of one number is a rounder word for the other number."""
    exact = [f for f in sharp if f.qualifier in ("exact", "at_least")]
    return bool(exact) and all(f.qualifier != "exact" and rounds(f, exact[0]) for f in loose)


def _range(
    number: Scalar | None, figures: Sequence[Figure], profile: str
) -> tuple[Scalar | None, Scalar | None, Scalar | None]:
    if number is None:
        return assumed(figures, profile)
    mine = [f for f in figures if f.number == number and is_sharp(f)]
    if any(f.qualifier == "exact" for f in mine):
        return in_order(around(mine, number))
    lows, highs = [f.low for f in mine if f.low is not None], [f.high for f in mine if f.high is not None]
    return in_order((max(lows, default=None), number, min(highs, default=None)))
