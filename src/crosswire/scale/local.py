"""Worker processes of this machine, each with a language model of its own, replaced when they die.

In: tasks and jobs, as `engines` says. A worker has one job at a time, so that when it dies (killed, out of
memory) it is known which job that befell: this one is run again by a new worker, the others are not touched.
Workers are programs of their own, not copies of this one: whatever threads and locks this process has are not
in them, and a script that calls crosswire needs no guard around its main part.
"""

from __future__ import annotations

import json
import os
import pickle
import selectors
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from crosswire.errors import UsageError
from crosswire.scale.engines import TRIES, Job, Lost, Result, check_workers, cores
from crosswire.scale.worker import receive, send

# The path is handed over as it is here: nothing is imported from the folder where the program was started.
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from crosswire.scale.worker import main; main()"
)
# One thread a worker: as many workers as cores are faster than threads in each.
_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_SECONDS_TO_END = 5


class Processes:
    """Runs tasks on `workers` processes (default: as many as there are cores), started when they are needed."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = check_workers(workers) or cores()
        self.deaths = 0
        self._idle: list[_Worker] = []
        self._busy: dict[_Worker, _Attempt] = {}

    def run(self, task: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[tuple[int, Result | Lost]]:
        """As `Engine.run`; at most a job a worker is taken ahead of its result."""
        waiting: Iterator[_Attempt] = (_Attempt(number, job) for number, job in enumerate(jobs))
        again: deque[_Attempt] = deque()
        try:
            with selectors.DefaultSelector() as ready:
                while True:
                    while len(self._busy) < self.workers:
                        attempt = again.popleft() if again else next(waiting, None)
                        if attempt is None:
                            break
                        self._start(task, attempt, ready)
                    if not self._busy:
                        return
                    for key, _ in ready.select():
                        worker = cast(_Worker, key.data)
                        ready.unregister(worker.results)
                        attempt = self._busy.pop(worker)
                        done, found = self._result(worker, attempt)
                        if done:
                            yield attempt.number, found
                        else:
                            again.append(attempt)
        finally:
            # Who stops asking leaves jobs behind that nobody wants.
            for worker in self._busy:
                worker.kill()
            self._busy.clear()

    def pids(self) -> tuple[int, ...]:
        """The ids of the worker processes that live."""
        return tuple(w.process.pid for w in (*self._idle, *self._busy))

    def close(self) -> None:
        """Ends the workers, by the end of their input."""
        for worker in self._idle:
            worker.end()
        self._idle.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self, task: Any, attempt: _Attempt, ready: selectors.BaseSelector) -> None:
        """Hands a job to a worker. One that died meanwhile is found out when its result is asked for."""
        worker = self._idle.pop() if self._idle else _Worker()
        worker.hand(task, attempt.job)
        self._busy[worker] = attempt
        ready.register(worker.results, selectors.EVENT_READ, worker)

    def _result(self, worker: _Worker, attempt: _Attempt) -> tuple[bool, Any]:
        """Whether a job is over, and with what; a dead worker is put away."""
        try:
            good, found = pickle.loads(receive(worker.results))
        except EOFError:
            self.deaths += 1
            attempt.deaths += 1
            how = worker.end()
            if attempt.deaths < TRIES:
                return False, None
            return True, Lost(why=f"its worker died {TRIES} times ({how})")
        self._idle.append(worker)
        if not good:
            raise RuntimeError(f"A task failed:\n{found}")
        return True, found


class _Attempt:
    """A job under way: its number, what it is, how many workers died of it."""

    __slots__ = ("deaths", "job", "number")

    def __init__(self, number: int, job: Any) -> None:
        self.number, self.job, self.deaths = number, job, 0


class _Worker:
    """One worker process and both ends of the talk with it."""

    def __init__(self) -> None:
        if not sys.executable:
            raise UsageError(
                "Worker processes need a Python program, which is not known here; use workers=1."
            )
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | _THREADS,
        )
        self.tasks = cast(BinaryIO, self.process.stdin)
        self.results = cast(BinaryIO, self.process.stdout)

    def hand(self, task: Any, job: Any) -> None:
        """Sends a task; that the worker is dead shows when its result is read."""
        with suppress(BrokenPipeError):
            send(self.tasks, (task, job))

    def end(self) -> str:
        """Lets the worker end by itself, and says how it ended."""
        with suppress(BrokenPipeError):  # of what was left to send; the pipe is closed all the same
            self.tasks.close()
        try:
            self.process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.results.close()
        status = self.process.wait()
        return f"signal {-status}" if status < 0 else f"exit status {status}"

    def kill(self) -> None:
        """Ends the worker at once."""
        self.process.kill()
        self.end()
