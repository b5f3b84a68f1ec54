"""Who adds reports or reviews them by a command, and under which seal: the accounts of a store, asked for by name on the machine that keeps it.

In: names as they are typed. Out: the ids that `bringing` takes. A new seal is made, and told of in the audit log, before
anything is added, and only where all that was given is there: what is to be hidden is never half added in the open.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from crosswire.errors import UsageError
from crosswire.store.database import Database, audit, people, seals, sessions
from crosswire.store.database.people import Person, system_user
from crosswire.store.database.viewer import Viewer

NEW = "new"
_WEB = ("http://", "https://")
_REASON_LENGTH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """The seal that was asked for: the id of one, or "new" with whoever is on it beside its maker, and why."""

    seal: str | None = None
    people: tuple[str, ...] = ()
    reason: str | None = None


def settle(
    database: Database, given: Iterable[str | Path], *, by: str | None, sealing: Sealing
) -> tuple[str, str | None]:
    """The id of the account that adds, "" for nobody's, and of the seal, if any. Raises UsageError for names that are no
    accounts, for whoever may not add, and for a seal that is not theirs."""
    if sealing.seal is None:
        if sealing.people or sealing.reason:
            raise UsageError("--with and --reason are of a new seal; say --seal new.")
        with database.read() as connection:
            found = _adder(connection, by)
        return (found.id if found is not None else ""), None
    if sealing.seal != NEW and (sealing.people or sealing.reason):
        raise UsageError("--with and --reason are of a new seal; this one has its own.")
    for one in (os.fspath(x) for x in given):
        if not one.lower().startswith(_WEB) and not os.path.exists(one):
            raise UsageError(f"{one}: is not there; nothing was added, since all of it was to be sealed.")
    with database.write() as connection:
        viewer = _viewer(connection, by)
        if sealing.seal == NEW:
            return viewer.id, _new(connection, viewer, sealing)
        if sealing.seal not in {seal.id for seal in seals.of(connection, viewer)}:
            raise UsageError(
                f"--seal: {viewer.name} is on no seal {sealing.seal!r}; see the page Seals of the desk."
            )
        return viewer.id, sealing.seal


def reviewer(database: Database, by: str) -> Viewer:
    """Whose reviews a command records. Raises UsageError for nobody's name, and for whoever may not review."""
    with database.read() as connection:
        found = sessions.viewer_of(connection, _person(connection, by).id, by="command")
    if found is None or not found.may("reviewer"):
        raise UsageError(f"--by: {by} is no reviewer; an admin of the desk can give that role.")
    return found


def _new(connection: Connection, viewer: Viewer, sealing: Sealing) -> str:
    told = " ".join((sealing.reason or "").split())
    if not 0 < len(told) <= _REASON_LENGTH:
        raise UsageError(f"--reason: say why in 1 to {_REASON_LENGTH} characters; those on the seal read it.")
    on = [_person(connection, name).id for name in sealing.people]
    made = seals.make(connection, by=viewer.id, people=on, reason=told)
    audit.record(connection, "sealed", viewer, seals=frozenset({made}), seal=made)
    return made


def _viewer(connection: Connection, by: str | None) -> Viewer:
    """Who seals: somebody with an account, since nobody else could see it afterwards."""
    person = _adder(connection, by)
    found = sessions.viewer_of(connection, person.id, by="command") if person is not None else None
    if found is None:
        raise UsageError("--by: say whose account seals it; only those on the seal can see it afterwards.")
    return found


def _adder(connection: Connection, by: str | None) -> Person | None:
    """The account that adds: the one that was named, else that of the machine's user, if they have one that may."""
    if by is None:
        found = people.find(connection, system_user())
        return found if found is not None and _may(found) else None
    person = _person(connection, by)
    if not _may(person):
        raise UsageError(f"--by: {person.name} is {person.role}; to add reports takes the role of editor.")
    return person


def _person(connection: Connection, name: str) -> Person:
    person = people.find(connection, name)
    if person is None or person.disabled is not None:
        raise UsageError(
            f"There is no account named {name!r} that is open; `crosswire people list` shows them."
        )
    return person


def _may(person: Person) -> bool:
    return person.disabled is None and person.role in ("editor", "admin")
