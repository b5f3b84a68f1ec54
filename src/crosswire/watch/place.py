"""Which story a new report belongs to: a new state of an item to that item's story, another report to
the story whose reports its words and names are nearest to, or to a story of its own.

In: a report and the stories so far. Out: the story's id. A first guess by the report's words alone, with the
threshold of `link.stories`, which knows names over all reports: `split` takes out what the story's dossier
then finds to be another story. Merging stories that grow together is left to people.
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
        self._know(stories)
        id = self._by_item(report) or self._nearest(report_vector(report)) or _new_id(report)
        self._add(id, report)
        return id

    def move(self, report: Report, stories: Mapping[str, Story], *, away_from: str, alone: bool) -> str:
        """The id of the story for a report that does not belong where it is: the nearest of the others,
        or, where `alone`, one of its own."""
        self._know(stories)
        own = _new_id(report)
        if own == away_from or own in stories:
            own = _new_id(report, again=away_from)
        return own if alone else self._nearest(report_vector(report), without=away_from) or own

    def forget(self, *ids: str) -> None:
        """Reads these stories again when they are next asked for; their reports have changed."""
        for id in ids:
            self._vectors.pop(id, None)
        self._items = {uri: id for uri, id in self._items.items() if id not in ids}

    def _know(self, stories: Mapping[str, Story]) -> None:
        for id, story in stories.items():
            if id not in self._vectors:
                self._vectors[id] = []
                for known in self._read(story):
                    self._add(id, known)

    def _by_item(self, report: Report) -> str | None:
        return self._items.get(report.item.uri) if report.item else None

    def _nearest(self, vector: Vector, *, without: str = "") -> str | None:
        others = ((id, known) for id, known in self._vectors.items() if known and id != without)
        scored = ((float(max(v @ vector for v in known)), id) for id, known in others)
        score, id = max(scored, default=(0.0, ""), key=lambda pair: (pair[0], pair[1]))
        return id if score >= SAME_STORY else None

    def _add(self, id: str, report: Report) -> None:
        self._vectors.setdefault(id, []).append(report_vector(report))
        if report.item is not None:
            self._items.setdefault(report.item.uri, id)


def _new_id(report: Report, *, again: str = "") -> str:
    return "s" + hashlib.sha256(f"{report.sha256}|{report.source}{again}".encode()).hexdigest()[:10]
