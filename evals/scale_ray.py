"""How much faster two workers are than one, through the whole chain, and what each part of it costs.

    python -m evals.scale_ray [--reports N] [--engine ray|processes]

Writes N development reports (default 2,000; all reports of as many incidents as it takes) as a Parquet table and runs
`crosswire batch` over it with one worker and with two, one after the other in this process, each on a cluster of its
own: with Ray, one node of one core against two nodes of one core each, on the loopback address. All files of the
two runs are compared byte for byte. The ratio is of wall-clock times in one run, from reading the table to the last
table written, starting the workers' language models included; the load of the machine is printed, since another's
work on its cores lowers the ratio. Where the development data is absent it counts as not run (exit status 3);
exit status 1 where a byte differs.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from crosswire import Config
from crosswire.scale.batch import BatchDone, run_batch
from crosswire.scale.engines import Engine
from crosswire.scale.inputs import sources_of
from crosswire.scale.local import Processes
from crosswire.scale.place import Place
from evals.dev_reports import data_folder, not_run, rows_of

BAR = 1.6
LOOPBACK = "127.0.0.1"


@dataclass
class Run:
    """One run: what was done, the seconds of each of its parts; of this process, which drives it, the peak memory in
    megabytes and the processor's seconds."""

    done: BatchDone
    processor: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    memory: float = 0.0

    @property
    def seconds(self) -> float:
        return sum(self.parts.values())


def write_table(path: Path, count: int) -> int:
    """Writes development reports as a Parquet table; how many there are."""
    incidents = rows_of(data_folder() / "events" / "gva_dev_incidents.jsonl")
    rows = [r for i in incidents for r in i["reports"] if r.get("text")][:count]
    columns = {
        "title": [r.get("title") for r in rows],
        "text": [r["text"] for r in rows],
        "publisher": [r.get("source") for r in rows],
        "published": [r.get("dct") for r in rows],
    }
    pq.write_table(pa.table(columns), path)
    return len(rows)


@contextmanager
def engine_of(name: str, workers: int) -> Iterator[Engine]:
    """An engine with so many workers of one core each."""
    if name == "processes":
        with Processes(workers) as engine:
            yield engine
        return
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # Ray then takes the loopback address for its own, and listens nowhere else.
    os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
    from ray.cluster_utils import Cluster

    from crosswire.scale.ray_engine import RayCluster

    cluster: Any = Cluster()
    try:
        for number in range(workers):
            more = {"include_dashboard": False} if number == 0 else {}
            cluster.add_node(num_cpus=1, node_ip_address=LOOPBACK, **more)
        with RayCluster(cluster.address) as engine:
            yield engine
    finally:
        cluster.shutdown()


def timed(table: Path, out: Path, engine: Engine) -> Run:
    """A batch over a table, with the seconds of its parts."""
    begun: list[tuple[str, float]] = []
    processor = time.process_time()

    def tell(stage: str, done: int, total: int) -> None:
        if not begun or begun[-1][0] != stage:
            begun.append((stage, time.perf_counter()))

    done = run_batch(sources_of([str(table)]), Place.open(out), engine, config=Config(), tell=tell)
    ends = [at for _, at in begun[1:]] + [time.perf_counter()]
    run = Run(
        done=done,
        processor=time.process_time() - processor,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )
    for (stage, at), end in zip(begun, ends, strict=True):
        run.parts[stage] = run.parts.get(stage, 0.0) + end - at
    return run


def pid(_: int) -> int:
    """A task: the worker's process id."""
    time.sleep(0.05)
    return os.getpid()


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def main(arguments: Sequence[str]) -> int:
    """Prints both runs and the ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--engine", choices=("ray", "processes"), default="ray")
    asked = parser.parse_args(arguments)
    data = data_folder() / "events" / "gva_dev_incidents.jsonl"
    if not data.exists():
        return not_run(data)
    with tempfile.TemporaryDirectory() as folder:
        table, runs = Path(folder) / "reports.parquet", dict[int, Run]()
        count = write_table(table, asked.reports)
        for workers in (1, 2):
            before = os.getloadavg()[0]
            with engine_of(asked.engine, workers) as engine:
                run = runs[workers] = timed(table, Path(folder) / f"out{workers}", engine)
            print(
                f"{asked.engine}, {workers} worker{'s' if workers > 1 else ''}: {run.seconds:.1f} s for {count} reports, "
                f"{run.done.stories} stories ({', '.join(f'{k} {v:.1f}' for k, v in run.parts.items())}); driver "
                f"{1000 * run.processor / count:.1f} ms a report, {run.memory:.0f} MB; load before {before:.1f}, after {os.getloadavg()[0]:.1f}",
                flush=True,
            )
        one, two = files_in(Path(folder) / "out1"), files_in(Path(folder) / "out2")
    ratio = runs[1].seconds / runs[2].seconds
    same = one == two
    print(f"ratio {ratio:.2f} (bar {BAR}); {len(one)} files, {'identical' if same else 'NOT identical'}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
