"""Dev evaluation of figures: how often the toll of the killed that a report headlines is the recorded one.

Reads FA-KES (reports of the Syrian war with crowd-sourced tolls) from the directory that the
environment variable CROSSWIRE_DATA names (default `.data`): `events/fakes_other_reports.jsonl`.
Where it is absent the evaluation says so and counts as not run (exit status 3), never as passed.

    python evals/dev_figures.py [--sample N] [--show]

Baseline on all rows: the first hit of a plain regular expression .752, any hit .832.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from pathlib import Path
from typing import Any

from crosswire.annotate.figures import find_figures
from crosswire.annotate.parse import load, parse
from crosswire.types import Figure, Report

NOT_RUN = 3
# The lead: a toll told further down than this many figures is of a part or of another event.
LEAD = 4


def headline_killed(figures: tuple[Figure, ...], title_end: int) -> int:
    """The toll that the report leads with: its title's, made sharper by the first that fits; 0 for none."""
    killed = [
        f
        for f in figures
        if f.measure == "killed" and f.number is not None and not f.subset and f.unit == "persons"
    ]
    titled = [f for f in killed if f.span.start < title_end]
    parts = {f.group: f for f in reversed(titled)}
    if len(parts) > 1 and all(f.group != "people" for f in parts.values()):
        return int(sum(f.number or 0 for f in parts.values()))
    chosen = (titled or killed)[:1]
    if not chosen:
        return 0
    first = chosen[0]
    if first.qualifier in ("exact", "at_least"):
        return int(first.number or 0)
    for other in killed[:LEAD]:
        if other.qualifier == "exact" and _fits(first, int(other.number or 0)):
            return int(other.number or 0)
    return int(first.number or 0)


def _fits(loose: Figure, value: int) -> bool:
    # A sharper count of the same dead stays within half as much again.
    return (loose.low is None or value >= loose.low) and value <= 1.5 * float(loose.number or 0)


def recorded(gold: dict[str, Any]) -> int:
    """The killed that the row records: civilians and non-civilians."""
    return int(gold.get("nb_civilians") or 0) + int(gold.get("nb_noncivilians") or 0)


def main() -> int:
    """Prints the share of rows whose headline toll is the recorded one."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sample", type=int, default=0)
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    path = Path(os.environ.get("CROSSWIRE_DATA", ".data")) / "events" / "fakes_other_reports.jsonl"
    if not path.is_file():
        print(f"Not run: {path} is not there. Set CROSSWIRE_DATA to the directory of the development data.")
        return NOT_RUN
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if options.sample:
        rows = random.Random(7).sample(rows, min(options.sample, len(rows)))
    nlp = load()
    right = anywhere = 0
    for row in rows:
        report = Report(
            id="r",
            source=row["id"],
            text=f"{row['title']}\n\n{row['text']}",
            sha256="",
            published=row["date"],
        )
        figures = find_figures(report, parse(report, nlp), mentions=(), quotes=(), attributions=(), times=())
        found, want = headline_killed(figures, len(row["title"])), recorded(row["gold"])
        right += found == want
        anywhere += any(f.measure == "killed" and f.number == want for f in figures)
        if options.show and found != want:
            print(f"{row['id']} found {found}, recorded {want}: {row['title'][:100]} | {row['text'][:200]}")
    print(f"fakes.headline_killed {right / len(rows):.3f} ({right} of {len(rows)} reports)")
    print(f"fakes.killed_anywhere {anywhere / len(rows):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
