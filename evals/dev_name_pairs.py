"""The name-pair score against labelled pairs, with two tools measured on the same pairs in the same run.

    python -m evals.dev_name_pairs [--nomenklatura PYTHON] [--errors] [--calibration]

In: the name benchmark of nomenklatura and BSNLP's open documents under the folder that CROSSWIRE_DATA names.
Out: F1, Brier score, calibration error and time a pair, for people's rows (open half, closed half), for rows
that a language model proposed, for both. Our constants were fitted on the open half, the model's rows and
BSNLP: `cv` figures are from five-fold refits that had not seen the pair. rapidfuzz and nomenklatura are given
the threshold that suits them best on the very rows. PYTHON is an interpreter that has nomenklatura.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from crosswire.text.name_match import SAME, match_names
from evals.dev_reports import NOT_RUN, AbsentError
from evals.fit_names import fit, probabilities, rows
from evals.name_pairs import Pair, benchmark_pairs, bsnlp_pairs

Array = NDArray[np.float64]
_FOLDS, _BINS = 5, 10
_NOMENKLATURA = """
import json, sys, time
from followthemoney import Dataset, StatementEntity
from nomenklatura.matching.logic_v2.model import LogicV2
data, config = Dataset.make({"name": "x", "title": "x"}), LogicV2.default_config()
def entity(name, n):
    return StatementEntity(data, {"schema": "Person", "id": str(n), "properties": {"name": [name]}})
def run(pairs, first):
    # Names are kept by the entity's id: each must have one of its own.
    return [
        LogicV2.compare(entity(a, first + 2 * n), entity(b, first + 2 * n + 1), config).score
        for n, (a, b) in enumerate(pairs)
    ]
pairs = json.load(sys.stdin)
run(pairs[:3], 0)
start = time.process_time()
scores = run(pairs, 10)
print(json.dumps({"scores": scores, "seconds": time.process_time() - start}))
"""


def f1(scores: Array, same: Array, threshold: float) -> float:
    """F1 of calling pairs from a threshold on the same."""
    said = scores >= threshold
    return float(2 * np.sum(said & (same == 1)) / max(1, np.sum(said) + np.sum(same)))


def best(scores: Array, same: Array) -> tuple[float, float]:
    """The best F1 that any threshold reaches, and that threshold."""
    return max((f1(scores, same, t), float(t)) for t in np.unique(scores))


def calibration_error(scores: Array, same: Array) -> float:
    """The mean distance between what is said and what is so, over ten bins of equal width."""
    place = np.clip((scores * _BINS).astype(int), 0, _BINS - 1)
    bins = [place == n for n in range(_BINS) if np.any(place == n)]
    return float(sum(abs(scores[b].mean() - same[b].mean()) * b.mean() for b in bins))


def cross_validated(pairs: Sequence[Pair]) -> Array:
    """The probability of every pair from a fit that saw four fifths of those that may be fitted on."""
    matrix, labels, weight = rows(pairs)
    may = np.array([p.open or p.kind == "silver" for p in pairs])
    own = np.flatnonzero(may)
    fold = own % _FOLDS
    scores = probabilities(matrix, fit(matrix[own], labels[own], weight[own]))
    for k in range(_FOLDS):
        kept, out = own[fold != k], own[fold == k]
        scores[out] = probabilities(matrix[out], fit(matrix[kept], labels[kept], weight[kept]))
    return scores


def microseconds(score: Callable[[str, str], object], pairs: Sequence[Pair]) -> float:
    """Processor time a pair, all pairs being distinct."""
    score("Anna Dorel", "Olga Dorel")  # tables are read at the first call
    start = time.process_time()
    for pair in pairs:
        score(pair.left, pair.right)
    return (time.process_time() - start) / len(pairs) * 1e6


def nomenklatura(python: str | None, pairs: Sequence[Pair]) -> tuple[Array, float] | None:
    """LogicV2's scores and microseconds a pair, where an interpreter has it."""
    if python is None:
        return None
    asked = json.dumps([(p.left, p.right) for p in pairs])
    ran = subprocess.run(
        [python, "-c", _NOMENKLATURA], input=asked, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        return None
    answer = json.loads(ran.stdout)
    return np.array(answer["scores"]), answer["seconds"] / len(pairs) * 1e6


def show(name: str, scores: Array, same: Array, threshold: float = SAME) -> None:
    """One line of figures."""
    brier = float(np.mean((scores - same) ** 2))
    print(
        f"name_pairs.{name} {f1(scores, same, threshold):.3f} F1 at {threshold:.2f}; Brier {brier:.3f}, "
        f"calibration error {calibration_error(scores, same):.3f}; {len(same)} pairs, {int(same.sum())} same"
    )


def table(scores: Array, same: Array) -> None:
    """What is said and what is so, by bins."""
    place = np.clip((scores * _BINS).astype(int), 0, _BINS - 1)
    for n in range(_BINS):
        held = place == n
        if held.any():
            print(
                f"  {n / _BINS:.1f}-{(n + 1) / _BINS:.1f}: said {scores[held].mean():.2f}, so {same[held].mean():.2f}, {held.sum()} pairs"
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    options = _options(arguments)
    try:
        persons = [p for p in benchmark_pairs() if p.schema == "PERSON"]
        others = [p for p in benchmark_pairs() if p.schema == "ORG"]
        slavic, slavic_orgs = bsnlp_pairs("PERSON"), bsnlp_pairs("ORG")
    except AbsentError as error:
        print(f"Not run: {error}")
        return NOT_RUN
    taken = microseconds(match_names, persons)
    pairs = persons + slavic
    scores, same = cross_validated(pairs), np.array([float(p.same) for p in pairs])
    human = np.array([p.kind == "human" for p in pairs])
    is_open = np.array([p.open for p in pairs])
    bench = np.array([p.kind != "bsnlp" for p in pairs])
    show("human", scores[human], same[human])
    show("human.open.cv", scores[human & is_open], same[human & is_open])
    show("human.closed", scores[human & ~is_open], same[human & ~is_open])
    show("persons.cv", scores[bench], same[bench])
    show("bsnlp.cv", scores[~bench], same[~bench])
    print(f"time: {taken:.0f} µs a pair, {len(persons)} distinct pairs of persons, each seen once")
    if options.calibration:
        print("said and so, all pairs of persons, cross-validated:")
        table(scores, same)
    orgs = others + slavic_orgs
    org_scores, org_same = cross_validated(orgs), np.array([float(p.same) for p in orgs])
    of_bench = np.array([p.kind != "bsnlp" for p in orgs])
    show("organisations.cv", org_scores[of_bench], org_same[of_bench])
    _compare(persons, options.nomenklatura)
    if options.errors:
        _errors(pairs, scores, human & is_open)
    return 0


def _compare(persons: Sequence[Pair], python: str | None) -> None:
    same = np.array([float(p.same) for p in persons])
    human = np.array([p.kind == "human" for p in persons])
    tools: dict[str, tuple[Array, float]] = {}
    for name, score in (("WRatio", fuzz.WRatio), ("token_sort_ratio", fuzz.token_sort_ratio)):
        values = np.array([score(p.left.casefold(), p.right.casefold()) / 100 for p in persons])
        tools[f"rapidfuzz {name}"] = (values, microseconds(score, persons))
    found = nomenklatura(python, persons)
    if found is None:
        print("nomenklatura: not measured, no interpreter was given that has it (--nomenklatura PYTHON)")
    else:
        tools["nomenklatura LogicV2"] = found
    for name, (values, taken) in tools.items():
        for part, held in (("human", human), ("all", human | True)):
            reached, at = best(values[held], same[held])
            print(
                f"{name}, {part} rows: best F1 {reached:.3f} at {at:.2f}, {f1(values[held], same[held], 0.7):.3f} at 0.70; {taken:.0f} µs"
            )


def _errors(pairs: Sequence[Pair], scores: Array, held: NDArray[np.bool_]) -> None:
    for n in np.flatnonzero(held):
        if (scores[n] >= SAME) != pairs[n].same:
            reasons = "; ".join(
                f"{r.says} {r.weight:+.1f}" for r in match_names(pairs[n].left, pairs[n].right).reasons
            )
            print(
                f"  {scores[n]:.2f} {'same' if pairs[n].same else 'two '} {pairs[n].left} | {pairs[n].right}: {reasons}"
            )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nomenklatura", metavar="PYTHON")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--calibration", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
