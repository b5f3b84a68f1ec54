"""A story's Atom feed: what changed in it, for feed readers, which can send no header.

In: a story; who asks, by a session, by a token in the header, or by the feed's own key in the address. Out: the feed. The key
opens this one feed to read and nothing else, as its owner may see the story without seals; it is made from a secret of the
store and dies with a change of its owner's password or role.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from sqlalchemy import Connection, select
from starlette.exceptions import HTTPException

from crosswire.desk import history
from crosswire.present.handover.atom import MEDIA_TYPE, StoryChange, atom_feed
from crosswire.serve.asked import AskedId
from crosswire.serve.looking import not_there
from crosswire.serve.security.caller import caller_of
from crosswire.serve.story import NOT_THERE, row_of_story
from crosswire.serve.twin import Store
from crosswire.store.database import Database, sessions
from crosswire.store.database.schema import state, users
from crosswire.store.database.viewer import Viewer

router = APIRouter(tags=["hand-over"])
_SECRET = "feed-secret"
# Versions whose changes stand in a feed.
_VERSIONS = 60


def prepare(database: Database) -> None:
    """Draws the secret of the store's feeds, once."""
    with database.write() as connection:
        if _secret(connection) is None:
            connection.execute(state.insert().values(name=_SECRET, value=secrets.token_hex(32)))


def feed_key(connection: Connection, viewer: Viewer, story: str) -> str:
    """The key that opens the feed of a story as this viewer."""
    changed = connection.execute(select(users.c.changed).where(users.c.id == viewer.id)).scalar()
    return f"{viewer.id}.{_mac(_secret(connection) or '', viewer.id, story, str(changed))}"


def base_of(request: Request) -> str:
    """The address of this server as people reach it."""
    https = request.app.state.options.security.https
    return str(request.base_url.replace(scheme="https" if https else request.base_url.scheme)).rstrip("/")


def _secret(connection: Connection) -> str | None:
    found = connection.execute(select(state.c.value).where(state.c.name == _SECRET)).scalar()
    return str(found) if found is not None else None


def _mac(secret: str, user: str, story: str, changed: str) -> str:
    told = "\n".join((user, story, changed)).encode()
    return hmac.new(bytes.fromhex(secret), told, hashlib.sha256).hexdigest()[:40]


async def _reader(
    request: Request,
    database: Store,
    id: AskedId,
    key: Annotated[str | None, Query(max_length=120, description="the feed’s own key")] = None,
) -> Viewer:
    """Who reads a feed: whoever is recognised, or the owner of its key."""
    viewer = caller_of(request).viewer
    if viewer.may("reader"):
        return viewer
    found = _owner(database, id, key) if key else None
    if found is None:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    return found


_reader.asks = "reader"  # type: ignore[attr-defined]


def _owner(database: Database, story: str, key: str) -> Viewer | None:
    user, _, mac = key.partition(".")
    with database.read() as connection:
        secret = _secret(connection)
        changed = connection.execute(select(users.c.changed).where(users.c.id == user)).scalar()
        if secret is None or changed is None:
            return None
        if not hmac.compare_digest(_mac(secret, user, story, changed), mac):
            return None
        found = sessions.viewer_of(connection, user, by="token")
    # An address is kept by feed readers and passes through many hands: no seal is open to it.
    return replace(found, seals=frozenset()) if found is not None else None


@router.get(
    "/stories/{id}/feed.atom",
    summary="What changed in a story, as an Atom feed",
    response_class=Response,
    responses=NOT_THERE | {200: {"description": "the feed", "content": {MEDIA_TYPE: {}}}},
)
@router.get("/api/stories/{id}/feed.atom", include_in_schema=False, response_class=Response)
def feed(
    request: Request, database: Store, id: AskedId, viewer: Annotated[Viewer, Depends(_reader)]
) -> Response:
    """The changes of its latest versions, the newest first."""
    with database.read() as connection:
        row = row_of_story(connection, viewer, id)
        if row is None:
            raise not_there()
        found = history.versions_of(connection, viewer, id, limit=_VERSIONS)
    base = base_of(request)
    changes = [
        StoryChange(
            id=str(change["id"]),
            at=version.at,
            title=str(change["text"]),
            address=f"{base}/stories/{id}/at?time={version.at}",
        )
        for version in found
        for change in version.changes
    ]
    body = atom_feed(
        id,
        row.title,
        changes,
        address=f"{base}/stories/{id}/feed.atom",
        page=f"{base}/stories/{id}",
        since=found[-1].at if found else row.at,
    )
    return Response(body, media_type=MEDIA_TYPE)
