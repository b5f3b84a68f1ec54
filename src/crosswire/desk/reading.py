"""Reading what was received: the reports in it, each annotated and written, so that they can be placed.

In: a job that names a receipt, and perhaps one part of it or the feed's entry that led to it. Out: rows of reports, and
what could not be read. A few reports are committed at a time: a worker that is killed begins again after the last that are
there. A report that ends its worker is read in a process of its own at the next try, so that it is lost alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, and_, select

from crosswire.annotate.parse import parse, shared
from crosswire.annotate.report import annotate_parsed
from crosswire.config import Config
from crosswire.desk import rows
from crosswire.desk.making import annotated_by
from crosswire.errors import ReadError
from crosswire.read import Source, Unpacking, read_source
from crosswire.scale.annotating import annotate_on, or_problem
from crosswire.scale.local import Processes
from crosswire.scale.records import FAULTS, Said
from crosswire.standing import day_of, unanalysed
from crosswire.store import Receipt
from crosswire.store.database import Database, DatabaseArchive, jobs
from crosswire.store.database.chains import source_key
from crosswire.store.database.derived import annotated, reports
from crosswire.store.database.schema import sources
from crosswire.types import Annotations, Problem, Report
from crosswire.watch.reference import Reference, open_reference

# What `how` of a receipt says of a feed's own bytes: its entries stand for themselves, whatever the feed shows later.
BY, FEED = "by", "feed"
# Reports and seconds that are committed together.
_TOGETHER, _SECONDS = 16, 2.0
# Bytes of what is counted first, so that it can be told how much of it is done.
_COUNTED = 32 * 1024 * 1024
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What came of reading: the ids of the reports, and what could not be read."""

    reports: tuple[str, ...]
    problems: tuple[Problem, ...]


class Reading:
    """Reads receipts of one database under settings."""

    def __init__(self, database: Database, config: Config) -> None:
        self._database = database
        self._archive = DatabaseArchive(database)
        self._config = config
        self.made_by = annotated_by(config)

    def run(self, job: jobs.Job, tell: Tell) -> Read:
        """Does a job of kind "read". Raises UsageError where its receipt is not there."""
        receipt = self._archive.receipt(int(job.told["receipt"]))
        entry, part = job.told.get("entry"), job.told.get("part")
        if entry is None and part is None and not self._stands(receipt):
            return Read(reports=(), problems=())
        found = self.sources(receipt, part=part, entry=entry)
        total = 1 if entry or part is not None else self._count(receipt)
        with self._annotating(alone=job.tries > 1) as annotate:
            return self._read_all(job, receipt, found, total, annotate, tell)

    def sources(
        self, receipt: Receipt, *, part: str | None = None, entry: str | None = None
    ) -> Iterator[tuple[Reference, Source] | Problem]:
        """What is in a receipt, or one part of it, with the reference to each."""
        if entry is not None or part is not None:
            reference = Reference(receipt=receipt.n, part=part or "", entry=entry)
            try:
                yield reference, open_reference(reference, self._archive, Unpacking())
            except ReadError as error:
                yield Problem(report=receipt.source, stage="read", message=str(error))
            return
        for one in self._archive.unpack(receipt):
            if isinstance(one, Problem):
                yield one
            else:
                yield Reference(receipt=receipt.n, part=one.name.removeprefix(receipt.source)), one

    def said(self, connection: Connection, ids: Iterable[str]) -> dict[str, tuple[Said, ...]]:
        """Reports with what they say, by id; what was made by another version or under other settings is made anew,
        but not kept here."""
        query = select(annotated.c.report, annotated.c.made_by, annotated.c.body, reports.c.reference).join(
            reports, reports.c.id == annotated.c.report
        )
        found = {}
        for row in connection.execute(query.where(annotated.c.report.in_(list(ids)))):
            said = self._unpacked(row.body) if row.made_by == self.made_by else None
            said = said or self.again(row.report, row.reference)
            if said:
                found[row.report] = said
        return found

    def again(self, id: str, reference: str) -> tuple[Said, ...]:
        """A report read and annotated anew from what was received; empty where it cannot be."""
        try:
            report = read_source(open_reference(Reference.parse(reference), self._archive, Unpacking()), id)
        except ReadError:
            return ()
        said = or_problem(report, partial(self.annotate, report, day_of(report.published)))
        return ((report, said),) if isinstance(said, Annotations) else ()

    def annotate(self, report: Report, day: str | None) -> Annotations:
        """What a report says, read against a day."""
        return annotate_parsed(report, parse(report, shared(), limit=self._config.analysis_limit), anchor=day)

    def _unpacked(self, body: bytes) -> tuple[Said, ...] | None:
        try:
            return rows.said_in(body)
        except FAULTS:
            return None

    def _read_all(
        self,
        job: jobs.Job,
        receipt: Receipt,
        found: Iterable[tuple[Reference, Source] | Problem],
        total: int,
        annotate: Callable[[Report], Annotations | Problem],
        tell: Tell,
    ) -> Read:
        ids: list[str] = []
        problems: list[Problem] = []
        held: list[tuple[Said, rows.Came]] = []
        since = time.monotonic()
        again = bool(job.told.get("again"))
        for n, one in enumerate(found):
            tell("read", n, max(total, n))
            if isinstance(one, Problem):
                problems.append(one)
                continue
            reference, source = one
            id = rows.report_id(source.name, source.data)
            if id in ids:
                continue
            if not self._is_there(id, reference.text):
                made = self._made(source, id, annotate)
                if isinstance(made, Problem):
                    problems.append(made)
                    continue
                problems += unanalysed((made[0],), self._config)
                held.append((made, _came(receipt, reference, job, n)))
            ids.append(id)
            if len(held) >= _TOGETHER or time.monotonic() - since > _SECONDS:
                self._write(held, again)
                held, since = [], time.monotonic()
        self._write(held, again)
        self._supersede(receipt)
        return Read(reports=tuple(ids), problems=tuple(problems))

    def _made(
        self, source: Source, id: str, annotate: Callable[[Report], Annotations | Problem]
    ) -> Said | Problem:
        try:
            report = read_source(source, id)
        except ReadError as error:
            return Problem(report=source.name, stage="read", message=str(error))
        said = annotate(report)
        return said if isinstance(said, Problem) else (report, said)

    def _write(self, held: Iterable[tuple[Said, rows.Came]], again: bool) -> None:
        """Writes reports; those which stand in a story touch it, unless all of it is made again anyway."""
        every = list(held)
        if not every:
            return
        with self._database.write() as connection:
            moved = set()
            for (report, said), came in every:
                if rows.put(connection, report, said, came, self.made_by):
                    moved.add(report.id)
            touch(connection, () if again else moved)
            ask_place(connection)

    def _is_there(self, id: str, reference: str) -> bool:
        """Whether a report was read from there already, by this very program."""
        query = select(reports.c.id).join(annotated, annotated.c.report == reports.c.id)
        query = query.where(
            reports.c.id == id, reports.c.reference == reference, annotated.c.made_by == self.made_by
        )
        with self._database.read() as connection:
            return connection.execute(query).scalar() is not None

    def _stands(self, receipt: Receipt) -> bool:
        """Whether no later state of the source came meanwhile."""
        with self._database.read() as connection:
            n = connection.execute(
                select(sources.c.n).where(sources.c.key == source_key(receipt.source))
            ).scalar()
        return n == receipt.n

    def _supersede(self, receipt: Receipt) -> None:
        """What earlier states of a source held stands no longer."""
        if receipt.how.get(BY) == FEED:
            return
        earlier = and_(
            reports.c.source_key == source_key(receipt.source),
            reports.c.n < receipt.n,
            reports.c.standing.is_(True),
        )
        with self._database.read() as connection:
            if connection.execute(select(reports.c.id).where(earlier).limit(1)).scalar() is None:
                return
        with self._database.write() as connection:
            ids = set(connection.execute(select(reports.c.id).where(earlier)).scalars())
            connection.execute(reports.update().where(earlier).values(standing=False))
            touch(connection, ids)

    def _count(self, receipt: Receipt) -> int:
        """How many reports there are to read; 0 where that is not known before."""
        if receipt.length > _COUNTED:
            return 0
        return sum(1 for one in self._archive.unpack(receipt) if isinstance(one, Source))

    def _annotating(self, *, alone: bool) -> _Annotating:
        return _Annotating(self, self._config.analysis_limit, alone)


class _Annotating:
    """What annotates reports: this process, or one of its own where this one may not outlive it."""

    def __init__(self, reading: Reading, limit: int, alone: bool) -> None:
        self._reading = reading
        self._limit = limit
        self._engine = Processes(1) if alone else None

    def __enter__(self) -> Callable[[Report], Annotations | Problem]:
        return self._here if self._engine is None else self._apart

    def __exit__(self, *_: object) -> None:
        if self._engine is not None:
            self._engine.close()

    def _here(self, report: Report) -> Annotations | Problem:
        return or_problem(report, partial(self._reading.annotate, report, day_of(report.published)))

    def _apart(self, report: Report) -> Annotations | Problem:
        assert self._engine is not None
        dated = [(report, day_of(report.published))]
        return annotate_on(self._engine, dated, self._limit, lambda _: None)[report.id]


def touch(connection: Connection, ids: Iterable[str]) -> None:
    """The stories in which reports stand are to be made anew."""
    every = list(ids)
    if not every:
        return
    found = select(reports.c.story, reports.c.seal).where(
        reports.c.id.in_(every), reports.c.story.is_not(None)
    )
    for story, seal in sorted({(s, seal) for s, seal in connection.execute(found.distinct())}, key=str):
        ask_story(connection, story, seal)


def ask_story(connection: Connection, story: str, seal: str | None = None, urgency: int = 5) -> str:
    """Asks for a story's dossier. What only a sealed report touched is nobody's business who lacks its seal: the job is
    under the seal too."""
    key = f"story:{story}" if seal is None else f"story:{story}:{seal}"
    return jobs.ask(connection, "story", {"story": story}, key=key, story=story, seal=seal, urgency=urgency)


def ask_place(connection: Connection) -> str:
    """Asks for what waits to be placed."""
    return jobs.ask(connection, "place", {}, key="place", urgency=20)


def _came(receipt: Receipt, reference: Reference, job: jobs.Job, part: int) -> rows.Came:
    return rows.Came(
        n=receipt.n,
        source=receipt.source,
        at=rows.came_at(receipt.at, receipt.how),
        reference=reference.text,
        batch=job.batch,
        asked=job.made,
        part=part,
    )
