"""A story's past: the versions of its dossier, the one that stood at a time, what changed from one to another.

In: a connection, a `Viewer`, a story's id. Out: `Version`s and `Difference`s, of the variants that the viewer may see alone. A version
is what was shown at the time, as it was shown, whatever a later version of the program makes of the same reports. What
changed is told from what each version stated (`told`): tallies by what they count, discrepancies by their readings,
reports by their ids, so that any two versions can be held against each other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, and_, select

from crosswire.store.database import visible
from crosswire.store.database.derived import shown, versions
from crosswire.store.database.jobs import time_after
from crosswire.store.database.schema import looks
from crosswire.store.database.viewer import Viewer

Kind = Literal["tally", "discrepancy", "report", "withdrawn", "merged", "decision"]
# In the order of what weighs most.
_KINDS: Mapping[str, Kind] = {
    "tallies": "tally",
    "withdrawn": "withdrawn",
    "discrepancies": "discrepancy",
    "merged": "merged",
    "decisions": "decision",
    "reports": "report",
}
_COLUMNS = (
    versions.c.id,
    versions.c.story,
    versions.c.variant,
    versions.c.at,
    versions.c.before,
    versions.c.made_by,
    versions.c.settings,
    versions.c.cause,
    versions.c.changes,
    versions.c.told,
    versions.c.summary,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a story's dossier. `at` is when it came to stand (UTC), `made_by` the program as in `desk.making`, `settings`
    under which, `cause` what made it new, `changes` the alarms since the version before, `told` what it stated, `summary` its
    line in the list of stories, all as they were stored."""

    id: str
    story: str
    variant: str
    at: str
    before: str | None
    made_by: str
    settings: Mapping[str, str]
    cause: Mapping[str, Any]
    changes: tuple[Mapping[str, Any], ...]
    told: Mapping[str, Any]
    summary: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that another version states otherwise: `before` and `now` as it was and is stated, None where nothing is."""

    kind: Kind
    key: str
    before: Mapping[str, Any] | None
    now: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What is new in a story for somebody: the version that they last looked at, None if never, that of now, and what
    changed between."""

    story: str
    looked: Version | None
    now: Version
    changes: tuple[Change, ...]


def versions_of(
    connection: Connection, viewer: Viewer, story: str, *, before: str | None = None, limit: int = 50
) -> tuple[Version, ...]:
    """The versions of a story in the viewer's variant, the latest first; `before` a time, for the next page of them.
    Empty where the story is not there for the viewer."""
    query = _of(connection, viewer, story)
    if query is None:
        return ()
    if before is not None:
        query = query.where(versions.c.at < before)
    rows = connection.execute(query.order_by(versions.c.at.desc(), versions.c.id.desc()).limit(limit))
    return tuple(_version(row) for row in rows.all())


def as_of(connection: Connection, viewer: Viewer, story: str, time: str) -> Version | None:
    """The version that stood at a time (ISO 8601, UTC, as the store has it); None where there was none yet."""
    query = _of(connection, viewer, story)
    if query is None:
        return None
    query = query.where(versions.c.at <= time).order_by(versions.c.at.desc(), versions.c.id.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return _version(row) if row is not None else None


def until(connection: Connection, viewer: Viewer, version: Version) -> str | None:
    """When the next version took the place of one; None where it still stands."""
    query = _of(connection, viewer, version.story)
    if query is None:
        return None
    query = query.where(versions.c.at > version.at).order_by(versions.c.at, versions.c.id).limit(1)
    row = connection.execute(query).one_or_none()
    return str(row.at) if row is not None else None


def version(connection: Connection, viewer: Viewer, id: str) -> Version | None:
    """A version by its id; None where it is not there for the viewer."""
    query = select(*_COLUMNS).where(versions.c.id == id, visible.versions_seen(viewer))
    row = connection.execute(query).one_or_none()
    return _version(row) if row is not None else None


def difference(old: Version | None, new: Version) -> tuple[Change, ...]:
    """What `new` states otherwise than `old`, or all that it states where there is none: tallies first, each kind in the
    order of its keys."""
    was, now = old.told if old is not None else {}, new.told
    found: list[Change] = []
    for part, kind in _KINDS.items():
        before, after = was.get(part, {}), now.get(part, {})
        found += [
            Change(kind=kind, key=key, before=before.get(key), now=after.get(key))
            for key in sorted({*before, *after})
            if before.get(key) != after.get(key)
        ]
    return tuple(found)


def look(connection: Connection, viewer: Viewer, version: Version) -> None:
    """Notes that somebody has seen a version: what comes after it is new to them."""
    values = {"version": version.id, "at": time_after()}
    mine = and_(looks.c.user == viewer.id, looks.c.story == version.story)
    if not connection.execute(looks.update().where(mine).values(**values)).rowcount:
        connection.execute(looks.insert().values(user=viewer.id, story=version.story, **values))


def since_last_look(connection: Connection, viewer: Viewer, *, limit: int = 50) -> tuple[Since, ...]:
    """The stories that have a version which the viewer has not looked at, the latest first, with what changed since."""
    mine = and_(looks.c.user == viewer.id, looks.c.story == shown.c.story)
    query = (
        select(shown.c.version, looks.c.version.label("looked"))
        .select_from(shown.outerjoin(looks, mine))
        .where(visible.stories_seen(viewer))
        .where(looks.c.version.is_(None) | (looks.c.version != shown.c.version))
        .order_by(shown.c.at.desc(), shown.c.story)
        .limit(limit)
    )
    found = []
    for row in connection.execute(query).all():
        now = version(connection, viewer, row.version)
        if now is None:
            continue
        looked = version(connection, viewer, row.looked) if row.looked else None
        found.append(Since(story=now.story, looked=looked, now=now, changes=difference(looked, now)))
    return tuple(found)


def _of(connection: Connection, viewer: Viewer, story: str) -> Any:
    """The query for a story's versions in the variant that is the viewer's; None where it is not there for them."""
    variant = visible.story(connection, viewer, story)
    if variant is None:
        return None
    return select(*_COLUMNS).where(
        versions.c.story == story, versions.c.variant == variant, visible.versions_seen(viewer)
    )


def _version(row: Any) -> Version:
    return Version(
        id=row.id,
        story=row.story,
        variant=row.variant,
        at=row.at,
        before=row.before,
        made_by=row.made_by,
        settings=json.loads(row.settings),
        cause=json.loads(row.cause) if row.cause else {},
        changes=tuple(json.loads(row.changes)),
        told=json.loads(row.told),
        summary=json.loads(row.summary),
    )
