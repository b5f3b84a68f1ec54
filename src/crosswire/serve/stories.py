"""The list of stories, as one who looks may see them: their latest tallies and alarms, and what needs a person.

In: what the list is filtered and sorted by. Out: a page of it and its JSON twin. Nothing of a dossier is read: each line was
written when its version was made.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, or_, select

from crosswire.serve.asked import AskedDay, AskedText, Blank, address
from crosswire.serve.lines import AlarmLine, TallyLine, summary_of
from crosswire.serve.looking import Looking
from crosswire.serve.paging import AskedAfter, beyond, cursor, read_cursor
from crosswire.serve.twin import Store, twin
from crosswire.store.database.derived import facets, shown
from crosswire.store.database.viewer import Viewer
from crosswire.store.database.visible import stories_seen
from crosswire.text.fold import fold
from crosswire.types import Measure

router = APIRouter(tags=["stories"])

PAGE = 30
# Tallies and alarms in a line of the list; the story has them all.
_TALLIES, _ALARMS = 4, 2
Sort = Literal["changed", "waiting", "day", "reports"]
_SORTS: dict[str, tuple[ColumnElement[Any], type]] = {
    "changed": (shown.c.at, str),
    "waiting": (shown.c.waiting, int),
    "day": (func.coalesce(shown.c.start, ""), str),
    "reports": (shown.c.reports, int),
}
MEASURES: tuple[str, ...] = get_args(Measure)


class StoriesAsked(BaseModel, frozen=True):
    """What the list of stories is filtered and sorted by."""

    start: AskedDay = Field(None, description="told of on this day or later")
    end: AskedDay = Field(None, description="told of on this day or earlier")
    place: AskedText = Field(None, description="a place in which something is told to have happened")
    measure: Annotated[Measure | None, Blank] = Field(None, description="what was counted")
    language: AskedText = Field(None, description="a language in which a report is written, as `en`")
    waiting: bool = Field(False, description="only those in which something needs a person")
    sort: Sort = Field("changed", description="by what they are sorted, the highest first")
    after: AskedAfter = None

    @property
    def filters(self) -> bool:
        """Whether anything is left out."""
        return any((self.start, self.end, self.place, self.measure, self.language, self.waiting))


class StoryRow(BaseModel, frozen=True):
    """A line of the list of stories."""

    id: str
    title: str
    start: str | None = Field(description="the first day from which a report speaks")
    end: str | None
    reports: int
    originals: int = Field(description="texts that were not copied from another report")
    at: str = Field(description="when it last changed, UTC")
    waiting: int = Field(description="what needs a person")
    alarms: int
    tallies: tuple[TallyLine, ...] = Field(description="the heaviest")
    latest: tuple[AlarmLine, ...] = Field(description="the gravest alarms")
    languages: dict[str, int]
    places: tuple[str, ...]
    outlets: tuple[str, ...]


class Stories(BaseModel, frozen=True):
    """A page of the list."""

    stories: tuple[StoryRow, ...]
    asked: StoriesAsked
    after: str | None = Field(description="what to ask for to go on; null on the last page")

    @property
    def next(self) -> str | None:
        """The address of the page behind this one."""
        return address("/stories", self.asked, after=self.after) if self.after else None

    @property
    def measures(self) -> tuple[str, ...]:
        """What the list can be filtered by."""
        return MEASURES


@twin(
    router,
    "/stories",
    "stories.html.j2",
    also=("/",),
    summary="Stories with their latest tallies and alarms",
)
def stories(database: Store, viewer: Looking, asked: Annotated[StoriesAsked, Query()]) -> Stories:
    """The stories that you may see, a page at a time."""
    with database.read() as connection:
        rows = _rows(connection, viewer, asked)
    found = tuple(row_of(row) for row in rows[:PAGE])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Stories(stories=found, asked=asked, after=cursor(last.sorted, last.story) if last else None)


def row_of(row: Row[Any]) -> StoryRow:
    """A row of `shown` as the list has it."""
    summary = summary_of(row.summary)
    return StoryRow(
        id=row.story,
        title=row.title,
        start=row.start,
        end=row.end,
        reports=row.reports,
        originals=row.originals,
        at=row.at,
        waiting=row.waiting,
        alarms=row.alarms,
        tallies=summary.tallies[:_TALLIES],
        latest=summary.alarms[:_ALARMS],
        languages=dict(summary.languages),
        places=summary.places,
        outlets=summary.outlets,
    )


def _rows(connection: Connection, viewer: Viewer, asked: StoriesAsked) -> list[Row[Any]]:
    column, kind = _SORTS[asked.sort]
    query = select(shown, column.label("sorted")).where(stories_seen(viewer), *_filters(asked))
    if asked.after:
        query = query.where(beyond((column, shown.c.story), read_cursor(asked.after, (kind, str))))
    query = query.order_by(column.desc(), shown.c.story.desc()).limit(PAGE + 1)
    return list(connection.execute(query))


def _filters(asked: StoriesAsked) -> list[ColumnElement[bool]]:
    """The conditions that were asked for."""
    found: list[ColumnElement[bool]] = []
    if asked.start:
        found.append(or_(shown.c.end >= asked.start.isoformat(), shown.c.start >= asked.start.isoformat()))
    if asked.end:
        found.append(shown.c.start <= asked.end.isoformat())
    if asked.waiting:
        found.append(shown.c.waiting > 0)
    wanted = (("place", asked.place), ("measure", asked.measure), ("language", asked.language))
    found += [_has(kind, value) for kind, value in wanted if value]
    return found


def _has(kind: str, value: str) -> ColumnElement[bool]:
    same = and_(facets.c.variant == shown.c.variant, facets.c.story == shown.c.story)
    return exists().where(facets.c.kind == kind, facets.c.value == fold(value)[:200], same)
