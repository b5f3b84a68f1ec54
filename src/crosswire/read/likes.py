"""Problems of one kind in one container, told a few times and then counted.

In: the problems of a container as they come. Out: the first few of each kind, and at the end, for a kind that
came more often, one that says how many more there were and which was the last. A damaged table of a
million rows must not bury every other problem under a million lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosswire.types import Problem

# Problems of one kind that are told one by one, and kinds that are told apart in one container.
_TOLD, _KINDS = 5, 200
_NUMBERS = re.compile(r"\d[\d,]*")


class Likes:
    """Counts the problems of one container by kind: their message without its numbers."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._counts: dict[str, int] = {}
        self._last: dict[str, Problem] = {}

    def tells(self, problem: Problem) -> bool:
        """Whether this one is told by itself; it is counted either way."""
        kind = _NUMBERS.sub("0", problem.message)
        if kind not in self._counts and len(self._counts) >= _KINDS:
            kind = ""
        self._counts[kind] = count = self._counts.get(kind, 0) + 1
        self._last[kind] = problem
        return count <= _TOLD and kind != ""

    def rest(self) -> Iterator[Problem]:
        """One problem for each kind that came more often than it was told."""
        for kind, count in self._counts.items():
            more = count - _TOLD if kind else count
            if more > 0:
                last = self._last[kind]
                parts = "part" if more == 1 else "parts"
                yield Problem(
                    report=self._name,
                    stage=last.stage,
                    message=f"has {more:,} more {parts} with this problem, the last of them "
                    f"{(last.report or self._name).removeprefix(self._name).removeprefix('!/')}: {last.message}",
                )
