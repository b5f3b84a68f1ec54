"""The outline of the world, simplified, and what of it lies in a window.

In: a window in degrees and its size in pixels. Out: paths in pixels: land, borders, and for each country the stretches
on which its name would fit. The outline is Natural Earth's (public domain); `evals/make_outline.py` makes the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise
from math import cos, hypot, radians

Point = tuple[float, float]
# Pixels: points nearer than this to the last one kept are dropped (the next where a path is longer than it may
# be), and land smaller than a speck, which is so many times that.
_NEAR, _SPECK = (0.9, 1.3, 1.8, 2.6, 4.0, 6.0), 2.0
# Where a pixel is more degrees than this, an outline of steps of half as many will do.
_COARSE = 0.2
# Land is cut this far outside the frame, so that the cut is not seen.
_BEYOND = 6.0
# Lines across a country on which a place for its name is sought.
_SCANS = 24


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line in degrees with the box around it: west, south, east, north."""

    points: tuple[Point, ...]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class World:
    """Land, borders and countries in degrees."""

    land: tuple[Ring, ...]
    borders: tuple[Ring, ...]
    countries: tuple[tuple[str, tuple[Ring, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What a map shows, in degrees (`west` and `east` may lie beyond ±180), and its size in pixels.

    Degrees of longitude are as long as they are at the middle latitude.
    """

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    def at(self, longitude: float, latitude: float) -> Point:
        """The pixels of a point, right and down; its longitude as near the middle as it comes."""
        middle = (self.west + self.east) / 2
        turned = middle + (longitude - middle + 180) % 360 - 180
        return self.unturned(turned, latitude)

    def unturned(self, longitude: float, latitude: float) -> Point:
        """The same, the longitude taken as it is."""
        return (
            (longitude - self.west) / (self.east - self.west) * self.width,
            (self.north - latitude) / (self.north - self.south) * self.height,
        )

    @property
    def kilometre(self) -> float:
        """Pixels a kilometre, at the middle of the map."""
        return self.height / ((self.north - self.south) * 111.2)

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in it."""
        x, y = self.at(longitude, latitude)
        return 0 <= x <= self.width and 0 <= y <= self.height


def degrees_wide(height: float, latitude: float, ratio: float) -> float:
    """The degrees of longitude that `ratio` times so many degrees of latitude are, around a latitude."""
    return height * ratio / max(0.2, cos(radians(latitude)))


def _of(window: Window) -> World:
    return coarse() if window.north - window.south > _COARSE * window.height else world()


@cache
def coarse() -> World:
    """The outline for small maps of much, made once."""

    def rings(every: Iterable[Ring]) -> tuple[Ring, ...]:
        large = (r for r in every if hypot(r.box[2] - r.box[0], r.box[3] - r.box[1]) > 2 * _COARSE)
        return tuple(_ring(tuple(_thinned(r.points, _COARSE / 2))) for r in large)

    every = world()
    return World(
        land=rings(every.land),
        borders=rings(every.borders),
        countries=tuple((name, kept) for name, held in every.countries if (kept := rings(held))),
    )


@cache
def world() -> World:
    """The outline, read once."""
    held = json.loads((files(__package__) / "outline.json").read_text(encoding="utf-8"))
    lines = [_decoded(text) for text in held["lines"]]

    def ring(numbers: list[int]) -> Ring:
        parts = [lines[n] if n >= 0 else lines[~n][::-1] for n in numbers]
        return _ring(_unbroken(chain(parts[0], *(p[1:] for p in parts[1:]))))

    return World(
        land=tuple(ring(r) for r in held["land"]),
        borders=tuple(_ring(lines[n]) for n in held["borders"]),
        countries=tuple((name, tuple(ring(r) for r in rings)) for name, rings in held["countries"].items()),
    )


def _decoded(text: str) -> tuple[Point, ...]:
    numbers, value, shift = [], 0, 0
    for character in text:
        bits = ord(character) - 63
        value |= (bits & 31) << shift
        if bits & 32:
            shift += 5
        else:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 100, y / 100))
    return tuple(points)


def _unbroken(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points without a leap at 180 degrees: beyond them the line runs on."""
    out: list[Point] = []
    turn = 0.0
    for x, y in points:
        if out and abs(x + turn - out[-1][0]) > 180:
            turn += 360 if x + turn < out[-1][0] else -360
        out.append((x + turn, y))
    return tuple(out)


def _ring(points: tuple[Point, ...]) -> Ring:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Ring(points, (min(xs), min(ys), max(xs), max(ys)))


def land(window: Window, most: int) -> str:
    """The land of a window as the data of one path, to be filled by even and odd; about `most` characters."""
    return _within(most, lambda near: (_path(p, closed=True) for p in _areas(window, _of(window).land, near)))


def borders(window: Window, most: int) -> str:
    """The borders between countries as the data of one path of about `most` characters."""
    lines = list(_turned(window, _of(window).borders))
    return _within(
        most,
        lambda near: (
            _path(run, closed=False) for line in lines for run in _runs(window, _thinned(line, near))
        ),
    )


def _within(most: int, drawn: Callable[[float], Iterable[str]]) -> str:
    path = ""
    for near in _NEAR:
        path = "".join(drawn(near))
        if len(path) <= most:
            break
    return path


def countries(window: Window) -> Iterator[tuple[str, tuple[tuple[float, float, float], ...]]]:
    """The countries in a window, each with stretches inside it: middle, height, length; the longest first."""
    for name, rings in _of(window).countries:
        areas = list(_areas(window, rings, _NEAR[2]))
        if areas and (found := _stretches(window, areas)):
            yield name, found


def _areas(window: Window, rings: Iterable[Ring], near: float) -> Iterator[list[Point]]:
    for line in _turned(window, rings):
        xs, ys = [p[0] for p in line], [p[1] for p in line]
        if hypot(max(xs) - min(xs), max(ys) - min(ys)) >= _SPECK * near:
            cut = _cut(_thinned(line, near), window)
            if len(cut) > 2:
                yield cut


def _turned(window: Window, rings: Iterable[Ring]) -> Iterator[list[Point]]:
    """The rings that reach into a window, in pixels, wherever turning the globe brings them there."""
    for ring in rings:
        west, south, east, north = ring.box
        if south > window.north or north < window.south:
            continue
        for turn in (-360.0, 0.0, 360.0):
            if west + turn <= window.east and east + turn >= window.west:
                yield [window.unturned(x + turn, y) for x, y in ring.points]


def _thinned(line: Sequence[Point], near: float) -> list[Point]:
    kept = [line[0]]
    for point in line[1:-1]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= near:
            kept.append(point)
    return [*kept, line[-1]]


def _cut(line: list[Point], window: Window) -> list[Point]:
    """A ring cut at the frame (Sutherland and Hodgman): side by side of the frame."""
    low, right, bottom = -_BEYOND, window.width + _BEYOND, window.height + _BEYOND
    for axis, bound, sign in ((0, low, 1), (0, right, -1), (1, low, 1), (1, bottom, -1)):
        if all(sign * (p[axis] - bound) >= 0 for p in line):
            continue
        out: list[Point] = []
        for one, other in zip([line[-1], *line], line, strict=False):
            inside, was = sign * (other[axis] - bound) >= 0, sign * (one[axis] - bound) >= 0
            if inside != was:
                share = (bound - one[axis]) / (other[axis] - one[axis])
                out.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
            if inside:
                out.append(other)
        line = out
        if not line:
            break
    return line


def _runs(window: Window, line: list[Point]) -> Iterator[list[Point]]:
    """The parts of a line that come near the frame."""
    run: list[Point] = []
    for one, other in pairwise(line):
        xs, ys = (one[0], other[0]), (one[1], other[1])
        if max(xs) < 0 or min(xs) > window.width or max(ys) < 0 or min(ys) > window.height:
            if run:
                yield run
            run = []
        else:
            run = [*run, other] if run else [one, other]
    if run:
        yield run


def _path(points: Sequence[Point], *, closed: bool) -> str:
    """The data of a path, by steps of a tenth of a pixel."""
    x, y = round(points[0][0] * 10), round(points[0][1] * 10)
    steps = [f"M{_tenth(x)} {_tenth(y)}l"]
    first = True
    for px, py in points[1:]:
        nx, ny = round(px * 10), round(py * 10)
        if (nx, ny) == (x, y):
            continue
        step = _tenth(nx - x)
        steps.append(step if first or step[0] == "-" else " " + step)
        step = _tenth(ny - y)
        steps.append(step if step[0] == "-" else " " + step)
        x, y, first = nx, ny, False
    return "" if first else "".join(steps) + ("z" if closed else "")


def _tenth(value: int) -> str:
    """Tenths as short as they can be written.

    >>> _tenth(-5), _tenth(120)
    ('-.5', '12')
    """
    sign, value = ("-", -value) if value < 0 else ("", value)
    whole, rest = divmod(value, 10)
    return sign + (f"{whole or ''}.{rest}" if rest else str(whole))


def _stretches(window: Window, areas: list[list[Point]]) -> tuple[tuple[float, float, float], ...]:
    found = []
    for n in range(1, _SCANS):
        y = window.height * n / _SCANS
        crossings = sorted(
            a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            for points in areas
            for a, b in zip(points, [*points[1:], points[0]], strict=True)
            if (a[1] > y) != (b[1] > y)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            left, right = max(left, 0.0), min(right, float(window.width))
            if right - left > 1:
                found.append(((left + right) / 2, y, right - left))
    return tuple(sorted(found, key=lambda s: (-s[2], s[1], s[0]))[:6])
