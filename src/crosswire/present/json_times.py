"""The times of a dossier as the contract has them: days as printed, every TIMEX3, and what is doubted.

In: a `Dossier`. Out: dicts in the order of the reports and their texts.
"""

from __future__ import annotations

from typing import Any

from crosswire.present.doubts import doubts_in_order
from crosswire.types import Dossier, Span, TimeDoubt, TimeExpression, Timex


def time_rows(dossier: Dossier) -> dict[str, list[dict[str, Any]]]:
    """ "times", "timexes" and "time_doubts"."""
    order = {report.id: n for n, report in enumerate(dossier.reports)}
    said = sorted(dossier.annotations, key=lambda a: order.get(a.report, len(order)))
    return {
        "times": [_time(t) for a in said for t in sorted(a.times, key=lambda t: (t.span.start, t.span.end))],
        "timexes": [_timex(t) for a in said for t in a.timexes],
        "time_doubts": [_doubt(d) for d in doubts_in_order(dossier)],
    }


def _time(time: TimeExpression) -> dict[str, Any]:
    days = time.interval
    return {
        **_span(time.span),
        "interval": {"start": days.start, "end": days.end} if days else None,
        "basis": time.basis,
        "relative": time.relative,
        "precision": time.precision,
        "part": time.part,
    }


def _timex(timex: Timex) -> dict[str, Any]:
    return {**_span(timex.span), "type": timex.type, "value": timex.value, "mod": timex.mod}


def _doubt(doubt: TimeDoubt) -> dict[str, Any]:
    return {
        "report": doubt.report,
        "kind": doubt.kind,
        "span": _span(doubt.span) if doubt.span else None,
        "what": doubt.what,
        "why": doubt.why,
        "likely": doubt.likely,
    }


def _span(span: Span) -> dict[str, Any]:
    return {"report": span.report, "start": span.start, "end": span.end, "text": span.text}
