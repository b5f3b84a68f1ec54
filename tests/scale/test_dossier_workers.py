"""A dossier made on workers is the dossier made in one process, byte for byte."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from crosswire import Annotations, Config, Dossier, NothingUsableError, Report, Source, build, standing
from crosswire.annotate.report import annotate_parsed
from crosswire.read import Given
from crosswire.scale import annotating, stages
from crosswire.scale.batch import run_batch
from crosswire.scale.engines import Lost, Serial, cores
from crosswire.scale.place import Place
from crosswire.standing import MANY_REPORTS, processes_for
from tests.scale.made import sources

TWIN = """Flood at Ostrin

{day}The river rose above the bridge at Ostrin yesterday and 17 people were killed, mayor Ilka Brandt said.
The lower quarter was under water until the evening, and the fire service took 240 people to the hill.
Two schools were closed and the road to the mine was cut in three places, the regional office said on Monday.
The water had never stood so high since the bridge was built, engineer Tomas Herle told the council of Ostrin.
"""


@cache
def serial() -> Dossier:
    return build(given(), config=Config(), workers=1)


def given() -> tuple[Source, ...]:
    """Reports with two twins of different days: the later stamp is a republisher's, so that report is annotated again."""
    twins = (
        Source(name="early.txt", data=TWIN.format(day="").encode(), given=Given(published="2031-03-02")),
        Source(name="late.txt", data=TWIN.format(day=" ").encode(), given=Given(published="2031-05-30")),
    )
    return (*sources(), *twins)


def test_workers_change_no_byte() -> None:
    made = build(given(), config=Config(), workers=2)
    assert made == serial()
    assert made.to_json() == serial().to_json()
    assert made.to_html() == serial().to_html()


def test_the_sample_has_a_report_that_is_read_against_another_day() -> None:
    late = next(r for r in serial().reports if r.source == "late.txt")
    assert next(a for a in serial().annotations if a.report == late.id).anchor == "2031-03-02"


class Losing(Serial):
    """An engine whose workers die of one report."""

    def __init__(self, *_: object) -> None: ...

    def run(self, task, jobs):  # type: ignore[no-untyped-def]
        for number, job in enumerate(jobs):
            sick = any(r.source == "early.txt" for r, _ in job.reports)
            yield number, Lost(why="its worker died 3 times (signal 9)") if sick else task(job)


def test_a_report_that_no_worker_outlives_is_a_problem_and_the_others_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(standing, "Processes", Losing)
    made = build(given(), config=Config(), workers=2)
    assert [p.report for p in made.problems if p.stage == "annotate"] == ["early.txt"]
    assert {r.source for r in made.reports} == {s.name for s in given()} - {"early.txt"}


class Here(Serial):
    """Workers that are this very process."""

    def __init__(self, *_: object) -> None: ...


def test_a_report_over_which_the_program_fails_is_the_same_problem_everywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def failing(report: Report, doc: object, *, anchor: str | None) -> Annotations:
        if report.source == "early.txt":
            raise IndexError("tuple index out of range")
        return annotate_parsed(report, doc, anchor=anchor)  # type: ignore[arg-type]

    for module in (standing, annotating, stages):
        monkeypatch.setattr(module, "annotate_parsed", failing)
    here = build(given(), config=Config(), workers=1)
    monkeypatch.setattr(standing, "Processes", Here)
    apart = build(given(), config=Config(), workers=2)
    run_batch(given(), Place.open(tmp_path), Serial(), config=Config())
    (problem,) = [p for p in here.problems if p.stage == "annotate"]
    assert problem.report == "early.txt"
    assert "IndexError" in problem.message
    assert "it is left out" in problem.message
    assert here == apart
    assert {r.source for r in here.reports} == {s.name for s in given()} - {"early.txt"}
    rows = pq.read_table(tmp_path / "problems.parquet").to_pylist()
    assert problem.message in {r["message"] for r in rows if r["report"] == "early.txt"}


def test_where_no_report_is_left_nothing_was_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "Processes", Losing)
    twice = [s for s in given() if s.name == "early.txt"] * 2
    with pytest.raises(NothingUsableError, match="died 3 times"):
        build(twice, config=Config(), workers=2)


def test_few_reports_are_annotated_here_and_many_on_all_cores() -> None:
    assert processes_for(MANY_REPORTS - 1, None) == 1
    assert processes_for(MANY_REPORTS, None) == cores()
    assert processes_for(2, 8) == 2
