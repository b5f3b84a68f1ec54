"""A table in the columns of UCDP's georeferenced event dataset: a row a story.

In: a `Held`. Out: a `Table` with the 49 columns of UCDP GED, in their order, after the "UCDP
Georeferenced Event Dataset (GED) Codebook, version 25.1" (Department of Peace and Conflict Research, Uppsala
University, 2025; https://ucdp.uu.se/downloads/ged/ged251.pdf). The same columns are those of UCDP Candidate.

It is a first sheet for a coder, not UCDP data: which conflict, dyad and sides an event belongs to is for people
to say, and stays empty. UCDP takes only events with at least one death; stories in which no dead are
counted have a row with `best` empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from crosswire.present.exports.columns import Column, Table, table
from crosswire.present.exports.countries import country, priogrid_cell
from crosswire.present.held import Held, Item, joined
from crosswire.present.occurrence import Occurrence, When, Where, armed_counted, occurrences, whole

_CODED = "names conflicts, dyads and sides by UCDP's own lists; a person codes it"
_ESTIMATE = "of the story's toll of those killed"

COLUMNS = (
    Column(name="id", kind="whole", filled="a number made of the story's id; not one of UCDP's"),
    Column(name="relid", filled="the story's id"),
    Column(name="year", kind="whole", filled="the year of date_start and date_end, where both are known and agree"),
    Column(name="active_year", kind="flag", left="says whether a conflict reached 25 deaths in the year"),
    Column(name="code_status", left="the state of UCDP's own vetting"),
    Column(name="type_of_violence", kind="whole", left="who fought whom is not coded"),
    Column(name="conflict_dset_id", left=_CODED),
    Column(name="conflict_new_id", kind="whole", left=_CODED),
    Column(name="conflict_name", left=_CODED),
    Column(name="dyad_dset_id", left=_CODED),
    Column(name="dyad_new_id", kind="whole", left=_CODED),
    Column(name="dyad_name", left=_CODED),
    Column(name="side_a_dset_id", left=_CODED),
    Column(name="side_a_new_id", kind="whole", left=_CODED),
    Column(name="side_a", left=_CODED),
    Column(name="side_b_dset_id", left=_CODED),
    Column(name="side_b_new_id", kind="whole", left=_CODED),
    Column(name="side_b", left=_CODED),
    Column(name="number_of_sources", kind="whole", filled="the story's reports, copies counted, as UCDP counts what was consulted"),
    Column(name="source_article", filled="publisher and day of each report, and with the text its title"),
    Column(name="source_office", filled="the reports' publishers"),
    Column(name="source_date", filled="the days of publication"),
    Column(name="source_headline", filled="the reports' titles", words=True),
    Column(name="source_original", filled="who asserts the count, by name: the entities among the origins of the story's tallies of it"),
    Column(name="where_prec", kind="whole", filled="1 for a town that the reports say it happened in, 2 for one that it happened near, 3 for a district, 4 for a province, 5 for a region, a river or the like, 6 where only the country is known, 7 at sea"),
    Column(name="where_coordinates", filled="the gazetteer's name of that town or area"),
    Column(name="where_description", filled="the place as the reports name it"),
    Column(name="adm_1", filled="the province or state that it lies in (GeoNames)"),
    Column(name="adm_2", filled="the district or county that it lies in (GeoNames)"),
    Column(name="latitude", kind="number", filled="the town's, or of an area a point in its midst, degrees north (GeoNames, WGS 84)"),
    Column(name="longitude", kind="number", filled="the town's, or the area's, degrees east (GeoNames, WGS 84)"),
    Column(name="geom_wkt", filled="the same as a point"),
    Column(name="priogrid_gid", kind="whole", filled="the PRIO-GRID cell of the coordinates"),
    Column(name="country", filled="the place's country, in English"),
    Column(name="country_id", kind="whole", filled="its Gleditsch and Ward number"),
    Column(name="region", filled="UCDP's region, by that number"),
    Column(name="event_clarity", kind="whole", filled="2 where the toll is one over a whole war or campaign; a 1 is for people to give"),
    Column(name="date_prec", kind="whole", filled="1 for one day, 2 for two to six, 3 for seven, 4 for up to a month, 5 for more"),
    Column(name="date_start", filled="the first day on which it may have happened, as the reports print it"),
    Column(name="date_end", filled="the last; where none is printed, the first report's own day, by which it had happened"),
    Column(name="deaths_a", kind="whole", left="the sides are not coded"),
    Column(name="deaths_b", kind="whole", left="the sides are not coded"),
    Column(name="deaths_civilians", kind="whole", filled="the story's toll of civilians killed"),
    Column(name="deaths_unknown", kind="whole", filled="the rest of `best`, where the reports count no armed people among the dead"),
    Column(name="best", kind="whole", filled=f"the number {_ESTIMATE}"),
    Column(name="high", kind="whole", filled=f"the most that the accounts allow {_ESTIMATE}; empty where open"),
    Column(name="low", kind="whole", filled=f"the least that they allow {_ESTIMATE}"),
    Column(name="gwnoa", kind="whole", left="side A is not coded"),
    Column(name="gwnob", kind="whole", left="side B is not coded"),
)  # fmt: skip
_COUNTRY_ONLY, _NEAR, _EXACT = 6, 2, 1
# Digits of a story's digest that make a number which every program holds exactly: 52 bits.
_ID_DIGITS = 13


def ucdp(held: Held, *, with_text: bool) -> Table:
    """A row a story."""
    rows = [_row(x, with_text) for x in occurrences(held)]
    return table("ucdp", COLUMNS, rows, with_text=with_text)


def _row(found: Occurrence, with_text: bool) -> dict[str, Any]:
    story = str(found.story["id"])
    return {
        "id": int(sha256(story.encode("utf-8", "replace")).hexdigest()[:_ID_DIGITS], 16),
        "relid": story,
        **_sources(found, with_text),
        **_place(found.where),
        **_days(found.when),
        **_deaths(found),
        "event_clarity": 2 if found.cumulative and found.told == "killed" else None,
    }


def _sources(found: Occurrence, with_text: bool) -> Mapping[str, Any]:
    return {
        "number_of_sources": len(found.reports),
        "source_article": joined(_article(r, with_text) for r in found.reports),
        "source_office": joined(r["publisher"] for r in found.reports),
        "source_date": joined((r["published"] or "")[:10] for r in found.reports),
        "source_headline": joined(r["title"] for r in found.reports),
        "source_original": joined(found.origins),
    }


def _article(report: Item, with_text: bool) -> str:
    day = (report["published"] or "")[:10]
    return ",".join(filter(None, (report["publisher"], day, report["title"] if with_text else None)))


def _place(where: Where) -> Mapping[str, Any]:
    land = country(where.country)
    point = where.latitude is not None and where.longitude is not None
    return {
        "where_prec": where_precision(where),
        "where_coordinates": where.name,
        "where_description": where.printed,
        "adm_1": where.admin1,
        "adm_2": where.admin2,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "geom_wkt": f"POINT ({where.longitude!r} {where.latitude!r})" if point else None,
        "priogrid_gid": priogrid_cell(where.latitude, where.longitude),
        "country": land.name,
        "country_id": land.gw,
        "region": land.ucdp_region,
    }


def where_precision(where: Where) -> int | None:
    """UCDP's where_prec: 1 in a known place, 2 near one, 3 in a district, 4 in a province, 5 in a region or along a
    river or border, 6 somewhere in a country, 7 at sea or in the air; None where not known.
    """
    if where.precision is not None and where.precision not in (_EXACT, _NEAR):
        return where.precision
    if where.latitude is not None:
        return None if where.near is None else _NEAR if where.near else _EXACT
    return (
        _COUNTRY_ONLY
        if where.country is not None and where.printed in (None, country(where.country).name)
        else None
    )


def _days(when: When) -> Mapping[str, Any]:
    return {
        "year": when.year,
        "date_start": when.start,
        "date_end": when.end,
        "date_prec": date_precision(when),
    }


def date_precision(when: When) -> int | None:
    """UCDP's date_prec: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer; None where not known."""
    if when.days is None:
        return None
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if when.days <= most), 5)


def _deaths(found: Occurrence) -> Mapping[str, Any]:
    killed, civilians = found.count("killed"), found.count("killed", "civilians")
    best = whole(killed.number) if killed else None
    of_civilians = whole(civilians.number) if civilians else None
    unknown = None
    if best is not None and not armed_counted(found, "killed") and (of_civilians or 0) <= best:
        unknown = best - (of_civilians or 0)
    return {
        "deaths_civilians": of_civilians,
        "deaths_unknown": unknown,
        "best": best,
        "low": whole(killed.low) if killed else None,
        "high": whole(killed.high) if killed else None,
    }
