"""A batch: many reports to their stories, each with its dossier, and tables over all of them.

In: sources as they come, a place to write to, an engine. Out: dossiers/STORY.json and the tables, whole or not at
all, and what was done. Every engine gives the same bytes.

    read        sources, one chunk after another                    here
    annotate    chunk by chunk: read, parsed, annotated, packed     on the workers
    group       stories and who shares text with whom, in order     here, over terms alone
    stories     story by story: linked, reconciled, presented       on the workers, the largest first
    write       tables, from the stories' rows                      here

What workers gave is kept below `work` until the end: a run that is killed goes on where it was when it is started
again, as far as its reports, settings and program are the same. Only this process writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from crosswire.config import Config
from crosswire.derived import code
from crosswire.errors import NothingUsableError
from crosswire.link.rulings import settle
from crosswire.link.versions import settle_versions, withdrawn_reports
from crosswire.pipeline import nothing_usable
from crosswire.read import Source
from crosswire.scale.engines import Engine, Lost
from crosswire.scale.grouping import Filed, group
from crosswire.scale.inputs import Chunk, Identified, chunk_of, chunked
from crosswire.scale.place import Place
from crosswire.scale.stages import (
    ChunkMade,
    KeptChunk,
    Seen,
    StoryJob,
    bare_rows,
    make_story,
    problem_row,
    read_or_recall,
)
from crosswire.scale.tables import ids_in, write_tables
from crosswire.types import Decision, Problem, Report

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDone:
    """What was done: reports that stand, stories, problems; how many chunks and stories an earlier run had done
    already; how many workers died and were replaced, as far as the engine knows."""

    reports: int
    stories: int
    problems: int
    kept_chunks: int
    kept_stories: int
    deaths: int


@dataclass(slots=True)
class _Shelf:
    """The reports of a run: each without its text, and the file and place where it is packed."""

    seen: dict[str, Seen] = field(default_factory=dict)
    chunk: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    standing: tuple[Report, ...] = ()
    withdrawn: tuple[Report, ...] = ()
    kept: int = 0


def run_batch(
    found: Iterable[Source | Problem],
    to: Place,
    engine: Engine,
    *,
    config: Config,
    page: bool = False,
    work: Place | None = None,
    rulings: tuple[Decision, ...] = (),
    tell: Tell | None = None,
) -> BatchDone:
    """Runs a batch over `found`, in any order. `page` asks for HTML pages beside the dossiers; `work` is where the
    run keeps what is under way (default: below `to`); people's `rulings` hold.

    Raises NothingUsableError where there is no report, UsageError where a place cannot be used.
    """
    asked = _Asked(config=config, page=page, rulings=rulings)
    return _Batch(to, work or to.below("work"), engine, asked, tell or _silent).run(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What shapes the dossiers beside the reports."""

    config: Config
    page: bool
    rulings: tuple[Decision, ...]


class _Batch:
    """One run: where it reads and writes, what it has settled so far."""

    def __init__(self, to: Place, work: Place, engine: Engine, asked: _Asked, tell: Tell) -> None:
        self._to, self._work, self._engine, self._asked, self._tell = to, work, engine, asked, tell
        self._kept = frozenset(work.names())

    def run(self, found: Iterable[Source | Problem]) -> BatchDone:
        """Every part in turn."""
        shelf = self._read(found)
        self._settle(shelf)
        self._tell("group", 0, 1)
        filed = group(
            (shelf.seen[r.id].terms for r in shelf.standing),
            withdrawn=(shelf.seen[r.id].terms for r in shelf.withdrawn),
            rulings=settle(self._asked.rulings, shelf.standing),
        )
        names, kept = self._stories(filed, shelf)
        self._tell("write", 0, 1)
        before = ids_in(self._to, "stories")
        counted = _Counted()
        write_tables(self._to, counted.over(self._rows(filed, names, shelf)))
        for gone in sorted(set(before) - {f.id for f in filed}):
            self._to.remove(f"dossiers/{gone}.json")
            self._to.remove(f"dossiers/{gone}.html")
        self._work.remove("")
        return BatchDone(
            reports=len(shelf.standing),
            stories=len(filed),
            problems=counted.problems,
            kept_chunks=shelf.kept,
            kept_stories=kept,
            deaths=self._engine.deaths,
        )

    def _read(self, found: Iterable[Source | Problem]) -> _Shelf:
        """Every source read and annotated, chunk by chunk."""
        shelf, chunks, alone = _Shelf(), dict[int, Chunk](), list[Identified]()

        def jobs() -> Iterator[KeptChunk]:
            sources = _sources(found, shelf.problems)
            for number, chunk in enumerate(chunked(sources, self._asked.config.analysis_limit)):
                chunks[number] = chunk
                yield self._job(chunk)

        def take(chunk: Chunk, made: ChunkMade) -> None:
            name = _chunk_name(chunk)
            if made.data:
                self._work.write(name, made.data)
            else:
                shelf.kept += 1
            shelf.problems += made.problems
            for seen in made.seen:
                shelf.seen[seen.report.id], shelf.chunk[seen.report.id] = seen, name
            self._tell("annotate", len(shelf.seen), 0)

        self._tell("read", 0, 0)
        for number, made in self._engine.run(read_or_recall, jobs()):
            chunk = chunks.pop(number)
            if isinstance(made, Lost):
                alone += chunk.sources
            else:
                take(chunk, made)
        # One report of a chunk may end every worker that reads it; the others are not to be lost with it.
        single = [chunk_of([one], self._asked.config.analysis_limit) for one in alone]
        for number, made in self._engine.run(read_or_recall, (self._job(c) for c in single)):
            if isinstance(made, Lost):
                shelf.problems.append(_lost(single[number].sources[0].source.name, "annotate", made))
            else:
                take(single[number], made)
        return shelf

    def _job(self, chunk: Chunk) -> KeptChunk:
        name = _chunk_name(chunk)
        return KeptChunk(chunk=chunk, data=self._work.read(name) if name in self._kept else None)

    def _settle(self, shelf: _Shelf) -> None:
        """Which reports stand: the latest states of items that were not withdrawn."""
        every = tuple(s.report for s in shelf.seen.values())
        every = tuple(sorted(every, key=lambda r: (r.published is None, r.published or "", r.id)))
        standing, unsettled = settle_versions(every)
        gone = {r.id for r in every} - {r.id for r in standing}
        shelf.problems = [*(p for p in shelf.problems if p.report not in gone), *unsettled]
        shelf.standing, shelf.withdrawn = standing, withdrawn_reports(every)
        if not standing:
            raise NothingUsableError(nothing_usable(tuple(shelf.problems)))

    def _stories(self, filed: Sequence[Filed], shelf: _Shelf) -> tuple[dict[str, str], int]:
        """Makes every story that is not there; the names of their rows' files by id, and how many were there."""
        story_of = {r: f.id for f in filed for r in f.members}
        of_report: dict[str, list[Problem]] = {}
        for problem in shelf.problems:
            of_report.setdefault(problem.report or "", []).append(problem)
        names = {f.id: f"stories/{self._story_key(f, story_of, shelf, of_report)}" for f in filed}
        there = frozenset(self._to.names("dossiers"))
        missing = [f for f in filed if names[f.id] not in self._kept or not self._files(f) <= there]
        # The largest first, so that no worker is left alone with one at the end.
        missing.sort(key=lambda f: (-len(f.members), f.id))
        jobs = (self._story_job(f, story_of, shelf, of_report) for f in missing)
        self._tell("story", 0, len(missing))
        for done, (number, made) in enumerate(self._engine.run(make_story, jobs), 1):
            story = missing[number]
            if isinstance(made, Lost):
                reports = [shelf.seen[r].report for r in story.members]
                rows = bare_rows(story.id, reports, _lost(f"story {story.id}", "reconcile", made))
                self._work.write(names[story.id], rows)
            else:
                if made.dossier is not None:
                    self._to.write(f"dossiers/{story.id}.json", made.dossier)
                if made.page is not None:
                    self._to.write(f"dossiers/{story.id}.html", made.page)
                self._work.write(names[story.id], made.rows)
            self._tell("story", done, len(missing))
        return names, len(filed) - len(missing)

    def _files(self, story: Filed) -> set[str]:
        return {
            f"dossiers/{story.id}.{ending}"
            for ending in (("json", "html") if self._asked.page else ("json",))
        }

    def _story_key(
        self,
        story: Filed,
        story_of: Mapping[str, str],
        shelf: _Shelf,
        problems: Mapping[str, Sequence[Problem]],
    ) -> str:
        """Follows from all that shapes a story: its reports' chunks do from their bytes."""
        parts = [
            [[r, shelf.chunk[r], [(p.stage, p.message) for p in problems.get(r, ())]] for r in story.members],
            [[r, shelf.chunk[r], story_of[r]] for r in story.beside],
            [[r, shelf.chunk[r]] for r in story.withdrawn],
            [repr(link) for link in story.passing],
            story.central,
        ]
        what = ["crosswire.story", code(), repr(self._asked), story.id, parts]
        return sha256(json.dumps(what).encode()).hexdigest()[:32]

    def _story_job(
        self,
        story: Filed,
        story_of: Mapping[str, str],
        shelf: _Shelf,
        problems: Mapping[str, Sequence[Problem]],
    ) -> StoryJob:
        def packed(id: str) -> bytes:
            seen = shelf.seen[id]
            return self._work.read_part(shelf.chunk[id], seen.start, seen.end)

        return StoryJob(
            id=story.id,
            members=tuple(packed(r) for r in story.members),
            beside=tuple((story_of[r], packed(r)) for r in story.beside),
            central=story.central,
            withdrawn=tuple(packed(r) for r in self._states(story, shelf)),
            passing=tuple((link, story_of[link.right]) for link in story.passing),
            rulings=self._asked.rulings,
            problems=tuple(p for r in story.members for p in problems.get(r, ())),
            config=self._asked.config,
            page=self._asked.page,
        )

    def _states(self, story: Filed, shelf: _Shelf) -> tuple[str, ...]:
        """All states of the withdrawn items of which some share text with a story."""
        items = {r.item.uri for r in shelf.withdrawn if r.item is not None and r.id in story.withdrawn}
        return tuple(r.id for r in shelf.withdrawn if r.item is not None and r.item.uri in items)

    def _rows(
        self, filed: Sequence[Filed], names: Mapping[str, str], shelf: _Shelf
    ) -> Iterator[Mapping[str, Sequence[Mapping[str, Any]]]]:
        """The rows of every table: of what stands in no story, then story by story."""
        standing = {r.id for r in shelf.standing}
        loose = {p for p in shelf.problems if p.report not in standing}
        ordered = sorted(loose, key=lambda p: (p.report or "", p.stage, p.message))
        yield {"problems": [problem_row(p, None) for p in ordered]}
        for story in filed:
            yield json.loads(self._work.read(names[story.id]) or b"{}")


class _Counted:
    """Counts the problems among rows that pass by."""

    problems = 0

    def over(
        self, rows: Iterator[Mapping[str, Sequence[Mapping[str, Any]]]]
    ) -> Iterator[Mapping[str, Sequence[Mapping[str, Any]]]]:
        for some in rows:
            self.problems += len(some.get("problems", ()))
            yield some


def _sources(found: Iterable[Source | Problem], problems: list[Problem]) -> Iterator[Source]:
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            yield one


def _chunk_name(chunk: Chunk) -> str:
    return f"chunks/{chunk.key}"


def _lost(what: str, stage: str, lost: Lost) -> Problem:
    message = (
        f"cannot be worked on: {lost.why}; it is left out. A lower analysis_limit, or more memory, may help."
    )
    return Problem(report=what, stage=stage, message=message)


def _silent(stage: str, done: int, total: int) -> None:
    return None
