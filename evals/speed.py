"""How long the whole chain takes beside bare spaCy, and what a cold start costs.

    python -m evals.speed [--rounds N]

The ratio is the median time of the chain over the median time of spaCy with all its components, on the same
texts, in the same process, models loaded, taking turns. Cold start and peak memory are those of a
child process that imports crosswire and builds the dossier once, on one core where the system lets
us choose. Runs on the seeds, or on a sample where they are absent (and says which).
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from crosswire import dossier
from crosswire.annotate.parse import MODEL
from evals.cases import ROOT, seed_files

THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ONCE = "import sys, crosswire; crosswire.dossier(sys.argv[1:]).to_json()"


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(paths: Sequence[Path], rounds: int) -> tuple[float, float]:
    """Median seconds of the chain and of bare spaCy over `rounds` turns, after one that warms both."""
    nlp = spacy.load(MODEL)
    texts = [report.text for report in dossier(paths).reports]
    chain, bare = [], []
    for _ in range(rounds + 1):
        chain.append(timed(lambda: dossier(paths).to_json()))
        bare.append(timed(lambda: list(nlp.pipe(texts))))
    return statistics.median(chain[1:]), statistics.median(bare[1:])


def cold(paths: Sequence[Path]) -> tuple[float, float]:
    """Seconds and peak megabytes of a child process that builds the dossier once."""
    command = [sys.executable, "-c", ONCE, *(str(p) for p in paths)]
    seconds = timed(lambda: subprocess.run(command, check=True, env=os.environ | THREADS, cwd=ROOT))
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main(arguments: Sequence[str]) -> int:
    """Prints the ratio, the cold start and the peak memory."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.speed", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    paths: Sequence[Path] = seed_files()
    if not paths[0].is_file():
        print(f"not run on the seeds: {paths[0]} is absent; the sample hallin-dam stands in")
        paths = [ROOT / "examples" / "hallin-dam"]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    seconds, megabytes = cold(paths)
    chain, bare = ratio(paths, options.rounds)
    print(
        f"chain / bare spaCy   {chain / bare:.2f}  ({chain:.2f} s / {bare:.2f} s, medians of {options.rounds})"
    )
    print(f"cold start           {seconds:.1f} s")
    print(f"peak memory          {megabytes:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
