"""One story: everything its dossier shows, live, with what changed since the page was opened told without a reload.

In: a story's id. Out: its page, made when its version was, put into the layout as it is; its JSON twin; the whole dossier as
JSON; and the small answer that an open page asks for now and then. Nothing is worked out anew when a page is looked at.
"""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup, escape
from pydantic import BaseModel, Field
from sqlalchemy import Connection, Row, select

from crosswire.desk import history
from crosswire.serve.anew import marked
from crosswire.serve.asked import AskedId
from crosswire.serve.differences import changes_between
from crosswire.serve.lines import Change, Summary, summary_of
from crosswire.serve.looking import Looking, not_there
from crosswire.serve.render import render
from crosswire.serve.twin import Store
from crosswire.serve.unchanged import matches
from crosswire.store.database import Database, audit, visible
from crosswire.store.database.derived import pages, shown, stories, versions
from crosswire.store.database.packed import unpack
from crosswire.store.database.viewer import Viewer

router = APIRouter(tags=["stories"])
NOT_THERE: dict[int | str, dict[str, Any]] = {404: {"description": "It is not there, or not for you."}}
# Stories that became part of others are followed so far.
_STEPS = 8


class StoryTold(BaseModel, frozen=True):
    """A story as it stands: its latest version, and what it comes to."""

    id: str
    title: str
    version: str = Field(description="the id of the version that stands")
    at: str = Field(description="since when it stands, UTC")
    start: str | None
    end: str | None
    reports: int
    originals: int
    waiting: int = Field(description="what needs a person")
    summary: Summary


class News(BaseModel, frozen=True):
    """What changed in a story since a version of it."""

    version: str = Field(description="the version that stands")
    at: str
    since: str
    changes: tuple[Change, ...]


@router.get(
    "/api/stories/{id}",
    summary="A story and what it comes to",
    response_model=StoryTold,
    responses=NOT_THERE | {307: {"description": "It became part of another story."}},
)
def story(database: Store, viewer: Looking, id: AskedId) -> StoryTold | Response:
    """The latest version of a story, in the numbers of its list; `/api/stories/{id}/dossier` has all of it."""
    with database.read() as connection:
        row = row_of_story(connection, viewer, id)
        return told(row) if row is not None else moved(connection, viewer, id)


@router.get("/stories/{id}", include_in_schema=False, response_class=HTMLResponse)
def story_page(
    request: Request,
    database: Store,
    viewer: Looking,
    id: AskedId,
    at: Annotated[str | None, Query(max_length=64)] = None,
) -> Response:
    """The page of a story; `at` the id of a statement leads to its place on it."""
    with database.read() as connection:
        row = row_of_story(connection, viewer, id)
        if row is None:
            return moved(connection, viewer, id)
        body = page_of(connection, row.version)
        if body is not None:
            body = Markup(marked(connection, viewer, id, body))  # a page of ours, and marks of ours in it
    if at:
        return RedirectResponse(f"/stories/{quote(id)}#{place_of(at, body or '')}", status_code=303)
    return render(request, "story.html.j2", page=told(row), body=body)


@router.get(
    "/api/stories/{id}/dossier",
    summary="The whole dossier of a story",
    response_class=Response,
    responses=NOT_THERE
    | {200: {"description": "`crosswire.dossier/1`", "content": {"application/json": {}}}},
)
def dossier(
    request: Request,
    database: Store,
    viewer: Looking,
    id: AskedId,
    version: Annotated[str | None, Query(max_length=64, description="an earlier version")] = None,
) -> Response:
    """The dossier as JSON, of the version that stands or of an earlier one. That it was taken stands in the audit log."""
    with database.read() as connection:
        found = version_of(connection, viewer, id, version)
        row = connection.execute(
            select(versions.c.variant, versions.c.dossier).where(versions.c.id == found)
        ).one()
    tag = f'"{found}"'
    if matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers={"etag": tag})
    body = unpack(row.dossier)
    note_export(database, viewer, (id, row.variant), found, form="json", format="json")
    return Response(body, media_type="application/json", headers={"etag": tag})


@router.get("/api/stories/{id}/news", summary="What changed since a version", responses=NOT_THERE)
def news(
    database: Store,
    viewer: Looking,
    id: AskedId,
    since: Annotated[str, Query(max_length=64, description="the version that you have")],
) -> News:
    """What changed in a story since a version of it; nothing where that version stands."""
    with database.read() as connection:
        return _news(connection, viewer, id, since)


@router.get("/stories/{id}/news", include_in_schema=False, response_class=HTMLResponse)
def news_part(
    request: Request,
    database: Store,
    viewer: Looking,
    id: AskedId,
    since: Annotated[str, Query(max_length=64)],
    known: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """The same as a part of an open page. `known` is the version that the page has told of already: until another one
    stands, the answer is empty, so that nothing is announced twice."""
    with database.read() as connection:
        row = row_of_story(connection, viewer, id)
        if row is None:
            raise not_there()
        if row.version in (known or since, since):
            return Response(status_code=204, headers={"etag": f'W/"{row.version}"'})
        found = _news(connection, viewer, id, since)
    return render(request, "news_part.html.j2", page=found, id=id)


def row_of_story(connection: Connection, viewer: Viewer, id: str) -> Row[Any] | None:
    """The row of the list in which a viewer sees a story; None where it is not there for them."""
    query = select(shown).where(shown.c.story == id, visible.stories_seen(viewer))
    return connection.execute(query).one_or_none()


def moved(connection: Connection, viewer: Viewer, id: str) -> Response:
    """Leads to the story of which one became part. Raises what is not there where there is none for the viewer."""
    into: str | None = id
    for _ in range(_STEPS):
        into = connection.execute(select(stories.c.into).where(stories.c.id == into)).scalar()
        if into is None:
            break
        if row_of_story(connection, viewer, into) is not None:
            return RedirectResponse(f"./{into}", status_code=307)
    raise not_there()


def note_export(
    database: Database,
    viewer: Viewer,
    story: tuple[str, str],
    version: str,
    *,
    form: str,
    format: str,
    texts: bool = False,
) -> None:
    """Writes into the audit log that a viewer took a story's dossier; `story` is its id and variant."""
    with database.write() as connection:
        audit.record(
            connection,
            "exported",
            viewer,
            seals=audit.seals_in(connection, story[1]),
            story=story[0],
            version=version,
            form=form,
            format=format,
            texts="yes" if texts else None,
        )


def told(row: Row[Any]) -> StoryTold:
    """A row of `shown` as the story's page has it."""
    return StoryTold(
        id=row.story,
        title=row.title,
        version=row.version,
        at=row.at,
        start=row.start,
        end=row.end,
        reports=row.reports,
        originals=row.originals,
        waiting=row.waiting,
        summary=summary_of(row.summary),
    )


def page_of(connection: Connection, version: str) -> Markup | None:
    """The page of a version, as it was made; None where it is not kept. What reports say was escaped then."""
    body = connection.execute(select(pages.c.body).where(pages.c.version == version)).scalar()
    return Markup(unpack(body)) if body is not None else None


def place_of(statement: str, body: str) -> str:
    """The id on the page at or around a statement of the dossier; empty where the page does not show it.

    >>> place_of("t1", '<li id="s1"><p data-kind="tally" data-id="t1">')
    's1'
    """
    at = body.find(f' data-id="{escape(statement)}"')
    start = body.rfind(' id="', 0, at) + len(' id="') if at >= 0 else -1
    return body[start : body.find('"', start)] if start >= len(' id="') else ""


def version_of(connection: Connection, viewer: Viewer, id: str, version: str | None) -> str:
    """The id of a version of a story that a viewer may see, by default of that which stands."""
    row = row_of_story(connection, viewer, id)
    if row is None:
        raise not_there()
    if version is None or version == row.version:
        return str(row.version)
    found = visible.version(connection, viewer, version)
    if found is None or found.story != id:
        raise not_there()
    return str(found.id)


def _news(connection: Connection, viewer: Viewer, id: str, since: str) -> News:
    row = row_of_story(connection, viewer, id)
    before = history.version(connection, viewer, since)
    now = history.version(connection, viewer, row.version) if row is not None else None
    if now is None or before is None or before.story != id:
        raise not_there()
    return News(version=now.id, at=now.at, since=since, changes=changes_between(before, now))
