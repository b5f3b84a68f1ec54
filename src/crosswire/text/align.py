"""Alignment in order: of two lists of sentences by their likeness, and of two texts word by word.

Takes a matrix of scores or two lists of words; gives pairs of positions or edits, both in order.
What the alignment proves is decided elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference between two word lists: half-open positions; one side may be empty."""

    kind: Literal["replace", "delete", "insert"]
    left_start: int
    left_end: int
    right_start: int
    right_end: int


def reciprocal_best(scores: Matrix, threshold: float) -> tuple[Pair, ...]:
    """Pairs of rows and columns that are each other's best, at least at `threshold`, by row.

    >>> reciprocal_best(np.array([[0.9, 0.2], [0.8, 0.1]]), 0.25)
    ((0, 0),)
    """
    if not scores.size:
        return ()
    best_column, best_row = scores.argmax(axis=1), scores.argmax(axis=0)
    return tuple(
        (i, int(j)) for i, j in enumerate(best_column) if best_row[j] == i and scores[i, j] >= threshold
    )


def longest_in_order(pairs: Sequence[Pair], weights: Sequence[float] | None = None) -> tuple[Pair, ...]:
    """The heaviest chain of pairs that rises on both sides (each pair weighs 1 unless told).

    >>> longest_in_order([(0, 2), (1, 0), (2, 1)])
    ((1, 0), (2, 1))
    """
    order = sorted(range(len(pairs)), key=lambda k: pairs[k])
    weight = [1.0] * len(pairs) if weights is None else list(weights)
    best: list[float] = []
    back: list[int] = []
    for n, k in enumerate(order):
        value, source = weight[k], -1
        for m in range(n):
            earlier = pairs[order[m]]
            rises = earlier[0] < pairs[k][0] and earlier[1] < pairs[k][1]
            if rises and best[m] + weight[k] > value:
                value, source = best[m] + weight[k], m
        best.append(value)
        back.append(source)
    chain: list[Pair] = []
    at = max(range(len(best)), key=lambda n: best[n], default=-1)
    while at >= 0:
        chain.append(pairs[order[at]])
        at = back[at]
    return tuple(reversed(chain))


def longest_rising(pairs: Iterable[Pair]) -> int:
    """The length of the longest chain of pairs that rises on both sides.

    >>> longest_rising([(0, 2), (1, 0), (2, 1)])
    2
    """
    tails: list[int] = []
    # Of one row the last column comes first, so that no two pairs of a row stand in one chain.
    for _, column in sorted(pairs, key=lambda p: (p[0], -p[1])):
        at = bisect_left(tails, column)
        tails[at : at + 1] = [column]
    return len(tails)


def align_in_order(scores: Matrix, threshold: float) -> tuple[Pair, ...]:
    """The one-to-one alignment in order whose scores above `threshold` add up to most.

    >>> align_in_order(np.array([[0.9, 0.0], [0.0, 0.1], [0.0, 0.8]]), 0.25)
    ((0, 0), (2, 1))
    """
    rows, columns = scores.shape
    gain = scores - threshold
    total = np.zeros((rows + 1, columns + 1))
    for i in range(1, rows + 1):
        matched = total[i - 1, :-1] + np.maximum(gain[i - 1], 0.0)
        total[i, 1:] = np.maximum.accumulate(np.maximum(total[i - 1, 1:], matched))
    chain: list[Pair] = []
    i, j = rows, columns
    while i and j:
        if total[i, j] == total[i - 1, j]:
            i -= 1
        elif total[i, j] == total[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            chain.append((i, j))
    return tuple(reversed(chain))


def word_edits(left: Sequence[str], right: Sequence[str]) -> tuple[Edit, ...]:
    """What must change to turn one list of words into the other, in order.

    >>> word_edits("we will leave now".split(), "we will not leave".split())
    (Edit(kind='insert', left_start=2, left_end=2, right_start=2, right_end=3), \
Edit(kind='delete', left_start=3, left_end=4, right_start=4, right_end=4))
    """
    matcher = SequenceMatcher(a=list(left), b=list(right), autojunk=False)
    edits: list[Edit] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            edits.append(Edit(kind, a, b, c, d))
    return tuple(edits)
