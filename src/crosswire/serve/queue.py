"""What most needs a person, over all stories that one sees: first what would change a best figure.

In: who looks, and what the list is filtered by. Out: a page of it and its JSON twin. The order was worked out when each version of
a story was made; what people have settled since is not in it, what they part over is (`serve.settled`).
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Connection, Row, and_, case, exists, false, select

from crosswire.serve.access import needs
from crosswire.serve.asked import AskedText, address
from crosswire.serve.paging import AskedAfter, beyond, cursor, read_cursor
from crosswire.serve.twin import Store, twin
from crosswire.store.database.derived import queue as waiting
from crosswire.store.database.derived import shown
from crosswire.store.database.viewer import Viewer
from crosswire.store.database.visible import stories_seen

router = APIRouter(tags=["reviews"])
PAGE = 30
# As a number: truth values are not compared by size.
_FIRST = case((waiting.c.best, 1), else_=0).label("first")
_WAITS = waiting.c.settled == false()
_ORDER = (_FIRST, waiting.c.weight, waiting.c.story, waiting.c.kind, waiting.c.target)


class QueueAsked(BaseModel, frozen=True):
    """What the queue is filtered by."""

    kind: AskedText = Field(None, description="of the statement: figure, quote, name, …")
    story: AskedText = Field(None, description="the id of a story")
    only: Literal["best", "disputed"] | None = Field(
        None, description="only what could change a best figure, or over which reviewers part"
    )
    after: AskedAfter = None


class QueueItem(BaseModel, frozen=True):
    """A statement that needs a person, and why: whether a review could change a best figure, or reviewers part over it."""

    story: str
    title: str
    kind: str
    id: str
    text: str
    why: str
    best: bool
    disputed: bool
    weight: float
    more: dict[str, Any] = {}


class Queue(BaseModel, frozen=True):
    """What needs a person, the heaviest first. `stories` and `kinds` are those that have anything."""

    items: tuple[QueueItem, ...]
    asked: QueueAsked
    kinds: tuple[str, ...] = ()
    stories: tuple[tuple[str, str], ...] = ()
    older: str | None = None


@twin(
    router,
    "/queue",
    "review/queue.html.j2",
    summary="What most needs a person, first what would change a best figure",
)
def queue(
    viewer: Annotated[Viewer, needs("reviewer")], database: Store, asked: Annotated[QueueAsked, Query()]
) -> Queue:
    """The statements that most need a person."""
    with database.read() as connection:
        rows = _rows(connection, viewer, asked)
        kinds, stories = _choices(connection, viewer)
    page = rows[:PAGE]
    last = page[-1] if len(rows) > PAGE else None
    place = cursor(*(getattr(last, c.name) for c in _ORDER)) if last is not None else None
    return Queue(
        items=tuple(map(_item, page)),
        asked=asked,
        kinds=kinds,
        stories=stories,
        older=address("/queue", asked, after=place) if place else None,
    )


def _rows(connection: Connection, viewer: Viewer, asked: QueueAsked) -> list[Row[Any]]:
    query = select(waiting, _FIRST, shown.c.title).join(shown, _shown()).where(stories_seen(viewer), _WAITS)
    if asked.kind is not None:
        query = query.where(waiting.c.kind == asked.kind)
    if asked.story is not None:
        query = query.where(waiting.c.story == asked.story)
    if asked.only is not None:
        query = query.where(waiting.c[asked.only].is_(True))
    if asked.after is not None:
        query = query.where(beyond(_ORDER, read_cursor(asked.after, (int, float, str, str, str))))
    return list(connection.execute(query.order_by(*(c.desc() for c in _ORDER)).limit(PAGE + 1)))


def _choices(connection: Connection, viewer: Viewer) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The kinds and the stories by which the queue can be filtered."""
    seen = stories_seen(viewer)
    kinds = (
        select(waiting.c.kind).join(shown, _shown()).where(seen, _WAITS).distinct().order_by(waiting.c.kind)
    )
    stories = (
        select(shown.c.story, shown.c.title)
        .where(seen, exists(select(waiting.c.story).where(_shown(), _WAITS)))
        .order_by(shown.c.at.desc())
        .limit(200)
    )
    return (
        tuple(row.kind for row in connection.execute(kinds)),
        tuple((row.story, row.title) for row in connection.execute(stories)),
    )


def _shown() -> ColumnElement[bool]:
    """The queue of the variant that is shown."""
    return and_(shown.c.story == waiting.c.story, shown.c.variant == waiting.c.variant)


def _item(row: Row[Any]) -> QueueItem:
    return QueueItem(
        story=row.story,
        title=row.title,
        kind=row.kind,
        id=row.target,
        text=row.text,
        why=row.why,
        best=row.best,
        disputed=row.disputed,
        weight=row.weight,
        more=json.loads(row.body),
    )
