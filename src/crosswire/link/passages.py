"""Passages that two reports share word for word, with their places in both.

Takes two reports laid out for lineage; gives aligned stretches and how much of each report they
cover. A stretch counts only if enough of its words stand outside quotation marks: many reports quote
one speech without copying from each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosswire.link.lineage_text import ReportText
from crosswire.text.shingles import Run, shared_runs
from crosswire.types import PassagePair

# A shared stretch needs this many matching words outside quotations. Below, same-event reports that
# share no text meet in set phrases and full titles ("the united nations high commissioner for …").
PASSAGE_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """The shared stretches in the left report's order, and the share (0 to 1) of each report's own
    words (outside quotations) that lies in them; `words` is the number of matching own words."""

    pairs: tuple[PassagePair, ...]
    left_share: float
    right_share: float
    words: int


def shared_text(left: ReportText, right: ReportText) -> SharedText:
    """What two reports share word for word."""
    runs = [(run, own) for run in shared_runs(left.codes, right.codes) if (own := _own(left, right, run))]
    kept = [(run, own) for run, own in runs if own >= PASSAGE_WORDS]
    matched = sum(own for _, own in kept)
    return SharedText(
        pairs=tuple(_pair(left, right, run) for run, _ in kept),
        left_share=matched / left.size if left.size else 0.0,
        right_share=matched / right.size if right.size else 0.0,
        words=matched,
    )


def _own(left: ReportText, right: ReportText, run: Run) -> int:
    """How many matching words of a stretch stand outside quotations in both reports."""
    inside = min(
        int(np.count_nonzero(left.own[run.left_start : run.left_end])),
        int(np.count_nonzero(right.own[run.right_start : run.right_end])),
    )
    return min(inside, run.matched)


def _pair(left: ReportText, right: ReportText, run: Run) -> PassagePair:
    a, b = left.words[run.left_start : run.left_end], right.words[run.right_start : run.right_end]
    return PassagePair(
        left=left.report.span(a[0].start, a[-1].end),
        right=right.report.span(b[0].start, b[-1].end),
        score=round(run.matched / max(len(a), len(b)), 4),
    )
