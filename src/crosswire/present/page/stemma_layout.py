"""Where reports, originals and lines stand in the descent graph, on a wide page and on a narrow one.

In: rows (an original not in hand, a report, or the copies that stand together) under their originals, and the
strands. Out: a `Graph`: on wide pages x is the stamp of each report, those without one apart at the right; on
narrow ones x is the original. Rows never share a height, so labels never meet. What the marks mean and what the
list says is made in `stemma`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from .dates import WEEKDAYS, day_of, day_words, moment_of
from .descent import signs
from .edition import Edition, Witness
from .lines import Strand
from .originals import Mark, Original
from .plain import clamp

_ROW, _TOP = 42, 26
_LEFT, _RIGHT, _WIDTH = 30, 610, 950
_NARROW_ROW, _NARROW_WIDTH = 54, 350
# Originals not in hand stand before their first carrier, side by side at this distance.
_LANE = 16
# Panels that a line of many reports offers.
_PANELS = 24
# Half the width of a mark, and what an arrow leaves free before it.
_MARK, _GAP = 8, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands at one height: a report, an original not in hand (no witness), or copies put together."""

    original: Original
    witness: Witness | None
    copies: tuple[Witness, ...] = ()
    note: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """By what the row is found: the report's id, else the original's letter."""
        if self.copies:
            return f"more {self.original.letter}"
        return self.witness.report.id if self.witness else f"lost {self.original.letter}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A mark with its two lines of text; `href` where it leads, `lay` the panels that it shows; `left` and
    `broad` are where a finger finds it."""

    x: float
    y: float
    marks: tuple[Mark, ...]
    lost: bool
    stack: int
    siglum: str
    href: str
    lay: str
    name: str
    note: str
    label_x: float
    left: float
    broad: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line of descent. `known` where the original is known to have been first: such a line is drawn through
    and ends in an arrow (`tip`); `double` marks a translation."""

    path: str
    tip: str
    mark: Mark
    width: float
    known: bool
    double: bool
    label: str
    label_x: float
    label_y: float
    href: str
    lay: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """Where a day begins; `gap` where days before it have no report, `apart` for those without a stamp."""

    x: float
    text: str
    gap: bool
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """One drawing."""

    width: int
    height: int
    days: tuple[DayLine, ...]
    edges: tuple[Edge, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What nodes and edges say and where they lead, by row key and by strand id: (href, lay, words)."""

    nodes: Mapping[str, tuple[str, str, str]]
    edges: Mapping[str, tuple[str, str, str]]


Places = dict[str, tuple[float, float]]
NO_LANES: Mapping[str, float] = MappingProxyType({})


def wide(book: Edition, rows: Sequence[Row], told: Told) -> Graph:
    """The drawing in which time runs from left to right."""
    xs, days = _columns(rows)
    places: Places = {}
    for n, row in enumerate(rows):
        y = float(_TOP + n * _ROW)
        if row.key in xs:
            places[row.key] = (xs[row.key], y)
            continue
        first = min((xs[k] for k in _carriers(row.original, rows)), default=float(_LEFT))
        taken = {round(x) for key, (x, _) in places.items() if key.startswith("lost ")}
        x = max(14.0, round(first - 56, 1))
        while round(x) in taken and x > 14 + _LANE:  # lines of two originals do not run in one
            x = round(x - _LANE, 1)
        places[row.key] = (x, y)
    return Graph(
        width=_WIDTH,
        height=_TOP + len(rows) * _ROW + 14,
        days=days,
        edges=_edges(book, rows, places, told, room=52),
        nodes=tuple(_node(book, row, places[row.key], told, label=None) for row in rows),
    )


def narrow(book: Edition, rows: Sequence[Row], told: Told) -> Graph:
    """The drawing for phones: a lane for each original at the left, reports below one another beside them."""
    letters = dict.fromkeys(r.original.letter for r in rows)
    room = 18 if len(letters) < 6 else 11
    lanes = {letter: float(12 + room * min(n, 8)) for n, letter in enumerate(letters)}
    column = max(lanes.values()) + 26
    broad = min(4, max(len(_marks(book, r)) for r in rows))
    label = column + 2 * _MARK * broad + 8
    places: Places = {}
    for n, row in enumerate(rows):
        lost = row.witness is None and not row.copies
        x = lanes[row.original.letter] if lost else column + _MARK * len(_marks(book, row))
        places[row.key] = (x, float(_TOP + n * _NARROW_ROW))
    return Graph(
        width=_NARROW_WIDTH,
        height=_TOP + len(rows) * _NARROW_ROW,
        days=(),
        edges=_edges(book, rows, places, told, room=10_000, lanes=lanes),
        nodes=tuple(_node(book, row, places[row.key], told, label=label) for row in rows),
    )


def _carriers(original: Original, rows: Sequence[Row]) -> list[str]:
    """The keys of the rows that stand in an original."""
    return [
        r.key
        for r in rows
        if (r.witness or r.copies) and (r.witness or r.copies[0]).report.id in original.reports
    ]


def _stamp(row: Row) -> tuple[str, datetime | None]:
    """The day of a row's stamp ("" where none is known) and the moment."""
    witness = row.witness or row.copies[-1]
    moment = moment_of(witness.report.published)
    return (moment.date().isoformat() if moment else "", moment)


def _columns(rows: Sequence[Row]) -> tuple[dict[str, float], tuple[DayLine, ...]]:
    """The x of every drawn report by day and, inside a day, by order; and the lines of the days."""
    dated = [(*_stamp(r), n, r) for n, r in enumerate(rows) if r.witness or r.copies]
    dated.sort(key=lambda d: (d[0] == "", d[0], d[1] or datetime.min, d[2]))
    by_day: dict[str, list[Row]] = {}
    for stamp, _, _, row in dated:
        by_day.setdefault(stamp, []).append(row)
    start = float(_LEFT + _LANE * min(6, sum(not (r.witness or r.copies) for r in rows)))
    unit = (_RIGHT - start) / sum(max(2, len(held)) for held in by_day.values())
    every = max(1, -(-len(by_day) // 7))
    years = len({d[:4] for d in by_day if d}) > 1
    xs: dict[str, float] = {}
    days: list[DayLine] = []
    left = start
    before: date | None = None
    for n, (key, held) in enumerate(by_day.items()):
        width = unit * max(2, len(held))
        for k, row in enumerate(held):
            xs[row.key] = round(left + width * (k + 0.5) / len(held), 1)
        day = day_of(key)
        text = "no stamp" if day is None else day_words(day, year=years)
        if day is not None and not years and len(by_day) < 6:
            text = f"{WEEKDAYS[day.weekday()]} {text}"
        gap = before is not None and day is not None and (day - before).days > 1
        shown = text if n % every == 0 or day is None else ""
        days.append(DayLine(x=round(left, 1), text=shown, gap=gap, apart=day is None))
        left, before = left + width, day or before
    return xs, tuple(days)


def _node(book: Edition, row: Row, place: tuple[float, float], told: Told, *, label: float | None) -> Node:
    x, y = place
    here = label is not None
    marks = _marks(book, row)
    href, lay, words = told.nodes[row.key]
    name = clamp(row.name, _fits(label, 7.6) if here else 38)
    note = clamp(row.note, _fits(label, 6.4) if here else 62)
    side = _MARK * max(1, len(marks)) + 2
    at = label if label is not None else x + 6 + side + 3 * min(3, len(row.copies))
    letters = max(7.4 * (len(name) + 4), 6.6 * len(note))
    return Node(
        x=x,
        y=y,
        marks=marks,
        lost=row.witness is None and not row.copies,
        stack=min(3, len(row.copies)),
        siglum=row.witness.siglum if row.witness else "",
        href=href,
        lay=lay,
        name=name,
        note=note,
        label_x=at,
        left=round(x - side, 1),
        broad=round(min(at + letters, _NARROW_WIDTH if here else _WIDTH) - x + side, 1),
        words=words,
    )


def _fits(label: float | None, each: float) -> int:
    """How many characters of a width fit beside the marks of a narrow drawing."""
    return max(8, int((_NARROW_WIDTH - (label or 0)) / each))


def _marks(book: Edition, row: Row) -> tuple[Mark, ...]:
    if row.witness is not None:
        return signs(book, row.witness)
    return (Mark(key=row.original.key, letter=row.original.letter, copy=True),)


def _edges(
    book: Edition,
    rows: Sequence[Row],
    places: Places,
    told: Told,
    *,
    room: float,
    lanes: Mapping[str, float] = NO_LANES,
) -> tuple[Edge, ...]:
    """The lines of descent; those that end in one report side by side."""
    at = {w.report.id: row for row in rows for w in ((row.witness,) if row.witness else row.copies)}
    lines: dict[tuple[str, str], list[Strand]] = {}
    for strand in book.lines.all:
        root = strand.original.root
        start = at[root].key if root in at else f"lost {strand.original.letter}"
        end = at[strand.report].key if strand.report in at else ""
        if start in places and end in places and start != end:
            lines.setdefault((start, end), []).append(strand)
    ends = [end for _, end in lines]
    out: list[Edge] = []
    for n, ((start, end), held) in enumerate(lines.items()):
        rank, of = ends[:n].count(end), ends.count(end)
        row = next(r for r in rows if r.key == end)
        reach = _MARK * len(_marks(book, row)) + _GAP
        shift = 7 * (rank - (of - 1) / 2)
        source = next(r for r in rows if r.key == start)
        way = _Way(
            start=places[start],
            end=(places[end][0], places[end][1] + shift),
            reach=reach,
            lane=lanes.get(held[0].original.letter),
            leave=0.0 if source.witness is None else _MARK * len(_marks(book, source)) + _GAP,
        )
        out.append(_edge(held, way, told, rank=rank, shift=shift, room=room))
    return tuple(out)


def _edge(held: Sequence[Strand], way: _Way, told: Told, *, rank: int, shift: float, room: float) -> Edge:
    strand = held[0]
    (x0, _), (_, y1) = way.start, way.end
    known = all(s.directed for s in held)
    path, tip, stop = way.drawn(5 if known else 0)
    count = f"{len(held)} reports" if len(held) > 1 else str(strand.passages or "")
    href, _, words = told.edges[strand.id]
    panels = list(dict.fromkeys(told.edges[s.id][1] for s in held))[:_PANELS]
    return Edge(
        path=path,
        tip=f"M{tip:g} {y1:g}l{-8 if stop <= tip else 8} -4.5v9z" if known else "",
        mark=Mark(key=strand.original.key, letter=strand.original.letter, copy=False),
        width=3.4 if strand.whole else 1.6,
        known=known,
        double=all(s.translated for s in held),
        label=count if abs(stop - x0) > room else "",
        label_x=round(max(x0 + 22, stop - 18 - 4 * len(count) - 26 * rank), 1),
        label_y=round(y1 + 1.2 * shift, 1),
        href=href,
        lay=" ".join(panels),
        words=words,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """From where to where a line runs; `reach` is how far from the end's middle it stops, `leave` how far from
    the start's it begins where it goes by a `lane`."""

    start: tuple[float, float]
    end: tuple[float, float]
    reach: float
    lane: float | None
    leave: float

    def drawn(self, arrow: float) -> tuple[str, float, float]:
        """The path, the x of its tip, and where it stops to leave room for the arrow."""
        (x0, y0), (x1, y1) = self.start, self.end
        down = self.lane if self.lane is not None else x0
        side = -1 if x1 >= down else 1
        tip = x1 + side * self.reach
        stop = tip + side * arrow
        bend = min(10.0, abs(stop - down)) if (stop - down) * -side > 0 else 0.0
        turn = y1 - bend if y1 > y0 else y1 + bend
        first = f"M{x0:g} {y0:g}"
        if self.lane is not None and self.leave:
            first = f"M{x0 - self.leave:g} {y0:g}H{down:g}"
        return f"{first}V{turn:g}Q{down:g} {y1:g} {down - side * bend:g} {y1:g}H{stop:g}", tip, stop
