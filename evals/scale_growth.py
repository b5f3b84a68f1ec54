"""How the cost of a batch grows: seconds and memory of each stage, by reports and by the size of a story.

    python -m evals.scale_growth [--reports N] [--sizes 1,4,16,64] [--many 3000,6000,12000]

Processor seconds of one process, so that another's work on the machine changes little. The stages of a worker (read,
parse, annotate, terms, pack) are timed over N development reports; the stories over sets of them put into one
story each, whatever they tell, which is dearer than reports of one event that share names and texts; the ordered pass
over many reports made of those by giving every copy's codes another salt, so that they are as many events as copies
stand for. Memory is what the process grew by. Where the development data is absent it counts as not run.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np

from crosswire import Config, Report
from crosswire.annotate.parse import parse, shared
from crosswire.annotate.report import annotate_parsed
from crosswire.read import Source
from crosswire.read.several import read_source
from crosswire.scale.grouping import Terms, group, terms_of
from crosswire.scale.inputs import chunked, sources_of
from crosswire.scale.records import pack, unpack
from crosswire.scale.stages import StoryJob, make_story
from crosswire.types import Annotations
from evals.dev_reports import data_folder, not_run
from evals.scale_ray import write_table

Value = TypeVar("Value")


def timed(name: str, work: Callable[[], list[Value]]) -> list[Value]:
    """What `work` gives, its processor milliseconds for each printed."""
    begun = time.process_time()
    found = work()
    print(f"{name:24} {1000 * (time.process_time() - begun) / max(1, len(found)):8.2f} ms each", flush=True)
    return found


def stages(count: int) -> list[tuple[Report, Annotations]]:
    """Times the stages of a worker over development reports; what they say."""
    with TemporaryDirectory() as folder:
        write_table(Path(folder) / "reports.parquet", count)
        found = sources_of([folder])
        sources = timed("take from the table", lambda: [s for s in found if isinstance(s, Source)])
    named = [one for chunk in chunked(sources, Config().analysis_limit) for one in chunk.sources]
    reports = timed("read", lambda: [read_source(one.source, one.id) for one in named])
    nlp = shared()
    docs = timed("parse", lambda: [parse(r, nlp) for r in reports])
    days = [(r.published or "")[:10] or None for r in reports]
    annotate_parsed(reports[0], docs[0], anchor=days[0])
    said = timed(
        "annotate",
        lambda: [annotate_parsed(r, d, anchor=day) for r, d, day in zip(reports, docs, days, strict=True)],
    )
    pairs = list(zip(reports, said, strict=True))
    timed("terms", lambda: [terms_of(r, a) for r, a in pairs])
    packed = timed("pack", lambda: [pack(r, a) for r, a in pairs])
    timed("unpack", lambda: [unpack(data) for data in packed])
    characters = sum(len(r.text) for r in reports) / len(reports)
    print(f"{characters:.0f} characters a report, packed {sum(map(len, packed)) / len(packed):.0f} bytes")
    return pairs


def by_size(pairs: Sequence[tuple[Report, Annotations]], sizes: Sequence[int]) -> None:
    """Times stories of each size."""
    chance = random.Random(7)
    for size in sizes:
        if size > len(pairs):
            continue
        rounds = max(1, min(20, 64 // size))
        spent, written = 0.0, 0
        for _ in range(rounds):
            members = chance.sample(list(pairs), size)
            job = StoryJob(
                id="s0000000000",
                members=tuple(pack(r, a) for r, a in members),
                central=tuple(r.id for r, _ in members),
                beside=(),
                withdrawn=(),
                passing=(),
                problems=(),
                rulings=(),
                config=Config(),
                page=False,
            )
            begun = time.process_time()
            made = make_story(job)
            spent += time.process_time() - begun
            written += len(made.dossier or b"")
        each = spent / rounds
        print(
            f"story of {size:4} reports    {1000 * each:8.1f} ms, {1000 * each / size:6.1f} ms a report, dossier "
            f"{written / rounds / size / 1000:.0f} kB a report; peak {_peak():.0f} MB",
            flush=True,
        )


def many(pairs: Sequence[tuple[Report, Annotations]], counts: Sequence[int]) -> None:
    """Times the ordered pass over many reports."""
    terms = [terms_of(r, a) for r, a in pairs]
    for count in counts:
        salted = [t for _, t in zip(range(count), _salted(terms), strict=False)]
        gc.collect()
        before, begun = _resident(), time.process_time()
        filed = group(salted)
        spent = time.process_time() - begun
        print(
            f"grouping {count:7,} reports  {1000 * spent / count:8.2f} ms each, {len(filed):,} stories, "
            f"{(_resident() - before) / count:.1f} kB each",
            flush=True,
        )
        del filed, salted


def _salted(terms: Sequence[Terms]) -> Iterator[Terms]:
    """The terms again and again, each time with other codes."""
    number = 0
    while True:
        salt = np.uint64(random.Random(number).getrandbits(64)) if number else np.uint64(0)
        for one in terms:
            codes = one.story.codes ^ salt
            order = np.argsort(codes)
            story = replace(
                one.story,
                report=f"{one.report}x{number}",
                codes=codes[order],
                kinds=one.story.kinds[order],
                weights=one.story.weights[order],
                texts=tuple(one.story.texts[i] for i in order.tolist()),
            )
            lineage = replace(
                one.lineage,
                report=story.report,
                shingles=np.sort(one.lineage.shingles ^ np.uint32(int(salt) & 0xFFFFFFFF)),
                whole=None if one.lineage.whole is None else one.lineage.whole ^ int(salt),
                bands=one.lineage.bands ^ salt,
                fingerprints=np.sort(one.lineage.fingerprints ^ salt),
                anchors=np.sort(one.lineage.anchors ^ salt),
            )
            yield Terms(story=story, lineage=lineage)
        number += 1


def _peak() -> float:
    """The peak memory of this process in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _resident() -> float:
    """The memory of this process in kilobytes, where the system tells."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1024
    except OSError:
        return 1024 * _peak()


def main(arguments: Sequence[str]) -> int:
    """Prints every figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--sizes", default="1,2,4,8,16,32,64,128,256")
    parser.add_argument("--many", default="3000,6000,12000,24000")
    asked = parser.parse_args(arguments)
    data = data_folder() / "events" / "gva_dev_incidents.jsonl"
    if not data.exists():
        return not_run(data)
    pairs = stages(asked.reports)
    many(pairs, [int(n) for n in asked.many.split(",") if n])
    by_size(pairs, [int(n) for n in asked.sizes.split(",") if n])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
