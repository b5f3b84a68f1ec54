"""Maps of a story's places: what they show, where the points lie, and the names that fit beside them.

In: spots, heaviest first, with coordinates and how exactly these are known. Out: drawings in pixels, one for wide
pages and one for narrow ones, and a small one of the world that shows where they lie. Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from .labels import Board, Box
from .labels import Spot as Side
from .outline import Window, borders, countries, degrees_wide, land

# Width, height, and how many characters the paths of land and borders may have: together under 50,000.
_WIDE, _NARROW, _GLOBE = (720, 430, 20_000, 9_000), (320, 290, 8_000, 4_000), (190, 80, 6_000, 0)
# Degrees within which any place is shown; and the span beyond which a map is made of what is nearest alone: those that
# weigh this share of all, and what is not twice as far.
_NEIGHBOUR, _HALF, _SHARE = 3.0, 180.0, 0.85
# Degrees of latitude that a map shows at least; and the share of its height that is left around the outermost.
_LEAST, _AROUND = 9.0, 0.16
# North and south of these no map goes: there is nothing but ice, and degrees become endlessly wide.
_SOUTH, _NORTH = -58.0, 83.0
# A wider window than this is the whole world.
_WORLD = 230.0
# Kilometres within which a place lies, by precision (UCDP's where_prec): near it, in its district, in its province,
# somewhere along it. Half the size of common districts and provinces: a drawing, not a border.
_WITHIN = {2: 25.0, 3: 35.0, 4: 110.0, 5: 150.0}
# What a name is taken to be longer by, where fonts are wide: bold ones more.
_SPARE = {True: "mm", False: "m"}
# Pixels within which two places of one name need it but once.
_CLOSE = 30.0
_SCALES = (10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place to draw: `size` is how many originals name it; `full` if an event or a count lies there."""

    id: str
    number: int
    name: str
    said: str
    longitude: float
    latitude: float
    precision: int | None
    size: int
    full: bool
    weight: int
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A spot in pixels: `ring` is the radius within which it lies, 0 where it is exact; `text` is None without room."""

    spot: Spot
    x: float
    y: float
    radius: float
    ring: float
    text: str | None
    dx: float
    dy: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A country's name where it fits."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The scale: its length in pixels and what it is."""

    length: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A map in pixels; `frame` is what another map shows of it: x, y, width, height."""

    width: int
    height: int
    land: str
    borders: str
    points: tuple[Point, ...]
    names: tuple[Name, ...]
    bar: Bar | None
    frame: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Maps:
    """The drawings of one story, the spots that lie outside the large ones, and the world where these are not it."""

    wide: Drawing
    narrow: Drawing
    globe: Drawing | None
    outside: tuple[Spot, ...]


def maps(spots: Sequence[Spot]) -> Maps | None:
    """The maps of spots, heaviest first; None without any."""
    if not spots:
        return None
    core = _core(spots)
    wide, narrow = (_window(core, width, height) for width, height, _, _ in (_WIDE, _NARROW))
    outside = tuple(s for s in spots if not wide.holds(s.longitude, s.latitude))
    return Maps(
        wide=_drawing(wide, spots, _WIDE),
        narrow=_drawing(narrow, spots, _NARROW),
        globe=None if wide.east - wide.west >= 200 else _globe(spots, wide),
        outside=outside,
    )


def _core(spots: Sequence[Spot]) -> list[Spot]:
    """What the map must hold, the heaviest first: where something happened, the places of the country that weighs
    most, and those about as near; where these are half the globe, the heaviest and what is nearest to it."""
    first = spots[0]
    weights: dict[str | None, int] = {}
    for spot in spots:
        weights[spot.country] = weights.get(spot.country, 0) + spot.weight
    home = max(weights, key=lambda c: (c is not None, weights[c]))
    core = [s for s in spots if s is first or s.full or (home and s.country == home)]
    reach = max(_apart(first, s) for s in core)
    if _turned(core)[1] > _HALF:
        return _nearest(spots)
    return [s for s in spots if s in core or _apart(first, s) <= max(_NEIGHBOUR, reach)]


def _nearest(spots: Sequence[Spot]) -> list[Spot]:
    first = spots[0]
    whole, held = sum(s.weight for s in spots), 0
    core: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (_apart(first, s), s.number)):
        reach = max(2.0, _apart(first, core[-1])) if core else 0.0
        if core and held >= _SHARE * whole and _apart(first, spot) > 2 * reach:
            break
        core.append(spot)
        held += spot.weight
    return core


def _turned(core: Sequence[Spot]) -> tuple[list[float], float]:
    """Longitudes as near the first one's as they come, and how far they are apart."""
    first = core[0].longitude
    turned = [(s.longitude - first + 180) % 360 - 180 + first for s in core]
    return turned, max(turned) - min(turned)


def _apart(one: Spot, other: Spot) -> float:
    turned = (other.longitude - one.longitude + 180) % 360 - 180
    return hypot(
        turned / degrees_wide(1, (one.latitude + other.latitude) / 2, 1), other.latitude - one.latitude
    )


def _window(core: Sequence[Spot], width: int, height: int) -> Window:
    easts, wide = _turned(core)
    norths = [min(max(s.latitude, _SOUTH), _NORTH) for s in core]
    middle = (min(norths) + max(norths)) / 2
    ratio = width / height
    high = max(
        _LEAST,
        (max(norths) - min(norths)) * (1 + 2 * _AROUND),
        wide * (1 + 2 * _AROUND) / degrees_wide(1, middle, ratio),
    )
    if degrees_wide(high, middle, ratio) > _WORLD:
        return _whole(width, height, (min(easts) + max(easts)) / 2)
    south = min(max(middle - high / 2, _SOUTH), _NORTH - high)
    half = degrees_wide(high, middle, ratio) / 2
    centre = (min(easts) + max(easts)) / 2
    return Window(
        west=centre - half, east=centre + half, south=south, north=south + high, width=width, height=height
    )


def _whole(width: int, height: int, centre: float) -> Window:
    """The world, as high as a map of 360 degrees is; turned so that the seam lies far from the places."""
    turn = 0.0 if abs(centre) < 60 else centre
    high = min(360 * height / width, _NORTH - _SOUTH)
    middle = (_NORTH + _SOUTH) / 2
    return Window(
        west=turn - 180,
        east=turn + 180,
        south=middle - high / 2,
        north=middle + high / 2,
        width=width,
        height=height,
    )


def _drawing(window: Window, spots: Sequence[Spot], size: tuple[int, int, int, int]) -> Drawing:
    board = Board(width=window.width, height=window.height)
    bar = _bar(window)
    board.taken.append(Box(0, window.height - 26, bar.length + 24, window.height))
    inside = [s for s in spots if window.holds(s.longitude, s.latitude)]
    placed = [(s, *window.at(s.longitude, s.latitude), 3.2 + 1.5 * min(s.size, 4)) for s in inside]
    board.taken.extend(Box(x - r, y - r, x + r, y + r) for _, x, y, r in placed)
    points = tuple(
        _point(board, window, s, x, y, r, named=not _has_name(s, x, y, placed[:n]))
        for n, (s, x, y, r) in enumerate(placed)
    )
    board.taken.extend(Box(p.x - p.ring, p.y - p.ring, p.x + p.ring, p.y + p.ring) for p in points if p.ring)
    return Drawing(
        width=window.width,
        height=window.height,
        land=land(window, size[2]),
        borders=borders(window, size[3]),
        points=points[::-1],
        names=tuple(_names(board, window, {p.spot.name for p in points})),
        bar=bar,
    )


def _has_name(spot: Spot, x: float, y: float, before: Sequence[tuple[Spot, float, float, float]]) -> bool:
    """Whether a heavier place of the same name lies there: a province around its city."""
    return any(s.name == spot.name and hypot(px - x, py - y) < _CLOSE for s, px, py, _ in before)


def _point(
    board: Board, window: Window, spot: Spot, x: float, y: float, radius: float, *, named: bool
) -> Point:
    away = radius + 4
    sides = (
        Side(away, 4, "start"),
        Side(-away, 4, "end"),
        Side(0, -away - 2, "middle"),
        Side(0, away + 10, "middle"),
        Side(away - 2, -away + 2, "start"),
        Side(-away + 2, -away + 2, "end"),
        Side(away - 2, away + 6, "start"),
        Side(-away + 2, away + 6, "end"),
    )
    text, side = None, None
    for text in (spot.name, str(spot.number)) if named else ():
        side = board.place(text + _SPARE[spot.full], x, y, sides)
        if side is not None:
            break
    within = _WITHIN.get(spot.precision or 0, 0.0)
    ring = min(max(within * window.kilometre, radius + 6), window.height / 5) if within else 0.0
    return Point(
        spot=spot,
        x=round(x, 1),
        y=round(y, 1),
        radius=round(radius, 1),
        ring=round(ring, 1),
        text=text if side else None,
        dx=side.dx if side else 0.0,
        dy=side.dy if side else 0.0,
        anchor=side.anchor if side else "start",
    )


def _names(board: Board, window: Window, taken: set[str]) -> Iterable[Name]:
    """The names of the countries for which there is room, those with most room first."""
    here = sorted(countries(window), key=lambda c: (-c[1][0][2], c[0]))
    for name, stretches in here:
        room = [s for s in stretches if s[2] > 7.4 * len(name)]
        for x, y, _ in room if name not in taken else ():
            if board.place(name, x, y + 4, (Side(0, 0, "middle"),)):
                yield Name(text=name, x=round(x, 1), y=round(y + 4, 1))
                break


def _bar(window: Window) -> Bar:
    """The longest scale of a fifth of the width or less."""
    fitting = [k for k in _SCALES if k * window.kilometre <= window.width / 5]
    length = fitting[-1] if fitting else _SCALES[0]
    return Bar(length=round(length * window.kilometre, 1), text=f"{length:,} km")


def _globe(spots: Sequence[Spot], shown: Window) -> Drawing:
    width, height, most, _ = _GLOBE
    window = _whole(
        width, height, (shown.west + shown.east) / 2 if abs(shown.west + shown.east) > 240 else 0.0
    )
    left, top = window.at((shown.west + shown.east) / 2, shown.north)
    wide = (shown.east - shown.west) / 360 * width
    high = (shown.north - shown.south) / (window.north - window.south) * height
    points = tuple(
        Point(spot=s, x=round(x, 1), y=round(y, 1), radius=1.8, ring=0, text=None, dx=0, dy=0, anchor="start")
        for s in spots
        for x, y in [window.at(s.longitude, s.latitude)]
        if not shown.holds(s.longitude, s.latitude)
    )
    return Drawing(
        width=width,
        height=height,
        land=land(window, most),
        borders="",
        points=points,
        names=(),
        bar=None,
        frame=(
            round(left - max(wide, 5) / 2, 1),
            round(top - max(0, 5 - high) / 2, 1),
            round(max(wide, 5), 1),
            round(max(high, 5), 1),
        ),
    )
