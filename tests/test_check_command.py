"""`crosswire check` as a person and a pipeline meet it: what is printed, what is written, the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Run

TRUE = "At least 12 people were killed when the dam above Karvel burst, mayor Ilka Brandt said.\n"
FALSE = "At least 21 people were killed when the dam above Karvel burst, mayor Ilka Brand said.\n"


def test_a_draft_that_the_reports_bear_out_passes(run: Run, reports: Path) -> None:
    Path("draft.txt").write_text(TRUE)
    ran = run("check", "draft.txt", "karvel")
    assert ran.status == 0, ran.out
    assert "Nothing departs" in ran.out


def test_what_departs_is_shown_with_its_place_and_fails(run: Run, reports: Path) -> None:
    Path("draft.txt").write_text(FALSE)
    ran = run("check", "draft.txt", "karvel")
    assert ran.status == 5
    assert "1:1" in ran.out
    assert "Ilka Brandt" in ran.out


@pytest.mark.parametrize(("fail_on", "status"), [("never", 0), ("departs", 5), ("nowhere", 5)])
def test_the_exit_status_is_chosen(run: Run, reports: Path, fail_on: str, status: int) -> None:
    Path("draft.txt").write_text(FALSE)
    assert run("check", "draft.txt", "karvel", "--quiet", "--fail-on", fail_on).status == status


def test_files_and_standard_output_hold_the_same_json(run: Run, reports: Path) -> None:
    Path("draft.txt").write_text(FALSE)
    ran = run("check", "draft.txt", "karvel", "--format", "json", "--out", "out", "--json", "one.json")
    made = json.loads(ran.out)
    assert made["schema"] == "crosswire.check/1"
    assert made["counts"]["departs"] >= 1
    assert json.loads(Path("one.json").read_text()) == json.loads(Path("out/check.json").read_text()) == made
    assert "<html" in Path("out/check.html").read_text()


def test_a_second_draft_against_a_store_finds_the_dossier_kept(run: Run, reports: Path) -> None:
    Path("draft.txt").write_text(FALSE)
    assert run("dossier", "karvel", "--store", "evidence", "--quiet").status == 0
    first = run("check", "draft.txt", "evidence", "--format", "json")
    assert len(list(Path("evidence/derived").iterdir())) == 1
    second = run("check", "draft.txt", "evidence", "--format", "json")
    assert first.out == second.out
    assert "Holding reports" not in second.err
    assert run("verify", "evidence").status == 0


@pytest.mark.parametrize("text", [None, "", "   \n"])
def test_a_missing_or_empty_draft_is_a_wrong_request(run: Run, reports: Path, text: str | None) -> None:
    if text is not None:
        Path("draft.txt").write_text(text)
    ran = run("check", "draft.txt", "karvel")
    assert ran.status == 2
    assert "draft.txt" in ran.err


def test_standard_input_is_either_draft_or_report(run: Run, reports: Path) -> None:
    assert run("check", "-", "-").status == 2
