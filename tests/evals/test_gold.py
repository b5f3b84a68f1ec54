"""The bundled gold: in step with its source, and every span equal to its report's words."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from evals.compile_gold import GOLD, SOURCES, GoldError, compile_gold, locate, texts_of

NAMES = sorted(path.stem for path in SOURCES.glob("*.toml"))


@pytest.fixture(params=NAMES)
def compiled(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any], dict[str, str]]:
    source = tomllib.loads((SOURCES / f"{request.param}.toml").read_text(encoding="utf-8"))
    texts = texts_of(source)
    return request.param, compile_gold(source, texts), texts


def spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"report", "start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def test_the_written_gold_is_what_its_source_says(compiled):
    name, gold, _ = compiled
    assert json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8")) == gold


def test_every_span_equals_its_reports_text(compiled):
    _, gold, texts = compiled
    found = list(spans(gold))
    assert len(found) > 200
    assert all(texts[s["report"]][s["start"] : s["end"]] == s["text"] for s in found)


def test_a_copy_carries_the_annotations_of_its_original(compiled):
    name, gold, _ = compiled
    if name == "hallin-dam":
        killed = {f["report"] for f in gold["figures"] if f["text"] == "Fourteen people were killed"}
        assert killed == {"courier", "today"}


def test_ids_of_figures_are_unique_and_tallies_name_them(compiled):
    _, gold, _ = compiled
    ids = [f["id"] for f in gold["figures"]]
    assert len(ids) == len(set(ids))
    assert {i for t in gold["tallies"] for i in t["figures"]} <= set(ids)


@pytest.mark.parametrize("phrase", ["ten", "absent words", "[[six]] people"])
def test_a_phrase_that_is_absent_or_ambiguous_is_refused(phrase):
    with pytest.raises(GoldError):
        locate({"a": "ten boats, ten carts"}, "a", phrase)


def test_brackets_mark_the_span_inside_a_longer_phrase():
    assert locate({"a": "ten boats, ten carts"}, "a", "[[ten]] carts")["start"] == 11
