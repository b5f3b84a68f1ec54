"""The marks of a chart: where each stands, its stem, and the labels beside it.

In: entries with their x, and the scale. Out: points, relative to which everything else is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crosswire.types import Scalar

from .columns import LEFT
from .edition import Citation
from .entries import Entry
from .labels import Board, Box, Spot
from .numbers import figure_label
from .scale import Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Text beside a mark, relative to it."""

    text: str
    dx: float
    dy: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One drawn figure, by its id: `up`/`down` are pixel ends of its stem relative to it (None: no stem)."""

    x: float
    y: float
    figure: str
    citation: Citation
    said: str
    up: float | None
    down: float | None
    open_up: bool
    open_down: bool
    vague: bool
    struck: bool
    copies: int
    more: int
    number: Label | None
    siglum: Label | None


def points_of(
    entries: Sequence[Entry], places: dict[int, float], scale: Scale, width: int, base: int
) -> tuple[Point, ...]:
    board = Board(width=width, height=base)
    board.taken.append(Box(-50, 0, LEFT / 100 * width - 2, base))
    drafts = [_draft(e, places[n], scale) for n, e in enumerate(entries)]
    for p in drafts:
        x = p.x / 100 * width
        board.taken.append(Box(x - 8, p.y - 8, x + 8, p.y + 8))
        if p.up is not None or p.down is not None:
            board.taken.append(Box(x - 6, p.y + (p.up or 0), x + 6, p.y + (p.down or 0)))
    out, said = [], set[tuple[str, float, date | None]]()
    for entry, p in zip(entries, drafts, strict=True):
        text, x = figure_label(entry.figure), p.x / 100 * width
        known = (text, p.y, entry.day)
        number = None if known in said else _placed(board, text, x, p, _number_spots(p))
        if number is not None:
            said.add(known)
        siglum = p.citation.siglum + (f" ×{p.copies}" if p.copies > 1 else f" +{p.more}" if p.more else "")
        out.append(replace(p, number=number, siglum=_placed(board, siglum, x, p, _siglum_spots(p))))
    return tuple(out)


def _placed(board: Board, text: str, x: float, point: Point, spots: Iterable[Spot]) -> Label | None:
    spot = board.place(text, x, point.y, spots)
    return None if spot is None else Label(text=text, dx=spot.dx, dy=spot.dy, anchor=spot.anchor)


def _number_spots(p: Point) -> list[Spot]:
    top = min(p.up or 0.0, -6.0) if not p.open_up else -6.0
    if p.vague:
        return [Spot(13, -22, "start"), Spot(13, -38, "start"), Spot(-13, -22, "end"), Spot(0, 28, "middle")]
    fork = Spot(0, (p.up or 0.0) - 14, "middle")
    sides = [Spot(11, -6, "start"), Spot(-11, -6, "end"), Spot(11, 14, "start"), Spot(-11, 14, "end")]
    far = [Spot(11, -20, "start"), Spot(-11, -20, "end"), Spot(0, 32, "middle")]
    return [*sides, fork, *far] if p.open_up else [Spot(0, top - 5, "middle"), *sides, *far]


def _siglum_spots(p: Point) -> list[Spot]:
    foot = max(p.down or 0.0, 0.0) + 19 if not p.open_down else 19
    sides = [Spot(11, 4, "start"), Spot(-11, 4, "end"), Spot(10, 16, "start"), Spot(-10, 16, "end")]
    return [Spot(0, foot, "middle"), *sides, Spot(0, -10, "middle")]


def _draft(entry: Entry, x: float, scale: Scale) -> Point:
    figure = entry.figure
    vague = figure.qualifier == "vague" or (figure.number is None and figure.low != figure.high)
    known = [v for v in (figure.low, figure.high) if v is not None]
    value: Scalar
    if vague:
        value = figure.low if figure.low is not None else 0
    elif figure.number is not None:
        value = figure.number
    else:
        value = sum(known) / len(known) if known else 0
    y = scale.y(value)
    stem = figure.low != figure.high or figure.low is None
    up = (scale.y(figure.high) if figure.high is not None else scale.top - 14) - y
    down = (scale.y(figure.low) if figure.low is not None else scale.bottom) - y
    return Point(
        x=x,
        y=y,
        figure=figure.id,
        citation=entry.citation,
        said=f"{figure_label(figure)}: {' '.join(figure.span.text.split())[:160]}",
        up=round(up, 1) if stem and up < -0.5 else (0.0 if stem else None),
        down=round(down, 1) if stem and down > 0.5 else (0.0 if stem else None),
        open_up=stem and figure.high is None,
        open_down=stem and figure.low is None,
        vague=vague,
        struck=figure.modality == "denied",
        copies=entry.copies,
        more=entry.more,
        number=None,
        siglum=None,
    )
