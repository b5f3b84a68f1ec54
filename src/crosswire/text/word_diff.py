"""Where two renderings of one passage differ, word by word.

In: two texts of one language. Out: their stretches in order, each the same in both, changed, or only in one of
them, with its offsets on both sides. Words are compared folded (case and accents apart), punctuation is not. The
longest common stretches are laid together first (difflib's Ratcliff and Obershelp), which reads better than the
fewest edits; small words that happen to agree amid changes count as changed. What a change means is left to others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from crosswire.text.tokens import Word, words

Kind = Literal["same", "changed", "left", "right"]

# Texts of more words than this are not compared: the work grows with the product of their lengths.
LONGEST = 1500
# So many small words in a row, amid changes, are no common ground.
_LONE = 2
_Op = tuple[bool, int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words that are the same in both texts, changed, or only in the left or the right one.

    The offsets (code points, half-open) run from the first word to the last; what is not there is empty.
    """

    kind: Kind
    left_start: int
    left_end: int
    right_start: int
    right_end: int


def word_diff(left: str, right: str, small: Collection[str] = ()) -> tuple[Stretch, ...]:
    """The stretches of two texts in order; `small` are folded words that join nothing on their own.

    >>> [(s.kind, "a gate broke"[s.left_start:s.left_end]) for s in word_diff("a gate broke", "a lock broke")]
    [('same', 'a'), ('changed', 'gate'), ('same', 'broke')]
    """
    a, b = words(left), words(right)
    if max(len(a), len(b)) > LONGEST:
        ops: Sequence[_Op] = [(False, 0, len(a), 0, len(b))]
    else:
        matcher = SequenceMatcher(None, [w.folded for w in a], [w.folded for w in b], autojunk=False)
        found = [(tag == "equal", i1, i2, j1, j2) for tag, i1, i2, j1, j2 in matcher.get_opcodes()]
        ops = list(_joined(_without_lone(found, a, frozenset(small))))
    return tuple(_stretch(op, a, b) for op in ops)


def _without_lone(ops: Sequence[_Op], a: Sequence[Word], small: Collection[str]) -> Iterator[_Op]:
    """The operations, small words alone between two changes taken for changed."""
    for n, (same, i1, i2, j1, j2) in enumerate(ops):
        amid = 0 < n < len(ops) - 1 and i2 - i1 <= _LONE and all(w.folded in small for w in a[i1:i2])
        yield (same and not amid, i1, i2, j1, j2)


def _joined(ops: Iterator[_Op]) -> Iterator[_Op]:
    """Neighbouring changes as one."""
    held: _Op | None = None
    for op in ops:
        if held is not None and not held[0] and not op[0]:
            held = (False, held[1], op[2], held[3], op[4])
            continue
        if held is not None:
            yield held
        held = op
    if held is not None:
        yield held


def _stretch(op: _Op, a: Sequence[Word], b: Sequence[Word]) -> Stretch:
    same, i1, i2, j1, j2 = op
    kind: Kind = "same" if same else "changed"
    if not same and i1 == i2:
        kind = "right"
    elif not same and j1 == j2:
        kind = "left"
    left, right = _offsets(a, i1, i2), _offsets(b, j1, j2)
    return Stretch(kind=kind, left_start=left[0], left_end=left[1], right_start=right[0], right_end=right[1])


def _offsets(found: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """From the first of some words to the last; nothing stands at the end of the word before."""
    if first < last:
        return found[first].start, found[last - 1].end
    at = found[first - 1].end if first else 0
    return at, at
