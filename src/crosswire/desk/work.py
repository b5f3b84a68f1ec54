"""The worker: claims what there is to do, does it, and says how far it is.

In: a database and settings. Out: what `reading`, `grouping`, `versions` and their like do. While a job runs, a thread of its own
holds it and writes down its progress, so that a long report does not lose it; a worker that is killed loses it, and
another does it again. A job that fails says why in its row, and stops no other.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from crosswire.annotate.parse import shared
from crosswire.config import Config
from crosswire.desk.fetching import Fetching, read_entry
from crosswire.desk.grouping import LEASE, Grouping, LeaseLostError
from crosswire.desk.hooks import Sending
from crosswire.desk.leases import give_back, take
from crosswire.desk.reading import Reading, Tell, ask_place
from crosswire.desk.versions import Versions
from crosswire.errors import CrosswireError
from crosswire.fetch import FetchOptions
from crosswire.store.database import Database, jobs
from crosswire.store.database.derived import reports
from crosswire.store.database.schema import jobs as table

PLACE, REGROUP = "place", "regroup"
# What asks other machines is done by one worker at a time.
FETCHER, NETWORK = "fetcher", frozenset({"fetch", "feed", "hooks"})
_HELD: Mapping[str, str] = {PLACE: LEASE, REGROUP: LEASE, **dict.fromkeys(NETWORK, FETCHER)}
# Seconds between looking for what is due.
DUE_SECONDS = 5.0
# Seconds between looking for work where there is none, and between looking for what was left.
IDLE_SECONDS, LOOK_SECONDS = 0.5, 30.0
# Seconds between two words of a running job, where there is something new to say, and where not.
SAID_SECONDS, WORD_SECONDS = 0.5, 5.0
_BUG = "This is a bug in crosswire ({}); please report it. What was to be done is kept."
Do = Callable[[jobs.Job, Tell], Mapping[str, Any] | None]


class Worker:
    """Does the jobs of one database, one at a time."""

    def __init__(self, database: Database, config: Config, fetching: FetchOptions | None = None) -> None:
        self._database = database
        # Tells one worker from another, on whatever machine; nothing is read from it.
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        reading = Reading(database, config)
        self._grouping = Grouping(database, reading, self.name)
        self._looked = 0.0
        self._asked = 0.0
        self._turn = -1
        versions = Versions(database, config, reading)
        self._fetching = Fetching(database, fetching or FetchOptions())
        self._sending = Sending(database, fetching or FetchOptions())
        self._do: Mapping[str, Do] = {
            "read": lambda job, tell: self._read(reading, job, tell),
            "fetch": self._fetching.page,
            "feed": self._fetching.feed,
            "hooks": lambda job, tell: self._sending.send(),
            "story": lambda job, tell: versions.make(str(job.told["story"]), tell),
            PLACE: lambda job, tell: self._grouping.place(),
            REGROUP: lambda job, tell: self._grouping.regroup(),
        }

    def run(self, stop: threading.Event) -> None:
        """Works until `stop` is set; what is begun is done first."""
        self.warm_up()
        try:
            while not stop.is_set():
                if not self._worked():
                    stop.wait(IDLE_SECONDS)
        finally:
            self.close()

    def warm_up(self) -> None:
        """Loads what takes seconds to load before a job waits for it, and counts it as a try."""
        shared()

    def close(self) -> None:
        """Lets another worker place at once; else it would wait some seconds."""
        self._fetching.close()
        with suppress(CrosswireError, DBAPIError):
            self._grouping.give_back()
            with self._database.write() as connection:
                give_back(connection, FETCHER, self.name)

    def left(self) -> bool:
        """Whether anything is left to do, by whichever worker."""
        with self._database.read() as connection:
            doing = select(table.c.id).where(table.c.state.in_(("waiting", "running"))).limit(1)
            return connection.execute(doing).scalar() is not None

    def one(self) -> bool:
        """Does the next job; False where nothing waits that this worker can do."""
        self._ask_due()
        with self._database.read() as connection:
            waiting = jobs.waiting_kinds(connection, self._do)
        if waiting & {PLACE, REGROUP} and not self._grouping.take():
            waiting -= {PLACE, REGROUP}
        if waiting & NETWORK and not self._may_fetch():
            waiting -= NETWORK
        if not waiting:
            return self._look_after()
        self._turn += 1
        with self._database.write() as connection:
            job = jobs.claim(connection, self.name, tuple(sorted(waiting)), turn=self._turn)
        if job is not None:
            self._run(job)
        return job is not None

    def _may_fetch(self) -> bool:
        """Whether this worker is the one that asks other machines."""
        with self._database.write() as connection:
            return take(connection, FETCHER, self.name)

    def _ask_due(self) -> None:
        """Now and then asks for the rounds of feeds and the alarms that are due."""
        if time.monotonic() - self._asked < DUE_SECONDS:
            return
        self._asked = time.monotonic()
        self._fetching.ask_due()
        self._sending.ask_due()

    def _read(self, reading: Reading, job: jobs.Job, tell: Tell) -> dict[str, Any]:
        """Reads what a job names; where a page gives no report, the feed's entry that led to it."""
        read = reading.run(job, tell)
        entry = job.told.get("entry")
        if entry is not None and not read.reports:
            with self._database.write() as connection:
                read_entry(connection, job, str(entry))
        problems = [{"report": p.report, "stage": p.stage, "message": p.message} for p in read.problems]
        return {"reports": list(read.reports), "problems": problems}

    def _worked(self) -> bool:
        """As `one`; a database that cannot be reached for a moment is asked again later."""
        try:
            return self.one()
        except DBAPIError as error:
            logging.getLogger(__name__).warning("The store cannot be used at the moment: %s", error.orig)
            return False

    def _run(self, job: jobs.Job) -> None:
        failed: str | None = None
        result: Mapping[str, Any] | None = None
        lost = False
        more = job.kind == "read"  # what was read after it waited for its end
        with _Word(self._database, job, self.name) as word:
            try:
                result = self._do[job.kind](job, word.tell)
            except LeaseLostError:
                more, lost = True, job.kind == REGROUP
            except CrosswireError as error:
                failed = str(error)
            except DBAPIError:
                raise
            except Exception as error:
                logging.getLogger(__name__).exception("A job failed.")
                failed = _BUG.format(type(error).__name__)
        with self._database.write() as connection:
            jobs.end(connection, job, self.name, failed=failed, result=result)
            if more:
                ask_place(connection)
            if lost:
                jobs.ask(connection, REGROUP, {}, key=REGROUP, batch=job.batch)

    def _look_after(self) -> bool:
        """Now and then asks for what a killed worker left: reports that were read and not placed."""
        if time.monotonic() - self._looked < LOOK_SECONDS:
            return False
        self._looked = time.monotonic()
        left = select(reports.c.id).where(reports.c.story.is_(None), reports.c.standing.is_(True)).limit(1)
        with self._database.read() as connection:
            found = connection.execute(left).scalar()
        if found is None:
            return False
        with self._database.write() as connection:
            ask_place(connection)
        return True


class _Word:
    """What is heard of a running job: its worker holds it, and how far it is; written down by a thread of its own."""

    def __init__(self, database: Database, job: jobs.Job, worker: str) -> None:
        self._database = database
        self._job = job
        self._worker = worker
        self._told: tuple[str, int, int] = ("", 0, 0)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._talk, daemon=True)

    def tell(self, stage: str, done: int, total: int) -> None:
        """Takes note of how far the job is."""
        self._told = (stage, done, total)

    def __enter__(self) -> _Word:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _talk(self) -> None:
        written, at = self._told, time.monotonic()
        while not self._ended.wait(SAID_SECONDS):
            if self._told == written and time.monotonic() - at < WORD_SECONDS:
                continue
            written, at = self._told, time.monotonic()
            # Whoever cannot say so loses the job when its time is over; the work itself goes on meanwhile.
            with suppress(DBAPIError), self._database.write() as connection:
                jobs.progress(connection, self._job, self._worker, *written)
                if (lease := _HELD.get(self._job.kind)) is not None:
                    take(connection, lease, self._worker)
