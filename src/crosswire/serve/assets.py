"""Style, scripts and icons: sent compressed, under addresses that name their content, so that browsers keep them for good.

In: the files of static/, and the dossier's own style and script, which a story's page shares. Out: `/static/NAME?v=DIGEST`
(from `asset`, for templates) and the answers to it. Nothing else is served from disk: a name that is not in the table is not
there, so that no path leads out of it.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

STATIC = Path(__file__).with_name("static")
# The dossier's style and script, by the names under which pages ask for them.
_SHARED = {"dossier.css": "page.css", "dossier.js": "page.js"}
_FOR_GOOD, _FOR_NOW = "public, max-age=31536000, immutable", "public, max-age=60"
# Below this many bytes compression gains nothing.
_SMALL = 500

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file as it is sent."""

    kind: str
    plain: bytes
    packed: bytes | None
    version: str


@cache
def assets() -> dict[str, Asset]:
    """All files, by name. Read once: a server is started anew when its program changes."""
    own = {p.relative_to(STATIC).as_posix(): p.read_bytes() for p in STATIC.rglob("*") if p.is_file()}
    page = files("crosswire.present.page")
    shared = {name: page.joinpath(file).read_bytes() for name, file in _SHARED.items()}
    return {name: _made(name, content) for name, content in (own | shared).items()}


def _made(name: str, content: bytes) -> Asset:
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    packed = gzip.compress(content, 9, mtime=0) if len(content) > _SMALL else None
    return Asset(
        kind="text/javascript" if kind.endswith("javascript") else kind,
        plain=content,
        packed=packed if packed and len(packed) < len(content) else None,
        version=hashlib.sha256(content).hexdigest()[:12],
    )


def asset(name: str) -> str:
    """The address of a static file. Raises KeyError for a name that is not there: a template that asks for it is wrong.

    >>> asset("desk.css").partition("?")[0]
    '/static/desk.css'
    """
    return f"/static/{name}?v={assets()[name].version}"


@router.get("/static/{name:path}", include_in_schema=False, name="static")
def static(request: Request, name: str) -> Response:
    """A static file; 404 for any other name."""
    found = assets().get(name)
    if found is None:
        raise HTTPException(404)
    tag = f'"{found.version}"'
    asked = request.query_params.get("v")
    headers = {
        "cache-control": _FOR_GOOD if asked == found.version else _FOR_NOW,
        "etag": tag,
        "vary": "accept-encoding",
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if found.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(found.packed, media_type=found.kind, headers=headers)
    return Response(found.plain, media_type=found.kind, headers=headers)
