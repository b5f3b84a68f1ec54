"""A text's lines and sentences by punctuation alone, for the reading that comes before any parser.

In: a text. Out: `Line` values, whose offsets leave out the blanks around them. Rough on purpose: a
sentence here only needs to be fine enough to set a caption or a prompt apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BLANK = " \t\f\v\u00a0\ufeff\u200b\u200e\u200f\x00"
# A sentence ends at a mark, closing quotation marks or brackets with it, before a capital or an opener.
_END = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?…]{1,5}[\"”’)\]]{0,4}\s{1,9}(?=[\"“‘(\[]?[A-Z0-9])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of one line: half-open offsets and what stands there, without blanks around it."""

    start: int
    end: int
    text: str

    @property
    def word_count(self) -> int:
        """How many pieces blanks divide it into."""
        return len(self.text.split())


def split_lines(text: str, limit: int) -> tuple[Line, ...]:
    """The lines of the first `limit` characters that hold anything.

    >>> [line.text for line in split_lines("One. \\n\\n Two", 100)]
    ['One.', 'Two']
    """
    return tuple(
        line
        for match in _LINE.finditer(text, 0, limit)
        if (line := trim(text, match.start(), match.end())).text
    )


def split_sentences(text: str, line: Line) -> Iterator[Line]:
    """The sentences of one line, in order.

    >>> text = "It rained. “Stop!” she said."
    >>> [s.text for s in split_sentences(text, trim(text, 0, len(text)))]
    ['It rained.', '“Stop!” she said.']
    """
    start = line.start
    for match in _END.finditer(text, line.start, line.end):
        yield trim(text, start, match.end())
        start = match.end()
    if start < line.end:
        yield trim(text, start, line.end)


def trim(text: str, start: int, end: int) -> Line:
    """The line between two offsets without the blanks around it."""
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return Line(start=start, end=end, text=text[start:end])
