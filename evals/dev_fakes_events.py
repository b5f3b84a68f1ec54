"""Dev evaluation of one event told by several outlets: is every toll found, in order, none collapsed.

Reads the `events/fakes_*.json` of FA-KES (one event each, several outlets' reports, the killed that a reader
recorded for each report) from the directory that CROSSWIRE_DATA names (default `.data`). Where they are
absent the evaluation says so and counts as not run (exit status 3).

    python evals/dev_fakes_events.py [--show]

The dossier is the product's: `pipeline.build` over the reports as a user gives them (title, text, outlet,
date); only the parser's work is taken from the cache. Nothing is read off the gold or the file's name.

Wanted, per event: the distinct numbers above zero that the gold records over its reports (civilians and
others together), each with the first day of a report that records it.
Found, per event: the distinct own tolls of the reports as they stand in the dossier's tallies of the killed:
a number on whose series point some report's own toll stands (`SeriesPoint.own`), or, where that toll is a sum
of sides told in one clause, their sum. Words of size alone ("dozens") are no number. A found number is a hit
only where it is the own toll of a report whose gold is that number: a number that one report gets wrong is
none because another report's gold happens to be the same.
Since the gold holds one number a report, that is what can be held against it; what a report passes on beside
its toll (a rival's count, an earlier state) is no error and no hit.
`.all_points` shows the same against every point of the whole count's series, which the gold, holding one
number a report, cannot wholly contain.
Order: of all pairs of found numbers that the gold has first on different days, the share that the series has
first in the same order. Collapsed: gold numbers that are missing though some figure of a killed tally prints them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from crosswire import Config, Dossier, build
from crosswire.reconcile.report_tolls import report_tolls
from crosswire.types import Report, Tally
from evals.dev_reports import data_folder, not_run, parsed, read_rows

if TYPE_CHECKING:
    from spacy.tokens import Doc

Days = dict[int, str]


@dataclass(slots=True, kw_only=True)
class Score:
    """Counts over all events."""

    hits: int = 0
    wanted: int = 0
    found: int = 0
    points: int = 0
    point_hits: int = 0
    ordered: int = 0
    pairs: int = 0
    collapsed: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The figures as printed."""
        yield f"fakes_events.recall {_share(self.hits, self.wanted)} ({self.hits} of {self.wanted} distinct tolls)"
        yield f"fakes_events.precision {_share(self.hits, self.found)} ({self.hits} of {self.found} found)"
        yield f"fakes_events.all_points.recall {_share(self.point_hits, self.wanted)}"
        yield f"fakes_events.all_points.precision {_share(self.point_hits, self.points)} (of {self.points} numbers)"
        yield f"fakes_events.order {_share(self.ordered, self.pairs)} ({self.ordered} of {self.pairs} pairs)"
        yield f"fakes_events.collapsed {len(self.collapsed)} {' '.join(self.collapsed)}".rstrip()


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "none"


def recorded(rows: Iterable[Mapping[str, Any]], reports: Iterable[Report]) -> dict[str, int]:
    """The toll that the gold records for each report, by report id; zero where it records none."""
    return {
        report.id: sum(int(row["gold"].get(k) or 0) for k in ("nb_civilians", "nb_noncivilians"))
        for row, report in zip(rows, reports, strict=True)
    }


def own_tolls(dossier: Dossier) -> list[tuple[str, int, str]]:
    """The own tolls of the reports in the tallies of the killed: report id, number, day of the series."""
    sums = {}
    for report, said in zip(dossier.reports, dossier.annotations, strict=True):
        for toll in report_tolls(report, said):
            numbers = {f.id: f.number for f in said.figures if f.id in toll.figures}
            if toll.measure == "killed" and toll.party == "all" and toll.number not in numbers.values():
                sums.update(dict.fromkeys(numbers, toll.number))
    numbers = {f.id: f.number for a in dossier.annotations for f in a.figures}
    found = set()
    for point in (p for t in _killed(dossier) for p in t.series):
        for i in point.own:
            number = sums.get(i) or point.best
            if number and numbers[i] is not None and _is_whole(i, dossier):
                found.add((i.rpartition(":")[0], int(number), point.as_of or ""))
    return sorted(found)


def _is_whole(figure: str, dossier: Dossier) -> bool:
    """Whether a figure is what its report comes to, and not the toll of one party beside the whole."""
    report = figure.rpartition(":")[0]
    whole = [
        i
        for t in _killed(dossier)
        if t.label is None and t.group == "people"
        for p in t.series
        for i in p.own
        if i.rpartition(":")[0] == report
    ]
    if whole:
        return figure in whole
    for r, said in zip(dossier.reports, dossier.annotations, strict=True):
        if r.id == report:
            tolls = [t for t in report_tolls(r, said) if t.measure == "killed" and t.party == "all"]
            return any(figure in t.figures for t in tolls)
    return False


def all_points(dossier: Dossier) -> set[int]:
    """Every number of the series of the weightiest tally of the killed: the event's whole count."""
    tops = [t for t in _killed(dossier) if t.part_of is None and t.label is None]
    whole = max(tops, key=lambda t: (t.reports, t.families, t.group == "people"), default=None)
    return {int(p.best) for p in whole.series if p.best} if whole else set()


def _killed(dossier: Dossier) -> list[Tally]:
    return [t for t in dossier.findings.tallies if t.measure == "killed"]


def add(score: Score, name: str, gold: Mapping[str, int], dossier: Dossier) -> str:
    """Adds one event to the score; what it found, in words."""
    published = {r.id: (r.published or "")[:10] for r in dossier.reports}
    wanted: Days = {}
    for report, number in gold.items():
        if number:
            wanted[number] = min(wanted.get(number, published[report]), published[report])
    own, points = own_tolls(dossier), all_points(dossier)
    hits: Days = {}
    for report, number, day in own:
        if gold[report] == number:
            hits[number] = min(hits.get(number, day), day)
    found = {number for _, number, _ in own}
    score.hits += len(hits)
    score.wanted += len(wanted)
    score.found += len(found)
    score.points += len(points)
    score.point_hits += len(wanted.keys() & points)
    for a, b in combinations(sorted(hits), 2):
        if wanted[a] != wanted[b]:
            score.pairs += 1
            score.ordered += (wanted[a] < wanted[b]) == (hits[a] < hits[b]) and hits[a] != hits[b]
    told = {f.number for a in dossier.annotations for f in a.figures if f.id in _tallied(dossier)}
    score.collapsed += [f"{name}:{n}" for n in sorted(wanted.keys() - points) if n in told]
    missed = {n: d for n, d in sorted(wanted.items()) if n not in hits}
    more = sorted(found - hits.keys())
    return f"{name}: {len(wanted)} wanted; missed {missed}; more {more}; points {sorted(points)}"


def _tallied(dossier: Dossier) -> set[str]:
    return {i for t in _killed(dossier) for i in t.figures}


def events() -> Iterator[tuple[str, list[dict[str, Any]], list[Report], list[Doc]]]:
    """Each event: its name, its rows, its reports and their parses."""
    files = sorted((data_folder() / "events").glob("fakes_*.json"))
    rows = [json.loads(f.read_text(encoding="utf-8"))["reports"] for f in files]
    reports = read_rows([r for event in rows for r in event])
    docs = parsed(reports, "fakes_events")
    at = 0
    for file, event in zip(files, rows, strict=True):
        yield file.stem, event, reports[at : at + len(event)], docs[at : at + len(event)]
        at += len(event)


def built(reports: list[Report], docs: list[Doc]) -> Dossier:
    """The product's dossier of the reports, the parser's work taken from `docs`; a row that is there twice,
    word for word from one outlet, is one report."""
    by_id = {r.id: (r, d) for r, d in zip(reports, docs, strict=True)}
    with mock.patch("crosswire.standing.parse", lambda report, nlp, limit: by_id[report.id][1]):
        return build([], config=Config(), reports=tuple(r for r, _ in by_id.values()))


def main() -> int:
    """Prints recall, precision and order over all events."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    folder: Path = data_folder() / "events"
    if not any(folder.glob("fakes_*.json")):
        return not_run(folder / "fakes_*.json")
    score = Score()
    for name, rows, reports, docs in events():
        told = add(score, name, recorded(rows, reports), built(reports, docs))
        if options.show:
            print(told)
    print("\n".join(score.lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
