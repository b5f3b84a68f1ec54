"""The places of reports as the contract has them.

In: a `Place`. Out: a dict of plain values.
"""

from __future__ import annotations

from typing import Any

from crosswire.types import Place


def place_row(place: Place) -> dict[str, Any]:
    """A place as the contract has it."""
    span = place.span
    return {
        "report": span.report,
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "near": place.near,
        "kind": place.kind,
        "precision": place.precision,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "geonameid": place.geonameid,
        "within": place.within,
        "basis": place.basis,
        "form": place.form,
    }
