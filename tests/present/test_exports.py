"""The exports: the published columns, what fills them, and that nothing is guessed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import crosswire
from crosswire import export
from crosswire.errors import UsageError
from crosswire.present.exports import TABLES, Column, export_table
from crosswire.present.exports.columns import table
from crosswire.present.exports.countries import country, priogrid_cell
from crosswire.present.exports.ucdp import date_precision, where_precision
from crosswire.present.json import to_json
from crosswire.present.occurrence import OWN_DAY, When, Where
from crosswire.types import Annotations, Dossier, Event, Interval, Party, Place, Tally, Toll
from tests.present.made_dossier import DEAD_A, DEAD_B, DEAD_C, DOSSIER, FERRYMAN, RA, RB, RC, span
from tests.present.specimen import specimen

# The header of GEDEvent_v25_1.csv, as its codebook (UCDP GED Codebook version 25.1) lists the variables.
UCDP = """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline source_original where_prec
where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
gwnob"""
# The columns of an ACLED export since March 2023, as its codebook lists them.
ACLED = """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location
latitude longitude geo_precision source source_scale notes fatalities tags timestamp"""
# The fields of a PLOVER record (draft 0.7b1, table "PLOVER JSON"; sizeInfo is struck out there), then those that it
# gives to ASSAULT, and the last of its sizes.
PLOVER = """id has_event date time enddate endtime source recipient event event_loc event_text quad_code event_scale
mode context link text text_info cite_info coder coded_date coded_time comment dead injured size arrested"""


def names(to: str) -> list[str]:
    return [c.name for c in export_table(DOSSIER, to).columns]


def only(dossier: Dossier, to: str, *, with_text: bool = False) -> dict[str, Any]:
    (row,) = export_table(dossier, to, with_text=with_text).rows
    return dict(row)


def test_the_columns_are_those_that_ucdp_publishes() -> None:
    assert names("ucdp") == UCDP.split()


def test_the_columns_are_those_that_acled_publishes() -> None:
    assert names("acled") == ACLED.split()


def test_the_fields_are_those_that_plover_publishes_and_bounds_of_our_own() -> None:
    own = {
        f"{size}_{end}" for size in ("dead", "injured", "arrested", "participants") for end in ("low", "high")
    }
    assert [n for n in names("plover") if n not in own | {"participants"}] == PLOVER.split()


@pytest.mark.parametrize("to", TABLES)
def test_a_table_has_every_column_in_every_row(to: str) -> None:
    made = export_table(DOSSIER, to, with_text=True)
    assert made.rows
    assert all(list(row) == [c.name for c in made.columns] for row in made.rows)


@pytest.mark.parametrize("to", TABLES)
def test_what_is_said_to_be_left_empty_is_empty(to: str) -> None:
    made = export_table(specimen(), to, with_text=True)
    left = [c.name for c in made.columns if c.left]
    assert all(row[name] is None for row in made.rows for name in left)


def test_a_value_that_no_column_may_hold_is_an_error() -> None:
    columns = [Column(name="a", filled="a"), Column(name="b", left="nobody knows")]
    with pytest.raises(ValueError, match="'b'"):
        table("t", columns, [{"b": 1}], with_text=True)
    with pytest.raises(ValueError, match="'c'"):
        table("t", columns, [{"c": 1}], with_text=True)


def test_a_column_says_what_fills_it_or_why_nothing_does() -> None:
    with pytest.raises(ValueError, match="column x"):
        Column(name="x")


def test_ucdp_takes_its_numbers_from_the_toll_and_codes_no_side() -> None:
    row = only(DOSSIER, "ucdp")
    assert (row["low"], row["best"], row["high"]) == (12, 14, 14)
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["side_a"]) == (None,) * 4
    assert (row["relid"], row["number_of_sources"]) == ("s1", 3)
    assert (row["source_original"], row["source_office"]) == ("Ilka Brandt", "The Weir")


def test_without_tolls_the_tally_of_the_people_at_large_gives_the_numbers() -> None:
    row = only(replace(DOSSIER, findings=replace(DOSSIER.findings, tolls=())), "ucdp")
    assert (row["low"], row["best"], row["high"]) == (12, 14, None)


def tally(id: str, group: Any, best: float, figures: tuple[str, ...]) -> Tally:
    return replace(
        DOSSIER.findings.tallies[0], id=id, group=group, low=best, best=best, high=best, figures=figures
    )


def test_a_count_of_one_side_among_several_is_not_the_whole() -> None:
    sides = (tally("t1", "protesters", 9, (DEAD_A.id,)), tally("t2", "security_forces", 5, (DEAD_C.id,)))
    row = only(replace(DOSSIER, findings=replace(DOSSIER.findings, tolls=(), tallies=sides)), "ucdp")
    assert (row["low"], row["best"], row["high"], row["deaths_unknown"]) == (None,) * 4


def test_a_nought_that_rests_on_no_words_is_silence_and_one_that_does_is_a_count() -> None:
    silent = Toll(id="s1:killed", measure="killed", number=0, low=0, high=None, figures=(), implied=True)
    bare = replace(DOSSIER, findings=replace(DOSSIER.findings, tolls=(silent,), tallies=()))
    assert (only(bare, "ucdp")["best"], only(bare, "acled")["fatalities"]) == (None, None)
    said_so = replace(silent, figures=(DEAD_A.id,), high=0, implied=False)
    told = replace(bare, findings=replace(bare.findings, tolls=(said_so,)))
    assert (only(told, "ucdp")["best"], only(told, "acled")["fatalities"]) == (0, 0)


def test_civilians_are_told_apart_and_the_rest_is_unknown_unless_armed_people_are_counted() -> None:
    civilians = Toll(
        id="s1:killed:civilians",
        measure="killed",
        party="civilians",
        number=9,
        low=9,
        high=9,
        figures=(DEAD_C.id,),
    )
    findings = replace(DOSSIER.findings, tolls=(*DOSSIER.findings.tolls, civilians))
    row = only(replace(DOSSIER, findings=findings), "ucdp")
    assert (row["deaths_civilians"], row["deaths_unknown"], row["best"]) == (9, 5, 14)
    armed = (*findings.tallies, tally("t9", "militants", 5, (DEAD_C.id,)))
    row = only(replace(DOSSIER, findings=replace(findings, tallies=armed)), "ucdp")
    assert (row["deaths_civilians"], row["deaths_unknown"]) == (9, None)


def test_a_story_of_no_dead_has_a_row_without_numbers() -> None:
    row = only(replace(DOSSIER, findings=replace(DOSSIER.findings, tolls=(), tallies=())), "ucdp")
    assert (row["best"], row["low"], row["high"], row["deaths_unknown"], row["date_start"]) == (None,) * 5
    acled = only(replace(DOSSIER, findings=replace(DOSSIER.findings, tolls=(), tallies=())), "acled")
    assert (acled["fatalities"], acled["event_date"]) == (None, None)


def said(dossier: Dossier, report: str, **more: Any) -> Dossier:
    """The dossier, with the annotations of one report changed."""
    changed = tuple(replace(a, **more) if a.report == report else a for a in dossier.annotations)
    return replace(dossier, annotations=changed)


def test_the_day_is_the_one_that_a_report_prints() -> None:
    row = only(DOSSIER, "ucdp")
    assert (row["date_start"], row["date_end"], row["date_prec"], row["year"]) == (
        "2031-05-02",
        "2031-05-02",
        1,
        2031,
    )
    acled = only(DOSSIER, "acled")
    assert (acled["event_date"], acled["time_precision"]) == ("2031-05-02", 1)


def test_a_report_s_own_day_is_only_when_it_had_happened_at_the_latest() -> None:
    day = Interval(start="2031-05-04", end="2031-05-04")
    later = said(DOSSIER, "ra", figures=(replace(DEAD_A, as_of=day, basis=OWN_DAY),))
    row = only(later, "ucdp")
    assert (row["date_start"], row["date_end"], row["date_prec"], row["year"]) == (
        None,
        "2031-05-04",
        None,
        None,
    )
    assert only(later, "acled")["event_date"] is None


def test_the_day_of_most_originals_outweighs_copies() -> None:
    thursday = Interval(start="2031-05-01", end="2031-05-01")
    one = said(DOSSIER, "rb", figures=(replace(DEAD_B, as_of=DEAD_A.as_of, basis="as printed"),))
    two = said(one, "rc", figures=(replace(DEAD_C, cumulative=False, as_of=thursday, basis="as printed"),))
    # Friday stands in two reports of one original, Thursday in one of another: the earlier of equals.
    assert only(two, "ucdp")["date_start"] == "2031-05-01"


@pytest.mark.parametrize(
    ("start", "end", "ucdp", "acled"),
    [
        ("2031-05-02", "2031-05-02", 1, (1, "2031-05-02")),
        ("2031-05-02", "2031-05-04", 2, (2, "2031-05-03")),
        ("2031-05-01", "2031-05-07", 3, (2, "2031-05-04")),
        ("2031-05-01", "2031-05-31", 4, (3, "2031-05-16")),
        ("2031-01-01", "2031-12-31", 5, (None, None)),
    ],
)
def test_days_have_the_precision_of_the_codebooks(
    start: str, end: str, ucdp: int, acled: tuple[Any, Any]
) -> None:
    assert date_precision(When(start=start, end=end)) == ucdp
    made = said(
        DOSSIER, "ra", figures=(replace(DEAD_A, as_of=Interval(start=start, end=end), basis="as printed"),)
    )
    row = only(made, "acled")
    assert (row["time_precision"], row["event_date"]) == acled


KABUL = Place(
    span=span(RA, "Ostrel"), name="Kabul", country="AF", latitude=34.53, longitude=69.17, near=False
)


def placed(place: Place) -> Dossier:
    """The dossier with its only figure told of a place."""
    return said(DOSSIER, "ra", figures=(replace(DEAD_A, place=place.span.text),), places=(place,))


def test_a_place_that_the_gazetteer_knows_gives_coordinates_and_their_cells() -> None:
    row = only(placed(KABUL), "ucdp")
    assert (row["where_coordinates"], row["latitude"], row["longitude"]) == ("Kabul", 34.53, 69.17)
    assert (row["geom_wkt"], row["priogrid_gid"]) == ("POINT (69.17 34.53)", 179779)
    assert (row["country"], row["country_id"], row["region"], row["where_prec"]) == (
        "Afghanistan",
        700,
        "Asia",
        1,
    )
    acled = only(placed(KABUL), "acled")
    assert (acled["iso"], acled["country"], acled["location"], acled["geo_precision"]) == (
        4,
        "Afghanistan",
        "Kabul",
        1,
    )


def test_near_a_place_is_not_in_it_and_unknown_is_neither() -> None:
    assert only(placed(replace(KABUL, near=True)), "ucdp")["where_prec"] == 2
    assert only(placed(replace(KABUL, near=True)), "acled")["geo_precision"] == 2
    assert only(placed(replace(KABUL, near=None)), "ucdp")["where_prec"] is None


def test_of_a_country_alone_there_are_no_coordinates() -> None:
    land = replace(KABUL, name="Afghanistan", latitude=None, longitude=None)
    row = only(placed(land), "ucdp")
    assert (row["where_prec"], row["country_id"], row["latitude"], row["priogrid_gid"]) == (
        6,
        700,
        None,
        None,
    )
    assert only(placed(land), "acled")["geo_precision"] is None


def test_a_place_of_no_gazetteer_is_described_and_nothing_more() -> None:
    row = only(placed(replace(KABUL, name="Ostrel", country=None, latitude=None, longitude=None)), "ucdp")
    assert (row["where_description"], row["where_prec"], row["country"], row["where_coordinates"]) == (
        "Ostrel",
        None,
        None,
        None,
    )


def test_two_places_with_equal_backing_are_no_place() -> None:
    other = Place(
        span=span(RC, "Ostrel"), name="Herat", country="AF", latitude=34.3, longitude=62.2, near=False
    )
    two = said(
        placed(KABUL), "rc", figures=(replace(DEAD_C, cumulative=False, place="Ostrel"),), places=(other,)
    )
    row = only(two, "ucdp")
    assert (row["latitude"], row["where_coordinates"]) == (None, None)
    assert (row["country"], row["where_prec"]) == ("Afghanistan", 6)


def test_the_clause_around_a_figure_gives_its_place_where_the_figure_has_none() -> None:
    inside = replace(KABUL, span=span(RC, "Ostrel"))
    clause = Event(
        id="v", when=None, text="", places=(), actors=(), evidence=(RC.span(0, len(RC.text)),), families=1
    )
    figure = replace(DEAD_C, cumulative=False)
    made = said(DOSSIER, "rc", figures=(figure,), places=(inside,))
    made = replace(made, findings=replace(made.findings, events=(clause,)))
    assert only(made, "ucdp")["where_coordinates"] == "Kabul"


def test_a_toll_of_a_whole_war_is_marked_as_such() -> None:
    assert only(DOSSIER, "ucdp")["event_clarity"] == 2
    single = said(DOSSIER, "rc", figures=(replace(DEAD_C, cumulative=False),))
    assert only(single, "ucdp")["event_clarity"] is None


def test_acled_takes_the_most_conservative_estimate() -> None:
    assert only(DOSSIER, "acled")["fatalities"] == 12


def test_countries_have_the_numbers_and_regions_of_the_datasets() -> None:
    assert (country("EG").gw, country("EG").ucdp_region, country("EG").numeric) == (651, "Middle East", 818)
    assert (country("SD").ucdp_region, country("MX").ucdp_region, country("RU").ucdp_region) == (
        "Africa",
        "Americas",
        "Europe",
    )
    assert country("PS").gw is None
    assert country("ZZ") == country(None)


def test_places_off_the_map_have_no_cell() -> None:
    assert priogrid_cell(-90, -180) == 1
    assert priogrid_cell(90, 180) == 720 * 360
    assert priogrid_cell(91, 0) is None
    assert where_precision(Where()) is None


def test_the_exports_know_the_own_day_by_the_name_that_annotation_gives_it() -> None:
    annotate = Path(crosswire.annotate.__code__.co_filename).parent
    assert any(f'"{OWN_DAY}"' in path.read_text("utf-8") for path in annotate.glob("*.py"))


def test_figures_carry_their_evidence_and_what_they_add_up_to() -> None:
    rows = {r["id"]: r for r in export_table(DOSSIER, "figures").rows}
    first = rows[DEAD_A.id]
    assert (first["report"], first["publisher"], first["published"]) == ("ra", "The Weir", "2031-05-04")
    assert (first["start"], first["end"], first["siglum"]) == (DEAD_A.span.start, DEAD_A.span.end, "R1")
    assert (first["attributed_name"], first["attributed_text"]) == ("Ilka Brandt", "mayor Ilka Brandt")
    assert (first["originals"], first["tallies"], first["tally_families"], first["tally_independent"]) == (
        "o1",
        "t1",
        2,
        2,
    )
    assert (first["text"], first["title"], first["sentence"]) == (None, None, None)
    assert len(first["text_sha256"]) == 64
    person = rows[FERRYMAN.id]
    assert (person["implied"], person["sex"], person["nationality"], person["attackers"]) == (
        True,
        "male",
        "CH",
        "excluded",
    )
    assert (person["via"], person["effect"], person["relation"]) == ("Norrgate Wire", "unharmed", "part")
    assert (person["relates_to"], person["tolls"]) == (DEAD_C.id, "s1:rescued")
    assert rows[DEAD_C.id]["originals"] == "o2"


def test_with_the_text_figures_have_their_phrase_sentence_and_title() -> None:
    sentence = RA.span(16, RA.text.index("said.") + 5)
    rows = export_table(said(DOSSIER, "ra", sentences=(sentence,)), "figures", with_text=True).rows
    first = next(r for r in rows if r["id"] == DEAD_A.id)
    assert (first["text"], first["title"]) == ("12 people", "Flood in Ostrel")
    assert first["sentence"] == "On Friday 12 people drowned, mayor Ilka Brandt said."


def test_a_figure_of_the_title_has_the_title_as_its_sentence() -> None:
    title = RC.span(0, RC.text.index("\n"))
    figure = replace(DEAD_C, span=RC.span(0, 6))
    made = replace(said(DOSSIER, "rc", figures=(figure,)), reports=(RA, RB, replace(RC, title_span=title)))
    rows = export_table(made, "figures", with_text=True).rows
    assert next(r for r in rows if r["id"] == DEAD_C.id)["sentence"] == "Ostrel counts its dead"


@pytest.mark.parametrize("to", TABLES)
def test_without_asking_no_words_of_the_reports_are_passed_on(to: str) -> None:
    bare = export(specimen(), to, format="jsonl").decode("utf-8")
    full = export(specimen(), to, format="jsonl", with_text=True).decode("utf-8")
    titles = [r.title for r in specimen().reports if r.title]
    assert not any(title in bare for title in titles)
    assert "Fourteen people were killed" not in bare
    if to in ("figures", "ucdp", "plover"):
        assert titles[0] in full


def test_tallies_and_tolls_are_tidy() -> None:
    row = only(DOSSIER, "tallies")
    assert (row["low"], row["best"], row["high"], row["status"], row["independent"]) == (
        12,
        14,
        None,
        "disputed",
        2,
    )
    assert (row["story"], row["origins"], row["why"]) == (
        "s1",
        "Ilka Brandt; o2",
        "12 and 14 of the same day",
    )
    assert json.loads(row["series"])[0]["as_of"] == "2031-05-02"
    killed, rescued = export_table(DOSSIER, "tolls").rows
    assert (killed["number"], killed["party"], killed["implied"]) == (14, "all", False)
    assert (rescued["figures"], rescued["implied"], rescued["story"]) == (FERRYMAN.id, True, "s1")


def test_a_toll_without_figures_belongs_to_the_story_that_its_id_begins_with() -> None:
    empty = Toll(id="s1:injured", measure="injured", number=0, low=0, high=0, figures=())
    made = replace(DOSSIER, findings=replace(DOSSIER.findings, tolls=(empty,)))
    assert only(made, "tolls")["story"] == "s1"


def test_plover_keeps_harm_apart_from_arrests_and_protest() -> None:
    rows = {r["id"]: r for r in export_table(specimen(), "plover").rows}
    harm, arrest = rows["s1:harm"], rows["s1:arrest"]
    assert (harm["has_event"], harm["event"], harm["dead"], harm["injured"]) == (False, [], 31, 72)
    assert (arrest["event"], arrest["mode"], arrest["arrested"], arrest["arrested_low"]) == (
        ["COERCE"],
        ["arrest"],
        214,
        201,
    )
    assert (arrest["quad_code"], arrest["recipient"][0]["actor_text"]) == (4, "protesters")
    assert harm["cite_info"][0]["codebook"] == "plover-base-0.7b1"
    assert "s1:protest" not in rows


def test_plover_says_whom_it_befell_where_the_sector_is_plain() -> None:
    civil = said(DOSSIER, "rc", figures=(replace(DEAD_C, party=Party(standing="civilian")),))
    killed = tally("t1", "journalists", 2, (DEAD_C.id,))
    made = replace(civil, findings=replace(DOSSIER.findings, tallies=(killed,)))
    assert only(made, "plover")["recipient"] == [{"code": None, "sector": "JRN", "actor_text": "journalists"}]


@pytest.mark.parametrize("to", TABLES)
def test_a_dossier_json_gives_what_the_dossier_itself_gives(to: str) -> None:
    read = json.loads(to_json(specimen()))
    assert export(read, to, format="jsonl") == export(specimen(), to, format="jsonl")


def test_a_dossier_json_of_before_the_tolls_can_be_exported() -> None:
    read = json.loads(to_json(DOSSIER))
    for name in ("tolls", "individuals", "places", "times"):
        del read[name]
    for figure in read["figures"]:
        for name in ("party", "via", "via_span", "attributed_span", "implied", "cumulative"):
            del figure[name]
    assert all(export(read, to) for to in TABLES)


def refusal(read: Any, to: str) -> str | None:
    """Why an export is refused; None where it is not, since it does not read what is damaged."""
    try:
        export(read, to)
    except UsageError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d.pop("figures"),
        lambda d: d.update(schema="crosswire.dossier/9"),
        lambda d: d["figures"][0].pop("measure"),
        lambda d: d["figures"][0].update(report="nowhere"),
        lambda d: d["tallies"][0].update(figures=7),
        lambda d: d.update(reports=[7]),
        lambda d: d["figures"][0].update(as_of="Friday"),
    ],
)
@pytest.mark.parametrize("to", ["figures", "ucdp", "tallies"])
def test_a_damaged_dossier_json_is_refused_in_words(damage: Any, to: str) -> None:
    read = json.loads(to_json(DOSSIER))
    damage(read)
    told = refusal(read, to)
    assert told is None or "dossier" in told


@pytest.mark.parametrize("value", [[], 7, "x", {}, {"schema": "other"}])
def test_what_is_no_dossier_is_refused(value: Any) -> None:
    with pytest.raises(UsageError, match="no dossier"):
        export(value, "figures")


def test_an_unknown_target_or_format_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UsageError, match="ucdp, acled, plover, figures, tallies, tolls"):
        export(DOSSIER, "cameo")
    with pytest.raises(UsageError, match="csv, parquet, jsonl"):
        export(DOSSIER, "figures", format="xlsx")


@pytest.mark.parametrize("to", TABLES)
def test_an_empty_dossier_gives_empty_tables(to: str) -> None:
    bare = replace(
        DOSSIER, annotations=(Annotations(report="ra", anchor=None),), findings=type(DOSSIER.findings)()
    )
    assert export_table(bare, to).rows == ()
    assert export(bare, to) is not None


def test_a_part_is_not_the_whole_and_names_it() -> None:
    whole = DOSSIER.findings.tallies[0]
    women = replace(
        whole,
        id="t2",
        best=3,
        low=3,
        high=3,
        label="women",
        party=Party(sex="female"),
        part_of="t1",
        relation="among",
    )
    made = replace(DOSSIER, findings=replace(DOSSIER.findings, tolls=(), tallies=(women, whole)))
    assert only(made, "ucdp")["best"] == 14
    rows = {r["id"]: r for r in export_table(made, "tallies").rows}
    assert (rows["t2"]["part_of"], rows["t2"]["relation"], rows["t2"]["label"], rows["t2"]["sex"]) == (
        "t1",
        "among",
        "women",
        "female",
    )
    assert only(made, "plover")["recipient"] == [{"code": None, "sector": None, "actor_text": "women"}]
