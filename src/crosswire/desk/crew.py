"""Several workers of one store, each a process of its own, replaced when it dies.

In: a store's address, settings, and how many. Out: nothing; what they do is in the database. One worker needs no other
process: it works in this one, unless it is to stay apart from what else is done here. A worker that dies is replaced after a moment, and the jobs that it held are done again.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass

from crosswire.config import Config
from crosswire.desk.work import Worker
from crosswire.fetch import FetchOptions
from crosswire.store.database import open_store

# The path is handed over as it is here, and the task by standard input, since an address may hold a password.
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from crosswire.desk.crew import main; main()"
)
# Seconds before a worker that died is replaced, and those that one has to end by itself.
_AGAIN_SECONDS, _END_SECONDS = 1.0, 20.0
# How much a worker process gives way to whoever waits for a page (as `nice` has it).
_NICE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What workers are to do: for which store, under which settings, and whether they end when nothing is left."""

    store: str
    config: Config
    fetching: FetchOptions
    once: bool = False


class Crew:
    """Some workers of one store."""

    def __init__(self, task: Task, workers: int = 1, *, apart: bool = False) -> None:
        self._task = task
        self._workers = workers
        self._apart = apart

    def run(self, stop: threading.Event) -> None:
        """Works until `stop` is set, or until nothing is left to do where the task says so."""
        if self._workers == 1 and not self._apart:
            work(self._task, stop)
        else:
            self._several(stop)

    @contextmanager
    def beside(self, done: threading.Event) -> Iterator[None]:
        """Works beside what is in the block; raises what ends the work before its time."""
        failed: list[BaseException] = []

        def run() -> None:
            try:
                self.run(done)
            except BaseException as error:
                failed.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
        if failed:
            raise failed[0]

    def _several(self, stop: threading.Event) -> None:
        there = [_start(self._task) for _ in range(self._workers)]
        try:
            while not stop.wait(_AGAIN_SECONDS):
                for n, process in enumerate(there):
                    if process.poll() is not None and (not self._task.once or process.returncode != 0):
                        there[n] = _start(self._task)
                if self._task.once and all(p.poll() == 0 for p in there):
                    return
        finally:
            _end(there)


def work(task: Task, stop: threading.Event) -> None:
    """One worker, in this process."""
    with open_store(task.store) as database:
        worker = Worker(database, task.config, task.fetching)
        if not task.once:
            worker.run(stop)
            return
        worker.warm_up()
        try:
            while not stop.is_set() and worker.left():
                if not worker.one():
                    time.sleep(_AGAIN_SECONDS / 10)
        finally:
            worker.close()


def main() -> None:
    """A worker process: its task comes on standard input, it gives way to readers, and it ends with SIGTERM."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    told = json.loads(sys.stdin.buffer.readline())
    task = Task(
        store=told["store"],
        config=Config(**told["config"]),
        fetching=FetchOptions(**told["fetching"]),
        once=told["once"],
    )
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    # Who stops the program by its terminal stops the parent, which then ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_with_parent, args=(stop,), daemon=True).start()
    work(task, stop)


def _with_parent(stop: threading.Event) -> None:
    """A worker whose parent is gone ends too: its standard input closes."""
    sys.stdin.buffer.read()
    stop.set()


def _start(task: Task) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, json.dumps(sys.path)], stdin=subprocess.PIPE, env=os.environ
    )
    assert process.stdin is not None
    with suppress(BrokenPipeError):
        process.stdin.write(json.dumps(asdict(task)).encode() + b"\n")
        process.stdin.flush()
    return process


def _end(there: list[subprocess.Popen[bytes]]) -> None:
    """Lets workers end what they do, and ends those that do not."""
    for process in there:
        process.terminate()
    until = time.monotonic() + _END_SECONDS
    for process in there:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin is not None:
            with suppress(BrokenPipeError):
                process.stdin.close()
