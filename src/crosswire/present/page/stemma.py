"""The descent graph: reports in rows under their originals, in columns by day, lines from each original.

In: the edition. Out: two drawings, one for wide pages (x is time) and one for narrow ones (x is the
original), or none where no two reports share text. Rows never share a height, so labels never meet.
"""

from __future__ import annotations

from dataclasses import dataclass

from .dates import WEEKDAYS, day_of, day_words
from .descent import Strand, descents, passages_words, signs, strands
from .edition import Edition, Witness
from .numbers import join_words, plural, small
from .originals import Mark, Original
from .plain import clamp

# Beyond this many rows the graph is a wall: copies are left to the list, originals and their first
# carriers are drawn.
_ROWS = 40
_ROW, _TOP = 42, 22
_LEFT, _RIGHT, _WIDTH = 30, 600, 950
# Originals not in hand stand before their first carrier, side by side at this distance.
_LANE = 16
_LOST = "lost "


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A report, or an original not in hand (`lost`), with its two lines of text."""

    x: float
    y: float
    marks: tuple[Mark, ...]
    lost: bool
    siglum: str
    id: str | None
    name: str
    note: str
    label_x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line of descent, with the count of passages where there is room for it."""

    path: str
    mark: Mark
    width: float
    dashed: bool
    count: int
    count_x: float
    count_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """One drawing."""

    width: int
    height: int
    days: tuple[tuple[float, str], ...]
    edges: tuple[Edge, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stemma:
    """The section: drawings (none where nothing is shared), the finding in words, who stands alone."""

    wide: Graph | None
    narrow: Graph | None
    words: str
    alone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    original: Original
    witness: Witness | None  # None: the original itself, not in hand


def stemma(book: Edition) -> Stemma:
    """The descent of the reports."""
    lines = strands(book)
    if not lines:
        count = len(book.witnesses)
        text = (
            "There is one report, and so nothing to descend from."
            if count == 1
            else f"No two of the {small(count)} reports share a passage: each is an original of its own."
        )
        return Stemma(wide=None, narrow=None, words=text, alone="")
    rows, alone = _rows(book, lines)
    xs = _columns(book, rows)
    return Stemma(
        wide=_wide(book, rows, lines, xs),
        narrow=_narrow(book, rows, lines),
        words=_in_words(book, lines),
        alone=_alone(alone),
    )


def _rows(book: Edition, lines: tuple[Strand, ...]) -> tuple[list[_Row], list[Witness]]:
    rows: list[_Row] = []
    placed: set[str] = set()
    alone: list[Witness] = []
    linked = {s.report for s in lines} | {s.original.root for s in lines}
    many = len(linked) > _ROWS
    for original in book.originals.all:
        members = [book.by_report[r] for r in original.reports if r not in placed]
        if not any(w.report.id in linked for w in members) and original.root is not None:
            alone += members
            continue
        if original.root is None:
            rows.append(_Row(original=original, witness=None))
        kept = members[:2] if many else members
        rows += [_Row(original=original, witness=w) for w in kept]
        placed |= {w.report.id for w in members}
    return rows[: 2 * _ROWS], alone


def _columns(book: Edition, rows: list[_Row]) -> tuple[dict[str, float], tuple[tuple[float, str], ...]]:
    """The x of every drawn report by day and, inside a day, by order; and the lines of the days."""
    drawn = sorted((r.witness for r in rows if r.witness), key=lambda w: w.number)
    by_day: dict[str, list[Witness]] = {}
    for w in drawn:
        by_day.setdefault(w.day.isoformat() if w.day else "", []).append(w)
    days = sorted(by_day, key=lambda d: (d == "", d))
    start = _LEFT + _LANE * min(6, sum(r.witness is None for r in rows))
    unit = (_RIGHT - start) / sum(max(2, len(by_day[d])) for d in days)
    every = max(1, -(-len(days) // 7))
    years = len({d[:4] for d in days if d}) > 1
    xs, lines, left = {}, [], float(start)
    for n, d in enumerate(days):
        width = unit * max(2, len(by_day[d]))
        for k, w in enumerate(by_day[d]):
            xs[w.report.id] = round(left + width * (k + 0.5) / len(by_day[d]), 1)
        day = day_of(d)
        text = "no date" if day is None else day_words(day, year=years)
        if day is not None and not years and len(days) < 6:
            text = f"{WEEKDAYS[day.weekday()]} {text}"
        lines.append((round(left, 1), text if n % every == 0 else ""))
        left += width
    return xs, tuple(lines)


def _wide(
    book: Edition,
    rows: list[_Row],
    lines: tuple[Strand, ...],
    columns: tuple[dict[str, float], tuple[tuple[float, str], ...]],
) -> Graph:
    xs, days = columns
    places: dict[str, tuple[float, float]] = {}
    for n, row in enumerate(rows):
        y = _TOP + n * _ROW
        if row.witness is not None:
            places[row.witness.report.id] = (xs[row.witness.report.id], y)
        else:
            first = min((xs[r] for r in row.original.reports if r in xs), default=_LEFT)
            taken = [place[0] for key, place in places.items() if key.startswith(_LOST)]
            x = max(14.0, round(first - 56, 1))
            while x in taken and x > 14 + _LANE:  # lines of two originals do not run in one
                x = round(x - _LANE, 1)
            places[_lost(row.original)] = (x, y)
    nodes = tuple(_node(book, row, *places[_place(row)], label=None) for row in rows)
    return Graph(
        width=_WIDTH,
        height=_TOP + len(rows) * _ROW + 14,
        days=days,
        edges=_edges(lines, places, room=52),
        nodes=nodes,
    )


def _narrow(book: Edition, rows: list[_Row], lines: tuple[Strand, ...]) -> Graph:
    lanes = {o.letter: n for n, o in enumerate(dict.fromkeys(r.original for r in rows))}
    lane_room = 22 if len(lanes) < 6 else 12
    places: dict[str, tuple[float, float]] = {}
    label = 58.0 + lane_room * (min(len(lanes), 9) - 1)
    for n, row in enumerate(rows):
        lane = 12 + lane_room * min(lanes[row.original.letter], 8)
        head = row.witness is None or row.witness.report.id == row.original.root
        places[_place(row)] = (lane if head else lane + 20.0, _TOP + n * 54)
    return Graph(
        width=350,
        height=_TOP + len(rows) * 54,
        days=(),
        edges=_edges(lines, places, room=10_000),
        nodes=tuple(_node(book, row, *places[_place(row)], label=label) for row in rows),
    )


def _lost(original: Original) -> str:
    return f"{_LOST}{original.letter}"


def _place(row: _Row) -> str:
    return row.witness.report.id if row.witness else _lost(row.original)


def _node(book: Edition, row: _Row, x: float, y: float, *, label: float | None) -> Node:
    original, witness = row.original, row.witness
    narrow = label is not None
    if witness is None:
        marks: tuple[Mark, ...] = (Mark(key=original.key, letter=original.letter, copy=True),)
        name = "an original" if original.unnamed else original.name
        note, siglum, id = "not in hand", "", None
    else:
        marks = signs(book, witness)
        said = descents(book)[witness.report.id]
        name, note, siglum, id = witness.name, said, witness.siglum, witness.id
    return Node(
        x=x,
        y=y,
        marks=marks,
        lost=witness is None,
        siglum=siglum,
        id=id,
        name=clamp(name, 24 if narrow else 38),
        note=clamp(note, 34 if narrow else 62),
        label_x=label if label is not None else x + 6 + 8 * max(1, len(marks)) + 2,
    )


def _edges(
    lines: tuple[Strand, ...], places: dict[str, tuple[float, float]], *, room: float
) -> tuple[Edge, ...]:
    """The lines of descent; those that end in one report side by side."""
    ends = [s.report for s in lines]
    out: list[Edge] = []
    for n, s in enumerate(lines):
        rank, of = ends[:n].count(s.report), ends.count(s.report)
        out += _edge(s, places, rank=rank, shift=5 * (rank - (of - 1) / 2), room=room)
    return tuple(out)


def _edge(
    strand: Strand, places: dict[str, tuple[float, float]], *, rank: int, shift: float, room: float
) -> list[Edge]:
    start = places.get(strand.original.root or _lost(strand.original))
    end = places.get(strand.report)
    if start is None or end is None or start == end:
        return []
    (x0, y0), (x1, y1) = start, (end[0], end[1] + shift)
    bend = 10.0 if x1 > x0 + 12 else 0.0
    turn = y1 - bend if y1 > y0 else y1 + bend
    path = f"M{x0:g} {y0:g}V{turn:g}" + (f"Q{x0:g} {y1:g} {x0 + bend:g} {y1:g}" if bend else "") + f"H{x1:g}"
    return [
        Edge(
            path=path,
            mark=Mark(key=strand.original.key, letter=strand.original.letter, copy=False),
            width=round(min(4.0, 1.2 + 0.6 * strand.passages), 1),
            dashed=strand.translated,
            count=strand.passages if x1 - x0 > room else 0,
            count_x=round(max(x0 + 22, x1 - 34 - 26 * rank), 1),
            count_y=round(end[1] + 4 * shift, 1),
        )
    ]


def _in_words(book: Edition, lines: tuple[Strand, ...]) -> str:
    """The graph for those who do not see it."""
    by_report = {s.report: s for s in lines}
    said = descents(book)
    parts = [
        f"{w.siglum}: {said[w.report.id]}"
        + (
            f", {passages_words(by_report[w.report.id])}"
            if w.report.id in by_report and by_report[w.report.id].passages
            else ""
        )
        for w in book.witnesses
    ]
    return "Descent of the reports. " + "; ".join(parts[:60]) + "."


def _alone(alone: list[Witness]) -> str:
    if not alone:
        return ""
    sigla = [w.siglum for w in alone]
    shown = join_words(sigla) if len(sigla) < 13 else f"{', '.join(sigla[:12])} and {len(sigla) - 12} more"
    return f"{plural(len(alone), 'report stands', 'reports stand')} alone, sharing no passage with any other: {shown}."
