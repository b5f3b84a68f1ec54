"""Stores with something in them: reports, stories in variants, seals, restrictions, people; each by one short call."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection

from crosswire.store.database.chains import source_key
from crosswire.store.database.derived import reports, shown, variant_people, variant_seals, versions
from crosswire.store.database.schema import (
    restriction_people,
    restrictions,
    seal_people,
    sealed_sources,
    seals,
    users,
)
from crosswire.store.database.viewer import Viewer
from crosswire.types import Named

AT = "2031-05-04T16:30:00.000000Z"


def viewer(id: str = "u1", role: str = "reader", *, seals: str = "", stories: str = "") -> Viewer:
    """A viewer with the seals and listed stories whose ids are in two texts, parted by blanks."""
    return Viewer(
        id=id, name=id, role=role, seals=frozenset(seals.split()), stories=frozenset(stories.split())
    )


def add_user(connection: Connection, id: str, role: str = "reader") -> None:
    connection.execute(users.insert().values(id=id, name=id, shown=id, role=role, made=AT, changed=AT))


def add_report(
    connection: Connection, id: str, *, story: str | None = None, seal: str | None = None, source: str = ""
) -> Named:
    """A report as read, whose bytes are its id and whose source is `ID.txt`."""
    name = source or f"{id}.txt"
    digest = hashlib.sha256(id.encode()).hexdigest()
    connection.execute(
        reports.insert().values(
            id=id, reference=id, n=1, sha256=digest, source=name, source_key=source_key(name), seal=seal,
            story=story, rank=1, characters=1, came=AT, standing=True, made_by="x",
        )
    )  # fmt: skip
    return Named(id=id, sha256=digest, source=name)


def seal_source(connection: Connection, source: str, seal: str, *people: str) -> None:
    """A seal on a source, and who is on it."""
    connection.execute(seals.insert().values(id=seal, made=AT, by="u0", reason="lives"))
    connection.execute(sealed_sources.insert().values(key=source_key(source), seal=seal))
    for id in people:
        connection.execute(seal_people.insert().values(seal=seal, user=id))


def restrict(connection: Connection, story: str, *people: str) -> None:
    connection.execute(restrictions.insert().values(story=story, made=AT, by="u0", reason="care"))
    for id in people:
        connection.execute(restriction_people.insert().values(story=story, user=id))


def show(connection: Connection, story: str, variant: str = "", *, seals: str = "", people: str = "") -> str:
    """A version of a story in a variant, the latest; its id."""
    id = f"{story}-{variant or 'open'}"
    connection.execute(
        versions.insert().values(
            id=id, story=story, variant=variant, at=AT, made_by="x", settings="{}", changes="[]", told="{}",
            summary="{}", dossier=b"",
        )
    )  # fmt: skip
    connection.execute(
        shown.insert().values(
            story=story, variant=variant, version=id, at=AT, title=story, reports=1, originals=1, alarms=0,
            waiting=0, summary="{}",
        )
    )  # fmt: skip
    for seal in seals.split():
        connection.execute(variant_seals.insert().values(variant=variant, seal=seal))
    for user in people.split():
        connection.execute(variant_people.insert().values(user=user, story=story, variant=variant))
    return id
