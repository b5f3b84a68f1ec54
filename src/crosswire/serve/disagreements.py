"""Where people part: statements of which two reviewers say different things, each shown what the other said.

In: who looks. Out: the statements in question with everybody's last words, those first of which the last word is the latest. It is
told from the reviews themselves, so that it is there as soon as the second one is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import Connection, exists, select

from crosswire.review.table import target_table
from crosswire.serve.access import needs
from crosswire.serve.decided import ReviewRow, rows_of
from crosswire.serve.opened import signature
from crosswire.serve.reviewed import opened_of
from crosswire.serve.standing import parted
from crosswire.serve.twin import Store, twin
from crosswire.store.database.decisions import Kept, kept
from crosswire.store.database.schema import REVIEWS, decision_reports, decisions
from crosswire.store.database.viewer import Viewer
from crosswire.store.database.visible import decisions_seen

router = APIRouter(tags=["reviews"])
# Reviews that are looked through, the latest first: far more than a desk leaves open.
_MOST = 2000


class Disagreement(BaseModel, frozen=True):
    """A statement over which people part, and the last words of each."""

    kind: str
    about: str
    story: str | None
    title: str | None
    statement: str | None
    reviews: tuple[ReviewRow, ...]


class Disagreements(BaseModel, frozen=True):
    """Where people part."""

    disagreements: tuple[Disagreement, ...]


@twin(
    router, "/disagreements", "review/disagreements.html.j2", summary="Statements over which reviewers part"
)
def disagreements(viewer: Annotated[Viewer, needs("reader")], database: Store) -> Disagreements:
    """The statements over which reviewers part."""
    with database.read() as connection:
        found = [_told(connection, viewer, group) for group in _groups(_contested(connection, viewer))]
    return Disagreements(disagreements=tuple(d for d in found if d is not None))


def _contested(connection: Connection, viewer: Viewer) -> Iterable[Kept]:
    """Reviews of things in reports of which somebody else reviewed a thing of that kind."""
    other, others = decisions.alias(), decision_reports.alias()
    also = (
        select(other.c.id)
        .join(others, others.c.decision == other.c.id)
        .where(
            others.c.sha256 == decision_reports.c.sha256,
            other.c.chain == REVIEWS,
            other.c.kind == decisions.c.kind,
            other.c.user != decisions.c.user,
            other.c.withdrawn.is_(None),
        )
    )
    about = select(decision_reports.c.decision).where(
        decision_reports.c.decision == decisions.c.id, exists(also)
    )
    query = (
        select(decisions)
        .where(
            decisions.c.chain == REVIEWS,
            decisions.c.withdrawn.is_(None),
            decisions.c.action != "annotate",
            decisions_seen(viewer),
            exists(about),
        )
        .order_by(decisions.c.at.desc(), decisions.c.id.desc())
        .limit(_MOST)
    )
    return map(kept, connection.execute(query))


def _groups(found: Iterable[Kept]) -> list[list[Kept]]:
    """The reviews of one and the same thing together."""
    groups: dict[object, list[Kept]] = {}
    for one in found:
        groups.setdefault(signature(target_table(one.entry.target)), []).append(one)  # type: ignore[union-attr]
    return [group for group in groups.values() if len({k.user for k in group}) > 1]


def _told(connection: Connection, viewer: Viewer, group: list[Kept]) -> Disagreement | None:
    last = parted(rows_of(group, viewer))
    if not last:
        return None
    story = next((k.story for k in group if k.story), None)
    at = opened_of(connection, viewer, story)
    rows = rows_of(group, viewer, at=at)
    said = {r.id for r in last}
    return Disagreement(
        kind=rows[0].kind,
        about=rows[0].about,
        story=at.story if at is not None else None,
        title=at.title if at is not None else None,
        statement=next((r.statement for r in rows if r.statement), None),
        reviews=tuple(r for r in rows if r.id in said),
    )
