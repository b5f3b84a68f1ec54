"""What was known when: a story's versions, the one that stood at a moment, and what changed between two.

In: a story, moments or versions. Out: pages and their twins. A version that no longer stands is always marked as past; its
page is shown where it is kept, else its numbers, and its dossier can be had in any case.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection, Row

from crosswire.desk import history
from crosswire.desk.history import Version
from crosswire.serve import versions
from crosswire.serve.asked import AskedId, Blank
from crosswire.serve.differences import changes_between
from crosswire.serve.lines import Change
from crosswire.serve.looking import Looking, not_there
from crosswire.serve.manner import manner_of
from crosswire.serve.paging import AskedAfter, cursor, read_cursor
from crosswire.serve.render import render
from crosswire.serve.series import Series, series_of
from crosswire.serve.story import NOT_THERE, page_of, row_of_story
from crosswire.serve.twin import Store, twin
from crosswire.serve.versions import VersionTold
from crosswire.store.database.viewer import Viewer

router = APIRouter(tags=["stories"])
PAGE = 50
AskedTime = Annotated[
    Annotated[str, Field(max_length=40)] | None,
    Blank,
    Query(description="ISO 8601; without a zone it is the reader's, for programs UTC; by default now"),
]
AskedVersion = Annotated[Annotated[str, Field(max_length=64)] | None, Blank]


class Head(BaseModel, frozen=True):
    """What stands above every page of a story."""

    id: str
    title: str
    at: str = Field(description="when the story last changed, UTC")
    waiting: int


class History(Head, frozen=True):
    """A page of a story's versions, the latest first."""

    versions: tuple[VersionTold, ...]
    after: str | None = Field(description="what to ask for to go on; null on the last page")

    @property
    def next(self) -> str | None:
        """The address of the page behind this one."""
        return f"/stories/{self.id}/history?after={self.after}" if self.after else None


class Past(Head, frozen=True):
    """A story as it stood at a moment. `version` is null where there was no such story yet."""

    time: str = Field(description="the moment that was asked for, UTC")
    until: str | None = Field(description="when the next version took its place; null where it still stands")
    version: VersionTold | None


class Changes(Head, frozen=True):
    """What changed between two versions of a story, why, and how its tallies went."""

    before: VersionTold | None = Field(description="null: from before the first version")
    now: VersionTold
    changes: tuple[Change, ...]
    steps: tuple[VersionTold, ...] = Field(description="the versions behind `before` up to `now`, in order")
    series: tuple[Series, ...] = Field(description="low, best and high of each tally, version by version")

    @property
    def drawn(self) -> tuple[Series, ...]:
        """The series that a page draws: those that moved."""
        return tuple(one for one in self.series if one.moves)


@twin(
    router,
    "/stories/{id}/history",
    "history.html.j2",
    summary="The versions of a story, the latest first",
    responses=NOT_THERE,
)
def story_history(
    database: Store, viewer: Looking, id: AskedId, after: Annotated[AskedAfter, Query()] = None
) -> History:
    """Since when each version stood, what brought it and what was new in it."""
    before = read_cursor(after, (str,))[0] if after else None
    with database.read() as connection:
        story = _story(connection, viewer, id)
        found = history.versions_of(connection, viewer, id, before=before, limit=PAGE + 1)
    more = cursor(found[PAGE - 1].at) if len(found) > PAGE else None
    return History(**_head(story), versions=tuple(map(versions.told, found[:PAGE])), after=more)


@router.get("/api/stories/{id}/at", summary="A story as it stood at a moment", responses=NOT_THERE)
def at(request: Request, database: Store, viewer: Looking, id: AskedId, time: AskedTime = None) -> Past:
    """The version that stood at a moment."""
    with database.read() as connection:
        return _past(connection, viewer, _story(connection, viewer, id), _moment(request, time, "time"))


@router.get("/stories/{id}/at", include_in_schema=False, response_class=HTMLResponse)
def at_page(
    request: Request, database: Store, viewer: Looking, id: AskedId, time: AskedTime = None
) -> Response:
    """The same as a page, clearly marked as past."""
    with database.read() as connection:
        found = _past(connection, viewer, _story(connection, viewer, id), _moment(request, time, "time"))
        body = page_of(connection, found.version.id) if found.version else None
    return render(request, "past.html.j2", page=found, body=body)


@twin(
    router,
    "/stories/{id}/changes",
    "changes.html.j2",
    summary="What changed between two versions or moments",
    responses=NOT_THERE,
)
def changes(
    request: Request,
    database: Store,
    viewer: Looking,
    id: AskedId,
    start: Annotated[
        AskedVersion, Query(alias="from", description="a version or a moment; else the beginning")
    ] = None,
    end: Annotated[AskedVersion, Query(alias="to", description="a version or a moment; else now")] = None,
) -> Changes:
    """Tallies from → to with their reasons, what brought each change, and the course of low, best and high."""
    with database.read() as connection:
        story = _story(connection, viewer, id)
        before = _version(connection, viewer, id, request, start, "from") if start else None
        now = _version(connection, viewer, id, request, end, "to") if end else None
        steps = versions.between(connection, viewer, id, before, now) if now or not end else []
    last = steps[-1] if steps else before
    if last is None:
        raise not_there()
    return Changes(
        **_head(story),
        before=versions.told(before) if before else None,
        now=versions.told(last),
        changes=changes_between(before, last),
        steps=tuple(map(versions.told, steps)),
        series=series_of([before, *steps] if before else steps),
    )


def _story(connection: Connection, viewer: Viewer, id: str) -> Row[Any]:
    found = row_of_story(connection, viewer, id)
    if found is None:
        raise not_there()
    return found


def _head(story: Row[Any]) -> dict[str, Any]:
    return {"id": story.story, "title": story.title, "at": story.at, "waiting": story.waiting}


def _past(connection: Connection, viewer: Viewer, story: Row[Any], moment: datetime) -> Past:
    time = versions.stamp(moment)
    found = history.as_of(connection, viewer, story.story, time)
    return Past(
        **_head(story),
        time=time,
        until=history.until(connection, viewer, found) if found else None,
        version=versions.told(found) if found else None,
    )


def _version(
    connection: Connection, viewer: Viewer, story: str, request: Request, asked: str, field: str
) -> Version | None:
    """The version that was asked for, by its id or a moment; None before the first."""
    found = history.version(connection, viewer, asked)
    if found is not None and found.story == story:
        return found
    return history.as_of(connection, viewer, story, versions.stamp(_moment(request, asked, field)))


def _moment(request: Request, asked: str | None, field: str) -> datetime:
    if asked is None:
        return datetime.now(UTC)
    return versions.moment_of(asked, manner_of(request).place, field=field)
