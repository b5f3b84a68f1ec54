"""Fits what each sign of the name-pair score weighs, and writes `src/crosswire/text/name_match/weights.py`.

    python -m evals.fit_names [--write]

Logistic regression with a pull towards weights that a person would give: labelled pairs are few, and a sign
that they hardly show should keep its sense. Pairs by people (open half) count most; rows that a language
model proposed and pairs from BSNLP's open documents count less. The same data give the same file.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crosswire.text.name_match import weights
from crosswire.text.name_match.evidence import SIGNS, signs
from crosswire.text.name_match.words import split_name
from crosswire.types import NameSchema
from evals.dev_reports import AbsentError
from evals.name_pairs import Pair, benchmark_pairs, bsnlp_pairs

Array = NDArray[np.float64]
NAMES = ("base", *SIGNS)
# What a person would give each sign before seeing data, in log-odds. "matched" counts for every word that has
# a counterpart, "whole" where all have one; all other signs only take away, so that no pair of words counts more than two equal ones.
PRIOR = dict.fromkeys(NAMES, -0.5) | {
    "base": -2.0,
    "matched": 2.2,
    "whole": 0.5,
    "slack": -3.0,
    "differs": -3.0,
    "differs_initial": -3.0,
    "initials_only": -2.0,
    "missing_patronymic": 0.0,
    "missing_legal": 0.0,
    "acronym": 3.0,
    "numbers": -2.0,
}
_MAY_ADD = frozenset({"base", "matched", "whole", "acronym"})
# How firmly the prior is held: chosen among 3, 1 and .3 by the cross-validated Brier score of all pairs of persons.
_HOLD, _HOLD_BASE = 1.0, 5.0
_STEPS, _LEAST = 40, 1e-9
# How much one pair counts.
_WEIGHT = {"human": 3.0, "silver": 1.0, "bsnlp": 0.1}


def rows(pairs: Sequence[Pair]) -> tuple[Array, Array, Array]:
    """The signs of pairs as a matrix with a column of ones before it, labels 0 or 1, weights."""
    matrix = np.zeros((len(pairs), len(NAMES)))
    matrix[:, 0] = 1.0
    for n, pair in enumerate(pairs):
        for sign in signs(*(split_name(n, body=pair.schema != "PERSON") for n in (pair.left, pair.right))):
            matrix[n, NAMES.index(sign.name)] += sign.size
    labels = np.array([float(p.same) for p in pairs])
    return matrix, labels, np.array([_WEIGHT[p.kind] for p in pairs])


def fit(matrix: Array, labels: Array, weight: Array) -> Array:
    """The weights: Newton's method; what would add but may not is set to nothing, and the rest fitted again."""
    free = np.ones(len(NAMES), dtype=bool)
    while True:
        found = np.zeros(len(NAMES))
        found[free] = _newton(matrix[:, free], labels, weight, _prior()[free], _holds()[free])
        wrong = np.array([n not in _MAY_ADD and v > 0 for n, v in zip(NAMES, found)])
        if not wrong.any():
            return found
        free &= ~wrong


def _newton(matrix: Array, labels: Array, weight: Array, prior: Array, hold: Array) -> Array:
    def loss(values: Array) -> float:
        total = matrix @ values
        fitted = np.sum(weight * (np.logaddexp(0.0, total) - labels * total))
        return float(fitted + np.sum(hold * (values - prior) ** 2) / 2)

    found = prior.copy()
    for _ in range(_STEPS):
        chance = probabilities(matrix, found)
        slope = matrix.T @ (weight * (chance - labels)) + hold * (found - prior)
        curve = (matrix * (weight * chance * (1 - chance))[:, None]).T @ matrix + np.diag(hold)
        step = np.linalg.solve(curve, slope)
        # Steps can overshoot from a prior far off: they are halved until the loss falls.
        while loss(found - step) > loss(found) and np.abs(step).max() > _LEAST:
            step = step / 2
        found = found - step
    return found


def _prior() -> Array:
    return np.array([PRIOR[n] for n in NAMES])


def _holds() -> Array:
    return np.array([_HOLD_BASE if n == "base" else _HOLD for n in NAMES])


def probabilities(matrix: Array, found: Array) -> Array:
    """What weights say of pairs."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(matrix @ found, -60, 60))), dtype=np.float64)


def training(schema: NameSchema) -> list[Pair]:
    """All pairs that may be fitted on."""
    bench = [p for p in benchmark_pairs() if p.schema == schema and (p.open or p.kind == "silver")]
    return bench + bsnlp_pairs(schema)


def main(arguments: Sequence[str]) -> int:
    """Fits both sets of weights; writes them with --write."""
    try:
        found = {s: fit(*rows(training(s))) for s in ("PERSON", "ORG")}
    except AbsentError as error:
        print(f"Not run: {error}")
        return 3
    lines = [
        '"""What each sign weighs. Written by `python -m evals.fit_names --write`; do not edit by hand."""'
    ]
    lines += ["", "from typing import Final", ""]
    for schema, values in found.items():
        lines.append(f"{schema}: Final[dict[str, float]] = {{")
        lines += [f'    "{name}": {value:.3f},' for name, value in zip(NAMES, values)]
        lines.append("}")
    print("\n".join(lines))
    if "--write" in arguments:
        Path(weights.__file__).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
