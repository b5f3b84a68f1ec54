"""The interval chart of one tally: a mark a report, under the day that its figure speaks of.

In: the tally's figures with their citations. Out: geometry, x in per cent and the rest in pixels, so
that type never shrinks. Filled where an original first carries the figure, hollow for copies (merged
with a count where there are many); a capped stem for "about" and ranges, a fork for an open end, a
hatched bar for vague words, a slash for what is withdrawn or denied.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crosswire.types import Figure, Scalar, SeriesPoint, Tally

from .dates import WEEKDAYS, day_of, day_words
from .edition import Citation, Edition
from .labels import Board, Box, Spot
from .numbers import bounds_words, figure_label, number_words
from .scale import Scale, scale_for

# The plot's left and right edges, and where the finding stands, in per cent of the chart's width.
LEFT, RIGHT, FINDING = 8.0, 91.0, 97.0
# Labels are laid out for a plot of this many pixels: a phone's width without the page's margins.
_NARROW = 350
# A mark needs this many pixels beside its neighbour; beyond what fits, the chart scrolls sideways.
_ROOM = 30
# Copies are drawn one by one up to this many marks in a chart, merged with a count beyond.
_MANY = 14
# More marks than this are merged by what they say, whoever says it.
_CROWD = 24
# Days in a row up to which every day has its column; beyond it only days that have figures do.
_DAYS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Text beside a mark, relative to it."""

    text: str
    dx: float
    dy: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One drawn figure: `up`/`down` are pixel ends of its stem relative to it (None: no stem)."""

    x: float
    y: float
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A day: its edges and middle in per cent, its label in two parts (the weekday goes on a phone)."""

    left: float
    right: float
    middle: float
    weekday: str
    day: str
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of the scale."""

    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A straight piece of the line that the best number takes over time."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything that the template draws, and the finding in words."""

    height: int
    base: float
    from_zero: bool
    min_width: int
    ticks: tuple[Tick, ...]
    columns: tuple[Column, ...]
    steps: tuple[Step, ...]
    points: tuple[Point, ...]
    low: float | None
    best: float | None
    high: float | None
    finding_y: float
    open_high: bool
    open_low: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    figure: Figure
    citation: Citation
    day: date | None
    copies: int = 0
    more: int = 0


def chart(book: Edition, tally: Tally, title: str, cited: Sequence[tuple[Figure, Citation]]) -> Chart:
    """The chart of a tally whose figures, in the page's order, are `cited`."""
    entries = _merged([_Entry(figure=f, citation=c, day=_day(book, f)) for f, c in cited])
    entries.sort(key=lambda e: (e.day is None, e.day or date.min, e.citation.number, e.citation.span.start))
    scale, base = _scaled(tally, entries)
    columns, places, width = _columns(entries)
    points = _points(entries, places, scale, width, base)
    best = None if tally.best is None else scale.y(tally.best)
    low = None if tally.low is None else scale.y(tally.low)
    high = None if tally.high is None else scale.y(tally.high)
    middle = best if best is not None else next((v for v in (low, high) if v is not None), base / 2)
    return Chart(
        height=base + 26,
        base=base,
        from_zero=scale.from_zero,
        min_width=width if width > _NARROW else 0,
        ticks=tuple(Tick(y=scale.y(t), text=_tick(t)) for t in scale.ticks),
        columns=columns,
        steps=_steps(tally.series, entries, places, scale),
        points=points,
        low=low,
        best=best,
        high=high,
        finding_y=middle,
        open_high=tally.high is None and tally.low is not None,
        open_low=tally.low is None and tally.high is not None,
        words=_in_words(title, tally, entries),
    )


def _tick(value: float) -> str:
    """A number short enough for the margin of a phone's chart."""
    for size, sign in ((10**12, "T"), (10**9, "G"), (10**6, "M")):
        if abs(value) >= size:
            return f"{value / size:g}{sign}"
    return number_words(value)


def _day(book: Edition, figure: Figure) -> date | None:
    """The day a figure speaks of: the end of its interval, else the day of its report."""
    if figure.as_of is not None:
        found = day_of(figure.as_of.end) or day_of(figure.as_of.start)
        if found is not None:
            return found
    return book.by_report[figure.span.report].day


def _merged(entries: list[_Entry]) -> list[_Entry]:
    """Where there are many marks, copies of one original's figure on one day become one with a count."""
    if len(entries) <= _MANY:
        return entries
    kept: dict[tuple[object, ...], _Entry] = {}
    for n, e in enumerate(entries):
        mark = e.citation.mark
        bounds = (e.figure.low, e.figure.high, e.figure.qualifier, e.figure.modality)
        key = (mark.letter, e.day, bounds) if mark.copy else ("first", n)
        held = kept.get(key)
        kept[key] = (
            replace(held, copies=held.copies + 1) if held else replace(e, copies=1 if mark.copy else 0)
        )
    return list(kept.values()) if len(kept) <= _CROWD else _crowded(entries)


def _crowded(entries: list[_Entry]) -> list[_Entry]:
    """One mark for all figures that say the same of one day, the first report's, with a count."""
    kept: dict[tuple[object, ...], _Entry] = {}
    for e in entries:
        key = (e.day, e.figure.low, e.figure.high, e.figure.qualifier, e.figure.modality)
        held = kept.get(key)
        kept[key] = replace(held, more=held.more + 1) if held else e
    return list(kept.values())


def _scaled(tally: Tally, entries: Sequence[_Entry]) -> tuple[Scale, int]:
    values: list[Scalar] = [v for v in (tally.low, tally.best, tally.high) if v is not None]
    for e in entries:
        values += [v for v in (e.figure.number, e.figure.low, e.figure.high) if v is not None]
    distinct = len(set(values))
    plot = 74 if distinct < 2 or len(entries) == 1 else 112 if distinct < 4 else 176
    opens = any(e.figure.high is None for e in entries)
    top = 42.0 if opens else 32.0 if distinct > 1 else 24.0
    scale = scale_for(values, top=top, bottom=top + plot - (0 if distinct > 1 else 10))
    # Room under the least mark for its siglum, where the axis does not stand at zero.
    base = scale.bottom + (0 if scale.from_zero else 26)
    return scale, round(base)


def _columns(entries: Sequence[_Entry]) -> tuple[tuple[Column, ...], dict[int, float], int]:
    """The day columns, the x of each entry, and the pixels that the chart needs."""
    given = sorted({e.day for e in entries if e.day is not None})
    if given and (given[-1] - given[0]).days < _DAYS:
        given = [date.fromordinal(n) for n in range(given[0].toordinal(), given[-1].toordinal() + 1)]
    days: list[date | None] = [*given]
    if any(e.day is None for e in entries):
        days.append(None)
    inside = [[n for n, e in enumerate(entries) if e.day == d] for d in days]
    weights = [max(1.6, len(group)) for group in inside]
    unit = (RIGHT - LEFT) / sum(weights)
    years = len({d.year for d in days if d}) > 1
    every = max(1, -(-len(days) // 7))
    columns, places, left = [], {}, LEFT
    for n, (d, group, weight) in enumerate(zip(days, inside, weights, strict=True)):
        right = left + unit * weight
        for k, entry in enumerate(group):
            places[entry] = round(left + (right - left) * (k + 0.5) / len(group), 2)
        before = days[n - 1] if n else None
        columns.append(
            Column(
                left=round(left, 2),
                right=round(right, 2),
                middle=round((left + right) / 2, 2),
                weekday=WEEKDAYS[d.weekday()] + " " if d and not years and len(days) <= 5 else "",
                day=_day_label(d, n, every, years),
                gap=bool(d and before and (d - before).days > 1),
            )
        )
        left = right
    needed = round(max(_ROOM * sum(weights), 52 * len(columns) / every) / (RIGHT - LEFT) * 100)
    return tuple(columns), places, max(_NARROW, needed)


def _day_label(day: date | None, n: int, every: int, years: bool) -> str:
    if day is None:
        return "no date"
    return day_words(day, year=years) if n % every == 0 else ""


def _points(
    entries: Sequence[_Entry], places: dict[int, float], scale: Scale, width: int, base: int
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


def _draft(entry: _Entry, x: float, scale: Scale) -> Point:
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


def _steps(
    series: Sequence[SeriesPoint], entries: Sequence[_Entry], places: dict[int, float], scale: Scale
) -> tuple[Step, ...]:
    """The best number over time, from the first mark that carries it to the finding."""
    turns: list[tuple[float, float]] = []
    for point in series:
        xs = [places[n] for n, e in enumerate(entries) if e.figure.id in point.figures]
        if point.best is None or not xs:
            continue
        if not turns or (turns[-1][1] != scale.y(point.best) and min(xs) > turns[-1][0]):
            turns.append((min(xs), scale.y(point.best)))
    if len(turns) < 2:
        return ()
    steps = []
    for (x, y), (after, then) in itertools.pairwise(turns):
        steps += [Step(x1=x, y1=y, x2=after, y2=y), Step(x1=after, y1=y, x2=after, y2=then)]
    return (*steps, Step(x1=turns[-1][0], y1=turns[-1][1], x2=FINDING - 2, y2=turns[-1][1]))


def _in_words(title: str, tally: Tally, entries: Sequence[_Entry]) -> str:
    """The chart's finding, for those who do not see it."""
    seen = list(
        dict.fromkeys(
            figure_label(e.figure) + (" (denied)" if e.figure.modality == "denied" else "") for e in entries
        )
    )
    listed = ", ".join(seen[:8]) + (f" and {len(seen) - 8} more" if len(seen) > 8 else "")
    if tally.best is None:
        found = f"not settled, {bounds_words(tally.low, tally.high)}"
    else:
        found = f"best {number_words(tally.best)}, {bounds_words(tally.low, tally.high)}"
    return f"{title}: {found}; {tally.status.replace('-', ' ')}. The reports say {listed}."
