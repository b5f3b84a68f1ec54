"""The gate: every request passes it before any route, and every answer after.

In: a request as the server received it. Out: the application's answer with the headers of `policy`, or a refusal in
plain words. In order: a host that is ours; a body that is not packed; no change sent by a foreign page; who it is (a
machine's token, or else a session's cookie, never both); how often; how much and how slowly. Whether they may do
what they ask is each route's to say (`access.needs`). What is logged is the route's template, never the path.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crosswire.serve.security.accounts import address_key
from crosswire.serve.security.bodies import BoundedBody, Bounds, too_large
from crosswire.serve.security.caller import CALLER, Caller
from crosswire.serve.security.cookies import SESSION, VISIT, read_cookie, set_cookie
from crosswire.serve.security.limits import Limiter
from crosswire.serve.security.neighbours import is_stranger
from crosswire.serve.security.options import SecurityOptions
from crosswire.serve.security.origins import SAFE_METHODS, is_expected, is_foreign
from crosswire.serve.security.policy import STATIC_PATH, with_policy
from crosswire.serve.security.secret import TOKEN_PREFIX, digest, new_secret
from crosswire.serve.translation import say
from crosswire.store.database import Database, sessions
from crosswire.store.database.viewer import Viewer


class Refuse(Protocol):
    """Makes the answer with a status, in the form that a request asks for."""

    def __call__(
        self, request: Request, status: int, detail: str | None, *, headers: Mapping[str, str]
    ) -> Response: ...


log = logging.getLogger("crosswire.serve")
access_log = logging.getLogger("crosswire.access")
_METHODS = SAFE_METHODS | {"POST", "PUT", "PATCH", "DELETE"}
# With what the parts of pages come that ask for themselves every few seconds (`hx-headers`).
POLL_HEADER = "x-poll"
_FILES = ("multipart/", "application/octet-stream", "application/zip")


class Gate:
    """The outermost layer of the application."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        database: Database,
        options: SecurityOptions,
        refuse: Refuse,
        opened: str | None = None,
    ) -> None:
        self._app, self._database, self._options, self._opened = app, database, options, opened
        self._refuse = refuse
        self._strangers, self._requests = Limiter(options.strangers), Limiter(options.requests)
        self._writes, self._uploads = Limiter(options.writes), Limiter(options.uploads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, request = time.monotonic(), HTTPConnection(scope)
        answer = _Answer(scope, send, self._options)
        scope[CALLER] = answer.caller
        try:
            self._check_head(request)
            if not scope["path"].startswith(STATIC_PATH):
                await run_in_threadpool(self._recognise, request, answer.caller)
                self._check_rates(request, answer.caller)
            bounds = self._bounds(request, answer.caller.viewer)
            await self._app(scope, BoundedBody(receive, bounds), answer.send)
        except HTTPException as refusal:
            if answer.status:
                raise
            known = bool(answer.caller.viewer.id)
            told = self._page(scope, refusal) if known else _plain(request, refusal)
            await told(scope, receive, answer.send)
        except OperationalError as broken:
            # The database is gone or restarts: found out here, before any route could say so.
            log.error("the store cannot be reached", exc_info=broken)
            if answer.status:
                raise
            later = HTTPException(503, headers={"Retry-After": "5"})
            await self._page(scope, later)(scope, receive, answer.send)
        except Exception:
            if not answer.status:
                await self._page(scope, HTTPException(500))(scope, receive, answer.send)
            raise
        finally:
            template = getattr(scope.get("route"), "path", "-")
            milliseconds = (time.monotonic() - began) * 1000
            access_log.info("%s %s %d %.0f ms", scope["method"], template, answer.status, milliseconds)

    def _page(self, scope: Scope, refusal: HTTPException) -> Response:
        detail = None if refusal.status_code >= 500 else refusal.detail
        return self._refuse(Request(scope), refusal.status_code, detail, headers=refusal.headers or {})

    def _check_head(self, request: HTTPConnection) -> None:
        if request.scope["method"] not in _METHODS:
            raise HTTPException(405, say("This is not done here."), headers={"Allow": "GET, HEAD, POST"})
        if not is_expected(request.headers.getlist("host"), allowed=self._options.hosts):
            raise HTTPException(421, say("This server does not answer for that host name."))
        if request.headers.get("content-encoding", "identity") != "identity":
            raise HTTPException(415, say("Send it unpacked, without Content-Encoding."))
        if request.scope["method"] in SAFE_METHODS or "authorization" in request.headers:
            return
        scheme = "https" if self._options.https else str(request.scope["scheme"])
        if is_foreign(request.headers, scheme=scheme):
            raise HTTPException(
                403, say("This was sent by a page of another site; do it on a page of the desk.")
            )

    def _recognise(self, request: HTTPConnection, caller: Caller) -> None:
        """Finds out who it is; runs in a thread, since it asks the database."""
        client = request.scope.get("client")
        caller.address = client[0] if client else ""
        if "authorization" in request.headers:
            caller.viewer = self._by_token(request.headers.getlist("authorization"))
            return
        secret = read_cookie(request, SESSION, self._options)
        found = (
            self._by_session(secret, used=not _by_itself(request)) if secret and not self._opened else None
        )
        if found is not None and secret:
            caller.viewer, caller.secret, caller.kept = found, secret, True
            return
        visit = read_cookie(request, VISIT, self._options)
        caller.secret, caller.kept = visit or new_secret(), visit is not None
        if self._opened is not None:
            if client and is_stranger(*client):
                raise HTTPException(403, say("This desk is for another user of this machine."))
            caller.viewer = self._by_being_here(self._opened)

    def _by_token(self, given: list[str]) -> Viewer:
        scheme, _, token = given[0].partition(" ")
        found = None
        if len(given) == 1 and scheme.lower() == "bearer" and token.startswith(TOKEN_PREFIX):
            with self._database.read() as connection:
                found = sessions.find_token(connection, digest(token))
        if found is None:
            raise HTTPException(
                401,
                say("This token is not, or no longer, good here."),
                headers={"WWW-Authenticate": "Bearer"},
            )
        if found.stale:
            with self._database.write() as connection:
                sessions.note_token(connection, digest(token))
        return found.viewer

    def _by_session(self, secret: str, *, used: bool) -> Viewer | None:
        with self._database.read() as connection:
            found = sessions.find_session(connection, digest(secret), idle_seconds=self._options.idle_seconds)
        if found is not None and found.stale and used:
            with self._database.write() as connection:
                sessions.note_session(connection, digest(secret))
        return found.viewer if found else None

    def _by_being_here(self, id: str) -> Viewer:
        with self._database.read() as connection:
            viewer = sessions.viewer_of(connection, id, by="open")
        if viewer is None:
            raise HTTPException(
                503, say("The account of this desk is shut; enable it with `crosswire people`.")
            )
        return viewer

    def _check_rates(self, request: HTTPConnection, caller: Caller) -> None:
        viewer = caller.viewer
        if not viewer.id:
            _hold_up(self._strangers, address_key(caller.address))
            return
        _hold_up(self._requests, viewer.id)
        if request.scope["method"] not in SAFE_METHODS:
            _hold_up(self._uploads if _holds_files(request) else self._writes, viewer.id)

    def _bounds(self, request: HTTPConnection, viewer: Viewer) -> Bounds:
        most = self._options.form_bytes if viewer.id else self._options.stranger_bytes
        if viewer.may("editor") and _holds_files(request):
            most = self._options.upload_bytes
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > most:
            raise too_large(most)
        return Bounds(
            most_bytes=most,
            quiet_seconds=self._options.quiet_seconds,
            slowest_bytes_per_second=self._options.slowest_bytes_per_second,
        )


class _Answer:
    """An answer on its way: its status once it has begun, and the headers that it is given."""

    def __init__(self, scope: Scope, send: Send, options: SecurityOptions) -> None:
        self.caller, self.status = Caller(), 0
        self._path, self._send, self._options = str(scope["path"]), send, options

    async def send(self, message: Message) -> None:
        """Passes a message on, the first one with every header."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = with_policy(message.get("headers", ()), path=self._path, https=self._options.https)
            caller = self.caller
            if caller.asked and not caller.kept:
                headers.append(
                    set_cookie(VISIT, caller.secret, self._options, seconds=self._options.visit_seconds)
                )
            message = {**message, "headers": headers}
        await self._send(message)


def _hold_up(limiter: Limiter, key: str) -> None:
    wait = limiter.wait(key)
    if wait is not None:
        raise HTTPException(
            429,
            say("Too often; wait %(seconds)s s before the next.", seconds=wait),
            headers={"Retry-After": str(wait)},
        )


def _by_itself(request: HTTPConnection) -> bool:
    """Whether an open page asks by itself what is new: that a page lies open is no sign that somebody is there."""
    return request.scope["method"] in SAFE_METHODS and POLL_HEADER in request.headers


def _holds_files(request: HTTPConnection) -> bool:
    return request.headers.get("content-type", "").lower().startswith(_FILES)


def _plain(request: HTTPConnection, refusal: HTTPException) -> Response:
    """A refusal before any page: in JSON for programs, in plain text for people."""
    headers: dict[str, str] = dict(refusal.headers or {})
    kind: Any = PlainTextResponse
    content: Any = refusal.detail
    if request.scope["path"].startswith("/api/"):
        kind, content = JSONResponse, {"detail": refusal.detail}
    response: Response = kind(content, status_code=refusal.status_code, headers=headers)
    return response
