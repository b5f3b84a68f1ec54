"""The audit log: who did what to the desk itself, appended to a chain that shows whether it was altered.

In: a connection that writes, what was done, by whom, to what. Out: an entry in the store's `audit` chain, in the same
transaction as the deed. It holds ids and words of the program, never what a report or a source says, no password,
secret or name that was typed to log in. What concerns a seal is told only to those on it, what was taken of a source before
it was sealed too, and what was done to a story of which nothing is open any more: `entries_for` leaves it out for everyone
else, and gives no numbers from which a gap could be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from crosswire.store.custody import Entry, pairs
from crosswire.store.database.chains import append, read_entry
from crosswire.store.database.derived import reports, shown, variant_seals
from crosswire.store.database.schema import AUDIT, log, sealed_versions
from crosswire.store.database.schema import seals as known_seals
from crosswire.store.database.viewer import Viewer

# Everything that can be told of. Whoever adds a deed adds it here.
DEEDS = frozenset(
    {
        "logged in",
        "log-in failed",
        "logged out",
        "logged out everywhere",
        "person added",
        "person linked",
        "role changed",
        "password changed",
        "password reset",
        "person disabled",
        "person enabled",
        "token made",
        "token withdrawn",
        "sealed",
        "seal opened",
        "seal people changed",
        "restricted",
        "restriction lifted",
        "restriction people changed",
        "exported",
        "hook added",
        "hook removed",
        "feed added",
        "feed stopped",
        "feed started",
        "withdrawn",
        "backed up",
        "restored",
        "rebuilt",
    }
)
_SEALS, _BY, _BY_NAME = "seals", "by", "by name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One entry of the audit log as it is shown."""

    at: str
    what: str
    by: str | None
    by_name: str | None
    told: tuple[tuple[str, str], ...]


def record(
    connection: Connection,
    what: str,
    by: Viewer | None,
    *,
    seals: frozenset[str] = frozenset(),
    **told: str | None,
) -> None:
    """Appends that `by` (None: nobody who is known, or the program) did `what`.

    `seals` are those that a reader of the entry must be cleared for: all whose sources it is about. `told` holds ids
    and short words, never content.
    """
    if what not in DEEDS:
        raise ValueError(f"{what!r} is no deed that the audit log knows")
    how = {key.replace("_", " "): value for key, value in told.items() if value is not None}
    if by is not None and by.id:
        how |= {_BY: by.id, _BY_NAME: by.name, "through": by.by}
        if by.by == "token" and by.key is not None:
            how.setdefault("token", by.key)
    if seals:
        how[_SEALS] = " ".join(sorted(seals))
    append(connection, AUDIT, Entry(n=0, at="", what=what, how=pairs(how)))


def seals_in(connection: Connection, variant: str) -> frozenset[str]:
    """The seals whose sources a variant of a story holds."""
    found = select(variant_seals.c.seal).where(variant_seals.c.variant == variant)
    return frozenset(connection.execute(found).scalars())


def entries_for(connection: Connection, viewer: Viewer, *, before: str = "", most: int = 100) -> list[Deed]:
    """The latest deeds, the newest first, that happened before a moment and are for this viewer's eyes."""
    shown: list[Deed] = []
    opened = set(
        connection.execute(select(known_seals.c.id).where(known_seals.c.opened.is_not(None))).scalars()
    )
    lacked = _lacked(connection, viewer)
    for entry in _backwards(connection, before):
        told = dict(entry.how)
        about = {told.get("version"), told.get("report"), told.get("story")}
        if not set(told.get(_SEALS, "").split()) <= viewer.seals | opened or about & lacked:
            continue
        shown.append(
            Deed(
                at=entry.at,
                what=entry.what,
                by=told.get(_BY),
                by_name=told.get(_BY_NAME),
                told=tuple((k, v) for k, v in entry.how if k not in (_BY, _BY_NAME)),
            )
        )
        if len(shown) >= most:
            break
    return shown


def _lacked(connection: Connection, viewer: Viewer) -> set[str | None]:
    """The ids of reports, of versions and of stories without an open side that lie under seals which the viewer lacks,
    whenever they were sealed."""
    lying = known_seals.c.opened.is_(None) & known_seals.c.id.not_in(sorted(viewer.seals))
    lies = select(known_seals.c.id).where(lying)
    old = select(sealed_versions.c.version).where(sealed_versions.c.seal.in_(lies))
    now = select(reports.c.id).where(reports.c.seal.in_(lies))
    openly = select(shown.c.story).where(shown.c.story == sealed_versions.c.story, shown.c.variant == "")
    whole = select(sealed_versions.c.story).where(sealed_versions.c.seal.in_(lies), ~openly.exists())
    return {id for query in (old, now, whole) for id in connection.execute(query).scalars()}


def _backwards(connection: Connection, before: str) -> Iterator[Entry]:
    which = select(log.c.n, log.c.line).where(log.c.chain == AUDIT).order_by(log.c.n.desc())
    for row in connection.execute(which.where(log.c.at < before) if before else which):
        yield read_entry(AUDIT, row.n, row.line)
