"""Makes the page's outline of the world (src/crosswire/present/page/outline.json) from Natural Earth's countries.

    python -m evals.make_outline FILE

FILE is `countries-50m.json` of the npm package world-atlas 2.0.2: TopoJSON of Natural Earth's countries at 1:50
million, which is in the public domain. Lines are kept to a hundredth of a degree and simplified (Douglas and Peucker)
by TOLERANCE degrees; since neighbours share their lines, borders stay shared. Islands smaller than SPECK and the
Antarctic are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from evals.cases import ROOT

OUTLINE = ROOT / "src" / "crosswire" / "present" / "page" / "outline.json"
TOLERANCE = 0.03
SPECK = 0.06
# South of this lies the Antarctic alone, which no map of the page shows.
ICE = -60.0
_SOURCE = "Natural Earth, countries 1:50m, public domain (naturalearthdata.com), by way of world-atlas 2.0.2"
Point = tuple[float, float]


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The lines in degrees: longitude, latitude."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        lines.append(unbroken(line))
    return lines


def unbroken(line: Sequence[Point]) -> list[Point]:
    """The line running on beyond 180 degrees where it crosses them."""
    out = [line[0]]
    for x, y in line[1:]:
        out.append((out[-1][0] + (x - out[-1][0] + 180) % 360 - 180, y))
    return out


def simplified(line: Sequence[Point]) -> list[Point]:
    """The line without the points that lie within TOLERANCE of what is left; a ring keeps four points."""
    kept = {0, len(line) - 1}
    if line[0] == line[-1] and len(line) > 4:
        kept |= {len(line) // 3, 2 * len(line) // 3}
    corners = sorted(kept)
    todo = list(pairwise(corners))
    while todo:
        first, last = todo.pop()
        far, at = max(
            ((_off(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0.0, 0)
        )
        if far > TOLERANCE:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return [line[i] for i in sorted(kept)]


def _off(point: Point, one: Point, other: Point) -> float:
    """The distance of a point from a stretch, in degrees of latitude."""
    shrink = max(0.2, cos(radians(point[1])))
    px, py = (point[0] - one[0]) * shrink, point[1] - one[1]
    dx, dy = (other[0] - one[0]) * shrink, other[1] - one[1]
    length = dx * dx + dy * dy
    along = 0.0 if not length else max(0.0, min(1.0, (px * dx + py * dy) / length))
    return hypot(px - along * dx, py - along * dy)


def encoded(values: Iterable[int]) -> str:
    """Whole numbers as printable characters: five bits each, the lowest first, a sixth where more follow.

    >>> encoded([0, -1, 100])
    '?@gE'
    """
    out = []
    for value in values:
        rest = ~(value << 1) if value < 0 else value << 1
        while rest >= 32:
            out.append(chr((32 | rest & 31) + 63))
            rest >>= 5
        out.append(chr(rest + 63))
    return "".join(out)


def deltas(line: Sequence[Point]) -> Iterator[int]:
    """The line in hundredths of a degree, each point as its distance from the one before."""
    x = y = 0
    for longitude, latitude in line:
        nx, ny = round(longitude * 100), round(latitude * 100)
        yield nx - x
        yield ny - y
        x, y = nx, ny


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    """All rings of a polygon or several, outer ones and holes, as numbers of lines (~n: backwards)."""
    kind = geometry["type"]
    if kind == "GeometryCollection":
        return [ring for part in geometry["geometries"] for ring in rings_of(part)]
    polygons = [geometry["arcs"]] if kind == "Polygon" else geometry.get("arcs", [])
    return [ring for polygon in polygons for ring in polygon]


def outline(topology: dict[str, Any]) -> dict[str, Any]:
    """The outline as the page reads it (present/page/outline.py)."""
    lines = [simplified(line) for line in arcs_of(topology)]

    def large(ring: list[int]) -> bool:
        points = [p for n in ring for p in lines[n if n >= 0 else ~n]]
        wide = max(p[0] for p in points) - min(p[0] for p in points)
        high = max(p[1] for p in points) - min(p[1] for p in points)
        return hypot(wide, high) >= SPECK and max(p[1] for p in points) > ICE

    land = [ring for ring in rings_of(topology["objects"]["land"]) if large(ring)]
    countries = {g["properties"]["name"]: rings_of(g) for g in topology["objects"]["countries"]["geometries"]}
    users: dict[int, int] = {}
    for rings in countries.values():
        for n in {n if n >= 0 else ~n for ring in rings for n in ring}:
            users[n] = users.get(n, 0) + 1
    held = {
        name: kept for name, rings in sorted(countries.items()) if (kept := [r for r in rings if large(r)])
    }
    used = sorted({n if n >= 0 else ~n for rings in [land, *held.values()] for ring in rings for n in ring})
    new = {old: n for n, old in enumerate(used)}

    def renumbered(ring: list[int]) -> list[int]:
        return [new[n] if n >= 0 else ~new[~n] for n in ring]

    return {
        "source": _SOURCE,
        "lines": [encoded(deltas(lines[n])) for n in used],
        "land": [renumbered(r) for r in land],
        "borders": [new[n] for n in used if users.get(n, 0) > 1],
        "countries": {name: [renumbered(r) for r in rings] for name, rings in held.items()},
    }


def main() -> int:
    """Writes the outline and says how large it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    topology = json.loads(parser.parse_args().file.read_text(encoding="utf-8"))
    text = json.dumps(outline(topology), ensure_ascii=False, separators=(",", ":")) + "\n"
    OUTLINE.write_text(text, encoding="utf-8")
    print(f"{OUTLINE}: {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
