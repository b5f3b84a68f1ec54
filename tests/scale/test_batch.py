"""A batch: the same bytes on every engine, in any order, with workers killed, and taken up after a kill."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.parquet as pq
import pytest

from crosswire import Config, NothingUsableError, Source, build
from crosswire.read import Given
from crosswire.scale import inputs
from crosswire.scale.batch import BatchDone, run_batch
from crosswire.scale.engines import TRIES, Engine, Lost, Serial
from crosswire.scale.local import Processes
from crosswire.scale.place import Place
from crosswire.types import Problem
from tests.scale.made import files_in, sources

SEVERAL = sources(events=3, reports=3)
ROOT = Path(__file__).parent.parent.parent


def batch(to: Path, found: Any = SEVERAL, engine: Engine | None = None, **more: Any) -> BatchDone:
    return run_batch(found, Place.open(to), engine or Serial(), config=Config(), **more)


def table(files: Mapping[str, bytes], name: str) -> list[dict[str, Any]]:
    return pq.read_table(io.BytesIO(files[f"{name}.parquet"])).to_pylist()


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three chunks at least of these few reports."""
    monkeypatch.setattr(inputs, "MOST_REPORTS", 3)


@pytest.fixture(scope="module")
def serial(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What one process makes of the reports."""
    folder = tmp_path_factory.mktemp("serial")
    batch(folder)
    return files_in(folder)


def test_each_event_is_a_story_with_a_dossier_and_tables_tell_of_all(serial: Mapping[str, bytes]) -> None:
    stories = table(serial, "stories")
    assert [s["reports"] for s in stories] == [3, 3, 3]
    assert [s["originals"] < s["reports"] for s in stories] == [True] * 3
    assert {s["dossier"] for s in stories} == {n for n in serial if n.startswith("dossiers/")}
    assert len(table(serial, "reports")) == 9
    assert {r["story"] for r in table(serial, "reports")} == {s["id"] for s in stories}
    assert {t["measure"] for t in table(serial, "tallies")} >= {"killed"}
    pairs = table(serial, "lineage")
    assert {p["left_story"] == p["right_story"] for p in pairs} == {True}
    assert len(pairs) >= 3
    assert [n for n in serial if n.startswith("work")] == []


def test_a_dossier_keeps_the_contract_and_is_that_of_its_reports_alone(serial: Mapping[str, bytes]) -> None:
    schema = json.loads((ROOT / "src/crosswire/schema/dossier.schema.json").read_text("utf-8"))
    first = table(serial, "stories")[0]
    held = json.loads(serial[first["dossier"]])
    jsonschema.Draft202012Validator(schema).validate(held)
    own = [s for s in SEVERAL if s.name in {r["source"] for r in held["reports"]}]
    alone = json.loads(build(own, config=Config()).to_json())
    for name in ("reports", "figures", "quotes", "tallies", "families", "entities", "lineage"):
        assert held[name] == alone[name], name


def test_worker_processes_and_another_order_change_no_byte(
    pool: Processes, serial: Mapping[str, bytes], tmp_path: Path
) -> None:
    batch(tmp_path, random.Random(3).sample(SEVERAL, len(SEVERAL)), pool)
    assert files_in(tmp_path) == serial


class Killing:
    """Worker processes of which the busy ones are killed when the second result has come."""

    def __init__(self, pool: Processes) -> None:
        self.pool, self.before, self.waiting = pool, pool.deaths, True

    @property
    def deaths(self) -> int:
        return self.pool.deaths - self.before

    def run(self, task: Any, jobs: Any) -> Iterator[Any]:
        for count, found in enumerate(self.pool.run(task, jobs), 1):
            if count == 2 and self.waiting:
                self.waiting = False
                for pid in self.pool.pids():
                    os.kill(pid, signal.SIGKILL)
            yield found


def test_workers_killed_at_work_change_no_byte(
    pool: Processes, serial: Mapping[str, bytes], tmp_path: Path
) -> None:
    done = batch(tmp_path, engine=Killing(pool))  # type: ignore[arg-type]
    assert done.deaths >= 1
    assert files_in(tmp_path) == serial


class Losing(Serial):
    """An engine whose workers die of any job that has the report "r005.txt" in it."""

    def run(self, task: Any, jobs: Any) -> Iterator[Any]:
        for number, job in enumerate(jobs):
            names = [s.source.name for s in job.chunk.sources] if hasattr(job, "chunk") else []
            lost = Lost(why=f"its worker died {TRIES} times (signal 9)")
            yield number, lost if "r005.txt" in names else task(job)


def test_a_report_that_no_worker_outlives_is_a_problem_and_the_others_are_there(
    serial: Mapping[str, bytes], tmp_path: Path
) -> None:
    batch(tmp_path, engine=Losing())
    made = files_in(tmp_path)
    assert {r["source"] for r in table(made, "reports")} == {s.name for s in SEVERAL} - {"r005.txt"}
    (problem,) = [p for p in table(made, "problems") if p["stage"] == "annotate"]
    assert problem["report"] == "r005.txt"
    assert "died 3 times" in problem["message"]


class Stopped(Serial):
    """An engine that stops after some results, as a run that is killed does."""

    def __init__(self, results: int) -> None:
        self.left = results

    def run(self, task: Any, jobs: Any) -> Iterator[Any]:
        for found in super().run(task, jobs):
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            yield found


@pytest.mark.parametrize("results", [1, 3, 5])
def test_a_run_that_was_stopped_goes_on_where_it_was(
    serial: Mapping[str, bytes], tmp_path: Path, results: int
) -> None:
    with pytest.raises(KeyboardInterrupt):
        batch(tmp_path, engine=Stopped(results))
    assert not list(tmp_path.glob("*.parquet"))
    done = batch(tmp_path)
    assert done.kept_chunks + done.kept_stories == results
    assert files_in(tmp_path) == serial


def test_what_is_kept_of_other_settings_or_damaged_is_not_taken_over(
    serial: Mapping[str, bytes], tmp_path: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_batch(SEVERAL, Place.open(tmp_path), Stopped(4), config=Config(vague_profile="ucdp"))
    for path in (tmp_path / "work" / "chunks").iterdir():
        path.write_bytes(path.read_bytes()[:-9])
    done = batch(tmp_path)
    assert done.kept_chunks == 0
    assert files_in(tmp_path) == serial


def test_a_whole_run_killed_amid_its_work_is_taken_up(serial: Mapping[str, bytes], tmp_path: Path) -> None:
    given, out = tmp_path / "in", tmp_path / "out"
    given.mkdir()
    for source in SEVERAL:
        (given / source.name).write_bytes(source.data)
    command = [sys.executable, "-c", "from crosswire.cli import main; main()", "batch", ".", "--to", "../out"]
    running = subprocess.Popen([*command, "--workers", "1"], cwd=given, stderr=subprocess.DEVNULL)
    while not list(out.glob("work/chunks/[!.]*")) and running.poll() is None:
        time.sleep(0.02)
    running.kill()
    running.wait()
    ended = subprocess.run([*command, "--engine", "serial"], cwd=given, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    assert "Taken over from an earlier run" in ended.stdout
    assert files_in(out) == serial


def test_a_story_that_is_no_more_leaves_no_dossier_behind(tmp_path: Path) -> None:
    batch(tmp_path, page=True)
    (tmp_path / "dossiers" / "notes.json").write_text("{}")
    batch(tmp_path, SEVERAL[:3], page=True)
    (story,) = table(files_in(tmp_path), "stories")
    assert set(files_in(tmp_path / "dossiers")) == {
        f"{story['id']}.json",
        f"{story['id']}.html",
        "notes.json",
    }


def test_bad_reports_and_problems_on_the_way_are_listed(tmp_path: Path) -> None:
    bad = Source(name="bad.pdf", data=b"%PDF-1.4 broken")
    missing = Problem(report="gone.txt", stage="collect", message="is not there; check the path.")
    done = batch(tmp_path, (*SEVERAL[:4], bad, missing))
    problems = table(files_in(tmp_path), "problems")
    assert done.problems == len(problems)
    assert {"bad.pdf", "gone.txt"} <= {p["report"] for p in problems}
    assert done.reports == 4


def test_a_later_state_of_an_item_stands_alone(tmp_path: Path) -> None:
    from dataclasses import replace

    from crosswire.read import Metadata
    from crosswire.types import Item

    first, *others = SEVERAL[:4]
    state = Metadata(item=Item(uri="urn:one", version="1"))
    later = replace(first, name="later.txt", data=first.data + b"Rain is forecast.\n")
    given = (
        replace(first, said=state),
        replace(later, said=replace(state, item=Item(uri="urn:one", version="2"))),
        *others,
    )
    done = batch(tmp_path, given)
    made = files_in(tmp_path)
    assert done.reports == 4
    assert "later.txt" in {r["source"] for r in table(made, "reports")}
    assert any("superseded by version 2" in p["message"] for p in table(made, "problems"))


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(NothingUsableError, match="gone"):
        batch(tmp_path / "out", [Problem(report="gone.txt", stage="collect", message="is gone")])
    assert not (tmp_path / "out" / "reports.parquet").exists()


def test_a_republished_twin_is_read_against_the_day_of_its_original(tmp_path: Path) -> None:
    text = SEVERAL[0].data.replace(b"4 May 2031\n", b"").replace(b"killed by", b"killed yesterday by")
    twins = (
        Source(name="early.txt", data=text, given=Given(published="2031-05-04")),
        Source(name="late.txt", data=text + b" \n", given=Given(published="2031-08-30")),
    )
    batch(tmp_path, (*twins, *SEVERAL[6:]))
    days = {r["source"]: r["day"] for r in table(files_in(tmp_path), "reports")}
    assert days["late.txt"] == "2031-05-04"
