"""A report laid out for attribution: which tokens are quoted, and which sentence holds which quotation.

Takes the parsed report and its marked stretches. Quotations are opaque here: a narrative sentence
runs over them, and ends only where the narrator's own words end. Attributes nothing.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from crosswire.annotate.marks import Marked
from crosswire.annotate.marks_text import cue_after, paragraphs, sentence_stops
from crosswire.lang import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A narrative sentence: its offsets, its paragraph, and the quotations in it (by index)."""

    start: int
    end: int
    paragraph: int
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What attribution looks at: tokens, stretches in marks, narrative sentences."""

    doc: Doc
    text: str
    marked: tuple[Marked, ...]
    sentences: tuple[Sentence, ...]
    home: tuple[int, ...]  # sentence of each stretch
    quoted: frozenset[int]  # tokens inside marks
    starts: tuple[int, ...] = field(repr=False)  # offset of each token

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that begin between two offsets, spaces left out."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [t for t in self.doc[first:last] if not t.is_space]

    def narrative(self, start: int, end: int) -> list[Token]:
        """The narrator's own tokens between two offsets."""
        return [t for t in self.tokens(start, end) if t.i not in self.quoted]

    def at(self, offset: int) -> Token | None:
        """The token that holds an offset."""
        index = bisect_right(self.starts, offset) - 1
        return self.doc[index] if 0 <= index < len(self.doc) else None


@cache
def cues(*kinds: str) -> frozenset[str]:
    """The lemmas of the given classes of cue verbs."""
    verbs = table("en", "quotes")["verbs"]
    return frozenset(lemma for kind in kinds for lemma in verbs[kind])


@cache
def cue_nouns() -> frozenset[str]:
    """The nouns of saying ("statement", "warning")."""
    return frozenset(table("en", "quotes")["nouns"]["cue"])


@cache
def documents() -> frozenset[str]:
    """The nouns of texts that say things by themselves ("article", "treaty")."""
    return frozenset(table("en", "quotes")["nouns"]["document"])


def lay_out(doc: Doc, text: str, marked: Sequence[Marked], skip: Sequence[tuple[int, int]]) -> Frame:
    """The frame of a report."""
    starts = tuple(t.idx for t in doc)
    masked = _masked(text, marked)
    sentences: list[Sentence] = []
    home = [0] * len(marked)
    for paragraph, (start, end) in enumerate(_unbroken(list(paragraphs(text, skip)), marked)):
        here = [i for i, m in enumerate(marked) if start <= m.start < end]
        for s, e in _sentences(masked, marked, here, start, end):
            inside = tuple(i for i in here if s <= marked[i].start < e)
            for i in inside:
                home[i] = len(sentences)
            sentences.append(Sentence(start=s, end=e, paragraph=paragraph, quotes=inside))
    quoted = frozenset(
        i for m in marked for i in range(bisect_left(starts, m.outer_start), bisect_left(starts, m.outer_end))
    )
    return Frame(
        doc=doc, text=text, marked=tuple(marked), sentences=tuple(sentences), home=tuple(home),
        quoted=quoted, starts=starts,
    )  # fmt: skip


def _unbroken(found: Sequence[tuple[int, int]], marked: Sequence[Marked]) -> list[tuple[int, int]]:
    """The paragraphs, those joined over whose edge one pair of marks runs: what follows its close may be its cue."""
    crossing = sorted((m.start, m.outer_end) for m in marked)
    joined: list[tuple[int, int]] = []
    at = 0
    for start, end in found:
        while at < len(crossing) and crossing[at][1] <= start:
            at += 1
        open_at = next((c for c in crossing[max(0, at - 1) : at + 2] if c[0] < start < c[1]), None)
        if joined and open_at is not None and joined[-1][0] <= open_at[0]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _masked(text: str, marked: Sequence[Marked]) -> str:
    pieces, at = [], 0
    for m in marked:
        filler = "x" if text[m.start : m.start + 1].islower() else "X"
        pieces += [text[at : m.outer_start], filler * (m.outer_end - m.outer_start)]
        at = m.outer_end
    return "".join([*pieces, text[at:]])


def _sentences(
    masked: str, marked: Sequence[Marked], here: Sequence[int], start: int, end: int
) -> list[tuple[int, int]]:
    stops = set(sentence_stops(masked, start, end))
    for i in here:
        m = marked[i]
        if masked[start : m.outer_start].endswith((".", "!", "?", "…")) and masked[m.start].isupper():
            stops.add(m.outer_start)  # no space between a stop and an opening mark
        if m.outer_end < end and _ends_sentence(masked, m, end):
            stops.add(m.outer_end)
        elif m.outer_end >= end:
            stops.add(end)
    cuts = sorted({start, *stops, end})
    return list(itertools.pairwise(cuts))


def _ends_sentence(masked: str, m: Marked, end: int) -> bool:
    """Whether the narrator's sentence ends with a quotation: not where a cue takes it up."""
    after = masked[m.outer_end : end].lstrip()
    if not after or after[0].islower() or after[0] in ",;:.!?)–—―-":
        return False
    return m.ends_sentence and not cue_after(masked, m.outer_end)
