"""The cookies of the desk: one for a session, one for a visit without, one while another service is asked.

In: the options and a request's or response's headers. Out: a secret, or a Set-Cookie header. Over https their names
begin with `__Host-`, so that no other host of the same domain, and no page that was read without https, can set
them (RFC 6265bis, section 4.1.3). No script reads them; no foreign page sends them with what changes something.
"""

from __future__ import annotations

from http.cookies import SimpleCookie

from starlette.requests import HTTPConnection

from crosswire.serve.security.options import SecurityOptions

SESSION, VISIT, OIDC = "crosswire", "crosswire-visit", "crosswire-oidc"


def cookie_name(kind: str, options: SecurityOptions) -> str:
    """What a cookie is called."""
    return f"__Host-{kind}" if options.https else kind


def read_cookie(request: HTTPConnection, kind: str, options: SecurityOptions) -> str | None:
    """What the browser keeps under a cookie; None where it keeps nothing that could be ours."""
    found = request.cookies.get(cookie_name(kind, options))
    return found if found and 20 <= len(found) <= 4000 else None


def set_cookie(kind: str, value: str, options: SecurityOptions, *, seconds: float) -> tuple[bytes, bytes]:
    """The header that lets the browser keep a cookie; with `seconds` 0, drop it."""
    cookie: SimpleCookie = SimpleCookie()
    name = cookie_name(kind, options)
    cookie[name] = value
    morsel = cookie[name]
    morsel["path"], morsel["httponly"], morsel["samesite"] = "/", True, "Lax"
    morsel["max-age"] = str(int(seconds))
    if options.https:
        morsel["secure"] = True
    return b"set-cookie", morsel.OutputString().encode("latin-1")
