"""Two reports side by side, sentence by sentence: what both tell, what only one does, and where their words differ.

In: two reports with their annotations, and the pairs of sentences that render each other (`link.laid`). Out: rows in the
order of both texts; every sentence of either article stands in exactly one. In a row of both, bits of text say what is the
same, and what differs; numbers and names that the other side lacks stand out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.present.page.bits import NAMED, Bit, Known, bits
from crosswire.present.page.paragraphs import Piece, cut, piece_at
from crosswire.text.tokens import words
from crosswire.types import Annotations, PassagePair, Report, Span

RowKind = Literal["both", "left", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Sentences of one report: the paragraph in which they begin (None: the title), where they stand, their bits."""

    paragraph: int | None
    start: int
    end: int
    bits: tuple[Bit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What both tell, or only one; `same` where the two differ in no word."""

    kind: RowKind
    left: Cell | None
    right: Cell | None
    same: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All rows in order; `compared` is False for two languages, of which only numbers and names are compared."""

    rows: tuple[Row, ...]
    compared: bool

    def count(self, kind: RowKind) -> int:
        """How many rows are of a kind."""
        return sum(row.kind == kind for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    report: Report
    sentences: tuple[Span, ...]
    pieces: tuple[Piece, ...]

    def cell(self, span: Span, found: tuple[Bit, ...]) -> Cell:
        piece = piece_at(self.pieces, span.start)
        return Cell(paragraph=piece.number if piece else None, start=span.start, end=span.end, bits=found)

    def alone(self, at: int) -> Cell:
        span = self.sentences[at]
        return self.cell(span, (Bit(text=span.text, kind="alone"),))

    def span(self, first: int, last: int) -> Span:
        return self.report.span(self.sentences[first].start, self.sentences[last].end)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Sentences that render each other: the first and last of either side."""

    left: tuple[int, int]
    right: tuple[int, int]


def compare(
    left: Report,
    left_said: Annotations,
    right: Report,
    right_said: Annotations,
    pairs: Sequence[PassagePair],
    *,
    compared: bool,
) -> Comparison:
    """The rows of two reports; `pairs` have `left`'s sentences at their left."""
    one, other = _side(left, left_said), _side(right, right_said)
    known = {left.id: _known(left_said), right.id: _known(right_said)}
    return Comparison(
        rows=tuple(_rows(one, other, _blocks(one, other, pairs), known, compared)), compared=compared
    )


def _side(report: Report, said: Annotations) -> _Side:
    article = tuple(s for s in said.sentences if s.text.strip() and report.is_article(s.start, s.end))
    return _Side(report=report, sentences=article, pieces=cut(report))


def _known(said: Annotations) -> Known:
    """Where numbers and capitalised words of names stand."""
    names = {
        m.span.start + w.start
        for m in said.mentions
        if m.type in NAMED and m.kind in ("name", "acronym")
        for w in words(m.span.text)
        if m.span.text[w.start : w.start + 1].isupper()
    }
    numbers = {f.number_span.start: (f.number_span.end, f.number) for f in said.figures if not f.implied}
    return Known(numbers=numbers, names=frozenset(names))


def _blocks(one: _Side, other: _Side, pairs: Sequence[PassagePair]) -> Iterator[_Block]:
    """Pairs that share a sentence as one block, in order; what would cross an earlier block is left out."""
    lefts = {(s.start, s.end): n for n, s in enumerate(one.sentences)}
    rights = {(s.start, s.end): n for n, s in enumerate(other.sentences)}
    places = [
        (lefts.get((p.left.start, p.left.end)), rights.get((p.right.start, p.right.end))) for p in pairs
    ]
    held: _Block | None = None
    for i, j in sorted((i, j) for i, j in places if i is not None and j is not None):
        if held is not None and (i <= held.left[1] or held.right[0] <= j <= held.right[1]):
            held = _Block(left=(held.left[0], max(i, held.left[1])), right=_widened(held.right, j))
        elif held is None or j > held.right[1]:  # what would cross is left alone
            if held is not None:
                yield held
            held = _Block(left=(i, i), right=(j, j))
    if held is not None:
        yield held


def _widened(span: tuple[int, int], at: int) -> tuple[int, int]:
    """A span of sentences with the next one in it; one further off stays outside."""
    return (span[0], max(span[1], at)) if at <= span[1] + 1 else span


def _rows(
    one: _Side, other: _Side, blocks: Iterator[_Block], known: Mapping[str, Known], compared: bool
) -> Iterator[Row]:
    i = j = 0
    for block in blocks:
        yield from _alone(one, other, i, block.left[0], j, block.right[0])
        yield _both(one, other, block, known, compared)
        i, j = block.left[1] + 1, block.right[1] + 1
    yield from _alone(one, other, i, len(one.sentences), j, len(other.sentences))


def _alone(one: _Side, other: _Side, i: int, to_i: int, j: int, to_j: int) -> Iterator[Row]:
    yield from (Row(kind="left", left=one.alone(n), right=None) for n in range(i, to_i))
    yield from (Row(kind="right", left=None, right=other.alone(n)) for n in range(j, to_j))


def _both(one: _Side, other: _Side, block: _Block, known: Mapping[str, Known], compared: bool) -> Row:
    left, right = one.span(*block.left), other.span(*block.right)
    here, there = bits(left, right, known, compared=compared)
    same = compared and all(b.kind == "same" for b in (*here, *there))
    return Row(kind="both", left=one.cell(left, here), right=other.cell(right, there), same=same)
