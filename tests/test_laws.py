"""Laws of the whole chain, held on the bundled samples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire import Config, Dossier, Source, Tally, build, take

SAMPLES = tuple(sorted(p.name for p in (Path(__file__).parent.parent / "examples").iterdir() if p.is_dir()))
each_sample = pytest.mark.parametrize("sample", SAMPLES)


@cache
def sources(sample: str) -> tuple[Source, ...]:
    found = list(take([str(Path(__file__).parent.parent / "examples" / sample)]))
    taken = [source for source in found if isinstance(source, Source)]
    assert taken == found
    return tuple(replace(source, name=Path(source.name).name) for source in taken)


@cache
def made(sample: str) -> Dossier:
    return build(sources(sample), config=Config())


def spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"report", "start", "end", "text"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from spans(item)


@each_sample
def test_a_sample_keeps_the_contract(sample: str) -> None:
    schema = json.loads((files("crosswire") / "schema" / "dossier.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(made(sample).to_json()))


@each_sample
def test_every_span_equals_its_reports_text(sample: str) -> None:
    texts = {report.id: report.text for report in made(sample).reports}
    found = list(spans(json.loads(made(sample).to_json())))
    assert len(found) > 100
    assert [s for s in found if s["text"] != texts[s["report"]][s["start"] : s["end"]]] == []


@each_sample
def test_every_id_that_is_named_exists_and_none_stands_twice(sample: str) -> None:
    dossier = json.loads(made(sample).to_json())
    parts = ("reports", "figures", "quotes", "utterances", "entities", "families", "tallies", "events")
    parts = (*parts, "discrepancies")
    ids = {part: [x["id"] for x in dossier[part]] for part in parts}
    assert [part for part, found in ids.items() if len(found) != len(set(found))] == []
    assert {f["attributed_to"] for f in dossier["figures"]} - {None} <= set(ids["entities"])
    assert {q["speaker"] for q in dossier["quotes"]} - {None} <= set(ids["entities"])
    assert {f for t in dossier["tallies"] for f in t["figures"]} <= set(ids["figures"])
    assert {o["voice_of"] for t in dossier["tallies"] for o in t["origins"]} - {None} <= set(ids["families"])
    assert {q for u in dossier["utterances"] for q in u["quotes"]} <= set(ids["quotes"])


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_order_of_reports_changes_no_byte(data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(SAMPLES))
    shuffled = data.draw(st.permutations(sources(sample)))
    again = build(shuffled, config=Config())
    assert again.to_json() == made(sample).to_json()
    assert again.to_html() == made(sample).to_html()


def independence(dossier: Dossier) -> dict[tuple[object, ...], Tally]:
    """The tallies by what they count and their best value, which a copy does not change."""
    return {(t.measure, t.group, t.unit, t.place, t.best): t for t in dossier.findings.tallies}


@pytest.mark.parametrize(("sample", "name"), [(x, s.name) for x in SAMPLES for s in sources(x)])
def test_adding_a_copy_raises_no_count_of_independent_sources(sample: str, name: str) -> None:
    source = next(s for s in sources(sample) if s.name == name)
    copy = replace(source, name=f"copy-of-{name}", data=source.data + b"\n")
    before, after = made(sample), build((*sources(sample), copy), config=Config())
    assert len(after.links.families) == len(before.links.families)
    tallies = independence(before)
    for key, tally in independence(after).items():
        assert tally.independent <= tallies[key].independent
        assert tally.families <= tallies[key].families
        assert tally.status == tallies[key].status
    assert max(b.independent for b in after.findings.brief) <= max(
        b.independent for b in before.findings.brief
    )
