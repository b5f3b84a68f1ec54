"""Work to be done, in a table: asked for once, claimed by one worker at a time, its progress there for whoever asks.

In: connections that write. Out: `Job`s. A worker holds a job for `LEASE_SECONDS` at a time; one that is killed loses it when
the lease ends, and another does it again: what a job does must be the same when done twice. An open job's `key` is unique,
so that asking twice for the same work does it once.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select, update

from crosswire.store.database.schema import jobs

State = Literal["waiting", "running", "done", "failed"]
LEASE_SECONDS = 60
TRIES = 3
# Below which urgency each claim of a worker looks first, turn by turn: half of them do what presses most, the others begin
# further down, at what has waited for so many seconds, so that nothing is left undone for as long as more of what presses
# keeps coming.
PATIENCE_SECONDS = 30
_BELOW = (None, 20, None, 10, None, 20, None, 5, None, 20, None, 10, None, 20, None, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work: its `kind`, what is `told` of it, how far it is (`done` of `total` in `stage`)."""

    id: str
    kind: str
    state: State
    told: Mapping[str, Any]
    user: str | None
    seal: str | None
    story: str | None
    batch: str | None
    stage: str | None
    done: int
    total: int
    message: str | None
    result: Mapping[str, Any] | None
    made: str
    ended: str | None
    tries: int


def new_id() -> str:
    """An id that tells nothing: 96 random bits."""
    return secrets.token_hex(12)


def time_after(seconds: float = 0.0) -> str:
    """The time so many seconds from now, as every table has it."""
    moment = datetime.now(UTC) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def ask(
    connection: Connection,
    kind: str,
    told: Mapping[str, Any],
    *,
    key: str | None = None,
    user: str | None = None,
    seal: str | None = None,
    story: str | None = None,
    batch: str | None = None,
    urgency: int = 0,
) -> str:
    """Asks for work; the id of the job, which is that of the open one with the same key if there is one."""
    if key is not None:
        query = select(jobs.c.id).where(jobs.c.key == key, jobs.c.state == "waiting")
        found = connection.execute(query).scalar()
        if found is not None:
            return str(found)
        # One that runs may have looked already: it gives its key up, and a new one follows it.
        connection.execute(update(jobs).where(jobs.c.key == key).values(key=None))
    id = new_id()
    connection.execute(
        jobs.insert().values(
            id=id,
            kind=kind,
            state="waiting",
            told=json.dumps(told),
            key=key,
            user=user,
            seal=seal,
            story=story,
            batch=batch,
            urgency=urgency,
            made=time_after(),
        )
    )
    return id


def refuse(
    connection: Connection,
    kind: str,
    told: Mapping[str, Any],
    message: str,
    *,
    user: str | None = None,
    seal: str | None = None,
    batch: str | None = None,
) -> str:
    """Notes work that was refused when it was asked for, so that who follows the batch sees it; the id of its job."""
    id, now = new_id(), time_after()
    connection.execute(
        jobs.insert().values(
            id=id,
            kind=kind,
            state="failed",
            told=json.dumps(told),
            message=message,
            user=user,
            seal=seal,
            batch=batch,
            made=now,
            ended=now,
        )
    )
    return id


def waiting_kinds(connection: Connection, kinds: Iterable[str]) -> frozenset[str]:
    """Of which of these kinds something waits, or was a worker's who is gone."""
    gone = select(jobs.c.kind).where(_gone(time_after())).distinct()
    left = set(connection.execute(gone).scalars())
    there = (k for k in kinds if k in left or connection.execute(_first(k)).scalar() is not None)
    return frozenset(there)


def claim(connection: Connection, worker: str, kinds: tuple[str, ...], *, turn: int = 0) -> Job | None:
    """The next job of some kinds, now this worker's; None where nothing waits.

    `turn` counts the worker's claims, so that they take fair turns between what presses more and less. A job that failed
    thrice with its worker is failed.
    """
    now = time_after()
    gone = _gone(now)
    connection.execute(
        update(jobs)
        .where(gone, jobs.c.tries >= TRIES)
        .values(
            state="failed",
            ended=now,
            key=None,
            message="The process that did it ended each time it was tried; what it was to do is kept.",
        )
    )
    left = select(jobs.c.id).where(gone, jobs.c.kind.in_(kinds)).order_by(jobs.c.made, jobs.c.id).limit(1)
    id = connection.execute(left.with_for_update(skip_locked=True)).scalar()
    id = id or _most_urgent(connection, kinds, _BELOW[turn % len(_BELOW)], time_after(-PATIENCE_SECONDS))
    id = id or _most_urgent(connection, kinds)
    if id is None:
        return None
    connection.execute(
        update(jobs)
        .where(jobs.c.id == id)
        .values(
            state="running",
            worker=worker,
            began=now,
            lease=time_after(LEASE_SECONDS),
            tries=jobs.c.tries + 1,
            key=None,
        )
    )
    return read(connection, id)


def progress(connection: Connection, job: Job, worker: str, stage: str, done: int, total: int) -> bool:
    """Says how far a job is and holds it longer; False where it is no longer this worker's."""
    found = connection.execute(
        update(jobs)
        .where(jobs.c.id == job.id, jobs.c.worker == worker, jobs.c.state == "running")
        .values(stage=stage, done=done, total=total, lease=time_after(LEASE_SECONDS))
    )
    return found.rowcount == 1


def end(
    connection: Connection,
    job: Job,
    worker: str,
    *,
    failed: str | None = None,
    result: Mapping[str, Any] | None = None,
) -> bool:
    """Ends a job; False where it is no longer this worker's."""
    found = connection.execute(
        update(jobs)
        .where(jobs.c.id == job.id, jobs.c.worker == worker, jobs.c.state == "running")
        .values(
            state="failed" if failed else "done",
            message=failed,
            result=json.dumps(result) if result is not None else None,
            ended=time_after(),
            lease=None,
            key=None,
        )
    )
    return found.rowcount == 1


def read(connection: Connection, id: str) -> Job | None:
    """A job by its id."""
    row = connection.execute(select(jobs).where(jobs.c.id == id)).one_or_none()
    return _job(row) if row is not None else None


def _gone(now: str) -> ColumnElement[bool]:
    """Whether a job was a worker's who did not hold it any longer."""
    return and_(jobs.c.state == "running", jobs.c.lease < now)


def _most_urgent(
    connection: Connection, kinds: Iterable[str], below: int | None = None, since: str | None = None
) -> str | None:
    """The job that presses most among those less urgent than `below`, the oldest of them; no worker has it. Where there
    is such a bound, it has waited since before `since`."""
    queries = (_first(kind, below, since if below is not None else None) for kind in kinds)
    firsts = (connection.execute(query.with_for_update(skip_locked=True)).first() for query in queries)
    found = min((r for r in firsts if r is not None), key=lambda r: (-r.urgency, r.made, r.id), default=None)
    return found.id if found is not None else None


def _first(kind: str, below: int | None = None, since: str | None = None) -> Select[tuple[str, int, str]]:
    """The job of a kind that presses most; found by the index, however many wait."""
    mine = [jobs.c.kind == kind, jobs.c.state == "waiting"]
    less = [jobs.c.urgency < below] if below is not None else []
    most = select(func.max(jobs.c.urgency)).where(*mine, *less).scalar_subquery()
    found = select(jobs.c.id, jobs.c.urgency, jobs.c.made).where(*mine, jobs.c.urgency == most)
    if since is not None:
        found = found.where(jobs.c.made < since)
    return found.order_by(jobs.c.made, jobs.c.id).limit(1)


def _job(row: Row[Any]) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        state=row.state,
        told=json.loads(row.told),
        user=row.user,
        seal=row.seal,
        story=row.story,
        batch=row.batch,
        stage=row.stage,
        done=row.done,
        total=row.total,
        message=row.message,
        result=json.loads(row.result) if row.result else None,
        made=row.made,
        ended=row.ended,
        tries=row.tries,
    )
