"""Quotation marks of a text, paragraph by paragraph, to the stretches that stand inside them.

In goes bare text; out come `Marked` stretches in order, none inside another. Every kind of mark is
read (straight, curly, angled, low, doubled single). A mark is believed by its shape unless the state
contradicts: a closing mark with nothing open starts at its sentence, an opening mark that nothing
closes ends before a following cue or with its sentence, and a mark reopened in the next paragraph
continues. Nested quotations stay part of the outer one. Whether words are a quotation at all, and
whose, is left to `quotes` and `attribution`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crosswire.annotate.marks_single import begins_single, single_pairs
from crosswire.annotate.marks_text import (
    cue_after,
    looks_close,
    looks_open,
    paragraphs,
    sentence_end,
    sentence_start,
)

_DOUBLE = re.compile(r"[\"“”„«»‹›‟〝〞＂]+|''+|``+|’’+|‘‘+|,,(?=\w)")
# A quotation is followed over at most so many lines of one paragraph.
_LINES = 8
_OPEN, _CLOSE, _PLAIN = "open", "close", "plain"
_SHAPES = {"“": _OPEN, "„": _OPEN, "«": _OPEN, "‹": _OPEN, "‟": _OPEN, "`": _OPEN, "‘": _OPEN, ",": _OPEN}
_SHAPES |= {"”": _CLOSE, "»": _CLOSE, "›": _CLOSE, "’": _CLOSE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch in quotation marks: `start`..`end` inside them, `outer_*` with them.

    `closed` is False where no closing mark stands; `continues` says that the stretch goes on with
    the one before it, from an earlier paragraph; `ends_sentence`, that its words end with a stop.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True
    continues: bool = False
    ends_sentence: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    shape: str


def find_marked(text: str, *, skip: Iterable[tuple[int, int]] = ()) -> tuple[Marked, ...]:
    """The stretches of `text` in quotation marks, in order; `skip` holds offsets to leave unread.

    >>> [(m.start, m.end) for m in find_marked('“We stay,” she said. “All of us.”')]
    [(1, 9), (22, 32)]
    """
    blocks = _joined(text, paragraphs(text, skip))
    found: list[Marked] = []
    open_single = False
    running = False  # the paragraph before ended inside a quotation
    for index, (start, end) in enumerate(blocks):
        marks = _marks(text, start, end)
        following = _runs_on(text, blocks, index)
        inside = _pair(text, start, end, marks, running=running, following=following)
        running = following and bool(inside) and not text[inside[-1].end : end].strip()
        running = running and not inside[-1].closed
        single = index + 1 < len(blocks) and begins_single(text, *blocks[index + 1])
        merged = _merge(text, inside, single_pairs(text, start, end, following=single))
        if open_single and merged and not text[start : merged[0].outer_start].strip():
            merged[0] = replace(merged[0], continues=True)
        open_single = single and bool(merged) and not merged[-1].closed
        found.extend(merged)
    return tuple(found)


def _joined(text: str, blocks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Paragraphs, with lines put together that one quotation runs over (no blank line between)."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(blocks):
        start, end = blocks[index]
        stop = index
        if len(_marks(text, start, end)) % 2 == 1:
            stop = _last_line(text, blocks, index)
        found.append((start, blocks[stop][1]))
        index = stop + 1
    return found


def _last_line(text: str, blocks: Sequence[tuple[int, int]], index: int) -> int:
    """The line where the quotation left open in a line is closed, or the line itself."""
    for later in range(index + 1, min(index + 1 + _LINES, len(blocks))):
        start, end = blocks[later]
        if text[blocks[later - 1][1] : start].count("\n") != 1:
            return index
        marks = _marks(text, start, end)
        if marks:
            opening = looks_open(text, marks[0].start, marks[0].end) or marks[0].shape == _OPEN
            return index if opening or len(marks) % 2 == 0 else later
    return index


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    marks = []
    for match in _DOUBLE.finditer(text, start, end):
        for piece in re.finditer(r"(?:[“„«‹‟]+|[”»›]+|[\"〝〞＂]+|.+)", match.group()):
            at, stop = match.start() + piece.start(), match.start() + piece.end()
            marks.append(_Mark(at, stop, _SHAPES.get(piece.group()[0], _PLAIN)))
    return [m for m in marks if not _is_inch(text, m)]


def _is_inch(text: str, mark: _Mark) -> bool:
    """Feet and inches, 6'2" tall: a plain mark right after a foot mark and digits."""
    if (mark.shape == _CLOSE and text[mark.start] == "”") or mark.shape == _PLAIN:
        return bool(re.search(r"\d['’′]\s?\d{1,2}$", text[max(0, mark.start - 8) : mark.start]))
    return False


def _runs_on(text: str, blocks: Sequence[tuple[int, int]], index: int) -> bool:
    """Whether a quotation left open in this paragraph goes on in a later one.

    Either the next paragraph opens a mark at once, or one of the next three (a caption or two may
    stand between) begins inside the quotation: its first mark closes.
    """
    if index + 1 < len(blocks):
        start, end = blocks[index + 1]
        marks = _marks(text, start, end)
        if marks and not text[start : marks[0].start].strip() and marks[0].shape != _CLOSE:
            return True
    for start, end in blocks[index + 1 : index + 4]:
        marks = _marks(text, start, end)
        if marks:
            first = marks[0]
            odd = len(marks) % 2 == 1
            plain = first.shape == _PLAIN and not looks_open(text, first.start, first.end)
            return odd and not looks_open(text, first.start, first.end) and (first.shape == _CLOSE or plain)
    return False


def _pair(
    text: str, start: int, end: int, marks: Sequence[_Mark], *, running: bool, following: bool
) -> list[Marked]:
    found: list[Marked] = []
    opened: _Mark | None = None
    depth = 0
    floor = start
    for index, mark in enumerate(marks):
        if opened is None:
            ends = running and not found and not looks_open(text, mark.start, mark.end)
            if not ends and _opens(text, mark, last=index + 1 == len(marks)):
                opened = mark
            elif ends or _is_lone_close(text, mark):
                first = start if running and not found else sentence_start(text, floor, mark.start)
                found.append(_stretch(text, first, mark.start, first, mark.end))
                floor = mark.end
            continue
        step = _step(text, marks, index)
        if step == "nest":
            depth += 1
        elif step == "close" and depth:
            depth -= 1
        elif step == "close":
            found.append(_stretch(text, opened.end, mark.start, opened.start, mark.end))
            opened, floor = None, mark.end
        else:
            found.append(_unclosed(text, opened, mark.start))
            opened, depth, floor = mark, 0, mark.start
    if opened is not None:
        last = end if following and not text[opened.end : opened.end + 1].islower() else None
        found.append(_unclosed(text, opened, end, stop=last))
    kept = [m for m in found if text[m.start : m.end].strip()]
    if running and kept and not text[start : kept[0].outer_start].strip():
        kept[0] = replace(kept[0], continues=True)
    return kept


def _opens(text: str, mark: _Mark, *, last: bool) -> bool:
    """Whether a mark met outside any quotation opens one."""
    opening = looks_open(text, mark.start, mark.end)
    if mark.shape == _OPEN:
        return opening or not looks_close(text, mark.start, mark.end) or mark.start == 0
    if mark.shape == _CLOSE:
        return opening and not last and not cue_after(text, mark.end)
    return opening or (not looks_close(text, mark.start, mark.end) and not last)


def _is_lone_close(text: str, mark: _Mark) -> bool:
    before = text[mark.start - 1 : mark.start]
    if mark.shape == _PLAIN and before.isdigit():
        return False  # an inch mark, or seconds of an arc
    return mark.shape == _CLOSE or looks_close(text, mark.start, mark.end) or cue_after(text, mark.end)


def _step(text: str, marks: Sequence[_Mark], index: int) -> str:
    """What a mark does inside a quotation: close it, nest another, or show that it was left open."""
    mark = marks[index]
    opening = looks_open(text, mark.start, mark.end)
    closing = looks_close(text, mark.start, mark.end)
    if mark.shape == _CLOSE:
        return "close"
    if mark.shape == _PLAIN and (closing or not opening):
        return "close"
    if mark.shape == _OPEN and closing and not opening:
        return "close"
    if cue_after(text, mark.end):
        return "close"
    later = marks[index + 1 : index + 3]
    if mark.shape == _OPEN:
        nested = len(later) == 2 and all(m.shape == _CLOSE for m in later)
        return "nest" if nested else "reopen"
    return "reopen" if later and looks_close(text, later[0].start, later[0].end) else "close"


def _unclosed(text: str, mark: _Mark, limit: int, *, stop: int | None = None) -> Marked:
    end = sentence_end(text, mark.end, limit) if stop is None else stop
    while end > mark.end and text[end - 1].isspace():
        end -= 1
    return _stretch(text, mark.end, end, mark.start, end, closed=False)


def _stretch(
    text: str, start: int, end: int, outer_start: int, outer_end: int, *, closed: bool = True
) -> Marked:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Marked(
        start=start,
        end=end,
        outer_start=outer_start,
        outer_end=outer_end,
        closed=closed,
        ends_sentence=text[start:end].rstrip("'’").endswith((".", "!", "?", "…")),
    )


def _merge(text: str, double: Sequence[Marked], single: Sequence[tuple[int, int, bool]]) -> list[Marked]:
    """Double and single stretches of one paragraph: the outer of two nested ones stays."""
    kept = list(double)
    for start, end, closed in single:
        last = end + 1 if closed else end
        crossing = [m for m in kept if m.outer_start < last and start - 1 < m.outer_end]
        if all(start <= m.outer_start and m.outer_end <= end for m in crossing):
            kept = [m for m in kept if m not in crossing]
            kept.append(_stretch(text, start, end, start - 1, last, closed=closed))
    return sorted(kept, key=lambda m: m.start)
