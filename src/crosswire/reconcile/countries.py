"""In which country a count is told to be of, and whether its place is the country itself.

In: figures and the context. Out: codes after ISO 3166-1, as the reports' own places have them; None where none is known.
"""

from __future__ import annotations

from collections.abc import Iterable

from crosswire.reconcile.context import Context
from crosswire.text.fold import fold
from crosswire.types import Figure, Place


def country_of(figure: Figure, context: Context) -> str | None:
    """The country of the place that a figure is of."""
    return next((p.country for p in _places(figure, context) if p.country), None)


def is_whole_country(figure: Figure, context: Context) -> bool:
    """Whether a figure's place is a country, and not a place in one."""
    return any(p.kind == "country" for p in _places(figure, context))


def own_country(figures: Iterable[Figure], context: Context) -> frozenset[str]:
    """The folded names under which figures have a country for their place, where no figure is of another country: what
    is counted there is what is counted, no part of it."""
    placed = [f for f in figures if f.place]
    if len({country_of(f, context) for f in placed}) != 1:
        return frozenset()
    return frozenset(fold(f.place or "") for f in placed if is_whole_country(f, context))


def _places(figure: Figure, context: Context) -> list[Place]:
    if not figure.place:
        return []
    wanted = fold(figure.place)
    places = context.annotations[figure.span.report].places
    return [p for p in places if wanted in (fold(p.name), fold(p.span.text))]
