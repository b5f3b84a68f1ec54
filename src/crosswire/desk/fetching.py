"""Addresses and feeds of a desk: fetched by one worker at a time, politely, and kept before anything is read.

In: jobs of the kinds "fetch" (a page) and "feed" (a round of one feed). Out: receipts, and jobs that read them. What a feed
showed already is not looked at again; by the entry that leads to it a page is fetched, and the entry's own text is read
only where the page cannot be had. One worker holds the lease to fetch, so that a host is asked no faster for there being
several.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, select

from crosswire.desk.add import FEED_SECONDS, ask_read, given_of, kept_name, lay
from crosswire.desk.reading import BY, FEED
from crosswire.errors import FetchError
from crosswire.fetch import Fetched, Fetcher, FetchOptions, Validators
from crosswire.read import Source, digest, unpack
from crosswire.store import Receipt
from crosswire.store.database import Database, DatabaseArchive, jobs
from crosswire.store.database.jobs import time_after
from crosswire.store.database.schema import feed_entries, feeds
from crosswire.types import Problem

_WEB = ("http://", "https://")
# A fetcher remembers every stream that it gave; after so many addresses another takes its place.
_ADDRESSES = 200
# How much longer a feed that cannot be had waits each time, and the longest.
_BACKOFF, _LONGEST_SECONDS = 2, 24 * 3600
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry of a feed that was not seen before: its key, where it stands in the feed, and the page that it leads to."""

    key: str
    part: str
    page: str | None


class Fetching:
    """Fetches for one database."""

    def __init__(self, database: Database, options: FetchOptions) -> None:
        self._database = database
        self._archive = DatabaseArchive(database)
        self._options = options
        self._fetcher: Fetcher | None = None
        self._asked = 0

    def close(self) -> None:
        """Forgets the hosts that were asked, and closes what is open."""
        if self._fetcher is not None:
            self._fetcher.__exit__()
        self._fetcher, self._asked = None, 0

    def page(self, job: jobs.Job, tell: Tell) -> Mapping[str, Any] | None:
        """Fetches the page of a job and asks for it to be read. Raises FetchError, but for a page behind an entry, in
        whose place the entry is read."""
        address, entry = str(job.told["address"]), job.told.get("entry")
        tell("fetch", 0, 1)
        try:
            with self._fetched(address) as fetched:
                self._keep(job, address, entry, fetched)
        except FetchError as error:
            if entry is None:
                raise
            with self._database.write() as connection:
                read_entry(connection, job, str(entry))
            return {"problems": [{"report": address, "stage": "fetch", "message": str(error)}]}
        return None

    def feed(self, job: jobs.Job, tell: Tell) -> Mapping[str, Any] | None:
        """One round of a feed. Raises FetchError where it cannot be had; it is tried again later, and later each time."""
        with self._database.read() as connection:
            row = connection.execute(select(feeds).where(feeds.c.id == job.told["feed"])).one_or_none()
        if row is None or row.stopped is not None:
            return None
        tell("fetch", 0, 1)
        known = Validators(**json.loads(row.validators)) if row.validators else None
        try:
            with self._fetched(row.address, known) as fetched:
                if fetched.unchanged:
                    self._end_round(row.id, {"problem": None})
                    return None
                return self._take(job, row, fetched)
        except FetchError as error:
            self._put_off(row, str(error))
            raise

    def ask_due(self) -> None:
        """Asks for a round of every feed that is due."""
        due = select(feeds).where(feeds.c.next <= time_after(), feeds.c.stopped.is_(None))
        with self._database.read() as connection:
            if connection.execute(due.limit(1)).first() is None:
                return
        with self._database.write() as connection:
            for row in connection.execute(due).all():
                told = {"feed": row.id}
                jobs.ask(connection, "feed", told, key=f"feed:{row.id}", user=row.user, seal=row.seal)
                # Until the round says when the next one is.
                later = time_after(max(row.every, FEED_SECONDS))
                connection.execute(feeds.update().where(feeds.c.id == row.id).values(next=later))

    @contextmanager
    def _fetched(self, address: str, known: Validators | None = None) -> Iterator[Fetched]:
        if self._fetcher is None or self._asked >= _ADDRESSES:
            self.close()
            self._fetcher = Fetcher(self._options)
        self._asked += 1
        fetched = self._fetcher.fetch(address, known=known)
        with fetched.stream:
            yield fetched

    def _keep(self, job: jobs.Job, address: str, entry: object, fetched: Fetched) -> None:
        how = {**fetched.how(), BY: "fetched", "user": job.user or ""}
        more = {}
        if entry is not None:
            how["entry"] = more["entry"] = str(entry)

        def also(connection: Connection, receipt: Receipt) -> None:
            ask_read(
                connection,
                receipt,
                by=job.user or "",
                seal=job.seal,
                batch=job.batch,
                urgency=10 if entry is None else 0,
                more=more,
            )

        with self._database.read() as connection:
            name = kept_name(connection, address, job.seal)
        given = given_of(job.told.get("given", {}))
        self._archive.receive(fetched.stream, source=name, how=how, given=given, also=also)

    def _take(self, job: jobs.Job, row: Row[Any], fetched: Fetched) -> Mapping[str, Any] | None:
        """Keeps a feed's bytes where it shows something new, and asks for all of that, in one transaction."""
        with self._database.read() as connection:
            seen = set(
                connection.execute(select(feed_entries.c.key).where(feed_entries.c.feed == row.id)).scalars()
            )
            name = kept_name(connection, row.address, row.seal)
        new: list[_Entry] = []
        problems: list[Problem] = []
        for one in unpack(fetched.stream, name, said=fetched.said(), charset=fetched.charset):
            if isinstance(one, Problem):
                problems.append(one)
            elif (entry := _entry(one, name)).key not in seen | {e.key for e in new}:
                new.append(entry)
        fetched.stream.seek(0)
        if not new:
            self._end_round(row.id, {"problem": _first(problems), "validators": _told(fetched)})
            return None

        def also(connection: Connection, receipt: Receipt) -> None:
            for entry in new:
                self._ask(connection, row, receipt, entry, job.id)
            values = {"problem": _first(problems), "validators": _told(fetched)}
            connection.execute(feeds.update().where(feeds.c.id == row.id).values(**values))

        how = {**fetched.how(), BY: FEED, "user": row.user}
        self._archive.receive(fetched.stream, source=name, how=how, also=also)
        self._end_round(row.id, {})
        return {"problems": [asdict(p) for p in problems]}

    def _ask(
        self, connection: Connection, row: Row[Any], receipt: Receipt, entry: _Entry, batch: str
    ) -> None:
        connection.execute(feed_entries.insert().values(feed=row.id, key=entry.key, at=time_after()))
        if entry.page is not None:
            told: dict[str, Any] = {"address": entry.page, "given": {}, "entry": f"{receipt.n}{entry.part}"}
            jobs.ask(connection, "fetch", told, user=row.user, seal=row.seal, batch=batch)
        else:
            told = {"receipt": receipt.n, "part": entry.part}
            jobs.ask(connection, "read", told, user=row.user, seal=row.seal, batch=batch)
        if row.seal is not None:
            lay(connection, receipt.source, row.seal)

    def _end_round(self, id: str, values: Mapping[str, Any]) -> None:
        with self._database.write() as connection:
            every = connection.execute(select(feeds.c.every).where(feeds.c.id == id)).scalar_one()
            connection.execute(
                feeds.update().where(feeds.c.id == id).values(next=time_after(every), **values)
            )

    def _put_off(self, row: Row[Any], problem: str) -> None:
        """A feed that cannot be had is asked again after twice the time that it was silent."""
        silent = _BACKOFF * row.every if row.problem is not None else row.every
        with self._database.write() as connection:
            connection.execute(
                feeds.update()
                .where(feeds.c.id == row.id)
                .values(next=time_after(min(_LONGEST_SECONDS, silent)), problem=problem)
            )


def read_entry(connection: Connection, job: jobs.Job, entry: str) -> None:
    """Asks for a feed's entry itself to be read, in place of the page that it leads to."""
    number = entry.partition("!")[0]
    told = {"receipt": int(number), "part": entry.removeprefix(number)}
    key = "read:" + sha256(entry.encode()).hexdigest()[:40]
    jobs.ask(connection, "read", told, key=key, user=job.user, seal=job.seal, batch=job.batch)


def _entry(source: Source, feed: str) -> _Entry:
    item, address = source.said.item, source.said.address
    version = item.version if item else ""
    key = sha256(f"{source.name}@{version}@{digest(source.data)}".encode("utf-8", "replace")).hexdigest()
    leads = source.name != feed and bool(address) and (item is None or item.status == "usable")
    page = address if leads and address is not None and address.startswith(_WEB) else None
    return _Entry(key=key, part=source.name.removeprefix(feed), page=page)


def _first(problems: list[Problem]) -> str | None:
    return problems[0].message if problems else None


def _told(fetched: Fetched) -> str:
    return json.dumps(asdict(fetched.validators))
