"""Webhooks of a story: to which addresses its alarms are sent, by whom, and whether they arrive.

In: who owns them, an address. Out: the settings page and its twin. Each alarm is sent signed with the hook's secret, which is
shown once, when the hook is made. Where a request goes is judged again whenever it is sent: nowhere private.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection, select

from crosswire.errors import UsageError
from crosswire.present.page.plain import safe_address
from crosswire.serve.access import needs, not_there
from crosswire.serve.asked import AskedId
from crosswire.serve.past import Head
from crosswire.serve.render import render
from crosswire.serve.story import NOT_THERE, row_of_story
from crosswire.serve.translation import Message, say
from crosswire.serve.twin import Store, twin
from crosswire.store.database import audit, restricted
from crosswire.store.database.jobs import new_id, time_after
from crosswire.store.database.schema import hooks, outbox
from crosswire.store.database.viewer import Viewer

router = APIRouter(tags=["hand-over"])
Editor = Annotated[Viewer, needs("editor")]
# Hooks of one person on one story: more are a mistake.
_MOST = 20


class HookTold(BaseModel, frozen=True):
    """One address that alarms are sent to."""

    id: str
    address: str
    made: str
    problem: str | None = Field(description="why the last sending failed")
    stopped: str | None = Field(description="since when nothing is sent any more")


class Hooks(Head, frozen=True):
    """Your webhooks of a story."""

    hooks: tuple[HookTold, ...]
    secret: str | None = Field(default=None, description="of the hook that was just made; shown this once")
    faults: tuple[tuple[str, Any], ...] = Field(default=(), exclude=True)


class HookMade(BaseModel, frozen=True):
    """A new webhook."""

    id: str
    secret: str = Field(description="with which each request is signed; shown this once")


class HookAsked(BaseModel, frozen=True):
    """Where alarms are to be sent."""

    address: str = Field(max_length=2000)


@twin(router, "/stories/{id}/hooks", "hooks.html.j2", summary="Your webhooks of a story", responses=NOT_THERE)
def hook_list(database: Store, viewer: Editor, id: AskedId) -> Hooks:
    """To which addresses this story's alarms are sent for you."""
    with database.read() as connection:
        return _hooks(connection, viewer, id)


@router.post("/api/stories/{id}/hooks", status_code=201, summary="Make a webhook", responses=NOT_THERE)
def make_hook(database: Store, viewer: Editor, id: AskedId, asked: HookAsked) -> HookMade:
    """Sends each alarm of this story to an address. Raises UsageError for one that is none."""
    with database.write() as connection:
        return _make(connection, viewer, id, asked.address)


@router.post("/stories/{id}/hooks", include_in_schema=False)
def make_hook_form(
    request: Request, database: Store, viewer: Editor, id: AskedId, address: Annotated[str, Form()] = ""
) -> Response:
    """The same from the page's form: the page shows the secret once."""
    with database.write() as connection:
        page = _hooks(connection, viewer, id)
        fault = _fault(address, len(page.hooks))
        if fault is not None:
            faults = (("address", fault),)
            return render(
                request, "hooks.html.j2", status=422, page=page.model_copy(update={"faults": faults})
            )
        made = _make(connection, viewer, id, address)
        page = _hooks(connection, viewer, id)
    return render(request, "hooks.html.j2", page=page.model_copy(update={"secret": made.secret}))


@router.delete(
    "/api/stories/{id}/hooks/{hook}", status_code=204, summary="Remove a webhook", responses=NOT_THERE
)
def drop_hook(database: Store, viewer: Editor, id: AskedId, hook: AskedId) -> Response:
    """Nothing more is sent to its address, not even what waits."""
    with database.write() as connection:
        mine = (hooks.c.id == hook, hooks.c.story == id, hooks.c.user == viewer.id)
        if connection.execute(select(hooks.c.id).where(*mine)).scalar() is None:
            raise not_there()
        connection.execute(outbox.delete().where(outbox.c.hook == hook))
        connection.execute(hooks.delete().where(*mine))
        audit.record(
            connection,
            "hook removed",
            viewer,
            seals=restricted.seals_of(connection, viewer, id),
            story=id,
            hook=hook,
        )
    return Response(status_code=204)


@router.post("/stories/{id}/hooks/{hook}/remove", include_in_schema=False)
def drop_hook_form(database: Store, viewer: Editor, id: AskedId, hook: AskedId) -> Response:
    """The same from the page's form."""
    drop_hook(database, viewer, id, hook)
    return RedirectResponse(f"/stories/{id}/hooks", status_code=303)


def _hooks(connection: Connection, viewer: Viewer, id: str) -> Hooks:
    story = row_of_story(connection, viewer, id)
    if story is None:
        raise not_there()
    query = select(hooks).where(hooks.c.story == id, hooks.c.user == viewer.id).order_by(hooks.c.made)
    found = tuple(
        HookTold(id=h.id, address=h.address, made=h.made, problem=h.problem, stopped=h.stopped)
        for h in connection.execute(query)
    )
    return Hooks(id=id, title=story.title, at=story.at, waiting=story.waiting, hooks=found)


def _make(connection: Connection, viewer: Viewer, id: str, address: str) -> HookMade:
    page = _hooks(connection, viewer, id)
    fault = _fault(address, len(page.hooks))
    if fault is not None:
        raise UsageError(str(fault))
    made = HookMade(id=new_id(), secret=secrets.token_urlsafe(32))
    connection.execute(
        hooks.insert().values(
            id=made.id, story=id, user=viewer.id, address=address, secret=made.secret, made=time_after()
        )
    )
    # Of the address the host alone: with what stands behind it many services let anybody in.
    audit.record(
        connection,
        "hook added",
        viewer,
        seals=restricted.seals_of(connection, viewer, id),
        story=id,
        hook=made.id,
        host=urlsplit(address).hostname,
    )
    return made


def _fault(address: str, there: int) -> Message | None:
    """What is wrong with an address, or with one more."""
    if safe_address(address) is None:
        return say("This is no web address; give one that begins with https:// or http://.")
    if there >= _MOST:
        return say("You have %(most)s webhooks on this story already; remove one first.", most=_MOST)
    return None
