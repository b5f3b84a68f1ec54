"""Stories that changed, written down: who stands where, what became of what is gone, and whose restriction follows.

In: a connection that writes, and `Moves`. Out: rows. A story that became part of another leaves its id behind, which leads
there. A restriction follows the reports: whatever took a report from a restricted story is restricted to those whom every
restriction that met in it lists, so that nobody sees more than before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select

from crosswire.link.story_stream import Grown
from crosswire.store.database.derived import (
    facets,
    pages,
    passages,
    queue,
    reports,
    shown,
    stories,
    variant_people,
    versions,
)
from crosswire.store.database.jobs import time_after
from crosswire.store.database.schema import restriction_people, restrictions

_AT_ONCE = 500
_FOLLOWS = "Reports of a restricted story came into it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """The stories that changed, each with the reports that are to stand in it; how the stream holds them; in which story
    each report stood before; and the stories that are gone. `elsewhere` is where reports are that went into none of
    these; `seal` that of stories which only sealed reports tell."""

    stories: Mapping[str, tuple[str, ...]]
    grown: Mapping[str, Grown]
    known: Mapping[str, str]
    gone: frozenset[str]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    seal: str | None = None

    @property
    def lost(self) -> frozenset[str]:
        """The stories that reports have left."""
        now = {report: name for name, members in self.stories.items() for report in members}
        return frozenset(story for report, story in self.known.items() if now.get(report) != story)


def record(connection: Connection, moves: Moves, ranks: Mapping[str, int]) -> None:
    """Writes what changed; `ranks` are those of reports that are placed for the first time."""
    for name, members in moves.stories.items():
        _stand(connection, name, moves)
        moved = [id for id in members if moves.known.get(id) != name]
        move(connection, moved, name, ranks)
        _restrict(connection, name, {moves.known[id] for id in moved if id in moves.known})
    order = _ranks(connection, [id for id, story in moves.known.items() if story in moves.gone])
    now = {**moves.elsewhere, **{id: name for name, members in moves.stories.items() for id in members}}
    for gone in sorted(moves.gone):
        were = sorted(
            (id for id, story in moves.known.items() if story == gone), key=lambda id: (order[id], id)
        )
        into = next((now[id] for id in were if id in now), None)
        connection.execute(
            stories.update().where(stories.c.id == gone).values(into=into, touched=False, grown=None)
        )
        hide(connection, gone)


def move(connection: Connection, ids: Iterable[str], story: str, ranks: Mapping[str, int]) -> None:
    """Puts reports into a story."""
    told = [{"b_id": id, "b_rank": ranks.get(id)} for id in ids]
    if not told:
        return
    placed = [t for t in told if t["b_rank"] is not None]
    if placed:
        connection.execute(
            reports.update()
            .where(reports.c.id == bindparam("b_id"))
            .values(story=story, rank=bindparam("b_rank")),
            placed,
        )
    other = [{"b_id": t["b_id"]} for t in told if t["b_rank"] is None]
    if other:
        connection.execute(
            reports.update().where(reports.c.id == bindparam("b_id")).values(story=story), other
        )
    connection.execute(
        passages.update()
        .where(passages.c.report == bindparam("b_id"), passages.c.variant.is_(None))
        .values(story=story),
        [{"b_id": t["b_id"]} for t in told],
    )


def hide(connection: Connection, story: str, variant: str | None = None) -> None:
    """Takes a story, or one variant of it, out of everything that shows what is now; its versions stay."""
    made = select(versions.c.id).where(versions.c.story == story)
    if variant is not None:
        made = made.where(versions.c.variant == variant)
    connection.execute(pages.delete().where(pages.c.version.in_(made)))
    for table in (shown, queue, facets, passages, variant_people):
        gone = table.delete().where(table.c.story == story)
        if variant is not None:
            gone = gone.where(table.c.variant == variant)
        elif table is passages:
            gone = gone.where(table.c.variant.is_not(None))
        connection.execute(gone)


def _stand(connection: Connection, name: str, moves: Moves) -> None:
    """The row of a story that is there."""
    values = {"into": None, "touched": True, "seal": moves.seal}
    grown = moves.grown.get(name)
    if grown is not None:
        told = {"number": grown.number, "id": grown.id, "tidied": grown.tidied, "doubted": grown.doubted}
        values["grown"] = json.dumps(told | {"order": list(grown.reports)})
    found = connection.execute(stories.update().where(stories.c.id == name).values(**values))
    if not found.rowcount:
        connection.execute(stories.insert().values(id=name, made=time_after(), **values))


def _restrict(connection: Connection, name: str, before: set[str]) -> None:
    """Restricts a story to those whom all restrictions list that meet in it."""
    found = [s for s in sorted(before - {name}) if _is_restricted(connection, s)]
    if not found:
        return
    own = _is_restricted(connection, name)
    lists = [_listed(connection, s) for s in (*found, *((name,) if own else ()))]
    allowed = set.intersection(*lists)
    if not own:
        first = connection.execute(select(restrictions).where(restrictions.c.story == found[0])).one()
        connection.execute(
            restrictions.insert().values(
                story=name, made=time_after(), by=first.by, reason=first.reason or _FOLLOWS
            )
        )
    connection.execute(restriction_people.delete().where(restriction_people.c.story == name))
    if allowed:
        connection.execute(restriction_people.insert(), [{"story": name, "user": u} for u in sorted(allowed)])


def _is_restricted(connection: Connection, story: str) -> bool:
    query = select(restrictions.c.story).where(restrictions.c.story == story)
    return connection.execute(query).scalar() is not None


def _listed(connection: Connection, story: str) -> set[str]:
    query = select(restriction_people.c.user).where(restriction_people.c.story == story)
    return set(connection.execute(query).scalars())


def _ranks(connection: Connection, ids: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = select(reports.c.id, reports.c.rank).where(reports.c.id.in_(ids[start : start + _AT_ONCE]))
        found |= dict(connection.execute(query).all())
    return found
