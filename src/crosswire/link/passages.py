"""Passages that two reports share word for word, with their places in both.

Takes two reports laid out for lineage; gives aligned stretches and how much of each report they
cover; what is furniture of the page in any case counts nowhere. A stretch counts only if enough of its words stand outside quotation marks: many reports quote
one speech without copying from each other. And the whole must concern the reports: what two pages
of one site share without a word of their headlines or recurring names is furniture that the reader
missed (lists of videos, log-in forms), and is set aside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from crosswire.lang import table
from crosswire.link.lineage_text import ReportText, content_codes
from crosswire.text.fold import fold
from crosswire.text.shingles import Run, shared_runs, word_code
from crosswire.text.tokens import words
from crosswire.types import PassagePair

# A shared stretch needs this many matching words outside quotations. Below, same-event reports that
# share no text meet in set phrases and full titles ("the deputy head of the delegation to …").
PASSAGE_WORDS = 12
# A stretch as long as this is no single statement of somebody's, though it tells of some.
STATEMENT = 45
# Shared text concerns a report if it holds this share of its headline's content words, or two of its
# names. Of 90 pairs of pages on different shootings that share 30 % or more of their text, nearly all
# shared furniture only; copies with new headlines keep a third of the words and more.
TITLE_SHARE = 0.25
# Or content words in common with the rest of the report: so many, and this share of the smaller part's.
COHESIVE, COHESION = 4, 0.15
_STEM = 5
_NAMES = 2
# A borrowed paragraph has at least so many words, and as many of the report's own on both sides.
AMID = 25
_SENTENCE_END = re.compile(r"[.!?][”\"’')]?(?:\s|$)")
# Of pages of unknown publishers, fewer words in common than this may be a site's furniture.
UNKNOWN_SITE = 40
# Where so much of both reports is shared, one headline that fits is enough, if the other is akin to it.
WHOLE = 0.6


@cache
def _function_words() -> frozenset[str]:
    return frozenset(table("en", "stopwords")["words"])


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """The shared stretches in the left report's order, as passages and as runs of words, and the share (0 to 1) of
    each report's words (furniture aside) that lies in them; `words` is the number of matching words outside
    quotations. Where
    `furniture` is set, the stretches do not concern the reports, and prove no common text; where
    `amid` is set, some of them stand amid other text in both, as a borrowed paragraph does."""

    pairs: tuple[PassagePair, ...]
    runs: tuple[Run, ...]
    left_share: float
    right_share: float
    words: int
    furniture: bool
    amid: bool

    @property
    def shorter(self) -> float:
        """The share of the report that is shared most."""
        return max(self.left_share, self.right_share)

    @property
    def longer(self) -> float:
        """The share of the other."""
        return min(self.left_share, self.right_share)


NOTHING_SHARED = SharedText(
    pairs=(), runs=(), left_share=0.0, right_share=0.0, words=0, furniture=False, amid=False
)


def shared_text(left: ReportText, right: ReportText) -> SharedText:
    """What two reports share word for word."""
    every = shared_runs(left.codes, right.codes)
    kept = [(run, own) for run in every if (own := _own(left, right, run)) >= PASSAGE_WORDS]
    matched = sum(own for _, own in kept)
    # Once reports are known to share more than somebody's words, these count too for how much they share.
    told = [
        (run, a, b)
        for run in every
        if min(a := _told(left, run, 0), b := _told(right, run, 1)) >= PASSAGE_WORDS
    ]
    runs = tuple(run for run, _, _ in told) if kept else ()
    shares = (
        sum(a for _, a, _ in told) / max(int(left.told.sum()), 1) if kept else 0.0,
        sum(b for _, _, b in told) / max(int(right.told.sum()), 1) if kept else 0.0,
    )
    concerned = _concerns(left, "left", kept), _concerns(right, "right", kept)
    # A whole copy under a headline of its own is still a copy if the headlines have a word in common.
    whole = min(shares) >= WHOLE and any(concerned) and bool(_headline(left) & _headline(right))
    return SharedText(
        pairs=tuple(_pair(left, right, run) for run, _ in kept),
        runs=runs,
        left_share=shares[0],
        right_share=shares[1],
        words=matched,
        furniture=bool(kept) and not whole and not all(concerned) and _may_be_one_site(left, right, matched),
        amid=_embedded(left, right, kept),
    )


def _told(text: ReportText, run: Run, side: int) -> int:
    """How many matching words of a stretch are no furniture in one report, quotations included."""
    start, end = ((run.left_start, run.left_end), (run.right_start, run.right_end))[side]
    return min(int(text.told[start:end].sum()), run.matched)


def _may_be_one_site(left: ReportText, right: ReportText, matched: int) -> bool:
    """Whether two pages may share furniture: of one publisher, or of one unknown."""
    names = {fold(t.report.publisher) if t.report.publisher else None for t in (left, right)}
    return (None not in names and len(names) == 1) or (None in names and matched < UNKNOWN_SITE)


def _embedded(left: ReportText, right: ReportText, kept: list[tuple[Run, int]]) -> bool:
    """Whether a stretch of whole sentences stands amid other text in both reports, as a borrowed
    paragraph does; furniture stands at the edges."""
    return any(
        _amid(left, run.left_start, run.left_end) and _amid(right, run.right_start, run.right_end)
        for run, own in kept
        if own >= AMID
    )


def _amid(text: ReportText, start: int, end: int) -> bool:
    before, after = int(text.own[:start].sum()), int(text.own[end:].sum())
    stretch = text.report.text[text.words[start].start : text.words[end - 1].end + 1]
    return min(before, after) >= AMID and _SENTENCE_END.search(stretch) is not None


def _concerns(text: ReportText, side: Literal["left", "right"], kept: list[tuple[Run, int]]) -> bool:
    """Whether the stretches hold words of the report's headline or names that it uses elsewhere."""
    inside = np.zeros(len(text.words), dtype=bool)
    for run, _ in kept:
        start, end = (run.left_start, run.left_end) if side == "left" else (run.right_start, run.right_end)
        inside[start:end] = True
    shared = {w.folded for w, i in zip(text.words, inside) if i}
    title = _headline(text)
    if not title or len(title & {w[:_STEM] for w in shared}) >= TITLE_SHARE * len(title):
        return True
    outside = {w.folded for w, i in zip(text.words, inside) if not i and text.report.text[w.start].isupper()}
    names = {w for w in outside & shared if w not in _function_words() and word_code(w) in text.names}
    if len(names) >= _NAMES:
        return True
    here, there = (
        content_codes([w for w, i, t in zip(text.words, inside, text.told) if t and i == k])
        for k in (True, False)
    )
    common = len(set(here) & set(there))
    return common >= COHESIVE and common >= COHESION * min(len(set(here)), len(set(there)))


def _headline(text: ReportText) -> frozenset[str]:
    """The beginnings of the content words of a report's headline."""
    heading = words(text.report.title or "")
    return frozenset(w.folded[:_STEM] for w in heading if w.folded not in _function_words())


def _own(left: ReportText, right: ReportText, run: Run) -> int:
    """How many matching words of a stretch are the reports' own in both, nobody's words quoted or told."""
    inside = min(
        int(np.count_nonzero(left.voice[run.left_start : run.left_end])),
        int(np.count_nonzero(right.voice[run.right_start : run.right_end])),
    )
    told = min(
        int(np.count_nonzero(left.own[run.left_start : run.left_end])),
        int(np.count_nonzero(right.own[run.right_start : run.right_end])),
    )
    return min(told if told >= STATEMENT else inside, run.matched)


def _pair(left: ReportText, right: ReportText, run: Run) -> PassagePair:
    a, b = left.words[run.left_start : run.left_end], right.words[run.right_start : run.right_end]
    return PassagePair(
        left=left.report.span(a[0].start, a[-1].end),
        right=right.report.span(b[0].start, b[-1].end),
        score=round(run.matched / max(len(a), len(b)), 4),
    )
