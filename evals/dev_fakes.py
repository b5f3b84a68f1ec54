"""Dev evaluation of tolls: how often what one report comes to is what its reader recorded.

Reads FA-KES (reports of the Syrian war with crowd-sourced tolls) from the directory that the environment
variable CROSSWIRE_DATA names (default `.data`): `events/fakes_other_reports.jsonl` and the reports of the
`events/fakes_*.json`. Where they are absent the evaluation says so and counts as not run (exit status 3).

    python -m evals.dev_fakes [--show killed|children|women]

Killed is scored over rows whose recorded total is not zero, children and women over rows that record
some. The outlets are split into two halves by a hash of their name; the rules may be tuned on errors
of the half "seen" only. Baseline, killed: the first hit of a plain regular expression .752, any hit .832.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from typing import Any

from crosswire.annotate.report import annotate_parsed
from crosswire.reconcile.report_tolls import report_tolls
from crosswire.types import Annotations, Report
from evals.dev_reports import data_folder, not_run, parsed, read_rows, rows_of

_GOLD = {
    "killed": ("nb_civilians", "nb_noncivilians"),
    "children": ("nb_children",),
    "women": ("nb_women",),
    "civilians": ("nb_civilians",),
    "combatants": ("nb_noncivilians",),
}
_PARTY = {"killed": "all"}


def recorded(gold: dict[str, Any], what: str) -> int:
    """What the row records: the sum of its fields for `what`, absent ones zero."""
    return sum(int(gold.get(field) or 0) for field in _GOLD[what])


def is_seen(outlet: str) -> bool:
    """Whether errors of this outlet's reports may be looked at."""
    return hashlib.sha256(outlet.encode()).digest()[-1] % 2 == 0


def tolls(report: Report, annotations: Annotations) -> dict[str, int]:
    """What the report comes to for each of `_GOLD`; 0 where it tells none."""
    found = {t.party: int(t.number or 0) for t in report_tolls(report, annotations) if t.measure == "killed"}
    return {what: found.get(_PARTY.get(what, what), 0) for what in _GOLD}


def _show(row: dict[str, Any], what: str, got: int, annotations: Annotations) -> None:
    print(f"\n{row['id']} {row['source']} {row['date']}: {what} {got}, recorded {row['gold']}")
    print(f"  {row['title']}\n  {row['text'][:600]}")
    for f in (*annotations.figures, *annotations.individuals):
        if f.unit == "persons" and f.measure in ("killed", "injured"):
            marks = [m for m, on in (("part", f.subset), ("background", not f.part_of_event)) if on]
            print(f"    {f.measure} {f.number} {f.qualifier} {f.group} {f.relation} {marks} | {f.span.text}")


def main() -> int:
    """Prints the share of rows whose toll is the recorded one, for both halves of the outlets and for all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--show", choices=tuple(_GOLD))
    options = arguments.parse_args()
    path = data_folder() / "events" / "fakes_other_reports.jsonl"
    if not path.is_file():
        return not_run(path)
    events = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(path.parent.glob("fakes_*.json"))]
    score: dict[tuple[str, str], list[int]] = {}
    sets = ((rows_of(path), "fakes"), ([r for e in events for r in e["reports"]], "fakes_events"))
    for rows, name in sets:
        reports = read_rows(rows)
        for row, report, doc in zip(rows, reports, parsed(reports, name), strict=True):
            annotations = annotate_parsed(report, doc, anchor=(report.published or "")[:10] or None)
            found, half = tolls(report, annotations), "seen" if is_seen(row["source"]) else "unseen"
            for what, got in found.items():
                want = recorded(row["gold"], what)
                kinds = [f"{what}.with_zeros"] + ([what] if want else [])
                for key in ((kind, where) for kind in kinds for where in (half, "all")):
                    score.setdefault(key, [0, 0])
                    score[key][0] += got == want
                    score[key][1] += 1
                if options.show == what and half == "seen" and want and got != want:
                    _show(row, what, got, annotations)
    for what in (*_GOLD, *(f"{w}.with_zeros" for w in _GOLD)):
        parts = [f"{half} {score[what, half][0] / score[what, half][1]:.3f}" for half in ("seen", "unseen")]
        right, of = score[what, "all"]
        print(f"fakes.{what} {right / of:.3f} ({right} of {of} rows; {', '.join(parts)})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
