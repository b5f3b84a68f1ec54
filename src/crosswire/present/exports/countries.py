"""Countries by the codes that datasets use: ISO 3166-1, Gleditsch and Ward, UCDP's regions, PRIO-GRID cells.

In: an ISO 3166-1 alpha-2 code, or coordinates. Out: a `Country`, a cell. What a list does not have is None.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crosswire.lang import table

# UCDP's regions by Gleditsch and Ward number, as the codebook of the UCDP/PRIO Armed Conflict Dataset
# (version 25.1, variable "region") bounds them; both ends included.
_REGIONS = (
    (2, 199, "Americas"),
    (200, 399, "Europe"),
    (400, 626, "Africa"),
    (630, 699, "Middle East"),
    (700, 999, "Asia"),
)
# PRIO-GRID (Tollefsen, Strand and Buhaug 2012): cells of half a degree, numbered eastward and then northward
# from the south-west corner of the world, from 1.
_CELLS_A_DEGREE, _CELLS_A_ROW, _ROWS = 2, 720, 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country: its English name, ISO codes, Gleditsch and Ward number, and UCDP's region."""

    name: str | None = None
    alpha3: str | None = None
    numeric: int | None = None
    gw: int | None = None
    ucdp_region: str | None = None


def country(code: str | None) -> Country:
    """The country of an ISO 3166-1 alpha-2 code; for None or an unknown code everything is None."""
    known = _codes().get(code or "")
    if known is None:
        return Country(name=_names().get(code or ""))
    gw = known.get("gw")
    region = next((name for low, high, name in _REGIONS if gw is not None and low <= int(gw) <= high), None)
    return Country(
        name=_names().get(code or ""),
        alpha3=str(known["alpha3"]),
        numeric=int(known["numeric"]) if "numeric" in known else None,
        gw=int(gw) if gw is not None else None,
        ucdp_region=region,
    )


def priogrid_cell(latitude: float | None, longitude: float | None) -> int | None:
    """The number of the PRIO-GRID cell at a place, in degrees; None without a place.

    >>> priogrid_cell(34.53, 69.17)
    179779
    """
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    row = min(_ROWS - 1, math.floor((latitude + 90) * _CELLS_A_DEGREE))
    column = min(_CELLS_A_ROW - 1, math.floor((longitude + 180) * _CELLS_A_DEGREE))
    return row * _CELLS_A_ROW + column + 1


@cache
def _codes() -> Mapping[str, Mapping[str, str | int]]:
    data = tomllib.loads((files(__package__) / "codes.toml").read_text(encoding="utf-8"))
    countries: Mapping[str, Mapping[str, str | int]] = data["countries"]
    return countries


@cache
def _names() -> Mapping[str, str]:
    """English names by code; the language's own table has them."""
    names: dict[str, str] = {}
    for name, data in table("en", "countries")["countries"].items():
        names.setdefault(data["code"], name)
    return names
