"""How many sources stand behind any spans of the reports of a dossier.

In: a dossier. Out: a function from spans to the number of originals and of independent sources behind them:
whose word each passage is, as the figures, quotes and attributions there say, and where it rests that came
through a medium. Decided by the rule of the dossier's own findings (`corroboration`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crosswire.reconcile.context import Context, build_context
from crosswire.types import Dossier, Figure, Quote, Span


def support_of(dossier: Dossier) -> Callable[[Sequence[Span]], tuple[int, int]]:
    """A function from evidence to (originals, independent sources)."""
    context = build_context(dossier.reports, dossier.annotations, dossier.links, threshold=1)
    said: dict[str, list[tuple[Span, str]]] = {}
    for annotation in dossier.annotations:
        items: tuple[Quote | Figure, ...] = (*annotation.quotes, *annotation.figures)
        for item in items:
            if item.id in context.speakers:
                said.setdefault(annotation.report, []).append((item.span, context.speakers[item.id]))

    def support(spans: Sequence[Span]) -> tuple[int, int]:
        rest = [
            _figure_rests(context, s) or on
            for s, on in zip(spans, context.passages_rest_on(spans), strict=True)
        ]
        speakers = [_speaker(s, said.get(s.report, ())) or context.teller(s) for s in spans]
        origins = context.origins(zip(rest, speakers, strict=True))
        return len(context.originals_behind(rest)), context.independent(origins)

    return support


def _figure_rests(context: Context, span: Span) -> Span | None:
    """Where the figure of a passage rests that came through a medium."""
    mine = (f for f in context.annotations[span.report].figures if span.contains(f.number_span))
    return next((context.rests[f.id] for f in mine if f.id in context.rests), None)


def _speaker(span: Span, said: Sequence[tuple[Span, str]]) -> str | None:
    """Whose word a passage is: of whom most of it is quoted or counted; None is the report's own voice."""
    shares: dict[str, int] = {}
    for place, entity in said:
        shared = min(place.end, span.end) - max(place.start, span.start)
        if shared > 0:
            shares[entity] = max(shares.get(entity, 0), shared)
    return min(shares, key=lambda e: (-shares[e], e)) if shares else None
