"""A table in ACLED's columns: a row a story.

In: a `Held`. Out: a `Table` with the 31 columns of an ACLED export, in their order, after "Armed Conflict
Location & Event Data (ACLED) Codebook" (2023 and later; https://acleddata.com/methodology/acled-codebook) and
ACLED's "Guide to 2023 ACLED column changes".

It is a first sheet for a coder, not ACLED data: kinds of events, actors and their codes are for people to
give, and stay empty. ACLED writes 0 where no dead are reported; here that is empty, since nobody said 0.
"""

from __future__ import annotations

from typing import Any

from crosswire.present.exports.columns import Column, Table, table
from crosswire.present.exports.countries import country
from crosswire.present.held import Held, joined
from crosswire.present.occurrence import Occurrence, When, Where, occurrences, whole

_CODED = "a code of ACLED's that a person gives"
_ACTORS = "who acted is not coded"

COLUMNS = (
    Column(name="event_id_cnty", filled="the story's id; not one of ACLED's"),
    Column(name="event_date", filled="the day that the reports print for it; the middle one where they print several days, as ACLED dates them"),
    Column(name="year", kind="whole", filled="its year"),
    Column(name="time_precision", kind="whole", filled="1 for a day, 2 for up to a week, 3 for up to a month"),
    Column(name="disorder_type", left=_CODED),
    Column(name="event_type", left=_CODED),
    Column(name="sub_event_type", left=_CODED),
    Column(name="actor1", left=_ACTORS),
    Column(name="assoc_actor_1", left=_ACTORS),
    Column(name="inter1", left=_ACTORS),
    Column(name="actor2", left=_ACTORS),
    Column(name="assoc_actor_2", left=_ACTORS),
    Column(name="inter2", left=_ACTORS),
    Column(name="interaction", left=_ACTORS),
    Column(name="civilian_targeting", left="whether civilians were the main target is not coded"),
    Column(name="iso", kind="whole", filled="the country's ISO 3166-1 number"),
    Column(name="region", left="ACLED's own grouping of countries; it follows from iso"),
    Column(name="country", filled="the place's country, in English"),
    Column(name="admin1", filled="the province or state that it lies in (GeoNames)"),
    Column(name="admin2", filled="the district or county that it lies in (GeoNames)"),
    Column(name="admin3", left="the gazetteer has no names of lesser units"),
    Column(name="location", filled="the place: the gazetteer's name of a town or area, else as printed"),
    Column(name="latitude", kind="number", filled="the town's, or of an area a point in its midst, degrees north (GeoNames, WGS 84)"),
    Column(name="longitude", kind="number", filled="the town's, or the area's, degrees east (GeoNames, WGS 84)"),
    Column(name="geo_precision", kind="whole", filled="1 for a town that the reports say it happened in, 2 for one that it happened near, 3 for a larger area"),
    Column(name="source", filled="the reports' publishers"),
    Column(name="source_scale", left="whether a source is local, national or international is not known"),
    Column(name="notes", filled="the sentence of the telling figure, and whose it is", words=True),
    Column(name="fatalities", kind="whole", filled="the least that the accounts of those killed allow, as ACLED takes the most conservative estimate; else the toll's number"),
    Column(name="tags", filled="crowd size=…, where a tally of protesters gives it"),
    Column(name="timestamp", kind="whole", left="when ACLED last changed the event"),
)  # fmt: skip


# Of UCDP's where_prec, those of an area smaller than a country.
_AREAS, _LARGER = (3, 4, 5), 3


def acled(held: Held, *, with_text: bool) -> Table:
    """A row a story."""
    rows = [_row(held, x, with_text) for x in occurrences(held)]
    return table("acled", COLUMNS, rows, with_text=with_text)


def _row(held: Held, found: Occurrence, with_text: bool) -> dict[str, Any]:
    land, precision = country(found.where.country), time_precision(found.when)
    dated = found.when if precision is not None else When()
    return {
        "event_id_cnty": found.story["id"],
        "event_date": dated.middle,
        "year": int(dated.middle[:4]) if dated.middle else None,
        "time_precision": precision,
        "iso": land.numeric,
        "country": land.name,
        "admin1": found.where.admin1,
        "admin2": found.where.admin2,
        "location": found.where.name or found.where.printed,
        "latitude": found.where.latitude,
        "longitude": found.where.longitude,
        "geo_precision": geo_precision(found.where),
        "source": joined(r["publisher"] for r in found.reports),
        "notes": _notes(held, found) if with_text else None,
        "fatalities": _fatalities(found),
        "tags": _tags(found),
    }


def time_precision(when: When) -> int | None:
    """ACLED's time_precision: 1 the day, 2 the week, 3 the month; None where even that is not known."""
    if when.days is None:
        return None
    return next((code for code, most in ((1, 1), (2, 7), (3, 31)) if when.days <= most), None)


def geo_precision(where: Where) -> int | None:
    """ACLED's geo_precision: 1 in a known town, 2 near one, 3 in a larger region (which ACLED sets at its capital, and
    which here lies in its midst); None where not known, and for a whole country.
    """
    if where.precision is not None and where.precision > 2:
        return _LARGER if where.precision in _AREAS else None
    if where.latitude is None or where.near is None:
        return None
    return 2 if where.near else 1


def _fatalities(found: Occurrence) -> int | None:
    killed = found.count("killed")
    if killed is None:
        return None
    return whole(killed.low) if killed.low is not None else whole(killed.number)


def _tags(found: Occurrence) -> str | None:
    crowds = [t for t in found.tallies if t["measure"] == "participants" and t["group"] == "protesters"]
    size = whole(crowds[0]["best"]) if crowds else None
    return f"crowd size={size}" if size is not None else None


def _notes(held: Held, found: Occurrence) -> str | None:
    """The telling figure's sentence (its phrase, where only a dossier.json is at hand) and its publisher."""
    count = found.count(found.told or "")
    figure = held.figures.get(count.figures[0]) if count and count.figures else None
    if figure is None:
        return None
    words = held.sentences.get(figure["id"]) or " ".join(str(figure["text"]).split())
    publisher = held.reports[figure["report"]]["publisher"]
    return f"{words} ({publisher})" if publisher else words
