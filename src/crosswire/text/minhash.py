"""MinHash signatures of sets of shingles, and the index that finds near-duplicates by them.

Takes shingle codes (`text.shingles`); gives signatures of 128 slots of 32 bits, estimates of the Jaccard
similarity, and the codes of the bands under which an index keeps a signature (locality-sensitive hashing:
two signatures meet if one band of five slots is equal). Signatures are made by rensa with a fixed seed, so
they are the same in every run and on every machine; they must be made anew if `VERSION` changes. A text
that stands inside a much longer one has a low Jaccard similarity: for those see `text.winnow`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from crosswire.text.shingles import Codes, word_codes

Signature = NDArray[np.uint32]

PERMUTATIONS = 128
SEED = 1
# 25 bands of 5 slots: of pairs with a Jaccard similarity of .7 99 % meet, of .6 87 %, of .5 55 %, of .2 1 %
# (1 - (1 - s^5)^25). The last three slots only serve the estimate.
BANDS, ROWS = 25, 5
# What kept signatures and indexes depend on.
VERSION = f"rensa-rminhash-{RMinHash.ALGORITHM_VERSION}-{PERMUTATIONS}-{SEED}"

# A band's code is a random linear function of its slots (odd factors), another constant for each band.
_FACTORS = word_codes([f"slot {n}" for n in range(ROWS)]) | np.uint64(1)
_SALTS = word_codes([f"band {n}" for n in range(BANDS)])


def signature(codes: Codes) -> Signature:
    """The signature of one set of shingles, shape (128,); all ones where the set is empty.

    The standard error of an estimate from two signatures is at most sqrt(s (1 - s) / 128), .044 at most.
    """
    flat = np.ascontiguousarray(codes, dtype=np.uint64)
    made = RMinHash.digest_matrix_from_flat_token_hashes(flat, [0, len(flat)], PERMUTATIONS, SEED)
    return np.array(made.to_rows()[0], dtype=np.uint32)


def signatures(sets: Sequence[Codes]) -> NDArray[np.uint32]:
    """The signatures of many sets, shape (number of sets, 128), each as `signature` gives it."""
    if not sets:
        return np.zeros((0, PERMUTATIONS), dtype=np.uint32)
    bounds = [0, *np.cumsum([len(s) for s in sets]).tolist()]
    flat = np.ascontiguousarray(np.concatenate(sets), dtype=np.uint64)
    made = RMinHash.digest_matrix_from_flat_token_hashes(flat, bounds, PERMUTATIONS, SEED)
    return np.array(made.to_rows(), dtype=np.uint32)


def similar(one: Signature, others: NDArray[np.uint32]) -> NDArray[np.float64]:
    """The estimated Jaccard similarity of one set with each of several (rows), 0 to 1.

    >>> a = signature(np.arange(1000, dtype=np.uint64))
    >>> float(similar(a, a[None, :])[0])
    1.0
    """
    equal: NDArray[np.float64] = np.equal(others, one).mean(axis=1)
    return equal


def band_codes(one: Signature) -> Codes:
    """The codes of a signature's bands, shape (25,): two signatures are worth comparing if they share one."""
    bands = one[: BANDS * ROWS].reshape(BANDS, ROWS).astype(np.uint64)
    codes: Codes = bands @ _FACTORS + _SALTS
    return codes
