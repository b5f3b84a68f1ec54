"""What runs pure tasks: one interface, and the engine that runs them one after another.

In: a function of a module, and jobs to call it with. Out: each job's number with what the function gave, as
they finish, in any order: whoever asks brings them in order. Jobs are taken only as fast as they are run, so
that a bounded number is in memory. A job whose worker died is run again; after `TRIES` deaths it is given up
as `Lost`, for the caller to turn into a `Problem`. What a task raises is raised by `run`: that is a bug.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeVar

from crosswire.errors import UsageError

Job = TypeVar("Job")
Result = TypeVar("Result")
# How often a job is tried whose worker dies: a machine may fail once by itself, hardly three times.
TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A job that was given up: its worker died every time. `why` in plain words."""

    why: str


class Engine(Protocol):
    """Runs tasks. `workers` is how many run at a time; `deaths` how many workers died and were replaced."""

    workers: int
    deaths: int

    def run(self, task: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[tuple[int, Result | Lost]]:
        """Each job's number, from 0, with its result, as they finish. The task and the jobs can be pickled."""
        ...

    def close(self) -> None:
        """Ends the workers."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Serial:
    """Runs tasks in this process, one after another."""

    workers, deaths = 1, 0

    def run(self, task: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[tuple[int, Result | Lost]]:
        """As `Engine.run`; in the order of the jobs."""
        for number, job in enumerate(jobs):
            yield number, task(job)

    def close(self) -> None:
        """Nothing to end."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def check_workers(workers: int | None) -> int | None:
    """The number, where it makes sense. Raises UsageError otherwise."""
    if workers is not None and workers < 1:
        raise UsageError(f"workers must be at least 1, not {workers}.")
    return workers
