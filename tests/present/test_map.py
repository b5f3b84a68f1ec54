"""The map: what it holds, what it leaves out, and how large it may be."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.present.page import to_html
from crosswire.present.page.edition import edition
from crosswire.present.page.labels import Box
from crosswire.present.page.map import Spot, maps
from crosswire.present.page.outline import Window, borders, countries, land
from crosswire.present.page.places import places
from tests.present.mapped import WHERE, garbled, mapped

NOWHERE = dict.fromkeys(WHERE, ())


def _section(dossier):
    return places(edition(dossier), [("v1", "e1")])


def _spot(n: int, longitude: float, latitude: float, *, weight: int = 1, precision: int | None = 1) -> Spot:
    return Spot(
        id=f"pl{n}",
        number=n,
        name=f"Town {n}",
        said="",
        longitude=longitude,
        latitude=latitude,
        precision=precision,
        size=weight,
        full=False,
        weight=weight,
    )


def _svgs(page: str) -> list[str]:
    return re.findall(r'<svg class="(?:st-w|st-n|globe)" viewBox.*?</svg>', page, re.DOTALL)


def test_points_stand_for_places_and_not_for_countries_or_garbled_names():
    section = _section(garbled(mapped(), "Norrfjord"))
    drawn = {p.spot.name for p in section.maps.wide.points}
    assert drawn == {"Skarholm", "Vestmark", "Ulvsund", "Brannland"}
    assert [r.name for r in section.wider] == ["Elkland"]


def test_what_a_report_means_by_a_garbled_name_elsewhere_is_no_place_either():
    held = garbled(mapped(), "Kestria")
    last = held.annotations[-1]
    town = held.reports[-1].span(0, 8)
    again = replace(next(p for p in last.places if p.name == "Kestria"), span=town, form="nominal")
    told = (*held.annotations[:-1], replace(last, places=(*last.places, again)))
    section = _section(replace(held, annotations=told))
    assert "Kestria" not in {r.name for r in (*section.rows, *section.folded)}


def test_the_map_shows_the_story_and_tells_what_lies_far_away():
    section = _section(mapped())
    assert section.rows[0].name == "Skarholm"
    assert [s.name for s in section.maps.outside] == ["Kestria"]
    assert section.maps.wide.bar.text == "200 km"


def test_a_far_place_that_is_merely_named_keeps_none_off_where_something_happened():
    spots = [_spot(1, 77, 43, weight=9), _spot(2, 139, 35), replace(_spot(3, 57, 50, weight=4), full=True)]
    assert {p.spot.number for p in maps(spots).wide.points} == {1, 3}


def test_places_of_the_storys_country_are_all_on_the_map():
    home = [replace(_spot(n, x, y), country="KZ") for n, x, y in ((1, 77, 43), (2, 71, 51), (3, 52, 47))]
    away = [replace(_spot(4, -0.1, 51.5), country="GB")]
    assert [s.number for s in maps([*home, *away]).outside] == [4]


def test_a_place_known_by_its_province_has_a_ring_and_an_exact_one_has_none():
    rings = {p.spot.name: p.ring for p in _section(mapped()).maps.wide.points}
    assert rings["Skarholm"] == 0 < rings["Ulvsund"] < rings["Brannland"]


def test_the_page_names_whose_places_they_are():
    assert "GeoNames (www.geonames.org), under CC BY 4.0" in to_html(mapped())


def test_without_a_known_place_there_is_a_sentence_and_no_map():
    page = to_html(mapped(**NOWHERE))
    assert "so there is no map" in page
    assert _svgs(page) == []
    assert "Without a position: <bdi>" in page


@pytest.mark.parametrize("position", [(float("nan"), 7.0), (95.0, 7.0), (62.0, 1e9), (62.0, None)])
def test_a_position_that_is_nowhere_on_the_globe_is_none(position):
    section = _section(mapped(**{**NOWHERE, "Skarholm": (*position, "NO", 1, "city")}))
    assert section.maps is None
    assert "Skarholm" in section.unknown


def test_the_timeline_and_the_table_lead_to_one_another():
    page = to_html(mapped())
    assert re.search(r'id="e1".*?at <a href="#pl1"><bdi>Skarholm</bdi></a>', page, re.DOTALL)
    assert re.search(r'<tr id="pl1">.*?<a href="#e1">Time 1</a>', page, re.DOTALL)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90), st.integers(1, 9)), min_size=1, max_size=12)
)
def test_any_map_is_small_and_its_points_lie_inside(where):
    spots = [_spot(n, x, y, weight=w) for n, (x, y, w) in enumerate(where, start=1)]
    made = maps(spots)
    size = sum(len(d.land) + len(d.borders) for d in (made.wide, made.narrow, made.globe) if d)
    assert size < 50_000
    assert all(
        0 <= p.x <= d.width and 0 <= p.y <= d.height for d in (made.wide, made.narrow) for p in d.points
    )


def test_names_on_a_map_never_lie_on_one_another():
    spots = [_spot(n, 10 + (n % 7) * 0.4, 45 + (n // 7) * 0.2) for n in range(1, 40)]
    drawn = maps(spots).wide
    boxes = []
    for p in drawn.points:
        if p.text:
            wide = len(p.text) * 6.6
            left = p.x + p.dx - {"start": 0, "middle": wide / 2, "end": wide}[p.anchor]
            boxes.append(Box(left + 0.2, p.y + p.dy - 9.8, left + wide - 0.2, p.y + p.dy + 1.8))
    assert len(boxes) > 10
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))


def test_land_on_both_sides_of_the_last_meridian_is_one_map():
    across = Window(west=165, south=55, east=200, north=72, width=700, height=400)
    assert {name for name, _ in countries(across)} >= {"Russia", "United States of America"}
    assert borders(across, 10_000) == ""
    sea = Window(west=-150, south=-40, east=-130, north=-30, width=700, height=400)
    assert (land(sea, 10_000), list(countries(sea))) == ("", [])
