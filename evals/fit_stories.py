"""Fits the weights of the signals by which reports join stories (`link.story_score.WEIGHTS`).

    python -m evals.fit_stories [--kept FOLDER] [--without SIGNAL …]

Each set of `evals.dev_stories` is streamed with every report put where it is known to belong. A pair of a report and
a story that the stream would compare is one example, true where the report belongs there. Logistic regression with
a small ridge; the sets count alike, by their true pairs. Pairs of reports whose story is unknown are left out, and
pairs of the closed halves are never fitted on. For each set: F1 over pairs of the closed half, at the threshold that is best
for it, by weights fitted on all sets and on the others alone; then the weights.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosswire.link.story_score import SIGNALS, signals
from crosswire.link.story_stream import StoryStream
from crosswire.link.story_terms import WORD_, StoryTerms
from evals.dev_stories import Known, is_open, known

FITTED = ("news69", "ecb", "fakes", "gva", "basil")
Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Signals of pairs of a report and a story, whether it belongs there, and whether it is of the open half."""

    values: Floats
    same: NDArray[np.bool_]
    opened: NDArray[np.bool_]


class Taught(StoryStream):
    """A stream in which every report is put where it belongs.

    To each true pair comes a false one: the same words with the names and numbers of another report, as an event has
    that looks alike but befell others elsewhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self._past: list[Known] = []

    def teach(self, report: Known, wanted: dict[str, int]) -> list[tuple[Floats, bool]]:
        """The pairs of one report, which is then put into its story."""
        weighed = self._vocabulary.weigh(report.terms)
        stories = self._likeliest(weighed)
        own = wanted.get(report.story) if report.story else None
        if own is not None and own not in {s.number for s in stories}:
            stories.append(self._stories[own])
        pairs = [(signals(weighed, s.centroid), s.number == own) for s in stories]
        other = next((k.terms for k in reversed(self._past) if k.story != report.story), None)
        if own is not None and other is not None:
            renamed = self._vocabulary.weighed(_renamed(report.terms, other))
            pairs.append((signals(renamed, self._stories[own].centroid), False))
        self._past.append(report)
        story = self._stories[own] if own is not None else self._found(report.terms.report)
        self._add(weighed, story)
        if report.story:
            wanted[report.story] = story.number
        return pairs


def _renamed(terms: StoryTerms, other: StoryTerms) -> StoryTerms:
    """The words of one report with the names and numbers of another."""
    rows = {
        code: (kind, weight, text, lead)
        for one, named in ((other, True), (terms, False))
        for code, kind, weight, text, lead in zip(
            one.codes.tolist(),
            one.kinds.tolist(),
            one.weights.tolist(),
            one.texts,
            one.leads.tolist(),
            strict=True,
        )
        if (kind != WORD_) == named
    }
    codes = sorted(rows)
    return replace(
        terms,
        codes=np.array(codes, dtype=np.uint64),
        kinds=np.array([rows[c][0] for c in codes], dtype=np.uint8),
        weights=np.array([rows[c][1] for c in codes], dtype=np.float32),
        texts=tuple(rows[c][2] for c in codes),
        leads=np.array([rows[c][3] for c in codes], dtype=np.bool_),
    )


def pairs_of(reports: Sequence[Known]) -> Pairs:
    """All pairs of a set, but those of reports whose story is unknown."""
    stream, wanted = Taught(), {}
    values, same, opened = [], [], []
    for report in reports:
        for value, is_same in stream.teach(report, wanted):
            if report.story:
                values.append(value)
                same.append(is_same)
                opened.append(is_open(report.story))
    return Pairs(np.array(values), np.array(same), np.array(opened))


def fit(sets: Sequence[Pairs], columns: Sequence[int], *, ridge: float = 1.0, each: float = 300.0) -> Floats:
    """The weights of all signals, the base last; those of signals not among `columns` are zero."""
    values = np.vstack([p.values[:, columns] for p in sets])
    same = np.concatenate([p.same for p in sets]).astype(float)
    share = np.concatenate([np.full(len(p.same), each / p.same.sum()) for p in sets])
    given = np.hstack([values, np.ones((len(values), 1))])
    penalty = np.full(given.shape[1], ridge)
    penalty[-1] = 1e-6
    weights = np.zeros(given.shape[1])
    for _ in range(40):
        likely = 1 / (1 + np.exp(-np.clip(given @ weights, -30, 30)))
        slope = given.T @ (share * (likely - same)) + penalty * weights
        curve = (given.T * (share * likely * (1 - likely))) @ given + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-7:
            break
    out = np.zeros(len(SIGNALS) + 1)
    out[list(columns)], out[-1] = weights[:-1], weights[-1]
    return out


def best_f1(pairs: Pairs, weights: Floats) -> tuple[float, float]:
    """F1 over pairs at the threshold that is best, and that threshold."""
    odds = pairs.values @ weights[:-1] + weights[-1]
    order = np.argsort(-odds)
    hits = np.cumsum(pairs.same[order])
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + pairs.same.sum())
    best = int(f1.argmax())
    return float(f1[best]), float(odds[order][best])


def _half(pairs: Pairs, *, opened: bool) -> Pairs:
    at = pairs.opened == opened
    return Pairs(pairs.values[at], pairs.same[at], pairs.opened[at])


def main() -> int:
    """Prints figures and weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--without", nargs="*", default=[])
    given = parser.parse_args()
    columns = [n for n, s in enumerate(SIGNALS) if s not in given.without]
    pairs = {name: pairs_of(known(name, given.kept)) for name in FITTED}
    opened = {name: _half(p, opened=True) for name, p in pairs.items()}
    everything = fit(list(opened.values()), columns)
    for name, p in pairs.items():
        others = fit([opened[o] for o in FITTED if o != name], columns)
        closed = _half(p, opened=False)
        said = [f"{f1:.3f} at {at:+.2f}" for f1, at in (best_f1(closed, everything), best_f1(closed, others))]
        print(f"{name:8} closed half: {said[0]}; fitted on other sets alone: {said[1]}")
    print("WEIGHTS: dict[str, float] = {")
    for name, weight in zip(SIGNALS, everything[:-1].tolist(), strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"}}\nBASE = {everything[-1]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
