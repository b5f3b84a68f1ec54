"""Which story a new report belongs to, as the one stream of stories has it.

In: reports with their terms, in the order in which they came; people's rulings. Out: the stories, each with the
references of its reports. A new state of an item goes to that item's story, whatever it says. A story keeps its
id as long as the report that founded it stands in it: of stories that grow together the oldest one's id stays, and
of one that is parted that part's in which its first report is.

The same reports in the same order under the same rulings give the same stories, so that a watch that goes on
after a kill, or hears of a new ruling, replays them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence
from types import MappingProxyType

from crosswire.link.rulings import settle
from crosswire.link.story_stream import StoryStream
from crosswire.types import Decision, Ruling
from crosswire.watch.terms import Kept

NOTHING_KNOWN: Mapping[str, Sequence[str]] = MappingProxyType({})


class Shelf:
    """The stories of a watch as the stream has them."""

    def __init__(self, known: Iterable[tuple[str, Kept]] = (), decisions: Sequence[Decision] = ()) -> None:
        """Replays what is `known`, by reference, in the order in which it came."""
        every = tuple(known)
        self.rulings: tuple[Ruling, ...] = settle(decisions, [kept.report for _, kept in every])
        self._stream = StoryStream(self.rulings)
        self._references: dict[str, list[str]] = {}
        self._items: dict[str, str] = {}
        for reference, kept in every:
            self.place(reference, kept)

    def place(self, reference: str, kept: Kept) -> None:
        """Places one more report. Stories may grow together by it, or part."""
        report = kept.report
        first = self._items.get(report.item.uri) if report.item is not None else None
        if first is not None:
            self._references[first].append(reference)
            return
        self._references[report.id] = [reference]
        if report.item is not None:
            self._items[report.item.uri] = report.id
        self._stream.place(kept.terms)

    def stories(self, known: Mapping[str, Sequence[str]] = NOTHING_KNOWN) -> dict[str, tuple[str, ...]]:
        """The references of each story's reports by the story's id, in order of founding.

        A story has the id by which it is `known`: that of the known story in which the first of its reports
        stands that stands in any, the older story choosing first; else that of the stream.
        """
        of = {reference: id for id, references in known.items() for reference in references}
        every = (
            (id, tuple(x for report in reports for x in self._references[report]))
            for id, reports in self._stream.stories()
        )
        return name_stories(every, of)


def name_stories(
    stories: Iterable[tuple[str, tuple[str, ...]]],
    known: Mapping[str, str],
    taken: Container[str] = (),
) -> dict[str, tuple[str, ...]]:
    """Stories, each by the id that it is to have: that which the first of its reports that is in any has in `known`,
    the older story choosing first; else its own. No other story has an id that is `taken`."""
    found: dict[str, tuple[str, ...]] = {}
    for id, references in stories:
        name = next((known[x] for x in references if x in known and known[x] not in found), id)
        # The report that founded it may stand in another now, which has its id.
        while name in found or (name in taken and name not in known.values()):
            name = "s" + hashlib.sha256(name.encode()).hexdigest()[:10]
        found[name] = references
    return found
