"""The contract `crosswire.dossier/1`: what is written, and that the published schema describes it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest

from crosswire import types
from crosswire.present.json import to_contract, to_json
from tests.present.made_dossier import DEAD_A, DEAD_C, DOSSIER, FERRYMAN, RA

SCHEMA: dict[str, Any] = json.loads(
    (files("crosswire") / "schema" / "dossier.schema.json").read_text("utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_itself_valid() -> None:
    VALIDATOR.check_schema(SCHEMA)


def test_a_dossier_with_every_kind_of_finding_keeps_the_contract() -> None:
    VALIDATOR.validate(to_contract(DOSSIER))


def test_an_empty_dossier_keeps_the_contract() -> None:
    empty = types.Dossier(reports=(RA,), annotations=(), links=types.Links(), findings=types.Findings())
    VALIDATOR.validate(to_contract(empty))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("tallies", 0, "status"), "certain"),
        (("figures", 0, "measure"), "Killed"),
        (("reports", 0, "published"), "4 May 2031"),
        (("reports", 0, "sha256"), None),
        (("quotes", 0, "speaker"), 7),
        (("schema",), "crosswire.dossier/2"),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_know(path: tuple[Any, ...], value: object) -> None:
    contract = to_contract(DOSSIER)
    target = contract
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    assert list(VALIDATOR.iter_errors(contract))


def test_the_schema_refuses_a_dossier_that_lacks_a_list() -> None:
    contract = to_contract(DOSSIER)
    del contract["lineage"]
    assert list(VALIDATOR.iter_errors(contract))


def test_every_field_that_is_written_is_described() -> None:
    def undescribed(value: Any, schema: dict[str, Any], where: str) -> list[str]:
        schema = next((s for s in schema.get("anyOf", []) if s != {"type": "null"}), schema)
        if "$ref" in schema:
            schema = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        if isinstance(value, list):
            return [x for item in value for x in undescribed(item, schema["items"], where)]
        if not isinstance(value, dict) or "additionalProperties" in schema:
            return []
        known = schema.get("properties", {})
        missing = [f"{where}.{key}" for key in value if key not in known]
        return missing + [
            x for k, v in value.items() if k in known for x in undescribed(v, known[k], f"{where}.{k}")
        ]

    assert undescribed(to_contract(DOSSIER), SCHEMA, "dossier") == []


@pytest.mark.parametrize(
    ("literal", "described"),
    [
        (types.Qualifier, SCHEMA["$defs"]["figure"]["properties"]["qualifier"]),
        (types.Measure, SCHEMA["$defs"]["measure"]),
        (types.Modality, SCHEMA["$defs"]["figure"]["properties"]["modality"]),
        (types.QuoteKind, SCHEMA["$defs"]["quote"]["properties"]["kind"]),
        (types.EntityType, SCHEMA["$defs"]["entity"]["properties"]["type"]),
        (types.Relation, SCHEMA["$defs"]["lineage"]["properties"]["relation"]),
        (types.TallyStatus, SCHEMA["$defs"]["tally"]["properties"]["status"]),
        (types.DiscrepancyKind, SCHEMA["$defs"]["discrepancy"]["properties"]["kind"]),
        (types.Severity, SCHEMA["$defs"]["discrepancy"]["properties"]["severity"]),
    ],
)
def test_the_schema_lists_the_values_of_the_types(literal: Any, described: dict[str, Any]) -> None:
    assert set(described["enum"]) == set(get_args(literal))


@pytest.mark.parametrize(
    ("literal", "described"),
    [
        (types.Group, SCHEMA["$defs"]["group"]),
        (types.FigureRelation, SCHEMA["$defs"]["figure"]["properties"]["relation"]),
        (types.TallyRelation, SCHEMA["$defs"]["tally"]["properties"]["relation"]),
        (types.Effect, SCHEMA["$defs"]["figure"]["properties"]["effect"]),
    ],
)
def test_the_schema_lists_the_values_of_the_types_and_null(literal: Any, described: dict[str, Any]) -> None:
    assert set(described["enum"]) == {*get_args(literal), None}


@pytest.mark.parametrize("field", ["standing", "age", "sex", "attackers"])
def test_the_schema_lists_the_values_of_a_party_and_null(field: str) -> None:
    of_type = {v for part in get_args(get_type_hints(types.Party)[field]) for v in get_args(part)}
    assert set(SCHEMA["$defs"]["party"]["properties"][field]["enum"]) == {*of_type, None}


def test_the_schema_lists_the_parties_of_tolls() -> None:
    of_type = get_args(get_type_hints(types.Toll)["party"])
    assert set(SCHEMA["$defs"]["toll"]["properties"]["party"]["enum"]) == set(of_type)


def test_figures_carry_who_asserts_them_by_entity_and_as_printed() -> None:
    first, second, _ = to_contract(DOSSIER)["figures"]
    assert (first["attributed_to"], first["attributed_text"]) == ("e1", "mayor Ilka Brandt")
    assert (second["attributed_to"], second["attributed_text"]) == (None, None)


def test_a_figure_carries_who_was_counted_and_how_it_stands_to_another() -> None:
    third = to_contract(DOSSIER)["figures"][2]
    nobody = dict.fromkeys(("standing", "age", "sex", "nationality", "attackers"))
    assert third["party"] == nobody | {"standing": "civilian"}
    assert (third["relation"], third["relates_to"], third["cumulative"]) == ("total", None, True)
    assert (third["implied"], third["effect"], third["via"], third["via_span"]) == (False, None, None, None)


def test_persons_without_a_number_stand_apart_from_the_figures() -> None:
    contract = to_contract(DOSSIER)
    (person,) = contract["individuals"]
    assert person["id"] == FERRYMAN.id
    assert FERRYMAN.id not in {f["id"] for f in contract["figures"]}
    assert person.keys() == contract["figures"][0].keys()
    assert (person["implied"], person["number"], person["effect"]) == (True, 1, "unharmed")
    assert (person["relation"], person["relates_to"]) == ("part", DEAD_C.id)
    text = next(r.text for r in DOSSIER.reports if r.id == "rc")
    for said, where in (("via", "via_span"), ("attributed_text", "attributed_span")):
        assert text[person[where]["start"] : person[where]["end"]] == person[said]


def test_tolls_name_the_figures_and_individuals_that_they_rest_on() -> None:
    contract = to_contract(DOSSIER)
    known = {f["id"] for name in ("figures", "individuals") for f in contract[name]}
    assert all(set(toll["figures"]) <= known for toll in contract["tolls"])
    killed, rescued = contract["tolls"]
    assert (killed["number"], killed["low"], killed["high"], killed["implied"]) == (14, 12, 14, False)
    assert (rescued["party"], rescued["high"], rescued["implied"]) == ("all", None, True)


def test_quotes_carry_their_speaker_by_entity_and_as_printed() -> None:
    first, second = to_contract(DOSSIER)["quotes"]
    assert (first["speaker"], first["speaker_text"]) == ("e1", "she")
    assert (second["speaker"], second["speaker_text"]) == (None, None)


def test_attributions_name_who_says_what_in_pieces() -> None:
    quote = DOSSIER.annotations[0].quotes[0]
    half = (quote.span.start + quote.span.end) // 2
    pieces = (
        RA.span(quote.span.start, half),
        RA.span(half, quote.span.end),
    )
    said = types.Attribution(
        content=pieces[0],
        more=pieces[1:],
        source=quote.source,
        speaker=None,
        cue=None,
        kind="direct",
        form="marks",
    )
    told = types.Attribution(content=pieces[1], source=None, speaker=None, cue=None, form="seeming")
    first = replace(DOSSIER.annotations[0], attributions=(said, told))
    contract = to_contract(replace(DOSSIER, annotations=(first, *DOSSIER.annotations[1:])))
    VALIDATOR.validate(contract)
    direct, seeming = contract["attributions"]
    assert (direct["id"], direct["speaker"], direct["kind"]) == ("ra:a1", "e1", "direct")
    assert [c["text"] for c in direct["contents"]] == [p.text for p in pieces]
    assert (seeming["source"], seeming["speaker"], seeming["form"]) == (None, None, "seeming")


def test_every_span_equals_the_text_at_its_offsets() -> None:
    texts = {report.id: report.text for report in DOSSIER.reports}
    spans: list[dict[str, Any]] = []

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            if {"report", "start", "end", "text"} <= value.keys():
                spans.append(value)
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                gather(item)

    gather(json.loads(to_json(DOSSIER)))
    assert len(spans) >= 20
    assert all(s["text"] == texts[s["report"]][s["start"] : s["end"]] for s in spans)


def test_reports_have_sigla_in_the_order_of_the_dossier() -> None:
    assert [(r["siglum"], r["id"]) for r in to_contract(DOSSIER)["reports"]] == [
        ("R1", "ra"),
        ("R2", "rb"),
        ("R3", "rc"),
    ]


def test_whole_numbers_are_written_without_a_fraction() -> None:
    assert '"best": 14,' in to_json(DOSSIER)


def test_the_same_dossier_gives_the_same_text_with_one_line_end() -> None:
    text = to_json(DOSSIER)
    assert text == to_json(DOSSIER)
    assert text.endswith("}\n")
    assert "one text by two routes" in text


def test_letters_of_all_scripts_stay_letters_and_half_a_pair_is_escaped() -> None:
    text = to_json(replace(DOSSIER, reports=(replace(RA, publisher="Вестник \ud800", title="洪水"),)))
    assert "Вестник \\ud800" in text
    assert "洪水" in text
    assert json.loads(text.encode("utf-8"))["reports"][0]["publisher"] == "Вестник \ud800"


def test_a_dossier_writes_itself() -> None:
    assert json.loads(DOSSIER.to_json())["figures"][0]["id"] == DEAD_A.id


def test_a_part_names_its_whole() -> None:
    whole = DOSSIER.findings.tallies[0]
    part = replace(
        whole, id="t2", label="children", party=types.Party(age="child"), part_of=whole.id, relation="among"
    )
    made = to_contract(replace(DOSSIER, findings=replace(DOSSIER.findings, tallies=(whole, part))))
    VALIDATOR.validate(made)
    assert made["tallies"][0]["part_of"] is None
    written = made["tallies"][1]
    assert (written["part_of"], written["relation"], written["label"]) == ("t1", "among", "children")
    assert written["party"]["age"] == "child"
