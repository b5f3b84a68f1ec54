"""A report's text cut into the pieces that the page prints, offsets kept.

In: a report. Out: pieces in order, each inside one paragraph, wholly article or wholly set apart, and
never longer than a bound, so that no single element of the page grows without limit. Every character
that is not white space between paragraphs lies in exactly one piece.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from crosswire.types import Report

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*")
# A text is hard-wrapped when blank lines part it and no line is longer than this: longer than the
# 72 to 80 characters that mail and agency wires wrap at, far shorter than a paragraph.
_WRAPPED = 100
# Longest piece, in characters: some 60 printed lines, beyond any paragraph a newspaper prints.
_LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text to print: its offsets, its paragraph's number (None: the title), what kind of
    passage it is where it is not article, and whether it opens its paragraph."""

    start: int
    end: int
    number: int | None
    kind: str | None
    opens: bool


def cut(report: Report) -> tuple[Piece, ...]:
    """The pieces of a report, in order; those of the title carry no number."""
    pieces: list[Piece] = []
    number = 0
    for start, end in _paragraphs(report.text):
        titled = (
            report.title_span is not None
            and report.title_span.start <= start
            and end <= report.title_span.end
        )
        number += not titled
        first = True
        for left, right, kind in _by_kind(report, start, end):
            for a, b in _bounded(report.text, left, right):
                pieces.append(
                    Piece(start=a, end=b, number=None if titled else number, kind=kind, opens=first)
                )
                first = False
    return tuple(pieces)


def piece_at(pieces: tuple[Piece, ...], offset: int) -> Piece | None:
    """The piece that holds an offset, or the last before it."""
    at = bisect_right(pieces, offset, key=lambda p: p.start) - 1
    return pieces[max(at, 0)] if pieces else None


def _paragraphs(text: str) -> list[tuple[int, int]]:
    lines = [m.span() for m in _LINE.finditer(text) if m.group().strip()]
    wrapped = len(lines) > 4 and all(b - a <= _WRAPPED for a, b in lines)
    if wrapped and re.search(r"\n[^\S\n]*\n", text):
        lines = [m.span() for m in _BLOCK.finditer(text)]
    return [_trim(text, a, b) for a, b in lines]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _by_kind(report: Report, start: int, end: int) -> list[tuple[int, int, str | None]]:
    out: list[tuple[int, int, str | None]] = []
    at = start
    for x in report.excluded:
        if x.end <= at or x.start >= end:
            continue
        if x.start > at and report.text[at : x.start].strip():
            out.append((at, x.start, None))
        left = max(at, x.start)
        at = min(end, x.end)
        out.append((left, at, x.kind))
    if at < end:
        out.append((at, end, None))
    return out


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        stop = space + 1 if space > 0 else start + _LONGEST
        out.append((start, stop))
        start = stop
    out.append((start, end))
    return out
