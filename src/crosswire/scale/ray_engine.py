"""A Ray cluster as the engine: the same tasks on many machines.

In: tasks and jobs, as `engines` says, and the address of a cluster; without one a cluster of this machine alone is
started, on the loopback address, without a dashboard. Ray's usage statistics are switched off. Out: results as they
finish. A worker or a node that dies takes its tasks with it; Ray runs them again elsewhere, at most `TRIES` times.
Ray keeps its worker processes, and with them the language model that the first task of each has loaded. crosswire
must be installed on every node, in the same version, which is checked; files are read and written by the driver alone, so that nodes
need no shared folder.
"""

from __future__ import annotations

import os
import pickle
import re
import socket
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Self

from crosswire.derived import code
from crosswire.errors import UsageError
from crosswire.scale.engines import TRIES, Job, Lost, Result, check_workers
from crosswire.scale.worker import call

LOOPBACK = "127.0.0.1"
# Jobs under way for each core: one that runs and one that waits at hand, so that no core waits for the driver.
_AHEAD = 2
_SECONDS_TO_ANSWER = 10
_PORT = re.compile(r":\d+$")


class RayCluster:
    """Runs tasks on a Ray cluster, `workers` at a time (default: as many as the cluster has cores).

    Raises UsageError where Ray is not installed or the cluster cannot be reached.
    """

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        check_workers(workers)
        _check_reachable(address)
        # Read by Ray when it is imported and by every process that it starts.
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        self._ray = _ray()
        self._owned = not self._ray.is_initialized()
        if self._owned:
            self._connect(address, workers)
        self._check_same(address)
        cores = int(self._ray.cluster_resources().get("CPU", 0)) or 1
        self.workers = min(workers or cores, cores)
        self.deaths = 0
        self._limit = self.workers if self.workers < cores else cores * _AHEAD
        self._call = self._ray.remote(num_cpus=1, max_retries=TRIES - 1, retry_exceptions=False)(_call)

    def run(self, task: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[tuple[int, Result | Lost]]:
        """As `Engine.run`; a bounded number of jobs is under way."""
        waiting = enumerate(jobs)
        under_way: dict[Any, int] = {}
        try:
            while True:
                while len(under_way) < self._limit:
                    number, job = next(waiting, (None, None))
                    if number is None:
                        break
                    data = pickle.dumps((task, job), protocol=5)
                    under_way[self._call.remote(data, code())] = number
                if not under_way:
                    return
                ready, _ = self._ray.wait(list(under_way), num_returns=1)
                for reference in ready:
                    yield under_way.pop(reference), self._result(reference)
        finally:
            for reference in under_way:
                self._ray.cancel(reference, force=False)

    def close(self) -> None:
        """Leaves the cluster; ends it where it was started here."""
        if self._owned:
            self._ray.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _connect(self, address: str | None, workers: int | None) -> None:
        quiet = {"log_to_driver": False, "logging_level": "ERROR", "configure_logging": True}
        try:
            if address is None:
                self._ray.init(
                    address="local",
                    num_cpus=workers,
                    include_dashboard=False,
                    _node_ip_address=LOOPBACK,
                    **quiet,
                )
            else:
                self._ray.init(address=address, **quiet)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise _unreachable(address, error) from error

    def _check_same(self, address: str | None) -> None:
        """A process is in one cluster: one that it joined before must be the one that is asked for."""
        here = self._ray.get_runtime_context().gcs_address
        if address is not None and _PORT.search(address) and address != here:
            raise UsageError(f"This process is in the Ray cluster {here} already, not in {address}.")

    def _result(self, reference: Any) -> Any:
        try:
            good, found = pickle.loads(self._ray.get(reference))
        except self._ray.exceptions.RayError as error:
            reason = " ".join(str(error).split())[:200]
            return Lost(why=f"its worker died {TRIES} times ({reason or type(error).__name__})")
        if good is None:
            raise UsageError(
                f"{found} has another version of crosswire than this machine; install the same there."
            )
        if not good:
            raise RuntimeError(f"A task failed:\n{found}")
        return found


def _check_reachable(address: str | None) -> None:
    """Raises UsageError where nothing listens at host:port. Ray itself would try for minutes."""
    if address is None or not _PORT.search(address) or "://" in address:
        return
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS_TO_ANSWER).close()
    except (OSError, OverflowError) as error:
        raise _unreachable(address, error) from error


def _unreachable(address: str | None, error: Exception) -> UsageError:
    reason = " ".join(str(error).split())[:200]
    return UsageError(
        f"The Ray cluster {address or 'of this machine'} cannot be reached ({reason}); start it with "
        "`ray start --head`, or check --address."
    )


def _call(data: bytes, program: str) -> bytes:
    """Runs on a worker of the cluster: the same as in a worker process of this machine. Another `program` there
    would give other results, so it gives none but its node's name."""
    if code() != program:
        return pickle.dumps((None, f"Node {socket.gethostname()}"), protocol=5)
    return pickle.dumps(call(data), protocol=5)


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        raise UsageError(
            "--engine ray needs Ray, which is not installed; run `pip install crosswire[ray]`."
        ) from error
    return ray
