"""Workers killed at random moments: every run must give the bytes of a run in which none was.

    python -m evals.kill_worker [--runs N] [--reports N] [--engine processes|ray] [--seed N]

Each run is a whole batch over development reports with two workers, of which one gets SIGKILL at a moment drawn at
random over the length of an undisturbed run. A kill may find its worker between two jobs; how many workers died at
work is printed for worker processes (Ray does not tell). Exit status 1 where a file differs from those of the serial
run, 3 where the development data is absent.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from crosswire import Config
from crosswire.scale import inputs
from crosswire.scale.batch import run_batch
from crosswire.scale.engines import Engine, Serial
from crosswire.scale.inputs import sources_of
from crosswire.scale.place import Place
from evals.dev_reports import data_folder, not_run
from evals.scale_ray import engine_of, files_in, pid, write_table


@dataclass
class Killed:
    """How many runs there were, how many gave other bytes, how many kills hit a worker that lived."""

    runs: int = 0
    different: int = 0
    hit: int = 0


def batch(table: Path, out: Path, engine: Engine) -> dict[str, bytes]:
    """The files of a batch over a table."""
    run_batch(sources_of([str(table)]), Place.open(out), engine, config=Config())
    return files_in(out)


def kill_workers(engine: Engine, table: Path, folder: Path, runs: int, seed: int) -> Killed:
    """Runs a batch again and again, a worker killed in each."""
    expected = batch(table, folder / "serial", Serial())
    batch(table, folder / "warm", engine)
    begun = time.monotonic()
    assert batch(table, folder / "whole", engine) == expected
    length = time.monotonic() - begun
    found, chance = Killed(), random.Random(seed)
    for number in range(runs):
        pids = sorted({p for _, p in engine.run(pid, range(4 * engine.workers)) if isinstance(p, int)})
        killer = threading.Timer(chance.uniform(0, length), _kill, (chance.choice(pids), found))
        killer.start()
        made = batch(table, folder / f"run{number}", engine)
        killer.join()
        found.runs += 1
        found.different += made != expected
        if made != expected:
            differing = sorted(n for n in made.keys() | expected if made.get(n) != expected.get(n))
            print(f"run {number}: differs in {differing[:5]}", flush=True)
    return found


def _kill(process: int, found: Killed) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
        found.hit += 1


def main(arguments: Sequence[str]) -> int:
    """Prints how many runs were the same."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--engine", choices=("processes", "ray"), default="processes")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    data = data_folder() / "events" / "gva_dev_incidents.jsonl"
    if not data.exists():
        return not_run(data)
    inputs.MOST_REPORTS = 4
    with tempfile.TemporaryDirectory() as folder, engine_of(asked.engine, 2) as engine:
        table = Path(folder) / "reports.parquet"
        count = write_table(table, asked.reports)
        found = kill_workers(engine, table, Path(folder), asked.runs, asked.seed)
        died = f", {engine.deaths} died" if asked.engine == "processes" else ""
    same = found.runs - found.different
    print(
        f"{asked.engine}: {same} of {found.runs} runs identical to the serial run, over {count} reports with two "
        f"workers, one killed at a random moment in each ({found.hit} were alive{died})"
    )
    return 0 if found.different == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
