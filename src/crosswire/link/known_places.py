"""Where places lie that no gazetteer knows and a list does: a desk's villages, camps, crossings.

In: annotations, and entities linked to entries of knowledge. Out: the annotations, with coordinates for places that had
none and are surely an entry that has some. What a gazetteer resolved stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosswire.types import Annotations, Entity, Known, Place, Span

_PLACES = frozenset({"GPE", "LOC", "FAC"})
# UCDP's precision of a place that a list puts at a point, and of an area or a line.
_EXACT, _AREA = 1, 5


def locate(annotations: tuple[Annotations, ...], entities: Sequence[Entity]) -> tuple[Annotations, ...]:
    """The annotations with what entries of knowledge say of where places lie."""
    where: dict[Span, tuple[Entity, Known]] = {}
    for entity in entities if any(e.known for e in entities) else ():
        known = next((k for k in entity.known if k.sure and k.latitude is not None), None)
        if known is not None and entity.type in _PLACES:
            where |= {form.span: (entity, known) for form in entity.forms}
    if not where:
        return annotations
    return tuple(replace(a, places=tuple(_located(p, where) for p in a.places)) for a in annotations)


def _located(place: Place, where: dict[Span, tuple[Entity, Known]]) -> Place:
    if place.latitude is not None or place.span not in where:
        return place
    entity, known = where[place.span]
    near = 1 if place.near else 0
    return replace(
        place,
        latitude=known.latitude,
        longitude=known.longitude,
        precision=_AREA if entity.type == "LOC" else _EXACT + near,
        basis=f"where {known.set} has {known.id}, “{known.name}”",
    )
