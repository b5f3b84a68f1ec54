"""Names that translation or a slip replaced, found by holding linked reports against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.link.entities_forms import Naming
from crosswire.types import Annotations, Lineage, Report


@dataclass(frozen=True, slots=True)
class Garble:
    """The naming `wrong` stands where the naming `right` belongs (None: unknown which).

    `corrupted` is False for an honest variant of translation ("Council" for "Committee").
    """

    wrong: int
    right: int | None
    reason: str
    corrupted: bool = True


def find_garbled(
    reports: Sequence[Report],
    annotations: Sequence[Annotations],
    lineage: Sequence[Lineage],
    namings: Sequence[Naming],
) -> tuple[Garble, ...]:
    """The garbled namings, by index."""
    return ()
