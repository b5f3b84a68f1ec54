"""Seals laid on what is there already, lifted, and given to other people; sources withdrawn.

In: a connection that writes, so that what a person does, its entry in the audit log and all that follows from it are there at
once or not at all. Out: rows. Whoever lacks the seal sees nothing of a source from that transaction on: reports, passages,
jobs and whatever shows a story that holds it are taken out, earlier versions that hold it are removed, and the open dossier
is made anew without it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, and_, false, or_, select

from crosswire.desk.grouping import turn
from crosswire.desk.moves import hide
from crosswire.desk.reading import ask_place, ask_story, touch
from crosswire.errors import UsageError
from crosswire.store.custody import WITHDRAWN, Entry, pairs
from crosswire.store.database import chains
from crosswire.store.database.archive import stand
from crosswire.store.database.chains import source_key
from crosswire.store.database.derived import (
    pages,
    passages,
    reports,
    shown,
    variant_people,
    variant_seals,
    version_reports,
    versions,
)
from crosswire.store.database.jobs import time_after
from crosswire.store.database.schema import (
    CUSTODY,
    jobs,
    log,
    outbox,
    seal_people,
    sealed_sources,
    sealed_versions,
    seals,
)
from crosswire.text.named import clean

_AT_ONCE = 500


def lay_seal(connection: Connection, source: str, seal: str) -> None:
    """Lays a seal on a source that is there. Raises UsageError where one lies on it, or the seal was lifted."""
    opened = connection.execute(select(seals.c.opened).where(seals.c.id == seal)).one_or_none()
    if opened is None or opened.opened is not None:
        raise UsageError("This seal is not there; choose one that you may use, or make a new one.")
    key = source_key(source)
    lying = select(sealed_sources.c.seal).join(seals, seals.c.id == sealed_sources.c.seal)
    lying = lying.where(sealed_sources.c.key == key, seals.c.opened.is_(None))
    if connection.execute(lying).scalar() is not None:
        raise UsageError("A seal lies on this source already; lift it first.")
    connection.execute(sealed_sources.delete().where(sealed_sources.c.key == key))
    connection.execute(sealed_sources.insert().values(key=key, seal=seal))
    mine = select(reports.c.id, reports.c.story).where(reports.c.source_key == key)
    found = {row.id: row.story for row in connection.execute(mine)}
    _take_out(connection, found, seal)
    _place_anew(connection, list(found), seal)
    _seal_jobs(connection, source, seal)
    for story in sorted({s for s in found.values() if s is not None}):
        _hide_open(connection, story, seal)
        ask_story(connection, story, urgency=20)


def lift_seal(connection: Connection, seal: str) -> None:
    """Opens what lies under a seal to everybody; it is placed as if it came now."""
    connection.execute(seals.update().where(seals.c.id == seal).values(opened=time_after()))
    mine = select(reports.c.id, reports.c.story).where(reports.c.seal == seal)
    found = {row.id: row.story for row in connection.execute(mine)}
    _place_anew(connection, list(found), None)
    connection.execute(jobs.update().where(jobs.c.seal == seal).values(seal=None))
    for story in sorted({s for s in found.values() if s is not None}):
        ask_story(connection, story, urgency=20)


def clear_people(connection: Connection, seal: str, people: Collection[str]) -> None:
    """Makes these the people who may see what lies under a seal. Raises UsageError where that would be nobody."""
    if not people:
        raise UsageError("Somebody must be able to see what is sealed; name at least one person.")
    before = set(connection.execute(select(seal_people.c.user).where(seal_people.c.seal == seal)).scalars())
    connection.execute(seal_people.delete().where(seal_people.c.seal == seal))
    connection.execute(seal_people.insert(), [{"seal": seal, "user": u} for u in sorted(people)])
    told = select(reports.c.story).where(reports.c.seal == seal, reports.c.story.is_not(None))
    stories = sorted(set(connection.execute(told).scalars()))
    changed = sorted(before ^ set(people))
    for story in stories:
        # Until the variants are made anew, they see the story as it is without anything sealed.
        connection.execute(
            variant_people.delete().where(variant_people.c.story == story, variant_people.c.user.in_(changed))
        )
        ask_story(connection, story, seal, urgency=20)


def withdraw_source(connection: Connection, source: str, *, by: str, reason: str) -> None:
    """Takes a source out of what stands; its bytes stay. Raises UsageError where it is not there."""
    key, name = source_key(source), clean(source)
    there = select(log.c.n).where(log.c.chain == CUSTODY, log.c.key == key).limit(1)
    if connection.execute(there).scalar() is None:
        raise UsageError(f"{name}: is not in the store.")
    how = pairs({"user": by, "reason": reason})
    stand(
        connection,
        chains.append(connection, CUSTODY, Entry(n=0, at="", what=WITHDRAWN, source=name, how=how)),
    )
    ids = set(connection.execute(select(reports.c.id).where(reports.c.source_key == key)).scalars())
    connection.execute(reports.update().where(reports.c.source_key == key).values(standing=False))
    touch(connection, ids)


def _take_out(connection: Connection, ids: Iterable[str], seal: str) -> None:
    """Removes the versions that hold reports and that somebody could see who lacks their seal."""
    every = list(ids)
    cleared = select(variant_seals.c.variant).where(variant_seals.c.seal == seal)
    for start in range(0, len(every), _AT_ONCE):
        holding = select(version_reports.c.version).where(
            version_reports.c.report.in_(every[start : start + _AT_ONCE])
        )
        gone = select(versions.c.id, versions.c.story)
        gone = gone.where(versions.c.id.in_(holding), versions.c.variant.not_in(cleared))
        told = {row.id: row.story for row in connection.execute(gone)}
        doomed = list(told)
        if doomed:
            rows = [{"version": v, "story": s, "seal": seal} for v, s in told.items()]
            connection.execute(sealed_versions.insert(), rows)
        for table, column in (
            (pages, pages.c.version),
            (shown, shown.c.version),
            (version_reports, version_reports.c.version),
            (versions, versions.c.id),
        ):
            connection.execute(table.delete().where(column.in_(doomed)))


def _place_anew(connection: Connection, ids: list[str], seal: str | None) -> None:
    """Takes reports out of their stories, to be placed anew under a seal, or without one."""
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        connection.execute(
            reports.update().where(reports.c.id.in_(some)).values(seal=seal, story=None, rank=0)
        )
        connection.execute(
            passages.update()
            .where(passages.c.report.in_(some), passages.c.variant.is_(None))
            .values(seal=seal, story=None)
        )
    turn(connection)
    ask_place(connection)


def _hide_open(connection: Connection, story: str, seal: str) -> None:
    """Shows no variant of a story that somebody may see who lacks the seal, until it is made anew; what was to be sent
    of it is not."""
    cleared = set(
        connection.execute(select(variant_seals.c.variant).where(variant_seals.c.seal == seal)).scalars()
    )
    there = set(connection.execute(select(shown.c.variant).where(shown.c.story == story)).scalars())
    there |= set(connection.execute(select(passages.c.variant).where(passages.c.story == story)).scalars())
    for variant in sorted(v for v in there - cleared if v is not None):
        hide(connection, story, variant)
    for row in connection.execute(select(outbox.c.id, outbox.c.body)).all():
        told = json.loads(row.body)
        if told["alarm"]["story"] == story and told["variant"] not in cleared:
            connection.execute(outbox.delete().where(outbox.c.id == row.id))


def _seal_jobs(connection: Connection, source: str, seal: str) -> None:
    """Puts the jobs that read or fetched a source under its seal."""
    numbers = select(log.c.n).where(log.c.chain == CUSTODY, log.c.key == source_key(source))
    # The number comes first in what such a job is told, whatever else follows: a part, an entry, that it is read again.
    read = [json.dumps({"receipt": n})[:-1] for n in connection.execute(numbers).scalars()]
    told = json.dumps({"address": source.partition("#")[0]})[:-1]
    mine = or_(
        and_(
            jobs.c.kind == "read",
            or_(*(jobs.c.told.startswith(t + end) for t in read for end in ",}"), false()),
        ),
        and_(jobs.c.kind == "fetch", jobs.c.told.startswith(told, autoescape=True)),
    )
    connection.execute(jobs.update().where(mine, jobs.c.seal.is_(None)).values(seal=seal))
