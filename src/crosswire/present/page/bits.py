"""Where two passages differ, in bits of text: the same, other words, words only here, numbers and names that stand out.

In: two spans, and where numbers and names stand in their reports. Out: for each span its bits, in which every character
stands once. Passages in two languages are not compared word by word, only their numbers and names are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.lang import table
from crosswire.text.tokens import words
from crosswire.text.word_diff import word_diff
from crosswire.types import Scalar, Span

# Kinds of entities whose names stand out where they differ.
NAMED = frozenset({"PERSON", "ORG", "GPE", "FAC", "LOC", "NORP"})
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bit:
    """A bit of text: kind "same", "other" (other words stand there), "only" (nothing does), or "strong": a
    number or a name that the other side lacks."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Where numbers (with their values) and names stand in a report, by offset of each word's start."""

    numbers: Mapping[int, tuple[int, Scalar | None]]
    names: frozenset[int]


def bits(
    left: Span, right: Span, known: Mapping[str, Known], *, compared: bool
) -> tuple[tuple[Bit, ...], tuple[Bit, ...]]:
    """Both passages in bits; `compared` where they are in one language."""
    there, here = _Side.of(left, known), _Side.of(right, known)
    if not compared:
        return (
            there.cut([(0, len(there.text), "same")], here),
            here.cut([(0, len(here.text), "same")], there),
        )
    lefts, rights = [], []
    for s in word_diff(there.text, here.text, _small()):
        kinds = {
            "same": ("same", "same"),
            "changed": ("other", "other"),
            "left": ("only", ""),
            "right": ("", "only"),
        }
        mine, theirs = kinds[s.kind]
        lefts.append((s.left_start, s.left_end, mine))
        rights.append((s.right_start, s.right_end, theirs))
    return there.cut(lefts, here), here.cut(rights, there)


@cache
def _small() -> frozenset[str]:
    return frozenset(table("en", "stopwords")["words"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A passage with what stands in it: numbers by offset (with their end and value), starts of names."""

    text: str
    numbers: Mapping[int, tuple[int, Scalar | None]]
    names: frozenset[int]
    values: frozenset[Scalar]
    folded: frozenset[str]
    digits: frozenset[str]

    @staticmethod
    def of(span: Span, known: Mapping[str, Known]) -> _Side:
        held = known[span.report]
        numbers = {
            at - span.start: (end - span.start, value)
            for at, (end, value) in held.numbers.items()
            if span.start <= at < span.end
        }
        return _Side(
            text=span.text,
            numbers=numbers,
            names=frozenset(at - span.start for at in held.names if span.start <= at < span.end),
            values=frozenset(v for _, v in numbers.values() if v is not None),
            folded=frozenset(f for w in words(span.text) for f in (w.folded, w.folded.removesuffix("’s"))),
            digits=frozenset(_DIGITS.findall(span.text)),
        )

    def cut(self, stretches: Sequence[tuple[int, int, str]], other: _Side) -> tuple[Bit, ...]:
        """The text in bits; every character stands in one."""
        bits: list[Bit] = []
        at = 0
        for start, end, kind in stretches:
            for first, last, sort in self._by_word(start, end, kind, other):
                if first > at:
                    gap = "same" if not bits or bits[-1].kind != sort else sort
                    bits.append(Bit(text=self.text[at:first], kind=gap))
                bits.append(Bit(text=self.text[first:last], kind=sort))
                at = last
        if at < len(self.text):
            bits.append(Bit(text=self.text[at:], kind="same"))
        return tuple(_merged(bits))

    def _by_word(self, start: int, end: int, kind: str, other: _Side) -> Iterator[tuple[int, int, str]]:
        if kind == "same" and not self._lacks_any(start, end, other):
            yield start, end, kind
            return
        for word in words(self.text, start, end):
            yield word.start, word.end, "strong" if self._stands_out(word.start, word.folded, other) else kind

    def _lacks_any(self, start: int, end: int, other: _Side) -> bool:
        return any(self._stands_out(w.start, w.folded, other) for w in words(self.text, start, end))

    def _stands_out(self, at: int, folded: str, other: _Side) -> bool:
        """Whether a word is of a number or a name that the other side lacks."""
        if folded in other.folded or folded.removesuffix("’s").removesuffix("'s") in other.folded:
            return False
        digits = _DIGITS.findall(folded)
        if digits and all(d in other.digits for d in digits):
            return False
        number = next(((e, v) for s, (e, v) in self.numbers.items() if s <= at < e), None)
        if number is not None:
            return number[1] is None or number[1] not in other.values
        return at in self.names or bool(digits)


def _merged(bits: Sequence[Bit]) -> Iterator[Bit]:
    held: Bit | None = None
    for bit in bits:
        if held is not None and held.kind == bit.kind:
            held = Bit(text=held.text + bit.text, kind=bit.kind)
            continue
        if held is not None:
            yield held
        held = bit
    if held is not None:
        yield held
