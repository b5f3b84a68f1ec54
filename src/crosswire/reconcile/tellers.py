"""Whose word a passage is, by the attributions of its report.

In: one report's annotations, the speakers of quotes and figures, the entity of each name form. Out: stretches of
the report with the entity whose word they are, and a look-up. A source that resolved for a quote or a figure is
the same wherever it is named by the same words; a passage under no attribution is the report's own word (None),
and so is one whose source is no known entity: who "officials" are, nobody can tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosswire.types import Annotations, Entity, Figure, Quote, Span

Told = Sequence[tuple[Span, str]]


def forms_of(entities: Sequence[Entity]) -> dict[Span, str]:
    """The entity of each printed form of a name."""
    return {form.span: entity.id for entity in entities for form in entity.forms}


def told_in(said: Annotations, speakers: Mapping[str, str], forms: Mapping[Span, str]) -> Told:
    """The stretches of a report that are somebody's word, the shortest first."""
    items: tuple[Quote | Figure, ...] = (*said.figures, *said.quotes)
    by_source = {x.source: speakers[x.id] for x in items if x.source is not None and x.id in speakers}
    found = [(q.span, speakers[q.id]) for q in said.quotes if q.kind == "direct" and q.id in speakers]
    for attribution in said.attributions:
        known = by_source.get(attribution.source) if attribution.source is not None else None
        if known is None and attribution.speaker is not None:
            known = forms.get(attribution.speaker)
        if known is not None:
            found += [(content, known) for content in (attribution.content, *attribution.more)]
    return sorted(set(found), key=lambda t: (t[0].end - t[0].start, t))


def teller(span: Span, told: Told) -> str | None:
    """Whose word most of a passage is."""
    half = (span.end - span.start) / 2
    return next((e for c, e in told if min(c.end, span.end) - max(c.start, span.start) > half), None)
