"""Laws that hold for every dossier, on the bundled samples."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.collect import collect
from crosswire.config import Config
from crosswire.pipeline import Source, build

SAMPLES = tuple(sorted(p for p in Path(__file__).parents[1].joinpath("examples").iterdir() if p.is_dir()))


@cache
def sources(sample: Path) -> tuple[Source, ...]:
    found, problems = collect([sample], stdin=None)
    assert not problems
    return found


@cache
def made(sample: Path) -> str:
    return build(sources(sample), config=Config()).to_json()


def spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [s for v in value for s in spans(v)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"report", "start", "end", "text"} <= value.keys() else []
    return own + [s for v in value.values() for s in spans(v)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.name)
def test_every_span_equals_the_words_at_its_offsets(sample: Path) -> None:
    found = build(sources(sample), config=Config())
    texts = {r.id: r.text for r in found.reports}
    every = spans(json.loads(found.to_json()))
    assert len(every) > 100
    assert all(texts[s["report"]][s["start"] : s["end"]] == s["text"] for s in every)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.name)
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(data=st.data())
def test_the_order_of_the_reports_changes_no_byte(sample: Path, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(sources(sample)))
    assert build(shuffled, config=Config()).to_json() == made(sample)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.name)
def test_a_second_copy_of_a_report_raises_no_count_of_sources(sample: Path) -> None:
    every = sources(sample)
    for original in every[:2]:
        copy = Source(name=f"zz-{Path(original.name).name}", data=original.data, given=original.given)
        more = json.loads(build([*every, copy], config=Config()).to_json())
        before = {_count(t): t for t in json.loads(made(sample))["tallies"]}
        assert before
        for tally in more["tallies"]:
            known = before.get(_count(tally))
            assert known is not None
            assert tally["families"] <= known["families"]
            assert tally["independent"] <= known["independent"]


def _count(tally: dict[str, Any]) -> tuple[Any, ...]:
    return tally["measure"], tally["group"], tally["unit"], tally["best"], tally["low"], tally["high"]
