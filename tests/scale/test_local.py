"""Worker processes: every job's result comes, whatever happens to the workers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.scale.engines import TRIES, Lost, Serial
from crosswire.scale.local import Processes
from tests.scale import tasks


def test_every_job_has_its_result(pool: Processes) -> None:
    expected = {n: 2 * n for n in range(20)}
    assert dict(pool.run(tasks.double, range(20))) == expected
    assert dict(Serial().run(tasks.double, range(20))) == expected


def test_two_workers_share_the_jobs_and_are_kept(pool: Processes) -> None:
    first = {pid for _, pid in pool.run(tasks.whoami, range(8))}
    assert len(first) == 2
    assert os.getpid() not in first
    assert {pid for _, pid in pool.run(tasks.whoami, range(8))} == first
    assert set(pool.pids()) == first


def test_jobs_are_taken_no_faster_than_they_are_run(pool: Processes) -> None:
    taken = []

    def jobs() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    for done, _ in enumerate(pool.run(tasks.double, jobs()), 1):
        assert len(taken) <= done + pool.workers


def test_a_job_whose_worker_is_killed_is_run_again(pool: Processes, tmp_path: Path) -> None:
    before = pool.deaths
    jobs = [(str(tmp_path / "marker"), n) for n in range(6)]
    assert dict(pool.run(tasks.die_once, jobs)) == {n: 2 * n for n in range(6)}
    assert pool.deaths == before + 1


def test_an_idle_worker_that_was_killed_is_replaced(pool: Processes) -> None:
    list(pool.run(tasks.double, range(4)))
    for pid in pool.pids():
        os.kill(pid, signal.SIGKILL)
    assert dict(pool.run(tasks.double, range(6))) == {n: 2 * n for n in range(6)}


def test_a_job_that_kills_every_worker_is_given_up_and_the_others_are_done(pool: Processes) -> None:
    before = pool.deaths
    found = dict(pool.run(tasks.die_of_thirteen, range(20)))
    lost = found.pop(13)
    assert isinstance(lost, Lost)
    assert "signal 9" in lost.why
    assert pool.deaths == before + TRIES
    assert found == {n: 2 * n for n in range(20) if n != 13}


def test_what_a_task_raises_is_raised_and_the_pool_can_still_be_used(pool: Processes) -> None:
    with pytest.raises(RuntimeError, match="7 is not to be"):
        list(pool.run(tasks.fail, [7]))
    assert dict(pool.run(tasks.double, [1])) == {0: 2}


def test_a_task_that_the_workers_do_not_know_is_told_and_ends_none(pool: Processes) -> None:
    before = pool.deaths
    unknown = type("Unknown", (), {})
    tasks.vanishing = unknown  # type: ignore[attr-defined]
    unknown.__module__, unknown.__qualname__ = tasks.__name__, "vanishing"
    with pytest.raises(RuntimeError, match="vanishing"):
        list(pool.run(unknown, [1]))
    assert pool.deaths == before


def test_what_a_task_prints_does_not_disturb(pool: Processes) -> None:
    assert dict(pool.run(tasks.chatter, range(4))) == {n: n for n in range(4)}


def test_a_worker_has_one_thread(pool: Processes) -> None:
    assert dict(pool.run(tasks.settings_of_threads, [0])) == {0: "1"}


def test_closing_leaves_no_process_behind() -> None:
    with Processes(2) as engine:
        list(engine.run(tasks.double, range(4)))
        pids = engine.pids()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_number_of_workers_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match="at least 1"):
        Processes(0)
