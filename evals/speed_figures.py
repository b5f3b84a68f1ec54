"""What finding figures costs beside bare spaCy on the same texts.

    python -m evals.speed_figures [--rounds N] [--reports N]

Figures, their roles, and the persons and things that no number counts, against the parser with all its
components, in the same process, models loaded, taking turns; medians over the rounds. Runs on reports of
the development data, or on the samples where they are absent (and says which). The bar is .15.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import load, parse
from crosswire.annotate.quotes import find_quotes
from crosswire.annotate.report import count
from crosswire.annotate.times import find_times
from crosswire.types import Report
from evals.cases import ROOT
from evals.dev_reports import data_folder, read_rows, rows_of

if TYPE_CHECKING:
    from spacy.language import Language


def reports(number: int) -> list[Report]:
    """Reports of several kinds: wars, shootings, attacks; those of the samples where the data is absent."""
    events = data_folder() / "events"
    files = [(events / "fakes_other_reports.jsonl", "date"), (events / "news69_dev.jsonl", "date")]
    if not all(file.is_file() for file, _ in files):
        from crosswire import dossier

        print(f"not run on the development data: {events} is absent; the samples stand in")
        return list(dossier([ROOT / "examples"]).reports)
    chosen: list[Report] = []
    for file, date in files:
        rows = [row for row in rows_of(file) if row.get("text")]
        chosen += read_rows(random.Random(5).sample(rows, min(number // 2, len(rows))), date=date)
    return chosen


def prepared(name: str, says: str | None, arguments: Sequence[str]) -> tuple[int, Language, list[Report]]:
    """How many rounds a measure of speed is asked for, the parser and the reports; one core from here on."""
    parser = argparse.ArgumentParser(prog=f"python -m evals.{name}", description=(says or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--reports", type=int, default=120)
    options = parser.parse_args(arguments)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return options.rounds, load(), reports(options.reports)


def main(arguments: Sequence[str]) -> int:
    """Prints the ratio."""
    rounds, nlp, chosen = prepared("speed_figures", __doc__, arguments)
    bare, figures = [], []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        docs = [parse(report, nlp) for report in chosen]
        bare.append(time.perf_counter() - start)
        made = []
        for report, doc in zip(chosen, docs, strict=True):
            day = (report.published or "")[:10] or None
            mentions, times = find_mentions(report, doc), find_times(report, doc, anchor=day)
            quotes, attributions = find_quotes(report, doc, mentions)
            made.append((report, doc, mentions, times, quotes, attributions, day))
        start = time.perf_counter()
        for report, doc, mentions, times, quotes, attributions, day in made:
            count(
                report,
                doc,
                mentions=mentions,
                times=times,
                quotes=quotes,
                attributions=attributions,
                anchor=day,
            )
        figures.append(time.perf_counter() - start)
    ours, theirs = statistics.median(figures[1:]), statistics.median(bare[1:])
    print(
        f"figures / bare spaCy {ours / theirs:.3f}  ({ours:.2f} s / {theirs:.2f} s for {len(chosen)} reports, "
        f"medians of {rounds})"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
