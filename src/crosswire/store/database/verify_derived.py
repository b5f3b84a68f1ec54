"""What is derived, held against the truth: what would show a sealed report is a fault, what is merely old is to be rebuilt.

In: a connection that reads. Out: faults, and remarks each of which says what `crosswire rebuild` or the worker will see to.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, or_, select

from crosswire.store.chain import Fault
from crosswire.store.custody import RECEIVED
from crosswire.store.database.derived import (
    annotated,
    passages,
    reports,
    shown,
    stories,
    variant_seals,
)
from crosswire.store.database.schema import sealed_sources, seals, sources

REBUILD = "it is to be rebuilt: run `crosswire rebuild`"
OPEN_SEALS = (
    select(sealed_sources.c.key, sealed_sources.c.seal)
    .join(seals, seals.c.id == sealed_sources.c.seal)
    .where(seals.c.opened.is_(None))
    .subquery()
)


def check_seals(connection: Connection) -> Iterator[Fault]:
    """Whether everything that came from a sealed source bears its seal."""
    joined = reports.join(OPEN_SEALS, OPEN_SEALS.c.key == reports.c.source_key)
    bare = or_(reports.c.seal.is_(None), reports.c.seal != OPEN_SEALS.c.seal)
    for (id,) in connection.execute(select(reports.c.id).select_from(joined).where(bare).limit(100)):
        yield Fault(
            file=f"reports/{id}", message=f"does not bear the seal that lies on its source; {REBUILD}."
        )
    joined = passages.join(reports, reports.c.id == passages.c.report)
    bare = and_(
        reports.c.seal.is_not(None), or_(passages.c.seal.is_(None), passages.c.seal != reports.c.seal)
    )
    for (id,) in connection.execute(select(passages.c.report).select_from(joined).where(bare).limit(100)):
        yield Fault(file=f"passages/{id}", message=f"can be found without the seal of its report; {REBUILD}.")


def check_derived(connection: Connection) -> Iterator[Fault]:
    """What is not there yet, or is of an earlier state of the truth."""
    unread = ~exists(select(reports.c.id).where(reports.c.source_key == sources.c.key))
    standing = exists(
        select(sources.c.key).where(
            sources.c.key == reports.c.source_key,
            sources.c.what == RECEIVED,
            sources.c.n == reports.c.n,
        )
    )
    found = exists(select(passages.c.id).where(passages.c.report == reports.c.id))
    told = exists(select(variant_seals.c.seal).where(variant_seals.c.variant == shown.c.variant))
    bare = ~exists(select(annotated.c.report).where(annotated.c.report == reports.c.id))
    lifted = exists(
        select(OPEN_SEALS.c.key).where(
            OPEN_SEALS.c.key == reports.c.source_key, OPEN_SEALS.c.seal == reports.c.seal
        )
    )
    yield from _counted(
        connection,
        "sources",
        "sources were received and not read yet",
        sources,
        sources.c.what == RECEIVED,
        unread,
    )
    yield from _counted(
        connection,
        "reports",
        "reports are of a state that no longer stands",
        reports,
        reports.c.standing,
        ~standing,
    )
    yield from _counted(connection, "reports", "reports are not annotated", reports, reports.c.standing, bare)
    yield from _counted(connection, "reports", "reports cannot be found", reports, reports.c.standing, ~found)
    yield from _counted(
        connection,
        "reports",
        "reports bear a seal that was lifted",
        reports,
        reports.c.seal.is_not(None),
        ~lifted,
    )
    yield from _counted(connection, "stories", "stories wait for a new dossier", stories, stories.c.touched)
    yield from _counted(
        connection,
        "shown",
        "variants do not say which seals are in them, and nobody is shown them",
        shown,
        shown.c.variant != "",
        ~told,
    )
    yield from _check_index(connection)


def _check_index(connection: Connection) -> Iterator[Fault]:
    """Whether SQLite's index has as many rows as it should; PostgreSQL's is of the very rows."""
    if connection.dialect.name != "sqlite":
        return
    there = connection.execute(select(func.count()).select_from(passages)).scalar()
    indexed = connection.exec_driver_sql("SELECT count(*) FROM passages_index_docsize").scalar()
    if there != indexed:
        what = f"has {indexed:,} of {there:,} rows"
        yield Fault(file="passages_index", message=f"{what}; {REBUILD}.")


def _counted(
    connection: Connection, table: str, what: str, of: Table, *conditions: ColumnElement[bool]
) -> Iterator[Fault]:
    query = select(func.count()).select_from(of).where(*conditions)
    if count := connection.execute(query).scalar():
        yield Fault(file=table, message=f"{count:,} {what}; {REBUILD}.")
