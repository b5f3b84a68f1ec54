"""Passages side by side: what a report has of another, with the words in which the two differ.

In: the strands of descent. Out: a `Panel` for each with passages of its own: rows in the report's order, each side
in bits of text (the same, other words, words only here; numbers and names that the other side lacks stand out), and
a link to its place. Passages that are the same word for word are shown once. Renderings in two languages are laid
beside each other and only their numbers compared. A page holds so many characters of this; beyond, panels say how
much they leave out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crosswire.text.tokens import words
from crosswire.types import Scalar, Span

from .bits import NAMED, Bit, Known, bits
from .edition import Edition, Witness, place_in
from .lines import Pair, Strand
from .paragraphs import piece_at
from .plain import clamp, language_tag

# Characters of passages that a page shows side by side, and of one passage that is the same on both sides.
_BUDGET, _SAME = 600_000, 220

# Between the ids of two reports that a link joins.
PAIR = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """One side of a row: where it stands, and its bits."""

    href: str
    place: str
    language: str | None
    bits: tuple[Bit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A passage on both sides; `same` where they differ in no word."""

    id: str
    left: Half
    right: Half
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The passages of two reports, the earlier at the left; `alone` are the places that only one has."""

    id: str
    pair: str
    left: Witness
    right: Witness
    counts: str
    why: str
    compared: bool
    rows: tuple[Row, ...]
    left_out: int
    alone: tuple[tuple[Witness, tuple[tuple[str, str], ...]], ...]


def panels(book: Edition) -> dict[str, Panel]:
    """The panels by the id of their strand."""
    found: dict[str, Panel] = {}
    left = _BUDGET
    known = _known(book)
    for strand in book.lines.all:
        if not strand.pairs or strand.other is None:
            continue
        rows: list[Row] = []
        for pair in strand.pairs:
            left -= len(pair.here.text) + len(pair.there.text)
            if left >= 0:
                rows.append(_row(book, pair, known))
        found[strand.id] = _panel(book, strand, tuple(rows))
    return found


def _panel(book: Edition, strand: Strand, rows: tuple[Row, ...]) -> Panel:
    left, right = book.by_report[strand.other or ""], book.by_report[strand.report]
    same = sum(r.same for r in rows)
    total = len(strand.pairs)
    compared = _comparable(left, right)
    counts = f"{total:,} {'passage' if total == 1 else 'passages'}"
    if same:
        counts += ", word for word" if same == total else f", {same:,} of them word for word"
    return Panel(
        id=strand.id,
        pair=PAIR.join(sorted((left.report.id, right.report.id))),
        left=left,
        right=right,
        counts=counts,
        why=strand.why,
        compared=compared,
        rows=rows,
        left_out=total - len(rows),
        alone=_alone(strand, left, right) if strand.whole else (),
    )


def _comparable(left: Witness, right: Witness) -> bool:
    one, other = left.report.language, right.report.language
    return one is None or other is None or one == other


def _row(book: Edition, pair: Pair, known: Mapping[str, Known]) -> Row:
    left, right = book.by_report[pair.there.report], book.by_report[pair.here.report]
    there, here = bits(pair.there, pair.here, known, compared=_comparable(left, right))
    same = all(b.kind == "same" for b in (*there, *here))
    if same:
        there = here = (Bit(text=clamp(" ".join(pair.there.text.split()), _SAME), kind="same"),)
    return Row(
        id=pair.id,
        left=_half(left, pair.there, there),
        right=_half(right, pair.here, here),
        same=same,
    )


def _half(witness: Witness, span: Span, bits: tuple[Bit, ...]) -> Half:
    return Half(
        href=place_id(witness, span.start),
        place=place_in(witness, span.start),
        language=language_tag(witness.report.language),
        bits=bits,
    )


def place_id(witness: Witness, offset: int) -> str:
    """The id of the paragraph in which an offset of a report lies, or of the report."""
    piece = piece_at(witness.pieces, offset)
    return witness.id if piece is None or piece.number is None else f"{witness.id}c{piece.start}"


def _known(book: Edition) -> dict[str, Known]:
    numbers: dict[str, dict[int, tuple[int, Scalar | None]]] = {}
    for figure in book.figures.values():
        if not figure.implied:
            span = figure.number_span
            numbers.setdefault(span.report, {})[span.start] = (span.end, figure.number)
    names: dict[str, set[int]] = {}
    for entity in book.entities.values():
        if entity.type in NAMED:
            for form in entity.forms:
                held = names.setdefault(form.span.report, set())
                for word in words(form.span.text):
                    if form.span.text[word.start : word.start + 1].isupper():
                        held.add(form.span.start + word.start)
    return {
        w.report.id: Known(numbers=numbers.get(w.report.id, {}), names=frozenset(names.get(w.report.id, ())))
        for w in book.witnesses
    }


def _alone(
    strand: Strand, left: Witness, right: Witness
) -> tuple[tuple[Witness, tuple[tuple[str, str], ...]], ...]:
    """The paragraphs of each report of which no passage is laid beside the other."""
    out = []
    for witness, spans in ((left, [p.there for p in strand.pairs]), (right, [p.here for p in strand.pairs])):
        places: dict[str, str] = {}
        for piece in witness.pieces:
            laid = any(s.start < piece.end and piece.start < s.end for s in spans)
            if piece.number is not None and piece.kind is None and not laid:
                places.setdefault(f"¶{piece.number}", f"{witness.id}c{piece.start}")
        if places:
            out.append((witness, tuple(places.items())))
    return tuple(out)
