"""What each route asks of whoever calls it: a role, and for changes the token of one of our forms.

In: a role, beside the parameter that takes the viewer. Out: the `Viewer`, or a refusal: 401 for whoever is not logged in
(a page leads to the log-in instead), 403 for a role that is not enough. What is not there and what is not for this
viewer's eyes give the very same 404, `not_there`.

    def stories(viewer: Annotated[Viewer, needs("reader")]) -> Stories: ...

Every route declares `needs`, or `anyone` where it is on the short list of tests/serve/test_roles.py.
"""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from crosswire.serve.security.caller import Caller, caller_of
from crosswire.serve.security.origins import SAFE_METHODS, local_path
from crosswire.serve.security.secret import is_form_token
from crosswire.serve.translation import say
from crosswire.store.database.viewer import ROLES, Viewer

LOG_IN = "/login"
FORM_HEADER, FORM_FIELD = "x-csrf-token", "csrf"
# Documents in OpenAPI what the gate reads.
_bearer = HTTPBearer(
    auto_error=False, description="A token of an account, as `crosswire people token` makes it."
)
_Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def needs(role: str, *, person: bool = False) -> Any:
    """The dependency that gives a viewer of at least this role; with `person`, no machine that acts for one.

    What concerns accounts is done by persons only, so that whoever stole a token gains nothing by it for longer.
    """
    if role not in ROLES:
        raise ValueError(f"no role: {role}")

    async def admit(request: Request, _: _Bearer) -> Viewer:
        caller = caller_of(request)
        if not caller.viewer.id:
            raise _to_log_in(request)
        if not caller.viewer.may(role):
            raise HTTPException(
                403, say("This takes the role of %(role)s; an admin of the desk can give it.", role=role)
            )
        if person and caller.viewer.by == "token":
            raise HTTPException(403, say("This is done on a page of the desk, by a person who is logged in."))
        await _check_form(request, caller)
        return caller.viewer

    admit.asks = role  # type: ignore[attr-defined]
    return Depends(admit)


def anyone() -> Any:
    """The dependency of the few routes that are for whoever calls: logging in, and whether the server lives."""

    async def admit(request: Request) -> Viewer:
        caller = caller_of(request)
        await _check_form(request, caller)
        return caller.viewer

    admit.asks = ""  # type: ignore[attr-defined]
    return Depends(admit)


def not_there() -> HTTPException:
    """The one refusal of what is not there, and of what is not there for this viewer."""
    return HTTPException(404)


def _to_log_in(request: Request) -> HTTPException:
    """What tells whoever is not logged in so: programs in words, a page by leading to the log-in and back later."""
    told = HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        if request.headers.get("hx-request") == "true":
            told.headers = {
                "HX-Redirect": f"{LOG_IN}?next={_quoted(request.headers.get('hx-current-url', ''))}"
            }
        return told
    back = f"?next={_quoted(str(request.url))}" if request.method in SAFE_METHODS else ""
    return HTTPException(303, headers={"Location": LOG_IN + back})


def _quoted(address: str) -> str:
    """The path of an address of this server, as a parameter."""
    seen = urlsplit(address)
    return quote(local_path(seen.path + (f"?{seen.query}" if seen.query else "")), safe="/")


async def _check_form(request: Request, caller: Caller) -> None:
    """Refuses a change that no form or script of ours sent. Raises HTTPException with 403."""
    if request.method in SAFE_METHODS or not caller.needs_form_token:
        return
    given: object = request.headers.get(FORM_HEADER)
    if given is None and request.headers.get("content-type", "").startswith(_FORMS):
        given = (await request.form()).get(FORM_FIELD)
    if not caller.kept or not isinstance(given, str) or not is_form_token(given, caller.secret):
        raise HTTPException(
            403, say("This form is no longer good; load its page again, then send it once more.")
        )
