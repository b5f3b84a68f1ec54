"""Lines that were broken to a width: a line's end inside a sentence is no paragraph's end.

In: a text. Out: a text of equal length with a blank for every line's end that is there for the width alone
(agency copy, e-mail, plain-text books). Told by the lines themselves: all fit a common width, and where a line
does not end a sentence the first word of the next would not have fitted. A line that ends a sentence may end a
paragraph, and stays. Where lines are paragraphs, lists or verse nothing is changed.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_BULLET = re.compile(r"[ \t]*(?:[-–—•*·>]|\d{1,3}[.)])[ \t]")
# The line ends a sentence; not so behind an abbreviation ("U.S.", "Dr.").
_ENDED = re.compile(r"[.!?:;…][\"”’')\]]*\s*$|[\])]\s*$")
_SHORTENED = re.compile(
    r"(?:\b[^\W\d_]\.|\b(?:mr|mrs|ms|dr|gen|col|maj|capt|lt|sgt|sen|rep|gov|st|no|vs)\.)\s*$", re.I
)
# Nobody wraps narrower or wider: columns of a newspaper start near the one, mail and printers end at the other.
_NARROW, _WIDE = 40, 110
# Share of the line ends inside sentences that must be there for the width; verse and lists have few. At least so
# many of them: two or three lines may have their lengths by chance.
_SHARE, _LEAST = 0.8, 3
# A line may end so many letters before the width: paragraphs set by other hands, words moved later.
_SLACK = 12


class _End(NamedTuple):
    """A line's end inside a sentence: its offset, and whether the next word would not have fitted."""

    at: int
    full: bool


def unwrapped(text: str) -> str:
    """The text with blanks for line ends that only keep a width; the same object where there are none.

    >>> unwrapped("A line\\nanother") == "A line\\nanother"
    True
    """
    lines = text.split("\n")
    if len(lines) <= _LEAST:
        return text
    width = max(len(line.rstrip()) for line in lines)
    if not _NARROW <= width <= _WIDE:
        return text
    ends = _ends(lines, width)
    if len(ends) < _LEAST or sum(e.full for e in ends) < _SHARE * len(ends):
        return text
    letters = list(text)
    for end in ends:
        letters[end.at] = " "
        if letters[end.at - 1] == "\r":
            letters[end.at - 1] = " "
    return "".join(letters)


def _ends(lines: list[str], width: int) -> list[_End]:
    """The line ends that are inside a sentence."""
    found, at = [], 0
    for line, following in pairwise(lines):
        at += len(line)
        inside = line.strip() and following.strip() and not _BULLET.match(following)
        if inside and (not _ENDED.search(line) or _SHORTENED.search(line)):
            word = len(following.split(maxsplit=1)[0])
            found.append(_End(at, len(line.rstrip()) + 1 + word > width - _SLACK))
        at += 1
    return found
