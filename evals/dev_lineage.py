"""Lineage on pairs of reports of one event: copies found, and links between reports that share no text.

    python -m evals.dev_lineage [--copies] [--show]

Reads `events/` of the folder that CROSSWIRE_DATA names (default `.data`); says so plainly where it is
absent. There is no gold for lineage, so three figures stand in for it:
  candidates  of the pairs listed in `copy_candidates_dev.tsv` (30 % and more of their five-word runs
              shared), the share that gets any lineage record;
  apart       of the same-event pairs that share under 10 % of their five-word runs, how many are
              linked as one text: held to be false until read;
  furniture   of the listed pairs of pages on different shootings with different headlines, how many
              are linked as one text: what they share is page furniture, with few exceptions.
One hundred of the listed pairs were judged by reading (`annotated/copies.tsv`), and four figures rest on them:
  copies.linked   of the true copies, the share linked as one text; `any` counts shared passages too;
  copies.passages of the pairs that have passages in common, the share with any record;
  copies.apart    of the pairs with furniture or set sentences alone in common, the share without a record;
  copies.first    of the linked pairs whose first member is known, how many were told right, wrong, not at all.
Reports are read by the product's own reader. Sentences are split and quotations found by plain patterns here,
to keep the run short.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from crosswire.link.lineage_pair import judge
from crosswire.link.lineage_text import ReportText, lay_out
from crosswire.text.shingles import containment
from crosswire.types import Annotations, Lineage, Quote
from evals.dev_reports import read_rows

LINKED = ("same-original", "republished")
APART = 0.1
COPIES = Path(__file__).parent / "annotated" / "copies.tsv"
_SPLIT = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[A-Z“\"'‘0-9])|\n+")
_QUOTE = re.compile(r"“([^“”]{2,1500})”|\"([^\"\n]{2,1500})\"")


def laid_out(name: str, row: dict[str, Any]) -> ReportText:
    """A row of the data, read and laid out for lineage; its headline, which the data sets above the text, is
    part of what a user would give."""
    (found,) = read_rows([row], date="date" if "date" in row else "dct")
    report = replace(found, id=name)
    text = report.text
    cuts = [0, *(m.end() for m in _SPLIT.finditer(text)), len(text)]
    sentences = tuple(report.span(a, b) for a, b in pairwise(cuts) if text[a:b].strip())
    quotes = tuple(
        Quote(id=f"{name}.{n}", span=report.span(*m.span(m.lastindex or 1)), kind="direct")
        for n, m in enumerate(_QUOTE.finditer(text))
    )
    return lay_out(report, Annotations(report=name, anchor=None, sentences=sentences, quotes=quotes))


def rows(events: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, event and content of every report in reach."""
    for path in sorted(events.glob("fakes_*.json*")):
        text = path.read_text(encoding="utf-8")
        lines = path.suffix == ".jsonl"
        for row in [json.loads(x) for x in text.splitlines()] if lines else json.loads(text)["reports"]:
            yield f"fakes:{row['id']}", f"fakes {row.get('date_in_text') or row['date']}", row
    for line in (events / "news69_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield f"news69:{row['id']}", f"news69 {row['event']}", row
    for line in (events / "gva_dev_incidents.jsonl").read_text(encoding="utf-8").splitlines():
        incident = json.loads(line)
        for row in incident["reports"]:
            yield f"gva:{incident['incident']}/{row['id'][:8]}", f"gva {incident['incident']}", row


class Lookup:
    """All reports in reach; each is laid out once, when first compared."""

    def __init__(self, events: Path) -> None:
        self.found = {name: (event, row) for name, event, row in rows(events)}
        self.texts: dict[str, ReportText] = {}

    def title(self, name: str) -> str:
        return str(self.found[name][1].get("title"))

    def text(self, name: str) -> ReportText:
        if name not in self.texts:
            self.texts[name] = laid_out(name, self.found[name][1])
        return self.texts[name]

    def record(self, one: str, other: str) -> Lineage | None:
        return judge(self.text(min(one, other)), self.text(max(one, other)))

    def relation(self, one: str, other: str) -> str | None:
        record = self.record(one, other)
        return record.relation if record else None


def listed_pairs(events: Path, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """The pairs of `copy_candidates_dev.tsv` whose texts are in reach."""
    for line in (events / "copy_candidates_dev.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        kind, one, _, _, other, *_ = line.split("\t")
        if f"{kind}:{one}" in lookup.found and f"{kind}:{other}" in lookup.found:
            yield f"{kind}:{one}", f"{kind}:{other}"


def event_pairs(lookup: Lookup) -> Iterator[tuple[str, str]]:
    """All pairs of reports of one event, shootings aside."""
    by_event = defaultdict(list)
    for name, (event, _) in sorted(lookup.found.items()):
        if not name.startswith("gva"):
            by_event[event].append(name)
    for names in by_event.values():
        yield from combinations(names, 2)


def judged_pairs(lookup: Lookup) -> Iterator[tuple[str, str, str, str]]:
    """The pairs judged by reading: both names, the verdict, and the first member's name or ""."""
    rows = [x.split("\t") for x in COPIES.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    for kind, one, other, verdict, first, *_ in rows[1:]:
        if f"{kind}:{one}" in lookup.found and f"{kind}:{other}" in lookup.found:
            yield f"{kind}:{one}", f"{kind}:{other}", verdict, f"{kind}:{first}" if first else ""


def read_against(lookup: Lookup, show: bool) -> Iterator[str]:
    """The figures that rest on pairs judged by reading."""
    c: Counter[str] = Counter()
    for one, other, verdict, first in judged_pairs(lookup):
        record = lookup.record(one, other)
        whole = record is not None and record.relation in LINKED
        kind = "apart" if verdict in ("furniture", "formula") else verdict
        c[kind] += 1
        c[f"{kind} linked"] += whole
        c[f"{kind} any"] += record is not None
        if first and record:
            told = {"left-first": record.left, "right-first": record.right}.get(record.direction or "")
            c["first " + ("undecided" if told is None else "right" if told == first else "wrong")] += 1
        if show and (record is None if kind in ("copy", "passages") else record is not None):
            print(f"{verdict}  {one} {other} {record.relation + ': ' + record.why if record else ''}")
    copies, apart, passages = max(c["copy"], 1), max(c["apart"], 1), max(c["passages"], 1)
    yield (
        f"copies.linked {c['copy linked'] / copies:.3f} of {c['copy']} "
        f"(any record {c['copy any'] / copies:.3f})"
    )
    yield f"copies.passages {c['passages any'] / passages:.3f} of {c['passages']}"
    yield f"copies.apart {1 - c['apart any'] / apart:.3f} of {c['apart']} (as one text {c['apart linked']})"
    right, wrong, not_told = c["first right"], c["first wrong"], c["first undecided"]
    yield f"copies.first {right} right, {wrong} wrong, {not_told} undecided"


def main() -> int:
    """Prints the figures; with --show, the links that are held to be false."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--copies", action="store_true", help="only the pairs judged by reading")
    arguments = parser.parse_args()
    show = arguments.show
    events = Path(os.environ.get("CROSSWIRE_DATA", ".data")) / "events"
    if not events.is_dir():
        print(f"dev_lineage: NOT RUN: {events} is not there; name the data with CROSSWIRE_DATA.")
        return 0
    lookup = Lookup(events)
    print(*read_against(lookup, show), sep="\n")
    if arguments.copies:
        return 0
    counts: dict[str, Counter[str | None]] = {k: Counter() for k in ("candidates", "apart", "furniture")}
    listed = list(listed_pairs(events, lookup))
    labelled = [(one, other, label_of(one, other, lookup)) for one, other in listed]
    done = {frozenset(pair) for pair in listed}
    for one, other in event_pairs(lookup):
        shared = containment(lookup.text(one).shingles, lookup.text(other).shingles)
        if frozenset((one, other)) not in done and shared < APART:
            labelled.append((one, other, "apart"))
    for one, other, label in labelled:
        got = lookup.relation(one, other)
        counts[label][got] += 1
        if show and label != "candidates" and got in LINKED:
            print(f"{label}  {one} {other} {lookup.title(one)} | {lookup.title(other)}")
    for label, by_relation in counts.items():
        linked, total = sum(by_relation[k] for k in LINKED), by_relation.total()
        print(
            f"lineage.{label:11} linked {linked} of {total}, shared passages {by_relation['shared-passages']}"
        )
    return 0


def label_of(one: str, other: str, lookup: Lookup) -> str:
    """Whether a listed pair may share its article, or can share furniture only."""
    two = one.startswith("gva") and lookup.found[one][0] != lookup.found[other][0]
    return "furniture" if two and lookup.title(one) != lookup.title(other) else "candidates"


if __name__ == "__main__":
    sys.exit(main())
