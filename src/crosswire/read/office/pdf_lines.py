"""The lines of text on one page of a PDF, in the order in which they are read.

In: a page of pdfium's. Out: `Line`s in `Region`s, a region being one column, or what runs over all columns.
Pages of two and more columns are read column by column: a gutter is a strip that few lines cross, with
lines beside each other on both its sides. Distances are in points. Nothing is known of tables, whose
columns are read like those of text, nor of text that is turned.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from pypdfium2 import raw

# Multiples of the type's size. A gap from which on words are no neighbours: gutters are at least one and
# a half wide, blanks in justified lines seldom reach one. A gap that is a blank where none is written;
# how far a letter's base may lie from its line's.
_APART, _BLANK, _BASE = 1.0, 0.15, 0.35
# A gutter: its least width in points, the share of lines that may cross it, lines needed on
# each side, and how many of them beside lines of the other side.
_GUTTER, _CROSSING, _SIDE, _BESIDE = 6, 0.2, 3, 2
# Points across which a gutter is sought; no sheet of paper is wider.
_WIDEST = 5_000
# Columns of a page that are told apart; broadsheets have eight.
_COLUMNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line, or one column's part of it: its words, its edges, its base and its type's size."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def top(self) -> float:
        """Where its capitals end, roughly."""
        return self.base + 0.8 * self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Lines one below the other, read from top to bottom."""

    lines: tuple[Line, ...]


class _Run:
    """Letters of one line while they are gathered."""

    def __init__(self, x: float, y: float, size: float) -> None:
        self.letters: list[str] = []
        self.left, self.right, self.base, self.size = x, x, y, size

    def takes(self, x: float, y: float) -> bool:
        """Whether a letter at this place goes on with this line."""
        near = -self.size < x - self.right < _APART * self.size
        return near and abs(y - self.base) <= _BASE * self.size

    def line(self) -> Line:
        text = "".join(self.letters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return Line(text=text.strip(), left=self.left, right=self.right, base=self.base, size=self.size)


def read_lines(page: Any, count: int) -> list[Line]:
    """The lines of the first `count` letters of a page of pdfium's text, from top to bottom."""
    runs: list[_Run] = []
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    current: _Run | None = None
    for index in range(count):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in (0, 10, 13):
            current = None if code else current
            continue
        letter = "-" if code in (2, 0xFFFE) else chr(code)  # pdfium's sign for a hyphen at a line's end
        if letter.isspace():
            if current is not None:
                current.letters.append(" ")
            continue
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        size = _size(page, index)
        if current is None or not current.takes(x.value, y.value):
            current = _Run(x.value, y.value, size)
            runs.append(current)
        current.letters.append(letter)
        current.size = max(current.size, size)
        wide = raw.FPDFText_GetLooseCharBox(page, index, box) and box.right > x.value
        current.right = max(current.right, box.right if wide else x.value + size / 2)
    return _joined([line for line in map(_Run.line, runs) if line.text], _APART)


def _size(page: Any, index: int) -> float:
    """The size of a letter as it is printed; a scaled font counts by the height of its box."""
    size = abs(float(raw.FPDFText_GetFontSize(page, index)))
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(page, index, matrix):
        size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    return min(max(size, 1.0), 1_000.0)


def _joined(lines: Sequence[Line], apart: float) -> list[Line]:
    """Lines whose pieces lie less than `apart` sizes from each other put together, top to bottom."""
    ordered = sorted(lines, key=lambda x: (-x.base, x.left))
    rows: list[list[Line]] = []
    for line in ordered:
        if rows and abs(rows[-1][0].base - line.base) <= _BASE * min(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    found: list[Line] = []
    for row in rows:
        start = len(found)
        for line in sorted(row, key=lambda x: x.left):
            last = found[-1] if len(found) > start else None
            if last is None or line.left - last.right >= apart * max(last.size, line.size):
                found.append(line)
                continue
            gap = " " if line.left - last.right > _BLANK * last.size else ""
            right, size = max(last.right, line.right), max(last.size, line.size)
            found[-1] = replace(last, text=last.text + gap + line.text, right=right, size=size)
    return found


def order_pages(pages: Sequence[Sequence[Line]]) -> list[tuple[Region, ...]]:
    """The lines of each page, given from top to bottom, in the regions in which they are read.

    A page whose second column is nearly empty is parted as the other pages are.
    """
    found = [gutter for lines in pages if (gutter := _find_gutter(lines)) is not None]
    usual = median(found) if found else None
    return [tuple(order_lines(lines, usual=usual)) for lines in pages]


def order_lines(
    lines: Sequence[Line], columns: int = _COLUMNS, *, usual: float | None = None
) -> list[Region]:
    """The lines of a page, given from top to bottom, in regions; `usual` is where other pages are parted."""
    gutter = _find_gutter(lines) if columns > 1 else None
    if gutter is None and usual is not None:
        crossing = sum(x.left < usual < x.right for x in lines)
        gutter = usual if crossing <= _CROSSING * len(lines) else None
    if gutter is None:
        # Blanks in a narrow justified column are as wide as gutters; here is no gutter left.
        return [Region(lines=tuple(_joined(lines, float("inf"))))] if lines else []
    regions: list[Region] = []
    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []
    for line in lines:
        if line.left < gutter < line.right:
            regions += order_lines(left, columns - 1) + order_lines(right, columns - 1)
            left, right = [], []
            across.append(line)
            continue
        if across:
            regions.append(Region(lines=tuple(across)))
            across = []
        (left if line.right <= gutter else right).append(line)
    if across:
        regions.append(Region(lines=tuple(across)))
    return regions + order_lines(left, columns - 1) + order_lines(right, columns - 1)


def _find_gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the widest strip that parts columns, or None."""
    if len(lines) < 2 * _SIDE:
        return None
    first = min(x.left for x in lines)
    width = int(min(max(x.right for x in lines) - first, _WIDEST)) + 2
    steps = [0] * (width + 1)
    for line in lines:
        steps[max(0, min(int(line.left - first), width))] += 1
        steps[max(0, min(int(line.right - first) + 1, width))] -= 1
    allowed = _CROSSING * len(lines)
    least = max(_GUTTER, 0.5 * median(x.size for x in lines))
    best: tuple[int, float] | None = None
    covered, start = 0, None
    for at, step in enumerate(steps):
        covered += step
        if covered <= allowed and at < width:
            start = at if start is None else start
            continue
        if start is not None and at - start >= least and (best is None or at - start > best[0]):
            middle = first + (start + at) / 2
            if _parts_columns(lines, middle):
                best = (at - start, middle)
        start = None
    return best[1] if best else None


def _parts_columns(lines: Sequence[Line], gutter: float) -> bool:
    """Whether lines stand beside each other on both sides of a gutter."""
    left = [x for x in lines if x.right <= gutter]
    right = [x for x in lines if x.left >= gutter]
    if len(left) < _SIDE or len(right) < _SIDE:
        return False
    return all(
        sum(other[-1].base <= line.base <= other[0].base for line in side) >= _BESIDE
        for side, other in ((left, right), (right, left))
    )
