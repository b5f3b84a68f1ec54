"""Single quotation marks, told from apostrophes, foot marks and elisions.

In goes one paragraph's offsets; out come the stretches that single marks enclose. A single mark without its
partner is left alone: it is far more often an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from crosswire.annotate.marks_text import INVISIBLE
from crosswire.lang import table

# With the character references that a page lost its reading of.
_SINGLE = re.compile(r"(?<!['‘’`‛‚])(?:['‘’‚‛]|`(?=\w)|&(?:#0*39|#x0*27|apos|[lr]squo|#821[67]);)(?!['‘’])")
_BEFORE_OPEN = ' \t\n\r\u00a0\u202f([{—–-/"“”«»„:' + INVISIBLE
_WORD = re.compile(r"[^\W\d_]+")


class Single(NamedTuple):
    """A stretch inside single marks: offsets inside the marks, and with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool


@cache
def _elisions() -> frozenset[str]:
    return frozenset(table("en", "quotes")["elisions"])


def single_pairs(text: str, start: int, end: int, *, following: bool = False) -> list[Single]:
    """The stretches inside single marks between two offsets, in order, none overlapping.

    Only where the paragraph after opens with a single mark (`following`) may the last one run on to the
    end unclosed.
    """
    marks = [m.span() for m in _SINGLE.finditer(text, start, end)]
    pairs: list[Single] = []
    floor = start
    for index, (at, inside) in enumerate(marks):
        if at < floor or not _opens(text, at, inside, start):
            continue
        close = _closing(text, text[at], marks[index + 1 :], start, end)
        if close is not None and text[inside : close[0]].strip():
            pairs.append(Single(inside, close[0], at, close[1], True))
            floor = close[1]
        elif close is None and following and text[inside].isupper():
            pairs.append(Single(inside, end, at, end, False))
            break
    return pairs


def begins_single(text: str, start: int, end: int) -> bool:
    """Whether a paragraph begins with an opening single mark."""
    first = _SINGLE.search(text, start, end)
    return (
        first is not None and not text[start : first.start()].strip() and _opens(text, *first.span(), start)
    )


def leaves_open(text: str, start: int, end: int) -> bool:
    """Whether a line opens a sentence in single marks, at its start or after a colon, and leaves it open."""
    for match in reversed(list(_SINGLE.finditer(text, start, end))):
        led = text[start : match.start()].rstrip()
        if (
            _opens(text, *match.span(), start)
            and text[match.end()].isupper()
            and (not led or led[-1] in ":,")
        ):
            return not any(s.outer_start <= match.start() for s in single_pairs(text, match.start(), end))
    return False


def closes_first(text: str, start: int, end: int) -> bool:
    """Whether a line closes single marks opened before it: right behind a stop, before any other opens."""
    for match in _SINGLE.finditer(text, start, end):
        if _opens(text, *match.span(), start):
            return False
        stopped = text[start : match.start()].rstrip().endswith((".", ",", "!", "?", "…"))
        if stopped and _closes(text, "'", *match.span(), end):
            return True
    return False


def _opens(text: str, at: int, inside: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[inside : inside + 11]
    if before not in _BEFORE_OPEN or not after or after[0].isspace() or after[0] in ".,;:!?)":
        return False
    if re.match(r"\d\ds?\b", after):
        return False  # '90s, '16
    word = _WORD.match(after)
    return not (word and word.group().lower() in _elisions())


def _closes(text: str, opener: str, at: int, stop: int, end: int) -> bool:
    after = text[stop] if stop < end else " "
    shape = text[at] != "‚" and (text[at] != "‘" or opener == "‚")
    if text[at - 1].isspace():  # set apart by a tokeniser: "We stay, ' she said"
        return shape and text[at - 2] in ",.!?" and not after.strip()
    return shape and not after.isalnum()


def _closing(
    text: str, opener: str, marks: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[int, int] | None:
    """The mark that closes: the first sure one before another opens, else the first possible one.

    After an s a mark may be a plural's apostrophe; it closes only where no surer mark follows.
    """
    doubtful: tuple[int, int] | None = None
    for at, stop in marks:
        if _opens(text, at, stop, start):
            if doubtful is not None:
                return doubtful
            continue
        if not _closes(text, opener, at, stop, end):
            continue
        if not _plural(text, at, stop):
            return at, stop
        doubtful = (at, stop) if doubtful is None else doubtful
    return doubtful


def _plural(text: str, at: int, stop: int) -> bool:
    """Whether a mark may be a plural's: "the wardens' boats", "at the wardens',' she said"."""
    if text[at - 1] not in "sS":
        return False
    after = text[stop : stop + 2]
    return (after[:1] == " " and after[1:].islower()) or (
        after[:1] in tuple(",.!?") and after[1:] in tuple("'’")
    )
