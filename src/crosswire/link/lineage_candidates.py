"""Which pairs of reports are worth comparing for lineage.

Takes reports laid out for lineage; gives pairs of positions. A pair is worth it if it shares runs of
three words to an extent that unrelated reports do not: even a second translation keeps some of them.
A few reports are compared each with each.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from crosswire.link.lineage_text import ReportText
from crosswire.text.shingles import shared_counts

# Share of the smaller set of three-word runs, and their number. Of 1,223 same-event pairs without
# shared wording 6 % pass; a second machine translation shared 32 %, the weakest rewrite found 10 %.
GATE_SHARE = 0.08
GATE_COUNT = 5
# So few reports are all compared: a translation of a translation may keep hardly any run of words.
FEW = 24


def candidate_pairs(texts: Sequence[ReportText]) -> tuple[tuple[int, int], ...]:
    """Pairs of positions in `texts`, each with the smaller first, in order."""
    if len(texts) <= FEW:
        return tuple(combinations(range(len(texts)), 2))
    counts = shared_counts([t.phrases for t in texts])
    sizes = counts.diagonal()
    smaller = np.minimum(sizes[:, None], sizes[None, :])
    worth = (counts >= GATE_COUNT) & (counts >= GATE_SHARE * smaller)
    return tuple((int(i), int(j)) for i, j in np.argwhere(np.triu(worth, 1)))
