"""The gate's floors, tables and page; and the scorer beside the one in the shared folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evals import cases, floors, gate
from evals.cases import Case, build, shared
from evals.errors import context, show
from evals.matching import Error
from evals.score import score
from evals.write_page import BEGIN, END, write_page


def test_floors_are_raised_and_never_lowered():
    old = {"a": 0.9, "boilerplate.content_lost": 0.02}
    new = floors.raised(old, {"a": (0.5, ""), "b": (0.876, ""), "boilerplate.content_lost": (0.03, "")})
    assert new == {"a": 0.9, "b": 0.87, "boilerplate.content_lost": 0.02}


def test_what_was_just_raised_holds():
    scores = {"a": (0.8765, ""), "boilerplate.content_lost": (0.0123, "")}
    assert all(
        floors.holds(name, scores[name][0], floor) for name, floor in floors.raised({}, scores).items()
    )


def test_floors_are_read_back_as_they_were_written(tmp_path: Path):
    kept = {"one": {"a": 0.5, "b": 1.0}}
    floors.write(kept, tmp_path / "floors.toml")
    assert floors.load(tmp_path / "floors.toml") == kept


def test_a_figure_below_its_floor_or_gone_fails():
    text, failed = gate.table("one", {"a": (0.4, "")}, {"a": 0.5, "b": 0.1})
    assert failed == ["a", "b"]
    assert text.count("FAILS") == 2


def test_what_is_absent_is_not_run_and_not_passed(monkeypatch, capsys, tmp_path: Path):
    gone = Case(name="seeds", paths=(tmp_path / "none.txt",), gold=tmp_path / "none.json")
    monkeypatch.setattr(gate, "cases", lambda: [gone])
    monkeypatch.setattr(gate, "MEASURED", {})
    assert gate.main([]) == 1
    assert "not run: seeds:" in capsys.readouterr().out


def test_the_page_keeps_what_people_wrote_around_the_markers(tmp_path: Path):
    page = tmp_path / "evaluation.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    write_page({"one": {"a": (0.5, "x")}}, {"one": {"a": 0.4}}, ["not run: two"], page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before") and text.endswith("after\n") and "old" not in text  # noqa: PT018
    assert "| a | 0.500 | 0.40 | x |" in text


def test_errors_are_shown_by_kind_with_their_words():
    error = Error(kind="figure missed", span={"report": "a", "start": 4, "end": 7}, expected="12")
    printed = show([error, error], {"a": "The dam gave way"})
    assert "== figure missed (2)" in printed
    assert context({"start": 4, "end": 7}, "The dam gave way") in printed


@pytest.fixture(scope="module")
def sample() -> Case:
    return next(case for case in cases.cases() if case.name == "tamsel-port")


def test_our_scores_equal_the_shared_scorers(sample: Case, tmp_path: Path):
    theirs = shared() / "score" / "score.py"
    dossier, gold, _ = build(sample)
    ours = score(dossier, gold)
    assert ours["quotes.found.f1"][0] > 0
    if not theirs.is_file():
        print(f"not run: {theirs} is absent")
        return
    file = tmp_path / "dossier.json"
    file.write_text(json.dumps(dossier), encoding="utf-8")
    command = [sys.executable, str(theirs), str(file), str(sample.gold), "--json"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    expected = {name: entry["value"] for name, entry in json.loads(printed).items()}
    assert {name: value for name, (value, _) in ours.items()} == pytest.approx(expected, abs=1e-4)
