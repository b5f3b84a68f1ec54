"""Many reports grouped into stories, and why two of them are, or are not, in one.

In: paths, addresses, stores or reports already read; people's rulings. Out: a `Grouped`: the stories with their
days, originals and outlets. The stories are those of the dossier of the same reports; what the reports establish
is left to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from crosswire.config import Config
from crosswire.errors import UsageError
from crosswire.intake import check_several, take
from crosswire.link.stories import stream_of
from crosswire.link.story_stream import StoryStream
from crosswire.pipeline import Progress, grouped
from crosswire.present.stories import stories_json
from crosswire.read import Source
from crosswire.rulings import decisions_for
from crosswire.types import (
    Decision,
    Family,
    Interval,
    Problem,
    Report,
    Ruling,
    Story,
    StoryLine,
    StoryReasons,
    StoryTerm,
)

# Reports of a story among which a chain is looked for: every pair of them is held against each other.
_CHAINED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Reports grouped into stories: a line for each, the rulings that bear on them, what could not be done.

    `reports` are all reports by id, in the order of the dossier; `stream` holds their terms, and takes more.
    """

    reports: Mapping[str, Report]
    stories: tuple[StoryLine, ...]
    rulings: tuple[Ruling, ...]
    problems: tuple[Problem, ...]
    stream: StoryStream

    def to_json(self) -> str:
        """The stories as `crosswire.stories/1`: the same bytes for the same reports and rulings."""
        return stories_json(self.stories, reports=self.reports, rulings=self.rulings, problems=self.problems)

    def explain(self, left: str, right: str) -> StoryReasons:
        """Why two reports, given by their ids, are or are not in one story. Raises UsageError."""
        for id in (left, right):
            if id not in self.reports:
                raise UsageError(f"{id}: is the id of no report in hand; take one of those in `reports`.")
        if left == right:
            raise UsageError(f"{left}: is named twice; two reports are held against each other.")
        left, right = sorted((left, right))
        story_of = {id: line.story for line in self.stories for id in line.story.reports}
        link = self.stream.explain(left, right)
        one = story_of[left].id == story_of[right].id
        return StoryReasons(
            left=left,
            right=right,
            stories=(story_of[left].id, story_of[right].id),
            score=link.score,
            bar=self.stream.bar,
            terms=tuple(StoryTerm(kind=t.kind, text=t.text, weight=t.weight) for t in link.terms),
            chain=self._chain(left, right, story_of[left].reports) if one and not link.same else (),
            ruling=_ruling(self.rulings, left, right),
        )

    def _chain(self, left: str, right: str, members: Sequence[str]) -> tuple[str, ...]:
        """The way from one report to the other whose weakest link is the strongest."""
        others = [id for id in members if id not in (left, right)][: _CHAINED - 2]
        if not others:
            return ()
        nodes = [left, *others, right]
        reach: dict[str, float] = {left: float("inf")}
        came: dict[str, str] = {}
        open_nodes = set(nodes)
        while open_nodes:
            here = max(sorted(open_nodes), key=lambda id: reach.get(id, float("-inf")))
            open_nodes.discard(here)
            if here == right:
                break
            for there in sorted(open_nodes):
                if {here, there} == {left, right}:
                    continue
                width = min(reach[here], self.stream.explain(here, there).score)
                if width > reach.get(there, float("-inf")):
                    reach[there], came[there] = width, here
        way = [right]
        while way[-1] != left:
            way.append(came[way[-1]])
        return tuple(reversed(way))


def stories(
    paths_or_reports: Iterable[str | Path | Report],
    *,
    rulings: str | Path | Sequence[Decision] = (),
    config: Config | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Grouped:
    """The stories that reports tell, as `dossier` finds them, without all that it establishes besides.

    Takes what `dossier` takes. `rulings` are decisions or a file of them; those kept in the stores that are
    given hold anyway. Raises NothingUsableError where nothing could be read, UsageError for rulings that
    cannot be read.

        found = crosswire.stories(["inbox/"])
        for line in found.stories:
            print(line.story.title, line.days, len(line.story.reports), line.originals, line.outlets)
    """
    check_several(paths_or_reports)
    given = list(paths_or_reports)
    paths = [x for x in given if not isinstance(x, Report)]
    found = tuple(take(paths, tell=progress))
    return group(
        [x for x in found if isinstance(x, Source)],
        config=config or Config(),
        progress=progress,
        reports=tuple(x for x in given if isinstance(x, Report)),
        problems=tuple(x for x in found if isinstance(x, Problem)),
        workers=workers,
        rulings=decisions_for(paths, rulings=rulings),
    )


def group(
    sources: Sequence[Source],
    *,
    config: Config,
    progress: Progress | None = None,
    reports: tuple[Report, ...] = (),
    problems: tuple[Problem, ...] = (),
    workers: int | None = None,
    rulings: Sequence[Decision] = (),
) -> Grouped:
    """The same of sources already taken, and reports already read; as `pipeline.build`."""
    made = grouped(
        sources,
        config=config,
        progress=progress,
        reports=reports,
        problems=problems,
        workers=workers,
        rulings=rulings,
    )
    held = {r.id: r for r in made.reports}
    days = {a.report: a.anchor for a in made.annotations}
    return Grouped(
        reports=MappingProxyType(held),
        stories=tuple(_line(story, held, days, made.links.families) for story in made.findings.stories),
        rulings=made.rulings,
        problems=made.problems,
        stream=stream_of(made.reports, made.annotations, rulings=made.rulings),
    )


def _line(
    story: Story, reports: Mapping[str, Report], days: Mapping[str, str | None], families: Iterable[Family]
) -> StoryLine:
    members = set(story.reports)
    known = sorted(day for id in members if (day := days.get(id)))
    outlets = Counter(reports[id].publisher or "" for id in story.reports)
    del outlets[""]
    return StoryLine(
        story=story,
        days=Interval(start=known[0], end=known[-1]) if known else None,
        originals=sum(not members.isdisjoint(f.reports) for f in families),
        outlets=tuple(sorted(outlets, key=lambda o: (-outlets[o], o))),
    )


def _ruling(rulings: Iterable[Ruling], left: str, right: str) -> Ruling | None:
    """The decision on two reports that holds, the latest one."""
    found = [
        r for r in rulings if r.holds and (r.left, r.right) == (left, right) and r.decision.about == "story"
    ]
    return found[-1] if found else None
