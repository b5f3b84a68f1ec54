"""One place a name in a story: what one report says of where it lies holds for the others.

In: annotations and stories. Out: the annotations, their places agreed. Where the reports of a story resolve one name to
places far apart, the sense with the best grounds is taken: that a report says what the place lies in before all, then
that a report names other places of the same province or country, then in how many reports it is so. A place
that a report itself puts elsewhere ("X, Texas") stays there.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crosswire.gazetteer import key_of
from crosswire.types import Annotations, Place, Story

# Senses that lie no further apart are one place told more or less exactly (a town and its district).
_SAME_KM = 100.0
_KM_A_DEGREE = 111.2
_SAID, _PROVINCE, _LAND = 4.0, 1.0, 0.5


def settle_places(annotations: tuple[Annotations, ...], stories: Sequence[Story]) -> tuple[Annotations, ...]:
    """The annotations in their order, each name of a story's places resolved alike."""
    told = {said.report: said for said in annotations}
    for story in stories:
        inside = [told[r] for r in story.reports if r in told and told[r].places]
        if len(inside) > 1:
            for name, senses in _senses(inside).items():
                if len(senses) > 1:
                    _agree(name, _best(senses, inside), inside, told)
                    inside = [told[said.report] for said in inside]
    return tuple(told[said.report] for said in annotations)


def _senses(inside: Sequence[Annotations]) -> Mapping[str, list[Place]]:
    """The places that each name is resolved to over the reports, those near each other taken together."""
    senses: dict[str, list[Place]] = defaultdict(list)
    for said in inside:
        for place in said.places:
            if place.latitude is not None and place.form != "nominal":
                held = senses[key_of(place.span.text)]
                if not any(_same(place, other) for other in held):
                    held.append(place)
    return senses


def _best(senses: Sequence[Place], inside: Sequence[Annotations]) -> Place:
    """The sense with the best grounds."""
    return max(
        senses, key=lambda sense: (sum(_grounds(sense, said) for said in inside), sense.geonameid or 0)
    )


def _grounds(sense: Place, said: Annotations) -> float:
    """What a report has to say for a sense of a name."""
    name = key_of(sense.span.text)
    own = [p for p in said.places if key_of(p.span.text) == name and _same(p, sense)]
    others = [p for p in said.places if key_of(p.span.text) != name and p.country is not None]
    said_so = any(p.within is not None for p in own)
    province = any(
        p.admin1 is not None and (p.country, p.admin1) == (sense.country, sense.admin1) for p in others
    )
    land = any(p.country == sense.country for p in others)
    return _SAID * said_so + _PROVINCE * province + _LAND * land + 0.1 * bool(own)


def _agree(name: str, best: Place, inside: Sequence[Annotations], told: dict[str, Annotations]) -> None:
    for said in inside:
        places = tuple(
            _as(best, place)
            if key_of(place.span.text) == name
            and place.within is None
            and place.form != "nominal"
            and place.latitude is not None
            and not _same(place, best)
            else place
            for place in said.places
        )
        if places != said.places:
            told[said.report] = replace(said, places=places)


def _as(best: Place, place: Place) -> Place:
    """A place resolved as another report of the story resolves it."""
    precision = best.precision if best.precision not in (1, 2) else 2 if place.near else 1
    return replace(
        best,
        span=place.span,
        near=place.near,
        precision=precision,
        within=None,
        form=place.form,
        basis="as another report of the story has it",
    )


def _same(one: Place, other: Place) -> bool:
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return False
    if one.country != other.country:
        return False
    return _apart(one, other) < _SAME_KM


def _apart(one: Place, other: Place) -> float:
    """Kilometres between two places, near enough for such as lie close."""
    north = (one.latitude or 0.0) - (other.latitude or 0.0)
    east = ((one.longitude or 0.0) - (other.longitude or 0.0)) * math.cos(math.radians(one.latitude or 0.0))
    return _KM_A_DEGREE * math.hypot(north, east)
