"""How many sources stand behind any spans of the reports of a dossier.

In: a dossier. Out: a function from spans to the number of originals and of independent sources behind them:
whose word each passage is, as the figures, quotes and attributions there say. Decided passage by passage, as
everywhere (`independence`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crosswire.reconcile.houses import houses_of
from crosswire.reconcile.independence import (
    count_independent,
    families_by_report,
    originals_at,
    origins_behind,
)
from crosswire.types import Dossier, Figure, Quote, Span


def support_of(dossier: Dossier) -> Callable[[Sequence[Span]], tuple[int, int]]:
    """A function from evidence to (originals, independent sources)."""
    held = families_by_report(dossier.links.families)
    houses = houses_of(dossier.reports, dossier.links.entities)
    speakers = dict(dossier.links.speakers)
    said: dict[str, list[tuple[Span, str]]] = {}
    for annotation in dossier.annotations:
        items: tuple[Quote | Figure, ...] = (*annotation.quotes, *annotation.figures)
        for item in items:
            if item.id in speakers:
                said.setdefault(annotation.report, []).append((item.span, speakers[item.id]))

    def support(spans: Sequence[Span]) -> tuple[int, int]:
        claims = [(span, _speaker(span, said.get(span.report, ()))) for span in spans]
        originals = {o for span in spans for o in originals_at(span, held)}
        origins = origins_behind(claims, dossier.links.families, dossier.links.lineage, houses, held)
        return len(originals), count_independent(origins)

    return support


def _speaker(span: Span, said: Sequence[tuple[Span, str]]) -> str | None:
    """Whose word a passage is: of whom most of it is quoted or counted; None is the report's own voice."""
    shares: dict[str, int] = {}
    for place, entity in said:
        shared = min(place.end, span.end) - max(place.start, span.start)
        if shared > 0:
            shares[entity] = max(shares.get(entity, 0), shared)
    return min(shares, key=lambda e: (-shares[e], e)) if shares else None
