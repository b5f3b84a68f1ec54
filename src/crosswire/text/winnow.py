"""Fingerprints of a text: a thin choice of its shingles by which shared passages are found.

Takes shingle codes in the text's order; gives a sorted set of them, about two in thirteen. The choice is
winnowing (Schleimer, Wilkerson, Aiken 2003): of every twelve shingles in a row the smallest code. So two
texts that share a run of sixteen words share a fingerprint for certain, wherever the run stands and
however long the texts are, and the share of one text's fingerprints that stands in another estimates
containment. What a shared fingerprint means is decided elsewhere.
"""

from __future__ import annotations

import numpy as np

from crosswire.text.shingles import Codes, changes, distinct

# Of so many shingles in a row one is kept. With shingles of five words, a shared run of 12 + 5 - 1 = 16
# words is never missed.
WINDOW = 12


def fingerprints(codes: Codes, window: int = WINDOW) -> Codes:
    """The distinct fingerprints of shingle codes given in order, sorted.

    >>> len(fingerprints(np.arange(100, dtype=np.uint64)[::-1].copy()))
    89
    """
    if len(codes) <= window:
        return distinct(codes)[:1]
    smallest, width = codes, 1
    while width < window:
        step = min(width, window - width)
        smallest = np.minimum(smallest[:-step], smallest[step:])
        width += step
    # The smallest of one stretch is mostly that of the next: sort each once.
    return distinct(smallest[changes(smallest)])
