"""What comes of some reviews, in the one shape in which every part of a dossier hands it on.

In: reviews and what was found of their targets. Out: `Outcome`s. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crosswire.review.finding import Found
from crosswire.types import Judgement, Review, Reviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How some reviews bear, and how the statements stand that they are about."""

    reviewed: tuple[Reviewed, ...] = ()
    judgements: tuple[Judgement, ...] = ()


NOTHING = Outcome()


def lost(reviews: Iterable[Review], found: Mapping[str, Found]) -> list[Reviewed]:
    """The reviews of what is not here."""
    return [
        Reviewed(review=r, bearing="not-found", effect=found[r.id].why)
        for r in reviews
        if not found[r.id].ids
    ]


def about(reviews: Iterable[Review], found: Mapping[str, Found]) -> dict[str, list[Review]]:
    """The reviews of each thing, by its id, in their order."""
    grouped: dict[str, list[Review]] = {}
    for one in reviews:
        for id in found[one.id].ids:
            grouped.setdefault(id, []).append(one)
    return grouped
