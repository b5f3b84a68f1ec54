"""Dev evaluation of figures on real reports that a reader annotated: found, and read right in all they mean.

    python -m evals.dev_annotated [--show] [--dated]

In: `evals/annotated/` (stand-off, see its README) and the sets it draws on, in the folder that
CROSSWIRE_DATA names (default `.data`). A report is scored only where its text as read is the one annotated;
the others are named. Where none is there the evaluation says so and exits 3.
Out: the scores of `evals/score_figures.py` for the open half, the closed half and all. `--show` lists the
errors of the open half; those of the closed half are never listed, so that rules cannot be fitted to it.
`--dated` gives a report that has no date but the one printed in its text that date, as a user's records
would: the days of figures are then told apart from how printed dates are read.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crosswire.annotate.parse import load
from crosswire.annotate.report import annotate
from crosswire.types import Figure, Report
from evals.annotated_rows import rows
from evals.dev_reports import data_folder, not_run, read_rows, rows_of
from evals.matching import Item, Items, Outcome
from evals.score_figures import score_figures

GOLD = Path(__file__).parent / "annotated"
HALVES = ("open", "closed")


def annotated_reports(gold: Items, *, dated: bool) -> tuple[dict[str, Report], list[str]]:
    """The annotated reports that are there, by key, and a line for each that is not."""
    wanted = {(g["set"], g["id"]): g for g in gold}
    held = [row for row in rows(data_folder()) if (row["set"], row["id"]) in wanted]
    if dated:
        held = [{**r, "date": r["date"] or wanted[r["set"], r["id"]]["printed"]} for r in held]
    found, missing = {}, []
    for row, report in zip(held, read_rows(held), strict=True):
        g = wanted.pop((row["set"], row["id"]))
        if hashlib.sha256(report.text.encode()).hexdigest() == g["sha256"]:
            found[g["key"]] = report
        else:
            missing.append(f"{g['key']} ({g['set']} {g['id']}): the text as read is not the one annotated")
    missing += [f"{g['key']} ({g['set']} {g['id']}): not in the data" for g in wanted.values()]
    return found, sorted(missing)


def told(figure: Figure, key: str) -> Item:
    """A figure as the dossier tells it, with the speaker's name for an entity."""
    day = figure.as_of
    return {
        "id": f"{key}.{figure.id}",
        "report": key,
        "start": figure.span.start,
        "end": figure.span.end,
        "text": figure.span.text,
        "number": figure.number,
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "measure": figure.measure,
        "group": figure.group,
        "attributed_to": figure.speaker.text if figure.speaker else None,
        "attributed_text": figure.source.text if figure.source else None,
        "as_of": {"start": day.start, "end": day.end} if day else None,
    }


def scored(figures: Items, gold: Items, keys: Sequence[str]) -> Outcome:
    """The scores of the figures of some reports."""
    names = {f["attributed_to"] for f in figures if f["attributed_to"]}
    dossier = {"figures": figures, "entities": [{"id": name, "name": name} for name in sorted(names)]}
    wanted = [g for g in gold if g["report"] in keys]
    return score_figures(dossier, {"figures": wanted}, {key: key for key in keys})[0]


def shown(outcome: Outcome, texts: dict[str, str]) -> list[str]:
    """The errors, one a line, with the words that they are about."""
    lines = []
    for error in outcome.errors:
        span: dict[str, Any] = error.span or {}
        words = texts[span["report"]][span["start"] : span["end"]].replace("\n", " ")
        lines.append(f"{error.kind} {span['report']} {words!r} | expected {error.expected} | {error.found}")
    return sorted(lines)


def main() -> int:
    """Prints the scores of both halves and of all."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--show", action="store_true", help="list the errors of the open half")
    arguments.add_argument("--dated", action="store_true", help="give printed dates as the reports' dates")
    options = arguments.parse_args()
    listed = rows_of(GOLD / "reports.jsonl")
    reports, missing = annotated_reports(listed, dated=options.dated)
    for line in missing:
        print(f"Left out: {line}")
    if not reports:
        return not_run(data_folder() / "events")
    nlp, figures = load(), []
    for key, report in sorted(reports.items()):
        said = annotate(report, nlp, anchor=report.published[:10] if report.published else None)
        figures += [told(f, key) for f in said.figures]
    gold = rows_of(GOLD / "figures.jsonl")
    for half in (*HALVES, "all"):
        keys = [g["key"] for g in listed if g["key"] in reports and half in (g["half"], "all")]
        outcome = scored([f for f in figures if f["report"] in keys], gold, keys)
        print(f"\n{half}: {len(keys)} reports")
        for name, (value, detail) in outcome.scores.items():
            print(f"  {name:28} {value:.3f}  {detail}")
        if half == "open" and options.show:
            print(*shown(outcome, {key: reports[key].text for key in keys}), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
