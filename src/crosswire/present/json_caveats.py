"""The caveats of a dossier as the contract has them: the words, what they govern, who takes it back.

In: the annotations and entities. Out: dicts in the order of the reports and their texts, ids `REPORT:cN`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from crosswire.types import Annotations, Caveat, Entity, Span


def caveats(annotations: Iterable[Annotations], entities: Iterable[Entity]) -> list[dict[str, Any]]:
    """Every caveat of the reports, the annotations' order kept."""
    named = {form.span: entity.id for entity in entities for form in entity.forms}
    return [_caveat(c, n, named) for said in annotations for n, c in enumerate(said.caveats, start=1)]


def _caveat(caveat: Caveat, n: int, named: Mapping[Span, str]) -> dict[str, Any]:
    source = caveat.source
    by = caveat.speaker or source
    return {
        "id": f"{caveat.span.report}:c{n}",
        **_span(caveat.span),
        "kind": caveat.kind,
        "scope": _span(caveat.scope),
        "source": source.text if source else None,
        "source_span": {"start": source.start, "end": source.end} if source else None,
        "speaker": named.get(by) if by else None,
    }


def _span(span: Span) -> dict[str, Any]:
    return {"report": span.report, "start": span.start, "end": span.end, "text": span.text}
