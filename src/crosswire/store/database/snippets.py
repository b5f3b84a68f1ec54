"""Where in a text the words stand that were looked for, and the stretch of it that shows most of them.

In: a text and `Term`s. Out: offsets, code points, half-open; never markup: whoever shows them escapes the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crosswire.store.database.question import Term
from crosswire.store.database.words import words_in

# Letters of a stretch that is shown, and of a text in which words are looked for: those of a long newspaper page.
LENGTH, LOOKED = 240, 100_000
# Letters shown before the first word that was found.
_BEFORE = 60

Mark = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A stretch of a text: where it starts there, and where in the stretch the words stand."""

    text: str
    start: int
    marks: tuple[Mark, ...]


def marked(text: str, terms: Iterable[Term]) -> tuple[Mark, ...]:
    """Where the terms stand in a text, in order, no two overlapping.

    >>> marked("The upper weir", [Term(words=("weir",))])
    ((10, 14),)
    """
    terms = tuple(terms)
    if not terms:
        return ()
    words = list(words_in(text[:LOOKED]))
    starts = {t.words[0] for t in terms if not (t.prefix and len(t.words) == 1)}
    begun = tuple(t.words[0] for t in terms if t.prefix and len(t.words) == 1)
    found = [
        (words[n][1], words[n + len(term.words) - 1][2])
        for n, (word, _, _) in enumerate(words)
        if word in starts or (begun and word.startswith(begun))
        for term in terms
        if _stands(term, words, n)
    ]
    return tuple(_joined(sorted(set(found))))


def snippet_of(text: str, terms: Iterable[Term], length: int = LENGTH) -> Snippet:
    """The stretch of a text in which most of the terms' words stand; its beginning where none does."""
    marks = marked(text, terms)
    first = _densest(marks, length)
    start = _after_blank(text, max(0, marks[first][0] - _BEFORE)) if marks else 0
    end = _before_blank(text, min(len(text), start + length), start)
    inside = tuple((a - start, b - start) for a, b in marks if a >= start and b <= end)
    return Snippet(text=text[start:end], start=start, marks=inside)


def _stands(term: Term, words: Sequence[tuple[str, int, int]], n: int) -> bool:
    here = tuple(word for word, _, _ in words[n : n + len(term.words)])
    if not term.prefix:
        return here == term.words
    return (
        len(here) == len(term.words) and here[:-1] == term.words[:-1] and here[-1].startswith(term.words[-1])
    )


def _joined(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks, those that overlap as one."""
    start, end = -1, -1
    for a, b in marks:
        if a >= end:
            if end >= 0:
                yield start, end
            start, end = a, b
        else:
            end = max(end, b)
    if end >= 0:
        yield start, end


def _densest(marks: Sequence[Mark], length: int) -> int:
    """The first of the marks from which most stand within the length."""
    best, most, end = 0, 0, 0
    for n, (start, _) in enumerate(marks):
        while end < len(marks) and marks[end][1] <= start + length - _BEFORE:
            end += 1
        if end - n > most:
            best, most = n, end - n
    return best


def _after_blank(text: str, at: int) -> int:
    """Where the word after an offset starts, if one does soon."""
    if at == 0 or text[at - 1].isspace():
        return at
    return next((n + 1 for n in range(at, min(len(text), at + 30)) if text[n].isspace()), at)


def _before_blank(text: str, at: int, start: int) -> int:
    """Where the word before an offset ends, if one does soon."""
    if at == len(text) or text[at].isspace():
        return at
    return next((n for n in range(at, max(start, at - 30), -1) if text[n - 1].isspace()), at)
