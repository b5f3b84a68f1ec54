"""A hundred thousand reports streamed into stories and lineage on one core: speed, memory, one more report.

    python -m evals.speed_stream [--reports N] [--more N] [--only stories|lineage]

The reports are invented (`evals.made_stream`): in stories of one to some hundred over sixty days, a third of
the later ones copies. Another process invents them and makes their terms, as the workers that annotate do;
what is timed is what the one process does that holds the streams: placing a report in its story, and finding
with whom it shares text. Printed at every tenth: reports a second over that tenth, for both parts and for each
alone, and the peak of memory; with --only, one part is left out, and the memory is that of the other. Then `--more` reports one by one: the median and the longest time for one.
Times are processor time, but for one more report, which is by the clock. The collector of garbage is told
once, before the stream begins and again before the last reports, to leave alone what is there, as any process
that keeps state for long does. The bars: 1,500 reports a second, the last tenth at most 1.5 times as dear as
the first, under 2 GB, under 50 ms.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection

from crosswire.link.lineage_stream import LineageStream
from crosswire.link.lineage_terms import LineageTerms, lineage_terms
from crosswire.link.story_stream import StoryStream
from crosswire.link.story_terms import StoryTerms, story_terms
from evals.dev_reports import data_folder, not_run
from evals.made_stream import Invented

_CHUNK = 200
_BATCH = 200
Terms = tuple[StoryTerms | None, LineageTerms | None]


def main(arguments: Sequence[str]) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.speed_stream", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--more", type=int, default=300)
    parser.add_argument("--only", choices=("stories", "lineage"))
    options = parser.parse_args(arguments)
    if not (data_folder() / "events").is_dir():
        return not_run(data_folder() / "events")
    coming = terms(options.reports + options.more, options.only)
    streams = Streams()
    gc.freeze()
    tenth = max(1, options.reports // 10)
    print("reports   both/s  stories/s  lineage/s  peak MB   links")
    costs = []
    batch: list[Terms] = []
    for n in range(1, options.reports + 1):
        batch.append(next(coming))
        if len(batch) == _BATCH or n % tenth == 0:
            streams.take(batch)
            batch = []
        if n % tenth == 0:
            costs.append((streams.stories + streams.lineage) / tenth)
            print(streams.told(n, tenth), flush=True)
    print(f"last tenth / first tenth {costs[-1] / costs[0]:.2f}")
    gc.freeze()
    one = [streams.clocked(next(coming)) for _ in range(options.more)]
    print(f"one more report: median {statistics.median(one) * 1e3:.2f} ms, longest {max(one) * 1e3:.1f} ms")
    if found := streams.of_stories.stories():
        print(f"{len(found)} stories, the largest of {max(len(reports) for _, reports in found)} reports")
    return 0


class Streams:
    """Both streams, and the processor time that each took since it was last told."""

    def __init__(self) -> None:
        self.of_stories, self.of_lineage = StoryStream(), LineageStream()
        self.stories = self.lineage = 0.0
        self.links = 0

    def take(self, batch: Sequence[Terms]) -> None:
        """Places reports in those streams for which they have terms; the clock is read once a stream and batch,
        as reading it takes a good part of the time of a report."""
        start = time.process_time()
        for story, _ in batch:
            if story:
                self.of_stories.place(story)
        middle = time.process_time()
        for _, lineage in batch:
            if lineage:
                self.links += len(self.of_lineage.add(lineage))
        self.stories += middle - start
        self.lineage += time.process_time() - middle

    def clocked(self, terms: Terms) -> float:
        """Seconds by the clock for one report in both."""
        start = time.perf_counter()
        self.take([terms])
        return time.perf_counter() - start

    def told(self, n: int, count: int) -> str:
        """A line of the table for the last `count` reports; times start anew."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
            1024 if sys.platform != "darwin" else 1024**2
        )
        spent = (self.stories + self.lineage, self.stories, self.lineage)
        # A part that was left out took a few microseconds for each hundred reports.
        rates = [f"{count / s:.0f}" if s > 1e-5 * count else "-" for s in spent]
        line = f"{n:7d}  {rates[0]:>7}  {rates[1]:>9}  {rates[2]:>9}  {peak:7.0f}  {self.links:6d}"
        self.stories = self.lineage = 0.0
        return line


def terms(number: int, only: str | None) -> Iterator[Terms]:
    """The terms of invented reports, made by another process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    maker = context.Process(target=_make, args=(theirs, number, only), daemon=True)
    maker.start()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for _ in range(-(-number // _CHUNK)):
        yield from ours.recv()
    maker.join()


def _make(out: Connection, number: int, only: str | None) -> None:
    chunk: list[Terms] = []
    for report, said in Invented(number).reports():
        story = None if only == "lineage" else story_terms(report, said)
        chunk.append((story, None if only == "stories" else lineage_terms(report, said)))
        if len(chunk) == _CHUNK:
            out.send(chunk)
            chunk = []
    if chunk:
        out.send(chunk)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
