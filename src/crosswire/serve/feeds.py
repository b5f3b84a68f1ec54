"""Feeds that the desk follows: added, looked at, stopped and started again, with what went wrong at the last round.

In: an editor's form, or a program's JSON. Out: the list of feeds that the viewer sees, and its twin. A feed under a seal is there for
those on it alone.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Connection, select, update

from crosswire.desk.add import FEED_SECONDS, LEAST_SECONDS, add_feed, told_of_feed
from crosswire.errors import UsageError
from crosswire.serve.access import needs, not_there
from crosswire.serve.render import render
from crosswire.serve.reviews import Sent
from crosswire.serve.twin import Store
from crosswire.store.database import Database, jobs, seals
from crosswire.store.database.jobs import new_id
from crosswire.store.database.schema import feeds as table
from crosswire.store.database.viewer import Viewer

router = APIRouter(tags=["feeds"])
Editor = Annotated[Viewer, needs("editor")]
# Between two rounds, as the form offers it.
INTERVALS = (60, 300, 600, 1800, 3600, 6 * 3600, 24 * 3600)


class FeedRow(BaseModel, frozen=True):
    """A feed that is followed. `every` and `next`: seconds between rounds, and when the next one is; `problem`: what went wrong
    at the last; `sealed`: only those on its seal see it."""

    id: str
    address: str
    every: int
    next: str | None
    made: str
    problem: str | None
    stopped: str | None
    sealed: bool


class Feeds(BaseModel, frozen=True):
    """The feeds that the desk follows."""

    feeds: tuple[FeedRow, ...]


class FeedAsked(BaseModel):
    """A feed to be followed."""

    address: str = Field(max_length=2000)
    every: int = Field(FEED_SECONDS, ge=LEAST_SECONDS, le=7 * 24 * 3600, description="seconds between rounds")
    seal: str | None = Field(None, max_length=64)
    key: str | None = Field(None, max_length=200)


@router.get("/api/feeds", summary="The feeds that the desk follows")
def feeds(viewer: Editor, database: Store) -> Feeds:
    """The feeds that the viewer sees, by address."""
    with database.read() as connection:
        rows = connection.execute(
            select(table).where(_seen(viewer)).order_by(table.c.address, table.c.id)
        ).all()
    told = (
        FeedRow(
            id=r.id,
            address=r.address,
            every=r.every,
            next=None if r.stopped else r.next,
            made=r.made,
            problem=r.problem,
            stopped=r.stopped,
            sealed=r.seal is not None,
        )
        for r in rows
    )
    return Feeds(feeds=tuple(told))


@router.post("/api/feeds", status_code=202, summary="Follow a feed")
def follow(viewer: Editor, database: Store, asked: FeedAsked) -> Feeds:
    """Follows a feed from now on; one that was stopped goes on."""
    _check_seal(viewer, asked.seal)
    add_feed(
        database,
        asked.address.strip(),
        by=viewer,
        every_seconds=asked.every,
        seal=asked.seal,
        key=asked.key,
    )
    return feeds(viewer, database)


@router.post("/api/feeds/{feed}/stop", summary="Stop following a feed")
def stop(viewer: Editor, database: Store, feed: str) -> Feeds:
    """Stops a feed; what it brought stays."""
    with database.write() as connection:
        _change(connection, viewer, feed, stopped=jobs.time_after())
        told_of_feed(connection, "feed stopped", viewer, feed)
    return feeds(viewer, database)


@router.post("/api/feeds/{feed}/start", summary="Follow a feed again")
def start(viewer: Editor, database: Store, feed: str) -> Feeds:
    """Follows a feed again that was stopped, or tries one now that had a problem."""
    with database.write() as connection:
        _change(connection, viewer, feed, stopped=None, problem=None, next=jobs.time_after())
        jobs.ask(
            connection,
            "feed",
            {"feed": feed},
            key=f"feed:{feed}",
            user=viewer.id,
            seal=_seal(connection, feed),
        )
        told_of_feed(connection, "feed started", viewer, feed)
    return feeds(viewer, database)


@router.get("/feeds", include_in_schema=False)
def feeds_page(request: Request, viewer: Editor, database: Store) -> Response:
    """The list as a page, with the form for another one."""
    return _page(request, viewer, database, {}, "")


@router.post("/feeds", include_in_schema=False)
def follow_page(request: Request, viewer: Editor, database: Store, form: Sent) -> Response:
    """Follows the feed that the form names."""
    sent = {name: value.strip() for name, value in form.items() if isinstance(value, str)}
    every = sent.get("every", "")
    try:
        if not sent.get("address"):
            raise UsageError("Write the address of a feed.")
        _check_seal(viewer, sent.get("seal") or None)
        seconds = int(every) if every.isascii() and every.isdigit() and len(every) < 8 else FEED_SECONDS
        add_feed(
            database,
            sent["address"],
            by=viewer,
            every_seconds=min(seconds, INTERVALS[-1]),
            seal=sent.get("seal") or None,
            key=sent.get("key"),
        )
    except UsageError as error:
        return _page(request, viewer, database, sent, str(error))
    return RedirectResponse("/feeds", 303)


@router.post("/feeds/{feed}/stop", include_in_schema=False)
def stop_page(viewer: Editor, database: Store, feed: str) -> Response:
    """Stops a feed from its line."""
    stop(viewer, database, feed)
    return RedirectResponse("/feeds", 303)


@router.post("/feeds/{feed}/start", include_in_schema=False)
def start_page(viewer: Editor, database: Store, feed: str) -> Response:
    """Follows a feed again from its line."""
    start(viewer, database, feed)
    return RedirectResponse("/feeds", 303)


def _seen(viewer: Viewer) -> ColumnElement[bool]:
    """The feeds that are there for a viewer."""
    return table.c.seal.is_(None) | table.c.seal.in_(sorted(viewer.seals))


def _change(connection: Connection, viewer: Viewer, feed: str, **values: str | None) -> None:
    found = connection.execute(update(table).where(table.c.id == feed, _seen(viewer)).values(**values))
    if found.rowcount == 0:
        raise not_there()


def _seal(connection: Connection, feed: str) -> str | None:
    found: str | None = connection.execute(select(table.c.seal).where(table.c.id == feed)).scalar()
    return found


def _check_seal(viewer: Viewer, seal: str | None) -> None:
    if seal is not None and seal not in viewer.seals:
        raise UsageError("This seal is not there; choose one that you are on, or make a new one.")


def _page(request: Request, viewer: Viewer, database: Database, sent: dict[str, str], wrong: str) -> Response:
    with database.read() as connection:
        own = seals.of(connection, viewer)
    return render(
        request,
        "adding/feeds.html.j2",
        status=422 if wrong else 200,
        page=feeds(viewer, database),
        sent=sent,
        faults=(("address", wrong),) if wrong else (),
        seals=own,
        intervals=INTERVALS,
        key=new_id(),
    )
