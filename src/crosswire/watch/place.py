"""Which story a new report belongs to: a new state of an item to that item's story, another report to
the story whose reports its words and names are nearest to, or to a story of its own.

In: a report and the stories so far. Out: the story's id. Joins by the same likeness and threshold as
`link.stories`; merging stories that grow together is left to people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from crosswire.link.stories import SAME_STORY, Vector, report_vector
from crosswire.types import Report
from crosswire.watch.state import Story


class Shelf:
    """What is held in memory of the stories: the vectors and items of their reports."""

    def __init__(self, read: Callable[[Story], tuple[Report, ...]]) -> None:
        self._read = read
        self._vectors: dict[str, list[Vector]] = {}
        self._items: dict[str, str] = {}

    def place(self, report: Report, stories: Mapping[str, Story]) -> str:
        """The id of the story that `report` belongs to, which is remembered as its."""
        for id, story in stories.items():
            if id not in self._vectors:
                self._vectors[id] = []
                for known in self._read(story):
                    self._add(id, known)
        vector = report_vector(report)
        id = self._by_item(report) or self._nearest(vector) or _new_id(report)
        self._add(id, report)
        return id

    def _by_item(self, report: Report) -> str | None:
        return self._items.get(report.item.uri) if report.item else None

    def _nearest(self, vector: Vector) -> str | None:
        scored = ((float(max(v @ vector for v in known)), id) for id, known in self._vectors.items() if known)
        score, id = max(scored, default=(0.0, ""), key=lambda pair: (pair[0], pair[1]))
        return id if score >= SAME_STORY else None

    def _add(self, id: str, report: Report) -> None:
        self._vectors.setdefault(id, []).append(report_vector(report))
        if report.item is not None:
            self._items.setdefault(report.item.uri, id)


def _new_id(report: Report) -> str:
    return "s" + hashlib.sha256(f"{report.sha256}|{report.source}".encode()).hexdigest()[:10]
