"""Words of a text with their offsets, for everything that does not need a parser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosswire.text.fold import strip_accents

WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its offsets (code points, half-open) and its folded form."""

    start: int
    end: int
    folded: str


def words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of `text` between two offsets, in order.

    >>> [w.folded for w in words("The ministry’s toll: 1,200.")]
    ['the', 'ministry’s', 'toll', '1', '200']
    """
    stop = len(text) if end is None else end
    return tuple(
        Word(m.start(), m.end(), strip_accents(m.group()).casefold())
        for m in WORD.finditer(text, start, stop)
    )
