"""Lines that were broken to a width: a line's end inside a sentence is no paragraph's end.

In: a text. Out: a text of equal length with a blank for every line's end that is there for the width alone
(agency copy, e-mail, plain-text books). Told by the lines themselves: all fit a common width, and the first word
of the next line would not have. Where lines are paragraphs, lists or verse nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_BULLET = re.compile(r"[ \t]*(?:[-–—•*·>]|\d{1,3}[.)])[ \t]")
# Nobody wraps narrower or wider: columns of a newspaper start near the one, mail and printers end at the other.
_NARROW, _WIDE = 40, 110
# Share of line ends that must be there for the width before a text counts as wrapped; verse and lists have few.
_SHARE = 0.8
# A line that ends so much before the width though the next word would have fitted ends a paragraph.
_SHORT = 0.6
# Words that a person moved by hand: a line may end so many letters before the width.
_SLACK = 6


def unwrapped(text: str) -> str:
    """The text with blanks for line ends that only keep a width; the same object where there are none.

    >>> unwrapped("A line\\nanother") == "A line\\nanother"
    True
    """
    lines = text.split("\n")
    if len(lines) < 3 or max(map(len, lines)) > _WIDE:
        return text
    ends = [end for block in _blocks(lines) for end in _ends(*block)]
    if len(ends) < 2 or sum(full for _, full, _ in ends) < _SHARE * len(ends):
        return text
    letters = list(text)
    for at, full, joins in ends:
        if full or joins:
            letters[at] = " "
            if letters[at - 1] == "\r":
                letters[at - 1] = " "
    return "".join(letters)


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Stretches of two lines or more without an empty one between: the offset and the lines."""
    at, begin, block = 0, 0, list[str]()
    for line in [*lines, ""]:
        if line.strip():
            begin = begin if block else at
            block.append(line)
        else:
            if len(block) > 1:
                yield begin, block
            block = []
        at += len(line) + 1


def _ends(start: int, lines: list[str]) -> list[tuple[int, bool, bool]]:
    """The line ends inside a block: offset, whether the next word would not have fitted, whether it may be joined."""
    width = max(len(line.rstrip()) for line in lines)
    if not _NARROW <= width <= _WIDE:
        return [(start, False, False)] * (len(lines) - 1)
    found, at = [], start
    for line, following in pairwise(lines):
        at += len(line)
        length = len(line.rstrip())
        word = len(following.split(maxsplit=1)[0]) if following.strip() else 0
        listed = bool(_BULLET.match(following))
        full = not listed and length + 1 + word > width - _SLACK
        joins = not listed and length >= _SHORT * width and not following.startswith((" ", "\t"))
        found.append((at, full, joins))
        at += 1
    return found
