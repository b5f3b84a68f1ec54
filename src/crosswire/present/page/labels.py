"""Places labels in a chart so that none lies on another: greedy, by fixed order, in nominal pixels.

In: boxes already taken and, for each label, the places it may go, best first. Out: the chosen place.
The true width of the page is unknown, so callers reckon with a narrow one; what fits there fits wider.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

# Mean advance of a character at 12 px in the sans stack, bold digits and lower case together.
CHARACTER = 6.6


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a label relative to its mark: text offset and anchor ("start", "middle", "end")."""

    dx: float
    dy: float
    anchor: str


@dataclass(slots=True)
class Board:
    """What is already taken while one chart is laid out."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def place(self, text: str, x: float, y: float, spots: Iterable[Spot]) -> Spot | None:
        """The first spot whose box is free and inside the board, and takes it; None if there is none."""
        for spot in spots:
            box = _box(text, x + spot.dx, y + spot.dy, spot.anchor)
            inside = (
                box.left >= -4 and box.right <= self.width + 4 and box.top >= 0 and box.bottom <= self.height
            )
            if inside and not any(box.meets(t) for t in self.taken):
                self.taken.append(box)
                return spot
        return None


def _box(text: str, x: float, y: float, anchor: str) -> Box:
    wide = len(text) * CHARACTER
    left = x if anchor == "start" else x - wide if anchor == "end" else x - wide / 2
    return Box(left, y - 10, left + wide, y + 2)
