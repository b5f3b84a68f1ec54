"""Quotation marks of a text, paragraph by paragraph, to the stretches that stand inside them.

In goes bare text; out come `Marked` stretches in order, none inside another. Every kind of mark is
read (straight, curly, angled, low, doubled single). A mark is believed by its shape unless the state
contradicts: a closing mark with nothing open starts at its sentence, an opening mark that nothing
closes ends before a following cue or with its sentence, and a mark reopened in the next paragraph
continues. Nested quotations stay part of the outer one; `find_nested` gives them. Whether words are a quotation at all, and
whose, is left to `quotes` and `attribution`.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crosswire.annotate.marks_single import (
    Single,
    begins_single,
    closes_first,
    leaves_open,
    single_pairs,
)
from crosswire.annotate.marks_text import (
    INVISIBLE,
    cue_after,
    cue_within,
    looks_close,
    looks_open,
    neighbours,
    paragraphs,
    sentence_end,
    sentence_start,
)

# Marks that a page lost its reading of: character references, a backslash before, doubled angle brackets.
_LEFT_OVER = (
    r"&(?:quot|[lrb][da]quo|#0*34|#x0*22|#822[0-2]|#x201[c-eC-E]|#171|#187|#xab|#xbb|#xAB|#xBB);"
    r"|\\+[\"“”]|<<(?=\s?\w)|(?<=[\w.,!?])\s?>>"
)
_DOUBLE = re.compile(rf"{_LEFT_OVER}|[\"“”„«»‹›‟〝〞＂″「」『』]+|''+|``+|’’+|‘‘+|,,(?=\w)")
# The value of an attribute, left over from markup: author="…".
_ATTRIBUTE = re.compile(r"(?<=\w)=(?:\"[^\"\n]{0,300}\"|“[^”\n]{0,300}”)")
_PIECE = re.compile(rf"(?:{_LEFT_OVER}|[“„«‹‟「『]+|[”»›」』]+|[\"〝〞＂″]+|.+)")
# A quotation is followed over at most so many lines of one paragraph.
_LINES = 8
_BLANK = INVISIBLE + string.whitespace
_OPEN, _CLOSE, _PLAIN = "open", "close", "plain"
_SHAPES = {"“": _OPEN, "„": _OPEN, "«": _OPEN, "‹": _OPEN, "‟": _OPEN, "`": _OPEN, "‘": _OPEN, ",": _OPEN}
_SHAPES |= {"”": _CLOSE, "»": _CLOSE, "›": _CLOSE, "’": _CLOSE, "」": _CLOSE, "』": _CLOSE}
_SHAPES |= {"「": _OPEN, "『": _OPEN, "<": _OPEN}
_ANGLED = "«»‹›"
_REFERENCES = {mark: shape for mark, shape in _SHAPES.items() if mark in "“”„«»"}


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
        elif leaves_open(text, start, end):
            stop = _last_single(text, blocks, index)
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


def _last_single(text: str, blocks: Sequence[tuple[int, int]], index: int) -> int:
    """As `_last_line`, for a single mark left open in a line."""
    for later in range(index + 1, min(index + 1 + _LINES, len(blocks))):
        start, end = blocks[later]
        if text[blocks[later - 1][1] : start].count("\n") != 1 or begins_single(text, start, end):
            return index
        if closes_first(text, start, end):
            return later
    return index


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    marks = []
    for match in _DOUBLE.finditer(text, start, end):
        for piece in _PIECE.finditer(match.group()):
            at, stop = match.start() + piece.start(), match.start() + piece.end()
            marks.append(_Mark(at, stop, _shape(piece.group())))
    values = [m.span() for m in _ATTRIBUTE.finditer(text, start, end)]
    return [
        m
        for m in marks
        if not _is_inch(text, m)
        and not _is_empty(text, m)
        and not any(first <= m.start < last for first, last in values)
    ]


def _is_empty(text: str, mark: _Mark) -> bool:
    """Two plain marks with nothing between them."""
    before, after = neighbours(text, mark.start, mark.end)
    doubled = text[mark.start : mark.end] == '""'
    return doubled and not before.strip() and not after.strip()


def _shape(mark: str) -> str:
    if mark[0] == "&":
        return _REFERENCES.get(html.unescape(mark), _PLAIN)
    if mark.endswith(">>"):
        return _CLOSE
    return _SHAPES.get(mark.lstrip("\\")[0], _PLAIN)


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
        step = _step(text, marks, index, opened)
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
        runs = following and not text[opened.end : opened.end + 1].islower()
        last = end if runs and not cue_within(text, opened.end, end) else None
        found.append(_unclosed(text, opened, end, stop=last))
    kept = [m for m in found if text[m.start : m.end].strip(_BLANK)]
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


def _step(text: str, marks: Sequence[_Mark], index: int, opened: _Mark) -> str:
    """What a mark does inside a quotation: close it, nest another, or show that it was left open."""
    mark = marks[index]
    opening = looks_open(text, mark.start, mark.end)
    closing = looks_close(text, mark.start, mark.end)
    other = (text[mark.start] in _ANGLED) != (text[opened.start] in _ANGLED)
    if other and opening and not closing and len(marks) > index + 2:
        return "nest"  # „»…«, …”
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


def _merge(text: str, double: Sequence[Marked], singles: Sequence[Single]) -> list[Marked]:
    """Double and single stretches of one paragraph: the outer of two nested ones stays."""
    kept = list(double)
    for s in singles:
        crossing = [m for m in kept if m.outer_start < s.outer_end and s.outer_start < m.outer_end]
        if all(s.start <= m.outer_start and m.outer_end <= s.end for m in crossing):
            kept = [m for m in kept if m not in crossing]
            kept.append(_stretch(text, s.start, s.end, s.outer_start, s.outer_end, closed=s.closed))
    return sorted(kept, key=lambda m: m.start)


def find_nested(text: str, outer: Marked) -> tuple[Marked, ...]:
    """The stretches in marks inside another one, one level down, in order; unclosed ones left out.

    >>> outer = find_marked("“He told me, ‘Go home,’” she said.")[0]
    >>> [(m.start, m.end) for m in find_nested("“He told me, ‘Go home,’” she said.", outer)]
    [(14, 22)]
    """
    marks = _marks(text, outer.start, outer.end)
    inside = _pair(text, outer.start, outer.end, marks, running=False, following=False) if marks else []
    singles = single_pairs(text, outer.start, outer.end)
    return tuple(m for m in _merge(text, inside, singles) if m.closed)
