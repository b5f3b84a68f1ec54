"""Two reports laid beside each other: which sentences of one tell what which of the other tell.

In: two reports with their annotations. Out: their lineage, if they share text, and pairs of sentences in the left report's
order. Two reports that share no text are laid beside each other too, where their sentences tell the same in other words;
in two languages only where one renders the other, since likeness alone says too little there.
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.link.lineage_pair import aligned_sentences, judge, languages_differ
from crosswire.link.lineage_text import lay_out
from crosswire.types import Annotations, Direction, Lineage, PassagePair, Report

_OTHER_WAY: dict[Direction | None, Direction | None] = {
    "left-first": "right-first",
    "right-first": "left-first",
    None: None,
}


def lay_beside(
    left: Report, left_said: Annotations, right: Report, right_said: Annotations
) -> tuple[Lineage | None, tuple[PassagePair, ...]]:
    """The lineage of two reports, `left` as its left, and the pairs of sentences."""
    one, other = lay_out(left, left_said), lay_out(right, right_said)
    # A pair is judged in the order of ids everywhere, so that every page says the same of it.
    if left.id <= right.id:
        lineage = judge(one, other)
    else:
        found = judge(other, one)
        lineage = _turned(found) if found is not None else None
    if languages_differ(one, other):
        return lineage, lineage.evidence if lineage is not None else ()
    return lineage, aligned_sentences(one, other)


def _turned(found: Lineage) -> Lineage:
    """The same lineage, seen from the other report."""
    pairs = [PassagePair(left=p.right, right=p.left, score=p.score) for p in found.evidence]
    return replace(
        found,
        left=found.right,
        right=found.left,
        direction=_OTHER_WAY[found.direction],
        evidence=tuple(sorted(pairs, key=lambda p: (p.left.start, p.right.start))),
    )
