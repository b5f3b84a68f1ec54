"""Renderings of one utterance laid under one another, with what differs marked.

In: the renderings' texts, the first being the base. Out: for each rendering a row of cells; cells of one
column answer one another where the renderings are short enough for columns, else each row is one cell.
Words that the base does not have are "other"; those that a divergence of another sense names are
"sense". Rows in another language than the base are set beside it and not compared word by word.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from crosswire.text.tokens import WORD, words

# Columns are read at a glance up to this many, and while a whole row fits on a line: in a trial on real
# renderings, bases over some twelve words broke into slivers ("in", "of") beside wrapped cells.
_COLUMNS = 6
_BASE_WORDS = 12
# Rows longer than this many words are not compared word by word: nobody would follow the marks.
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some words of a rendering: kind "same", "other" or "sense"."""

    text: str
    kind: str


Cell = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    starts: tuple[int, ...]
    folded: tuple[str, ...]

    def piece(self, first: int, last: int) -> str:
        """The words `first`..`last` with what stands around them."""
        if first >= last:
            return ""
        start = 0 if first == 0 else self.starts[first]
        end = len(self.text) if last == len(self.starts) else self.starts[last]
        return self.text[start:end]


def collate(
    renderings: Sequence[str], senses: Sequence[str], comparable: Sequence[bool]
) -> tuple[tuple[Cell, ...], ...]:
    """The cells of each rendering; `senses` are readings in which the sense differs.

    >>> rows = collate(["a wall that was sound", "a sound wall"], [], [True, True])
    >>> [[p.text for cell in row for p in cell if p.kind == "other"] for row in rows]
    [[], ['sound']]
    """
    texts = [_split(r) for r in renderings]
    base = texts[0]
    keys = [_sense_words(s) for s in senses if s.strip()]
    if len(base.folded) > _LONGEST or not base.folded:
        return tuple(((Part(text=t.text, kind="same"),),) for t in texts)
    matches = [
        _matched(base, t) if ok and len(t.folded) <= _LONGEST else None
        for t, ok in zip(texts, comparable, strict=True)
    ]
    cuts = _cuts(base, [m for m in matches if m is not None])
    if len(cuts) - 1 > _COLUMNS or len(base.folded) > _BASE_WORDS:
        cuts = [0, len(base.folded)]
    rows: list[tuple[Cell, ...]] = []
    for text, matched in zip(texts, matches, strict=True):
        if matched is None:
            rows.append(((Part(text=text.text, kind="same"),),))
        else:
            rows.append(_row(base, text, matched, cuts, keys))
    return tuple(rows)


def _split(text: str) -> _Text:
    plain = re.sub(r"\s+", " ", text).strip()
    return _Text(plain, tuple(m.start() for m in WORD.finditer(plain)), tuple(w.folded for w in words(plain)))


def _sense_words(reading: str) -> tuple[str, ...]:
    return tuple(w.folded for w in words(reading))


def _matched(base: _Text, text: _Text) -> list[tuple[int, int, int]]:
    """Matching stretches (base position, text position, length), in order."""
    matcher = SequenceMatcher(None, base.folded, text.folded, autojunk=False)
    return [(m.a, m.b, m.size) for m in matcher.get_matching_blocks() if m.size]


def _cuts(base: _Text, matches: Sequence[list[tuple[int, int, int]]]) -> list[int]:
    """Positions in the base where some rendering begins or ends to differ."""
    total = len(base.folded)
    cuts = {0, total}
    for matched in matches:
        for a, _, size in matched:
            cuts |= {a, a + size}
    return sorted(c for c in cuts if all(_clean(m, c, total) for m in matches))


def _clean(matched: list[tuple[int, int, int]], cut: int, total: int) -> bool:
    """Whether the other rendering has one plain place for a cut of the base."""
    if cut in (0, total):
        return True
    return any(a <= cut <= a + size for a, _, size in matched)


def _row(
    base: _Text,
    text: _Text,
    matched: list[tuple[int, int, int]],
    cuts: list[int],
    senses: Sequence[tuple[str, ...]],
) -> tuple[Cell, ...]:
    same = {b + k for a, b, size in matched for k in range(size)}
    thick = {k for s in senses for k in _found(text.folded, s)}
    bounds = [0, *(_answer(matched, c) for c in cuts[1:-1]), len(text.folded)]
    cells: list[Cell] = []
    for first, last in itertools.pairwise(bounds):
        parts: list[Part] = []
        k = first
        while k < last:
            kind = _kind(k, same, thick)
            stop = k
            while stop < last and _kind(stop, same, thick) == kind:
                stop += 1
            words = text.piece(k, stop)
            parts.append(Part(text=words.rstrip(), kind=kind))
            if words[-1:] == " ":
                parts.append(Part(text=" ", kind="same"))
            k = stop
        cells.append(tuple(parts))
    return tuple(cells)


def _kind(position: int, same: set[int], thick: set[int]) -> str:
    if position in same:
        return "same"
    return "sense" if position in thick else "other"


def _found(folded: tuple[str, ...], reading: tuple[str, ...]) -> list[int]:
    size = len(reading)
    return [
        n + k
        for n in range(len(folded) - size + 1)
        if size and folded[n : n + size] == reading
        for k in range(size)
    ]


def _answer(matched: list[tuple[int, int, int]], cut: int) -> int:
    """The position in the rendering that answers a cut of the base."""
    for a, b, size in matched:
        if a <= cut <= a + size:
            return b + cut - a
    return 0
