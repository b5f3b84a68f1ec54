"""Who says what in each report, as rows of the contract.

In: a `Dossier` and the reports' order. Out: plain dicts, each report's numbered in the order of its text.
The speaker is the entity that the quotation of the same source was resolved to, else the one of whose name
the resolved naming is a form; None is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crosswire.types import Annotations, Attribution, Dossier, Span


def attribution_rows(dossier: Dossier, order: Mapping[str, int]) -> list[dict[str, Any]]:
    """One dict an attribution, reports in `order` (report id to its place)."""
    speakers = dict(dossier.links.speakers)
    forms = {f.span: e.id for e in dossier.links.entities for f in e.forms}
    rows = []
    for said in sorted(dossier.annotations, key=lambda a: order.get(a.report, len(order))):
        quoted = _by_source(said, speakers)
        for n, a in enumerate(said.attributions, start=1):
            speaker = quoted.get(a.source) if a.source else None
            if speaker is None and a.speaker is not None:
                speaker = forms.get(a.speaker)
            rows.append(_row(f"{said.report}:a{n}", a, speaker))
    return rows


def _by_source(said: Annotations, speakers: Mapping[str, str]) -> dict[Span, str]:
    return {q.source: speakers[q.id] for q in said.quotes if q.source is not None and q.id in speakers}


def _row(name: str, a: Attribution, speaker: str | None) -> dict[str, Any]:
    return {
        "id": name,
        "report": a.content.report,
        "contents": [_span(c) for c in (a.content, *a.more)],
        "source": _span(a.source) if a.source else None,
        "speaker": speaker,
        "cue": _span(a.cue) if a.cue else None,
        "via": [_span(v) for v in a.via],
        "kind": a.kind,
        "form": a.form,
        "modality": a.modality,
    }


def _span(span: Span) -> dict[str, Any]:
    return {"report": span.report, "start": span.start, "end": span.end, "text": span.text}
