"""Sides of a discrepancy: readings with the words that print them, in the order of the reports."""

from __future__ import annotations

from collections.abc import Iterable

from crosswire.reconcile.context import Context
from crosswire.types import Side, Span


def sides_of(readings: Iterable[tuple[str, Span]], context: Context) -> tuple[Side, ...]:
    """One side a reading, its spans in the order of the reports, each span once."""
    grouped: dict[str, list[Span]] = {}
    for reading, span in readings:
        spans = grouped.setdefault(reading, [])
        if span not in spans:
            spans.append(span)
    ordered = {
        reading: tuple(sorted(spans, key=lambda s: (int(context.sigla[s.report][1:]), s.start)))
        for reading, spans in grouped.items()
    }
    return tuple(
        Side(reading=reading, evidence=spans)
        for reading, spans in sorted(
            ordered.items(), key=lambda x: (int(context.sigla[x[1][0].report][1:]), x[1][0].start, x[0])
        )
    )


def sigla(spans: Iterable[Span], context: Context) -> str:
    """The reports of some spans as sigla: "R1, R3"."""
    return ", ".join(sorted({context.sigla[s.report] for s in spans}, key=lambda x: int(x[1:])))
