"""What tests of a desk do again and again: give it files and texts, let a worker finish, look at what came of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from crosswire.collect import open_files
from crosswire.config import Config
from crosswire.desk.add import Added, add, add_text
from crosswire.desk.work import Worker
from crosswire.read import Given
from crosswire.store.database import Database
from crosswire.store.database.derived import reports, shown, versions
from crosswire.store.database.packed import unpack
from crosswire.store.database.schema import jobs, seal_people, seals, users
from crosswire.types import Problem

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAM, PORT = EXAMPLES / "hallin-dam", EXAMPLES / "tamsel-port"
MADE = {"made": "2031-01-01T00:00:00.000000Z"}


def give(database: Database, *paths: Path, seal: str | None = None, batch: str | None = "batch") -> None:
    """Adds the files of some folders, as a person who brings them in."""
    for opened in open_files(list(paths)):
        assert not isinstance(opened, Problem)
        with opened.stream as stream:
            name = str(Path(opened.name).relative_to(EXAMPLES.parent))
            add(database, stream, name, opened.given, by="ann", seal=seal, batch=batch)


def paste(database: Database, text: str, day: str, *, seal: str | None = None, publisher: str = "") -> Added:
    """Adds a pasted text of a day."""
    given = Given(published=day, publisher=publisher or None)
    return add_text(database, text, given, by="ann", seal=seal)


def finish(database: Database, config: Config | None = None, *, at_most: int = 400) -> None:
    """Lets a worker do all that there is to do; it fails where there is no end to it."""
    worker = Worker(database, config or Config())
    for _ in range(at_most):
        if not worker.one():
            worker.close()
            return
    raise AssertionError("There is no end to the work.")


def dossiers(database: Database, variant: str = "") -> dict[str, str]:
    """The JSON of the dossiers that are shown in a variant, by story."""
    query = (
        select(shown.c.story, versions.c.dossier)
        .join(versions, versions.c.id == shown.c.version)
        .where(shown.c.variant == variant)
    )
    with database.read() as connection:
        return {story: unpack(packed) for story, packed in connection.execute(query)}


def grouped(database: Database) -> set[frozenset[str]]:
    """The sources of the reports of each story."""
    found: dict[str, set[str]] = {}
    with database.read() as connection:
        for story, source in connection.execute(select(reports.c.story, reports.c.source)):
            found.setdefault(story, set()).add(source)
    return {frozenset(sources) for sources in found.values()}


def tallies(dossier: str) -> list[tuple[Any, ...]]:
    """What a dossier's tallies come to, without ids."""
    keys = (
        "measure",
        "group",
        "unit",
        "place",
        "low",
        "best",
        "high",
        "status",
        "independent",
        "reports",
        "why",
    )
    return sorted((tuple(t[k] for k in keys) for t in json.loads(dossier)["tallies"]), key=repr)


def person(database: Database, id: str, role: str = "editor") -> str:
    """Makes an account."""
    with database.write() as connection:
        connection.execute(
            users.insert().values(id=id, name=id, shown=id, role=role, changed=MADE["made"], **MADE)
        )
    return id


def sealed_for(database: Database, id: str, *people: str) -> str:
    """Makes a seal for some people."""
    with database.write() as connection:
        connection.execute(seals.insert().values(id=id, by=people[0], reason="A witness.", **MADE))
        connection.execute(seal_people.insert(), [{"seal": id, "user": p} for p in people])
    return id


def states(database: Database) -> list[tuple[str, str, str | None]]:
    """The kind, state and message of every job."""
    with database.read() as connection:
        query = select(jobs.c.kind, jobs.c.state, jobs.c.message).order_by(jobs.c.made)
        return [tuple(row) for row in connection.execute(query)]
