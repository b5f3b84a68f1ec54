"""Parts under their wholes: the order in which tallies stand, and what sides come to together.

In: tallies in the page's order. Out: the same with each part behind its whole, how deep it lies, and for each
whole its parts in words. Of what a tally is a part, the reconciliation says; where it says nothing, a tally of
which every figure is told as a part stands under the tally of the people at large of that measure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosswire.types import Figure, Party, Scalar, Tally

from .numbers import number_words, small

# Parts of parts of parts: deeper than this nobody reads, and no report counts.
_DEEPEST = 3
_WORDS = {"among": "among them", "side": "one side", "place": "in one place", "period": "in some of the days"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A tally at its place: under which whole, and how deep."""

    tally: Tally
    whole: str | None
    depth: int


def placed(tallies: Sequence[Tally], figures: Mapping[str, Figure]) -> tuple[Placed, ...]:
    """The tallies, each part behind its whole and otherwise in the given order. A circle of parts is none."""
    known = {t.id: t for t in tallies}
    whole_of = {t.id: _whole(t, tallies, figures, known) for t in tallies}
    under: dict[str | None, list[Tally]] = {}
    for t in tallies:
        under.setdefault(whole_of[t.id] if _ends(t.id, whole_of) else None, []).append(t)
    out: list[Placed] = []

    def put(t: Tally, whole: str | None, depth: int) -> None:
        out.append(Placed(tally=t, whole=whole, depth=min(depth, _DEEPEST)))
        for part in under.get(t.id, ()):
            put(part, t.id, depth + 1)

    for t in under.get(None, ()):
        put(t, None, 0)
    return tuple(out)


def _whole(
    tally: Tally, tallies: Sequence[Tally], figures: Mapping[str, Figure], known: Mapping[str, Tally]
) -> str | None:
    if tally.part_of is not None:
        return tally.part_of if tally.part_of in known and tally.part_of != tally.id else None
    mine = [figures[i] for i in tally.figures if i in figures]
    if not mine or not all(f.subset or f.relation == "part" for f in mine):
        return None
    return next((t.id for t in tallies if t.id != tally.id and _holds(t, tally)), None)


def _holds(whole: Tally, part: Tally) -> bool:
    """Whether a tally is of the people at large, of the same measure and unit."""
    at_large = whole.group in ("people", None) and whole.party == Party() and whole.part_of is None
    return at_large and (whole.measure, whole.unit) == (part.measure, part.unit)


def _ends(id: str, whole_of: Mapping[str, str | None]) -> bool:
    """Whether going from part to whole comes to an end."""
    seen: set[str] = set()
    at: str | None = id
    while at is not None:
        if at in seen:
            return False
        seen.add(at)
        at = whole_of.get(at)
    return True


def relation_words(tally: Tally) -> str:
    """How a tally is a part, in words."""
    return _WORDS.get(tally.relation or "among", "among them")


def sides_words(whole: Tally, parts: Sequence[Tally]) -> str:
    """What the sides of a whole come to together, held against it; nothing where there are not two."""
    sides = [t for t in parts if t.relation == "side" and t.best is not None]
    if len(sides) < 2:
        return ""
    numbers: list[Scalar] = [t.best for t in sides if t.best is not None]
    total = sum(numbers)
    added = " + ".join(number_words(n) for n in numbers) + f" = {number_words(total)}"
    if whole.best is None:
        return f"{added}: what the {small(len(sides))} sides come to."
    if total == whole.best:
        return f"{added}: the sides make up the whole."
    if (whole.low is None or whole.low <= total) and (whole.high is None or total <= whole.high):
        return f"{added}: the sides together, which the whole allows."
    return f"{added}: the sides together, where the whole is given as {number_words(whole.best)}."
