"""Where the header leads: the desk's main pages, as far as a role may go and as far as they are there.

In: who looks, and the application's routes. Out: the links of the header, in order. A page that no route answers is left out,
so that the header never leads nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from crosswire.serve.translation import N_
from crosswire.store.database.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page of the header. `role` is who may go there; `key` what follows `g` on the keyboard."""

    path: str
    text: str
    role: str = "reader"
    key: str = ""


PAGES = (
    Link(path="/stories", text=N_("Stories"), key="s"),
    Link(path="/search", text=N_("Search"), key="f"),
    Link(path="/new", text=N_("New since"), key="n"),
    Link(path="/reports", text=N_("Reports"), key="r"),
    Link(path="/queue", text=N_("Queue"), role="reviewer", key="q"),
    Link(path="/add", text=N_("Add"), role="editor", key="a"),
    Link(path="/feeds", text=N_("Feeds"), role="editor"),
    Link(path="/work", text=N_("Work"), role="editor", key="w"),
    Link(path="/seals", text=N_("Seals"), role="editor"),
    Link(path="/people", text=N_("People"), role="admin", key="p"),
    Link(path="/audit", text=N_("Audit"), role="admin"),
)


def paths_of(app: FastAPI) -> frozenset[str]:
    """The paths that an application answers; worked out at the first page that asks."""
    if not hasattr(app.state, "paths"):
        app.state.paths = frozenset(context.path or "" for context in iter_route_contexts(app.routes))
    found: frozenset[str] = app.state.paths
    return found


def links(viewer: Viewer, there: frozenset[str]) -> tuple[Link, ...]:
    """The links of the header for one who looks, of the pages that are there."""
    return tuple(page for page in PAGES if page.path in there and viewer.may(page.role))


def is_within(path: str, page: Link) -> bool:
    """Whether an address belongs to a page of the header. The first page of all is the first of them.

    >>> is_within("/stories/ab12", PAGES[0]), is_within("/storiesque", PAGES[0]), is_within("/", PAGES[0])
    (True, False, True)
    """
    if path == "/":
        return page is PAGES[0]
    return path == page.path or path.startswith(f"{page.path}/")
