"""Dev evaluation of stories: how often what several reports of one incident come to is what a registry holds.

Reads the incidents of the Gun Violence Archive with their reports (SemEval-2018 Task 5) from the directory
that the environment variable CROSSWIRE_DATA names (default `.data`): `events/gva_dev_incidents.jsonl`. Where
it is absent the evaluation says so and counts as not run (exit status 3), never as passed.

    python -m evals.dev_gva [--sample N] [--show killed|injured|arrested]

Each incident has two reports or more, read with title, text, source and date alone. Killed and injured are
scored over all incidents, arrested over those where the registry holds some. The incidents are split into
two halves by a hash of their id; the rules may be tuned on errors of the half "seen" only. `any` is how often
the registry's number stands in some account of a single report: what choosing between reports could reach.
The registry counts a dead shooter among the killed. Baselines over all: zeros .334 / .368 / 0; a regular
expression and a vote .510 / .565.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from typing import Any

from crosswire.annotate.report import annotate_parsed
from crosswire.link.lineage import find_lineage
from crosswire.reconcile.accounts import Account, accounts_of
from crosswire.reconcile.report_tolls import report_tolls
from crosswire.reconcile.story_tolls import story_tolls
from crosswire.types import Annotations, Measure, Report, Toll
from evals.dev_reports import data_folder, not_run, parsed, read_rows, rows_of

MEASURES: dict[str, Measure] = {"killed": "killed", "injured": "injured", "arrested": "detained"}


def is_seen(incident: str) -> bool:
    """Whether the errors of this incident may be looked at."""
    return hashlib.sha256(incident.encode()).digest()[-1] % 2 == 0


def read_incidents(
    incidents: list[dict[str, Any]],
) -> list[tuple[dict[str, Any], list[Report], list[Annotations]]]:
    """Each incident with its reports and what they say; a report that stands twice is read once."""
    rows = [r for i in incidents for r in i["reports"]]
    reports = read_rows(rows, date="dct")
    docs = parsed(reports, "gva")
    annotated = [
        annotate_parsed(r, d, anchor=(r.published or "")[:10] or None)
        for r, d in zip(reports, docs, strict=True)
    ]
    found, at = [], 0
    for incident in incidents:
        end = at + len(incident["reports"])
        held = {r.id: (r, a) for r, a in zip(reports[at:end], annotated[at:end], strict=True)}
        found.append((incident, [r for r, _ in held.values()], [a for _, a in held.values()]))
        at = end
    return found


def solve(
    reports: list[Report], annotations: list[Annotations]
) -> tuple[dict[Measure, Toll], list[dict[Measure, Account]]]:
    """The tolls of one incident, and the accounts of its reports."""
    tolls = {r.id: report_tolls(r, a) for r, a in zip(reports, annotations, strict=True)}
    _, families = find_lineage(tuple(reports), tuple(annotations))
    found = story_tolls(
        "s", reports, {a.report: a for a in annotations}, tolls, families, silence_counts=True
    )
    accounts = [accounts_of(r, a, tolls[r.id]) for r, a in zip(reports, annotations, strict=True)]
    return {t.measure: t for t in found}, accounts


def _number(toll: Toll | Account | None) -> int:
    return int(toll.number or 0) if toll is not None else 0


def _show(
    incident: dict[str, Any],
    what: str,
    toll: Toll | None,
    reports: list[Report],
    accounts: list[dict[Measure, Account]],
) -> None:
    gold = incident["gold"]
    print(
        f"\n{incident['incident']}: {what} {_number(toll)}, recorded {gold['killed']} {gold['injured']} {gold['arrested']}"
    )
    print(f"  {toll.why if toll else 'nothing told'}")
    for report, told in zip(reports, accounts, strict=True):
        said = {m: (_number(a), a.weight, a.why) for m, a in told.items()}
        print(f"  {report.published} {report.title}: {said}\n    {report.text[:400]!r}")


def main() -> int:
    """Prints the share of incidents whose tolls are the registry's, for both halves and for all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sample", type=int, default=0)
    arguments.add_argument("--show", choices=tuple(MEASURES))
    options = arguments.parse_args()
    path = data_folder() / "events" / "gva_dev_incidents.jsonl"
    if not path.is_file():
        return not_run(path)
    incidents = rows_of(path)
    if options.sample:
        incidents = random.Random(7).sample(incidents, min(options.sample, len(incidents)))
    score: dict[tuple[str, str], list[tuple[bool, bool]]] = {}
    for incident, reports, annotated in read_incidents(incidents):
        tolls, accounts = solve(reports, annotated)
        half = "seen" if is_seen(incident["incident"]) else "unseen"
        for what, measure in MEASURES.items():
            want, got = incident["gold"][what], _number(tolls.get(measure))
            hit = got == want, any(_number(a.get(measure)) == want for a in accounts)
            names = [f"{what}.with_zeros" if what == "arrested" else what]
            names += [what] if what == "arrested" and want else []
            for name in names:
                for part in (half, "all"):
                    score.setdefault((name, part), []).append(hit)
            if options.show == what and got != want and half == "seen":
                _show(incident, what, tolls.get(measure), reports, accounts)
    for (name, part), hits in sorted(score.items()):
        right, possible = (sum(h[k] for h in hits) for k in (0, 1))
        print(
            f"gva.{name} {part} {right / len(hits):.3f} ({right} of {len(hits)}), any {possible / len(hits):.3f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
