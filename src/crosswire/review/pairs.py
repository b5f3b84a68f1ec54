"""What people say of pairs: that two names, reports or quotes belong together, or do not.

In: bonds, each one pair as one review has it. Out: the bonds that hold, and how each review bears. Of one person the last
word on a pair counts. A pair over which two people disagree stays as the machine has it, and so does all else that the
reviews say that are in that dispute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from crosswire.types import Bearing, Review

End = TypeVar("End", bound=Any)
# "shares" is of two reports with passages in common and no original.
Says = Literal["same", "different", "shares", "unsure"]
OTHERWISE = "it otherwise; crosswire’s own reading stands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond(Generic[End]):
    """What one review says of two ends; the first is what the review is about."""

    review: Review
    first: End
    second: End
    says: Says

    @property
    def pair(self) -> tuple[End, End]:
        """Both ends, in one order."""
        return min(self.first, self.second), max(self.first, self.second)


Bearings = dict[str, tuple[Bearing, str]]


def settle_pairs(made: Sequence[Bond[End]]) -> tuple[list[Bond[End]], Bearings]:
    """The bonds that hold of those that reviews, oldest first, made; and how each review bears."""
    last: dict[tuple[End, End], dict[str, Bond[End]]] = {}
    for bond in made:
        last.setdefault(bond.pair, {})[bond.review.by] = bond
    against = _against(made, last)
    bearings: Bearings = {id: ("disputed", _words(names)) for id, names in against.items()}
    kept: list[Bond[End]] = []
    for bond in made:
        mine = last[bond.pair][bond.review.by]
        if bond.review.id in against:
            continue
        if mine.review.id != bond.review.id:
            bearings.setdefault(bond.review.id, ("replaced", f"replaced by {mine.review.id}"))
            continue
        bearings[bond.review.id] = ("in-force", "")
        if bond.says != "unsure":
            kept.append(bond)
    return kept, bearings


def _against(
    made: Iterable[Bond[End]], last: Mapping[tuple[End, End], Mapping[str, Bond[End]]]
) -> dict[str, set[str]]:
    """For each review in a dispute, who has it otherwise."""
    found: dict[str, set[str]] = {}
    for bond in made:
        current = last[bond.pair]
        if current[bond.review.by].review.id != bond.review.id or bond.says == "unsure":
            continue
        if others := {b.review.by for b in current.values() if b.says not in (bond.says, "unsure")}:
            found.setdefault(bond.review.id, set()).update(others)
    return found


def _words(names: Iterable[str]) -> str:
    who = sorted(names)
    return f"{' and '.join(who)} {'has' if len(who) == 1 else 'have'} {OTHERWISE}"
