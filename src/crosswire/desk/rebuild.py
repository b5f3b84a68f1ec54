"""Everything derived made again: by this version of the program, under these settings, from what the store keeps as truth.

In: a database and settings. Out: jobs, done by whatever workers there are, in three steps: every report that another
version or other settings made is read and annotated again, all are placed into stories again, and every story's dossier is
made anew. Each step is asked for in whole before any of it is done, so that a rebuild which is stopped goes on where it was.
Decisions, seals, restrictions and the ids of stories stay; of a story's past nothing is changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from crosswire.config import Config
from crosswire.desk.making import annotated_by, dossiers_by
from crosswire.desk.reading import BY, FEED
from crosswire.read import Source, digest
from crosswire.store import Receipt
from crosswire.store.database import Database, DatabaseArchive, audit, jobs
from crosswire.store.database.chains import source_key
from crosswire.store.database.derived import annotated, pages, reports, shown, stories
from crosswire.store.database.schema import jobs as table
from crosswire.store.database.schema import sealed_sources, seals
from crosswire.watch.reference import Reference

READ, REGROUP, STORIES = "read", "regroup", "stories"
STEPS = (READ, REGROUP, STORIES)
# Behind everything that a person waits for.
_URGENCY = -10


@dataclass(frozen=True, slots=True, kw_only=True)
class Far:
    """How far a step of a rebuild is: jobs done of all, and how many of them failed."""

    step: str
    done: int
    total: int
    failed: int

    @property
    def over(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.done >= self.total


class Rebuild:
    """One rebuild: the same program under the same settings goes on with the same one."""

    def __init__(self, database: Database, config: Config) -> None:
        self._database = database
        self._archive = DatabaseArchive(database)
        self._annotated_by, self._dossiers_by = annotated_by(config), dossiers_by(config)

    def begun(self) -> None:
        """Writes into the audit log that everything is made anew, by which version and settings."""
        with self._database.write() as connection:
            audit.record(connection, "rebuilt", None, software=self._dossiers_by)

    def ask(self, step: str) -> None:
        """Asks for all that a step has to do and that nobody was asked for yet."""
        {READ: self._ask_reads, REGROUP: self._ask_regroup, STORIES: self._ask_stories}[step]()

    def far(self, step: str) -> Far:
        """How far a step is."""
        query = select(table.c.state, func.count()).where(table.c.batch == self._batch(step))
        with self._database.read() as connection:
            states: dict[str, int] = dict(connection.execute(query.group_by(table.c.state)).all())
        failed = states.get("failed", 0)
        return Far(step=step, done=states.get("done", 0) + failed, total=sum(states.values()), failed=failed)

    def _ask_reads(self) -> None:
        wanted = [*self._stale(), *self._unread()]
        with self._database.write() as connection:
            open_ = select(table.c.told).where(
                table.c.batch == self._batch(READ), table.c.state.in_(("waiting", "running"))
            )
            there = set(connection.execute(open_).scalars())
            for told, source in wanted:
                self._ask(connection, READ, told, there, _seal(connection, source))

    def _ask_regroup(self) -> None:
        """Once after the last report was read."""
        last = select(func.max(table.c.ended)).where(table.c.batch == self._batch(READ))
        with self._database.write() as connection:
            read = connection.execute(last).scalar() or ""
            there = select(table.c.id).where(table.c.batch == self._batch(REGROUP), table.c.made > read)
            if connection.execute(there.where(table.c.state != "failed")).first() is not None:
                return
            jobs.ask(connection, REGROUP, {}, key=REGROUP, batch=self._batch(REGROUP), urgency=_URGENCY)

    def _ask_stories(self) -> None:
        """Every story that is shown as another version made it, or was touched since."""
        mine = (
            select(shown.c.story)
            .outerjoin(pages, pages.c.version == shown.c.version)
            .where(or_(pages.c.made_by.is_(None), pages.c.made_by != self._dossiers_by))
        )
        query = select(stories.c.id, stories.c.seal).where(
            stories.c.into.is_(None), or_(stories.c.touched, stories.c.id.in_(mine))
        )
        with self._database.write() as connection:
            for id, seal in connection.execute(query).all():
                jobs.ask(
                    connection,
                    "story",
                    {"story": id},
                    key=f"rebuild:{id}",
                    story=id,
                    seal=seal,
                    batch=self._batch(STORIES),
                    urgency=_URGENCY,
                )

    def _ask(
        self, connection: Connection, kind: str, told: dict[str, object], there: set[str], seal: str | None
    ) -> None:
        if json.dumps(told) not in there:
            jobs.ask(connection, kind, told, seal=seal, batch=self._batch(READ), urgency=_URGENCY)

    def _stale(self) -> Iterator[tuple[dict[str, object], str]]:
        """What to read for the reports that another version made: each receipt once, or the part of it alone."""
        query = (
            select(reports.c.reference, reports.c.n)
            .outerjoin(annotated, annotated.c.report == reports.c.id)
            .where(
                reports.c.standing,
                or_(annotated.c.made_by.is_(None), annotated.c.made_by != self._annotated_by),
            )
            .order_by(reports.c.n, reports.c.part)
        )
        with self._database.read() as connection:
            found = list(connection.execute(query))
        whole: set[int] = set()
        for row in found:
            receipt = self._archive.receipt(row.n)
            reference = Reference.parse(row.reference)
            if reference.entry is not None:
                yield {"receipt": row.n, "entry": reference.entry, "again": True}, receipt.source
            elif receipt.how.get(BY) == FEED:
                yield {"receipt": row.n, "part": reference.part, "again": True}, receipt.source
            elif row.n not in whole:
                whole.add(row.n)
                yield {"receipt": row.n, "again": True}, receipt.source

    def _unread(self) -> Iterator[tuple[dict[str, object], str]]:
        """What to read of receipts that stand and of which no report is there."""
        with self._database.read() as connection:
            read = set(connection.execute(select(reports.c.n).distinct()).scalars())
        standing = {r.n for r in self._archive.standing()}
        paged = {r.how["entry"] for r in self._archive.receipts() if "entry" in r.how}
        seen: set[str] = set()
        for receipt in self._archive.receipts():
            if receipt.how.get(BY) == FEED:
                if receipt.n not in read:
                    yield from self._entries(receipt, paged, seen)
            elif receipt.n in standing and receipt.n not in read:
                entry = receipt.how.get("entry")
                yield {"receipt": receipt.n, **({"entry": entry} if entry else {})}, receipt.source

    def _entries(
        self, receipt: Receipt, paged: set[str], seen: set[str]
    ) -> Iterator[tuple[dict[str, object], str]]:
        """The entries of a feed that stand for themselves: those whose page was never had, each once."""
        for one in self._archive.unpack(receipt):
            if not isinstance(one, Source):
                continue
            part = one.name.removeprefix(receipt.source)
            key = digest(one.data)
            if f"{receipt.n}{part}" not in paged and key not in seen:
                yield {"receipt": receipt.n, "part": part}, receipt.source
            seen.add(key)

    def _batch(self, step: str) -> str:
        by = self._annotated_by if step == READ else self._dossiers_by
        return f"rebuild:{step}:{by}"


def _seal(connection: Connection, source: str) -> str | None:
    query = (
        select(sealed_sources.c.seal)
        .join(seals, seals.c.id == sealed_sources.c.seal)
        .where(sealed_sources.c.key == source_key(source), seals.c.opened.is_(None))
    )
    return connection.execute(query).scalar()
