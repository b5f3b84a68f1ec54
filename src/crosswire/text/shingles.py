"""Runs of words shared word for word by two texts.

Takes the folded words of texts; gives codes of words and of runs of n words (shingles), the stretches
that two texts share, and how many shingles each pair of many texts shares. A code is 64 bits from
BLAKE2, so it is the same on every machine and in every run. What a shared stretch means is decided
elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
# Columns multiplied at once when pairs are counted: bounds the memory, changes no result.
_CHUNK = 8192


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch that two word lists share: half-open word positions, and the words that match in it."""

    left_start: int
    left_end: int
    right_start: int
    right_end: int
    matched: int


@lru_cache(maxsize=65536)
def word_code(word: str) -> int:
    """A 64-bit code of one folded word."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def word_codes(words: Sequence[str]) -> Codes:
    """The codes of words, in order."""
    return np.array([word_code(w) for w in words], dtype=np.uint64)


def shingle_codes(codes: Codes, size: int = 5) -> Codes:
    """The code of every run of `size` words, by the position of its first word.

    >>> len(shingle_codes(word_codes("the dam held through the night".split()), 5))
    2
    """
    count = len(codes) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    out = codes[:count].copy()
    for k in range(1, size):
        out *= _MULTIPLIER
        out += codes[k : k + count]
    out ^= out >> np.uint64(29)
    return out


def distinct(codes: Codes) -> Codes:
    """The distinct codes, sorted: what `np.unique` gives, some ten times as fast on a report's few hundred.

    >>> distinct(np.array([3, 1, 3], dtype=np.uint64)).tolist()
    [1, 3]
    """
    ordered = np.sort(codes)
    if len(ordered) < 2:
        return ordered
    return ordered[changes(ordered)]


def changes(codes: Codes) -> NDArray[np.bool_]:
    """Where a code differs from the one before it; the first does."""
    fresh = np.ones(len(codes), dtype=np.bool_)
    np.not_equal(codes[1:], codes[:-1], out=fresh[1:])
    return fresh


def containment(left: Codes, right: Codes) -> float:
    """The share of the smaller set of shingles that stands in the other; 0 where one is empty."""
    a, b = np.unique(left), np.unique(right)
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0


def shared_number(left: NDArray[np.unsignedinteger[Any]], right: NDArray[np.unsignedinteger[Any]]) -> int:
    """How many codes two sets share, each given as distinct codes.

    >>> shared_number(np.array([1, 2, 5], dtype=np.uint64), np.array([2, 5, 7], dtype=np.uint64))
    2
    """
    both = np.concatenate((left, right))
    both.sort()
    return int((both[1:] == both[:-1]).sum())


def shared_counts(sets: Sequence[Codes]) -> NDArray[np.int64]:
    """For every pair of texts, how many distinct shingles they share (the diagonal: their own number)."""
    own = [np.unique(s) for s in sets]
    counts = np.zeros((len(own), len(own)), dtype=np.int64)
    if not own:
        return counts
    every, seen = np.unique(np.concatenate(own), return_counts=True)
    shared = every[seen > 1]
    for start in range(0, len(shared), _CHUNK):
        part = shared[start : start + _CHUNK]
        held = np.stack([np.isin(part, s, assume_unique=True) for s in own]).astype(np.float32)
        counts += (held @ held.T).astype(np.int64)
    np.fill_diagonal(counts, [len(s) for s in own])
    return counts


def shared_runs(left: Codes, right: Codes, *, size: int = 5, gap: int = 6) -> tuple[Run, ...]:
    """The stretches that two texts (codes of their words) share, in the left text's order.

    Exact stretches of at least `size` words are found greedily, longest first; neighbours that lie at
    most `gap` words apart in both texts are joined. No word of either text stands in two stretches.
    """
    exact = _exact_runs(left, right, size)
    joined: list[Run] = []
    for run in exact:
        last = joined[-1] if joined else None
        if (
            last is not None
            and 0 <= run.left_start - last.left_end <= gap
            and 0 <= run.right_start - last.right_end <= gap
        ):
            joined[-1] = Run(
                last.left_start, run.left_end, last.right_start, run.right_end, last.matched + run.matched
            )
        else:
            joined.append(run)
    return tuple(joined)


def _exact_runs(left: Codes, right: Codes, size: int) -> list[Run]:
    """Maximal equal stretches, longest first, none overlapping another in either text."""
    candidates = _diagonals(shingle_codes(left, size), shingle_codes(right, size), size)
    candidates.sort(key=lambda r: (-r.matched, r.left_start, r.right_start))
    free_left, free_right = np.ones(len(left), bool), np.ones(len(right), bool)
    taken: list[Run] = []
    for run in candidates:
        free = free_left[run.left_start : run.left_end] & free_right[run.right_start : run.right_end]
        start, stop = _longest_true(free)
        if stop - start < size:
            continue
        kept = Run(
            run.left_start + start,
            run.left_start + stop,
            run.right_start + start,
            run.right_start + stop,
            stop - start,
        )
        free_left[kept.left_start : kept.left_end] = False
        free_right[kept.right_start : kept.right_end] = False
        taken.append(kept)
    return sorted(taken, key=lambda r: (r.left_start, r.right_start))


def _diagonals(left: Codes, right: Codes, size: int) -> list[Run]:
    """Every maximal equal stretch, overlapping or not."""
    places: dict[int, list[int]] = {}
    for j, code in enumerate(right.tolist()):
        places.setdefault(code, []).append(j)
    runs: list[Run] = []
    open_runs: dict[int, int] = {}  # diagonal -> left start
    for i, code in enumerate(left.tolist()):
        now = {i - j for j in places.get(code, ())}
        for diagonal in [d for d in open_runs if d not in now]:
            runs.append(_run(open_runs.pop(diagonal), i - 1, diagonal, size))
        for diagonal in now:
            open_runs.setdefault(diagonal, i)
    for diagonal, start in open_runs.items():
        runs.append(_run(start, len(left) - 1, diagonal, size))
    return runs


def _run(start: int, last: int, diagonal: int, size: int) -> Run:
    length = last - start + size
    return Run(start, start + length, start - diagonal, start - diagonal + length, length)


def _longest_true(flags: NDArray[np.bool_]) -> tuple[int, int]:
    """The first longest stretch of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    if not len(edges):
        return 0, 0
    starts, stops = edges[::2], edges[1::2]
    best = int(np.argmax(stops - starts))
    return int(starts[best]), int(stops[best])
