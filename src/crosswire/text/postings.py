"""An inverted index: from a 64-bit code to the texts that hold it, as they arrive.

Takes the codes of one text after another; gives, for each new text, which earlier texts hold how many of
its codes. The work for one text depends on its own codes and on who shares them, not on how many texts
there are. Nothing is dropped here but by a cap that the owner states: a code that more than so many texts
hold tells nothing, and from then on gives nobody.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from crosswire.text.shingles import Codes

# Codes are kept in 60 bits, which a Python integer holds in two digits. Shards keep the growth of one
# dictionary short: the longest pause is that of one shard, not that of all codes.
_BITS = np.uint64(4)
_SHARDS, _SHARD = 256, 255
_COMMON = -1

Common = Callable[[Sequence[int]], bool]


class Postings:
    """Codes and their texts (row numbers); lists of more than `few` rows tell nothing, if `common`
    (where it is given) says so.

    `common` must not depend on the order of the rows, and must stay true once it is true and rows are added.
    `read` counts the entries read so far. Under a code stands the one row that holds it, or a list by its
    number; the codes that one text shares with another mostly share all their texts, so lists are few. A
    list is its last row and the number of the list before. So there are no containers but the shards, and
    the garbage collector has nothing to visit.
    """

    def __init__(self, few: int, common: Common | None = None) -> None:
        self.read = 0
        self._few = few
        self._shards: list[dict[int, int]] = [{} for _ in range(_SHARDS)]
        self._common = common
        self._before = array("i")
        self._last = array("i")
        self._lengths = array("i")

    def find(self, codes: Codes) -> dict[int, int]:
        """The rows that hold any of the codes (distinct), each with how many."""
        shards = self._shards
        shared: dict[int, int] = {}
        for code in _kept(codes):
            held = shards[code & _SHARD].get(code, _COMMON)
            if held != _COMMON:
                shared[held] = shared.get(held, 0) + 1
        counts: dict[int, int] = {}
        for held, number in shared.items():
            for row in self._rows(held):
                counts[row] = counts.get(row, 0) + number
        return counts

    def add(self, codes: Codes, row: int) -> dict[int, int]:
        """Puts a new row under its codes (distinct); gives what `find` gave before, codes now common aside."""
        counts: dict[int, int] = {}
        for held, number in self._put(codes, row):
            for other in self._rows(held):
                counts[other] = counts.get(other, 0) + number
        return counts

    def put(self, codes: Codes, row: int) -> None:
        """Puts a new row under its codes (distinct)."""
        self._put(codes, row)

    def _put(self, codes: Codes, row: int) -> list[tuple[int, int]]:
        """What stood under the codes, codes now common aside, each with the number of codes."""
        shards, kept = self._shards, _kept(codes)
        before = [shards[code & _SHARD].setdefault(code, row) for code in kept]
        if before.count(row) == len(before):
            return []
        shared: dict[int, list[int]] = {}
        for code, held in zip(kept, before, strict=True):
            if held not in (row, _COMMON):
                shared.setdefault(held, []).append(code)
        out = []
        for held, ours in shared.items():
            number = self._number(held, row)
            for code in ours:
                shards[code & _SHARD][code] = number
            if number != _COMMON:
                out.append((held, len(ours)))
        return out

    def common(self, codes: Codes) -> NDArray[np.bool_]:
        """For each code, whether so many hold it that it tells nothing."""
        told: dict[int, bool] = {_COMMON: True}
        out = []
        for code in _kept(codes):
            held = self._shards[code & _SHARD].get(code, 0)
            if held not in told:
                told[held] = held < _COMMON and self._tells_nothing(held)
            out.append(told[held])
        return np.array(out, dtype=np.bool_)

    def _tells_nothing(self, held: int) -> bool:
        if self._lengths[_COMMON - 1 - held] <= self._few:
            return False
        return self._common is None or self._common(self._rows(held))

    def _number(self, held: int, row: int) -> int:
        """What stands under codes that some rows held, now that one more does."""
        self._before.append(held)
        self._last.append(row)
        self._lengths.append(2 if held >= 0 else self._lengths[_COMMON - 1 - held] + 1)
        number = _COMMON - len(self._last)
        return _COMMON if self._tells_nothing(number) else number

    def _rows(self, held: int) -> list[int]:
        rows = []
        while held < _COMMON:
            place = _COMMON - 1 - held
            rows.append(self._last[place])
            held = self._before[place]
        rows.append(held)
        self.read += len(rows)
        return rows


def _kept(codes: Codes) -> list[int]:
    kept: list[int] = (codes >> _BITS).tolist()
    return kept
