"""Which story a new report belongs to, as the one stream of stories has it; and what that changes.

In: reports with their terms, in the order in which they came; people's rulings. Out: the stories with the
references of their reports, and after each new report which stories it touched, and which became part of another.
A new state of an item goes to that item's story, whatever it says. A story keeps its id as long as the report
that founded it stands in it: of stories that grow together the oldest one's id stays.

The same reports in the same order under the same rulings give the same stories, so that a watch that goes on
after a kill, or hears of a new ruling, replays them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.link.rulings import settle
from crosswire.link.story_stream import StoryStream
from crosswire.types import Decision, Ruling
from crosswire.watch.terms import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a report went: its story, and the ids of stories that became part of it."""

    story: str
    merged: tuple[str, ...] = ()


class Shelf:
    """The stories of a watch as the stream has them."""

    def __init__(self, known: Iterable[tuple[str, Kept]] = (), decisions: Sequence[Decision] = ()) -> None:
        """Replays what is `known`, by reference, in the order in which it came."""
        every = tuple(known)
        self.rulings: tuple[Ruling, ...] = settle(decisions, [kept.report for _, kept in every])
        self._stream = StoryStream(self.rulings)
        self._references: dict[str, list[str]] = {}
        self._items: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for reference, kept in every:
            self.place(reference, kept)

    def place(self, reference: str, kept: Kept) -> Placed:
        """Places one more report."""
        report = kept.report
        first = self._items.get(report.item.uri) if report.item is not None else None
        if first is not None:
            self._references[first].append(reference)
            return Placed(story=self._name(self._story_of(first)))
        self._references[report.id] = [reference]
        if report.item is not None:
            self._items[report.item.uri] = report.id
        placed = self._stream.place(kept.terms)
        merged = tuple(self._name(id) for id in placed.merged)
        return Placed(story=self._name(placed.story), merged=merged)

    def stories(self) -> dict[str, tuple[str, ...]]:
        """The references of each story's reports by the story's id, in order of founding."""
        return {
            self._name(id): tuple(x for report in reports for x in self._references[report])
            for id, reports in self._stream.stories()
        }

    def references(self, story: str) -> tuple[str, ...]:
        """The references of one story's reports, in the order in which they came."""
        return self.stories()[story]

    def name(self, known: Mapping[str, Sequence[str]]) -> None:
        """Gives stories the ids that they are known by: that of the known story in which the first report of
        theirs stands that is known to any, the older story choosing first."""
        of = {reference: id for id, references in known.items() for reference in references}
        taken: set[str] = set()
        self._names = {}
        for id, references in self.stories().items():
            name = next((of[x] for x in references if x in of and of[x] not in taken), id)
            while name in taken:  # the story that founded it is another's now
                name = "s" + hashlib.sha256(name.encode()).hexdigest()[:10]
            self._names[id] = name
            taken.add(name)

    def _name(self, id: str) -> str:
        return self._names.get(id, id)

    def _story_of(self, report: str) -> str:
        story = self._stream.story_of(report)
        if story is None:
            raise KeyError(report)
        return story
