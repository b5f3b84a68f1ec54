"""Ray: a local cluster of two nodes gives the bytes of one process, also where workers or a node are lost.

The cluster lives on the loopback address alone, without a dashboard; Ray's usage statistics are off.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from crosswire import Config, UsageError
from crosswire.scale import inputs, ray_engine
from crosswire.scale.batch import BatchDone, run_batch
from crosswire.scale.engines import Engine, Lost, Serial
from crosswire.scale.place import Place
from crosswire.scale.ray_engine import LOOPBACK, RayCluster
from tests.command import Run
from tests.scale import tasks
from tests.scale.made import files_in, sources

SEVERAL = sources(events=3, reports=3)
# Ray's own slips: sockets and files that it leaves to the collector, and what it announces for later versions.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning:ray"),
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # Ray then takes the loopback address for its own, and listens nowhere else.
    os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
    from ray.cluster_utils import Cluster

    made = Cluster()
    made.add_node(num_cpus=1, include_dashboard=False, node_ip_address=LOOPBACK)
    made.add_node(num_cpus=1, node_ip_address=LOOPBACK)
    yield made
    made.shutdown()


@pytest.fixture(scope="module")
def ray(cluster: Any) -> Iterator[RayCluster]:
    with RayCluster(cluster.address) as engine:
        yield engine


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MOST_REPORTS", 3)


@pytest.fixture(scope="module")
def serial(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = tmp_path_factory.mktemp("serial")
    batch(folder, Serial())
    return files_in(folder)


def batch(to: Path, engine: Engine) -> BatchDone:
    return run_batch(SEVERAL, Place.open(to), engine, config=Config())


def workers_of(ray: RayCluster) -> set[int]:
    return {pid for _, pid in ray.run(tasks.whoami, range(12))}


def test_every_job_has_its_result_and_no_more_are_taken_than_are_under_way(ray: RayCluster) -> None:
    taken = []

    def jobs() -> Iterator[int]:
        for number in range(30):
            taken.append(number)
            yield number

    found = {}
    for number, result in ray.run(tasks.double, jobs()):
        found[number] = result
        assert len(taken) <= len(found) + 2 * ray.workers
    assert found == {n: 2 * n for n in range(30)}
    assert ray.workers == 2


def test_the_cluster_gives_the_bytes_of_one_process(
    ray: RayCluster, serial: Mapping[str, bytes], tmp_path: Path
) -> None:
    done = batch(tmp_path, ray)
    assert done.stories == 3
    assert files_in(tmp_path) == serial


def test_a_job_whose_worker_is_killed_is_run_again(ray: RayCluster, tmp_path: Path) -> None:
    jobs = [(str(tmp_path / "marker"), n) for n in range(6)]
    assert dict(ray.run(tasks.die_once, jobs)) == {n: 2 * n for n in range(6)}
    assert (tmp_path / "marker").exists()


def test_a_job_that_kills_every_worker_is_given_up_and_the_others_are_done(ray: RayCluster) -> None:
    found = dict(ray.run(tasks.die_of_thirteen, range(11, 15)))
    assert isinstance(found.pop(2), Lost)
    assert found == {0: 22, 1: 24, 3: 28}


def test_what_a_task_raises_is_raised(ray: RayCluster) -> None:
    with pytest.raises(RuntimeError, match="7 is not to be"):
        list(ray.run(tasks.fail, [7]))


def test_a_node_with_another_program_is_told(ray: RayCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_engine, "code", lambda: "another")
    with pytest.raises(UsageError, match="another version of crosswire"):
        list(ray.run(tasks.double, [1]))


class Killing:
    """The cluster, of which a worker process is killed when the second result has come."""

    def __init__(self, ray: RayCluster, kill: Any) -> None:
        self.ray, self.kill, self.deaths, self.workers = ray, kill, 0, ray.workers

    def run(self, task: Any, jobs: Any) -> Iterator[Any]:
        for count, found in enumerate(self.ray.run(task, jobs), 1):
            if count == 2 and self.kill is not None:
                self.kill()
                self.kill = None
            yield found


def test_a_worker_killed_at_work_changes_no_byte(
    ray: RayCluster, serial: Mapping[str, bytes], tmp_path: Path
) -> None:
    killed = []

    def kill() -> None:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    pids = workers_of(ray)
    batch(tmp_path, Killing(ray, kill))  # type: ignore[arg-type]
    assert killed
    assert files_in(tmp_path) == serial


def test_a_node_lost_at_work_changes_no_byte(
    cluster: Any, ray: RayCluster, serial: Mapping[str, bytes], tmp_path: Path
) -> None:
    extra = cluster.add_node(num_cpus=1, node_ip_address=LOOPBACK)
    batch(tmp_path, Killing(ray, lambda: cluster.remove_node(extra, allow_graceful=False)))  # type: ignore[arg-type]
    assert files_in(tmp_path) == serial


def test_a_cluster_that_is_not_there_is_told(run: Run, reports: Path) -> None:
    ended = run("batch", "karvel", "--to", "out", "--engine", "ray", "--address", f"{LOOPBACK}:1")
    assert ended.status == 2
    assert "cannot be reached" in ended.err


def test_without_ray_it_says_what_to_install(
    run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    ended = run("batch", "karvel", "--to", "out", "--engine", "ray")
    assert ended.status == 2
    assert "pip install crosswire[ray]" in ended.err
    with pytest.raises(UsageError, match="pip install"):
        RayCluster()
