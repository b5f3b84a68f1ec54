"""A desk under load: a real server with its worker over many stored reports, people who read and people who write at once.

    python -m evals.load_desk [--store ADDRESS] [--reports 100000] [--readers 50] [--writers 5] [--seconds 300] [--think 2]

In: a store that `fill_desk` filled, else one is filled first. Out: for each kind of page how long answers took (p50, p95,
p99, in milliseconds, from sending to the last byte), errors, and whether everything acknowledged is in the store in the
end, exactly once. Every reader is logged in and asks for one page after another, with a pause as a person makes
(exponential, `--think` seconds on average; 0 for none); every writer pastes a report or reviews a statement, with pauses of
twice that. The driver shares the machine with what it measures. Exit status 1 where anything failed or was lost.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import func, select

from crosswire.errors import UsageError
from crosswire.serve.security.passwords import Passwords
from crosswire.store.database import Database, open_store, people
from crosswire.store.database.derived import queue, reports, shown, stories
from crosswire.store.database.schema import CUSTODY, REVIEWS, jobs, log
from crosswire.store.database.verify import verify_database
from evals.fill_desk import fill
from evals.load_people import MIX, PASSWORD, Figures, Reader, Sample, Visitor, Writer

# Seconds for the server to begin, and for what was written to be worked on after the end.
_BEGIN, _AFTER = 90, 120
_STORY = re.compile(r"/stories/(\w+)")
# The pages that are held to 300 ms at p95.
HELD = ("stories", "stories filtered", "story", "search", "search filtered")


async def load(
    port: int, sample: Sample, *, readers: int, writers: int, seconds: float, think: float
) -> Figures:
    """Everybody at once, for so many seconds."""
    figures = Figures()
    crowd = [Visitor(port) for _ in range(readers + writers)]
    for n, visitor in enumerate(crowd):
        await visitor.log_in(f"reader{n}" if n < readers else f"writer{n - readers}")
    began = time.monotonic()
    until = began + seconds
    reading = [
        Reader(v, sample, random.Random(f"reader {n}")).read(figures, until, think)
        for n, v in enumerate(crowd[:readers])
    ]
    writing = [
        Writer(v, sample, n).write(figures, until, max(1.0, 2 * think)) for n, v in enumerate(crowd[readers:])
    ]
    await asyncio.gather(*reading, *writing)
    figures.lasted = time.monotonic() - began
    for visitor in crowd:
        visitor.close()
    return figures


def run(
    address: str,
    *,
    readers: int,
    writers: int,
    seconds: float,
    think: float,
    log_to: Path,
    after: float = _AFTER,
) -> Figures:
    """The whole of it over a filled store: server, load, and what is in the store afterwards."""
    with open_store(address) as database:
        _add_people(database, readers, writers)
        sample = _sample(database)
    with _served(address, log_to) as port:
        figures = asyncio.run(
            load(port, sample, readers=readers, writers=writers, seconds=seconds, think=think)
        )
        with open_store(address) as database:
            _wait(database, after)
    with open_store(address) as database:
        _look(database, figures)
    return figures


def _add_people(database: Database, readers: int, writers: int) -> None:
    kept = Passwords().keep(PASSWORD)
    every = [(f"reader{n}", "reader") for n in range(readers)] + [
        (f"writer{n}", "editor") for n in range(writers)
    ]
    with database.write() as connection:
        for name, role in every:
            if people.find(connection, name) is None:
                people.add(connection, name=name, role=role, password=kept)


def _sample(database: Database) -> Sample:
    choose = random.Random("sample")
    with database.read() as connection:
        rows = connection.execute(
            select(shown.c.story, shown.c.version, shown.c.title).order_by(shown.c.at.desc()).limit(4000)
        ).all()
        most = int(connection.execute(select(func.max(reports.c.rank))).scalar_one())
        some = choose.sample(range(1, most + 1), min(most, 300))
        ids = list(connection.execute(select(reports.c.id).where(reports.c.rank.in_(some))).scalars())
        # One statement each of different stories: a review makes its story anew.
        wanted = [row.version for row in rows[len(rows) // 20 :][:1500]]
        found: dict[str, tuple[str, str, str]] = {}
        for start in range(0, len(wanted), 500):
            query = select(queue.c.version, queue.c.kind, queue.c.target)
            query = query.where(queue.c.version.in_(wanted[start : start + 500]), queue.c.kind == "figure")
            found |= {row.version: tuple(row) for row in connection.execute(query)}
    waiting = list(found.values())
    choose.shuffle(waiting)
    return Sample(stories=[tuple(r) for r in rows], reports=ids, waiting=waiting)


@contextmanager
def _served(address: str, log_to: Path) -> Iterator[int]:
    """A desk as people run it: `crosswire serve` with its worker, on a free port of this machine."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = int(held.getsockname()[1])
    command = [sys.executable, "-c", "from crosswire.cli import main; main()", "serve", "--store", address]
    with log_to.open("ab") as told:
        process = subprocess.Popen([*command, "--port", str(port)], stdout=told, stderr=told)
        try:
            _answers(port, process, log_to)
            yield port
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(port: int, process: subprocess.Popen[bytes], log_to: Path) -> None:
    until = time.monotonic() + _BEGIN
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise SystemExit("The server does not answer:\n" + log_to.read_text("utf-8", "replace")[-3000:])


def _wait(database: Database, seconds: float) -> None:
    """Until what was written is worked on, or for so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and _open(database):
        time.sleep(0.5)


def _open(database: Database) -> Counter[str]:
    query = select(jobs.c.kind, func.count()).where(jobs.c.state != "done").group_by(jobs.c.kind)
    with database.read() as connection:
        return Counter({kind: int(n) for kind, n in connection.execute(query)})


def _look(database: Database, figures: Figures) -> None:
    """Counts what was acknowledged in the store, and verifies it."""
    figures.waiting = _open(database)
    with database.read() as connection:
        found = connection.execute(select(log.c.sha256).where(log.c.chain == CUSTODY)).scalars()
        there = Counter(found)
        lines = connection.execute(select(log.c.line).where(log.c.chain == REVIEWS)).scalars()
        said = Counter(id for line in lines for id in _ids(line))
        merged = set(connection.execute(select(stories.c.id).where(stories.c.into.is_not(None))).scalars())
    # What lies below a story that became part of another is rightly not there any more.
    figures.wrong = [
        w for w in figures.wrong if not (w.endswith(": 404") and merged & set(_STORY.findall(w)))
    ]
    for kind, names, counts in (("report", figures.texts, there), ("review", figures.reviews, said)):
        figures.lost += [f"{kind} {name}: there {counts[name]} times" for name in names if counts[name] != 1]
    try:
        figures.faults = [str(f) for f in verify_database(database).faults]
    except UsageError as error:
        figures.faults = [str(error)]


def _ids(line: str) -> Iterator[str]:
    says = dict(json.loads(line).get("how", {})).get("says")
    if says is not None:
        yield str(json.loads(says).get("id"))


def told(figures: Figures, say: Callable[[str], None] = print) -> None:
    """Prints the figures."""
    count = sum(map(len, figures.seconds.values()))
    say(
        f"{count:,} answers in {figures.lasted:.0f} s, {count / figures.lasted:.1f} a second; {len(figures.wrong)} wrong"
    )
    say(f"{'':20} {'asked':>6} {'p50':>7} {'p95':>7} {'p99':>7} {'most':>7} ms  packed kB (most)")
    for kind in sorted(figures.seconds, key=lambda k: list(MIX).index(k) if k in MIX else 99):
        p = [figures.p(kind, n) for n in (50, 95, 99, 100)]
        size = max(figures.sizes[kind]) / 1000
        line = " ".join(f"{x:7.0f}" for x in p)
        held = " *" if kind in HELD and p[1] >= 300 else ""
        say(f"{kind:20} {len(figures.seconds[kind]):6,} {line}     {size:6.1f}{held}")
    say(
        f"acknowledged: {len(figures.texts)} reports, {len(figures.reviews)} reviews; lost or doubled {len(figures.lost)}"
    )
    say(f"open in the end: {dict(figures.waiting) or 'nothing'}; faults of verify: {len(figures.faults)}")
    for line in (*figures.wrong[:10], *figures.lost[:10], *figures.faults[:10]):
        say(f"  {line}")


def main() -> None:
    """Prints the figures of one run."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--store", help="a filled store; by default one is filled in a temporary folder")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--patterns", type=int, default=24)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--writers", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--think", type=float, default=2.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="crosswire-load-") as made:
        address = given.store or str(Path(made) / "store")
        if not given.store:
            with open_store(address, create=True) as database:
                fill(database, given.reports, patterns=given.patterns, processes=2)
        figures = run(
            address,
            readers=given.readers,
            writers=given.writers,
            seconds=given.seconds,
            think=given.think,
            log_to=Path(made) / "log",
        )
    told(figures)
    sys.exit(not figures.is_good)


if __name__ == "__main__":
    main()
