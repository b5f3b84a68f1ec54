"""Which pairs of reports are worth comparing for lineage.

Takes reports laid out for lineage; gives pairs of positions. A pair is worth it if it shares runs of
three words to an extent that unrelated reports do not: even a second translation keeps some of them.
Reports in two languages share no runs of words; they are worth it if they share numbers and names.
Reports of the same words throughout are worth it however short they are, as forwarded messages are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crosswire.link.lineage_text import ReportText
from crosswire.text.shingles import Codes, shared_counts

# Share of the smaller set of three-word runs, and their number. Second translations shared 24 % of
# theirs in one real pair and 4 to 6 % in three that were written to keep no wording; of same-event
# pairs without shared wording 6 % pass at .08, about a quarter at .04.
GATE_SHARE = 0.04
GATE_COUNT = 5
# The same of content words: a rewrite keeps no runs, but names and nouns. Of rewrites whose history is known the
# least shared a quarter of them.
CONTENT_SHARE = 0.2
CONTENT_COUNT = 18
# The same of the numbers and names of two reports in different languages. Of 300 translations the least
# shared .44 of them, and seven.
CROSSING_SHARE = 0.2
CROSSING_COUNT = 5


def candidate_pairs(texts: Sequence[ReportText]) -> tuple[tuple[int, int], ...]:
    """Pairs of positions in `texts`, each with the smaller first, in order."""
    counts = shared_counts([t.phrases for t in texts])
    sizes = counts.diagonal()
    smaller = np.minimum(sizes[:, None], sizes[None, :])
    worth = (counts >= GATE_COUNT) & (counts >= GATE_SHARE * smaller)
    worth |= _share([np.unique(np.array(t.content, np.uint64)) for t in texts], CONTENT_SHARE, CONTENT_COUNT)
    same: dict[bytes, list[int]] = {}
    for position, text in enumerate(texts):
        if len(text.codes):
            same.setdefault(text.codes.tobytes(), []).append(position)
    for group in same.values():
        worth[np.ix_(group, group)] = True
    languages = np.array([t.report.language or "" for t in texts])
    abroad = languages[:, None] != languages[None, :]
    if abroad.any():
        worth |= abroad & _share([t.marks.names for t in texts], CROSSING_SHARE, CROSSING_COUNT)
    return tuple((int(i), int(j)) for i, j in np.argwhere(np.triu(worth, 1)))


def _share(sets: Sequence[Codes], share: float, count: int) -> NDArray[np.bool_]:
    """For every pair of texts, whether they have so many codes in common, and this share of the smaller set."""
    counts = shared_counts(sets)
    sizes = counts.diagonal()
    smaller = np.minimum(sizes[:, None], sizes[None, :])
    worth: NDArray[np.bool_] = (counts >= count) & (counts >= share * smaller)
    return worth
