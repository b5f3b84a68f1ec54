"""Seals: who may see what came from a source whose identity must be hidden.

In: a connection that writes, who makes a seal and who else is on it; who looks. Out: ids, and `Seal`s as those on them see
them. Laying a seal on a source, and taking it off, is `desk`'s. Nothing of a seal is told to anybody who is not on it, nor
written where such a person could read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from crosswire.errors import UsageError
from crosswire.store.database.jobs import new_id, time_after
from crosswire.store.database.schema import seal_people, sealed_sources, seals, sources, users
from crosswire.store.database.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A seal that lies: since when, why, and the names of those on it."""

    id: str
    made: str
    reason: str
    people: tuple[str, ...]


def make(connection: Connection, *, by: str, people: Iterable[str], reason: str) -> str:
    """A new seal, with its maker and these people (ids) on it; its id. Raises UsageError for people who are not there."""
    on = {by, *people}
    known = set(connection.execute(select(users.c.id).where(users.c.id.in_(sorted(on)))).scalars())
    if unknown := sorted(on - known):
        raise UsageError(f"people: {unknown[0]!r} is nobody's id; choose from the list of people.")
    id = new_id()
    connection.execute(seals.insert().values(id=id, made=time_after(), by=by, reason=reason))
    connection.execute(seal_people.insert(), [{"seal": id, "user": user} for user in sorted(on)])
    return id


def of(connection: Connection, viewer: Viewer) -> tuple[Seal, ...]:
    """The seals that the viewer is on, the newest first."""
    if not viewer.seals:
        return ()
    lying = seals.c.id.in_(sorted(viewer.seals)) & seals.c.opened.is_(None)
    found = connection.execute(select(seals).where(lying).order_by(seals.c.made.desc())).all()
    names: dict[str, list[str]] = {}
    query = select(seal_people.c.seal, users.c.shown).join(users, users.c.id == seal_people.c.user)
    for seal, name in connection.execute(
        query.where(seal_people.c.seal.in_([s.id for s in found])).order_by(users.c.shown)
    ):
        names.setdefault(seal, []).append(name)
    return tuple(
        Seal(id=s.id, made=s.made, reason=s.reason, people=tuple(names.get(s.id, ()))) for s in found
    )


def people_on(connection: Connection, id: str) -> set[str]:
    """The ids of the people on a seal."""
    return set(connection.execute(select(seal_people.c.user).where(seal_people.c.seal == id)).scalars())


def sources_under(connection: Connection, id: str) -> tuple[str, ...]:
    """The names of the sources that lie under a seal."""
    lies = select(sources.c.source).join(sealed_sources, sealed_sources.c.key == sources.c.key)
    found = connection.execute(lies.where(sealed_sources.c.seal == id).order_by(sources.c.source)).scalars()
    return tuple(found)


def with_seal(viewer: Viewer, id: str) -> Viewer:
    """The viewer once a seal that they have just made is theirs."""
    return replace(viewer, seals=viewer.seals | {id})
