"""The evaluation gate: dossiers of the samples and of the seeds, scored and held against their floors.

    python -m evals.gate [NAME…] [--raise] [--write]

Prints a table; exits 1 where a figure lies below its floor, or a floored figure is gone. What is absent
is reported as not run and never counts as passed. `--raise` moves floors up to what was reached;
`--write` puts the tables into docs/evaluation.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from evals import floors
from evals.cases import Case, build, cases
from evals.dev_gate import HEAVY
from evals.dev_gate import measures as dev_measures
from evals.dev_reports import AbsentError
from evals.given_names import measure as measure_given_names
from evals.score import score
from evals.score_pages import measure as measure_pages
from evals.write_page import write_page

Scores = dict[str, tuple[float, str]]


# What is measured beside dossiers: whether the program knows the given reports, the annotated pages of evals/pages, and
# the development data.
MEASURED: dict[str, Callable[[], Scores]] = {
    "given-names": measure_given_names,
    "pages": measure_pages,
} | dev_measures()


def run(case: Case) -> Scores:
    """All figures of one case."""
    dossier, gold, texts = build(case)
    return score(dossier, gold, texts)


def table(name: str, scores: Scores, held: Mapping[str, float]) -> tuple[str, list[str]]:
    """The printed table of a case, and the names of the figures that fail."""
    lines, failed = [f"\n{name}"], []
    for figure in sorted({*scores, *held}):
        floor = held.get(figure)
        if figure not in scores:
            failed.append(figure)
            lines.append(f"  {figure:32} gone     floor {floor:.2f}  FAILS")
            continue
        value, detail = scores[figure]
        below = floor is not None and not floors.holds(figure, value, floor)
        failed += [figure] if below else []
        printed = "no floor  " if floor is None else f"floor {floor:.2f}"
        lines.append(f"  {figure:32} {value:.3f}  {printed}  {'FAILS  ' if below else ''}{detail}")
    return "\n".join(lines), failed


def main(arguments: Sequence[str]) -> int:
    """Runs the gate; the exit status."""
    options = _options(arguments)
    held, results, below, absent = floors.load(), dict[str, Scores](), list[str](), list[str]()
    for case in cases():
        if options.names and case.name not in options.names:
            continue
        if (gone := case.absent) is not None:
            absent.append(f"not run: {case.name}: {gone} is absent")
            continue
        results[case.name] = run(case)
        text, failed = table(case.name, results[case.name], held.get(case.name, {}))
        print(text, flush=True)
        below += [f"{case.name}: {figure}" for figure in failed]
    for name, measure in MEASURED.items():
        if (options.names and name not in options.names) or (name in HEAVY and name not in options.names):
            continue
        try:
            results[name] = measure()
        except AbsentError as error:
            absent.append(f"not run: {name}: {error}")
            continue
        text, failed = table(name, results[name], held.get(name, {}))
        print(text, flush=True)
        below += [f"{name}: {figure}" for figure in failed]
    if options.lift:
        floors.write(held | {name: floors.raised(held.get(name, {}), s) for name, s in results.items()})
    if options.write:
        write_page(results, floors.load(), absent)
    print()
    for line in (*(f"below its floor: {name}" for name in below), *absent):
        print(line)
    if not results:
        print("nothing was measured")
        return 1
    print(f"{len(results)} measured, {len(absent)} not run, {len(below)} figures below their floors")
    return 1 if below else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.gate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="cases to run; all where none is named")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise floors to what was reached")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/evaluation.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
