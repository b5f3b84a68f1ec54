"""Single quotation marks, told from apostrophes, foot marks and elisions.

In goes one paragraph's offsets; out come the pairs (inside offsets) that single marks enclose. A
single mark without its partner is left alone: it is far more often an apostrophe.
"""

from __future__ import annotations

import re
from functools import cache

from crosswire.lang import table

_SINGLE = re.compile(r"(?<!['‘’`])['‘’‚](?!['‘’])")
_OPENERS = "‘‚'’"
_BEFORE_OPEN = ' \t\n\r\u00a0([{—–-/"“”«„:'
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _elisions() -> frozenset[str]:
    return frozenset(table("en", "quotes")["elisions"])


def single_pairs(text: str, start: int, end: int, *, following: bool = False) -> list[tuple[int, int, bool]]:
    """The stretches inside single marks between two offsets, in order, none overlapping.

    The third value says whether the stretch is closed: only where the paragraph after opens with a
    single mark (`following`) may the last one run on to the end.
    """
    marks = [m.start() for m in _SINGLE.finditer(text, start, end)]
    pairs: list[tuple[int, int, bool]] = []
    floor = start
    for index, at in enumerate(marks):
        if at < floor or not _opens(text, at, start):
            continue
        close = _closing(text, marks[index + 1 :], start, end)
        if close is not None and text[at + 1 : close].strip():
            pairs.append((at + 1, close, True))
            floor = close + 1
        elif close is None and following and text[at + 1].isupper():
            pairs.append((at + 1, end, False))
            break
    return pairs


def begins_single(text: str, start: int, end: int) -> bool:
    """Whether a paragraph begins with an opening single mark."""
    first = _SINGLE.search(text, start, end)
    return (
        first is not None and not text[start : first.start()].strip() and _opens(text, first.start(), start)
    )


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1 : at + 12]
    if before not in _BEFORE_OPEN or not after or after[0].isspace() or after[0] in ".,;:!?)":
        return False
    if re.match(r"\d\ds?\b", after):
        return False  # '90s, '16
    word = _WORD.match(after)
    return not (word and word.group().lower() in _elisions())


def _closes(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return text[at] != "‘" and not text[at - 1].isspace() and not after.isalnum()


def _closing(text: str, marks: list[int], start: int, end: int) -> int | None:
    """The mark that closes: the first sure one before another opens, else the first possible one.

    After an s a mark may be a plural's apostrophe; it closes only where no surer mark follows.
    """
    doubtful: int | None = None
    for at in marks:
        if _opens(text, at, start):
            if doubtful is not None:
                return doubtful
            continue
        if not _closes(text, at, end):
            continue
        plural = text[at - 1] in "sS" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()
        if not plural:
            return at
        doubtful = at if doubtful is None else doubtful
    return doubtful
