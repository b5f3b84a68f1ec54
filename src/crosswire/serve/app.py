"""The server's application, put together: a store, its options, the routes of each subject, the gate before them.

In: an open `Database` and `ServeOptions`. Out: a FastAPI application that any ASGI server can run. Every page has a JSON twin
under /api (see `twin`); what is documented in OpenAPI is the twins. Nothing is fetched when the application is made, and the
browser is sent nowhere else: style, scripts and type come from `static`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib import import_module
from threading import Semaphore

from fastapi import APIRouter, FastAPI
from fastapi.middleware.gzip import GZipMiddleware

import crosswire
from crosswire.config import Config
from crosswire.printing import end_all
from crosswire.serve import refusals, story_feed
from crosswire.serve.securing import secure
from crosswire.serve.security.options import SecurityOptions
from crosswire.serve.unchanged import Unchanged
from crosswire.store.database import Database

# Answers are packed from this size on, at the level that takes a page of 150 kB some 3 ms.
_SMALL_BYTES, _COMPRESSION = 700, 4
# Browsers that print at once: each takes a core and some 300 MB.
_PRINTING = 1
# The modules that hold routes, a subject each.
_SUBJECTS = (
    "account",
    "assets",
    "audit_page",
    "comparing",
    "handing",
    "login",
    "login_service",
    "past",
    "people",
    "preferences",
    "reports",
    "restricting",
    "sealing",
    "reviewing_pages",
    "searching",
    "since",
    "stories",
    "story",
    "story_feed",
    "webhooks",
    "withdrawing",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """How the server behaves. `config`: the settings under which dossiers are made; `security`: who may do what."""

    config: Config = field(default_factory=Config)
    security: SecurityOptions = field(default_factory=SecurityOptions)


def make_app(database: Database, options: ServeOptions | None = None) -> FastAPI:
    """The application over an open store."""
    app = FastAPI(
        lifespan=_living,
        title="crosswire",
        version=crosswire.__version__,
        summary="What many reports of one event jointly establish.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    options = options or ServeOptions()
    app.state.database, app.state.options = database, options
    app.state.printing = Semaphore(_PRINTING)
    story_feed.prepare(database)
    refusals.install(app)
    app.add_middleware(Unchanged)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALL_BYTES, compresslevel=_COMPRESSION)
    for router in _routers():
        app.include_router(router)
    secure(app, database, options.security)
    return app


@asynccontextmanager
async def _living(_: FastAPI) -> AsyncIterator[None]:
    """The application while it runs; told to stop, it waits for no browser that prints."""
    yield
    end_all()


def _routers() -> Iterator[APIRouter]:
    """The routes of each subject, imported here so that each can be read alone."""
    for subject in _SUBJECTS:
        yield import_module(f"crosswire.serve.{subject}").router
