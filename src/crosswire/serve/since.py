"""What changed since somebody last looked: per story, from the version that they marked as seen to the one that stands.

In: who looks. Out: the page of what is new and its twin; a mark is set only by asking for it, never by looking.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from crosswire.desk import history
from crosswire.serve.differences import changes_between
from crosswire.serve.lines import Change, Summary
from crosswire.serve.looking import Looking, not_there
from crosswire.serve.story import NOT_THERE
from crosswire.serve.twin import Store, twin

router = APIRouter(tags=["stories"])
PAGE = 20


class NewStory(BaseModel, frozen=True):
    """What is new in one story."""

    id: str
    title: str
    version: str = Field(description="the version that stands; mark this one as seen")
    at: str = Field(description="since when it stands, UTC")
    seen: str | None = Field(description="since when the version stood that was last seen; null if none was")
    since: str | None = Field(description="its id")
    changes: tuple[Change, ...]
    reports: tuple[str, ...] = Field(description="the names of reports that came since")
    summary: Summary


class New(BaseModel, frozen=True):
    """The stories that changed since you last looked, the latest first."""

    stories: tuple[NewStory, ...]
    more: bool = Field(description="there are more; mark these as seen to go on")


class Seen(BaseModel, frozen=True):
    """What is to be marked as seen."""

    story: str = Field(max_length=64)
    version: str = Field(max_length=64)


@twin(router, "/new", "new.html.j2", summary="What changed since you last looked")
def new(database: Store, viewer: Looking) -> New:
    """Per story: numbers from → to, discrepancies, withdrawals, reports."""
    with database.read() as connection:
        found = history.since_last_look(connection, viewer, limit=PAGE + 1)
    return New(stories=tuple(_told(one) for one in found[:PAGE]), more=len(found) > PAGE)


@router.post("/api/new/seen", status_code=204, summary="Mark versions as seen", responses=NOT_THERE)
def mark_seen(database: Store, viewer: Looking, seen: list[Seen]) -> Response:
    """What comes after these versions is new to you."""
    with database.write() as connection:
        for one in seen[: 10 * PAGE]:
            version = history.version(connection, viewer, one.version)
            if version is None or version.story != one.story:
                raise not_there()
            history.look(connection, viewer, version)
    return Response(status_code=204)


@router.post("/new/seen", include_in_schema=False)
def mark_seen_form(
    request: Request, database: Store, viewer: Looking, seen: Annotated[list[str], Form()]
) -> Response:
    """The same from the page's form: each `seen` is STORY VERSION."""
    pairs = [one.partition(" ") for one in seen[: 10 * PAGE]]
    mark_seen(database, viewer, [Seen(story=story[:64], version=version[:64]) for story, _, version in pairs])
    return RedirectResponse("/new", status_code=303)


def _told(one: history.Since) -> NewStory:
    before = one.looked.told.get("reports", {}) if one.looked else {}
    now = one.now.told.get("reports", {})
    fresh = [now[id] for id in now if id not in before]
    return NewStory(
        id=one.story,
        title=str(one.now.told.get("title") or one.story),
        version=one.now.id,
        at=one.now.at,
        seen=one.looked.at if one.looked else None,
        since=one.looked.id if one.looked else None,
        changes=changes_between(one.looked, one.now),
        reports=tuple(str(r.get("publisher") or r.get("title") or r.get("source")) for r in fresh),
        summary=Summary.model_validate(one.now.summary),
    )
