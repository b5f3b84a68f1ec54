"""The errors behind a score, grouped by kind, with the words around them.

    python -m evals.errors NAME [--show figures|quotes|…] [--kind WORD]

NAME is a case of the gate (hallin-dam, tamsel-port, seeds). Each error shows where it stands, the text
about it with the span marked, what the reader annotated and what the dossier holds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from itertools import groupby

from evals.cases import build, cases
from evals.matching import Error, Item, report_keys
from evals.score import parts

AROUND = 80  # characters on each side


def context(span: Item, text: str) -> str:
    """The span in its text, on one line.

    >>> context({"start": 4, "end": 7}, "The dam gave way.")
    'The ⟦dam⟧ gave way.'
    """
    start, end = span["start"], span["end"]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"{before}⟦{text[start:end]}⟧{after}".split())


def show(errors: Sequence[Error], texts: Mapping[str, str]) -> str:
    """The errors by kind; `texts` by the gold's report keys."""
    blocks = []
    for kind, group in groupby(sorted(errors, key=lambda e: e.kind), key=lambda e: e.kind):
        same = list(group)
        blocks.append(f"== {kind} ({len(same)})")
        blocks += [_one(error, texts) for error in same]
    return "\n".join(blocks)


def _one(error: Error, texts: Mapping[str, str]) -> str:
    lines = []
    if error.span is not None:
        report = error.span["report"]
        words = context(error.span, texts[report]) if report in texts else error.span.get("text", "")
        lines.append(f"{report} {error.span['start']}: {words}")
    if error.expected:
        lines.append(f"    expected  {error.expected}")
    if error.found:
        lines.append(f"    found     {error.found}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Prints the errors of one case; 2 where it is unknown or absent."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.errors", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("name")
    parser.add_argument("--show", default="", help="one part: figures, quotes, entities, …")
    parser.add_argument("--kind", default="", help="only kinds that hold this word")
    options = parser.parse_args(arguments)
    known = {case.name: case for case in cases()}
    case = known.get(options.name)
    if case is None or case.absent is not None:
        reason = f"{case.absent} is absent" if case else f"known are {', '.join(known)}"
        print(f"not run: {options.name}: {reason}", file=sys.stderr)
        return 2
    dossier, gold, texts = build(case)
    outcomes = parts(dossier, gold, texts)
    if options.show and options.show not in outcomes:
        print(f"unknown part {options.show!r}: {', '.join(outcomes)}", file=sys.stderr)
        return 2
    keys = report_keys(dossier, gold)
    by_key = {keys[i]: text for i, text in texts.items() if i in keys} | texts
    for name, outcome in outcomes.items():
        if options.show in ("", name):
            errors = [e for e in outcome.errors if options.kind in e.kind]
            figures = "  ".join(f"{k} {v:.3f}" for k, (v, _) in outcome.scores.items())
            print(f"\n# {name}: {figures}\n{show(errors, by_key)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
