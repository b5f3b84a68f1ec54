"""What a variant of a story is made of: its reports' rows, people's decisions, and the version before.

In: a connection. Out: `Inputs`, whose `mark` is the same as long as nothing of it changed: whoever made a dossier of them
looks again before it is written whether they are still what there is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, select

from crosswire.desk.variants import Variant, variants_of
from crosswire.store.custody import WITHDRAWN
from crosswire.store.database.decisions import in_force
from crosswire.store.database.derived import reports, shown, stories, versions
from crosswire.store.database.schema import REVIEWS, RULINGS, sources
from crosswire.types import Decision, Review

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What one variant of a story is made of. `withdrawn` are the ids of reports whose source was taken back; `merged` is what
    was told last of the stories that became part of it, by id; `before` is the row of its version before."""

    story: str
    variant: Variant
    rows: tuple[Row[Any], ...]
    withdrawn: tuple[str, ...]
    rulings: tuple[Decision, ...]
    reviews: tuple[Review, ...]
    merged: Mapping[str, Mapping[str, Any]]
    before: Row[Any] | None

    @property
    def standing(self) -> tuple[str, ...]:
        """The ids of the reports that no later state of their source took the place of."""
        return tuple(row.id for row in self.rows if row.standing)

    @property
    def mark(self) -> str:
        """A digest of all of it."""
        told = [
            [[r.id, r.seal, r.standing, r.made_by, r.reference, r.title, r.publisher] for r in self.rows],
            [d.id for d in self.rulings],
            [r.id for r in self.reviews],
            sorted(self.merged),
            sorted(self.variant.people),
            self.before.version if self.before is not None else None,
        ]
        return sha256(json.dumps(told).encode()).hexdigest()


def inputs_of(connection: Connection, story: str) -> tuple[Inputs, ...]:
    """What each variant of a story is made of; none where the story is not there, or has no reports any more."""
    there = connection.execute(
        select(stories.c.id).where(stories.c.id == story, stories.c.into.is_(None))
    ).scalar()
    if there is None:
        return ()
    rows = tuple(connection.execute(select(reports).where(reports.c.story == story).order_by(reports.c.id)))
    made = []
    for variant in variants_of(connection, (r.seal for r in rows if r.seal is not None)):
        mine = tuple(r for r in rows if r.seal is None or r.seal in variant.seals)
        if mine:
            made.append(_inputs(connection, story, variant, mine))
    return tuple(made)


def _inputs(connection: Connection, story: str, variant: Variant, rows: Sequence[Row[Any]]) -> Inputs:
    rulings = in_force(connection, RULINGS, seals=variant.seals, story=story)
    reviews = in_force(connection, REVIEWS, seals=variant.seals, story=story)
    return Inputs(
        story=story,
        variant=variant,
        rows=tuple(rows),
        withdrawn=_withdrawn(connection, rows),
        rulings=tuple(d for d in rulings if isinstance(d, Decision)),
        reviews=tuple(r for r in reviews if isinstance(r, Review)),
        merged=_merged(connection, story, variant),
        before=_before(connection, story, variant.key),
    )


def _withdrawn(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[str, ...]:
    """The reports that stood when their source was taken back: of each source those that came last."""
    latest: dict[str, int] = {}
    for row in rows:
        latest[row.source_key] = max(row.n, latest.get(row.source_key, 0))
    keys = sorted({row.source_key for row in rows if not row.standing})
    gone: set[str] = set()
    for start in range(0, len(keys), _AT_ONCE):
        some = sources.c.key.in_(keys[start : start + _AT_ONCE])
        query = select(sources.c.key).where(some, sources.c.what == WITHDRAWN)
        gone.update(connection.execute(query).scalars())
    return tuple(r.id for r in rows if r.source_key in gone and r.n == latest[r.source_key])


def _merged(connection: Connection, story: str, variant: Variant) -> dict[str, Mapping[str, Any]]:
    """What was told of the stories that became part of this one, to whoever sees this variant."""
    gone = connection.execute(select(stories.c.id).where(stories.c.into == story).order_by(stories.c.id))
    found = {}
    for id in gone.scalars():
        query = select(versions.c.told).where(versions.c.story == id, versions.c.variant == variant.key)
        told = connection.execute(query.order_by(versions.c.at.desc()).limit(1)).scalar()
        if told is not None:
            found[id] = json.loads(told)
    return found


def _before(connection: Connection, story: str, variant: str) -> Any:
    query = (
        select(shown.c.version, versions.c.told, versions.c.dossier, versions.c.made_by, versions.c.cause)
        .join(versions, versions.c.id == shown.c.version)
        .where(shown.c.story == story, shown.c.variant == variant)
    )
    return connection.execute(query).one_or_none()


def keys(inputs: Iterable[Inputs]) -> frozenset[str]:
    """The keys of some variants."""
    return frozenset(i.variant.key for i in inputs)
