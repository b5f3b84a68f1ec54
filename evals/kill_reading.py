"""A reading into an archive, killed (SIGKILL) at random moments and resumed each time.

    python -m evals.kill_reading [--kills 200] [--reports 500] [--seed 1] [--by archive|command]

After every kill the archive is verified and everything acknowledged must be there exactly once; after the
last, everything must be. Three kills in four fall between a random acknowledgement and the next, one in four
anywhere from the start of the process on. When all reports are stored before the kills are used up, the next
one begins with an empty store. Exit status 1 where anything was lost, is there twice, or is not as it was.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from crosswire.store import Archive, is_store, verify_store
from evals.made_reports import write_reports

ROOT = Path(__file__).parent.parent
# Seconds from a reading's start, and after an acknowledgement, within which kills fall: what a start with a
# full log took, and twice what one receipt took (with the command: and the reading of one report), on the
# machine where this was written.
_WITHIN = {"archive": (0.05, 0.003), "command": (0.5, 0.04)}
# The most new acknowledgements that a kill waits for.
_MOST = 10


@dataclass(slots=True, kw_only=True)
class Figures:
    """What came of the kills."""

    kills: int = 0
    stores: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    tails: int = 0
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, twice or damaged."""
        return not (self.lost or self.twice or self.faults)


class Readings:
    """The process that forks readings, and what it and they say."""

    def __init__(self, by: str) -> None:
        command = [sys.executable, "-m", "evals.kill_child", by]
        self._process = subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __enter__(self) -> Readings:
        return self

    def __exit__(self, *_: object) -> None:
        for stream in (self._input, self._output):
            stream.close()
        self._process.wait()

    @property
    def _input(self) -> IO[str]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _output(self) -> IO[str]:
        assert self._process.stdout is not None
        return self._process.stdout

    def read(
        self, folder: Path, store: Path, *, wait: int | None, then: float
    ) -> tuple[list[tuple[str, str]], bool]:
        """One reading, killed `then` seconds after `wait` acknowledgements (None: not at all): what it
        acknowledged, and whether it came to its end."""
        self._input.write(f"{folder}\t{store}\n")
        self._input.flush()
        lines = [self._line()]
        while not lines[-1].startswith("began"):
            lines.append(self._line())
        child = int(lines[-1].split()[1])
        # A short reading may be done before the process that forked it says so.
        while "done" not in lines and (wait is None or _stored(lines) < wait):
            lines.append(self._line())
        if "done" not in lines:
            time.sleep(then)
            os.kill(child, signal.SIGKILL)
        self._input.write("reap\n")
        self._input.flush()
        while lines[-1] != "ended":
            lines.append(self._line())
        stored = [
            tuple(line.removeprefix("stored ").rsplit(" ", 1)) for line in lines if line[:7] == "stored "
        ]
        return [(source, sha256) for source, sha256 in stored], "done" in lines

    def _line(self) -> str:
        line = self._output.readline()
        if not line or line == "failed\n":
            raise RuntimeError("A reading, or the process that forks them, failed; see its standard error.")
        return line.rstrip("\n")


def _stored(lines: list[str]) -> int:
    return sum(line.startswith("stored ") for line in lines)


def kill_readings(*, kills: int, reports: int, seed: int, by: str) -> Figures:
    """Kills readings and looks at what is there after each."""
    figures, start = Figures(), time.perf_counter()
    with tempfile.TemporaryDirectory() as made, Readings(by) as readings:
        folder = Path(made, "reports")
        write_reports(folder, reports)
        rng = random.Random(seed)
        trial = _Trial(readings=readings, folder=folder, rng=rng, kills=kills, within=_WITHIN[by])
        while figures.kills < kills:
            store = Path(made, f"store-{figures.stores}")
            figures.stores += 1
            _until_stored(trial, store, figures)
    figures.seconds = time.perf_counter() - start
    return figures


@dataclass(slots=True, kw_only=True)
class _Trial:
    """What stays the same over all readings of a trial."""

    readings: Readings
    folder: Path
    rng: random.Random
    kills: int
    within: tuple[float, float]


def _until_stored(trial: _Trial, store: Path, figures: Figures) -> None:
    """Kills and resumes until a reading came to its end; the last is not killed."""
    acknowledged: set[tuple[str, str]] = set()
    (from_start, after_one), rng, done = trial.within, trial.rng, False
    while not done:
        wait: int | None = len(acknowledged) + rng.randint(0, _MOST)
        then = rng.uniform(0, after_one)
        if rng.random() < 0.25:
            wait, then = 0, rng.uniform(0, from_start)
        if figures.kills >= trial.kills:
            wait = None
        said, done = trial.readings.read(trial.folder, store, wait=wait, then=then)
        figures.kills += not done
        acknowledged |= set(said)
        _look(store, acknowledged, figures)
    figures.acknowledged += len(acknowledged)
    if len(acknowledged) != len(list(trial.folder.iterdir())):
        figures.lost.append(f"{store.name}: {len(acknowledged)} acknowledged at the end")


def _look(store: Path, acknowledged: set[tuple[str, str]], figures: Figures) -> None:
    if not is_store(store):
        figures.lost += [source for source, _ in acknowledged]
        return
    found = verify_store(store)
    figures.faults += [str(fault) for fault in found.faults]
    figures.tails += bool(found.remarks)
    with Archive.open(store, write=False) as archive:
        counts = Counter((r.source, r.sha256) for r in archive.receipts())
    figures.lost += [source for source, sha256 in acknowledged if not counts[source, sha256]]
    figures.twice += [source for (source, _), count in counts.items() if count > 1]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--by", choices=("archive", "command"), default="archive")
    given = parser.parse_args()
    found = kill_readings(kills=given.kills, reports=given.reports, seed=given.seed, by=given.by)
    print(f"kills {found.kills} in {found.stores} readings of {given.reports} reports, {found.seconds:.0f} s")
    print(f"acknowledged {found.acknowledged}, lost {len(found.lost)}, twice {len(found.twice)}")
    print(f"archives with a fault {len(found.faults)}; kills that left something half-made {found.tails}")
    for line in (*found.lost, *found.twice, *found.faults)[:20]:
        print(" ", line)
    sys.exit(not found.is_good)


if __name__ == "__main__":
    main()
