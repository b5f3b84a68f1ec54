"""Which pairs of many texts share how many codes: all at once, exactly, by sorting.

Takes sets of codes; gives the pairs that share enough of them, with the number. The work is the sum, over
all codes, of the pairs of texts that hold the code, and memory is bounded, so thousands of texts are no
trouble; a table of all pairs is never kept. For texts that come one by one see `text.postings`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crosswire.text.shingles import Codes

Rows = NDArray[np.int64]

# Steps of the join that are held at once: this bounds memory and changes no result.
_STEPS = 1 << 21


def sharing_pairs(
    sets: Sequence[Codes], *, least: int = 1, share: float = 0.0, cap: int | None = None
) -> tuple[Rows, Rows, Rows]:
    """Pairs of rows that share at least `least` codes and at least `share` of the smaller set: the first
    row of each, the second (larger), and how many codes they share; in order.

    Codes of one set must be distinct. Codes held by more than `cap` sets are left out of the number; the
    sizes stay those of the whole sets.
    """
    sizes = np.array([len(s) for s in sets], dtype=np.int64)
    rows, ends = _postings(sets, sizes, cap)
    found = [_counted(rows, ends, part, sizes, least, share) for part in _parts(rows, ends)]
    none = np.zeros(0, dtype=np.int64)
    left, right, shared = (np.concatenate([none, *(f[k] for f in found)]) for k in range(3))
    return left, right, shared


def _postings(sets: Sequence[Codes], sizes: Rows, cap: int | None) -> tuple[Rows, Rows]:
    """The rows that hold each code held by several, code after code, rows in order; and, for every entry,
    where the list of its code ends."""
    none = np.zeros(0, dtype=np.uint64)
    codes = np.concatenate([none, *sets])
    order = np.argsort(codes, kind="stable")
    rows = np.repeat(np.arange(len(sets)), sizes)[order]
    _, spread = np.unique(codes[order], return_counts=True)
    several = (spread > 1) & (spread <= (len(sets) if cap is None else cap))
    kept = np.repeat(several, spread)
    ends = np.repeat(np.cumsum(spread[several]), spread[several])
    return rows[kept], ends


def _parts(rows: Rows, ends: Rows) -> list[Rows]:
    """The entries, those of one row together, in parts whose join fits into the bound (that of a single row
    always does)."""
    order = np.argsort(rows, kind="stable")
    steps = np.cumsum((ends - np.arange(len(rows)) - 1)[order])
    last = np.flatnonzero(rows[order][1:] != rows[order][:-1]) + 1
    stops = [*last.tolist(), len(rows)]
    parts, first, done = [], 0, 0
    for stop, following in zip(stops if len(rows) else (), [*stops[1:], None], strict=False):
        if following is None or steps[following - 1] - done > _STEPS:
            parts.append(order[first:stop])
            first, done = stop, steps[stop - 1]
    return parts


def _counted(
    rows: Rows, ends: Rows, entries: Rows, sizes: Rows, least: int, share: float
) -> tuple[Rows, Rows, Rows]:
    """The pairs whose first row has its entries in a part."""
    later = ends[entries] - entries - 1
    starts = np.repeat(np.cumsum(later) - later, later)
    others = rows[np.repeat(entries + 1, later) + np.arange(len(starts)) - starts]
    pairs = np.sort(np.repeat(rows[entries], later) * len(sizes) + others)
    first = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])) if len(pairs) else pairs
    shared = np.diff(np.append(first, len(pairs)))
    left, right = pairs[first] // len(sizes), pairs[first] % len(sizes)
    enough = (shared >= least) & (shared >= share * np.minimum(sizes[left], sizes[right]))
    return left[enough], right[enough], shared[enough]
