"""A page and its JSON twin from one function: the function gives a value, a template shows it, JSON says it.

In: a function that takes what FastAPI resolves (the viewer, the database, the query) and gives a frozen value. Out: two routes:
`/api/PATH`, documented with the value's type, and `/PATH`, the page, where the template finds the value as `page`. Both ask
the store the very same thing, so that no page shows what its twin would hide.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from crosswire.serve.render import render
from crosswire.store.database import Database

F = TypeVar("F", bound=Callable[..., Any])


def database_of(request: Request) -> Database:
    """The store of the application that answers."""
    found: Database = request.app.state.database
    return found


Store = Annotated[Database, Depends(database_of)]


def twin(
    router: APIRouter, path: str, template: str, *, also: tuple[str, ...] = (), **more: Any
) -> Callable[[F], F]:
    """Registers a function as a page and as its JSON twin. `also` are more addresses of the page; `more` goes to the
    twin's route: summary, responses, …"""

    def register(function: F) -> F:
        router.add_api_route(f"/api{path}", function, methods=["GET"], **more)
        for page in (path, *also):
            router.add_api_route(
                page,
                _page(function, template),
                methods=["GET"],
                response_class=HTMLResponse,
                include_in_schema=False,
                name=f"{function.__name__}_page",
            )
        return function

    return register


def _page(function: Callable[..., Any], template: str) -> Callable[..., Response]:
    """The same function, its value shown by a template; an answer that is made already (a redirection) stays."""
    signature = inspect.signature(function, eval_str=True)
    takes = "request" in signature.parameters

    def page(request: Request, **given: Any) -> Response:
        found = function(request=request, **given) if takes else function(**given)
        return found if isinstance(found, Response) else render(request, template, page=found)

    own = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
    parameters = [
        p.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for p in signature.parameters.values()
        if p.name != "request"
    ]
    page.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[own, *parameters], return_annotation=Response
    )
    page.__doc__ = function.__doc__
    return page
