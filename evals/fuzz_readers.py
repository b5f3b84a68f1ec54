"""Damaged files in all formats against all readers: crashes, time-outs, memory.

    python -m evals.fuzz_readers [--inputs 20000] [--seed 1] [--seconds-each 10] [--megabytes 1024]
                                 [--workers 2] [--out out/fuzz] [--only FORMAT] [--one NUMBER]
    python -m evals.fuzz_readers --atheris [--minutes 10]

In: mutations of `tests.corpus`, each given by the seed and its number. Out: a table by format, and every
input that failed, saved with what happened. An input fails where reading it raises, kills the process, takes
longer or more memory than allowed, or gives a report that breaks a law (`tests/corpus/laws.py`).
Readers run in worker processes, which the parent watches and replaces. Seconds are those of the processor,
so that what else the machine does counts for nothing; an input that waits without end fails too. With --atheris the inputs are
guided by which branches they reach; that needs the package atheris, which crosswire does not lock.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from tests.corpus import broken_files, good_files
from tests.corpus.mutations import Input, input_of

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICKS = os.sysconf("SC_CLK_TCK")
# Seconds between two looks at the workers.
_LOOK = 0.02
# Times the seconds allowed that an input may take on the clock, on a machine that does other things.
_WAITING = 10
# Megabytes that a worker may hold between inputs before it is replaced; it starts with about 200.
_STALE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What reading one input gave: how many of each, in how many seconds and megabytes, and the failure."""

    number: int
    reports: int = 0
    problems: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0
    failure: str | None = None


@dataclass(slots=True)
class Row:
    """The sums of one format."""

    inputs: int = 0
    reports: int = 0
    problems: int = 0
    failures: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_number: int = 0
    largest: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Takes one more outcome in."""
        self.inputs += 1
        self.reports += outcome.reports
        self.problems += outcome.problems
        self.failures += outcome.failure is not None
        self.seconds += outcome.seconds
        if outcome.seconds >= self.slowest:
            self.slowest, self.slowest_number = outcome.seconds, outcome.number
        self.largest = max(self.largest, outcome.megabytes)


def read(given: Input, number: int) -> Outcome:
    """Reads one input in this process. crosswire is imported here, so that --atheris can watch its import."""
    from crosswire.read import read_each, unpack
    from crosswire.types import Report
    from tests.corpus.laws import broken_law

    reports, problems, failure = 0, 0, None
    _forget_peak()
    start = time.process_time()
    try:
        for found in read_each(unpack(io.BytesIO(given.data), given.name, size=len(given.data))):
            reports += isinstance(found, Report)
            problems += not isinstance(found, Report)
            failure = failure or broken_law(found)
    except Exception:
        failure = traceback.format_exc(limit=-6)
    seconds = time.process_time() - start
    return Outcome(
        number=number, reports=reports, problems=problems, seconds=seconds, megabytes=_peak(), failure=failure
    )


def _forget_peak() -> None:
    """Sets the peak of this process's memory back to what it holds now (Linux)."""
    with open("/proc/self/clear_refs", "w", encoding="ascii") as handle:
        handle.write("5")


def _peak() -> float:
    """The most megabytes that this process held since."""
    with open("/proc/self/status", encoding="ascii") as handle:
        line = next(x for x in handle if x.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def _resident(process: int) -> float:
    """Megabytes that a process holds."""
    try:
        with open(f"/proc/{process}/statm", encoding="ascii") as handle:
            return int(handle.read().split()[1]) * _PAGE / 2**20
    except (OSError, IndexError):
        return 0.0


def _worked(process: int) -> float:
    """Seconds that a process has spent working."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as handle:
            fields = handle.read().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def work(pipe: Connection, seed: int) -> None:
    """A worker: gets ready, says so, then reads the input of each number that comes and answers with its
    outcome."""
    broken_files()
    for file in good_files():
        read(Input(name=file.name, format=file.format, data=file.data, origin=file.name), 0)
    pipe.send(None)
    while (number := pipe.recv()) is not None:
        pipe.send(read(input_of(seed, number), number))


@dataclass
class Worker:
    """A process that reads, and the input that it is at."""

    seed: int
    number: int | None = None
    since: float = 0.0
    worked: float = 0.0
    pipe: Connection = field(init=False)
    process: multiprocessing.context.SpawnProcess = field(init=False)

    def start(self) -> None:
        """Begins anew, and waits until parsers and models are loaded."""
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, self.seed), daemon=True)
        self.process.start()
        theirs.close()
        self.pipe.recv()
        self.number = None

    def give(self, number: int) -> None:
        """Hands over the next input."""
        self.pipe.send(number)
        self.number, self.since, self.worked = number, time.monotonic(), _worked(self.process.pid or 0)

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def seconds(self) -> float:
        """Seconds that it has worked on its input."""
        return _worked(self.process.pid or 0) - self.worked

    def failed(self, seconds: float, megabytes: float) -> str | None:
        """Why the input that it is at has failed by now, if it has."""
        if self.seconds() > seconds or time.monotonic() - self.since > _WAITING * seconds:
            return f"time-out: more than {seconds:g} s"
        if _resident(self.process.pid or 0) > megabytes:
            return f"memory: more than {megabytes:g} MB"
        return None


def outcomes(numbers: Sequence[int], options: argparse.Namespace) -> Iterator[Outcome]:
    """The outcome of each input, in the order in which they are done."""
    waiting = iter(numbers)
    workers = [Worker(seed=options.seed) for _ in range(options.workers)]
    for worker in workers:
        worker.start()
    busy = [w for w in workers if _next(w, waiting)]
    while busy:
        wait([w.pipe for w in busy], timeout=_LOOK)
        for worker in busy:
            outcome = _look(worker, options)
            if outcome is not None:
                yield outcome
                if outcome.failure or _resident(worker.process.pid or 0) > _STALE:
                    worker.stop()
                    worker.start()
                _next(worker, waiting)
        busy = [w for w in workers if w.number is not None]
    for worker in workers:
        worker.stop()


def _next(worker: Worker, waiting: Iterator[int]) -> bool:
    number = next(waiting, None)
    worker.number = None
    if number is not None:
        worker.give(number)
    return number is not None


def _look(worker: Worker, options: argparse.Namespace) -> Outcome | None:
    """What has become of the input that a worker is at; None while it is being read."""
    number = worker.number
    if number is None:
        return None
    if worker.pipe.poll():
        try:
            outcome: Outcome = worker.pipe.recv()
        except EOFError:
            worker.process.join()
            return Outcome(number=number, failure=f"crash: the process ended with {worker.process.exitcode}")
        if outcome.failure is None and outcome.megabytes > options.megabytes:
            return Outcome(
                number=number, megabytes=outcome.megabytes, failure=f"memory: {outcome.megabytes:.0f} MB"
            )
        return outcome
    failure = worker.failed(options.seconds_each, options.megabytes)
    if failure is None:
        return None
    seconds = worker.seconds()
    return Outcome(
        number=number, seconds=seconds, megabytes=_resident(worker.process.pid or 0), failure=failure
    )


def save(outcome: Outcome, given: Input, folder: Path) -> None:
    """Keeps an input that failed, with what happened."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / f"{outcome.number:06d}-{given.format}"
    stem.with_suffix(".input").write_bytes(given.data)
    told = {"number": outcome.number, "name": given.name, "origin": given.origin, "failure": outcome.failure}
    stem.with_suffix(".json").write_text(json.dumps(told, indent=1), encoding="utf-8")


def table(rows: dict[str, Row]) -> str:
    """The sums by format and of all."""
    whole = Row()
    lines = [
        f"{'format':<13}{'inputs':>8}{'reports':>9}{'problems':>9}{'failures':>9}{'mean s':>9}{'slowest s':>10}{'which':>8}{'MB':>7}"
    ]
    for row in rows.values():
        for name in ("inputs", "reports", "problems", "failures", "seconds"):
            setattr(whole, name, getattr(whole, name) + getattr(row, name))
        whole.largest = max(whole.largest, row.largest)
        if row.slowest >= whole.slowest:
            whole.slowest, whole.slowest_number = row.slowest, row.slowest_number
    for name, row in [*sorted(rows.items()), ("all", whole)]:
        lines.append(
            f"{name:<13}{row.inputs:>8}{row.reports:>9}{row.problems:>9}{row.failures:>9}"
            f"{row.seconds / max(1, row.inputs):>9.3f}{row.slowest:>10.2f}{row.slowest_number:>8}{row.largest:>7.0f}"
        )
    return "\n".join(lines)


def run(numbers: Sequence[int], options: argparse.Namespace) -> int:
    """Reads all inputs and prints what came of them; 1 where any failed."""
    rows: dict[str, Row] = {}
    failures = 0
    start = time.monotonic()
    for done, outcome in enumerate(outcomes(numbers, options), 1):
        given = input_of(options.seed, outcome.number)
        rows.setdefault(given.format, Row()).add(outcome)
        if outcome.failure:
            failures += 1
            save(outcome, given, options.out)
            last = outcome.failure.strip().splitlines()[-1]
            print(f"FAILED {outcome.number} {given.format} {given.origin}: {last[:160]}", flush=True)
        if done % 1000 == 0:
            print(
                f"{done} of {len(numbers)}, {failures} failed, {time.monotonic() - start:.0f} s", flush=True
            )
    print(table(rows))
    print(
        f"{len(numbers)} inputs, {failures} failed"
        + (f"; they are kept in {options.out}" if failures else "")
    )
    return 1 if failures else 0


def main(arguments: Sequence[str]) -> int:
    """Runs the fuzzing that was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.fuzz_readers", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds-each", type=float, default=10)
    parser.add_argument("--megabytes", type=float, default=1024)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"))
    parser.add_argument("--only", help="inputs made from files of this format alone")
    parser.add_argument("--one", type=int, help="the input of this number alone, here, with its traceback")
    parser.add_argument("--atheris", action="store_true", help="inputs guided by coverage")
    parser.add_argument("--minutes", type=float, default=10, help="how long --atheris runs")
    options = parser.parse_args(arguments)
    if options.atheris:
        from evals.fuzz_guided import guided

        return guided(options.out, options.minutes)
    if options.one is not None:
        outcome = read(input_of(options.seed, options.one), options.one)
        print(outcome.failure or outcome)
        return 1 if outcome.failure else 0
    numbers = range(options.inputs)
    if options.only:
        numbers = [n for n in numbers if input_of(options.seed, n).format == options.only]  # type: ignore[assignment]
    return run(numbers, options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
