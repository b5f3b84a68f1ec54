"""Lineage of two reports against histories that are known: relation, manner and direction.

    python -m evals.dev_derivation [--part open|closed] [--folder FOLDER] [--show]

In: `derivation/open/` and `derivation/closed/` (format in `derivation/README.md`). Every report is read by the
product's own reader with what a user's file would say of it (title, text, publisher, stamp), annotated, and each
annotated pair is judged as a dossier of two would judge it. Out, for each half and for both:
  relation.f1   micro F1 over the pairs whose gold or answer is a relation; a wrong relation is one miss and one
                false link, a link where gold has none is a false link, and silence about a pair that is marked
                undecided counts for nothing;
  linked.f1     the same with all relations taken for one: linked at all;
  direction     right answers over the correctly linked pairs whose gold names an original, over those of them
                that were answered, and over all pairs whose gold names an original;
and of every manner how many pairs were linked, and with the right relation. Errors are shown of the open half
alone, on which rules were tuned; of the closed half only totals are printed.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crosswire.annotate.report import annotate_parsed
from crosswire.link.lineage import find_lineage
from crosswire.read import read_each, unpack
from crosswire.types import Annotations, Lineage, Problem, Report
from evals.dev_reports import not_run, parsed

FOLDER = Path(__file__).parent / "derivation"
HALVES = ("open", "closed")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A pair of reports with its history; names are STORY/ID, `original` is one of them or None."""

    left: str
    right: str
    relation: str
    manner: str
    original: str | None
    undecided: bool


@dataclass(slots=True)
class Tally:
    """What was counted over pairs."""

    counts: Counter[str] = field(default_factory=Counter)
    manners: dict[str, Counter[str]] = field(default_factory=dict)


def stories(half: str, folder: Path = FOLDER) -> Iterator[tuple[str, Row]]:
    """The stories of one half by name."""
    for path in sorted((folder / half).glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text(encoding="utf-8"))


def read(rows: Mapping[str, Row]) -> dict[str, Report]:
    """The reports by name, as the product reads them. Raises ValueError where one cannot be read."""
    found = {}
    for name, row in rows.items():
        given = {k: str(row[k]) for k in ("title", "text", "publisher", "published") if row.get(k)}
        line = json.dumps(given).encode()
        one = list(read_each(unpack(io.BytesIO(line), f"{name.replace('/', '-')}.jsonl")))
        if len(one) != 1 or isinstance(one[0], Problem):
            raise ValueError(f"{name}: not read: {one}")
        found[name] = one[0]
    return found


def annotated(reports: Sequence[Report], name: str) -> list[Annotations]:
    """What each report says."""
    docs = parsed(reports, name)
    return [
        annotate_parsed(r, d, anchor=(r.published or "")[:10] or None, resolving=False)
        for r, d in zip(reports, docs, strict=True)
    ]


def gold_pairs(name: str, story: Row) -> Iterator[Pair]:
    """The annotated pairs of one story."""

    def full(report: str) -> str:
        return report if "/" in report else f"{name}/{report}"

    for row in story.get("pair", ()):
        yield Pair(
            left=full(row["left"]),
            right=full(row["right"]),
            relation=row["relation"],
            manner=row["manner"],
            original=full(row["direction"]) if row.get("direction") else None,
            undecided=bool(row.get("undecided")),
        )


def judged(one: Report, other: Report, said: Mapping[str, Annotations]) -> Lineage | None:
    """The record of a dossier of two reports; None where there is none."""
    records, _ = find_lineage((one, other), (said[one.id], said[other.id]))
    return records[0] if records else None


def first_of(record: Lineage) -> str | None:
    """The id of the report that a record holds to be the original."""
    return {"left-first": record.left, "right-first": record.right}.get(record.direction or "")


def score(pair: Pair, record: Lineage | None, ids: Mapping[str, str], tally: Tally) -> list[str]:
    """Counts one pair; gives what is wrong with the answer."""
    got = record.relation if record else "none"
    if pair.undecided and record is None:
        return []
    c, wanted = tally.counts, pair.relation
    by_manner = tally.manners.setdefault(f"{wanted} {pair.manner}", Counter())
    by_manner["pairs"] += 1
    by_manner["linked"] += got != "none"
    by_manner["same"] += got == wanted
    c["gold"] += wanted != "none"
    c["found"] += got != "none"
    c["hits"] += got == wanted != "none"
    c["linked"] += got != "none" and wanted != "none"
    wrong = [] if got == wanted else [f"relation {got}"]
    if pair.original and wanted != "none":
        first = first_of(record) if record else None
        outcome = "undecided" if first is None else "right" if first == ids[pair.original] else "wrong"
        c["directed"] += 1
        c["directed right"] += outcome == "right"
        if record:
            c[f"direction {outcome}"] += 1
            by_manner[outcome] += 1
            wrong += [f"direction {outcome}"] if outcome != "right" else []
    elif record and first_of(record):
        c["siblings directed"] += 1
    return wrong


def f1(hits: int, gold: int, found: int) -> float:
    return 2 * hits / (gold + found) if gold + found else 1.0


def report(name: str, tally: Tally) -> Iterator[str]:
    """The lines of one half or both."""
    c = tally.counts
    hits, gold, found, linked = c["hits"], c["gold"], c["found"], c["linked"]
    yield (
        f"derivation.{name}.relation.f1 {f1(hits, gold, found):.3f} "
        f"({hits} right of {gold} gold, {found} found)"
    )
    yield f"derivation.{name}.linked.f1 {f1(linked, gold, found):.3f} ({linked} of {gold} gold, {found} found)"
    right, wrong, open_ = (c[f"direction {x}"] for x in ("right", "wrong", "undecided"))
    yield (
        f"derivation.{name}.direction {right / max(right + wrong + open_, 1):.3f} "
        f"({right} right, {wrong} wrong, {open_} undecided; of those answered "
        f"{right / max(right + wrong, 1):.3f}; of all {c['directed']} with an original "
        f"{c['directed right'] / max(c['directed'], 1):.3f}; siblings given one {c['siblings directed']})"
    )
    for manner, counts in sorted(tally.manners.items()):
        directed = " ".join(f"{k} {counts[k]}" for k in ("right", "wrong", "undecided") if counts[k])
        relation = f"relation right {counts['same'] if not manner.startswith('none') else '-'}"
        yield f"  {manner:28} {counts['pairs']:4} pairs, linked {counts['linked']:4}, {relation}; {directed}"


def measure(halves: Iterable[str], show: bool, folder: Path = FOLDER) -> dict[str, Tally]:
    """The tallies by half, and of all together."""
    tallies: dict[str, Tally] = {}
    for half in halves:
        found = dict(stories(half, folder))
        rows = {f"{name}/{row['id']}": row for name, story in found.items() for row in story["report"]}
        reports = read(rows)
        said = {a.report: a for a in annotated(list(reports.values()), f"derivation-{half}")}
        ids = {name: r.id for name, r in reports.items()}
        for name, story in found.items():
            for pair in gold_pairs(name, story):
                record = judged(reports[pair.left], reports[pair.right], said)
                wrong = score(pair, record, ids, tallies.setdefault(half, Tally()))
                score(pair, record, ids, tallies.setdefault("all", Tally()))
                if show and half == "open" and wrong:
                    why = f" [{record.why}]" if record else ""
                    print(
                        f"{pair.left} {pair.right.split('/')[-1]}: {pair.relation} {pair.manner} "
                        f"{(pair.original or '').split('/')[-1]}: {', '.join(wrong)}{why}"
                    )
    return tallies


def main() -> int:
    """Prints the figures; with --show, the errors of the open half."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", choices=HALVES)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    given = parser.parse_args()
    halves = [given.part] if given.part else [h for h in HALVES if any((given.folder / h).glob("*.toml"))]
    if not halves:
        return not_run(given.folder)
    for name, tally in measure(halves, given.show, given.folder).items():
        print(*report(name, tally), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
