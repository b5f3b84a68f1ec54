"""Answers that need not be sent again: each page and each twin names its content, and who has it is told so.

In: an ASGI application. Out: the same, where every whole answer of text to a GET has an ETag, and If-None-Match with it gives
304 and no body (RFC 9110, 13.1.2). What a route named itself stays; what is sent in portions is left alone.
"""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KINDS = ("text/html", "application/json", "application/atom+xml")
# Longer answers are sent on as they come.
_HELD = 16 * 1024 * 1024


class Unchanged:
    """The application, with 304 for who has the answer already."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        has = Headers(scope=scope).get("if-none-match", "")
        start: Message | None = None

        async def named(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _may_be_named(message):
                start = message
                return
            if start is not None:
                first, start = start, None
                if not message.get("more_body") and _is_had(first, message.get("body", b""), has):
                    first["status"], message = 304, {"type": "http.response.body", "body": b""}
                await send(first)
            await send(message)

        await self.app(scope, receive, named)


def matches(has: str, tag: str) -> bool:
    """Whether an If-None-Match names a tag; weak ones count as their strong ones do.

    >>> matches('"a", W/"b"', 'W/"b"'), matches("*", '"a"'), matches('"ab"', '"a"')
    (True, True, False)
    """
    wanted = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") in (wanted, "*") for one in has.split(","))


def _may_be_named(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    length = headers.get("content-length", "")
    kind = headers.get("content-type", "").partition(";")[0]
    return start["status"] == 200 and kind in _KINDS and length.isdigit() and int(length) <= _HELD


def _is_had(start: Message, body: bytes, has: str) -> bool:
    headers = MutableHeaders(raw=start["headers"])
    tag = headers.setdefault("etag", f'W/"{hashlib.sha256(body).hexdigest()[:24]}"')
    if not has or not matches(has, tag):
        return False
    for name in ("content-length", "content-type"):
        del headers[name]
    return True
