"""Lines that stand twice: a headline or deck printed again, a pull quote that repeats the article.

In: a text's lines. Out: the lines to set apart. At the top the copy nearest the article stays, since
pages print their headline before it; elsewhere the first stays. A line that repeats a stretch of a
longer paragraph goes, wherever it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from crosswire.read.describe.lines import Line
from crosswire.types import Excluded

_WORD = re.compile(r"\w+")
# Shorter lines ("No comment.") repeat by chance; longer ones are paragraphs.
_FEWEST, _MOST = 5, 80
# Words that must stand in a row elsewhere, from a line's first word on: all of it, or, since decks are
# cut short and pull quotes reworded at their end, this share and number (two sentences that begin
# alike share fewer: "A spokesman for the ministry of defence said").
_WHOLE, _SHARE, _ROW = 8, 0.6, 12
# Lines from the top that count as the page's head.
_HEAD = 6


def find_repeats(lines: Sequence[Line], taken: Sequence[Excluded] = ()) -> tuple[Excluded, ...]:
    """The lines that repeat another line, or a stretch of one.

    The first line that is not already `taken` is the headline's place: the article's first sentence
    may repeat it, which does not make it a repeat.
    """
    busy = {(x.start, x.end) for x in taken}
    first = next((i for i, line in enumerate(lines) if (line.start, line.end) not in busy), None)
    folded = [_WORD.findall(line.text.lower()) for line in lines]
    gone: set[int] = set()
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, words in enumerate(folded):
        if _FEWEST <= len(words) <= _MOST:
            places[tuple(words)].append(index)
    for indexes in places.values():
        if len(indexes) > 1:
            head = [i for i in indexes if i < _HEAD]
            keep = head[-1] if head else indexes[0]
            gone.update(i for i in indexes if i != keep)
    gone.update(i for i in _inside(folded, gone) if i != first)
    return tuple(Excluded(start=lines[i].start, end=lines[i].end, kind="duplicate") for i in sorted(gone))


def _inside(folded: Sequence[Sequence[str]], gone: set[int]) -> set[int]:
    """The lines whose beginning stands inside a longer line."""
    candidates: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, words in enumerate(folded):
        if index not in gone and _WHOLE <= len(words) <= _MOST:
            candidates[tuple(words[:5])].append(index)
    found: set[int] = set()
    for index, words in enumerate(folded):
        for start in range(len(words) - 4):
            key = (words[start], words[start + 1], words[start + 2], words[start + 3], words[start + 4])
            for other in candidates.get(key, ()):
                if other == index or other in found or len(words) <= len(folded[other]):
                    continue
                row, length = _run(folded[other], words, start), len(folded[other])
                if row == length or row >= max(_ROW, _SHARE * length):
                    found.add(other)
    return found


def _run(line: Sequence[str], words: Sequence[str], start: int) -> int:
    """How many of the line's words, from its first, stand in a row from `start`."""
    count = 0
    while count < len(line) and start + count < len(words) and line[count] == words[start + count]:
        count += 1
    return count
