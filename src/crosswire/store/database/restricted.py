"""Restricted stories: which only some people see, and who those are.

In: a connection that writes, who restricts, the story, the people. Out: rows that every query of stories asks (`visible`), so
that from the transaction on the story and its reports are absent for everyone else, admins excepted. Who may restrict is
decided elsewhere; a story that the viewer does not see cannot be restricted, and is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from crosswire.errors import UsageError
from crosswire.store.database import audit, visible
from crosswire.store.database.derived import shown, variant_seals
from crosswire.store.database.moments import now
from crosswire.store.database.schema import restriction_people, restrictions, users
from crosswire.store.database.viewer import Viewer

REASON_LENGTH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """Since when a story is restricted, by whom, why, and to whom: ids of accounts."""

    made: str
    by: str
    reason: str
    people: tuple[str, ...]


def of_story(connection: Connection, story: str) -> Restriction | None:
    """The restriction of a story; None where it is open to every reader."""
    row = connection.execute(select(restrictions).where(restrictions.c.story == story)).one_or_none()
    if row is None:
        return None
    listed = select(restriction_people.c.user).where(restriction_people.c.story == story)
    people = connection.execute(listed.order_by(restriction_people.c.user)).scalars()
    return Restriction(made=row.made, by=row.by, reason=row.reason, people=tuple(people))


def restrict(
    connection: Connection, viewer: Viewer, story: str, *, people: Iterable[str], reason: str
) -> Restriction:
    """Lets only these people, the viewer and admins see a story; in place of whom it was restricted to before.

    Raises UsageError for people who are not there and a reason that is none.
    """
    listed, reason = {viewer.id, *people}, " ".join(reason.split())
    if not 0 < len(reason) <= REASON_LENGTH:
        raise UsageError(f"Say why in 1 to {REASON_LENGTH} characters; those who are listed read it.")
    there = set(connection.execute(select(users.c.id).where(users.c.id.in_(sorted(listed)))).scalars())
    if listed - there:
        raise UsageError("Somebody who was chosen has no account here; choose from the list of people.")
    known = of_story(connection, story) is not None
    _clear(connection, story)
    connection.execute(restrictions.insert().values(story=story, made=now(), by=viewer.id, reason=reason))
    connection.execute(restriction_people.insert(), [{"story": story, "user": u} for u in sorted(listed)])
    deed = "restriction people changed" if known else "restricted"
    audit.record(connection, deed, viewer, seals=seals_of(connection, viewer, story), story=story)
    made = of_story(connection, story)
    assert made is not None
    return made


def lift(connection: Connection, viewer: Viewer, story: str) -> bool:
    """Opens a story to every reader again; whether it was restricted."""
    if of_story(connection, story) is None:
        return False
    _clear(connection, story)
    seals = seals_of(connection, viewer, story)
    audit.record(connection, "restriction lifted", viewer, seals=seals, story=story)
    return True


def seals_of(connection: Connection, viewer: Viewer, story: str) -> frozenset[str]:
    """The seals that somebody must be cleared for to know that a story is there: none, where it has an open side."""
    openly = select(shown.c.story).where(shown.c.story == story, shown.c.variant == visible.OPEN)
    if connection.execute(openly).first() is not None:
        return frozenset()
    variant = visible.story(connection, viewer, story)
    found = select(variant_seals.c.seal).where(variant_seals.c.variant == variant)
    return frozenset(connection.execute(found).scalars()) or viewer.seals


def _clear(connection: Connection, story: str) -> None:
    for table in (restriction_people, restrictions):
        connection.execute(delete(table).where(table.c.story == story))
