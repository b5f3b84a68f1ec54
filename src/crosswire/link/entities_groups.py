"""Union of namings into groups, with a veto: what two groups hold may forbid that they become one."""

from __future__ import annotations

from collections import defaultdict


class Groups:
    """A growing partition of 0..n-1; the smallest member names a group, so the order of joining is moot."""

    __slots__ = ("_parent",)

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, item: int) -> int:
        """The name of the item's group."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, left: int, right: int) -> None:
        """Makes one group of two."""
        a, b = sorted((self.find(left), self.find(right)))
        self._parent[b] = a

    def members(self) -> dict[int, list[int]]:
        """All groups by name, members in order."""
        out: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self._parent)):
            out[self.find(item)].append(item)
        return dict(out)
