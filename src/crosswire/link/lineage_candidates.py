"""Which pairs of reports are worth comparing for lineage.

Takes reports laid out for lineage; gives pairs of positions. A pair is worth it if it shares runs of
three words to an extent that unrelated reports do not: even a second translation keeps some of them.
Reports in two languages share no runs of words; they are worth it if they share numbers and names.
Reports of the same words throughout are worth it however short they are, as forwarded messages are. Up to
`MANY` reports, a pair is chosen by its own two texts alone; above, set phrases are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from crosswire.link.lineage_copies import copied_pairs
from crosswire.link.lineage_text import ReportText
from crosswire.text.join import sharing_pairs
from crosswire.text.shingles import Codes, distinct, shingle_codes

# Share of the smaller set of three-word runs, and their number. Second translations shared 24 % of
# theirs in one real pair and 4 to 6 % in three that were written to keep no wording; of same-event
# pairs without shared wording 6 % pass at .08, about a quarter at .04.
GATE_SHARE = 0.04
GATE_COUNT = 5
# The same of content words: a rewrite keeps no runs, but names and nouns. Of rewrites whose history is known the
# least shared a quarter of them.
CONTENT_SHARE = 0.18
CONTENT_COUNT = 12
# The same of the numbers and names of two reports in different languages. Of 300 translations the least
# shared .44 of them, and seven; of a short speech three.
CROSSING_SHARE = 0.15
CROSSING_COUNT = 3
# Among more reports than `MANY`, runs of three words and content words that more than `COMMON` reports hold
# do not count: of 5,495 reports of different events .7 % of all pairs shared enough runs without this cap,
# .1 % with it. Copies are then also sought by MinHash and fingerprints.
MANY, COMMON = 1000, 100

Pairs = set[tuple[int, int]]


def candidate_pairs(texts: Sequence[ReportText]) -> tuple[tuple[int, int], ...]:
    """Pairs of positions in `texts`, each with the smaller first, in order."""
    cap = COMMON if len(texts) > MANY else None
    found = {
        *_pairs([t.phrases for t in texts], least=GATE_COUNT, share=GATE_SHARE, cap=cap),
        *_pairs([_distinct(t.content) for t in texts], least=CONTENT_COUNT, share=CONTENT_SHARE, cap=cap),
        *_same_throughout(texts),
        *_abroad(texts),
    }
    if cap is not None:
        # What is copied very often is common too, and must not be lost with the set phrases.
        found |= {(i, j) for i, j, _ in copied_pairs([shingle_codes(t.codes[t.own]) for t in texts])}
    return tuple(sorted(found))


def _pairs(sets: Sequence[Codes], *, least: int, share: float = 0.0, cap: int | None = None) -> Pairs:
    left, right, _ = sharing_pairs(sets, least=least, share=share, cap=cap)
    return set(zip(left.tolist(), right.tolist(), strict=True))


def _distinct(codes: Sequence[int]) -> Codes:
    return distinct(np.array(codes, dtype=np.uint64))


def _same_throughout(texts: Sequence[ReportText]) -> Pairs:
    same: dict[bytes, list[int]] = {}
    for position, text in enumerate(texts):
        if len(text.codes):
            same.setdefault(text.codes.tobytes(), []).append(position)
    return {pair for group in same.values() for pair in combinations(group, 2)}


def _abroad(texts: Sequence[ReportText]) -> Pairs:
    """Pairs in different languages of which one may render the other by the numbers and names that both
    have."""
    languages = [t.report.language or "" for t in texts]
    if len(set(languages)) < 2:
        return set()
    found = _pairs([t.marks.names for t in texts], least=CROSSING_COUNT, share=CROSSING_SHARE)
    return {(i, j) for i, j in found if languages[i] != languages[j]}
