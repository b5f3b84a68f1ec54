"""Near-duplicates and shared passages among many texts that are all at hand.

Takes the five-word shingles of texts, in order; gives the pairs that share text, by the measures of the
lineage stream without its window and houses, several times as fast as one text after another. A fingerprint
that more than `TEXTS` texts hold proves nothing here either.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crosswire.link.lineage_segment import TEXTS, VERSIONS
from crosswire.link.lineage_stream import MEETING, NEAR, SHARED
from crosswire.text.join import sharing_pairs
from crosswire.text.minhash import band_codes, signatures
from crosswire.text.shingles import Codes, distinct, shared_number
from crosswire.text.winnow import fingerprints

# Texts whose signatures are made at once; it changes no result.
_AT_ONCE = 512


def copied_pairs(runs: Sequence[Codes]) -> list[tuple[int, int, int]]:
    """Pairs of positions, the smaller first, and how many distinct shingles they share; in order.

    `runs` are the shingle codes of each text, by the position of their first words.
    """
    sets = [distinct(r) for r in runs]
    passages = sharing_pairs([fingerprints(r) for r in runs], least=MEETING, cap=TEXTS)
    banded = sharing_pairs(_bands(sets), least=1, cap=VERSIONS)
    found = dict.fromkeys(zip(*(side.tolist() for side in passages[:2]), strict=True), False)
    found.update(((i, j), True) for i, j in zip(*(side.tolist() for side in banded[:2]), strict=True))
    out = []
    for (i, j), near in sorted(found.items()):
        shared = shared_number(sets[i], sets[j])
        if shared >= SHARED or (near and shared >= NEAR * (len(sets[i]) + len(sets[j]) - shared)):
            out.append((i, j, shared))
    return out


def _bands(sets: Sequence[Codes]) -> list[Codes]:
    """The bands of every set; none of a set too small to be a near-duplicate of anything."""
    none = np.zeros(0, dtype=np.uint64)
    bands = [none] * len(sets)
    large = [n for n, s in enumerate(sets) if len(s) >= SHARED]
    for start in range(0, len(large), _AT_ONCE):
        part = large[start : start + _AT_ONCE]
        for n, made in zip(part, signatures([sets[n] for n in part]), strict=True):
            bands[n] = band_codes(made)
    return bands
