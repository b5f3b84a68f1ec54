"""Logging in through another service, where the settings name one.

In: the browser on its way there, and back from it. Out: a session for the account that the service's claims lead to: one that
is linked to its subject, one that bears the name it vouches for, or a new one, as the settings say. Its role follows the
service's groups where the settings map them. Whoever is not let in is told so in one sentence; why is in the server's log.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from crosswire.errors import UsageError
from crosswire.serve.access import anyone, not_there
from crosswire.serve.login import HOME, with_session
from crosswire.serve.securing import Security
from crosswire.serve.security import accounts
from crosswire.serve.security.caller import caller_of
from crosswire.serve.security.cookies import OIDC, read_cookie, set_cookie
from crosswire.serve.security.oidc import OidcError, Service, role_of
from crosswire.serve.security.options import OidcOptions, SecurityOptions
from crosswire.serve.security.origins import local_path
from crosswire.serve.security.secret import new_secret
from crosswire.serve.translation import N_, say
from crosswire.serve.twin import Store
from crosswire.store.database import Database, audit, people
from crosswire.store.database.people import Person
from crosswire.store.database.viewer import Viewer

router = APIRouter(include_in_schema=False)
log = logging.getLogger("crosswire.serve")
_RETURN = "/login/service/return"
_SECONDS = 600
_REFUSED = N_("The service did not vouch for an account of this desk. Ask an admin of the desk.")


@router.get("/login/service")
def go(request: Request, _: Annotated[Viewer, anyone()], options: Security, next: str = HOME) -> Response:
    """Leads the browser to the service."""
    service, secret = _service(request), new_secret()
    try:
        address = service.address(secret, back=_back(request, options))
    except OidcError as error:
        log.warning("the log-in service: %s", error)
        raise HTTPException(503, say("The log-in service cannot be reached just now.")) from error
    answer = RedirectResponse(address, 303)
    kept = f"{secret}.{quote(local_path(next, otherwise=HOME), safe='/')}"
    answer.raw_headers.append(set_cookie(OIDC, kept, options, seconds=_SECONDS))
    return answer


@router.get(_RETURN)
def come_back(
    request: Request, _: Annotated[Viewer, anyone()], database: Store, options: Security
) -> Response:
    """Takes what the service sent back."""
    service, oidc = _service(request), options.oidc
    assert oidc is not None
    secret, _dot, wanted = (read_cookie(request, OIDC, options) or "").partition(".")
    try:
        if not secret:
            raise OidcError("the browser brought no log-in that it had begun")
        claims = service.claims(secret, back=_back(request, options), answer=dict(request.query_params))
        person = admitted(database, oidc, claims)
    except (OidcError, UsageError) as error:
        log.warning("the log-in service: %s", error)
        with database.write() as connection:
            audit.record(
                connection, "log-in failed", None, address=caller_of(request).address, service="oidc"
            )
        raise HTTPException(403, say(_REFUSED)) from error
    entered = accounts.enter(
        database,
        options,
        person,
        address=caller_of(request).address,
        agent=request.headers.get("user-agent"),
    )
    answer = with_session(
        RedirectResponse(local_path(unquote(wanted), otherwise=HOME), 303), entered, options
    )
    answer.raw_headers.append(set_cookie(OIDC, "", options, seconds=0))
    return answer


def admitted(database: Database, options: OidcOptions, claims: Mapping[str, Any]) -> Person:
    """The account that claims lead to, made or linked as the settings say. Raises OidcError where none does."""
    subject = f"{options.issuer} {claims['sub']}"
    role = role_of(claims, options)
    if role is None or len(subject) > 400:
        raise OidcError("no group of theirs has a role here")
    with database.write() as connection:
        person = people.by_subject(connection, subject)
        if person is None:
            person = _linked(connection, options, claims, subject) or _made(
                connection, options, claims, subject, role
            )
        if person.disabled is not None:
            raise OidcError("the account is shut")
        if options.roles and person.role != role:
            before = person.role
            person = people.set_role(connection, person.id, role)
            audit.record(
                connection, "role changed", None, account=person.id, role=role, before=before, service="oidc"
            )
    return person


def _linked(connection: Any, options: OidcOptions, claims: Mapping[str, Any], subject: str) -> Person | None:
    """The account whose name the service vouches for, from now on linked to the subject."""
    name = claims.get(options.link_by) if options.link_by else None
    if options.link_by == "email" and claims.get("email_verified") is not True:
        return None
    person = people.find(connection, name) if isinstance(name, str) and name else None
    if person is None:
        return None
    if person.subject is not None or person.disabled is not None:
        raise OidcError("the account of that name is shut or linked to somebody else")
    audit.record(connection, "person linked", None, account=person.id, service="oidc")
    return people.link(connection, person.id, subject)


def _made(
    connection: Any, options: OidcOptions, claims: Mapping[str, Any], subject: str, role: str
) -> Person:
    name = claims.get(options.name_claim)
    if not options.make or not isinstance(name, str):
        raise OidcError("there is no account for them, and none is to be made")
    shown = claims.get("name")
    person = people.add(
        connection, name=name, role=role, shown=shown if isinstance(shown, str) else None, subject=subject
    )
    audit.record(connection, "person added", None, account=person.id, role=role, service="oidc")
    return person


def _service(request: Request) -> Service:
    found: Service | None = request.app.state.oidc
    if found is None:
        raise not_there()
    return found


def _back(request: Request, options: SecurityOptions) -> str:
    """The address to which the service sends the browser; the host was judged by the gate."""
    scheme = "https" if options.https else request.url.scheme
    return f"{scheme}://{request.headers['host']}{_RETURN}"
