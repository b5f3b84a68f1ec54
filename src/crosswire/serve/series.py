"""The course of a story's tallies: low, best and high of each, version by version.

In: versions in order, with what was told of each. Out: a series for each tally that any of them has, the gravest measures
first; where a version has no such tally, its point is without numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, Field

from crosswire.desk.history import Version
from crosswire.serve.differences import measure_weight
from crosswire.serve.lines import Number, TallyLine


class Point(BaseModel, frozen=True):
    """What a tally came to from a moment on."""

    at: str
    version: str
    low: Number = None
    best: Number = None
    high: Number = None
    status: str | None = None
    independent: int | None = None


class Series(BaseModel, frozen=True):
    """The course of one tally. `tally` is its latest state."""

    tally: TallyLine
    why: str = Field("", description="the reason for its latest state")
    points: tuple[Point, ...]

    @property
    def moves(self) -> bool:
        """Whether it ever had other numbers."""
        return len({(p.low, p.best, p.high) for p in self.points}) > 1

    @property
    def drawn(self) -> list[dict[str, Number | str]]:
        """What a chart needs of the points."""
        return [{"at": p.at, "low": p.low, "best": p.best, "high": p.high} for p in self.points]


def series_of(versions: Sequence[Version]) -> tuple[Series, ...]:
    """The series of versions in order."""
    tallies = [version.told.get("tallies", {}) for version in versions]
    keys = dict.fromkeys(key for held in reversed(tallies) for key in held)
    found = []
    for key in keys:
        last = next(held[key] for held in reversed(tallies) if key in held)
        points = [_point(version, held.get(key)) for version, held in zip(versions, tallies)]
        found.append(
            Series(tally=TallyLine.model_validate(last), why=str(last.get("why") or ""), points=tuple(points))
        )
    return tuple(sorted(found, key=lambda one: measure_weight(one.tally.model_dump())))


def _point(version: Version, tally: Any) -> Point:
    some = TallyLine.model_validate(tally) if tally else None
    if some is None:
        return Point(at=version.at, version=version.id)
    return Point(
        at=version.at,
        version=version.id,
        low=some.low,
        best=some.best,
        high=some.high,
        status=some.status,
        independent=some.independent,
    )
