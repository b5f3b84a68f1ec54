"""How well divergences of renderings are classed: invented pairs of renderings with the kind written beside.

    python -m evals.dev_divergences [--show]

In: `evals/made_divergences.toml`. Out: the share of pairs whose gravest divergence is of the kind written, over
both halves and by kind; `--show` lists the others.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from pathlib import Path

from crosswire.reconcile.divergences import divergences, rendering
from crosswire.types import Report

PAIRS = Path(__file__).parent / "made_divergences.toml"
# Which of several divergences a pair is known by.
GRAVITY = (
    "negation", "number", "date", "name", "subject", "condition", "hardening", "softening", "omission", "tense",
    "wording", "synonym",
)  # fmt: skip


def kinds(left: str, right: str) -> list[str]:
    """The kinds of divergence between two renderings, gravest first."""
    reports = [Report(id=f"r{n}", source="x", text=t, sha256="x") for n, t in enumerate((left, right))]
    found = divergences([rendering(r.span(0, len(r.text)), f"q{n}") for n, r in enumerate(reports)])
    return sorted({d.kind for d in found}, key=GRAVITY.index)


def main() -> int:
    """Prints the accuracies."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true", help="list the pairs that are classed otherwise")
    show = parser.parse_args().show
    table = tomllib.loads(PAIRS.read_text(encoding="utf-8"))
    right, asked = Counter[str](), Counter[str]()
    for half in ("first", "second"):
        for one, other, kind in table[half]:
            found = next(iter(kinds(one, other)), "")
            for key in ("all", half, f"kind {kind or 'none'}"):
                asked[key] += 1
                right[key] += found == kind
            if show and found != kind:
                print(f"{half}: {kind or 'none'}, found {kinds(one, other)}: {one} / {other}")
    for key in asked:
        print(f"divergences.{key:18} {right[key] / asked[key]:.3f} {right[key]} of {asked[key]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
